import { cutBefore } from "../text/graphemes.js";
import { codePoints, isHigh, sameId, unitOffset } from "../text/ids.js";
import { cut, removedBy, rest, within } from "./cut.js";

/**
 * @typedef {import("../text/document.js").Operation} Operation
 * @typedef {import("../text/document.js").Span} Span
 * @typedef {import("../text/document.js").Piece<string>} Piece
 *
 * @typedef {object} Batch  Operations that travel as one `doc:edit`.
 * @property {string} ref
 * @property {Operation[]} ops
 * @property {Piece[]} removed  what their deletions took away, as far as nobody else has deleted it too
 * @property {number} edits  how many edits by the person end in it: one that needs several batches counts in its last
 * @property {number} weight  about how many bytes it is on the wire
 * @property {boolean} sent  it is on its way
 * @property {boolean} [tried]  it was sent under this ref, and the server may have stored it
 */

const MOST_OPS = 1_000;
const MOST_WEIGHT = 250_000;
const MOST_UNITS = 20_000;
const MOST_SPANS = 1_000;
/** What a code unit and a span may be on the wire: an escape, and numbers with a long name. */
const UNIT_BYTES = 6;
const SPAN_BYTES = 110;

/**
 * The own operations that the server has not answered yet, in their order. Only the first batch is ever on its way;
 * what is done meanwhile gathers in the others.
 */
export class Unsent {
  /** @type {Batch[]} */
  batches = [];
  /** @type {Set<string>} the replicas of all that was ever inserted here */
  #replicas = new Set();
  /** The person's edit that operations are being added for has begun in the last batch. */
  #begun = false;

  /** @param {() => string} nextRef */
  constructor(nextRef) {
    this.nextRef = nextRef;
  }

  get empty() {
    return this.batches.length === 0;
  }

  /** The batch that is on its way. @returns {Batch|null} */
  get inFlight() {
    const first = this.batches[0];
    return first?.sent ? first : null;
  }

  /** How many edits wait, and how many are on their way. */
  get counts() {
    const sent = this.inFlight?.edits ?? 0;
    return { sent, unsent: this.batches.reduce((sum, { edits }) => sum + edits, 0) - sent };
  }

  /** @returns {Operation[]} */
  get ops() {
    return this.batches.flatMap(({ ops }) => ops);
  }

  /** @returns {Piece[]} */
  get removed() {
    return this.batches.flatMap(({ removed }) => removed);
  }

  /** An edit by the person begins: what is added next belongs to it. */
  begin() {
    this.#open().edits++;
    this.#begun = true;
  }

  /** @param {Operation} op @param {Piece[]} [removed]  what it takes away, if it is a deletion */
  add(op, removed = []) {
    const weight = weightOf(op);
    this.#note(op);
    let batch = this.#open();
    if (batch.ops.length > 0 && (batch.weight + weight > MOST_WEIGHT || batch.ops.length === MOST_OPS))
      batch = this.#goOn(batch);
    const last = batch.ops.at(-1);
    const joined = last && join(last, op);
    if (joined) batch.ops[batch.ops.length - 1] = joined;
    else batch.ops.push(op);
    batch.removed.push(...removed);
    batch.weight += weight;
  }

  /** Takes over what another page has left, with its refs. @param {Batch[]} batches */
  adopt(batches) {
    for (const op of batches.flatMap(({ ops }) => ops)) this.#note(op);
    this.batches.push(...batches.map((batch) => ({ ...batch, sent: false, tried: true })));
  }

