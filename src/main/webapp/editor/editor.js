import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { beginning } from "../sync/text/graphemes.js";
import { binding, flush } from "./binding.js";
import { carets, showCarets } from "./carets.js";
import { languageOf } from "./languages.js";
import { remarks, showRemarks } from "./remarks.js";
import { theme } from "./theme.js";

/** @typedef {{from: number, to: number, head: number, firstLine: number, lastLine: number, typed: boolean}} Sight  what is selected and to be seen */

/** Beyond this, colours and brackets would cost more than they help. In UTF-16 units. */
const MOST_COLOURED = 1_000_000;

/** The search panel's words, as the page writes them. */
const WORDS = {
  next: "Next",
  previous: "Previous",
  all: "All",
  "match case": "Case",
  regexp: "Pattern",
  "by word": "Words",
  replace: "Replace",
  "replace all": "Replace all",
};

/** The editor of one document, which is here. */
export class Editor {
  #readOnly = new Compartment();
  #language = new Compartment();
  #view;

  /**
   * @param {object} parts
   * @param {import("../sync/documents/live.js").LiveDocument} parts.live
   * @param {HTMLElement} parts.parent
   * @param {ShadowRoot|Document} parts.root
   * @param {boolean} parts.readOnly
   * @param {(sight: Sight) => void} parts.moved  the person has moved or typed
   * @param {(id: string|null, offset: number) => void} parts.remarked  a thread in the margin was pressed, or a line that has none
   */
  constructor({ live, parent, root, readOnly, moved, remarked }) {
    const plain = live.length > MOST_COLOURED;
    this.#view = new EditorView({
      parent,
      root,
      state: EditorState.create({
        doc: live.text,
        extensions: [
          EditorState.lineSeparator.of("\n"),
          EditorState.allowMultipleSelections.of(true),
          this.#readOnly.of(EditorState.readOnly.of(readOnly)),
          binding(live),
          carets(),
          theme,
          this.#language.of([]),
          remarks(remarked),
          lineNumbers(),
          highlightSpecialChars(),
          drawSelection(),
          dropCursor(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          plain ? [] : [bracketMatching(), closeBrackets(), indentOnInput(), highlightSelectionMatches()],
          search({ top: true }),
          EditorState.phrases.of(WORDS),
          EditorView.lineWrapping,
          placeholder("Write something. Everyone here sees it as you type."),
          keymap.of([
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...searchKeymap,
            indentWithTab,
            {
              key: "Mod-Alt-m",
              run: (view) => (remarked(null, view.state.doc.lineAt(view.state.selection.main.head).from), true),
              preventDefault: true,
            },
          ]),
          EditorView.contentAttributes.of({
            "aria-label": `Text of ${live.name}`,
            "data-testid": "editor-text",
            spellcheck: String(languageOf(live.name) === null),
            autocapitalize: "sentences",
          }),
          EditorView.updateListener.of((update) => {
            const own = update.transactions.some((one) => one.docChanged && one.isUserEvent("input"));
            if (own || update.selectionSet || update.viewportChanged || update.focusChanged) moved(this.#sight(own));
          }),
        ],
      }),
    });
    if (!plain) void this.#speak(live.name);
  }

  /** @param {boolean} readOnly */
  set readOnly(readOnly) {
    if (this.#view.state.readOnly !== readOnly)
      this.#view.dispatch({ effects: this.#readOnly.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  /** @param {import("./carets.js").Caret[]} others */
  show(others) {
    flush(this.#view);
    this.#view.dispatch({ effects: showCarets.of(others) });
  }

  /** Threads of comments, in the place of those shown. @param {import("./remarks.js").Remark[]} all */
  mark(all) {
    flush(this.#view);
    this.#view.dispatch({ effects: showRemarks.of(all) });
  }

  /** The line at an offset. @param {number} offset @returns {{number: number, from: number, text: string}} */
  lineAt(offset) {
    flush(this.#view);
    const { doc } = this.#view.state;
    const { number, from, text } = doc.lineAt(Math.min(Math.max(0, offset), doc.length));
    return { number, from, text: beginning(text, 200) };
  }

  get sight() {
    return this.#sight(false);
  }

  find() {
    openSearchPanel(this.#view);
  }

  focus() {
    this.#view.focus();
  }

  /** Goes where somebody is. @param {number} offset */
  reveal(offset) {
    this.#view.dispatch({
      effects: EditorView.scrollIntoView(Math.min(offset, this.#view.state.doc.length), { y: "center" }),
    });
  }

  destroy() {
    this.#view.destroy();
  }

  /** @param {boolean} typed @returns {Sight} */
  #sight(typed) {
    flush(this.#view);
    const { state, viewport } = this.#view;
    const { from, to, head } = state.selection.main;
    return {
      from,
      to,
      head,
      typed,
      firstLine: state.doc.lineAt(viewport.from).number,
      lastLine: state.doc.lineAt(viewport.to).number,
    };
  }

  /** @param {string} name */
  async #speak(name) {
    // Without its language, a text is still a text.
    const language = await languageOf(name)
      ?.load()
      .catch(() => null);
    if (language) this.#view.dispatch({ effects: this.#language.reconfigure(language) });
  }
}
