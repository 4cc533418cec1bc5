import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import { preview, spoken } from "../sync/state/view.js";

/** A change that somebody else has overtaken: both values, and which one shall be. Emits `mine` and `theirs`. */
export class TuttiStateStale extends LitElement {
  static properties = { stale: { attribute: false }, busy: { type: Boolean } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; scroll-margin: 8rem 0 5rem; }
    section { background: var(--warn-tint); border-bottom: 1px solid var(--line); padding: 0.875rem 1.125rem; display: grid; gap: 0.625rem; }
    h3 { font-size: 0.9375rem; color: var(--warn); overflow-wrap: anywhere; }
    .both { display: grid; grid-template-columns: 1fr 1fr; gap: 0.625rem; }
    .one { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 0.625rem 0.75rem; display: grid; gap: 0.375rem; min-width: 0; align-content: space-between; justify-items: start; }
    .one code { font-family: var(--mono); font-size: 0.9375rem; overflow-wrap: anywhere; }
    button { min-height: 38px; font-size: 0.875rem; }
    @media (max-width: 26rem) { .both { grid-template-columns: 1fr; } }
  `,
  ];

  constructor() {
    super();
    /** @type {import("./tutti-state.js").Stale|null} */
    this.stale = null;
    this.busy = false;
  }

  firstUpdated() {
    this.scrollIntoView({ block: "nearest" });
  }

  render() {
    const { stale } = this;
    if (!stale) return "";
    return html`<section role="alert" data-testid="state-stale"><h3>${stale.by} changed ${spoken(stale.path)} while you were editing.</h3>
      <div class="both"><div class="one"><span class="small muted">Current value, set by ${stale.by}</span><code data-testid="stale-theirs">${preview(stale.theirs, 300)}</code><button type="button" data-testid="keep-theirs" @click=${() => this.#emit("theirs")}>Keep this value</button></div>
        <div class="one"><span class="small muted">Your value</span><code data-testid="stale-mine">${stale.what}</code><button type="button" data-testid="use-mine" ?disabled=${this.busy} @click=${() => this.#emit("mine")}>Use my value</button></div></div></section>`;
  }

  /** @param {string} type */
  #emit(type) {
    this.dispatchEvent(new CustomEvent(type));
  }
}

customElements.define("tutti-state-stale", TuttiStateStale);
