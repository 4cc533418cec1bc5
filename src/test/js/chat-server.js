import { DocumentServer } from "./document-server.js";

/** What a server does with one session's conversation beside its documents, in memory. */
export class ChatServer extends DocumentServer {
  /** @type {any[]} */
  messages = [];
  /** @type {Map<string, number>} up to where each user has read */
  read = new Map();
  /** @type {any[]} every command of the conversation that came */
  commands = [];
  /** @type {((newer?: boolean) => void)[]|null} pages that were asked for and are not answered; null where all are at once */
  waiting = null;
  /** @type {Map<string, any>} what a command was answered */
  #answers = new Map();

  /** @param {any} from @param {any} message */
  receive(from, message) {
    if (!message.type.startsWith("chat:")) return super.receive(from, message);
    const { type, payload, ref } = message;
    this.commands.push({ ...message, clientId: from.clientId });
    const answer = (/** @type {any} */ one) =>
      from.say({ timestamp: "2026-01-01T00:00:00.000Z", ...one, ...(ref ? { ref } : {}) });
    const refused = this.refuse?.(message);
    if (refused) return answer({ type: "error", payload: { message: "No.", ref, ...refused } });
    if (type === "chat:history") return this.#answerPage(() => this.#page(from, payload), answer);
    if (type === "chat:read") return this.#read(from, payload);
    const first = this.#answers.get(`${from.clientId} ${ref}`);
    if (first) return answer(first);
    const event = this.#decide(from, type, payload);
    const told = event ? this.publish(from, event, ref) : { type: "ack", payload: { seq: this.seq } };
    if (!event) answer(told);
    this.#answers.set(`${from.clientId} ${ref}`, told);
    return undefined;
  }

  /** Somebody says something. @param {string} userId @param {string} content @param {any} [how] */
  says(userId, content, how = {}) {
    return this.publish(null, this.#post({ userId, name: userId }, { content, ...how }));
  }

  /** @param {any} from @param {string} type @param {any} payload */
  #decide(from, type, payload) {
    if (type === "chat:send") return this.#post(from, payload);
    const known = this.messages.find(({ id }) => id === payload.messageId);
    if (type === "chat:edit")
      return {
        type: "chat:edited",
        payload: {
          message: Object.assign(known, { content: payload.content, updatedAt: "2026-01-01T00:00:01.000Z" }) && {
            ...known,
          },
        },
      };
    if (type === "chat:delete") {
      Object.assign(known, { content: "", reactions: {}, deletedAt: "2026-01-01T00:00:01.000Z" });
      return { type: "chat:deleted", payload: { messageId: known.id, userId: from.userId } };
    }
    if (type === "chat:resolve") {
      known.resolved = payload.resolved;
      return {
        type: "chat:resolved",
        payload: { messageId: known.id, resolved: payload.resolved, userId: from.userId },
      };
    }
    const users = (known.reactions[payload.emoji] ?? []).filter((/** @type {string} */ one) => one !== from.userId);
    if (payload.action === "add") users.push(from.userId);
    const { [payload.emoji]: _, ...rest } = known.reactions;
    known.reactions = users.length > 0 ? { ...rest, [payload.emoji]: users } : rest;
    return {
      type: "chat:reacted",
      payload: {
        messageId: known.id,
        userId: from.userId,
        emoji: payload.emoji,
        action: payload.action,
        reactions: known.reactions,
      },
    };
  }

  /** @param {any} from @param {any} payload */
  #post({ userId, name }, { content, kind = "chat", parentId = null, anchor = null }) {
    const seq = this.seq + 1;
    const message = {
      id: `m${seq}`,
      userId,
      username: name,
      kind,
      content,
      mentions: [],
      reactions: {},
      parentId,
      replyCount: 0,
      anchor,
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: null,
      deletedAt: null,
      resolved: false,
      seq,
    };
    this.messages.push(message);
    const parent = this.messages.find(({ id }) => id === parentId);
    if (parent) parent.replyCount++;
    return { type: "chat:message", payload: { message: { ...message } } };
  }

  /**
   * Answers what was asked for, now or when the test lets it: as it was when it was asked for, or (`newer`) with the messages
   * of the moment, counted as they were.
   *
   * @param {() => any} page @param {(message: any) => void} answer
   */
  #answerPage(page, answer) {
    const first = page();
    if (!this.waiting) return answer(first);
    this.waiting.push((newer = false) =>
      answer(newer ? { ...first, payload: { ...first.payload, messages: page().payload.messages } } : first),
    );
    return undefined;
  }

  /** @param {any} from @param {any} query */
  #page(from, { before = Infinity, limit = 50, kind, parentId }) {
    const all = this.messages.filter(
      (one) => one.seq < before && (!kind || one.kind === kind) && (!parentId || one.parentId === parentId),
    );
    const place = this.read.get(from.userId) ?? 0;
    const unread = this.messages.filter((one) => one.seq > place && one.userId !== from.userId && !one.deletedAt);
    return {
      type: "chat:page",
      payload: {
        messages: all.slice(-limit).map((one) => ({ ...one })),
        more: all.length > limit,
        unread: unread.length,
        unreadTo: unread.at(-1)?.seq ?? 0,
        read: Object.fromEntries(this.read),
      },
    };
  }

  /** @param {any} from @param {any} payload */
  #read({ userId }, { messageId }) {
    this.read.set(userId, this.messages.find(({ id }) => id === messageId)?.seq ?? 0);
    for (const one of this.connections) one.say({ type: "chat:read", payload: { userId, messageId } });
  }
}
