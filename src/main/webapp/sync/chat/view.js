/**
 * How a conversation is shown: its rows, the parts of a text, and the completion of mentions. No DOM.
 *
 * @typedef {import("./reducer.js").ChatMessage} ChatMessage
 *
 * @typedef {{kind: "day", key: string, label: string} | {kind: "unread", key: string}
 *   | {kind: "message", key: string, message: ChatMessage, joined: boolean}} Row  `joined`: belongs to the message above
 *
 * @typedef {{kind: "text", text: string} | {kind: "mention", text: string, userId: string} | {kind: "link", text: string}} Part
 */

import { beginsWord, joinedNameKey, nameKey, namesIn } from "../names.js";
import { isolated } from "../format.js";

const SAME_BREATH_MILLIS = 5 * 60_000;
const MOST_CANDIDATES = 6;
const LONGEST_BEGUN = 80;
const LINK = /https?:\/\/[^\s<>"'`]+/gu;

/**
 * @param {ChatMessage[]} messages  in their order
 * @param {{me: string|null, readSeq: number, now: number}} about  what was read when the page was opened
 * @returns {Row[]}
 */
export function rows(messages, { me, readSeq, now }) {
  /** @type {Row[]} */
  const found = [];
  let divided = readSeq <= 0;
  /** @type {ChatMessage|null} */
  let last = null;
  for (const message of messages) {
    const day = dayOf(message.createdAt);
    let joined =
      last !== null &&
      last.userId === message.userId &&
      dayOf(last.createdAt) === day &&
      !last.deletedAt &&
      Date.parse(message.createdAt) - Date.parse(last.createdAt) < SAME_BREATH_MILLIS;
    if (last === null || dayOf(last.createdAt) !== day)
      found.push({ kind: "day", key: `day ${day}`, label: dayLabel(message.createdAt, now) });
    if (!divided && message.seq > readSeq && message.seq !== Infinity && message.userId !== me) {
      divided = true;
      joined = false;
      if (last !== null) found.push({ kind: "unread", key: "unread" });
    }
    found.push({ kind: "message", key: message.id, message, joined });
    last = message;
  }
  return found;
}

/** @param {string} at */
function dayOf(at) {
  return new Date(at).toDateString();
}

/** @param {string} at @param {number} now */
export function dayLabel(at, now) {
  const day = new Date(at);
  const days = Math.round((midnight(now) - midnight(day.getTime())) / 86_400_000);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const year = day.getFullYear() === new Date(now).getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
  return day.toLocaleDateString("en", { weekday: "long", day: "numeric", month: "long", ...year });
}

/** @param {number} at */
function midnight(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** @param {string} at */
export function clock(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/**
 * The parts of a text. Only those are mentions that the server has found, and only web addresses are links.
 *
 * @param {string} content
 * @param {readonly {userId: string, username: string}[]} mentions
 * @returns {Part[]}
 */
export function parts(content, mentions) {
  const called = new Map(
    mentions.flatMap(({ userId, username }) => [
      [nameKey(username), userId],
      [joinedNameKey(username), userId],
    ]),
  );
  /** @type {{from: number, to: number, userId: string|null}[]} */
  const marked = [];
  for (const { 0: link, index } of content.matchAll(LINK))
    marked.push({ from: index, to: index + link.replace(/[.,;:!?)\]]+$/, "").length, userId: null });
  for (const { start, end } of namesIn(content, (name) => called.has(nameKey(name)))) {
    const userId = called.get(nameKey(content.slice(start, end))) ?? null;
    if (!marked.some(({ from, to }) => start > from && start <= to)) marked.push({ from: start - 1, to: end, userId });
  }
  marked.sort((one, other) => one.from - other.from);
  /** @type {Part[]} */
  const found = [];
  let at = 0;
  for (const { from, to, userId } of [...marked, { from: content.length, to: content.length, userId: null }]) {
    if (from > at) found.push({ kind: "text", text: content.slice(at, from) });
    const text = content.slice(from, to);
    if (text !== "") found.push(userId === null ? { kind: "link", text } : { kind: "mention", text, userId });
    at = to;
  }
  return found;
}

/** What a person is mentioned by behind the `@`: the name without its spaces; null where it cannot be found there. @param {string} name */
export function handle(name) {
  const short = name.replace(/\p{Zs}+/gu, "");
  const key = joinedNameKey(name);
  const [whole] = namesIn(`@${short}`, (candidate) => joinedNameKey(candidate) === key);
  return whole?.end === short.length + 1 ? short : null;
}

/**
 * The mention that is being written at the caret, and who may be meant.
 *
 * @template {{id: string, name: string}} P
 * @param {string} text
 * @param {number} caret
 * @param {readonly P[]} people
 * @returns {{from: number, candidates: P[]}|null} `from`: where the `@` stands
 */
export function mentionAt(text, caret, people) {
  const from = text.lastIndexOf("@", caret - 1);
  const written = from < 0 ? "" : text.slice(from + 1, caret);
  if (
    from < 0 ||
    written.length > LONGEST_BEGUN ||
    /^\p{Zs}|\p{Cc}|\p{Zs}{2}|\p{Zs}$/u.test(written) ||
    !beginsWord(text, from)
  )
    return null;
  const spoken = nameKey(written);
  const able = people.filter(({ name }) => handle(name) !== null);
  const starting = able.filter(
    ({ name }) => nameKey(name).startsWith(spoken) || joinedNameKey(name).startsWith(spoken),
  );
  const within = spoken.includes(" ")
    ? []
    : able.filter((one) => !starting.includes(one) && joinedNameKey(one.name).includes(spoken));
  const candidates = [...starting, ...within].slice(0, MOST_CANDIDATES);
  return candidates.length > 0 ? { from, candidates } : null;
}

/** Which of those who were chosen are still mentioned in `text`, by id. @param {string} text @param {ReadonlyMap<string, string>} chosen  names by id */
export function stillMentioned(text, chosen) {
  const called = [...chosen].map(([id, name]) => ({ id, keys: [nameKey(name), joinedNameKey(name)] }));
  const keys = new Set(called.flatMap((one) => one.keys));
  const found = namesIn(text, (name) => keys.has(nameKey(name))).map(({ start, end }) =>
    nameKey(text.slice(start, end)),
  );
  return called.filter((one) => one.keys.some((key) => found.includes(key))).map(({ id }) => id);
}

/**
 * The text with a mention completed, and where the caret goes.
 *
 * @param {string} text @param {number} from @param {number} caret @param {string} name
 */
export function completed(text, from, caret, name) {
  const mention = `@${handle(name) ?? name} `;
  const rest = text.slice(caret).replace(/^ /, "");
  return { text: text.slice(0, from) + mention + rest, caret: from + mention.length };
}

/** Who types, in words. @param {string[]} names */
export function typingWords(names) {
  if (names.length === 0) return "";
  if (names.length === 1) return `${isolated(names[0] ?? "")} is typing…`;
  if (names.length === 2) return `${isolated(names[0] ?? "")} and ${isolated(names[1] ?? "")} are typing…`;
  return `${names.length} people are typing…`;
}

/** Emoji with the words by which they are found; the first ones are offered at once. */
export const EMOJI = /** @type {const} */ ([
  ["👍", "thumbs up yes good"],
  ["❤️", "heart love"],
  ["😂", "joy laugh funny"],
  ["🎉", "party celebrate"],
  ["👀", "eyes looking"],
  ["✅", "done check yes"],
  ["🙏", "thanks please"],
  ["🔥", "fire hot"],
  ["👏", "clap bravo"],
  ["🤔", "thinking hm"],
  ["😮", "wow surprised"],
  ["😢", "sad cry"],
  ["😀", "grin happy"],
  ["😅", "sweat phew"],
  ["😉", "wink"],
  ["😍", "love eyes"],
  ["😎", "cool"],
  ["🥳", "party face"],
  ["😴", "sleep tired"],
  ["😡", "angry"],
  ["🤯", "mind blown"],
  ["🙃", "upside down"],
  ["🤝", "deal handshake"],
  ["💪", "strong"],
  ["👎", "thumbs down no"],
  ["👋", "wave hello bye"],
  ["✋", "stop hand"],
  ["👌", "ok perfect"],
  ["🤞", "fingers crossed luck"],
  ["💡", "idea bulb"],
  ["🚀", "rocket ship launch"],
  ["⭐", "star"],
  ["💯", "hundred perfect"],
  ["❓", "question"],
  ["❗", "important"],
  ["⚠️", "warning"],
  ["❌", "cross no wrong"],
  ["🐛", "bug"],
  ["🔧", "fix wrench"],
  ["📌", "pin"],
  ["📈", "up chart"],
  ["📉", "down chart"],
  ["⏳", "wait time"],
  ["☕", "coffee break"],
  ["🍕", "pizza food"],
  ["🎵", "music"],
  ["🌱", "seedling grow"],
  ["☀️", "sun"],
]);

/** @param {string} query */
export function emojiFor(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return EMOJI.filter(([sign, said]) => words.every((word) => said.includes(word) || sign === word)).map(
    ([sign]) => sign,
  );
}
