import { fitting, jsonBytes } from "../connection/bytes.js";
import { cutBefore } from "../text/graphemes.js";
import { codePoints } from "../text/ids.js";

/**
 * How operations are cut so that they fit into a message. Pure. The parts of an operation do together, one behind the other,
 * what it does, and have the same ids: whoever has the whole one takes them for known.
 *
 * @typedef {import("../text/document.js").Operation} Operation
 * @typedef {import("../text/waiting.js").Insert} Insert
 * @typedef {import("../text/document.js").Span} Span
 * @typedef {import("../text/document.js").Piece<string>} Piece
 */

const COMMA = 1;

/**
 * As many operations as fit, and the rest.
 *
 * @param {Operation[]} ops
 * @param {number} bytes  for their JSON, with commas between and brackets around them
 * @returns {[Operation[], Operation[]]|null} null where not even the smallest part of the first one fits
 */
export function cut(ops, bytes) {
  let left = bytes - 2;
  for (const [at, op] of ops.entries()) {
    const size = jsonBytes(op) + (at > 0 ? COMMA : 0);
    if (size <= left) {
      left -= size;
      continue;
    }
    const parts = cutOne(op, left - (at > 0 ? COMMA : 0));
    if (parts)
      return [
        [...ops.slice(0, at), parts[0]],
        [parts[1], ...ops.slice(at + 1)],
      ];
    return at > 0 ? [ops.slice(0, at), ops.slice(at)] : null;
  }
  return [ops, []];
}

/** @param {Operation} op @param {number} bytes @returns {[Operation, Operation]|null} */
function cutOne(op, bytes) {
  if ("ins" in op) {
    const fits = fitting(op.ins, bytes - jsonBytes({ ...op, ins: "" }));
    // A character that does not fit is cut between code points.
    const end = cutBefore(op.ins, fits) || fits;
    if (end <= 0) return null;
    const [lamport, replica] = op.id;
    const count = codePoints(op.ins.slice(0, end));
    const next = lamport + count;
    const [first, others] = op.restores ? divided(op.restores, count) : [];
    return [
      { ...op, ins: op.ins.slice(0, end), ...(first ? { restores: first } : {}) },
      {
        ins: op.ins.slice(end),
        id: [next, replica],
        after: [next - 1, replica],
        ...(others ? { restores: others } : {}),
      },
    ];
  }
  let left = bytes - jsonBytes({ del: [] });
  const end = op.del.findIndex((span, at) => (left -= jsonBytes(span) + (at > 0 ? COMMA : 0)) < 0);
  return end > 0 ? [{ del: op.del.slice(0, end) }, { del: op.del.slice(end) }] : null;
}

/**
 * What is left of an insert without what others insert: whatever of it comes before, or behind, stays.
 *
 * @param {Insert} op
 * @param {Insert[]} others
 * @returns {Insert[]}
 */
export function rest(op, others) {
  /** @type {Insert[]} */
  let left = [op];
  for (const {
    ins,
    id: [start, replica],
  } of others) {
    if (replica === op.id[1])
      left = left.flatMap((one) =>
        [within(one, one.id[0], start), within(one, start + codePoints(ins), Infinity)].filter(
          ({ ins: text }) => text !== "",
        ),
      );
  }
  return left;
}

/** An insert's part from a lamport to before another. @param {Insert} op @param {number} from @param {number} to @returns {Insert} */
export function within({ ins, id: [lamport, replica], after, restores }, from, to) {
  const points = [...ins];
  const [start, end] = [Math.max(0, from - lamport), Math.max(0, to - lamport)];
  const part = points.slice(start, end);
  const brought = restores && part.length > 0 ? divided(divided(restores, start)[1], part.length)[0] : [];
  return {
    ins: part.join(""),
    id: [lamport + start, replica],
    after: start === 0 ? after : [lamport + start - 1, replica],
    ...(brought.length > 0 ? { restores: brought } : {}),
  };
}

/** Those of the removed pieces that some operations delete. @param {Piece[]} removed @param {Operation[]} ops */
export function removedBy(removed, ops) {
  const spans = ops.flatMap((op) => ("del" in op ? op.del : []));
  return removed.filter(([lamport, replica]) =>
    spans.some(([from, name, count]) => name === replica && lamport >= from && lamport < from + count),
  );
}

/** The first elements of some spans, and the others. @param {Span[]} spans @param {number} count @returns {[Span[], Span[]]} */
export function divided(spans, count) {
  /** @type {[Span[], Span[]]} */
  const [first, others] = [[], []];
  let left = count;
  for (const [lamport, replica, all] of spans) {
    const part = Math.min(left, all);
    if (part > 0) first.push([lamport, replica, part]);
    if (part < all) others.push([lamport + part, replica, all - part]);
    left -= part;
  }
  return [first, others];
}
