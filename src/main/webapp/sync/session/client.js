import { Chat } from "../chat/client.js";
import { Documents } from "../documents/client.js";
import { Drafts } from "../parameters/drafts.js";
import { Emitter } from "../emitter.js";
import { AnonymousIdentity, clientId, randomWord } from "../identity/identity.js";
import { Connection } from "../connection/connection.js";
import { greeting } from "./greeting.js";
import { Members } from "./members.js";
import { CommandError, Outbox } from "../connection/outbox.js";
import { placed, standingAt } from "../connection/position.js";
import { Presence } from "../presence/client.js";
import { emptyProjection, reduce, withConflict, withDrafts, withoutConflict } from "./reducer.js";
import { socketAddress } from "../rest.js";
import { own, record } from "../record.js";
import { isChange, sameSaving, saving, unsavedTexts } from "./saving.js";
import { valueBy } from "../parameters/conflicts.js";
import { Sending } from "../connection/sending.js";
import { SignIn } from "../identity/signin.js";
import { SharedState } from "../state/client.js";
import { Story } from "../story/client.js";
import { LogIdentity } from "../connection/log-identity.js";

/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").SessionState} SessionState */

/**
 * One person's place in one session, across lost connections.
 *
 * Emits `change` (SessionState), `status` (Status), `refused` (CommandError of a command that failed) and every
 * message of the server under its type, e.g. `param:broadcast` (Message); sequenced ones once each, in order. Also
 * `presence` (Peer[]) where the others are, `documents` (string[]) when a new one appears, and `chat` (ChatState).
 * And `shared` (SharedView) and `story` (StoryState) once these are used. `reset` ({continued: boolean}) before `auth:success`
 * where the session was made anew, or put back to an earlier state (`continued`): all that was here is forgotten.
 */
export class Session {
  #emitter = new Emitter();
  #outbox;
  #sending;
  #projection;
  #position = standingAt(0);
  #drafts;
  #documents;
  #signIn;
  /** @type {SessionState|null} */
  #shown = null;
  /** @type {SharedState|null} */
  #shared = null;
  /** @type {Story|null} */
  #story = null;