  /** The server has these, whoever has sent them: what was to be inserted is there. @param {Operation[]} ops */
  heard(ops) {
    const inserted = ops.flatMap((op) => ("ins" in op && this.#replicas.has(op.id[1]) ? [op] : []));
    if (inserted.length === 0) return;
    for (const batch of this.batches)
      batch.ops = batch.ops.flatMap((op) => /** @type {Operation[]} */ ("ins" in op ? rest(op, inserted) : [op]));
    this.tidy();
  }

  /** Somebody else deleted these too: they are gone whatever becomes of the own deletion. @param {Span[]} spans */
  alsoDeleted(spans) {
    for (const batch of this.batches) {
      if (batch.removed.length > 0) batch.removed = batch.removed.flatMap((piece) => without(piece, spans));
    }
  }

  /** The first batch goes out. @param {Batch} batch */
  leaves(batch) {
    batch.sent = batch.tried = true;
    this.#begun = false;
  }

  /**
   * The first batch is stored.
   *
   * @param {string} ref
   * @param {Operation[]} [ops]  what the server has stored under the ref: more than is in it, where it was cut after it was sent
   * @returns {number|null} how many edits are stored with it; null where it was another one
   */
  stored(ref, ops = []) {
    const first = this.inFlight;
    if (first?.ref !== ref) return null;
    this.batches.shift();
    this.heard(ops);
    return first.edits;
  }

  /** The first batch was not taken, and goes out again under a new ref. @param {string|undefined} ref @returns {boolean} whether it was that one */
  returned(ref) {
    const first = this.inFlight;
    if (!first || first.ref !== ref) return false;
    Object.assign(first, { sent: false, tried: false, ref: this.nextRef() });
    return true;
  }

  /** The first batch waits again, and nobody knows whether the server has it: it keeps its ref. @param {string} ref */
  lost(ref) {
    const first = this.inFlight;
    if (first?.ref === ref) first.sent = false;
  }

  /**
   * Cuts the first batch where it has more than fits into a message; what does not fit goes out behind it.
   *
   * @param {number} bytes  for the JSON of its operations
   * @returns {boolean} false where nothing of it fits
   */
  fit(bytes) {
    const [first] = this.batches;
    if (!first) return true;
    const parts = cut(first.ops, bytes);
    if (!parts) return false;
    const [ops, others] = parts;
    if (others.length === 0) return true;
    const removed = removedBy(first.removed, ops);
    this.batches.splice(
      0,
      1,
      { ...first, ops, removed, edits: 0 },
      {
        ...first,
        ops: others,
        ref: this.nextRef(),
        tried: false,
        removed: first.removed.filter((piece) => !removed.includes(piece)),
      },
    );
    return true;
  }

  /** Nothing was added after all. */
  tidy() {
    this.batches = this.batches.filter(({ ops, sent }) => sent || ops.length > 0);
  }

  clear() {
    this.batches = [];
  }

  /** @param {Operation} op */
  #note(op) {
    if ("ins" in op) this.#replicas.add(op.id[1]);
  }

  #open() {
    const last = this.batches.at(-1);
    // What the server may have under a ref has to stay as it is.
    return last && !last.sent && !last.tried ? last : this.#begin();
  }

  /** The batch is full: the person's edit goes on in the next. @param {Batch} full */
  #goOn(full) {
    const next = this.#begin();
    if (this.#begun) [full.edits, next.edits] = [full.edits - 1, 1];
    return next;
  }

  /** @returns {Batch} */
  #begin() {
    /** @type {Batch} */
    const batch = { ref: this.nextRef(), ops: [], removed: [], edits: 0, weight: 0, sent: false };
    this.batches.push(batch);
    return batch;
  }
}

/**
 * What a text does not have of some batches, if all of them can be taken in as they are. What they need may still be on its
 * way, behind a text that is a little old; in a log that was put back it never comes, and an id of an epoch may mean another element.
 *
 * @param {import("../text/document.js").TextDocument} copy  changed by it
 * @param {Batch[]} batches
 * @param {boolean} sameLog  they were made in the log that the text is of
 * @returns {Batch[]|"waits"|null} null where they never can
 */
export function unknown(copy, batches, sameLog) {
  /** @type {Batch[]} */
  const found = [];
  for (const batch of batches) {
    /** @type {Operation[]} */
    const ops = [];
    for (const op of batch.ops) {
      if (!sameLog && "del" in op && !removedBy(batch.removed, [op]).every((piece) => says(copy, piece))) return null;
      const integration = copy.integrate(op);
      if (integration.outcome === "waiting" && sameLog) return "waits";
      if (integration.outcome === "refused" || integration.outcome === "waiting") return null;
      if (integration.outcome === "known") continue;
      const there =
        "ins" in op && integration.outcome === "applied"
          ? codePoints(op.ins) - codePoints(integration.changes[0]?.inserted ?? "")
          : 0;
      ops.push("ins" in op && there > 0 ? within(op, op.id[0] + there, Infinity) : op);
    }
    if (ops.length > 0) found.push({ ...batch, ops });
  }
  return found;
}

