import { record } from "./record.js";

/**
 * What is said in a session, as far as it has been heard here. Pure: each function takes a talk and gives the next one.
 *
 * @typedef {import("./types.js").Message} Told
 *
 * @typedef {{doc: string, anchor: [number, string], affinity?: "left"|"right"}} DocumentPlace
 * @typedef {{file: string, line: number, column?: number, snippet?: string}} FilePlace
 *
 * @typedef {object} ChatMessage
 * @property {string} id
 * @property {string} userId
 * @property {string} username
 * @property {"chat"|"comment"|"annotation"} kind
 * @property {string} content  plain text
 * @property {{userId: string, username: string}[]} mentions
 * @property {Record<string, string[]>} reactions  who gave each emoji
 * @property {string|null} parentId  the first message of the thread that it stands in
 * @property {number} replyCount
 * @property {DocumentPlace|FilePlace|null} anchor
 * @property {string} createdAt
 * @property {string|null} updatedAt
 * @property {string|null} deletedAt
 * @property {boolean} resolved
 * @property {number} seq  its place in the log; Infinity while it is on its way
 * @property {boolean} [pending]  it is on its way, and its id is the command's ref
 * @property {import("./outbox.js").CommandError} [problem]  the server did not take it, or what it was to become
 * @property {string} [attempted]  what it was to become, where the server did not take that
 *
 * @typedef {object} Talk
 * @property {ReadonlyMap<string, ChatMessage>} messages
 * @property {ReadonlyMap<string, number>} touched  the place of the last event that changed a message
 * @property {number} unread  messages of others after what this person has read
 * @property {number} readSeq  up to where this person has read
 * @property {Readonly<Record<string, number>>} read  up to where each has read, by user
 */

const MOST_KEPT = 5_000;
const MOST_UNREAD = 1_000;

/** @returns {Talk} */
export function silence() {
  return { messages: new Map(), touched: new Map(), unread: 0, readSeq: 0, read: record() };
}

/**
 * Takes an event of the log, or how far somebody has read.
 *
 * @param {Talk} talk
 * @param {Told} told
 * @param {string|null} me
 * @returns {Talk}
 */
export function heard(talk, told, me) {
  const { payload } = told;
  const seq = told.seq ?? 0;
  if ((told.type === "chat:message" || told.type === "chat:edited") && typeof payload["message"]?.id !== "string") return talk;
  switch (told.type) {
    case "chat:message": return posted(talk, payload["message"], me);
    case "chat:edited": return changed(talk, payload["message"].id, seq, () => payload["message"]);
    case "chat:deleted": return deleted(talk, payload["messageId"], seq, told.timestamp ?? "", me);
    case "chat:reacted": return changed(talk, payload["messageId"], seq, (one) => ({ ...one, reactions: payload["reactions"] ?? {} }));
    case "chat:resolved": return changed(talk, payload["messageId"], seq, (one) => ({ ...one, resolved: payload["resolved"] === true }));
    case "chat:moved": return Object.entries(payload["anchors"] ?? {}).reduce((next, [id, anchor]) => changed(next, id, seq, (one) => ({ ...one, anchor })), talk);
    case "chat:read": return reads(talk, payload["userId"], talk.messages.get(payload["messageId"])?.seq ?? 0, me);
    default: return talk;
  }
}

/**
 * Takes a page of the history. What has been heard since it was asked for is newer than what it says.
 *
 * @param {Talk} talk
 * @param {{messages?: ChatMessage[], unread?: number, read?: Record<string, number>}} page
 * @param {number} askedAt  where the log stood when it was asked for
 * @param {string|null} me
 * @returns {Talk}
 */
export function paged(talk, page, askedAt, me) {
  const messages = new Map(talk.messages);
  for (const one of page.messages ?? []) {
    if ((talk.touched.get(one.id) ?? 0) <= askedAt) messages.set(one.id, one);
  }
  const read = record(talk.read, page.read ?? {});
  const readSeq = Math.max(talk.readSeq, me === null ? 0 : read[me] ?? 0);
  const unread = readSeq > (page.read?.[me ?? ""] ?? 0) ? talk.unread : page.unread ?? talk.unread;
  return { ...talk, messages: bounded(messages), read, readSeq, unread };
}

/** This person has read everything up to a place. @param {Talk} talk @param {string} userId @param {number} seq @param {string|null} me @returns {Talk} */
export function reads(talk, userId, seq, me) {
  if (seq <= (talk.read[userId] ?? 0)) return talk;
  const next = { ...talk, read: record(talk.read, { [userId]: seq }) };
  if (userId !== me) return next;
  const unread = [...talk.messages.values()].filter((one) => one.seq > seq && one.userId !== me && !one.deletedAt).length;
  return { ...next, readSeq: seq, unread: Math.min(talk.unread, unread) };
}

/** The newest message that is stored; null where there is none. @param {Talk} talk @returns {ChatMessage|null} */
export function newest(talk) {
  let found = null;
  for (const one of talk.messages.values()) if (one.seq > (found?.seq ?? 0)) found = one;
  return found;
}

/** In the order of the log. @param {Iterable<ChatMessage>} messages */
export function ordered(messages) {
  return [...messages].sort((a, b) => (a.seq === b.seq ? 0 : a.seq - b.seq));
}

/** @param {Talk} talk @param {ChatMessage} message @param {string|null} me @returns {Talk} */
function posted(talk, message, me) {
  if (talk.messages.has(message.id)) return talk;
  const messages = new Map(talk.messages).set(message.id, message);
  const parent = message.parentId === null ? undefined : messages.get(message.parentId);
  if (parent) messages.set(parent.id, { ...parent, replyCount: parent.replyCount + 1 });
  const touched = new Map(talk.touched).set(message.id, message.seq);
  if (parent) touched.set(parent.id, message.seq);
  const unread = message.userId === me || message.seq <= talk.readSeq ? talk.unread : Math.min(MOST_UNREAD, talk.unread + 1);
  return { ...talk, messages: bounded(messages), touched, unread };
}

/** @param {Talk} talk @param {string} id @param {number} seq @param {string} at @param {string|null} me @returns {Talk} */
function deleted(talk, id, seq, at, me) {
  const known = talk.messages.get(id);
  if (!known || known.deletedAt) return talk;
  const next = changed(talk, id, seq, (one) => gone(one, at));
  const counted = known.userId !== me && known.seq > talk.readSeq;
  return counted ? { ...next, unread: Math.max(0, talk.unread - 1) } : next;
}

/** What is left of a deleted message. @param {ChatMessage} message @param {string} at @returns {ChatMessage} */
export function gone(message, at) {
  return { ...message, content: "", mentions: [], reactions: {}, deletedAt: at };
}

/** @param {Talk} talk @param {string} id @param {number} seq @param {(message: ChatMessage) => ChatMessage} change @returns {Talk} */
function changed(talk, id, seq, change) {
  const known = talk.messages.get(id);
  if (!known) return talk;
  return { ...talk, messages: new Map(talk.messages).set(id, change(known)), touched: new Map(talk.touched).set(id, seq) };
}

/** The oldest go where there are too many: they can be asked for again. @param {Map<string, ChatMessage>} messages */
function bounded(messages) {
  if (messages.size <= MOST_KEPT) return messages;
  const kept = ordered(messages.values()).slice(-MOST_KEPT);
  return new Map(kept.map((one) => [one.id, one]));
}
