import { record } from "../record.js";

/**
 * What is said in a session, as far as it has been heard here. Pure: each function takes a log and gives the next one.
 *
 * @typedef {import("../types.js").Message} Told
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
 * @property {import("../connection/outbox.js").CommandError} [problem]  the server did not take it, or what it was to become
 * @property {string} [attempted]  what it was to become, where the server did not take that
 *
 * @typedef {object} ChatLog
 * @property {ReadonlyMap<string, ChatMessage>} messages
 * @property {number} unread  messages of others after what this person has read
 * @property {number} countedTo  the newest message that the server's own count of unread ones had in it: later ones are counted here
 * @property {number} readSeq  up to where this person has read
 * @property {Readonly<Record<string, number>>} read  up to where each has read, by user
 */

const MOST_KEPT = 5_000;
const MOST_UNREAD = 1_000;

/** @returns {ChatLog} */
export function emptyLog() {
  return { messages: new Map(), unread: 0, countedTo: 0, readSeq: 0, read: record() };
}

/**
 * Takes an event of the log, or how far somebody has read.
 *
 * @param {ChatLog} log
 * @param {Told} told
 * @param {string|null} me
 * @returns {ChatLog}
 */
export function reduce(log, told, me) {
  const { payload } = told;
  if ((told.type === "chat:message" || told.type === "chat:edited") && typeof payload["message"]?.id !== "string")
    return log;
  switch (told.type) {
    case "chat:message":
      return withMessage(log, payload["message"], me);
    case "chat:edited":
      return withChange(log, payload["message"].id, ({ replyCount }) => ({
        ...payload["message"],
        replyCount: Math.max(replyCount, payload["message"].replyCount ?? 0),
      }));
    case "chat:deleted":
      return withDeletion(log, payload["messageId"], told.timestamp ?? "", me);
    case "chat:reacted":
      return withChange(log, payload["messageId"], (one) => ({ ...one, reactions: payload["reactions"] ?? {} }));
    case "chat:resolved":
      return withChange(log, payload["messageId"], (one) => ({ ...one, resolved: payload["resolved"] === true }));
    case "chat:moved":
      return Object.entries(payload["anchors"] ?? {}).reduce(
        (next, [id, anchor]) => withChange(next, id, (one) => ({ ...one, anchor })),
        log,
      );
    case "chat:read":
      return withRead(log, payload["userId"], log.messages.get(payload["messageId"])?.seq ?? 0, me);
    default:
      return log;
  }
}

/**
 * Takes a page of the history. What was heard between the question and the page may be missing in it, and counts again.
 * The order of both does not matter: a message counts as unread once, whichever brings it.
 *
 * @param {ChatLog} log
 * @param {{messages?: ChatMessage[], unread?: number, unreadTo?: number, read?: Record<string, number>}} page
 * @param {readonly Told[]} since  the events of the conversation that were heard since it was asked for
 * @param {string|null} me
 * @returns {ChatLog}
 */
export function withPage(log, page, since, me) {
  const brought = page.messages ?? [];
  const messages = new Map([...log.messages, ...brought.map((one) => /** @type {const} */ ([one.id, one]))]);
  const answers = repliesIn(messages.values());
  for (const { id, replyCount } of brought) {
    const one = /** @type {ChatMessage} */ (messages.get(id));
    // It only ever grows, so the greatest is the newest.
    messages.set(id, {
      ...one,
      replyCount: Math.max(replyCount, log.messages.get(id)?.replyCount ?? 0, answers.get(id) ?? 0),
    });
  }
  const read = record(log.read);
  for (const [user, seq] of Object.entries(page.read ?? {})) read[user] = Math.max(seq, read[user] ?? 0);
  const readSeq = Math.max(log.readSeq, me === null ? 0 : (read[me] ?? 0));
  /** @type {ChatLog} */
  let next = { ...log, messages: bounded(messages), read, readSeq };
  for (const told of since) next = reduce(next, told, me);
  return page.unread === undefined ? { ...next, unread: log.unread } : recounted(next, page, me);
}

