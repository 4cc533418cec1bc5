/**
 * The words for who gets into a session and what they can do there, the same on every page. No DOM.
 *
 * @typedef {import("../sync/types.js").Profile} Profile
 * @typedef {readonly [value: string, words: string][]} Choices
 */

/** @type {Choices} */
export const VISIBILITY = [
  ["private", "Only people I share it with"],
  ["team", "My team"],
  ["public", "Everyone, in the list of sessions"],
];

/** @type {Choices} */
export const ADMISSION = [
  ["link", "Anyone who has the link"],
  ["members", "Only people who were invited"],
];

/** @type {Choices} */
export const NEWCOMERS = [
  ["editor", "View and edit"],
  ["viewer", "View only"],
];

export const ACCESS_LABELS = {
  visibility: "Who can find this session",
  admission: "Who can join",
  defaultRole: "New participants can",
};

/** What the session's link does, in a sentence. @param {Profile} profile */
export function linkWords({ admission, defaultRole }) {
  if (admission === "members") return "This session is by invitation only: the link alone lets nobody new in.";
  return defaultRole === "viewer"
    ? "Anyone with this link can join and view the session."
    : "Anyone with this link can join and edit the session.";
}
