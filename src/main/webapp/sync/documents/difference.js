/**
 * What makes one text of another. Pure; offsets in UTF-16 units.
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
  let end = 0;
  while (end < most - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end++;
  return { from: start, to: from.length - end, inserted: to.slice(start, to.length - end) };
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
  const steps = left === "" || whole.inserted === "" ? null : shortest(left, whole.inserted);
  return steps?.map((step) => ({ ...step, from: step.from + whole.from, to: step.to + whole.from })) ?? [whole];
}

/**
 * The fewest insertions and deletions, by the greedy algorithm of Myers (1986).
 *
 * @param {string} a
 * @param {string} b
 * @returns {Change[]|null} null where there are too many
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
      while (x < a.length && x - line < b.length && a.charCodeAt(x) === b.charCodeAt(x - line)) x++;
      reach[middle + line] = x;
      if (x >= a.length && x - line >= b.length) return traced(a, b, trail);
    }
  }
  return null;
}

/** @param {string} a @param {string} b @param {Int32Array[]} trail @returns {Change[]} */
function traced(a, b, trail) {
  /** @type {Change[]} */
  const changes = [];
  let [x, y] = [a.length, b.length];
  for (let step = trail.length - 1; step > 0; step--) {
    const reach = /** @type {Int32Array} */ (trail[step]);
    const at = (/** @type {number} */ line) => get(reach, line + step + 1);
    const line = x - y;
    const down = line === -step || (line !== step && at(line - 1) < at(line + 1));
    const before = down ? line + 1 : line - 1;
    const [startX, startY] = [at(before), at(before) - before];
    const [from, to, inserted] = down ? [startX, startX, b.charAt(startY)] : [startX, startX + 1, ""];
    const next = changes[0];
    if (next && next.from === to) Object.assign(next, { from, inserted: inserted + next.inserted });
    else changes.unshift({ from, to, inserted });
    [x, y] = [startX, startY];
  }
  return changes;
}

/** @param {Int32Array} numbers @param {number} at */
function get(numbers, at) {
  return /** @type {number} */ (numbers[at]);
}