/** How many there are unread: as the server has counted, and what came after that. @param {ChatLog} log @param {Parameters<typeof withPage>[1]} page @param {string|null} me @returns {ChatLog} */
function recounted(log, page, me) {
  const { messages, readSeq } = log;
  const isUnread = (/** @type {ChatMessage|undefined} */ one) =>
    one !== undefined && one.seq > readSeq && one.userId !== me && !one.deletedAt;
  const unread = [...messages.values()].filter(isUnread);
  // The server counted from an earlier place than this person has read up to by now: everything after that is here.
  if (readSeq > (page.read?.[me ?? ""] ?? 0)) return { ...log, unread: Math.min(MOST_UNREAD, unread.length) };
  const countedTo = page.unreadTo ?? Math.max(0, ...unread.map(({ seq }) => seq));
  const deleted = (page.messages ?? []).filter(
    (one) => isUnread(one) && one.seq <= countedTo && !isUnread(messages.get(one.id)),
  ).length;
  const later = unread.filter(({ seq }) => seq > countedTo).length;
  return { ...log, countedTo, unread: Math.min(MOST_UNREAD, Math.max(0, (page.unread ?? 0) - deleted) + later) };
}

/** How many answers are here, by the thread's first message. @param {Iterable<ChatMessage>} messages */
function repliesIn(messages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { parentId } of messages) if (parentId !== null) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
  return counts;
}

/** This person has read everything up to a place. @param {ChatLog} log @param {string} userId @param {number} seq @param {string|null} me @returns {ChatLog} */
export function withRead(log, userId, seq, me) {
  if (seq <= (log.read[userId] ?? 0)) return log;
  const next = { ...log, read: record(log.read, { [userId]: seq }) };
  if (userId !== me) return next;
  const unread = [...log.messages.values()].filter(
    (one) => one.seq > seq && one.userId !== me && !one.deletedAt,
  ).length;
  return { ...next, readSeq: seq, unread: Math.min(log.unread, unread) };
}

/** The newest message that is stored; null where there is none. @param {ChatLog} log @returns {ChatMessage|null} */
export function newest(log) {
  let found = null;
  for (const one of log.messages.values()) if (one.seq > (found?.seq ?? 0)) found = one;
  return found;
}

/** In the order of the log. @param {Iterable<ChatMessage>} messages */
export function ordered(messages) {
  return [...messages].sort((a, b) => (a.seq === b.seq ? 0 : a.seq - b.seq));
}

/** @param {ChatLog} log @param {ChatMessage} message @param {string|null} me @returns {ChatLog} */
function withMessage(log, message, me) {
  if (log.messages.has(message.id)) return log;
  const messages = new Map(log.messages).set(message.id, message);
  const parent = message.parentId === null ? undefined : messages.get(message.parentId);
  if (parent) messages.set(parent.id, { ...parent, replyCount: parent.replyCount + 1 });
  const counted = message.userId === me || message.seq <= Math.max(log.readSeq, log.countedTo);
  return { ...log, messages: bounded(messages), unread: counted ? log.unread : Math.min(MOST_UNREAD, log.unread + 1) };
}

/** @param {ChatLog} log @param {string} id @param {string} at @param {string|null} me @returns {ChatLog} */
function withDeletion(log, id, at, me) {
  const known = log.messages.get(id);
  if (!known || known.deletedAt) return log;
  const next = withChange(log, id, (one) => erased(one, at));
  const counted = known.userId !== me && known.seq > log.readSeq;
  return counted ? { ...next, unread: Math.max(0, log.unread - 1) } : next;
}

/** What is left of a deleted message. @param {ChatMessage} message @param {string} at @returns {ChatMessage} */
export function erased(message, at) {
  return { ...message, content: "", mentions: [], reactions: {}, deletedAt: at };
}

/** @param {ChatLog} log @param {string} id @param {(message: ChatMessage) => ChatMessage} change @returns {ChatLog} */
function withChange(log, id, change) {
  const known = log.messages.get(id);
  return known ? { ...log, messages: new Map(log.messages).set(id, change(known)) } : log;
}

/** The oldest go where there are too many: they can be asked for again. @param {Map<string, ChatMessage>} messages */
function bounded(messages) {
  if (messages.size <= MOST_KEPT) return messages;
  const kept = ordered(messages.values()).slice(-MOST_KEPT);
  return new Map(kept.map((one) => [one.id, one]));
}
