import { Throttle } from "../throttle.js";

/**
 * @typedef {import("./live.js").LiveDocument} LiveDocument
 *
 * @typedef {object} Kept  The unsent edits of one document as they lie on the shelf.
 * @property {number} epoch
 * @property {import("./unsent.js").Batch[]} batches
 * @property {import("./rebase.js").Work} work
 * @property {number} at  when they were laid there, in milliseconds since 1970
 */

const INTERVAL_MILLIS = 100;
const LONGEST_MILLIS = 60 * 24 * 3600 * 1000;

/**
 * Where unsent edits of one document outlive the page: a record of this page's own, which is there while something is
 * unsent, and those that pages before it have left. Without a place to keep things, edits last as long as the page.
 */
export class Shelf {
  #key;
  #folder;
  #written = false;
  #busy = false;
  #dirty = false;
  #keeping;
  /** @type {string[]} taken over, and to be removed once they are in the own record */
  #taken = [];

  /**
   * @param {import("../types.js").Host} host
   * @param {LiveDocument} document
   * @param {string} folder  whose edits, of what: others see nothing of it
   * @param {string} holder  this page's word for itself
   */
  constructor(host, document, folder, holder) {
    this.host = host;
    this.document = document;
    this.#folder = folder;
    this.#key = `${folder} ${holder}`;
    this.#keeping = new Throttle(host, INTERVAL_MILLIS, () => void this.flush());
  }

  /** Something changed. */
  request() {
    if (this.host.shelf && (this.#written || this.#taken.length > 0 || this.document.state.unsent + this.document.state.sent > 0)) this.#keeping.request();
  }

  /** Writes now what is unsent. */
  async flush() {
    const { shelf } = this.host;
    this.#dirty = true;
    if (!shelf || this.#busy) return;
    this.#busy = true;
    try {
      while (this.#dirty) {
        this.#dirty = false;
        await this.#write(shelf);
      }
    } catch {
      // The place is full or closed: the edits last as long as the page.
    } finally {
      this.#busy = false;
    }
  }

  /** @param {import("../types.js").Shelf} shelf */
  async #write(shelf) {
    const { unsaved } = this.document;
    if (unsaved) await shelf.put(this.#key, { ...unsaved, at: this.host.now() });
    else if (this.#written) await shelf.remove(this.#key);
    this.#written = unsaved !== null;
    for (const key of this.#taken.splice(0)) await shelf.remove(key);
  }

  /**
   * What pages that are gone have left here; those that are still open keep theirs.
   *
   * @returns {Promise<Kept[]>} oldest first
   */
  async left() {
    const { shelf } = this.host;
    if (!shelf) return [];
    /** @type {Kept[]} */
    const found = [];
    try {
      await shelf.claim(this.#key);
      for (const key of await shelf.keys(`${this.#folder} `)) {
        if (key === this.#key || !(await shelf.claim(key))) continue;
        const kept = /** @type {Kept|undefined} */ (await shelf.get(key));
        this.#taken.push(key);
        if (kept && Array.isArray(kept.batches) && this.host.now() - kept.at < LONGEST_MILLIS) found.push(kept);
      }
    } catch {
      // As above.
    }
    return found.sort((a, b) => a.at - b.at);
  }
}
