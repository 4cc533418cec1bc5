import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";

/** @typedef {{key: number, text: string, bad: boolean, timer: any}} Toast */

const SHOWN_MILLIS = 7_000;
const MOST = 3;

/** Short notices at the lower edge. They go by themselves, but not while pointed at or focused. */
export class TuttiToasts extends LitElement {
  static properties = { toasts: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { position: fixed; inset: auto 0 1rem; z-index: 20; display: grid; justify-items: center; gap: 0.5rem; padding: 0 1rem; pointer-events: none; }
    @media (max-width: 46rem) { :host { bottom: calc(64px + env(safe-area-inset-bottom)); } }
    ul { display: grid; gap: 0.5rem; justify-items: center; }
    li { pointer-events: auto; display: flex; align-items: center; gap: 0.5rem; padding: 0.25rem 0.25rem 0.25rem 1rem; border-radius: 12px; background: var(--ink); color: var(--bg);
      box-shadow: 0 8px 30px rgb(0 0 0 / 30%); max-width: 34rem; font-size: 0.9375rem; overflow-wrap: anywhere; animation: rise 180ms ease-out; }
    li.bad::before { content: "!"; flex: none; width: 20px; height: 20px; border-radius: 50%; background: var(--bad); color: var(--surface); display: grid; place-items: center; font-weight: 800; font-size: 0.8125rem; }
    li button { color: inherit; min-height: 36px; width: 36px; }
    li button:hover { background: color-mix(in srgb, var(--bg) 18%, transparent); }
    @keyframes rise { from { transform: translateY(8px); opacity: 0; } }
  `,
  ];

  #count = 0;

  constructor() {
    super();
    /** @type {Toast[]} */
    this.toasts = [];
  }

  /** @param {string} text @param {{bad?: boolean}} [kind] */
  show(text, { bad = false } = {}) {
    const again = this.toasts.find((one) => one.text === text);
    if (again) return this.#start(again);
    const toast = { key: ++this.#count, text, bad, timer: null };
    this.toasts = [...this.toasts, toast].slice(-MOST);
    this.#start(toast);
  }

  render() {
    return html`<div role="status" aria-live="polite" data-testid="toasts"><ul>${repeat(
      this.toasts,
      (one) => one.key,
      (one) => html`
      <li class=${one.bad ? "bad" : ""} data-testid="toast" @pointerenter=${() => clearTimeout(one.timer)} @pointerleave=${() => this.#start(one)}
        @focusin=${() => clearTimeout(one.timer)} @focusout=${() => this.#start(one)}><span>${one.text}</span>
        <button type="button" class="quiet icon" aria-label="Dismiss" @click=${() => this.#remove(one)}>${icons.close}</button></li>`,
    )}</ul></div>`;
  }

  /** @param {Toast} toast */
  #start(toast) {
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => this.#remove(toast), SHOWN_MILLIS);
  }

  /** @param {Toast} toast */
  #remove(toast) {
    clearTimeout(toast.timer);
    this.toasts = this.toasts.filter((one) => one !== toast);
  }
}

customElements.define("tutti-toasts", TuttiToasts);
