/** Whether a session may have this id. @param {string} id */
export function isSessionId(id) {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

/** Whether a document may be called so. @param {string} name */
export function isDocumentName(name) {
  return /^[A-Za-z0-9._-]{1,128}$/.test(name);
}

/*
 * What a person is called: the twin of the server's definition (rules NAME4, NAME5, NAME7), by the same test vectors. Ranges stand
 * here where JavaScript and Java know different properties.
 */

const LONGEST_NAME = 80;
const MOST_STACKED_MARKS = 4;
const MOST_ENDS = 16;
const ZWNJ = 0x200c;
const ZWJ = 0x200d;
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
const SPACE = /^\p{Zs}$/u;
const INVISIBLE =
  /^[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\u{1d159}\u180b-\u180f\ufe00-\ufe0f\ufff0-\ufff8\u{e0000}-\u{e0fff}]$/u;
const JOINING = new RegExp(
  `^(?=[\\p{L}\\p{M}])[${[
    "Arabic",
    "Syriac",
    "Mongolian",
    "Nko",
    "Devanagari",
    "Bengali",
    "Gurmukhi",
    "Gujarati",
    "Oriya",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Khmer",
    "Myanmar",
  ]
    .map((script) => `\\p{Script=${script}}`)
    .join("")}]$`,
  "u",
);
const EMOJI = /^[\u2190-\u2bff\u{1f000}-\u{1fbff}\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299]$/u;
const HAN = /^\p{Script=Han}$/u;
const MARK = /^\p{M}$/u;
const STACKABLE = /^[\p{Mn}\p{Me}]$/u;
const WORD = /^[\p{L}\p{Nd}\p{M}_]$/u;
const TIE = /^[-.\u2010\u2011\u00b7\u30fb\u2027]$/u;

/** @param {string|undefined} sign */
function isInvisible(sign) {
  return sign !== undefined && INVISIBLE.test(sign);
}

/** @param {string|undefined} sign */
function isOfWord(sign) {
  return sign !== undefined && (WORD.test(sign) || (isInvisible(sign) && sign !== "\ufffc" && sign !== "\u2800"));
}

/**
 * Whether a sign that shows nothing changes what stands around it.
 *
 * @param {string} before @param {string} sign @param {string|undefined} after
 */
function isShaping(before, sign, after) {
  const point = /** @type {number} */ (sign.codePointAt(0));
  const last = /** @type {number} */ (before.codePointAt(0));
  if (point === ZWNJ || point === ZWJ) {
    return (
      (JOINING.test(before) && JOINING.test(after ?? "")) ||
      (point === ZWJ && (EMOJI.test(before) || last === 0xfe0f) && EMOJI.test(after ?? ""))
    );
  }
  if (point === 0xfe0e || point === 0xfe0f) return EMOJI.test(before) || after === "\u20e3";
  if (point >= 0xe0100 && point <= 0xe01ef) return HAN.test(before);
  return point >= 0xe0020 && point <= 0xe007f && (last === 0x1f3f4 || (last >= 0xe0020 && last <= 0xe007e));
}

/** @param {string} text */
function pass(text) {
  const signs = [...text.normalize("NFC")];
  let name = "";
  /** @type {string|null} */
  let before = null;
  /** @type {string|null} */
  let space = null;
  let stacked = 0;
  for (const [i, sign] of signs.entries()) {
    if (SPACE.test(sign)) {
      space = sign === "\u3000" || space === "\u3000" ? "\u3000" : " ";
      continue;
    }
    const first = before === null || space !== null;
    if (isInvisible(sign) && (first || !isShaping(/** @type {string} */ (before), sign, signs[i + 1]))) continue;
    stacked = STACKABLE.test(sign) && !isInvisible(sign) ? stacked + 1 : 0;
    if (stacked > MOST_STACKED_MARKS || (first && MARK.test(sign))) continue;
    name += (space !== null && before !== null ? space : "") + sign;
    before = sign;
    space = null;
  }
  return name;
}

/**
 * The name that a text means, as the server will take it: in NFC, without what cannot be seen, with single spaces; null where it can
 * be none.
 *
 * @param {string} text @param {number} [longest]  in UTF-16 units
 */
export function personName(text, longest = LONGEST_NAME) {
  if (text.length > 4 * longest || FORBIDDEN.test(text)) return null;
  let name = pass(text);
  for (let again = pass(name); again !== name; again = pass(name)) name = again;
  return name === "" || name.length > longest ? null : name;
}

/** The same for all ways to write one name: for comparing and seeking, not for showing. @param {string} name */
export function nameKey(name) {
  const visible = [...name].filter((sign) => !isInvisible(sign)).join("");
  const folded = visible.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  return [...folded]
    .filter((sign) => !isInvisible(sign))
    .join("")
    .replace(/[\u2018\u2019\u02bc\u201b\u02b9\u2032]/gu, "'")
    .replace(/[\u2010\u2011]/gu, "-")
    .replace(/ς/gu, "σ")
    .replace(/\p{Zs}+/gu, " ")
    .replace(/^ | $/gu, "");
}

/** The key without its spaces: as which a name is written behind an `@` by those who leave them out. @param {string} name */
export function joinedNameKey(name) {
  return nameKey(name).replace(/ /g, "");
}

/**
 * Where names stand in running text: at each `@` at the beginning of a word the longest text that `isName` knows and that ends where
 * a word does.
 *
 * @param {string} text
 * @param {(candidate: string) => boolean} isName
 * @returns {{start: number, end: number}[]} `start` is behind the `@`
 */
export function namesIn(text, isName) {
  /** @type {{start: number, end: number}[]} */
  const found = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (!beginsWord(text, at)) continue;
    const end = nameEnds(text, at + 1)
      .reverse()
      .find((candidate) => isName(text.slice(at + 1, candidate)));
    if (end !== undefined) found.push({ start: at + 1, end });
  }
  return found;
}

