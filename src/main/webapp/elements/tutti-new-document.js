import { LitElement, css, html } from "lit";
import { languageOf } from "../editor/languages.js";
import { baseStyles } from "../page/styles.js";
import { isDocumentName } from "../sync/tutti.js";

/** The dialog for a new document. Emits `create` ({name}); a name that is taken opens that document. */
export class TuttiNewDocument extends LitElement {
  static properties = { names: { attribute: false }, name: { state: true }, tried: { state: true } };

  static styles = [
    baseStyles,
    css`
    form { padding: 1.5rem; display: grid; gap: 1rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    input { margin-top: 0.25rem; }
    .hint { min-height: 1.25rem; }
    .problem { color: var(--bad); font-weight: 600; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {string[]} those that there are */
    this.names = [];
    this.name = "";
    this.tried = false;
  }

  open() {
    this.name = "";
    this.tried = false;
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  render() {
    const wrong = this.name !== "" && !isDocumentName(this.name);
    const problem = wrong
      ? "Use only letters, digits, dots, - and _, at most 128 characters."
      : this.tried && this.name === ""
        ? "Enter a name for the document."
        : "";
    const taken = this.names.includes(this.name);
    const kind = languageOf(this.name)?.label;
    return html`<dialog aria-labelledby="title" data-testid="new-document-dialog"><form method="dialog" novalidate @submit=${this.#submit}><h2 id="title">New document</h2>
      <div><label for="name">Name</label><input id="name" type="text" maxlength="200" placeholder="notes.md" autocomplete="off" autocapitalize="off" spellcheck="false" data-testid="new-document-name" .value=${this.name}
        aria-invalid=${problem ? "true" : "false"} aria-describedby="hint" @input=${this.#type}></div>
      <p id="hint" class="small hint ${problem ? "problem" : "muted"}" role=${problem ? "alert" : "note"}>${problem || (taken ? "This document exists already, and will be opened." : kind ? `Shown as ${kind}.` : "End the name with .md, .js or .py, for example, to get matching colours.")}</p>
      <div class="foot"><button type="button" class="quiet" @click=${this.#close}>Cancel</button><button class="primary" data-testid="new-document-create">${taken ? "Open" : "Create"}</button></div></form></dialog>`;
  }

  /** @param {InputEvent} event */
  #type(event) {
    this.name = /** @type {HTMLInputElement} */ (event.target).value.trim();
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.tried = true;
    if (!isDocumentName(this.name)) return this.renderRoot.querySelector("input")?.focus();
    this.#close();
    this.dispatchEvent(new CustomEvent("create", { detail: { name: this.name } }));
  }
}

customElements.define("tutti-new-document", TuttiNewDocument);
