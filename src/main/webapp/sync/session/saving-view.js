/**
 * What a person is told about what is saved, the same wherever it is shown. No DOM.
 *
 * @typedef {import("./saving.js").Saving} Saving
 * @typedef {"saved"|"saving"|"kept"|"unsafe"} SavingKind  `kept`: waits for the connection, and would outlive the page; `unsafe`: waits, and would not
 * @typedef {{kind: SavingKind, words: string, title: string}} Told
 */

/** @param {Saving} saving @param {boolean} connected @returns {Told} */
export function savingTold({ unsaved, saved, kept }, connected) {
  if (saved) return { kind: "saved", words: "All changes saved", title: "The server has stored every change." };
  if (unsaved === 0)
    return { kind: "saving", words: "Checking…", title: "Looking for changes that were made here earlier." };
  const changes = counted(unsaved);
  if (connected) return { kind: "saving", words: "Saving…", title: `The server has not stored ${changes} yet.` };
  if (!kept)
    return {
      kind: "unsafe",
      words: "Keep this page open",
      title: `${changes} will be sent when the connection is back. If you close this page before that, they are lost.`,
    };
  return {
    kind: "kept",
    words: "Kept on this device",
    title: `${changes} will be sent when the connection is back. You can close this page. They will be sent when you open this session again in this browser.`,
  };
}

/** What waits for the connection, in a few words; empty where nothing does. @param {Saving} saving @param {boolean} connected */
export function waitingTold(saving, connected) {
  if (connected || saving.unsaved === 0) return "";
  return `${saving.unsaved} not sent yet, ${saving.kept ? "kept on this device" : "keep this page open"}`;
}

/** @param {number} changes */
const counted = (changes) => (changes === 1 ? "1 change" : `${changes.toLocaleString("en")} changes`);