/** Whether an `@` stands at the beginning of a word, unlike that of an e-mail address. @param {string} text @param {number} at */
export function beginsWord(text, at) {
  const before = signBefore(text, at);
  return before === undefined || isInvisible(before) || !(isOfWord(before) || before === "-" || before === ".");
}

/** @param {string} text @param {number} at */
function signBefore(text, at) {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1);
}

/** @param {string} text @param {number} at */
function signAt(text, at) {
  const point = text.codePointAt(at);
  return point === undefined ? undefined : String.fromCodePoint(point);
}

/** Where a name that begins at `start` may be over, the nearest first. @param {string} text @param {number} start */
function nameEnds(text, start) {
  /** @type {number[]} */
  const ends = [];
  const limit = Math.min(text.length, start + 3 * LONGEST_NAME);
  const first = signAt(text, start);
  if (first === undefined || SPACE.test(first) || MARK.test(first)) return ends;
  for (let i = start; i < limit && ends.length < MOST_ENDS;) {
    const sign = /** @type {string} */ (signAt(text, i));
    const space = SPACE.test(sign);
    if (/[@\p{Cc}\u2028\u2029]/u.test(sign) || (space && SPACE.test(signBefore(text, i) ?? ""))) break;
    i += sign.length;
    if (!space && isEnd(text, i, sign)) ends.push(i);
  }
  return ends;
}

/** @param {string} text @param {number} i @param {string} before */
function isEnd(text, i, before) {
  const after = signAt(text, i);
  if (after === undefined) return true;
  if (MARK.test(after) || isInvisible(after) || isOnePicture(before, after)) return false;
  if (isOfWord(before) && isOfWord(after)) return false;
  if (TIE.test(after)) return !(isOfWord(before) && isOfWord(signAt(text, i + after.length)));
  return !(TIE.test(before) && isOfWord(after) && isOfWord(signBefore(text, i - before.length)));
}

/** @param {string} before @param {string} after */
function isOnePicture(before, after) {
  return (
    (before === "\u200d" && EMOJI.test(after)) ||
    (/^[\u{1f3fb}-\u{1f3ff}]$/u.test(after) && (EMOJI.test(before) || before === "\ufe0f")) ||
    /^[\u{1f1e6}-\u{1f1ff}]{2}$/u.test(before + after)
  );
}
