import { ChangeSet } from "@codemirror/state";
import { difference } from "../sync/documents/difference.js";
import { joined } from "./runs.js";

/** @typedef {import("../sync/documents/live.js").Change} Change */

/** More changes than that are cheaper as one. */
const MOST_CHANGES = 100;

/**
 * What an editor is to do so that it shows a text.
 *
 * @param {readonly Change[]} changes  what was done to the text, one behind the other
 * @param {import("@codemirror/state").Text} shown
 * @param {() => string} text  with them done
 * @returns {ChangeSet}
 */
export function changeSet(changes, shown, text) {
  const runs = joined(changes);
  if (runs.length > MOST_CHANGES) return wholeChange(shown, text());
  let set = ChangeSet.empty(shown.length);
  for (const { unit, removed, inserted } of runs) {
    set = set.compose(ChangeSet.of({ from: unit, to: unit + removed, insert: inserted }, set.newLength, "\n"));
  }
  return set;
}

/** The change from what is shown to a text. @param {import("@codemirror/state").Text} shown @param {string} text */
export function wholeChange(shown, text) {
  const change = difference(shown.toString(), text);
  return change ? ChangeSet.of({ from: change.from, to: change.to, insert: change.inserted }, shown.length, "\n") : ChangeSet.empty(shown.length);
}
