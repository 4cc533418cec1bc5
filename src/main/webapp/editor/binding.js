import { Annotation, Transaction } from "@codemirror/state";
import { EditorView, ViewPlugin, keymap } from "@codemirror/view";
import { changeSet, wholeChange } from "./changes.js";
import { addRun } from "./runs.js";

/** @typedef {import("../sync/documents/live.js").LiveDocument} LiveDocument */

/** Marks what comes from the document and must not go back to it. */
const told = Annotation.define();

/** More changes than that are cheaper as one. */
const MOST_UNSEEN = 1_000;
/** A tab that nobody sees has no frames. */
const UNSEEN_MILLIS = 250;

/**
 * Keeps an editor and a document the same: what is typed goes to the document, what others do comes from it, and undo
 * is the document's, which knows whose edits are whose. The editor has to start with the document's text.
 *
 * @param {LiveDocument} live
 * @returns {import("@codemirror/state").Extension}
 */
export function binding(live) {
  return [
    bindings.of(live),
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

/**
 * What others do is shown with the next frame, however much of it comes until then. Until it is shown, what is typed
 * is meant for the text as it is seen, and moves past it.
 */
class Binding {
  /** @type {import("../sync/documents/live.js").Change[]} what was done to the document and is not shown */
  #unseen = [];
  /** There was too much of it to remember. */
  #much = false;
  #frame = 0;
  /** @type {any} */
  #timer = null;

  /** @param {EditorView} view @param {LiveDocument} live */
  constructor(view, live) {
    this.view = view;
    this.live = live;
    this.stop = live.on("change", (changed) => this.#hear(changed));
  }

  /** @param {import("@codemirror/view").ViewUpdate} update */
  update(update) {
    if (!update.docChanged || update.transactions.some((one) => one.annotation(told))) return;
    const unseen = this.#pending(update.startState.doc);
    const typed = unseen ? update.changes.map(unseen) : update.changes;
    /** @type {{from: number, to: number, insert: string}[]} */
    const edits = [];
    typed.iterChanges(
      (from, to, _start, _end, inserted) =>
        void edits.push({ from, to, insert: inserted.sliceString(0, inserted.length, "\n") }),
    );
    if (this.live.state.ready) this.live.edit(edits, this);
    if (unseen) this.#rest(unseen.map(update.changes, true));
    // Halves of surrogate pairs are no text: what the document made of them is shown as soon as the editor can be told.
    else if (this.live.length !== update.state.doc.length) queueMicrotask(() => this.#mend());
  }

  /** Shows what is not shown yet. */
  flush() {
    this.#settle();
    const set = this.#pending(this.view.state.doc);
    if (!set) return;
    this.#unseen = [];
    this.#much = false;
    this.#tell(set, false);
  }

  destroy() {
    this.stop();
    this.#settle();
  }

  /** @param {import("../sync/documents/live.js").Changed} changed */
  #hear({ changes, origin, by }) {
    if (by === this) return;
    if (origin === "history") return this.#show(changes);
    for (const change of this.#much ? [] : changes) addRun(this.#unseen, change);
    if (this.#unseen.length > MOST_UNSEEN) {
      this.#much = true;
      this.#unseen = [];
    }
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.flush());
      this.#timer = setTimeout(() => this.flush(), UNSEEN_MILLIS);
    }
  }

  /** What the person asked for. @param {import("../sync/documents/live.js").Change[]} changes */
  #show(changes) {
    if (this.#unseen.length === 0 && !this.#much) return this.#tell(changeSet(changes, this.view.state.doc), true);
    for (const change of changes) addRun(this.#unseen, change);
    this.flush();
  }

  /** What is to be done to a text as it is shown; null where it is shown as it is. @param {import("@codemirror/state").Text} shown */
  #pending(shown) {
    if (this.#much) return wholeChange(shown, this.live.text);
    return this.#unseen.length > 0 ? changeSet(this.#unseen, shown) : null;
  }

  /** @param {import("@codemirror/state").ChangeSet} set  what is not shown, behind what was typed */
  #rest(set) {
    this.#unseen = [];
    this.#much = false;
    let drift = 0;
    set.iterChanges((from, to, _start, _end, inserted) => {
      this.#unseen.push({
        unit: from + drift,
        removed: to - from,
        inserted: inserted.sliceString(0, inserted.length, "\n"),
      });
      drift += inserted.length - (to - from);
    }, true);
  }

  #settle() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
  }

  #mend() {
    this.flush();
    this.#tell(wholeChange(this.view.state.doc, this.live.text), false);
  }

  /** @param {import("@codemirror/state").ChangeSet} set @param {boolean} mine  the person wants to see where it was */
  #tell(set, mine) {
    let end = -1;
    set.iterChangedRanges((_from, _to, _start, to) => void (end = to));
    if (end < 0) return;
    this.view.dispatch({
      changes: set,
      annotations: [told.of(true), Transaction.addToHistory.of(false), Transaction.remote.of(!mine)],
      ...(mine ? { selection: { anchor: end }, scrollIntoView: true } : {}),
    });
  }
}

/** @type {ViewPlugin<Binding, LiveDocument>} */
const bindings = ViewPlugin.define((view, live) => new Binding(view, live));

/** Shows what others did and is not shown yet: offsets in the document and in the editor are the same after it. @param {EditorView} view */
export function flush(view) {
  view.plugin(bindings)?.flush();
}
