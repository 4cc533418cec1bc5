import { Annotation, Transaction } from "@codemirror/state";
import { EditorView, ViewPlugin, keymap } from "@codemirror/view";
import { changeSet, wholeChange } from "./changes.js";

/** @typedef {import("../sync/documents/live.js").LiveDocument} LiveDocument */

/** Marks what comes from the document and must not go back to it. */
const told = Annotation.define();

/**
 * Keeps an editor and a document the same: what is typed goes to the document, what others do comes from it, and undo
 * is the document's, which knows whose edits are whose. The editor has to start with the document's text.
 *
 * @param {LiveDocument} live
 * @returns {import("@codemirror/state").Extension}
 */
export function binding(live) {
  return [
    ViewPlugin.define((view) => new Binding(view, live)),
    keymap.of([
      { key: "Mod-z", run: () => done(live.undo()), preventDefault: true },
      { key: "Mod-y", mac: "Mod-Shift-z", run: () => done(live.redo()), preventDefault: true },
      { linux: "Ctrl-Shift-z", win: "Ctrl-Shift-z", run: () => done(live.redo()), preventDefault: true },
    ]),
    EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/g, "\n")),
    EditorView.domEventHandlers({ beforeinput: (event) => takeOver(event, live) }),
  ];
}

/** What is in the browser's own menu, or a gesture of a phone. @param {InputEvent} event @param {LiveDocument} live */
function takeOver(event, live) {
  if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return false;
  event.preventDefault();
  if (event.inputType === "historyUndo") live.undo();
  else live.redo();
  return true;
}

/** @param {void} _ */
const done = (_) => true;

class Binding {
  /** @param {EditorView} view @param {LiveDocument} live */
  constructor(view, live) {
    this.view = view;
    this.live = live;
    this.stop = live.on("change", (changed) => this.#hear(changed));
  }

  /** @param {import("@codemirror/view").ViewUpdate} update */
  update(update) {
    if (!update.docChanged || update.transactions.some((one) => one.annotation(told))) return;
    /** @type {{from: number, to: number, insert: string}[]} */
    const edits = [];
    update.changes.iterChanges((from, to, _start, _end, inserted) => void edits.push({ from, to, insert: inserted.sliceString(0, inserted.length, "\n") }));
    if (this.live.state.ready) this.live.edit(edits, this);
    // Halves of surrogate pairs are no text: what the document made of them is shown as soon as the editor can be told.
    if (this.live.length !== update.state.doc.length) queueMicrotask(() => this.#mend());
  }

  destroy() {
    this.stop();
  }

  /** @param {import("../sync/documents/live.js").Changed} changed */
  #hear({ changes, origin, by }) {
    if (by === this) return;
    const set = changeSet(changes, this.view.state.doc, () => this.live.text);
    const mine = origin === "history";
    this.#tell(set, mine);
  }

  #mend() {
    this.#tell(wholeChange(this.view.state.doc, this.live.text), false);
  }

  /** @param {import("@codemirror/state").ChangeSet} set @param {boolean} mine  the person wants to see where it was */
  #tell(set, mine) {
    let end = -1;
    set.iterChangedRanges((_from, _to, _start, to) => void (end = to));
    if (end < 0) return;
    this.view.dispatch({ changes: set, annotations: [told.of(true), Transaction.addToHistory.of(false), Transaction.remote.of(!mine)],
      ...(mine ? { selection: { anchor: end }, scrollIntoView: true } : {}) });
  }
}
