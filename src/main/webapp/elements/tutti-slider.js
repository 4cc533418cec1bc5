import { LitElement, css, html } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { isolated, safeColor, shown, sign, span, title, withUnit } from "../sync/format.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { own } from "../sync/record.js";
import { snap } from "../sync/tutti.js";

const FLASH_MILLIS = 1_400;
/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/**
 * One parameter that people set: slider and number field. Emits `edit` ({name, value}) and `decide` ({param}).
 */
export class TuttiSlider extends LitElement {
  static properties = {
    name: {},
    spec: { attribute: false },
    value: { type: Number },
    author: { attribute: false },
    conflict: { attribute: false },
    locked: { type: Boolean },
    pending: { type: Boolean },
    problem: { state: true },
    draft: { state: true },
    flash: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; padding: 0.875rem 1.125rem 0.75rem; }
    .top { display: flex; align-items: center; gap: 0.625rem; }
    .sign { font: italic 600 1.25rem Georgia, "Times New Roman", serif; min-width: 1.1em; color: var(--accent); }
    label { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 0.9375rem; }
    .field { position: relative; width: 7.25rem; flex: none; }
    .field span { position: absolute; right: 0.625rem; top: 0; line-height: 38px; pointer-events: none; max-width: 8ch; overflow: hidden; }
    input[type="number"] { min-height: 38px; text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; appearance: textfield; padding: 0 0.625rem; }
    input[type="number"]::-webkit-inner-spin-button, input[type="number"]::-webkit-outer-spin-button { appearance: none; margin: 0; }
    input[aria-invalid="true"] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
    input[type="range"] { appearance: none; display: block; width: 100%; height: 36px; margin: 0; background: none; cursor: pointer; touch-action: pan-y; border-radius: 10px; }
    input[type="range"]:focus-visible { outline: none; }
    input[type="range"]:focus-visible::-webkit-slider-thumb { box-shadow: 0 0 0 3px var(--surface), 0 0 0 6px var(--accent); }
    input[type="range"]:focus-visible::-moz-range-thumb { box-shadow: 0 0 0 3px var(--surface), 0 0 0 6px var(--accent); }
    input[type="range"]:disabled { cursor: not-allowed; opacity: 0.6; }
    ::-webkit-slider-runnable-track { height: 8px; border-radius: 99px; box-shadow: inset 0 0 0 1px var(--edge);
      background: linear-gradient(to right, var(--hue, var(--accent)) var(--fill), var(--sunken) var(--fill)); }
    ::-moz-range-track { height: 8px; border-radius: 99px; box-shadow: inset 0 0 0 1px var(--edge); background: var(--sunken); }
    ::-moz-range-progress { height: 8px; border-radius: 99px; background: var(--hue, var(--accent)); }
    ::-webkit-slider-thumb { appearance: none; width: 24px; height: 24px; margin-top: -8px; border-radius: 50%; background: var(--surface);
      border: 3px solid var(--hue, var(--accent)); box-shadow: 0 1px 5px rgb(0 0 0 / 30%); }
    ::-moz-range-thumb { width: 18px; height: 18px; border-radius: 50%; background: var(--surface); border: 3px solid var(--hue, var(--accent)); }
    .bottom { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; margin-top: -2px; color: var(--muted); font-size: 0.8125rem; min-height: 1.5rem; }
    .author { display: inline-flex; align-items: center; gap: 0.375rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
    .author i { width: 8px; height: 8px; border-radius: 50%; flex: none; }
    .problem { color: var(--bad); font-weight: 600; }
    .contest { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; margin-top: 0.375rem; padding: 0.375rem 0.375rem 0.375rem 0.75rem;
      border-radius: 10px; background: var(--warn-tint); font-size: 0.875rem; overflow-wrap: anywhere; }
    .contest button { min-height: 34px; font-size: 0.8125rem; }
    .reset { min-height: 38px; width: 34px; color: var(--muted); }
  `,
  ];

  /** @type {any} */
  #flashing = null;

  constructor() {
    super();
    this.name = "";
    /** @type {import("../sync/types.js").ParameterSpec} */
    this.spec = {};
    this.value = 0;
    /** @type {{name: string, color: string, userId: string, at: number, mine: boolean}|null} */
    this.author = null;
    /** @type {import("../sync/types.js").Conflict|null} */
    this.conflict = null;
    this.locked = false;
    this.pending = false;
    this.problem = "";
    /** @type {string|null} what is being typed, which a change from elsewhere must not overwrite */
    this.draft = null;
    this.flash = "";
  }

  /** @param {Map<string, any>} changes */
  willUpdate(changes) {
    if (!changes.has("author") || !this.author || this.author.mine || changes.get("author")?.at === this.author.at)
      return;
    if (Date.now() - this.author.at > FLASH_MILLIS) return;
    this.flash = safeColor(this.author.color, this.author.userId);
    clearTimeout(this.#flashing);
    this.#flashing = setTimeout(() => (this.flash = ""), FLASH_MILLIS);
  }

  render() {
    const { name, spec, value } = this;
    const { step = "any" } = spec;
    const { min, max } = span(spec, value);
    const fill = Math.min(100, Math.max(0, ((value - min) / (max - min || 1)) * 100));
    const style = {
      "--fill": `calc(12px + (100% - 24px) * ${fill / 100})`,
      ...(this.flash ? { "--hue": this.flash } : {}),
    };
    const heading = title(name, spec);
    return html`<div class="top">${sign(name) === name ? "" : html`<span class="sign" aria-hidden="true">${sign(name)}</span>`}<label for="slider">${heading}</label>
        ${this.#resetButton(heading)}
        <span class="field"><input id="number" type="number" inputmode="decimal" min=${ifDefined(spec.min)} max=${ifDefined(spec.max)} step=${step}
          .value=${live(this.draft ?? shown(value, spec))} aria-label="${heading}, exact value" aria-describedby="note" aria-invalid=${this.problem ? "true" : "false"} ?disabled=${this.locked}
          style=${styleMap(spec.unit ? { paddingRight: `calc(${Math.min(8, [...spec.unit].length)}ch + 1rem)` } : {})}
          data-testid="number-${name}" @input=${this.#drafted} @change=${this.#typed} @blur=${this.#left} @keydown=${this.#leaveField}>${spec.unit ? html`<span class="muted small">${spec.unit}</span>` : ""}</span></div>
      <input id="slider" type="range" min=${min} max=${max} step="any" .value=${live(String(value))} style=${styleMap(style)} ?disabled=${this.locked}
        aria-valuetext=${withUnit(value, spec)} aria-describedby="note" data-testid="slider-${name}" @input=${this.#dragged} @keydown=${this.#stepped}>
      <div class="bottom number"><span>${shown(min, spec)}</span><span id="note" class="author">${this.#note()}</span><span>${shown(max, spec)}</span></div>
      ${this.conflict ? this.#contest(this.conflict) : ""}`;
  }

  #note() {
    if (this.problem) return html`<span class="problem" role="alert">${this.problem}</span>`;
    if (this.pending) return "not sent yet";
    if (!this.author) return "";
    const { name, color, userId, mine } = this.author;
    return html`<i style=${styleMap({ background: safeColor(color, userId) })}></i>${mine ? "set by you" : html`set by <bdi>${name}</bdi>`}`;
  }

  /** @param {string} heading */
  #resetButton(heading) {
    const { initial } = this.spec;
    if (initial === undefined || initial === this.value || this.locked) return "";
    return html`<button type="button" class="quiet icon reset" title="Back to ${shown(initial, this.spec)}" aria-label="Reset ${heading} to ${shown(initial, this.spec)}"
      data-testid="reset-${this.name}" @click=${() => this.#edit(initial)}>${icons.reset}</button>`;
  }

  /** @param {import("../sync/types.js").Conflict} conflict */
  #contest({ values, mine, resolving, theirUserName = "Someone", theirValue }) {
    const words = mine
      ? `${isolated(theirUserName)} chose ${shown(theirValue, this.spec)} at the same time.`
      : `${values.map((one) => `${isolated(one.name ?? "Someone")} chose ${shown(one.value, this.spec)}`).join(", ")}. They are deciding.`;
    return html`<div class="contest" data-testid="contest-${this.name}"><span>${words}</span>${
      mine
        ? html`<button type="button" ?disabled=${resolving}
      data-testid="decide-${this.name}" @click=${() => this.dispatchEvent(new CustomEvent("decide", { detail: { param: this.name } }))}>Decide</button>`
        : ""
    }</div>`;
  }

  /** @param {Event} event */
  #dragged(event) {
    this.#edit(snap(this.spec, Number(/** @type {HTMLInputElement} */ (event.target).value)));
  }

  /** The native steps would follow a grid that the value need not lie on. @param {KeyboardEvent} event */
  #stepped(event) {
    const steps = own(KEYS, event.key);
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { min, max } = span(this.spec, this.value);
    const { step = (max - min) / 100 } = this.spec;
    this.#edit(snap(this.spec, this.value + steps * step * (event.shiftKey ? 10 : 1)));
  }

  /** @param {Event} event */
  #drafted(event) {
    this.draft = /** @type {HTMLInputElement} */ (event.target).value;
  }

  #left() {
    if (!this.problem) this.draft = null;
  }

  /** @param {Event} event */
  #typed(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const { min = -Infinity, max = Infinity } = this.spec;
    const value = field.valueAsNumber;
    if (!Number.isFinite(value)) this.problem = "Enter a number.";
    else if (value < min || value > max) this.problem = `Between ${shown(min, this.spec)} and ${shown(max, this.spec)}`;
    else this.#edit(value);
  }

  /** @param {KeyboardEvent} event */
  #leaveField(event) {
    if (event.key !== "Escape") return;
    this.problem = "";
    this.draft = null;
  }

  /** @param {number} value */
  #edit(value) {
    this.problem = "";
    this.draft = null;
    if (value !== this.value) this.dispatchEvent(new CustomEvent("edit", { detail: { name: this.name, value } }));
    this.requestUpdate();
  }
}

customElements.define("tutti-slider", TuttiSlider);
