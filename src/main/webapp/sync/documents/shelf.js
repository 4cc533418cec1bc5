import { Throttle } from "../connection/throttle.js";

/**
 * @typedef {import("./live.js").LiveDocument} LiveDocument
 *
 * @typedef {object} Kept  The unsent edits of one document as they lie on the shelf.
 * @property {number} epoch
 * @property {import("./unsent.js").Batch[]} batches
 * @property {import("./rebase.js").Work} work
 * @property {string|null} [logId]  of which log the text is that they were made on; missing in records of before there were any
 * @property {Kept[]} [strays]  what lies here beside them: made on logs that are gone
 * @property {number} at  when they were laid there, in milliseconds since 1970
 */

const INTERVAL_MILLIS = 100;
const AGAIN_MILLIS = 2_000;
const LONGEST_AGAIN_MILLIS = 60_000;
/** A place that does not answer has failed. */
const PATIENCE_MILLIS = 10_000;

/**
 * Where unsent edits of one document outlive the page: a record of this page's own, which is there while something is
 * unsent, and those that pages before it have left. Without a place to keep things, edits last as long as the page; where
 * it refuses them, so do they until it takes them.
 */
export class Shelf {
  #key;
  #folder;
  /** There may be a record. */
  #written = false;
  /** @type {Promise<void>|null} */
  #running = null;
  #keeping;
  /** Counts what happened to the document, and up to where of it the record is right. */
  #version = 0;
  #keptVersion = 0;
  #failures = 0;
  /** @type {any} */
  #again = null;
  /** @type {Set<string>} taken over, and to be removed once they are in the own record, or sent */
  #taken = new Set();

  /**
   * @param {import("../types.js").Host} host
   * @param {LiveDocument} document
   * @param {string} folder  whose edits, of what: others see nothing of it
   * @param {string} holder  this page's word for itself
   * @param {() => void} changed  told when what is unsent has been kept, or could not be
   */
  constructor(host, document, folder, holder, changed) {
    this.host = host;
    this.document = document;
    this.changed = changed;
    this.#folder = folder;
    this.#key = `${folder} ${holder}`;
    this.#keeping = new Throttle(host, INTERVAL_MILLIS, () => void this.flush());
  }

  /** All that is unsent now is written: it outlives the page. */
  get kept() {
    return Boolean(this.host.shelf) && this.#keptVersion === this.#version;
  }

  /** Something changed. */
  request() {
    if (!this.host.shelf || (!this.#written && this.#taken.size === 0 && this.document.state.saved)) return;
    this.#version++;
    this.#keeping.request();
  }

  /** Writes now what is unsent. @returns {Promise<void>} when it is written, or could not be */
  flush() {
    if (!this.host.shelf) return Promise.resolve();
    return (this.#running ??= this.#run(this.host.shelf).finally(() => {
      this.#running = null;
      this.changed();
    }));
  }

  /** What was taken over is this page's from now on, and no other's. @returns {Promise<void>} when it is, or could not be written */
  secure() {
    this.#version++;
    return this.flush();
  }

  /** @param {import("../types.js").Shelf} shelf */
  async #run(shelf) {
    try {
      while (this.#keptVersion !== this.#version) {
        const version = this.#version;
        await this.#write(shelf);
        this.#keptVersion = version;
      }
      this.#failures = 0;
    } catch {
      this.#tryAgain();
    }
  }

  /** The place is full, closed, or refuses: perhaps not for ever. */
  #tryAgain() {
    this.host.clearTimeout(this.#again);
    this.#again = this.host.setTimeout(
      () => this.#keeping.request(),
      Math.min(LONGEST_AGAIN_MILLIS, AGAIN_MILLIS * 2 ** this.#failures++),
    );
  }

  /** @param {import("../types.js").Shelf} shelf */
  async #write(shelf) {
    const { unsaved, state } = this.document;
    // What waits for the text to come is in no other record than the one it was found in.
    const gone = state.waiting ? [] : [...this.#taken];
    if (unsaved) {
      this.#written = true;
      await this.#within(shelf.put(this.#key, { ...unsaved, at: this.host.now() }, gone));
    } else if (this.#written || gone.length > 0) {
      await this.#within(shelf.remove([this.#key, ...gone]));
      this.#written = false;
    }
    for (const key of gone) this.#taken.delete(key);
  }

  /**
   * What pages that are gone have left here; those that are still open keep theirs.
   *
   * @returns {Promise<Kept[]>} oldest first; fewer where the place fails: the next time brings the rest
   */
  async left() {
    const { shelf } = this.host;
    if (!shelf) return [];
    /** @type {Kept[]} */
    const found = [];
    try {
      await this.#within(shelf.claim(this.#key));
      for (const key of await this.#within(shelf.keys(`${this.#folder} `))) {
        if (key === this.#key || this.#taken.has(key) || !(await this.#within(shelf.claim(key)))) continue;
        const kept = /** @type {Kept|undefined} */ (await this.#within(shelf.get(key)));
        this.#taken.add(key);
        if (kept && Array.isArray(kept.batches)) found.push(kept, ...(kept.strays ?? []));
      }
    } catch {
      // As above: what was found is brought.
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /** @template T @param {Promise<T>} answer @returns {Promise<T>} */
  #within(answer) {
    return new Promise((resolve, reject) => {
      const timer = this.host.setTimeout(() => reject(new Error("no answer")), PATIENCE_MILLIS);
      answer.then(resolve, reject).finally(() => this.host.clearTimeout(timer));
    });
  }
}
