/**
 * Whether everything is saved: the one place that decides it. Pure.
 *
 * @typedef {object} Saving
 * @property {number} unsaved  changes of this person that the server has not answered: its answer means that it has stored them
 * @property {boolean} saved  there are none, and earlier pages have left none
 * @property {boolean} kept  all that are unsaved are written on this device, and would outlive the page
 * @property {boolean} mayClose  closing the page loses nothing: neither what is unsaved, nor what was refused and is still to be copied
 *
 * @typedef {object} Parts  What there is in each part of a session.
 * @property {{looking: boolean, unsaved: number, kept: boolean, refused: number}} documents  `looking`: for what earlier pages have left
 * @property {number} params
 * @property {number} commands
 * @property {number} refused  texts beside the documents' that the server has refused and that are still shown
 */

/** Commands that only ask. Whatever is not here changes something. */
const QUESTIONS = new Set([
  "doc:open",
  "doc:list",
  "doc:at",
  "state:get",
  "story:get",
  "chat:history",
  "session:resync",
  "presence:get",
]);
/** Their documents and parameters count these, with what has not become a command yet. */
const COUNTED = new Set(["doc:edit", "param:update"]);

/** Whether a command without an answer is a change that nobody else counts. @param {string} type */
export function isChange(type) {
  return !QUESTIONS.has(type) && !COUNTED.has(type);
}

/** @param {Parts} parts @returns {Saving} */
export function saving({ documents, params, commands, refused }) {
  const unsaved = documents.unsaved + params + commands;
  // Only the edits of documents are written on the device: anything else lasts as long as the page.
  const kept = documents.kept && params + commands === 0;
  return {
    unsaved,
    saved: unsaved === 0 && !documents.looking,
    kept,
    mayClose: (unsaved === 0 || kept) && documents.refused + refused === 0,
  };
}

/** @param {Saving} a @param {Saving} b */
export function sameSaving(a, b) {
  return a.unsaved === b.unsaved && a.saved === b.saved && a.kept === b.kept && a.mayClose === b.mayClose;
}

/**
 * What was written here and is not stored, as it can be copied.
 *
 * @param {readonly {doc: string, text: string}[]} documents
 * @param {readonly string[]} messages
 * @returns {{title: string, text: string}[]}
 */
export function unsavedTexts(documents, messages) {
  return [
    ...documents.map(({ doc, text }) => ({ title: doc, text })),
    ...messages.map((text) => ({ title: "Chat", text })),
  ];
}
