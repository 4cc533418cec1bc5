import { jsonBytes } from "../connection/bytes.js";
import { CommandError } from "../connection/outbox.js";
import { Throttle } from "../connection/throttle.js";

/**
 * @typedef {import("../types.js").Message} Message
 *
 * @typedef {object} Surroundings  What a document needs of its session.
 * @property {import("../types.js").Host} host
 * @property {string} clientId
 * @property {import("../connection/log-identity.js").LogIdentity} log  which log the session has
 * @property {() => boolean} connected
 * @property {() => number} room  how many bytes a message to the server may have
 * @property {(type: string, payload: Record<string, any>, ref?: string) => Promise<Message>} command
 *
 * @typedef {object} Document  What the sender needs of its document.
 * @property {() => {epoch: number, docSeq: number}|null} place  null until the text is here
 * @property {(edits: number) => void} stored
 * @property {() => void} current  told when the server has answered that the text which is here is up to date
 * @property {(error: CommandError) => void} refused  the edits, for good
 * @property {(error: CommandError) => void} denied  the text
 * @property {() => void} changed
 */

const INTERVAL_MILLIS = 30;
const MOST_RENEWALS = 2;
const LONGEST_WAIT_MILLIS = 10_000;
const PASSING = new Set(["rate_limited", "unavailable", "queue_full", "internal"]);
/** Refusals that other ids, or another epoch, may help against. */
const RENEWABLE = new Set(["invalid_op", "id_taken", "resync", "stale_version"]);

/**
 * The way of one document's edits to the server, and its text's way here. One batch is on its way at a time, so that
 * the order is the person's and whatever is typed meanwhile goes as one.
 */
export class Sender {
  /** The text was asked for and has not come. */
  #opening = false;
  /** Counts what was asked for: an answer to something earlier is none any more. */
  #asked = 0;
  /** Ask again: what was asked for would not be enough. */
  #again = false;
  #renewals = 0;
  #attempts = 0;
  /** How much has to happen before anything is sent. */
  #holds = 0;
  /** The server asked for some patience. */
  #resting = false;
  #sending;
  /** The next text comes in the place of this one, and the edits come onto it by their places. */
  renewing = false;

  /**
   * @param {string} name
   * @param {Surroundings} session
   * @param {import("./unsent.js").Unsent} unsent
   * @param {Document} document
   */
  constructor(name, session, unsent, document) {
    this.name = name;
    this.session = session;
    this.unsent = unsent;
    this.document = document;
    this.#sending = new Throttle(session.host, INTERVAL_MILLIS, () => this.#send());
  }

  /** Nothing is being asked for: what is here is all there is. */
  get settled() {
    return !this.#opening && !this.renewing;
  }

  /** The server may have the first batch: its answer under the same ref will tell. */
  get unsure() {
    return this.unsent.batches[0]?.tried === true;
  }

