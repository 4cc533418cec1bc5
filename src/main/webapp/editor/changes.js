import { ChangeSet } from "@codemirror/state";
import { difference } from "../sync/documents/difference.js";

/** @typedef {import("../sync/documents/live.js").Change} Change */

/**
 * What an editor is to do so that it shows what was done to a text.
 *
 * @param {readonly Change[]} runs  what was done to the text, one behind the other
 * @param {import("@codemirror/state").Text} shown
 * @returns {ChangeSet}
 */
export function changeSet(runs, shown) {
  let { length } = shown;
  let sets = runs.map(({ unit, removed, inserted }) => {
    const set = ChangeSet.of({ from: unit, to: unit + removed, insert: inserted }, length, "\n");
    length = set.newLength;
    return set;
  });
  // Neighbours first: each is then composed with few others, and not with all before it.
  while (sets.length > 1)
    sets = sets.flatMap((set, at) =>
      at % 2 === 1 ? [] : [sets[at + 1] ? set.compose(/** @type {ChangeSet} */ (sets[at + 1])) : set],
    );
  return sets[0] ?? ChangeSet.empty(shown.length);
}

/** The change from what is shown to a text. @param {import("@codemirror/state").Text} shown @param {string} text */
export function wholeChange(shown, text) {
  const change = difference(shown.toString(), text);
  return change
    ? ChangeSet.of({ from: change.from, to: change.to, insert: change.inserted }, shown.length, "\n")
    : ChangeSet.empty(shown.length);
}
