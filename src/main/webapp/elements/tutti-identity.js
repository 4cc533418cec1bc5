import { LitElement, css, html } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { SWATCHES, inkOn } from "../sync/format.js";
import { baseStyles } from "../page/styles.js";
import { icons } from "../page/icons.js";
import "./tutti-avatar.js";

/** The fields for a person's name and colour. Read `value`; emits `change`. `fixed`: the name is an account's. */
export class TuttiIdentity extends LitElement {
  static properties = { name: {}, color: {}, fixed: { type: Boolean } };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; gap: 1rem; }
    .name { display: flex; align-items: end; gap: 0.75rem; }
    .name > div { flex: 1; min-width: 0; }
    .name input { margin-top: 0.25rem; }
    legend { font-size: 0.875rem; font-weight: 600; padding: 0; margin-bottom: 0.5rem; }
    .swatches { display: grid; grid-template-columns: repeat(9, minmax(0, 34px)); gap: 0.375rem; }
    .swatch { position: relative; aspect-ratio: 1; }
    .swatch input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
    .swatch span { display: grid; place-items: center; width: 100%; height: 100%; border-radius: 50%; pointer-events: none; }
    .swatch svg { width: 16px; height: 16px; stroke-width: 3; }
    .swatch input:checked + span { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--ink); }
    .swatch input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 5px; }
    .wheel { background: conic-gradient(#e11d48, #d97706, #65a30d, #0d9488, #2563eb, #9333ea, #e11d48); }
    .swatch.own input { padding: 0; border: 0; }
    .swatch.own.chosen span { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--ink); }
  `,
  ];

  constructor() {
    super();
    this.name = "";
    this.fixed = false;
    this.color = /** @type {string} */ (SWATCHES[0]);
  }

  get value() {
    return { name: this.name.trim(), color: this.color };
  }

  render() {
    return html`<div class="name"><tutti-avatar .name=${this.name || "?"} .color=${this.color} .size=${42}></tutti-avatar>
        <div><label for="name">Your name</label><input id="name" type="text" maxlength="60" autocomplete="nickname" placeholder="How others see you" ?disabled=${this.fixed} .value=${this.name}
          data-testid="profile-name" @input=${(/** @type {any} */ event) => this.#set({ name: event.target.value })}></div></div>
      <fieldset><legend>Your colour</legend><div class="swatches">${SWATCHES.map(
        (color, at) => html`<span class="swatch"><input type="radio" name="color" value=${color}
          aria-label="Colour ${at + 1}" .checked=${color === this.color} @change=${() => this.#set({ color })}>
          <span style=${styleMap({ background: color, color: inkOn(color) })}>${color === this.color ? icons.check : ""}</span></span>`,
      )}
        ${this.#own(!SWATCHES.includes(this.color))}</div></fieldset>`;
  }

  /** @param {boolean} chosen */
  #own(chosen) {
    return html`<span class="swatch own ${chosen ? "chosen" : ""}"><input type="color" aria-label="Another colour" title="Another colour" data-testid="profile-color"
      .value=${this.color} @input=${(/** @type {any} */ event) => this.#set({ color: event.target.value })}>
      <span class=${chosen ? "" : "wheel"} style=${styleMap(chosen ? { background: this.color, color: inkOn(this.color) } : {})}>${chosen ? icons.check : ""}</span></span>`;
  }

  /** @param {{name?: string, color?: string}} change */
  #set(change) {
    Object.assign(this, change);
    this.dispatchEvent(new Event("change"));
  }
}

customElements.define("tutti-identity", TuttiIdentity);
