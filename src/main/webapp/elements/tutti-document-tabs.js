import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { tabByKey } from "../page/panels.js";

/** @typedef {{name: string, colors: string[], unsaved: boolean}} DocumentTab  `colors` of those who look at it */

/** A tab for each document of the session. Emits `choose` ({name}) and `new`. */
export class TuttiDocumentTabs extends LitElement {
  static properties = { documents: { attribute: false }, current: {}, locked: { type: Boolean } };

  static styles = [
    baseStyles,
    css`
    :host { display: flex; align-items: center; gap: 0.25rem; min-width: 0; }
    [role="tablist"] { display: flex; gap: 0.25rem; min-width: 0; overflow-x: auto; scrollbar-width: none; padding: 3px; }
    [role="tab"] { min-height: 36px; padding: 0 0.75rem; border-color: transparent; border-radius: 9px; background: transparent; color: var(--muted); font-size: 0.875rem; gap: 0.375rem; }
    [role="tab"]:hover { background: var(--sunken); color: var(--ink); }
    [role="tab"][aria-selected="true"] { background: var(--tint); color: var(--ink); }
    [role="tab"]:focus-visible { outline-offset: -1px; }
    .name { max-width: 14rem; overflow: hidden; text-overflow: ellipsis; }
    .eyes { display: inline-flex; }
    .eyes i { width: 9px; height: 9px; border-radius: 50%; border: 1.5px solid var(--surface); margin-left: -3px; }
    .unsaved { color: var(--warn); }
    .new { flex: none; width: 36px; min-height: 36px; }
  `,
  ];

  constructor() {
    super();
    /** @type {DocumentTab[]} */
    this.documents = [];
    this.current = "";
    this.locked = false;
  }

  render() {
    return html`<div role="tablist" aria-label="Documents">${repeat(
      this.documents,
      ({ name }) => name,
      ({ name, colors, unsaved }) => html`
        <button type="button" role="tab" data-name=${name} data-testid="document-${name}" aria-selected=${name === this.current} tabindex=${name === this.current ? 0 : -1} title=${name}
          @click=${() => this.#choose(name)} @keydown=${this.#key}><span class="name">${name}</span>
          ${unsaved ? html`<span class="unsaved" title="Not saved yet">●<span class="visually-hidden">not saved yet</span></span>` : ""}
          ${colors.length > 0 ? html`<span class="eyes" aria-hidden="true">${colors.slice(0, 3).map((color) => html`<i style="background:${color}"></i>`)}</span><span class="visually-hidden">, ${colors.length} here</span>` : ""}</button>`,
    )}</div>
      ${this.locked ? "" : html`<button type="button" class="quiet icon new" data-testid="new-document" title="New document" aria-label="New document" @click=${() => this.dispatchEvent(new Event("new"))}>${icons.plus}</button>`}`;
  }

  /** @param {Map<string, unknown>} changes */
  updated(changes) {
    if (changes.has("current"))
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {string} name */
  #choose(name) {
    this.dispatchEvent(new CustomEvent("choose", { detail: { name } }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = tabByKey(
      event.key,
      this.documents.findIndex(({ name }) => name === this.current),
      this.documents.length,
    );
    const name = next === null ? undefined : this.documents[next]?.name;
    if (name === undefined) return;
    event.preventDefault();
    this.#choose(name);
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(`[data-name="${CSS.escape(name)}"]`))?.focus();
  }
}

customElements.define("tutti-document-tabs", TuttiDocumentTabs);
