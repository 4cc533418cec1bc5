import { jsonBytes } from "./bytes.js";
import { CommandError } from "./outbox.js";

/** @typedef {import("./outbox.js").Entry} Entry */

const USUAL_BYTES = 1_048_576;
const LEAST_BYTES = 1_024;
const USUAL_PER_SECOND = 2_000;
const MOST_ATTEMPTS = 5;
/** What an action may lead to before it is resolved: the standard story begins, or whoever acts becomes a character. */
const BEFORE_THE_ACTION = new Set(["story:begun", "story:character"]);
const INTERRUPTED =
  "The connection was lost while this was being resolved. If it does not appear in the story soon, act again.";
const RETRYABLE = new Set(["rate_limited", "unavailable"]);

/**
 * The way of commands to the server, and of its answers back: in their order, never larger and not faster than the server has
 * said that it takes them, and once more where it has asked for some patience.
 */
export class Sending {
  /** What the server, or somebody between, has found too large: less than that. */
  #ceiling = Infinity;
  /** The largest message on this connection. */
  #largest = 0;
  #allowance = Infinity;
  #countedAt = 0;
  /** @type {any} */
  #timer = null;

  /**
   * @param {object} parts
   * @param {import("../types.js").Host} parts.host
   * @param {import("./outbox.js").Outbox} parts.outbox
   * @param {() => boolean} parts.ready  there is a connection
   * @param {(message: object) => boolean} parts.write  false where the connection is gone
   * @param {() => Record<string, number>} parts.limits  what the server has told
   * @param {() => import("../parameters/drafts.js").Drafts} parts.drafts
   * @param {(error: CommandError) => void} parts.refused  told of each command that failed
   */
  constructor({ host, outbox, ready, write, limits, drafts, refused }) {
    this.host = host;
    this.outbox = outbox;
    this.ready = ready;
    this.write = write;
    this.limits = limits;
    this.drafts = drafts;
    this.refused = refused;
  }

  /** How many bytes a message may have. */
  get room() {
    return Math.min(this.#ceiling, this.limits()["maxMessageBytes"] ?? USUAL_BYTES);
  }

  /** Sends what waits, as far as that is possible now. */
  flush() {
    if (!this.ready()) return;
    for (const entry of this.outbox.unsent()) {
      if (entry.resting) continue;
      const message = { type: entry.type, payload: entry.payload, ref: entry.ref };
      const bytes = jsonBytes(message);
      if (bytes > this.room) this.#tooLarge(entry, bytes);
      else if (!this.#mayGo()) return;
      else if ((entry.sent = this.write(message))) this.#count(bytes);
    }
  }

  /**
   * A message may be the answer to a command.
   *
   * @param {import("../types.js").Message} message
   * @param {boolean} [fresh]  false for an event that was seen before: the server repeats its answer
   */
  answered(message, fresh = true) {
    const ref = message.ref ?? message.payload["ref"];
    const isOnTheWay = BEFORE_THE_ACTION.has(message.type) && this.outbox.typeOf(ref) === "story:action";
    if (isOnTheWay && fresh) return;
    const { full } = this.outbox;
    const entry = typeof ref === "string" ? this.outbox.take(ref) : undefined;
    if (!entry) return;
    if (full) this.drafts().resume();
    const { payload } = message;
    if (isOnTheWay) return this.#fail(entry, new CommandError("unavailable", INTERRUPTED));
    if (message.type === "story:failed")
      return this.#fail(entry, new CommandError(payload["code"] ?? "internal", payload["error"], payload));
    if (message.type !== "error") {
      if (entry.type === "param:update") this.drafts().answered(entry, message.seq);
      return entry.resolve(message);
    }
    const waitMillis = payload["retryAfterMs"] ?? payload["details"]?.retryAfterMs ?? 1000 * 2 ** entry.attempts;
    if (RETRYABLE.has(payload["code"]) && entry.attempts < MOST_ATTEMPTS) return this.#tryAgain(entry, waitMillis);
    this.#fail(
      entry,
      new CommandError(
        payload["code"] ?? "internal",
        payload["message"] ?? "The server refused this change.",
        payload["details"],
      ),
    );
  }

  /** The connection is over. @param {number} [code]  what it was closed with */
  lost(code) {
    if (code === 1009) this.#ceiling = Math.max(LEAST_BYTES, Math.floor(Math.min(this.room, this.#largest) / 2));
    this.#largest = 0;
    this.#allowance = Infinity;
    this.host.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** @param {Entry} entry @param {CommandError} error */
  #fail(entry, error) {
    if (entry.type === "param:update") this.drafts().answered(entry);
    error.command = entry.type;
    entry.reject(error);
    this.refused(error);
  }

  /** @param {Entry} entry @param {number} waitMillis */
  #tryAgain(entry, waitMillis) {
    if (entry.type === "param:update") return this.drafts().postponed(entry, waitMillis);
    this.outbox.again(entry);
    entry.resting = true;
    this.host.setTimeout(() => {
      entry.resting = false;
      this.flush();
    }, waitMillis);
  }

  /** A command is larger than the server takes. Edits of documents are cut instead, by who gave them. @param {Entry} entry @param {number} bytes */
  #tooLarge(entry, bytes) {
    const { room } = this;
    this.outbox.take(entry.ref);
    const error = new CommandError(
      "too_large",
      `This is too large to be sent: it has ${bytes.toLocaleString("en")} bytes, and the server takes ${room.toLocaleString("en")}.`,
      { bytes, maxMessageBytes: room, unsent: true },
    );
    if (entry.type === "doc:edit") entry.reject(error);
    else this.#fail(entry, error);
  }

  /** Whether the server's limit allows one more now; else asks again when it does. */
  #mayGo() {
    const rate = this.limits()["maxOpsPerSecond"] ?? USUAL_PER_SECOND;
    const now = this.host.now();
    this.#allowance = Math.min(rate, this.#allowance + (Math.max(0, now - this.#countedAt) * rate) / 1000);
    this.#countedAt = now;
    if (this.#allowance >= 1) return true;
    this.#timer ??= this.host.setTimeout(
      () => {
        this.#timer = null;
        this.flush();
      },
      Math.ceil(((1 - this.#allowance) * 1000) / rate),
    );
    return false;
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.#largest = Math.max(this.#largest, bytes);
    this.#allowance--;
  }
}
