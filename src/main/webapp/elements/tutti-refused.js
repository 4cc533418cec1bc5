import { LitElement, css, html } from "lit";
import { copyText } from "../page/copy.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";

const SHOWN_MILLIS = 1_800;

/** What somebody has written and is not on the server, with the reason: to be copied before it is let go. Emits `dismiss`. */
export class TuttiRefused extends LitElement {
  static properties = { heading: {}, reason: {}, text: {}, dismissible: { type: Boolean }, copied: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; text-align: left; padding: 0.75rem 1rem; background: var(--bad-tint); border-bottom: 1px solid var(--line); font-size: 0.875rem; }
    p { overflow-wrap: anywhere; }
    b { color: var(--bad); }
    textarea { display: block; margin-top: 0.5rem; font: 0.8125rem/1.45 ui-monospace, monospace; max-height: 9rem; }
    .actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem; }
    button { min-height: 36px; font-size: 0.8125rem; }
  `,
  ];

  constructor() {
    super();
    this.heading = "";
    this.reason = "";
    this.text = "";
    this.dismissible = false;
    this.copied = false;
  }

  render() {
    const lines = Math.min(5, this.text.split("\n").length);
    return html`<div role="alert" data-testid="refused"><p><b>${this.heading}</b> ${this.reason}</p></div>
      ${this.text === "" ? "" : html`<textarea readonly rows=${lines} data-testid="refused-text" aria-label="What you wrote" .value=${this.text} @focus=${(/** @type {Event} */ event) => /** @type {HTMLTextAreaElement} */ (event.target).select()}></textarea>`}
      <div class="actions">${this.text === "" ? "" : html`<button type="button" data-testid="refused-copy" @click=${this.#copy}>${this.copied ? icons.check : ""}${this.copied ? "Copied" : "Copy the text"}</button>`}
        ${this.dismissible ? html`<button type="button" class="quiet" data-testid="refused-dismiss" @click=${() => this.dispatchEvent(new Event("dismiss"))}>${this.text === "" ? "OK" : "Discard it"}</button>` : ""}</div>`;
  }

  async #copy() {
    if (!(await copyText(this.text))) return void this.renderRoot.querySelector("textarea")?.focus();
    this.copied = true;
    setTimeout(() => (this.copied = false), SHOWN_MILLIS);
  }
}

customElements.define("tutti-refused", TuttiRefused);