  /** The connection is there. What may be stored already goes first, as long as the server knows its ref, and its epoch counts. */
  connected() {
    const flying = this.unsent.inFlight;
    // What has become too large for the server does not go out by itself.
    if (flying && this.#overhead(flying.ref) + jsonBytes(flying.ops) > this.session.room())
      this.unsent.lost(flying.ref);
    if (this.unsure && !this.unsent.inFlight) this.#send(true);
    this.open();
  }

  /** A text has come whose ids are others, and it is not known what is in it: asks for it again when it is. */
  ask() {
    this.#opening = false;
    this.renewing = true;
    if (!this.unsent.inFlight) this.#send(true);
  }

  /** Asks for what is missing since the text that is here. */
  open() {
    if (this.#opening) return;
    this.#opening = true;
    const asked = ++this.#asked;
    const place = this.renewing ? null : this.document.place();
    const { id: logId } = this.session.log;
    this.session
      .command("doc:open", { doc: this.name, ...(place ? { since: { ...place, ...(logId ? { logId } : {}) } } : {}) })
      .then(
        ({ type }) => asked === this.#asked && type !== "doc:state" && this.#current(),
        (error) => asked === this.#asked && this.#notOpened(error),
      );
  }

  /** The log is another one: whatever was asked for or sent has no answer there, and only the whole text counts. */
  restarted() {
    this.#asked++;
    this.#opening = this.#again = false;
    this.#renewals = 0;
    this.renewing = true;
  }

  /** Asks for the whole text anew, once it is known what becomes of the edits that are on their way. */
  reopen() {
    this.renewing = true;
    if (this.#opening) this.#again = true;
    else if (!this.unsent.inFlight) this.open();
  }

  #current() {
    this.loaded();
    this.document.current();
  }

  /** The text is up to date. */
  loaded() {
    this.#opening = false;
    this.#attempts = 0;
    if (this.#again) {
      this.#again = false;
      return this.reopen();
    }
    this.renewing = false;
    this.#sending.request();
  }

  /** Nothing is sent until something is over. @param {Promise<unknown>} something */
  hold(something) {
    this.#holds++;
    something.finally(() => {
      this.#holds--;
      this.#next();
    });
  }

  /** There may be something to send. */
  request() {
    this.#sending.request();
  }

  /**
   * The server tells of the edits that carry a ref: they are stored.
   *
   * @param {string} ref
   * @param {import("../text/document.js").Operation[]} [ops]  what it has stored
   * @returns {boolean} whether it was one of here
   */
  answered(ref, ops) {
    const edits = this.unsent.stored(ref, ops);
    if (edits === null) return false;
    this.#renewals = this.#attempts = 0;
    this.document.stored(edits);
    this.#next();
    return true;
  }

  /** The epoch that an edit was made in is over. @param {string|undefined} ref @param {number} epoch */
  stale(ref, epoch) {
    const own = this.unsent.returned(ref);
    // A text that was asked for already is of the new epoch: the server answers in order.
    if (!this.#opening && (own || epoch !== this.document.place()?.epoch)) this.reopen();
  }

  #next() {
    if (this.renewing && !this.#opening) this.open();
    else this.#sending.request();
  }

  /** @param {boolean} [asking]  though a text is awaited: what becomes of the edits is to be known before it is here */
  #send(asking = false) {
    const place = this.document.place();
    const [batch] = this.unsent.batches;
    if (!batch || batch.sent || !place || this.#holds > 0 || !this.session.connected()) return;
    if (!asking && (this.#opening || this.#resting || this.renewing)) return;
    if (!this.unsent.fit(this.session.room() - this.#overhead(batch.ref))) {
      return this.document.refused(
        new CommandError("too_large", "The server takes no messages that are large enough for this."),
      );
    }
    const first = /** @type {import("./unsent.js").Batch} */ (this.unsent.batches[0]);
    const { ref, ops } = first;
    this.unsent.leaves(first);
    this.session.command("doc:edit", { doc: this.name, epoch: place.epoch, ops }, ref).then(
      // What happened is in the event, which was heard before; an answer without one means that there is nothing to do.
      ({ type }) => type === "doc:stale" || this.answered(ref),
      (error) => first === this.unsent.batches[0] && this.#failed(ref, error),
    );
    this.document.changed();
  }

  /** What a message with edits has beside them, in bytes. @param {string} ref */
  #overhead(ref) {
    return (
      jsonBytes({
        type: "doc:edit",
        payload: { doc: this.name, epoch: this.document.place()?.epoch ?? 0, ops: [] },
        ref,
      }) - 2
    );
  }

  /** @param {string} ref @param {CommandError} error */
  #failed(ref, error) {
    const unfit = error.details["unsent"] === true;
    if (error.code === "closed" || error.code === "other_log" || unfit) {
      this.unsent.lost(ref);
      this.document.changed();
      return unfit ? this.#next() : undefined;
    }
    this.unsent.returned(ref);
    if (PASSING.has(error.code)) return this.#later(() => this.#next());
    if (RENEWABLE.has(error.code) && this.#renewals++ < MOST_RENEWALS) return this.reopen();
    this.#renewals = 0;
    this.document.refused(error);
  }

  /** @param {CommandError} error */
  #notOpened(error) {
    this.#opening = false;
    if (error.code === "closed" || error.code === "other_log") return;
    if (PASSING.has(error.code)) return this.#later(() => this.open());
    this.document.denied(error);
  }

  /** @param {() => void} task */
  #later(task) {
    this.#resting = true;
    this.session.host.setTimeout(
      () => {
        this.#resting = false;
        task();
      },
      Math.min(LONGEST_WAIT_MILLIS, 1000 * 2 ** this.#attempts++),
    );
    this.document.changed();
  }
}
