import { outgoing, reacted } from "./outgoing.js";
import { emptyLog, erased, newest, ordered, reduce, withPage, withRead } from "./reducer.js";

/**
 * @typedef {import("../session/client.js").Session} Session
 * @typedef {import("./reducer.js").ChatMessage} ChatMessage
 * @typedef {import("./reducer.js").DocumentPlace} DocumentPlace
 * @typedef {import("./reducer.js").FilePlace} FilePlace
 * @typedef {"chat"|"comment"|"annotation"} Kind
 *
 * @typedef {object} ChatState  A new object after every change.
 * @property {ChatMessage[]} messages  first messages of the chat in their order, those on their way at the end
 * @property {ChatMessage[]} comments  first comments and annotations in their order
 * @property {boolean} ready  the newest page is here
 * @property {boolean} more  there are older ones
 * @property {boolean} loading
 * @property {number} unread
 * @property {number} readSeq  up to where this person has read
 * @property {Readonly<Record<string, number>>} read  up to where each has read, by user
 */

const EVENTS = [
  "chat:message",
  "chat:edited",
  "chat:deleted",
  "chat:reacted",
  "chat:resolved",
  "chat:moved",
  "chat:read",
];
const PAGE = 50;
const MOST_COMMENTS = 1_000;
const TYPING_MILLIS = 2_000;

/**
 * What is said in a session: the newest messages, older ones by pages, threads, comments. What this person does shows
 * at once, and is taken back where the server refuses it.
 */
export class Chat {
  #log = emptyLog();
  /** @type {Map<string, ChatMessage>} what is on its way or was refused, by ref */
  #outgoing = new Map();
  /** @type {Map<string, {content: string, problem: import("../connection/outbox.js").CommandError}>} what a message was to become and the server refused, by its id */
  #refusedEdits = new Map();
  /** @type {Map<string, {id: string, content: string, change: (message: ChatMessage) => ChatMessage}>} changes without an answer; `content`: what was written */
  #changes = new Map();
  /** @type {Set<string>} threads that were asked for */
  #threads = new Set();
  /** @type {Record<"chat"|"comment", {ready: boolean, more: boolean, loading: boolean, wanted: boolean, before: number|null}>} */
  #pages = { chat: noPages(), comment: noPages() };
  /** @type {Set<import("../types.js").Message[]>} for each page that was asked for, what was heard since */
  #asked = new Set();
  #typedAt = -Infinity;
  /** @type {ChatState|null} */
  #shown = null;

