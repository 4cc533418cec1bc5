import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { languageOf } from "../editor/languages.js";
import { DocumentsView } from "../sync/documents/view.js";
import { safeColor } from "../sync/format.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { isDocumentName } from "../sync/tutti.js";
import "./tutti-comments.js";
import "./tutti-document-tabs.js";
import "./tutti-editor.js";
import "./tutti-new-document.js";
import "./tutti-refused.js";
import "./tutti-saved.js";
import "./tutti-watchers.js";

/** @typedef {import("../sync/documents/live.js").LiveDocument} LiveDocument */
/** @typedef {import("./tutti-editor.js").TuttiEditor} TuttiEditor */
/** @typedef {import("../sync/chat/reducer.js").ChatMessage} ChatMessage */

const FIRST = "main";

/** The panel of the documents: a tab for each, and the text of one. Emits `place` ({place}), the document's name. */
export class TuttiDocuments extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    active: { type: Boolean },
    place: {},
    beside: { state: true },
    chosen: { state: true },
    drafting: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; max-width: 96rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
    .card { display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto; height: calc(100vh - 9rem); height: calc(100dvh - 9rem); min-height: 20rem; overflow: hidden; }
    .bar { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0.625rem; border-bottom: 1px solid var(--line); min-width: 0; }
    tutti-document-tabs { flex: 1; }
    .tools { display: flex; align-items: center; gap: 0.125rem; }
    .texts { position: relative; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr); }
    .texts.beside { grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem); }
    .text { position: relative; min-height: 0; min-width: 0; }
    tutti-comments { border-left: 1px solid var(--line); }
    .count { font-size: 0.75rem; margin-left: 0.25rem; }
    .tools .comments { padding: 0 0.5rem; width: auto; min-width: 40px; gap: 0; }
    tutti-editor { position: absolute; inset: 0; }
    .foot { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 0.375rem 1rem; border-top: 1px solid var(--line); min-height: 2.25rem; }
    .foot p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    kbd { font: inherit; font-weight: 600; }
    .viewer { padding: 0.125rem 0.5rem; border-radius: 99px; background: var(--sunken); font-weight: 600; }
    @media (max-width: 46rem) {
      :host { padding: 0; }
      .card { height: calc(100vh - 7.4rem); height: calc(100dvh - 7.4rem - env(safe-area-inset-bottom)); border-radius: 0; border-width: 0 0 1px; box-shadow: none; }
      .bar { flex-wrap: wrap; gap: 0.125rem 0.5rem; padding: 0.25rem 0.5rem; }
      tutti-document-tabs { flex: 1 0 100%; }
      .tools { flex: 1; justify-content: end; }
      .foot { display: none; }
      .texts.beside { grid-template-columns: minmax(0, 1fr); grid-template-rows: minmax(0, 2fr) minmax(0, 3fr); }
      tutti-comments { border-left: 0; border-top: 1px solid var(--line); }
    }
  `,
  ];

  /** @type {DocumentsView|null} */
  #view = null;
  #told = "";

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.active = false;
    this.place = "";
    this.beside = false;
    /** @type {string|null} the thread of comments that is looked at */
    this.chosen = null;
    /** @type {number|null} where the line begins that is to get a comment */
    this.drafting = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#view?.leave();
    this.#view = null;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    const session = this.visit?.session;
    if (session && this.#view?.session !== session) {
      this.#view?.leave();
      this.#view = new DocumentsView(session, () => this.requestUpdate());
      session.chat.openComments();
    }
    if (this.active && this.#view) this.#view.take(this.#name);
    if (changes.has("active") || changes.has("place")) this.#told = "";
    if (changes.has("place")) this.drafting = null;
  }

  get #name() {
    return isDocumentName(this.place) ? this.place : FIRST;
  }

  render() {
    const view = this.#view;
    if (!view || !this.state) return "";
    const { status, role } = this.state;
    const name = this.#name;
    const live = view.open.find((one) => one.name === name);
    const locked = role === "viewer" || status.state === "closed";
    const tabs = view.names.map((one) => ({
      name: one,
      colors: view.watchers(one).map(({ color }) => color),
      unsaved: view.open.some(
        (other) => other.name === one && (!other.state.saved || other.state.problem !== null) && other !== live,
      ),
    }));
    const comments = live ? view.comments(live, (line) => this.#startOf(live, line)) : [];
    return html`<section class="card" aria-label="Documents" data-testid="documents">
      <div class="bar"><tutti-document-tabs .documents=${tabs} .current=${name} .locked=${locked} @choose=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.name)} @new=${this.#ask}></tutti-document-tabs>
        ${live ? this.#tools(view, live, locked, comments.filter(({ message }) => !message.resolved).length) : ""}</div>
      <div class="refusals">${view.session.documentRefusals.map((refusal) => refused(refusal))}</div>
      <div class="texts ${this.beside ? "beside" : ""}"><div class="text">${repeat(
        view.open,
        (one) => one.name,
        (
          one,
        ) => html`<tutti-editor ?hidden=${one !== live} .live=${one} .locked=${locked} .carets=${one === live && this.active ? view.carets(one) : []} .remarks=${one === live && this.active ? this.#marks(comments) : []} data-name=${one.name}
        @sight=${(/** @type {CustomEvent} */ event) => one.name === this.#name && this.active && view.show(one, event.detail)} @loaded=${() => this.#tell()}
          @remark=${(/** @type {CustomEvent} */ event) => this.#remark(event.detail, locked)}></tutti-editor>`,
      )}</div>
        ${this.beside && live ? this.#comments(view, live, comments, locked) : ""}</div>
      <div class="foot small muted"><p>${locked && role === "viewer" ? html`<span class="viewer" data-testid="documents-viewer">You are a viewer. You can read everything, and a host can let you write.</span>` : html`${languageOf(name)?.label ?? "Plain text"} · <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves the text`}</p>
        <p class="number">${live?.state.ready ? counted(live.length) : ""}</p></div></section>
      <tutti-new-document .names=${view.names} @create=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.name)}></tutti-new-document>`;
  }

  /** @param {DocumentsView} view @param {LiveDocument} live @param {{message: ChatMessage, at: number}[]} comments @param {boolean} locked */
  #comments(view, live, comments, locked) {
    const editor = this.#editor;
    const placed = comments.map(({ message, at }) => {
      const line = at < 0 ? null : editor?.lineAt(at);
      return { message, line: line?.number ?? 0, text: line?.text ?? "" };
    });
    const draft = this.drafting === null ? null : (editor?.lineAt(this.drafting) ?? null);
    return html`<tutti-comments .visit=${this.visit} .state=${this.state} .placed=${placed} .chosen=${this.chosen} .locked=${locked} .drafting=${draft ? { line: draft.number, text: draft.text } : null}
      @choose=${(/** @type {CustomEvent} */ event) => this.#choose(event.detail.id, comments)} @begin=${(/** @type {CustomEvent} */ event) => this.#begin(view, live, event.detail)} @undraft=${() => (this.drafting = null)}
      @close=${() => Object.assign(this, { beside: false, drafting: null, chosen: null })}></tutti-comments>`;
  }

  /** @param {{message: ChatMessage, at: number}[]} comments @returns {import("../editor/remarks.js").Remark[]} */
  #marks(comments) {
    return comments
      .filter(({ message, at }) => at >= 0 && !message.resolved)
      .map(({ message: { id, userId, replyCount }, at }) => ({
        id,
        at,
        count: replyCount + 1,
        color: safeColor(this.visit?.people[userId]?.color, userId),
        chosen: this.beside && id === this.chosen,
      }));
  }

  /** A comment that came without an anchor knows only its line. @param {LiveDocument} live @param {number} line */
  #startOf(live, line) {
    let at = 0;
    for (let left = line; left > 1; left--) {
      at = live.text.indexOf("\n", at) + 1;
      if (at === 0) return -1;
    }
    return at;
  }

  /** @param {{id: string|null, offset: number}} remark @param {boolean} locked */
  #remark({ id, offset }, locked) {
    if (id === null && locked) return;
    Object.assign(this, { beside: true, chosen: id, drafting: id === null ? offset : null });
  }

  /** @param {string|null} id @param {{message: ChatMessage, at: number}[]} comments */
  #choose(id, comments) {
    this.chosen = id;
    const at = comments.find(({ message }) => message.id === id)?.at ?? -1;
    if (at >= 0) this.#editor?.reveal(at);
  }

  /** @param {DocumentsView} view @param {LiveDocument} live @param {{content: string, mentions: string[]}} said */
  #begin(view, live, { content, mentions }) {
    const at = this.drafting;
    this.drafting = null;
    if (at !== null)
      view.comment(live, at, content, mentions).then(
        ({ id }) => (this.chosen = id),
        () => {},
      );
  }

  /** @param {boolean} locked */
  #toggle(locked) {
    if (this.beside) return Object.assign(this, { beside: false, drafting: null, chosen: null });
    this.beside = true;
    const sight = this.#editor?.sight;
    const empty = this.#view?.session.chat.state.comments.every(
      ({ anchor }) => !anchor || !("doc" in anchor) || anchor.doc !== this.#name,
    );
    if (!locked && empty && sight) this.drafting = this.#editor?.lineAt(sight.head)?.from ?? null;
  }

  /** @param {DocumentsView} view @param {LiveDocument} live @param {boolean} locked @param {number} open  comments */
  #tools(view, live, locked, open) {
    const { state } = live;
    return html`<tutti-saved .saving=${view.session.state.saving} .connected=${this.state?.status.state === "connected"} ?ready=${state.ready} .problem=${state.problem}></tutti-saved>
      <div class="tools"><tutti-watchers .watchers=${view.watchers(live.name)} @reveal=${(/** @type {CustomEvent} */ event) => this.#reveal(view, live, event.detail.key)}></tutti-watchers>
      ${
        locked
          ? ""
          : html`<button type="button" class="quiet icon" data-testid="undo" title="Undo your last edit" aria-label="Undo your last edit" ?disabled=${!state.canUndo} @click=${() => live.undo()}>${icons.undo}</button>
      <button type="button" class="quiet icon" data-testid="redo" title="Redo" aria-label="Redo" ?disabled=${!state.canRedo} @click=${() => live.redo()}>${icons.redo}</button>`
      }
      <button type="button" class="quiet icon comments" data-testid="comments-toggle" title="Comments" aria-label="Comments, ${open} open" aria-expanded=${this.beside} @click=${() => this.#toggle(locked)}>${icons.comment}${open > 0 ? html`<span class="number count">${open}</span>` : ""}</button>
      <button type="button" class="quiet icon" data-testid="find" title="Find" aria-label="Find in this document" @click=${() => this.#editor?.find()}>${icons.find}</button></div>`;
  }

  updated() {
    this.#tell();
  }

  /** @returns {TuttiEditor|null} */
  get #editor() {
    return this.renderRoot.querySelector(`tutti-editor[data-name="${CSS.escape(this.#name)}"]`);
  }

  /** Once for each document that comes in sight, and when it goes: the editor tells the rest. */
  #tell() {
    const view = this.#view;
    const live = view?.open.find(({ name }) => name === this.#name) ?? null;
    const seen = this.active && live?.state.ready ? live.name : "nothing";
    if (!view || this.#told === seen) return;
    const sight = this.active ? (this.#editor?.sight ?? null) : null;
    if (seen !== "nothing" && !sight) return;
    this.#told = seen;
    view.show(live, sight);
  }

  /** @param {string} name */
  #go(name) {
    this.dispatchEvent(new CustomEvent("place", { detail: { place: name }, bubbles: true }));
  }

  #ask() {
    /** @type {import("./tutti-new-document.js").TuttiNewDocument|null} */ (
      this.renderRoot.querySelector("tutti-new-document")
    )?.open();
  }

  /** @param {DocumentsView} view @param {LiveDocument} live @param {string} key */
  #reveal(view, live, key) {
    const caret = view.carets(live).find((one) => one.key === key);
    if (caret) this.#editor?.reveal(caret.head);
  }
}

/** @param {import("../sync/documents/client.js").Refusal} refusal */
function refused({ doc, problem, ready, dismiss }) {
  const heading = ready ? `A change to “${doc}” was not saved.` : `“${doc}” could not be opened.`;
  const gone = ready && problem.text === "" ? " What you deleted is there again." : "";
  return html`<tutti-refused .heading=${heading} .reason=${`${problem.message}${gone}`} .text=${problem.text} dismissible @dismiss=${dismiss}></tutti-refused>`;
}

/** @param {number} units */
function counted(units) {
  return units === 1 ? "1 character" : `${units.toLocaleString("en")} characters`;
}

customElements.define("tutti-documents", TuttiDocuments);
