import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { languageOf } from "../editor/languages.js";
import { Desk } from "../page/desk.js";
import { icons } from "../page/icons.js";
import { look } from "../page/look.js";
import { isDocumentName } from "../sync/tutti.js";
import "./tutti-document-tabs.js";
import "./tutti-editor.js";
import "./tutti-new-document.js";
import "./tutti-saved.js";
import "./tutti-watchers.js";

/** @typedef {import("../sync/documents/live.js").LiveDocument} LiveDocument */
/** @typedef {import("./tutti-editor.js").TuttiEditor} TuttiEditor */

const FIRST = "main";

/** The panel of the documents: a tab for each, and the text of one. Emits `place` ({place}), the document's name. */
export class TuttiDocuments extends LitElement {
  static properties = { visit: { attribute: false }, state: { attribute: false }, active: { type: Boolean }, place: {} };

  static styles = [look, css`
    :host { display: block; max-width: 96rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
    .card { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; height: calc(100vh - 9rem); height: calc(100dvh - 9rem); min-height: 20rem; overflow: hidden; }
    .bar { display: flex; align-items: center; gap: 0.5rem; padding: 0.5rem 0.625rem; border-bottom: 1px solid var(--line); min-width: 0; }
    tutti-document-tabs { flex: 1; }
    .tools { display: flex; align-items: center; gap: 0.125rem; }
    .texts { position: relative; min-height: 0; }
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
    }
  `];

  /** @type {Desk|null} */
  #desk = null;
  #told = "";

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.active = false;
    this.place = "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#desk?.leave();
    this.#desk = null;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    const session = this.visit?.session;
    if (session && this.#desk?.session !== session) {
      this.#desk?.leave();
      this.#desk = new Desk(session, () => this.requestUpdate());
    }
    if (this.active && this.#desk) this.#desk.take(this.#name);
    if (changes.has("active") || changes.has("place")) this.#told = "";
  }

  get #name() {
    return isDocumentName(this.place) ? this.place : FIRST;
  }

  render() {
    const desk = this.#desk;
    if (!desk || !this.state) return "";
    const { status, role } = this.state;
    const name = this.#name;
    const live = desk.open.find((one) => one.name === name);
    const locked = role === "viewer" || status.state === "closed";
    const tabs = desk.names.map((one) => ({ name: one, colors: desk.watchers(one).map(({ color }) => color), unsaved: desk.open.some((other) => other.name === one && !other.state.saved && other !== live) }));
    return html`<section class="card" aria-label="Documents" data-testid="documents">
      <div class="bar"><tutti-document-tabs .documents=${tabs} .current=${name} .locked=${locked} @choose=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.name)} @new=${this.#ask}></tutti-document-tabs>
        ${live ? this.#tools(desk, live, locked) : ""}</div>
      <div class="texts">${repeat(desk.open, (one) => one.name, (one) => html`<tutti-editor ?hidden=${one !== live} .live=${one} .locked=${locked} .carets=${one === live && this.active ? desk.carets(one) : []} data-name=${one.name}
        @sight=${(/** @type {CustomEvent} */ event) => one.name === this.#name && this.active && desk.show(one, event.detail)} @loaded=${() => this.#tell()}></tutti-editor>`)}</div>
      <div class="foot small muted"><p>${locked && role === "viewer" ? html`<span class="viewer" data-testid="documents-viewer">You are a viewer: you can read along.</span>` : html`${languageOf(name)?.label ?? "Plain text"} · <kbd>Esc</kbd>, then <kbd>Tab</kbd> leaves the text`}</p>
        <p class="number">${live?.state.ready ? counted(live.length) : ""}</p></div></section>
      <tutti-new-document .names=${desk.names} @create=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.name)}></tutti-new-document>`;
  }

  /** @param {Desk} desk @param {LiveDocument} live @param {boolean} locked */
  #tools(desk, live, locked) {
    const { state } = live;
    return html`<tutti-saved .state=${state} .connected=${this.state?.status.state === "connected"} .keeps=${Boolean(desk.session.host.shelf)} @dismiss=${() => live.dismiss()}></tutti-saved>
      <div class="tools"><tutti-watchers .watchers=${desk.watchers(live.name)} @reveal=${(/** @type {CustomEvent} */ event) => this.#reveal(desk, live, event.detail.key)}></tutti-watchers>
      ${locked ? "" : html`<button type="button" class="quiet icon" data-testid="undo" title="Undo your last edit" aria-label="Undo your last edit" ?disabled=${!state.canUndo} @click=${() => live.undo()}>${icons.undo}</button>
      <button type="button" class="quiet icon" data-testid="redo" title="Redo" aria-label="Redo" ?disabled=${!state.canRedo} @click=${() => live.redo()}>${icons.redo}</button>`}
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
    const desk = this.#desk;
    const live = desk?.open.find(({ name }) => name === this.#name) ?? null;
    const seen = this.active && live?.state.ready ? live.name : "nothing";
    if (!desk || this.#told === seen) return;
    const sight = this.active ? this.#editor?.sight ?? null : null;
    if (seen !== "nothing" && !sight) return;
    this.#told = seen;
    desk.show(live, sight);
  }

  /** @param {string} name */
  #go(name) {
    this.dispatchEvent(new CustomEvent("place", { detail: { place: name }, bubbles: true }));
  }

  #ask() {
    /** @type {import("./tutti-new-document.js").TuttiNewDocument|null} */ (this.renderRoot.querySelector("tutti-new-document"))?.open();
  }

  /** @param {Desk} desk @param {LiveDocument} live @param {string} key */
  #reveal(desk, live, key) {
    const caret = desk.carets(live).find((one) => one.key === key);
    if (caret) this.#editor?.reveal(caret.head);
  }
}

/** @param {number} units */
function counted(units) {
  return units === 1 ? "1 character" : `${units.toLocaleString("en")} characters`;
}

customElements.define("tutti-documents", TuttiDocuments);
