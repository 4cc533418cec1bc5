import { codePoints } from "../text/ids.js";
import { changesBetween } from "./difference.js";
import { part } from "./unsent.js";

/**
 * How unsent edits come onto a text whose elements have other ids: by their places in the text that they were made on.
 * Pure. Offsets are in UTF-16 units.
 *
 * @typedef {import("../text/document.js").TextDocument} TextDocument
 * @typedef {import("./unsent.js").Batch} Batch
 * @typedef {import("./unsent.js").Piece} Piece
 *
 * @typedef {{at: number, removed: number, inserted: string}} Hunk  one place that was edited
 * @typedef {{text: string, hunks: Hunk[]}} Work  `text` as the server knows it; `hunks` in its order
 * @typedef {{from: number, to: number, insert: string}} Edit
 */

/**
 * The unsent edits of a document by place.
 *
 * @param {TextDocument} document  with the edits in it
 * @param {Batch[]} batches  the edits
 * @returns {Work}
 */
export function workIn(document, batches) {
  const own = rangesOf(
    batches.flatMap(({ ops }) => ops.flatMap((op) => ("ins" in op ? [[op.id[0], op.id[1], codePoints(op.ins)]] : []))),
  );
  const removed = rangesOf(batches.flatMap((batch) => batch.removed));
  /** @type {string[]} */
  const texts = [];
  let length = 0;
  /** @type {Hunk[]} */
  const hunks = [];
  /** @type {Hunk|null} */
  let open = null;
  const keep = (/** @type {string} */ said) => {
    texts.push(said);
    length += said.length;
  };
  for (const [lamport, replica, count, text] of document.pieces()) {
    for (const { from, to, inside } of cuts(lamport, count, own.get(replica))) {
      if (text !== null && inside)
        (open ??= begun(hunks, length)).inserted += part([lamport, replica, count, text], from, to)[3];
      else if (text !== null) {
        keep(part([lamport, replica, count, text], from, to)[3]);
        open = null;
      } else if (!inside) {
        for (const gone of within(removed.get(replica) ?? [], from, to)) {
          const said = part(/** @type {Piece} */ (gone), from, to)[3];
          if (said === "") continue;
          (open ??= begun(hunks, length)).removed += said.length;
          keep(said);
        }
      }
    }
  }
  return { text: texts.join(""), hunks };
}

/** @param {Hunk[]} hunks @param {number} at */
function begun(hunks, at) {
  const hunk = { at, removed: 0, inserted: "" };
  hunks.push(hunk);
  return hunk;
}

/** By replica, in the order of their lamports. @param {any[][]} ranges */
function rangesOf(ranges) {
  /** @type {Map<string, any[][]>} */
  const found = new Map();
  for (const range of ranges) {
    const same = found.get(range[1]);
    if (same) same.push(range);
    else found.set(range[1], [range]);
  }
  for (const same of found.values()) same.sort((a, b) => a[0] - b[0]);
  return found;
}

/** Those of some ranges, apart and in order, that reach into a run. @param {any[][]} ranges @param {number} from @param {number} to */
function* within(ranges, from, to) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [start, , length] = /** @type {any[]} */ (ranges[middle]);
    if (start + length <= from) low = middle + 1;
    else high = middle;
  }
  for (; low < ranges.length && /** @type {any[]} */ (ranges[low])[0] < to; low++)
    yield /** @type {any[]} */ (ranges[low]);
}

/** Cuts a run where some ranges begin and end. @param {number} lamport @param {number} count @param {any[][]} [ranges] */
function cuts(lamport, count, ranges = []) {
  const parts = [];
  let at = lamport;
  const end = lamport + count;
  for (const [start, , length] of within(ranges, lamport, end)) {
    const [from, to] = [Math.max(at, start), Math.min(end, start + length)];
    if (from > at) parts.push({ from: at, to: from, inside: false });
    parts.push({ from, to, inside: true });
    at = to;
  }
  if (at < end) parts.push({ from: at, to: end, inside: false });
  return parts;
}

/**
 * The edits that do the same work in another text. What was inserted is never lost: where its surroundings are gone,
 * it comes to where they were. What was removed is removed as far as it is still there.
 *
 * @param {Work} work
 * @param {string} text
 * @param {boolean} [perhapsDone]  some of it may be in the text already, and is not done twice
 * @returns {Edit[]}  in the order of the text, none within another
 */
export function redone({ text: base, hunks }, text, perhapsDone = false) {
  const changes = changesBetween(base, text);
  /** @type {Edit[]} */
  const edits = [];
  let next = 0;
  let drift = 0;
  for (const { at, removed, inserted } of hunks) {
    const end = at + removed;
    for (; next < changes.length && /** @type {any} */ (changes[next]).to < at; next++)
      drift = shifted(drift, changes[next]);
    /** @type {Edit[]} */
    const gone = [];
    let from = at;
    let [insertAt, ahead] = [at + drift, drift];
    for (let look = next; look < changes.length && /** @type {any} */ (changes[look]).from <= end; look++) {
      const change = /** @type {import("./difference.js").Change} */ (changes[look]);
      if (change.from > from) gone.push({ from: from + ahead, to: change.from + ahead, insert: "" });
      if (change.from <= at) insertAt = change.from + ahead + change.inserted.length;
      ahead = shifted(ahead, change);
      from = Math.max(from, change.to);
    }
    if (from < end) gone.push({ from: from + ahead, to: end + ahead, insert: "" });
    if (!(perhapsDone && isDone(text, inserted, at + drift, insertAt, changes, at)))
      edits.push({ from: insertAt, to: insertAt, insert: inserted });
    edits.push(...gone);
  }
  return edits.filter((edit) => edit.to > edit.from || edit.insert !== "").sort((a, b) => a.from - b.from);
}

/** @param {number} drift @param {import("./difference.js").Change} [change] */
function shifted(drift, change) {
  return change ? drift + change.inserted.length - (change.to - change.from) : drift;
}

/**
 * Whether a text stands where it was inserted, and came there since.
 *
 * @param {string} text
 * @param {string} inserted
 * @param {number} before  its place if it stands before what others inserted there
 * @param {number} behind  its end if it stands behind
 * @param {import("./difference.js").Change[]} changes
 * @param {number} at
 */
function isDone(text, inserted, before, behind, changes, at) {
  if (inserted === "") return false;
  const near = changes.some(
    (change) => change.inserted !== "" && change.from <= at + inserted.length && change.to >= at - inserted.length,
  );
  return near && (text.startsWith(inserted, before) || text.slice(0, behind).endsWith(inserted));
}
