import { awaited } from "../connection/answer.js";
import { abandon, dispatch, edit, reopen, settle } from "./edits.js";
import { CommandError } from "../connection/outbox.js";
import { record, recordOf } from "../record.js";
import { refusal } from "./schema.js";
import { Throttle } from "../connection/throttle.js";
import { UncheckedValues } from "./unchecked.js";

/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Values} Values */
/** @typedef {import("../connection/answer.js").Answer} Answer */

const SEND_INTERVAL_MILLIS = 33;

/**
 * This client's parameter edits on their way: shown at once, sent at most about thirty times a second, kept while
 * there is no connection.
 */
export class Drafts {
  /** @type {import("./edits.js").Edits} */
  #edits = record();
  /** @type {Answer|null} what the next update will bring, shared by all edits that go into it */
  #next = null;
  /** How often in a row the server could not take what the next update carries. */
  #attempts = 0;
  #unchecked = new UncheckedValues();
  #sending;

  /**
   * @param {object} parts
   * @param {import("../types.js").Host} parts.host
   * @param {() => boolean} parts.ready  whether something can be sent now
   * @param {() => import("../types.js").Schema|null} parts.schema  null until the server has told it
   * @param {() => string} parts.nextRef
   * @param {(payload: Record<string, number>, how: {ref: string, attempts: number}) => Promise<Message>} parts.send
   * @param {(error: CommandError) => Promise<never>} parts.deny
   */
  constructor({ host, ready, schema, nextRef, send, deny }) {
    this.ready = ready;
    this.schema = schema;
    this.nextRef = nextRef;
    this.send = send;
    this.deny = deny;
    this.#sending = new Throttle(host, SEND_INTERVAL_MILLIS, () => this.flush());
  }

  get count() {
    return Object.keys(this.values).length;
  }

  /** @returns {Values} */
  get values() {
    return record(
      this.#unchecked.values,
      recordOf(Object.entries(this.#edits).map(([name, one]) => /** @type {const} */ ([name, one.value]))),
    );
  }

  /** @param {Values} values @param {number} seenSeq @returns {Promise<Message>} */
  set(values, seenSeq) {
    const schema = this.schema();
    if (!schema)
      return (
        this.#unchecked.add(values) ??
        this.deny(new CommandError("queue_full", "Too many changes wait for the connection."))
      );
    const refused = refusal(schema, values);
    if (refused) return this.deny(new CommandError("invalid_param", refused.message, { param: refused.param }));
    for (const [name, value] of Object.entries(values)) this.#edits = edit(this.#edits, name, value, seenSeq);
    const answer = (this.#next ??= awaited());
    this.#sending.request();
    return answer.promise;
  }

  /** The schema is known: what was wished before is judged, and set where it can be. Its authors had seen nothing of the log. */
  welcomed() {
    for (const { values, answer } of this.#unchecked.take()) this.set(values, 0).then(answer.resolve, answer.reject);
  }

  /** Something can be sent again. */
  resume() {
    this.#sending.request();
  }

  flush() {
    if (!this.ready()) return;
    const ref = this.nextRef();
    const update = dispatch(this.#edits, ref);
    const answer = this.#next;
    const attempts = this.#attempts;
    this.#next = null;
    this.#attempts = 0;
    if (!update) return answer?.reject(new CommandError("conflict", "The value became part of a conflict."));
    this.#edits = update.edits;
    this.send(update.payload, { ref, attempts }).then(answer?.resolve, answer?.reject);
  }

  /** @param {import("../connection/outbox.js").Entry} entry @param {number} [seq]  where the server put it, when it took it */
  answered(entry, seq) {
    this.#edits = settle(this.#edits, entry.ref, Object.keys(entry.payload), seq);
  }

  /**
   * The server could not take an update now. Newer values of the same parameters may exist: merged with those, not
   * sent behind them; they share its count of attempts.
   *
   * @param {import("../connection/outbox.js").Entry} entry
   * @param {number} waitMillis
   */
  postponed(entry, waitMillis) {
    this.#edits = reopen(this.#edits, entry.ref);
    this.#attempts = Math.max(this.#attempts, entry.attempts + 1);
    (this.#next ??= awaited()).promise.then(entry.resolve, entry.reject);
    this.#sending.request(waitMillis);
  }

  /** The parameter is for people to decide now. @param {string} name */
  abandon(name) {
    this.#edits = abandon(this.#edits, name);
  }

  /** The log is another one: what the author of an edit had seen is no part of it. @param {CommandError|null} error  why edits do not go on to it, null where they do */
  reset(error) {
    if (error) this.end(error);
    else
      this.#edits = recordOf(
        Object.entries(this.#edits).map(([name, one]) => /** @type {const} */ ([name, { ...one, baseSeq: 0 }])),
      );
  }

  /** @param {CommandError} error */
  end(error) {
    this.#sending.cancel();
    this.#next?.reject(error);
    this.#next = null;
    this.#attempts = 0;
    this.#edits = record();
    for (const { answer } of this.#unchecked.take()) answer.reject(error);
  }
}
