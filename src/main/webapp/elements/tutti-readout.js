import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { sign, title, withUnit } from "../sync/format.js";

/** One computed parameter: it follows from the others and cannot be set. */
export class TuttiReadout extends LitElement {
  static properties = { name: {}, spec: { attribute: false }, value: { type: Number } };

  static styles = [
    baseStyles,
    css`
    :host { display: flex; align-items: center; gap: 0.625rem; padding: 0.75rem 1.125rem; background: var(--sunken); }
    .sign { font: italic 600 1.25rem Georgia, "Times New Roman", serif; min-width: 1.1em; color: var(--accent); }
    .words { flex: 1; min-width: 0; line-height: 1.3; }
    .name { font-weight: 600; font-size: 0.9375rem; display: flex; align-items: center; gap: 0.375rem; }
    .name svg { width: 13px; height: 13px; color: var(--muted); }
    .formula { overflow-wrap: anywhere; }
    output { font-weight: 650; font-size: 1.0625rem; }
  `,
  ];

  constructor() {
    super();
    this.name = "";
    /** @type {import("../sync/types.js").ParameterSpec} */
    this.spec = {};
    /** @type {number|undefined} */
    this.value = undefined;
  }

  render() {
    const formula = (this.spec.computed ?? "")
      .replace(/[A-Za-z][A-Za-z0-9_]*/g, sign)
      .replaceAll("*", " · ")
      .replaceAll(" -", " −");
    return html`${sign(this.name) === this.name ? "" : html`<span class="sign" aria-hidden="true">${sign(this.name)}</span>`}
      <span class="words"><span class="name">${title(this.name, this.spec)} ${icons.lock}</span><span class="muted small formula">= ${formula}</span></span>
      <output class="number" aria-live="off" aria-label=${title(this.name, this.spec)} data-testid="readout-${this.name}">${withUnit(rounded(this.value), this.spec)}</output>`;
  }
}

/** Five digits that count: a computed value has no step to go by. @param {number|undefined} value */
function rounded(value) {
  return value === undefined ? undefined : Number(value.toPrecision(5));
}

customElements.define("tutti-readout", TuttiReadout);
