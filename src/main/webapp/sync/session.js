import { Drafts } from "./drafts.js";
import { Emitter } from "./emitter.js";
import { AnonymousIdentity, clientId, randomWord } from "./identity.js";
import { Link } from "./link.js";
import { CommandError, Outbox } from "./outbox.js";
import { advance, resumed, standingAt } from "./position.js";
import { emptyProjection, reduce, withoutConflict } from "./projection.js";
import { socketAddress } from "./rest.js";
import { compute, refusal } from "./schema.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").SessionState} SessionState */
/** @typedef {import("./outbox.js").Entry} Entry */

const MOST_ATTEMPTS = 5;
const RETRYABLE = new Set(["rate_limited", "unavailable"]);
/** Answers whose `seq` says where the log stands; they are no entries of it. */
const DIRECT = new Set(["auth:success", "session:state", "conflict:detected", "error", "ack", "pong", "doc:state", "doc:list",
  "doc:stale", "doc:text", "state:full", "chat:page", "presence:snapshot"]);

/**
 * One person's place in one session, across lost connections.
 *
 * Emits `change` (SessionState), `status` (Status), `refused` (CommandError of a command that failed) and every
 * message of the server under its type, e.g. `param:broadcast` (Message); sequenced ones once each, in order.
 */
export class Session {
  #emitter = new Emitter();
  #outbox;
  #projection;
  #position = standingAt(0);
  #drafts;
  #freshToken = false;
  /** @type {SessionState|null} */
  #shown = null;

