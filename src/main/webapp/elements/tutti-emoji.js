import { LitElement, css, html } from "lit";
import { emojiFor } from "../sync/chat/view.js";
import { baseStyles } from "../page/styles.js";

const COLUMNS = 8;

/** A small board of emoji, to be shown beside what opens it. Emits `pick` ({emoji}) and `close`. */
export class TuttiEmoji extends LitElement {
  static properties = { query: { state: true }, at: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; width: 20.5rem; max-width: calc(100vw - 1.5rem); padding: 0.625rem; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 12px 40px rgb(0 0 0 / 22%); }
    .board { display: grid; grid-template-columns: repeat(8, 1fr); gap: 2px; max-height: 12.5rem; overflow: auto; margin-top: 0.5rem; }
    .board button { border: 0; background: transparent; padding: 0; min-height: 36px; font-size: 1.25rem; border-radius: 8px; }
    .board button:hover { background: var(--sunken); }
    input { min-height: 36px; font-size: 0.875rem; }
    p { padding: 0.75rem 0.25rem 0.25rem; }
  `,
  ];

  constructor() {
    super();
    this.query = "";
    this.at = 0;
  }

  firstUpdated() {
    this.renderRoot.querySelector("input")?.focus({ preventScroll: true });
  }

  render() {
    const found = emojiFor(this.query);
    return html`<div role="dialog" aria-label="Emoji" @keydown=${this.#key}><input type="search" aria-label="Search emoji" placeholder="Search" .value=${this.query}
        @input=${(/** @type {any} */ event) => {
          this.query = event.target.value;
          this.at = 0;
        }}>
      ${
        found.length === 0
          ? html`<p class="muted small">No emoji found.</p>`
          : html`<div class="board">${found.map(
              (emoji, at) => html`<button type="button" tabindex=${at === this.at ? 0 : -1}
        data-testid="emoji" aria-label=${emoji} @focus=${() => (this.at = at)} @click=${() => this.#say("pick", { emoji })}>${emoji}</button>`,
            )}</div>`
      }</div>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const inField = event.composedPath()[0] instanceof HTMLInputElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      return this.#say("close", {});
    }
    const count = emojiFor(this.query).length;
    if (event.key === "Enter" && inField && count > 0) {
      event.preventDefault();
      return this.#say("pick", { emoji: emojiFor(this.query)[0] });
    }
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (step === undefined || (inField && event.key !== "ArrowDown")) return;
    event.preventDefault();
    this.at = inField ? 0 : Math.max(0, Math.min(count - 1, this.at + step));
    this.updateComplete.then(() => this.renderRoot.querySelectorAll("button")[this.at]?.focus());
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("tutti-emoji", TuttiEmoji);
