/**
 * Does in a string what an integration says, by UTF-16 offsets as editors do.
 *
 * @param {import('../../../main/webapp/sync/text/document.js').Integration} integration
 * @param {string} text
 */
export function show(integration, text) {
  if (integration.outcome !== "applied") return text;
  return integration.changes.reduce(
    (shown, change) => shown.slice(0, change.unit) + change.inserted + shown.slice(change.unit + change.removedUnits),
    text,
  );
}

/** Numbers from 0 to below a bound, the same ones for the same seed. @param {number} seed */
export function dice(seed) {
  let state = seed;
  return (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** What people take for one character each, of more than one unit. */
export const CHARACTERS = [
  "🐈",
  "😎",
  "e\u0301",
  "👍🏽",
  "👨‍👩‍👧",
  "👩‍🚀",
  "🏳️‍🌈",
  "🇩🇪",
  "🇫🇷",
  "각",
  "\u1112\u1161\u11ab",
  "가\u11a8",
  "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
  "\r\n",
  "❤️",
  "กำ",
  "q\u0307\u0323",
];
/** @param {(bound: number) => number} roll @param {string[]} of @param {number} length */
export function random(roll, of, length) {
  return Array.from({ length }, () => of[roll(of.length)]).join("");
}