  /**
   * @param {string} id
   * @param {import("./types.js").ConnectOptions & {base: string, host: import("./types.js").Host}} options
   */
  constructor(id, { token, name, color, base, host }) {
    this.id = id;
    this.base = base;
    this.host = host;
    this.name = name;
    this.color = color;
    this.identity = token === undefined ? new AnonymousIdentity({ base, host }) : null;
    this.givenToken = token;
    this.clientId = clientId(host);
    this.#projection = emptyProjection(id);
    this.#outbox = new Outbox(randomWord(host, 8));
    this.#drafts = new Drafts({ host, ready: () => this.status.state === "connected", nextRef: () => this.#outbox.nextRef(),
      send: (payload, ref) => this.command("param:update", payload, ref) });
    this.link = new Link({ host, url: socketAddress(base, id), greeting: () => this.#greeting(),
      received: (message) => this.#receive(message), changed: (status) => this.#statusChanged(status) });
  }

  /** @returns {SessionState} everything a page shows; a new object after every change */
  get state() {
    return (this.#shown ??= this.#show());
  }

  get status() {
    return this.link.status;
  }

  /** @returns {import("./types.js").Values} settable and computed values, local edits included */
  get params() {
    return { ...this.state.params, ...this.state.computed };
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
   * Sets one parameter, or several at once. Shown at once; sent now, or when the connection is back.
   *
   * @param {string|import("./types.js").Values} names
   * @param {number} [value]
   * @returns {Promise<Message>} the server's answer: `param:broadcast`, or `conflict:detected` where it needs a decision;
   *   rejects with a CommandError. Calls in quick succession share one update and its answer.
   */
  set(names, value) {
    const values = typeof names === "string" ? { [names]: /** @type {number} */ (value) } : names;
    if (this.status.state === "closed") return Promise.reject(new CommandError("closed", "The session is closed."));
    const refused = refusal(this.#projection.schema, values);
    if (refused) return Promise.reject(new CommandError("invalid_param", refused.message, { param: refused.param }));
    const answer = this.#drafts.set(values, this.#position.seq);
    this.#changed();
    return answer;
  }

  /**
   * Decides an open conflict.
   *
   * @param {string} param
   * @param {import("./types.js").Strategy} strategy
   * @param {number} [value]  needed for `custom`
   * @returns {Promise<Message>}
   */
  resolve(param, strategy, value) {
    const open = this.#projection.conflicts[param];
    const { myValue: yours, theirValue: theirs } = open ?? {};
    const average = yours === undefined || theirs === undefined ? undefined : (yours + theirs) / 2;
    const resolvedValue = strategy === "custom" ? value : { yours, theirs, average }[strategy];
    if (resolvedValue === undefined || !Number.isFinite(resolvedValue)) {
      return Promise.reject(new CommandError("conflict_closed", "This conflict is already settled.", { param }));
    }
    if (open) this.#projection = { ...this.#projection, conflicts: { ...this.#projection.conflicts, [param]: { ...open, resolving: true } } };
    const answer = this.command("conflict:resolved", { param, resolvedValue, strategy, ...(open ? { conflictId: open.id } : {}) });
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
    const { entry, answer } = this.#outbox.add(type, payload, ref);
    answer.catch((error) => error.code === "queue_full" && this.#emitter.emit("refused", error));
    if (this.status.state === "closed") this.#outbox.take(entry.ref)?.reject(new CommandError("closed", "The session is closed."));
    else if (this.link.send({ type, payload, ref: entry.ref })) entry.sent = true;
    this.#changed();
    return answer;
  }

  /** Sends something of the moment: dropped where there is no connection, never answered. @param {string} type @param {object} payload */
  signal(type, payload) {
    return this.link.send({ type, payload });
  }

  /** Asks for the whole state, e.g. after something was lost. */
  resync() {
    return this.command("session:resync", { lastSeenSeq: this.#position.seq });
  }

  /** Connects now instead of at the next attempt's time. */
  retryNow() {
    this.link.retryNow();
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
    await this.link.restart();
  }

  /** Leaves for good. Commands without an answer fail with `closed`. */
  leave() {
    this.#drafts.flush();
    this.link.end(1000, "You left the session.", true);
  }

  async #greeting() {
    const token = await this.#token();
    const { seq } = this.#position;
    const payload = { ...(token ? { token } : {}), ...(this.name ? { name: this.name } : {}),
      ...(this.color ? { color: this.color } : {}), clientId: this.clientId, ...(seq > 0 ? { lastSeenSeq: seq } : {}) };
    return { type: "auth", payload };
  }

  /** @returns {Promise<string|null>} */
  async #token() {
    const { identity, givenToken, name, color } = this;
    if (!identity) return typeof givenToken === "function" ? givenToken() : givenToken ?? null;
    return identity.present({ ...(name ? { name } : {}), ...(color ? { color } : {}) });
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === "auth:failed") return this.#refused(message);
    const { fresh, replayed } = this.#place(message);
    if (fresh) {
      const marked = replayed ? { ...message, replayed } : message;
      this.#projection = reduce(this.#projection, marked, this.host.now());
      if (message.type === "auth:success") this.#signedIn(message);
      if (message.type === "conflict:detected") this.#drafts.abandon(message.payload["param"]);
      this.#answer(message);
      this.#emitter.emit(message.type, marked);
    } else this.#answer(message);
    this.#changed();
  }

  /** @param {Message} message @returns {{fresh: boolean, replayed: boolean}} */
  #place({ type, seq, payload }) {
    if (type === "session:state") this.#position = standingAt(payload["seq"] ?? seq ?? this.#position.seq);
    if (type === "auth:success") {
      const end = Math.max(seq ?? 0, payload["currentState"]?.seq ?? 0);
      this.#position = resumed(this.#position, end, payload["replaying"] ?? 0);
    }
    const place = type === "ack" ? payload["seq"] : seq;
    if (typeof place !== "number" || (DIRECT.has(type) && type !== "ack")) return { fresh: true, replayed: false };
    const { position, fresh, gap, replayed } = advance(this.#position, place);
    this.#position = position;
    if (gap) this.resync().catch(() => (this.#position = { ...this.#position, resyncing: false }));
    return { fresh: fresh || type === "ack", replayed };
  }

  /** @param {Message} message */
  #signedIn({ payload }) {
    this.#freshToken = false;
    this.link.established(payload["limits"]?.heartbeatSeconds);
    for (const entry of this.#outbox.unsent()) {
      entry.sent = this.link.send({ type: entry.type, payload: entry.payload, ref: entry.ref });
    }
    this.#drafts.flush();
  }

  /** @param {Message} message */
  #refused({ payload }) {
    this.#emitter.emit("auth:failed", payload);
    const reason = payload["error"] ?? "The server did not accept your sign-in.";
    if (!this.identity || this.#freshToken) return this.link.end(4401, reason, false);
    // The kept token may be over, or of a server that has forgotten its secret: once, with a new one.
    this.#freshToken = true;
    this.identity.forget();
    this.link.greet().catch(() => this.link.end(4401, reason, false));
  }

  /** @param {Message} message */
  #answer(message) {
    const ref = message.ref ?? message.payload["ref"];
    const entry = typeof ref === "string" ? this.#outbox.take(ref) : undefined;
    if (!entry) return;
    const { payload } = message;
    if (message.type !== "error") {
      if (entry.type === "param:update") this.#drafts.answered(entry, message.seq);
      return entry.resolve(message);
    }
    const waitMillis = payload["retryAfterMs"] ?? payload["details"]?.retryAfterMs ?? 1000 * 2 ** entry.attempts;
    if (RETRYABLE.has(payload["code"]) && entry.attempts < MOST_ATTEMPTS) return this.#tryAgain(entry, waitMillis);
    if (entry.type === "param:update") this.#drafts.answered(entry);
    const error = new CommandError(payload["code"] ?? "internal", payload["message"] ?? "The server refused this.", payload["details"]);
    entry.reject(error);
    this.#emitter.emit("refused", error);
  }

  /** @param {Entry} entry @param {number} waitMillis */
  #tryAgain(entry, waitMillis) {
    if (entry.type === "param:update") return this.#drafts.postponed(entry, waitMillis);
    this.#outbox.again(entry);
    this.host.setTimeout(() => {
      if (!entry.sent) entry.sent = this.link.send({ type: entry.type, payload: entry.payload, ref: entry.ref });
    }, waitMillis);
  }

  /** @param {import("./types.js").Status} status */
  #statusChanged(status) {
    if (status.state !== "connected") this.#outbox.lost();
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

  #changed() {
    this.#shown = null;
    this.#emitter.emit("change", this.state);
  }

  /** @returns {SessionState} */
  #show() {
    const { params: confirmed, computed, schema } = this.#projection;
    const params = { ...confirmed, ...this.#drafts.values };
    const edits = this.#drafts.count;
    return { ...this.#projection, params, confirmed, status: this.status, seq: this.#position.seq,
      computed: edits > 0 ? compute(schema, params, computed) : computed,
      unsent: edits + this.#outbox.countOtherThan("param:update") };
  }
}
