import { ROOT, isRoot } from "../text/ids.js";

/**
 * @typedef {import("../text/document.js").Span} Span
 * @typedef {import("../text/document.js").Piece<string>} Piece
 * @typedef {import("../text/document.js").Id} Id
 * @typedef {import("../text/document.js").TextDocument} TextDocument
 *
 * @typedef {{inserted: Span} | {removed: Piece[]}} Deed  what one operation did
 * @typedef {{deeds: Deed[], kind: Kind, at: number, last: string, unit: number}} Group  what one undo takes back
 * @typedef {"typing"|"erasing"|"other"} Kind
 * @typedef {{restore: (pieces: Piece[]) => Span[], remove: (spans: Span[]) => Piece[][]}} Hands  do and say what they did
 */

const PAUSE_MILLIS = 800;
const MOST_GROUPS = 500;

/**
 * What this person did in one document, to be undone and done again. Others' edits stay: undoing an insertion removes
 * what is left of it, undoing a deletion puts the text back at the place where it was.
 *
 * At most 500 groups are kept; the oldest go first.
 */
export class History {
  /** @type {Group[]} */
  #done = [];
  /** @type {Group[]} */
  #undone = [];

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /**
   * An edit was made. It joins the one before if it goes on with it: without a pause, at the same place, and within a word.
   *
   * @param {Deed[]} deeds
   * @param {{kind: Kind, at: number, text: string, unit: number}} edit  `unit` is where it began; `text` what it inserted
   */
  did(deeds, { kind, at, text, unit }) {
    this.#undone = [];
    const last = this.#done.at(-1);
    const end = unit + (kind === "typing" ? text.length : 0);
    if (last && continues(last, { kind, at, text, unit })) {
      last.deeds.push(...deeds);
      Object.assign(last, { at, last: text.slice(-1), unit: end });
    } else this.#push(this.#done, { deeds, kind, at, last: text.slice(-1), unit: end });
  }

  /** Others have changed the text: the place where the person goes on is elsewhere. @param {{unit: number, removed: number, inserted: string}} change */
  shifted({ unit, removed, inserted }) {
    const last = this.#done.at(-1);
    if (last && unit < last.unit) last.unit = Math.max(unit, last.unit - removed) + inserted.length;
  }

  /** Takes the last group back. @param {TextDocument} document @param {Hands} hands @returns {boolean} whether something changed */
  undo(document, hands) {
    return this.#move(this.#done, this.#undone, document, hands);
  }

  /** @param {TextDocument} document @param {Hands} hands */
  redo(document, hands) {
    return this.#move(this.#undone, this.#done, document, hands);
  }

  /**
   * The same text has other ids now.
   *
   * @param {TextDocument} from
   * @param {TextDocument} to
   */
  moved(from, to) {
    for (const group of [...this.#done, ...this.#undone]) group.deeds = group.deeds.flatMap((deed) => moved(deed, from, to));
  }

  /** Ids have become others: what was done cannot be found any more. */
  clear() {
    this.#done = [];
    this.#undone = [];
  }

  /** @param {Group[]} from @param {Group[]} to @param {TextDocument} document @param {Hands} hands */
  #move(from, to, document, hands) {
    // A group that others have left nothing of is passed over: the person wants to see something happen.
    for (let group = from.pop(); group; group = from.pop()) {
      const deeds = group.deeds.reverse().flatMap((deed) => reversed(deed, document, hands));
      if (deeds.length === 0) continue;
      this.#push(to, { deeds, kind: "other", at: -Infinity, last: "", unit: -1 });
      return true;
    }
    return false;
  }

  /** @param {Group[]} stack @param {Group} group */
  #push(stack, group) {
    stack.push(group);
    if (stack.length > MOST_GROUPS) stack.shift();
  }
}

/** @param {Group} last @param {{kind: Kind, at: number, text: string, unit: number}} edit */
function continues(last, { kind, at, text, unit }) {
  if (kind === "other" || kind !== last.kind || at - last.at > PAUSE_MILLIS) return false;
  if (kind === "erasing") return unit === last.unit || unit + 1 === last.unit || unit + 2 === last.unit;
  return unit === last.unit && !(/\s/.test(last.last) && !/^\s/.test(text)) && !text.includes("\n");
}

/** @param {Deed} deed @param {TextDocument} document @param {Hands} hands @returns {Deed[]} what undoing it did */
function reversed(deed, document, hands) {
  if ("inserted" in deed) {
    const spans = document.present(deed.inserted).map(([lamport, replica, count]) => /** @type {Span} */ ([lamport, replica, count]));
    return spans.length > 0 ? hands.remove(spans).map((removed) => ({ removed })) : [];
  }
  /** @type {Piece[][]} */
  const places = [];
  for (const piece of deed.removed.flatMap((one) => document.missing(one))) {
    const last = places.at(-1)?.at(-1);
    // Neighbours that nothing stands between, deleted or not, come back as one text.
    if (last && document.isBehind([piece[0], piece[1]], last)) places.at(-1)?.push(piece);
    else places.push([piece]);
  }
  return places.flatMap((pieces) => hands.restore(pieces).map((inserted) => ({ inserted })));
}

/** @param {Deed} deed @param {TextDocument} from @param {TextDocument} to @returns {Deed[]} */
function moved(deed, from, to) {
  if ("inserted" in deed) {
    return from.present(deed.inserted).flatMap(([lamport, replica, count]) =>
      to.deletion(from.indexOf([lamport, replica]), count).del.map((inserted) => ({ inserted })));
  }
  return [{ removed: deed.removed.flatMap((piece) => from.missing(piece)).map(([lamport, replica, , text]) => {
    const index = from.indexOf([lamport, replica]) + (from.standing([lamport, replica, 1]).length);
    const [left, name] = index > 0 ? to.idAt(index - 1) : ROOT;
    return /** @type {Piece} */ ([left, name, 0, text]);
  }) }];
}
