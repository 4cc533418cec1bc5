import { awaited } from "./answer.js";
import { isChange } from "../session/saving.js";

/**
 * An error that the server, or this library, gives as the answer to a command.
 *
 * `code` is for programs: the protocol's codes, or `closed` (the session was left or ended) and `queue_full`.
 */
export class CommandError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Record<string, any>} [details]
   */
  constructor(code, message, details = {}) {
    super(message);
    this.name = "CommandError";
    this.code = code;
    this.details = details;
    /** The type of the command that was refused; empty where it was none. */
    this.command = "";
  }
}

/**
 * @typedef {object} Entry  A command without an answer.
 * @property {string} ref
 * @property {string} type
 * @property {Record<string, any>} payload
 * @property {boolean} sent
 * @property {boolean} [resting]  the server has asked for patience
 * @property {number} attempts
 * @property {(message: import("../types.js").Message) => void} resolve
 * @property {(error: CommandError) => void} reject
 */

const MOST_WAITING = 1_000;
/** What a change says that its author has seen. */
const BASES = ["baseSeq", "baseVersion"];
/** Changes of something that has its number or its id from the log. */
const BOUND = new Set(["conflict:resolved", "story:end_turn"]);

/**
 * Commands without an answer yet, in the order they were given. After a loss they are sent again under the same
 * ref, which the server takes once only.
 */
export class Outbox {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  #named;

  /** @param {string} prefix  makes refs unique even where the client id outlives a reload */
  constructor(prefix) {
    this.prefix = prefix;
    this.#named = 0;
  }

  /** Nothing can be added: too many wait for their answers. */
  get full() {
    return this.#entries.size >= MOST_WAITING;
  }

  nextRef() {
    return `${this.prefix}-${++this.#named}`;
  }

  /**
   * @param {string} type
   * @param {Record<string, any>} payload
   * @param {{ref?: string|undefined, attempts?: number|undefined}} [how]  `attempts`: how often it was refused under other refs
   * @returns {{entry: Entry, answer: Promise<import("../types.js").Message>}|null} null where it is full
   */
  add(type, payload, { ref = this.nextRef(), attempts = 0 } = {}) {
    if (this.full) return null;
    const { promise: answer, resolve, reject } = awaited();
    /** @type {Entry} */
    const entry = { ref, type, payload, sent: false, attempts, resolve, reject };
    this.#entries.set(ref, entry);
    return { entry, answer };
  }

  /** @returns {Entry[]} */
  unsent() {
    return [...this.#entries.values()].filter((entry) => !entry.sent);
  }

  /** How many commands of some kinds have no answer. @param {(type: string) => boolean} counts */
  count(counts) {
    let found = 0;
    for (const { type } of this.#entries.values()) if (counts(type)) found++;
    return found;
  }

  /** The connection is gone: whatever has no answer goes out again on the next one. */
  lost() {
    for (const entry of this.#entries.values()) entry.sent = false;
  }

  /** The type of the command that waits under this ref. @param {unknown} ref */
  typeOf(ref) {
    return typeof ref === "string" ? this.#entries.get(ref)?.type : undefined;
  }

  /**
   * @param {string} ref
   * @returns {Entry|undefined} the command that this ref names, which waits no longer
   */
  take(ref) {
    const entry = this.#entries.get(ref);
    this.#entries.delete(ref);
    return entry;
  }

  /**
   * Puts a refused command back, under the ref that whoever gave it knows: what was refused is judged anew (ENV8).
   *
   * @param {Entry} entry
   */
  again(entry) {
    entry.sent = false;
    entry.attempts++;
    this.#entries.set(entry.ref, entry);
  }

  /**
   * The log is another one. Where it goes on an earlier state, changes that have no answer go out again: the server takes each
   * once, and what they have seen counts as nothing. Everything else was about what is gone.
   *
   * @param {boolean} continued
   * @param {CommandError} error
   * @returns {boolean} whether a change was given up that somebody has to be told of
   */
  reset(continued, error) {
    let given = false;
    for (const entry of [...this.#entries.values()]) {
      const { type, payload } = entry;
      if (continued && !BOUND.has(type) && (isChange(type) || type === "param:update")) {
        for (const base of BASES) if (base in payload) entry.payload = { ...entry.payload, [base]: 0 };
        continue;
      }
      given ||= isChange(type);
      this.#entries.delete(entry.ref);
      entry.reject(error);
    }
    return given;
  }

  /** @param {CommandError} error */
  rejectAll(error) {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const entry of entries) entry.reject(error);
  }
}
