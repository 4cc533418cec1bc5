/** @typedef {import("../sync/documents/live.js").Change} Change */

/** Within a longer run, joining would cost more than it saves. In UTF-16 units. */
const MOST_UNITS = 256;

/**
 * Adds a change to others, to the last of them if it goes on with that: a run of typing or erasing becomes one.
 *
 * @param {Change[]} runs  one behind the other; changed
 * @param {Change} change  behind them
 */
export function addRun(runs, { unit, removed, inserted }) {
  const last = runs.at(-1);
  const end = last ? last.unit + last.inserted.length : -1;
  if (last && unit === end) {
    last.inserted += inserted;
    last.removed += removed;
  } else if (!last || last.inserted.length > MOST_UNITS) runs.push({ unit, removed, inserted });
  else if (unit >= last.unit && unit < end) {
    const within = Math.min(removed, end - unit);
    const at = unit - last.unit;
    last.inserted = last.inserted.slice(0, at) + inserted + last.inserted.slice(at + within);
    last.removed += removed - within;
  } else if (unit < last.unit && unit + removed >= last.unit && unit + removed <= end) {
    const before = last.unit - unit;
    last.inserted = inserted + last.inserted.slice(removed - before);
    last.removed += before;
    last.unit = unit;
  } else runs.push({ unit, removed, inserted });
}

/** Fewer changes that do the same. Pure. @param {readonly Change[]} changes  one behind the other @returns {Change[]} */
export function joined(changes) {
  /** @type {Change[]} */
  const runs = [];
  for (const change of changes) addRun(runs, change);
  return runs;
}
