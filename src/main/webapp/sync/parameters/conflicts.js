/**
 * The value that settles a conflict; undefined where it is not known.
 *
 * @param {import("../types.js").Strategy} strategy
 * @param {import("../types.js").Conflict|undefined} conflict
 * @param {number|undefined} custom
 * @returns {number|undefined}
 */
export function valueBy(strategy, conflict, custom) {
  const { myValue: yours, theirValue: theirs } = conflict ?? {};
  const average = yours === undefined || theirs === undefined ? undefined : (yours + theirs) / 2;
  return strategy === "custom" ? custom : { yours, theirs, average }[strategy];
}