  /**
   * @param {Session} session
   * @param {() => string} nextRef
   * @param {(state: ChatState) => void} changed
   */
  constructor(session, nextRef, changed) {
    this.session = session;
    this.nextRef = nextRef;
    this.changed = changed;
    for (const type of EVENTS) session.on(type, (told) => this.#received(told));
    session.on("reset", () => this.#forget());
    session.on("auth:success", (told) => this.#connected(told));
    session.on("session:state", ({ payload }) => payload["truncated"] && this.#reload());
  }

  /** @returns {ChatState} */
  get state() {
    return (this.#shown ??= this.#show());
  }

  /** How much the server has refused that is still shown. */
  get refused() {
    return [...this.#outgoing.values()].filter(({ problem }) => problem).length + this.#refusedEdits.size;
  }

  /** The commands whose outcome is not seen here yet, by ref; it is a moment later than the answer. */
  get unsettled() {
    return [...[...this.#outgoing].filter(([, { problem }]) => !problem).map(([ref]) => ref), ...this.#changes.keys()];
  }

  /** What was written and is not stored, with what was refused. */
  get unsent() {
    return [...this.#outgoing.values(), ...this.#changes.values(), ...this.#refusedEdits.values()]
      .map(({ content }) => content)
      .filter(Boolean);
  }

  /** Loads the newest messages, unless they are here. The library keeps them up to date from then on. */
  open() {
    this.#want("chat");
  }

  /** Loads the comments, unless they are here: the newest thousand, with their answers. */
  openComments() {
    this.#want("comment");
  }

  /** Loads the page before the oldest message that is here. @returns {Promise<void>} */
  async older() {
    const { ready, more, loading } = this.#pages.chat;
    if (ready && more && !loading) await this.#load("chat", false);
  }

  /** The answers of a thread that are here, in their order; asks for the others. @param {string} id  of its first message @returns {ChatMessage[]} */
  thread(id) {
    if (!this.#threads.has(id) && this.session.status.state === "connected" && !this.#outgoing.has(id)) {
      this.#threads.add(id);
      this.#ask({ parentId: id, limit: 200 }).catch(() => this.#threads.delete(id));
    }
    return ordered(this.#all().filter(({ parentId }) => parentId === id));
  }

  /** A message that is here. @param {string} id @returns {ChatMessage|null} */
  message(id) {
    const known = this.#log.messages.get(id) ?? this.#outgoing.get(id);
    return known ? this.#withChanges(known) : null;
  }

  /**
   * Says something. It shows at once, and stays with its `problem` where the server refuses it.
   *
   * @param {string} content
   * @param {{parentId?: string|null, kind?: Kind, anchor?: DocumentPlace|FilePlace|null, mentions?: readonly string[]}} [how]  `mentions`: the ids
   *   of whom the author chose, for names that several have
   * @returns {Promise<ChatMessage>} as the server has it; rejects with a CommandError
   */
  send(content, { parentId = null, kind = "chat", anchor = null, mentions = [] } = {}) {
    const ref = this.nextRef();
    const { userId, users } = this.session.state;
    const author = {
      userId: userId ?? "",
      username: users.find(({ id }) => id === userId)?.name ?? this.session.name ?? "",
    };
    const mentioned = users
      .filter(({ id }) => mentions.includes(id))
      .map(({ id, name }) => ({ userId: id, username: name }));
    this.#outgoing.set(
      ref,
      outgoing(ref, author, { content, parentId, kind, anchor, mentions: mentioned }, this.session.host.now()),
    );
    this.#typedAt = -Infinity;
    this.session.presence.update({ typing: null });
    return this.#post(ref);
  }

  /** Sends once more what was refused. @param {string} id @returns {Promise<ChatMessage>|null} */
  again(id) {
    const change = this.#refusedEdits.get(id);
    if (change) return this.edit(id, change.content).then(({ payload }) => payload["message"]);
    const refused = this.#outgoing.get(id);
    if (!refused?.problem) return null;
    this.#outgoing.delete(id);
    const { content, parentId, kind, anchor, mentions } = refused;
    return this.send(content, { parentId, kind, anchor, mentions: mentions.map(({ userId }) => userId) });
  }

  /** Forgets what was refused. @param {string} id */
  dismiss(id) {
    this.#refusedEdits.delete(id);
    if (this.#outgoing.get(id)?.problem) this.#outgoing.delete(id);
    this.#notify();
  }

  /** @param {string} id @param {string} content @param {{mentions?: readonly string[]}} [how]  whom the author chose; none: as before */
  edit(id, content, { mentions = [] } = {}) {
    const updatedAt = new Date(this.session.host.now()).toISOString();
    const chosen = mentions.length > 0 ? { mentions } : {};
    const written = content.trim();
    this.#refusedEdits.delete(id);
    return this.#change(
      "chat:edit",
      { messageId: id, content: written, ...chosen },
      (one) => ({ ...one, content: written, updatedAt }),
      written,
    );
  }

  /** @param {string} id */
  delete(id) {
    const at = new Date(this.session.host.now()).toISOString();
    return this.#change("chat:delete", { messageId: id }, (one) => (one.deletedAt ? one : erased(one, at)));
  }

  /** Gives a reaction, or takes it back where it is given. @param {string} id @param {string} emoji */
  react(id, emoji) {
    const me = this.session.state.userId ?? "";
    const given = this.message(id)?.reactions[emoji]?.includes(me) ?? false;
    return this.#change("chat:react", { messageId: id, emoji, action: given ? "remove" : "add" }, (one) =>
      reacted(one, emoji, me, !given),
    );
  }

  /** Settles a thread of comments, or opens it again. @param {string} id  of its first message @param {boolean} resolved */
  resolve(id, resolved) {
    return this.#change("chat:resolve", { messageId: id, resolved }, (one) => ({ ...one, resolved }));
  }

  /** This person has seen everything that is here. */
  read() {
    const last = newest(this.#log);
    const me = this.session.state.userId;
    if (!last || me === null || (last.seq <= this.#log.readSeq && this.#log.unread === 0)) return;
    if (!this.session.signal("chat:read", { messageId: last.id })) return;
    this.#log = { ...withRead(this.#log, me, last.seq, me), unread: 0 };
    this.#notify();
  }

  /** This person is writing; tell it with each key, it is sent every two seconds at most. @param {string} [where] */
  typing(where = "chat") {
    const now = this.session.host.now();
    if (now - this.#typedAt < TYPING_MILLIS) return;
    this.#typedAt = now;
    this.session.presence.update({ typing: { in: where } });
  }

  /** @param {string} ref @returns {Promise<ChatMessage>} */
  #post(ref) {
    const { content, parentId, kind, anchor, mentions } = /** @type {ChatMessage} */ (this.#outgoing.get(ref));
    const chosen = mentions.length > 0 ? { mentions: mentions.map(({ userId }) => userId) } : {};
    const answer = this.session
      .command(
        "chat:send",
        { content, kind, ...(parentId ? { parentId } : {}), ...(anchor ? { anchor } : {}), ...chosen },
        ref,
      )
      .then(({ payload }) => payload["message"]);
    answer.then(
      () => this.#settled(ref),
      (problem) => this.#refused(ref, problem),
    );
    this.#notify();
    return answer;
  }

  /** @param {string} ref */
  #settled(ref) {
    if (this.#outgoing.delete(ref)) this.#notify();
  }

  /** @param {string} ref @param {import("../connection/outbox.js").CommandError} problem */
  #refused(ref, problem) {
    const known = this.#outgoing.get(ref);
    if (known) this.#outgoing.set(ref, { ...known, pending: false, problem });
    this.#notify();
  }

  /** @param {string} type @param {{messageId: string, [name: string]: unknown}} payload @param {(message: ChatMessage) => ChatMessage} change @param {string} [content]  what was written */
  #change(type, payload, change, content = "") {
    const ref = this.nextRef();
    this.#changes.set(ref, { id: payload.messageId, content, change });
    const answer = this.session.command(type, payload, ref);
    const over = () => {
      this.#changes.delete(ref);
      this.#notify();
    };
    answer.then(over, (problem) => {
      if (type === "chat:edit") this.#refusedEdits.set(payload.messageId, { content, problem });
      over();
    });
    this.#notify();
    return answer;
  }

  /** @param {import("../types.js").Message} told */
  #received(told) {
    const { userId: me } = this.session.state;
    if (told.ref) this.#outgoing.delete(told.ref);
    for (const since of this.#asked) since.push(told);
    this.#log = reduce(this.#log, told, me);
    this.#notify();
  }

  /** @param {import("../types.js").Message} told */
  #connected({ payload }) {
    // What was missed is replayed; where it is not, everything that is here may be old.
    const resumed = payload["replaying"] !== undefined || Object.values(this.#pages).every(({ ready }) => !ready);
    if (!resumed) this.#reload();
    else
      for (const kind of /** @type {const} */ (["chat", "comment"]))
        if (this.#pages[kind].wanted && !this.#pages[kind].ready) void this.#load(kind, true);
  }

  /** Nothing of what was said is in this log. */
  #forget() {
    this.#log = emptyLog();
    this.#threads.clear();
    for (const since of this.#asked) since.length = 0;
    for (const one of Object.values(this.#pages)) Object.assign(one, { ready: false, more: false, before: null });
    this.#notify();
  }

  #reload() {
    this.#threads.clear();
    for (const one of Object.values(this.#pages)) one.before = null;
    for (const kind of /** @type {const} */ (["chat", "comment"]))
      if (this.#pages[kind].wanted) void this.#load(kind, true);
  }

  /** @param {"chat"|"comment"} kind */
  #want(kind) {
    const one = this.#pages[kind];
    if (one.wanted) return;
    one.wanted = true;
    if (this.session.status.state === "connected") void this.#load(kind, true);
  }

  /** @param {"chat"|"comment"} kind @param {boolean} newestPage */
  async #load(kind, newestPage) {
    const one = this.#pages[kind];
    one.loading = true;
    this.#notify();
    try {
      let before = newestPage ? null : one.before;
      for (let got = 0; ;) {
        const page = await this.#ask({
          kind,
          limit: kind === "chat" ? PAGE : 200,
          ...(before === null ? {} : { before }),
        });
        const oldest = Math.min(...page.messages.map(({ seq }) => seq));
        got += page.messages.length;
        if (!newestPage || one.before === null || oldest < one.before)
          Object.assign(one, { more: page.more, before: Number.isFinite(oldest) ? oldest : one.before });
        before = one.before;
        if (kind === "chat" || !page.more || got >= MOST_COMMENTS) break;
      }
      one.ready = true;
    } catch {
      // The connection ended, or the server would not: the next welcome asks again.
    } finally {
      one.loading = false;
      this.#notify();
    }
  }

  /** @param {Record<string, unknown>} query @returns {Promise<{messages: ChatMessage[], more: boolean}>} */
  async #ask(query) {
    /** @type {import("../types.js").Message[]} */
    const since = [];
    this.#asked.add(since);
    try {
      const { payload } = await this.session.command("chat:history", query);
      this.#log = withPage(this.#log, payload, since, this.session.state.userId);
      this.#notify();
      return { messages: payload["messages"] ?? [], more: payload["more"] === true };
    } finally {
      this.#asked.delete(since);
    }
  }

  #notify() {
    this.#shown = null;
    this.changed(this.state);
  }

  /** @returns {ChatMessage[]} */
  #all() {
    return [...this.#log.messages.values(), ...this.#outgoing.values()].map((one) => this.#withChanges(one));
  }

  /** @param {ChatMessage} message */
  #withChanges(message) {
    for (const { id, change } of this.#changes.values()) if (id === message.id) message = change(message);
    const refused = this.#refusedEdits.get(message.id);
    return refused ? { ...message, problem: refused.problem, attempted: refused.content } : message;
  }

  /** @returns {ChatState} */
  #show() {
    const { unread, readSeq, read } = this.#log;
    const { ready, more, loading, before } = this.#pages.chat;
    const first = ordered(this.#all().filter(({ parentId }) => parentId === null));
    // What lies before the oldest page came with something else, and would stand beside a gap.
    const messages = first.filter(({ kind, seq }) => kind === "chat" && seq >= (ready && more ? (before ?? 0) : 0));
    return {
      messages,
      comments: first.filter(({ kind }) => kind !== "chat"),
      ready,
      more,
      loading,
      unread,
      readSeq,
      read,
    };
  }
}

function noPages() {
  return { ready: false, more: false, loading: false, wanted: false, before: /** @type {number|null} */ (null) };
}
