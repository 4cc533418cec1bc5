import { abandon, dispatch, edit, reopen, settle } from "./edits.js";
import { CommandError } from "./outbox.js";
import { Throttle } from "./throttle.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Values} Values */
/** @typedef {{promise: Promise<Message>, resolve: (message: Message) => void, reject: (error: CommandError) => void}} Answer */

const SEND_INTERVAL_MILLIS = 33;

/**
 * This client's parameter edits on their way: shown at once, sent at most about thirty times a second, kept while
 * there is no connection.
 */
export class Drafts {
  /** @type {import("./edits.js").Edits} */
  #edits = {};
  /** @type {Answer|null} what the next update will bring, shared by all edits that go into it */
  #next = null;
  #sending;

  /**
   * @param {object} parts
   * @param {import("./types.js").Host} parts.host
   * @param {() => boolean} parts.ready  whether something can be sent now
   * @param {() => string} parts.nextRef
   * @param {(payload: Record<string, number>, ref: string) => Promise<Message>} parts.send
   */
  constructor({ host, ready, nextRef, send }) {
    this.ready = ready;
    this.nextRef = nextRef;
    this.send = send;
    this.#sending = new Throttle(host, SEND_INTERVAL_MILLIS, () => this.flush());
  }

  get count() {
    return Object.keys(this.#edits).length;
  }

  /** @returns {Values} */
  get values() {
    return Object.fromEntries(Object.entries(this.#edits).map(([name, one]) => [name, one.value]));
  }

  /** @param {Values} values @param {number} seenSeq @returns {Promise<Message>} */
  set(values, seenSeq) {
    for (const [name, value] of Object.entries(values)) this.#edits = edit(this.#edits, name, value, seenSeq);
    const answer = (this.#next ??= awaited());
    this.#sending.request();
    return answer.promise;
  }

  /** Sends soon, but not before this time has passed. @param {number} [millis] */
  request(millis) {
    this.#sending.request(millis);
  }

  flush() {
    if (!this.ready()) return;
    const ref = this.nextRef();
    const update = dispatch(this.#edits, ref);
    const answer = this.#next;
    this.#next = null;
    if (!update) return answer?.reject(new CommandError("conflict", "The value became part of a conflict."));
    this.#edits = update.edits;
    this.send(update.payload, ref).then(answer?.resolve, answer?.reject);
  }

  /** @param {import("./outbox.js").Entry} entry @param {number} [seq]  where the server put it, when it took it */
  answered(entry, seq) {
    this.#edits = settle(this.#edits, entry.ref, Object.keys(entry.payload), seq);
  }

  /**
   * The server could not take an update now. Newer values of the same parameters may exist: merged with those, not
   * sent behind them.
   *
   * @param {import("./outbox.js").Entry} entry
   * @param {number} waitMillis
   */
  postponed(entry, waitMillis) {
    this.#edits = reopen(this.#edits, entry.ref);
    (this.#next ??= awaited()).promise.then(entry.resolve, entry.reject);
    this.#sending.request(waitMillis);
  }

  /** The parameter is for people to decide now. @param {string} name */
  abandon(name) {
    this.#edits = abandon(this.#edits, name);
  }

  /** @param {CommandError} error */
  end(error) {
    this.#sending.cancel();
    this.#next?.reject(error);
    this.#next = null;
    this.#edits = {};
  }
}

/** @returns {Answer} */
function awaited() {
  /** @type {any} */
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => {}); // Callers may ignore it: the session emits `refused` too.
  return parts;
}
