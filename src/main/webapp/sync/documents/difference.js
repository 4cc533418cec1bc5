import { cutAfter, cutBefore, cutsOf } from "../text/graphemes.js";

/**
 * What makes one text of another. Characters, as people take them, stay whole: no change begins or ends within one, in
 * neither text. Pure; offsets in UTF-16 units.
 *
 * @typedef {{from: number, to: number, inserted: string}} Change  of the first text
 */

/** Beyond so many insertions and deletions, the rest is taken as one change. */
const MOST_STEPS = 1_000;

/**
 * The one change that turns a text into another, as small as one can be.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Change|null} null where they are the same
 */
export function difference(from, to) {
  if (from === to) return null;
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  start = between(
    start,
    (at) => cutBefore(from, at),
    (at) => cutBefore(to, at),
  );
  let end = 0;
  while (end < most - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  end = between(
    end,
    (at) => from.length - cutAfter(from, from.length - at),
    (at) => to.length - cutAfter(to, to.length - at),
  );
  return { from: start, to: from.length - end, inserted: to.slice(start, to.length - end) };
}

/**
 * The nearest place that two texts can both be cut at.
 *
 * @param {number} place
 * @param {(place: number) => number} first  the nearest one of the first text, at or below a place
 * @param {(place: number) => number} second
 */
function between(place, first, second) {
  let at = place;
  for (let last = -1; at !== last;) {
    last = at;
    at = second(first(at));
  }
  return at;
}

/**
 * The changes that turn a text into another: the fewest, or one where there would be more than 1,000.
 *
 * @param {string} from
 * @param {string} to
 * @returns {Change[]} in order, apart from each other
 */
export function changesBetween(from, to) {
  const whole = difference(from, to);
  if (!whole) return [];
  const left = from.slice(whole.from, whole.to);
  if (left === "" || whole.inserted === "") return [whole];
  /** @type {Map<string, number>} */
  const known = new Map();
  const [a, b] = [counted(left, known), counted(whole.inserted, known)];
  const steps = shortest(a.characters, b.characters);
  return (
    steps?.map((step) => ({
      from: whole.from + get(a.starts, step.from),
      to: whole.from + get(a.starts, step.to),
      inserted: whole.inserted.slice(get(b.starts, step.start), get(b.starts, step.end)),
    })) ?? [whole]
  );
}

/**
 * A text in numbers: one for each character, the same for the same.
 *
 * @param {string} text
 * @param {Map<string, number>} known  the numbers of characters of several units
 */
function counted(text, known) {
  const starts = cutsOf(text);
  const numbers = new Int32Array(starts.length - 1);
  for (let at = 0; at < numbers.length; at++) {
    const [from, to] = [get(starts, at), get(starts, at + 1)];
    numbers[at] = to === from + 1 ? text.charCodeAt(from) : numberOf(text.slice(from, to), known);
  }
  return { starts, characters: numbers };
}

/** Above those of single units. @param {string} one @param {Map<string, number>} known */
function numberOf(one, known) {
  const number = known.get(one) ?? 0x10000 + known.size;
  known.set(one, number);
  return number;
}

/**
 * The fewest insertions and deletions, by the greedy algorithm of Myers (1986).
 *
 * @typedef {{from: number, to: number, start: number, end: number}} Step  a part of the first becomes a part of the second
 *
 * @param {Int32Array} a
 * @param {Int32Array} b
 * @returns {Step[]|null} null where there are too many
 */
function shortest(a, b) {
  const limit = Math.min(MOST_STEPS, a.length + b.length);
  const middle = limit + 1;
  const reach = new Int32Array(2 * middle + 1);
  /** @type {Int32Array[]} what could be reached before each step */
  const trail = [];
  for (let step = 0; step <= limit; step++) {
    trail.push(reach.slice(middle - step - 1, middle + step + 2));
    for (let line = -step; line <= step; line += 2) {
      const down = line === -step || (line !== step && get(reach, middle + line - 1) < get(reach, middle + line + 1));
      let x = down ? get(reach, middle + line + 1) : get(reach, middle + line - 1) + 1;
      while (x < a.length && x - line < b.length && a[x] === b[x - line]) x++;
      reach[middle + line] = x;
      if (x >= a.length && x - line >= b.length) return traced(a, b, trail);
    }
  }
  return null;
}

/** @param {Int32Array} a @param {Int32Array} b @param {Int32Array[]} trail @returns {Step[]} */
function traced(a, b, trail) {
  /** @type {Step[]} the last one first */
  const steps = [];
  let [x, y] = [a.length, b.length];
  for (let step = trail.length - 1; step > 0; step--) {
    const reach = /** @type {Int32Array} */ (trail[step]);
    const at = (/** @type {number} */ line) => get(reach, line + step + 1);
    const line = x - y;
    const down = line === -step || (line !== step && at(line - 1) < at(line + 1));
    const before = down ? line + 1 : line - 1;
    const [startX, startY] = [at(before), at(before) - before];
    const [to, end] = down ? [startX, startY + 1] : [startX + 1, startY];
    const next = steps.at(-1);
    if (next && next.from === to && next.start === end) Object.assign(next, { from: startX, start: startY });
    else steps.push({ from: startX, to, start: startY, end });
    [x, y] = [startX, startY];
  }
  return steps.reverse();
}

/** @param {Int32Array} numbers @param {number} at */
function get(numbers, at) {
  return /** @type {number} */ (numbers[at]);
}
