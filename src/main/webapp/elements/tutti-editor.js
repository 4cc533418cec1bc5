import { LitElement, css, html } from "lit";
import { Editor } from "../editor/editor.js";
import { baseStyles } from "../page/styles.js";

/** @typedef {import("../sync/documents/live.js").LiveDocument} LiveDocument */

/** The text of one document, to be edited. Emits `sight` (Sight) when the person has moved or typed, `remark` ({id, offset}) and `loaded`. */
export class TuttiEditor extends LitElement {
  static properties = {
    live: { attribute: false },
    locked: { type: Boolean },
    carets: { attribute: false },
    remarks: { attribute: false },
    ready: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; min-height: 0; position: relative; overflow: hidden; }
    .page { position: absolute; inset: 0; }
    .wait { padding: 2rem 1.25rem; }
  `,
  ];

  /** @type {Editor|null} */
  #editor = null;
  /** @type {(() => void)[]} */
  #stops = [];
  #epoch = 0;

  constructor() {
    super();
    /** @type {LiveDocument|null} */
    this.live = null;
    this.locked = false;
    /** @type {import("../editor/carets.js").Caret[]} */
    this.carets = [];
    /** @type {import("../editor/remarks.js").Remark[]} */
    this.remarks = [];
    this.ready = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  /** @param {Map<string, unknown>} changes */
  updated(changes) {
    if (changes.has("live")) this.#follow();
    if (!this.#editor) return;
    if (changes.has("locked")) this.#editor.readOnly = this.locked;
    if (changes.has("carets") || changes.has("ready")) this.#editor.show(this.carets);
    if (changes.has("remarks") || changes.has("ready")) this.#editor.mark(this.remarks);
  }

  render() {
    return html`${this.ready ? "" : html`<p class="muted wait" role="status">${this.live?.state.problem?.message ?? "The text will appear as soon as the page is connected."}</p>`}
      <div class="page" ?hidden=${!this.ready}></div>`;
  }

  get sight() {
    return this.#editor?.sight ?? null;
  }

  /** The line at an offset; null while the text is not here. @param {number} offset */
  lineAt(offset) {
    return this.#editor?.lineAt(offset) ?? null;
  }

  find() {
    this.#editor?.find();
  }

  focus() {
    this.#editor?.focus();
  }

  /** @param {number} offset */
  reveal(offset) {
    this.#editor?.reveal(offset);
  }

  #end() {
    for (const stop of this.#stops.splice(0)) stop();
    this.#editor?.destroy();
    this.#editor = null;
    this.ready = false;
  }

  #follow() {
    const { live } = this;
    this.#end();
    if (!live) return;
    this.#stops.push(live.on("state", () => this.#look(live)));
    this.#look(live);
  }

  /** @param {LiveDocument} live */
  #look(live) {
    if (!live.state.ready) return this.requestUpdate();
    if (!this.#editor) this.#begin(live);
    else if (live.epoch !== this.#epoch) this.#say("sight", this.sight); // The places that were told have other ids now.
    this.#epoch = live.epoch;
  }

  /** @param {LiveDocument} live */
  #begin(live) {
    const parent = /** @type {HTMLElement} */ (this.renderRoot.querySelector(".page"));
    this.ready = true;
    parent.hidden = false;
    this.#editor = new Editor({
      live,
      parent,
      root: /** @type {ShadowRoot} */ (this.renderRoot),
      readOnly: this.locked,
      moved: (sight) => this.#say("sight", sight),
      remarked: (id, offset) => this.#say("remark", { id, offset }),
    });
    this.#say("loaded", this.sight);
  }

  /** @param {string} type @param {unknown} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("tutti-editor", TuttiEditor);
