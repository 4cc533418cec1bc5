import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import { kindOf, nameFlaw, spoken, typed, valueAt, valueOf } from "../sync/state/view.js";
import { isObject } from "../sync/state/merge.js";

/** @typedef {import("../sync/state/view.js").Kind} Kind */

/** @type {[Kind, string][]} */
const KINDS = [
  ["text", "Text"],
  ["number", "Number"],
  ["boolean", "Yes or no"],
  ["object", "Group"],
  ["list", "List"],
];

/** One line of the tree while it is edited. Emits `value` ({path, value}), `name` ({name}) and `cancel`. */
export class TuttiStateForm extends LitElement {
  static properties = {
    what: {},
    path: { attribute: false },
    root: { attribute: false },
    busy: { type: Boolean },
    name: { state: true },
    kind: { state: true },
    text: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; background: var(--tint); }
    form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: start; padding: 0.625rem 0.75rem 0.625rem calc(2rem + var(--depth, 0) * 1.375rem); }
    label { display: grid; gap: 0.125rem; font-size: 0.75rem; color: var(--muted); min-width: 0; }
    .name { flex: 1 1 8rem; } .value { flex: 2 1 12rem; }
    input[type="text"], select, textarea { font: inherit; font-size: 0.9375rem; color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; min-height: 40px; padding: 0 0.625rem; width: 100%; }
    textarea { font-family: var(--mono); font-size: 0.84rem; padding: 0.5rem 0.625rem; min-height: 6rem; resize: vertical; }
    .keep { display: flex; gap: 0.375rem; align-self: end; margin-left: auto; }
    .problem { flex-basis: 100%; color: var(--bad); font-weight: 600; font-size: 0.8125rem; }
    @media (max-width: 46rem) { form { padding-left: 0.75rem; } }
  `,
  ];

  constructor() {
    super();
    /** @type {"value"|"name"|"part"} */
    this.what = "value";
    /** @type {import("../sync/state/view.js").Path} */
    this.path = [];
    /** @type {import("../sync/state/merge.js").JsonObject} */
    this.root = {};
    this.busy = false;
    this.name = "";
    /** @type {Kind} */
    this.kind = "text";
    this.text = "";
    this.problem = "";
  }

  firstUpdated() {
    const value = valueAt(this.root, this.path);
    if (this.what === "value" && value !== undefined) {
      this.kind = kindOf(value);
      this.text = typed(value);
    }
    if (this.what === "name") this.name = String(this.path.at(-1));
    void this.updateComplete.then(() => {
      const field = /** @type {HTMLInputElement|null} */ (
        this.renderRoot.querySelector(
          this.what === "value" ? ".value input, .value textarea, .value select" : "input, .value textarea",
        )
      );
      field?.focus();
      field?.select?.();
      this.scrollIntoView({ block: "nearest" });
    });
  }

  get #toList() {
    return this.what === "part" && Array.isArray(valueAt(this.root, this.path));
  }

  /** The member's siblings live in here. */
  get #holder() {
    const holder = valueAt(this.root, this.what === "part" ? this.path : this.path.slice(0, -1));
    return isObject(holder) ? holder : {};
  }

  render() {
    const named = this.what === "name" || (this.what === "part" && !this.#toList);
    const inList = this.#toList || typeof this.path.at(-1) === "number";
    /** @type {[Kind, string][]} */
    const kinds = inList || this.kind === "null" ? [...KINDS, ["null", "Nothing"]] : KINDS;
    return html`<form novalidate @submit=${this.#submit} @keydown=${this.#key} data-testid="state-form">
      ${named ? html`<label class="name">Name<input type="text" maxlength="300" autocomplete="off" autocapitalize="off" spellcheck="false" data-testid="state-name" .value=${this.name} @input=${(/** @type {any} */ event) => (this.name = event.target.value)}></label>` : ""}
      ${
        this.what === "name"
          ? ""
          : html`<label>Kind<select data-testid="state-kind" @change=${this.#choose}>${kinds.map(([kind, word]) => html`<option value=${kind} ?selected=${kind === this.kind}>${word}</option>`)}</select></label>
        <label class="value">${this.what === "value" ? `Value of ${spoken(this.path)}` : "Value"}${this.#field()}</label>`
      }
      <span class="keep"><button type="button" class="quiet" @click=${() => this.#emit("cancel")}>Cancel</button><button class="primary" data-testid="state-save" ?disabled=${this.busy}>Save</button></span>
      ${this.problem ? html`<p class="problem" role="alert" data-testid="state-form-problem">${this.problem}</p>` : ""}</form>`;
  }

  #field() {
    switch (this.kind) {
      case "boolean":
        return html`<select data-testid="state-value" @change=${this.#type}><option value="true" ?selected=${this.text === "true"}>yes</option><option value="false" ?selected=${this.text !== "true"}>no</option></select>`;
      case "null":
        return html`<input type="text" disabled value="nothing">`;
      case "object":
      case "list":
        return html`<textarea spellcheck="false" placeholder=${this.kind === "list" ? "Empty, or a JSON list such as [1, 2]" : 'Empty, or a JSON object such as {"a": 1}'} data-testid="state-value" .value=${this.text} @input=${this.#type}></textarea>`;
      case "number":
        return html`<input type="text" inputmode="decimal" autocomplete="off" data-testid="state-value" .value=${this.text} @input=${this.#type}>`;
      case "text":
        return html`<input type="text" autocomplete="off" data-testid="state-value" .value=${this.text} @input=${this.#type}>`;
    }
  }

  /** @param {Event} event */
  #type(event) {
    this.text = /** @type {HTMLInputElement} */ (event.target).value;
    this.problem = "";
  }

  /** @param {Event} event */
  #choose(event) {
    const before = this.kind;
    this.kind = /** @type {Kind} */ (/** @type {HTMLSelectElement} */ (event.target).value);
    if (this.kind === "boolean") this.text = this.text === "true" ? "true" : "false";
    else if (
      ["boolean", "null"].includes(before) ||
      ["object", "list"].includes(this.kind) ||
      ["object", "list"].includes(before)
    )
      this.text = "";
    this.problem = "";
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.#emit("cancel");
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const named = this.what === "name" || (this.what === "part" && !this.#toList);
    this.problem = named
      ? nameFlaw(this.name, this.#holder, this.what === "name" ? String(this.path.at(-1)) : undefined)
      : "";
    if (this.problem) return;
    if (this.what === "name") return this.#emit("name", { name: this.name });
    const result = valueOf(this.kind, this.text);
    if ("problem" in result) return void (this.problem = result.problem);
    const list = this.#toList ? /** @type {unknown[]} */ (valueAt(this.root, this.path)) : null;
    const path = this.what === "value" ? this.path : [...this.path, list ? list.length : this.name];
    this.#emit("value", { path, value: result.value });
  }

  /** @param {string} type @param {object} [detail] */
  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("tutti-state-form", TuttiStateForm);
