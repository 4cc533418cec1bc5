import { TextDocument } from "../text/document.js";
import { codePoints, isHigh, isLow } from "../text/ids.js";
import { divided } from "./cut.js";
import { chunks, portions } from "./unsent.js";

/**
 * @typedef {import("../text/document.js").Operation} Operation
 * @typedef {import("../text/document.js").Span} Span
 * @typedef {import("../text/document.js").Piece<string>} Piece
 * @typedef {import("../text/waiting.js").Insert} Insert
 * @typedef {import("./history.js").Effect} Effect
 * @typedef {import("./live.js").Change} Change
 */

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** So that an insert that brings back much fits into a small message. */
const MOST_RESTORED_SPANS = 100;

/** Makes operations of what a person does in a document: they count at once, and wait to be sent. */
export class Writer {
  text = new TextDocument();
  /** What was done, for the history; null while nobody asks. @type {Effect[]|null} */
  effects = null;
  #unsent;

  /**
   * @param {string} replica
   * @param {import("./unsent.js").Unsent} unsent
   */
  constructor(replica, unsent) {
    /** Whose the inserts are. */
    this.replica = replica;
    this.#unsent = unsent;
  }

  /** To try something on. */
  copy() {
    return TextDocument.from({
      epoch: this.text.epoch,
      text: this.text.text(),
      runs: this.text.runs(),
      restored: this.text.restored,
    });
  }

  /** Takes an operation in. @param {Operation} op @param {Change[]} changes @returns {boolean} whether it could be */
  take(op, changes) {
    const integration = this.text.integrate(op);
    if (integration.outcome === "applied") {
      for (const { unit, removedUnits, inserted } of integration.changes)
        changes.push({ unit, removed: removedUnits, inserted });
    }
    return integration.outcome === "applied" || integration.outcome === "known";
  }

  /** Replaces a part of the text; offsets in UTF-16 units. @param {number} from @param {number} to @param {string} insert @param {Change[]} changes */
  replace(from, to, insert, changes) {
    const length = this.text.unitOf(this.text.length);
    const start = this.text.indexAtUnit(Math.max(0, Math.min(from, length)));
    let end = this.text.indexAtUnit(Math.max(0, Math.min(to, length)));
    let text = insert;
    // An editor may tell that one half of a pair became another. Otherwise half a pair goes as a whole one.
    if (to > from && isLow(text.charCodeAt(0)) && this.text.unitOf(start) < from)
      text = this.#pointAt(start).charAt(0) + text;
    if (to > from && this.text.unitOf(end) < Math.min(to, length)) {
      if (isHigh(text.charCodeAt(text.length - 1))) text += this.#pointAt(end).charAt(1);
      end++;
    }
    if (end > start) this.remove(this.text.deletion(start, end - start).del, changes);
    let at = start;
    for (const chunk of chunks(text.replace(LONE, "\ufffd")))
      at += this.#insert(this.text.insertion(this.replica, at, chunk), changes)[2];
  }

  /** Deletes elements. @param {Span[]} spans @param {Change[]} changes @returns {Piece[][]} what each operation took away */
  remove(spans, changes) {
    return portions(spans).map((del) => {
      const removed = del.flatMap((span) => this.text.standing(span));
      this.take({ del }, changes);
      this.#unsent.add({ del }, removed);
      this.effects?.push({ removed });
      return removed;
    });
  }

  /** Brings back what was deleted, in the place of the first of it. @param {Piece[]} pieces @param {Change[]} changes @returns {Span[]} */
  restore(pieces, changes) {
    const [[lamport, name]] = /** @type {[Piece]} */ (pieces);
    return restorations(pieces).map(({ text, restores }) => {
      const [first = [lamport, name]] = restores;
      return this.#insert(
        {
          ins: text,
          id: [this.text.clock + 1, this.replica],
          after: [first[0], first[1]],
          ...(restores.length > 0 ? { restores } : {}),
        },
        changes,
      );
    });
  }

  /** The code point at an index. @param {number} index */
  #pointAt(index) {
    return this.text.standing([...this.text.idAt(index), 1])[0]?.[3] ?? "";
  }

  /** @param {Insert} op @param {Change[]} changes @returns {Span} */
  #insert(op, changes) {
    const before = this.text.length;
    this.take(op, changes);
    this.#unsent.add(op);
    /** @type {Span} */
    const inserted = [op.id[0], op.id[1], this.text.length - before];
    this.effects?.push({ inserted });
    return inserted;
  }
}

/** Deleted pieces as texts for one operation each. @param {Piece[]} pieces */
function restorations(pieces) {
  /** @type {{text: string, restores: Span[]}[]} */
  const parts = [];
  for (let at = 0; at < pieces.length; at += MOST_RESTORED_SPANS) {
    const group = pieces.slice(at, at + MOST_RESTORED_SPANS);
    let rest = group.map(([lamport, replica, count]) => /** @type {Span} */ ([lamport, replica, count]));
    for (const text of chunks(group.map((piece) => piece[3]).join(""))) {
      const [restores, others] = divided(rest, codePoints(text));
      parts.push({ text, restores });
      rest = others;
    }
  }
  // After a compaction nobody knows the deleted ones any more: what they said comes back as something new.
  return pieces.some(([, , count]) => count === 0)
    ? parts.map(({ text }) => ({ text, restores: [] })).reverse()
    : parts;
}
