/** @typedef {import("../sync/documents/live.js").Change} Change */

/**
 * Fewer changes that do the same: those of a run of typing or erasing become one. Pure.
 *
 * @param {readonly Change[]} changes  one behind the other
 * @returns {Change[]}
 */
export function joined(changes) {
  /** @type {Change[]} */
  const runs = [];
  for (const { unit, removed, inserted } of changes) {
    const last = runs.at(-1);
    const end = last ? last.unit + last.inserted.length : -1;
    if (last && unit >= last.unit && unit <= end) {
      const within = Math.min(removed, end - unit);
      const at = unit - last.unit;
      last.inserted = last.inserted.slice(0, at) + inserted + last.inserted.slice(at + within);
      last.removed += removed - within;
    } else if (last && unit < last.unit && unit + removed >= last.unit && unit + removed <= end) {
      const before = last.unit - unit;
      last.inserted = inserted + last.inserted.slice(removed - before);
      last.removed += before;
      last.unit = unit;
    } else runs.push({ unit, removed, inserted });
  }
  return runs;
}
