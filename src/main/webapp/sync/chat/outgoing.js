/**
 * What this person does and the server has not answered yet, as it is shown meanwhile. Pure.
 *
 * @typedef {import("./reducer.js").ChatMessage} ChatMessage
 */

/**
 * A message that is on its way.
 *
 * @param {string} ref  of its command, and its id until it has one
 * @param {{userId: string, username: string}} author
 * @param {Pick<ChatMessage, "content"|"parentId"|"kind"|"anchor"|"mentions">} written
 * @param {number} now
 * @returns {ChatMessage}
 */
export function outgoing(ref, author, { content, parentId, kind, anchor, mentions }, now) {
  return {
    id: ref,
    ...author,
    kind,
    content: content.trim(),
    mentions,
    reactions: {},
    parentId,
    replyCount: 0,
    anchor,
    createdAt: new Date(now).toISOString(),
    updatedAt: null,
    deletedAt: null,
    resolved: false,
    seq: Infinity,
    pending: true,
  };
}

/** A message with a reaction given, or taken back. @param {ChatMessage} message @param {string} emoji @param {string} user @param {boolean} given @returns {ChatMessage} */
export function reacted(message, emoji, user, given) {
  const others = (message.reactions[emoji] ?? []).filter((one) => one !== user);
  const { [emoji]: _, ...rest } = message.reactions;
  const users = given ? [...others, user] : others;
  return { ...message, reactions: users.length > 0 ? { ...message.reactions, [emoji]: users } : rest };
}