  /**
   * @param {string} id
   * @param {import("../types.js").ConnectOptions & {base: string, host: import("../types.js").Host}} options
   */
  constructor(id, { token, name, color, invite, create = false, base, host }) {
    this.id = id;
    this.base = base;
    this.host = host;
    this.name = name;
    this.color = color;
    /** @type {string|undefined} */
    this.invite = invite;
    this.#signIn = new SignIn(this, (event, value) => this.#emitter.emit(event, value));
    this.create = create;
    this.log = new LogIdentity();
    this.identity = token === undefined ? new AnonymousIdentity({ base, host }) : null;
    this.givenToken = token;
    this.clientId = clientId(host);
    this.#projection = emptyProjection(id);
    this.#outbox = new Outbox(randomWord(host, 8));
    this.#sending = new Sending({
      host,
      outbox: this.#outbox,
      ready: () => this.status.state === "connected",
      write: (message) => this.connection.send(message),
      limits: () => this.#projection.limits,
      drafts: () => this.#drafts,
      refused: (error) => this.#emitter.emit("refused", error),
    });
    this.#drafts = new Drafts({
      host,
      ready: () => this.status.state === "connected" && !this.#outbox.full,
      schema: () => (this.#projection.known ? this.#projection.schema : null),
      nextRef: () => this.#outbox.nextRef(),
      send: (payload, how) => this.#give("param:update", payload, how),
      deny: (error) => this.#deny(error),
    });
    this.presence = new Presence(this, (peers) => this.#emitter.emit("presence", peers));
    this.#documents = new Documents(this, {
      nextRef: () => this.#outbox.nextRef(),
      room: () => this.#sending.room,
      found: (names) => this.#emitter.emit("documents", names),
      changed: () => this.#savingChanged(),
    });
    this.chat = new Chat(
      this,
      () => this.#outbox.nextRef(),
      (state) => {
        this.#emitter.emit("chat", state);
        this.#changed();
      },
    );
    this.members = new Members(this);
    this.connection = new Connection({
      host,
      url: socketAddress(base, id),
      greeting: () => this.#greeting(),
      received: (message) => this.#receive(message),
      changed: (status) => this.#statusChanged(status),
      again: (code) => code === 4401 && this.#signIn.mayComeBack(),
    });
  }

  /** @returns {SessionState} everything a page shows; a new object after every change */
  get state() {
    return (this.#shown ??= this.#show());
  }

  get status() {
    return this.connection.status;
  }

  /** @returns {import("../types.js").Values} settable and computed values, local edits included */
  get params() {
    return record(this.state.params, this.state.computed);
  }

  /**
   * @param {string} event
   * @param {(value: any) => void} listener
   * @returns {() => void} stops listening
   */
  on(event, listener) {
    return this.#emitter.on(event, listener);
  }

  /**
   * Sets one parameter, or several at once. Shown at once; sent now, or when the connection is there. What the server
   * has not told yet is not judged yet: names and ranges count once it has.
   *
   * @param {string|import("../types.js").Values} names
   * @param {number} [value]
   * @returns {Promise<Message>} the server's answer: `param:broadcast`, or `conflict:detected` where it needs a decision;
   *   rejects with a CommandError. Calls in quick succession share one update and its answer.
   */
  set(names, value) {
    const values = typeof names === "string" ? { [names]: /** @type {number} */ (value) } : names;
    if (this.status.state === "closed") return this.#deny(new CommandError("closed", "The session is closed."));
    const answer = this.#drafts.set(values, this.#position.seq);
    this.#changed();
    return answer;
  }

  /**
   * Decides an open conflict.
   *
   * @param {string} param
   * @param {import("../types.js").Strategy} strategy
   * @param {number} [value]  needed for `custom`
   * @returns {Promise<Message>}
   */
  resolve(param, strategy, value) {
    const open = own(this.#projection.conflicts, param);
    const resolvedValue = valueBy(strategy, open, value);
    if (resolvedValue === undefined || !Number.isFinite(resolvedValue)) {
      return this.#deny(new CommandError("conflict_closed", "This conflict is already settled.", { param }));
    }
    if (open) this.#projection = withConflict(this.#projection, { ...open, resolving: true });
    const answer = this.command("conflict:resolved", {
      param,
      resolvedValue,
      strategy,
      ...(open ? { conflictId: open.id } : {}),
    });
    answer.catch(() => this.#conflictGone(param, open?.id));
    this.#changed();
    return answer;
  }

  /**
   * Gives a command of any type. It waits while there is no connection, and is sent again after a loss.
   *
   * @param {string} type
   * @param {Record<string, any>} [payload]
   * @param {string} [ref]
   * @returns {Promise<Message>} the first message that carries the command's ref; rejects with a CommandError
   */
  command(type, payload = {}, ref) {
    return this.#give(type, payload, { ref });
  }

  /** A text document of this session, kept up to date from now on. @param {string} name  `[A-Za-z0-9._-]{1,128}` */
  document(name) {
    return this.#documents.open(name);
  }

  /** All documents of this session, by name. */
  documents() {
    return this.#documents.list();
  }

  /** Keeps a document up to date no longer; what is unsent is still sent. @param {string} name */
  closeDocument(name) {
    this.#documents.close(name);
  }

  /** The JSON state that all share, kept up to date from the first use on. */
  get shared() {
    return (this.#shared ??= new SharedState(this, (view) => this.#emitter.emit("shared", view)));
  }

  /** The story of this session, kept up to date from the first use on. */
  get story() {
    return (this.#story ??= new Story(this, (state) => this.#emitter.emit("story", state)));
  }

  /** What the server has refused of documents and nobody has dismissed, whichever documents are looked at. */
  get documentRefusals() {
    return this.#documents.refusals;
  }

  /** What this person has written here that the server has not, or has refused: to be copied where it cannot be sent. @returns {{title: string, text: string}[]} */
  get unsavedTexts() {
    return unsavedTexts(this.#documents.texts, this.chat.unsent);
  }

  /** Sends something of the moment: dropped where there is no connection, never answered. @param {string} type @param {object} payload */
  signal(type, payload) {
    return this.connection.send({ type, payload });
  }

  /** Asks for the whole state, e.g. after something was lost. */
  resync() {
    return this.command("session:resync", { lastSeenSeq: this.#position.seq });
  }

  /** Connects now instead of at the next attempt's time. */
  retryNow() {
    this.connection.retryNow();
  }

  /**
   * Takes another name or colour; the others see it after a short reconnect.
   *
   * @param {{name?: string, color?: string}} change
   */
  async rename({ name = this.name, color = this.color }) {
    if (this.identity && name) await this.identity.rename(name, color);
    this.name = name;
    this.color = color;
    await this.connection.restart();
  }

  /**
   * Says something about the session: `title`, `description`, `tags`, `status`, … ; a host also `visibility`, `admission`,
   * `defaultRole`, `teamId`. Null takes back what was said.
   *
   * @param {import("../types.js").Profile} changes
   * @returns {Promise<Message>}
   */
  updateProfile(changes) {
    return this.command("session:update", changes);
  }

  /** Signs in anew, as whoever the identity is now, e.g. after a login. What was said as the other person stays theirs. */
  rejoin() {
    return this.connection.restart();
  }

  /** Leaves for good. Commands without an answer fail with `closed`. */
  leave() {
    this.#drafts.flush();
    this.connection.end(1000, "You left the session.", true);
  }

  /** @param {string} type @param {Record<string, any>} payload @param {{ref?: string|undefined, attempts?: number}} how @returns {Promise<Message>} */
  #give(type, payload, how) {
    if (this.status.state === "closed") return this.#deny(new CommandError("closed", "The session is closed."));
    const given = this.#outbox.add(type, payload, how);
    if (!given) return this.#deny(new CommandError("queue_full", "Too many changes are waiting to be sent."));
    this.#sending.flush();
    this.#changed();
    return given.answer;
  }

  /** Refuses without asking the server. @param {CommandError} error @returns {Promise<never>} */
  #deny(error) {
    this.#emitter.emit("refused", error);
    const answer = Promise.reject(error);
    answer.catch(() => {}); // Whoever called may listen to `refused` instead.
    return answer;
  }

  async #greeting() {
    const { name, color } = this;
    const seen = { ...(name ? { name } : {}), ...(color ? { color } : {}) };
    return greeting(this, { seen, token: await this.#signIn.token(seen), seq: this.#position.seq });
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === "auth:failed") return void this.#signIn.refused(message);
    if (message.type === "auth:expiring") void this.#signIn.expiring();
    if (message.type === "auth:renewed") this.#signIn.welcomed(message);
    if (message.type === "auth:success") this.#compare(message.payload);
    if (message.type === "session:state") this.log.told(message.payload); // What is here since signing in is right under any id.
    if (message.type.startsWith("doc:")) this.#documents.received(message); // They count by themselves: also what was asked for again.
    const { position, fresh, gap, replayed } = placed(this.#position, message);
    this.#position = position;
    if (gap) this.resync().catch(() => (this.#position = { ...this.#position, resyncing: false }));
    if (fresh) {
      const marked = replayed ? { ...message, replayed } : message;
      this.#projection = reduce(this.#projection, marked, this.host.now());
      if (message.type === "auth:success") this.#welcomed(message);
      if (message.type === "conflict:detected") this.#drafts.abandon(message.payload["param"]);
      this.#sending.answered(message);
      this.#emitter.emit(message.type, marked);
    } else this.#sending.answered(message, false);
    this.#changed();
  }

  /** Nothing that is known of another log, or of a part of this one that was lost, counts any more. @param {Record<string, any>} payload */
  #compare(payload) {
    const relation = this.log.told(payload);
    if (relation === "same") return;
    const continued = relation === "continued";
    const error = new CommandError(
      "other_log",
      continued ? "The session was put back to an earlier state." : "The session was deleted and started anew.",
    );
    this.#projection = emptyProjection(this.id);
    this.#position = standingAt(0);
    this.#drafts.reset(continued ? null : error);
    if (this.#outbox.reset(continued, error)) this.#emitter.emit("refused", error);
    this.#emitter.emit("reset", { continued });
  }

  /** @param {Message} message */
  #welcomed(message) {
    this.#signIn.welcomed(message);
    this.invite = undefined; // It has given its role, and would be used up by each reconnect.
    this.connection.established(message.payload["limits"]?.heartbeatSeconds);
    this.#sending.flush();
    this.#drafts.welcomed();
    this.#drafts.flush();
  }

  /** @param {import("../types.js").Status} status */
  #statusChanged(status) {
    if (status.state !== "connected") {
      this.#outbox.lost();
      this.#sending.lost("code" in status ? status.code : undefined);
    }
    if (status.state === "closed") {
      const over = new CommandError("closed", status.reason);
      this.#drafts.end(over);
      this.#outbox.rejectAll(over);
    }
    this.#changed();
    this.#emitter.emit("status", status);
  }

  /** @param {string} param @param {string|undefined} id */
  #conflictGone(param, id) {
    if (this.#projection.conflicts[param]?.id === id) this.#projection = withoutConflict(this.#projection, param);
    this.#changed();
  }

  /** Documents tell of every key: only what is new about them is shown. */
  #savingChanged() {
    if (!this.#shown || !sameSaving(this.#shown.saving, this.#saving())) this.#changed();
  }

  #saving() {
    const answered = this.chat.unsettled.filter((ref) => this.#outbox.typeOf(ref) === undefined).length;
    return saving({
      documents: this.#documents.saving,
      params: this.#drafts.count,
      commands: this.#outbox.count(isChange) + answered,
      refused: this.chat.refused,
    });
  }

  #changed() {
    this.#shown = null;
    this.#emitter.emit("change", this.state);
  }

  /** @returns {SessionState} */
  #show() {
    return withDrafts(this.#projection, this.#drafts, {
      status: this.status,
      seq: this.#position.seq,
      saving: this.#saving(),
    });
  }
}
