import { ROOT, isRoot } from "../text/ids.js";

/**
 * @typedef {import("../text/document.js").Span} Span
 * @typedef {import("../text/document.js").Piece<string>} Piece
 * @typedef {import("../text/document.js").Id} Id
 * @typedef {import("../text/document.js").TextDocument} TextDocument
 *
 * @typedef {{inserted: Span} | {removed: Piece[]}} Effect  what one operation did
 * @typedef {{effects: Effect[], kind: Kind, at: number, last: string, unit: number}} Group  what one undo takes back
 * @typedef {"typing"|"erasing"|"other"} Kind
 * @typedef {{restore: (pieces: Piece[]) => Span[], remove: (spans: Span[]) => Piece[][]}} Operations  do and say what they did
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
   * @param {Effect[]} effects
   * @param {{kind: Kind, at: number, text: string, unit: number}} edit  `unit` is where it began; `text` what it inserted
   */
  did(effects, { kind, at, text, unit }) {
    this.#undone = [];
    const last = this.#done.at(-1);
    const end = unit + (kind === "typing" ? text.length : 0);
    if (last && continues(last, { kind, at, text, unit })) {
      last.effects.push(...effects);
      Object.assign(last, { at, last: text.slice(-1), unit: end });
    } else this.#push(this.#done, { effects, kind, at, last: text.slice(-1), unit: end });
  }

  /** Others have changed the text: the place where the person goes on is elsewhere. @param {{unit: number, removed: number, inserted: string}} change */
  shifted({ unit, removed, inserted }) {
    const last = this.#done.at(-1);
    if (last && unit < last.unit) last.unit = Math.max(unit, last.unit - removed) + inserted.length;
  }

  /** Takes the last group back. @param {TextDocument} document @param {Operations} operations @returns {boolean} whether something changed */
  undo(document, operations) {
    return this.#move(this.#done, this.#undone, document, operations);
  }

  /** @param {TextDocument} document @param {Operations} operations */
  redo(document, operations) {
    return this.#move(this.#undone, this.#done, document, operations);
  }

  /**
   * The same text has other ids now.
   *
   * @param {TextDocument} from
   * @param {TextDocument} to
   */
  moved(from, to) {
    for (const group of [...this.#done, ...this.#undone])
      group.effects = group.effects.flatMap((effect) => moved(effect, from, to));
  }

  /** Ids have become others: what was done cannot be found any more. */
  clear() {
    this.#done = [];
    this.#undone = [];
  }

  /** @param {Group[]} from @param {Group[]} to @param {TextDocument} document @param {Operations} operations */
  #move(from, to, document, operations) {
    // A group that others have left nothing of is passed over: the person wants to see something happen.
    for (let group = from.pop(); group; group = from.pop()) {
      const effects = group.effects.reverse().flatMap((effect) => reversed(effect, document, operations));
      if (effects.length === 0) continue;
      this.#push(to, { effects, kind: "other", at: -Infinity, last: "", unit: -1 });
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

/** @param {Effect} effect @param {TextDocument} document @param {Operations} operations @returns {Effect[]} what undoing it did */
function reversed(effect, document, operations) {
  if ("inserted" in effect) {
    const spans = document
      .present(effect.inserted)
      .map(([lamport, replica, count]) => /** @type {Span} */ ([lamport, replica, count]));
    return spans.length > 0 ? operations.remove(spans).map((removed) => ({ removed })) : [];
  }
  /** @type {Piece[][]} */
  const places = [];
  for (const piece of effect.removed.flatMap((one) => document.missing(one))) {
    const last = places.at(-1)?.at(-1);
    // Neighbours that nothing stands between, deleted or not, come back as one text.
    if (last && document.isBehind([piece[0], piece[1]], last)) places.at(-1)?.push(piece);
    else places.push([piece]);
  }
  return places.flatMap((pieces) => operations.restore(pieces).map((inserted) => ({ inserted })));
}

/** @param {Effect} effect @param {TextDocument} from @param {TextDocument} to @returns {Effect[]} */
function moved(effect, from, to) {
  if ("inserted" in effect) {
    return from
      .present(effect.inserted)
      .flatMap(([lamport, replica, count]) =>
        to.deletion(from.indexOf([lamport, replica]), count).del.map((inserted) => ({ inserted })),
      );
  }
  return [
    {
      removed: effect.removed
        .flatMap((piece) => from.missing(piece))
        .map(([lamport, replica, , text]) => {
          const index = from.indexOf([lamport, replica]) + from.standing([lamport, replica, 1]).length;
          const [left, name] = index > 0 ? to.idAt(index - 1) : ROOT;
          return /** @type {Piece} */ ([left, name, 0, text]);
        }),
    },
  ];
}
