/**
 * What is told of a document. Types only, nothing at run time.
 *
 * @typedef {{unit: number, removed: number, inserted: string}} Change  at an offset some units go and a text comes
 *
 * @typedef {object} Changed  What happened to the text.
 * @property {Change[]} changes  one behind the other: each counts on what those before it have done
 * @property {"own"|"history"|"others"|"reload"} origin
 * @property {unknown} [by]  what the author of an own edit called itself
 *
 * @typedef {object} DocumentState
 * @property {boolean} ready  the text is here and can be edited
 * @property {number} unsent  edits that have not left
 * @property {number} sent  edits that are on their way: sent, and not known to be stored
 * @property {number} stored  edits that the server has stored, since the document was opened here
 * @property {number} unsaved  edits that the server has not stored, those included that an earlier page has left
 * @property {boolean} saved  there are none
 * @property {boolean} waiting  what an earlier page has left waits for the text to come
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {{code: string, message: string, text: string}|null} problem  why the server did not take an edit, and what it inserted
 */
export {};