/** Whether what still stands of a piece says the same in a text. @param {import("../text/document.js").TextDocument} copy @param {Piece} piece */
function says(copy, piece) {
  return copy
    .standing([piece[0], piece[1], piece[2]])
    .every(([lamport, , count, text]) => part(piece, lamport, lamport + count)[3] === text);
}

/**
 * Cuts a text between characters so that each part fits into a message with others.
 *
 * @param {string} text
 */
export function chunks(text) {
  const parts = [];
  for (let from = 0; from < text.length;) {
    const most = Math.min(text.length, from + MOST_UNITS);
    const whole = cutBefore(text, most);
    // A character that is longer than that is cut between code points.
    const to = whole > from ? whole : most - (isHigh(text.charCodeAt(most - 1)) ? 1 : 0);
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}

/** The same for the spans of a deletion. @param {Span[]} spans @returns {Span[][]} */
export function portions(spans) {
  return Array.from({ length: Math.ceil(spans.length / MOST_SPANS) }, (_, at) =>
    spans.slice(at * MOST_SPANS, (at + 1) * MOST_SPANS),
  );
}

/** @param {Operation} op */
function weightOf(op) {
  return "ins" in op
    ? op.ins.length * UNIT_BYTES + (1 + (op.restores?.length ?? 0)) * SPAN_BYTES
    : op.del.length * SPAN_BYTES;
}

/**
 * One operation that does what two did one behind the other.
 *
 * @param {Operation} first
 * @param {Operation} next
 * @returns {Operation|null} null where there is none
 */
export function join(first, next) {
  if ("ins" in first) {
    if (!("ins" in next) || first.restores || next.restores || first.ins.length + next.ins.length > MOST_UNITS)
      return null;
    const last = first.id[0] + codePoints(first.ins) - 1;
    const continues = next.id[0] === last + 1 && next.id[1] === first.id[1] && sameId(next.after, [last, first.id[1]]);
    return continues ? { ...first, ins: first.ins + next.ins } : null;
  }
  if ("ins" in next || first.del.length + next.del.length > MOST_SPANS) return null;
  const spans = first.del.map((span) => /** @type {Span} */ ([...span]));
  for (const [lamport, replica, count] of next.del) {
    const last = spans.at(-1);
    if (last && last[1] === replica && last[0] + last[2] === lamport) last[2] += count;
    else if (last && last[1] === replica && lamport + count === last[0])
      Object.assign(last, [lamport, replica, last[2] + count]);
    else spans.push([lamport, replica, count]);
  }
  return { del: spans };
}

/** What is left of a piece without some spans. @param {Piece} piece @param {Span[]} spans @returns {Piece[]} */
function without(piece, spans) {
  /** @type {Piece[]} */
  let rest = [piece];
  for (const [lamport, replica, count] of spans) {
    if (replica === piece[1])
      rest = rest.flatMap((one) =>
        [part(one, one[0], lamport), part(one, lamport + count, Infinity)].filter((left) => left[2] > 0),
      );
  }
  return rest;
}

/**
 * The part of a piece from a lamport to before another.
 *
 * @param {Piece} piece
 * @param {number} from
 * @param {number} to
 * @returns {Piece}
 */
export function part([lamport, replica, count, text], from, to) {
  const [start, end] = [Math.max(from, lamport), Math.min(to, lamport + count)];
  if (start >= end) return [start, replica, 0, ""];
  const first = unitOffset(text, count, start - lamport);
  return [
    start,
    replica,
    end - start,
    text.slice(first, first + unitOffset(text.slice(first), count - (start - lamport), end - start)),
  ];
}
