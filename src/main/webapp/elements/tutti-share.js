import { LitElement, css, html } from "lit";
import { copyText } from "../page/copy.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";

const SHOWN_MILLIS = 2_500;

/** Copies the link that others join by. Emits `uncopied` ({link}) where the browser does not allow it. */
export class TuttiShare extends LitElement {
  static properties = { link: {}, copied: { state: true } };

  static styles = [
    baseStyles,
    css`
    button { min-width: 8.25rem; }
    @media (max-width: 46rem) {
      button { min-width: 0; width: 40px; padding: 0; }
      .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    }
  `,
  ];

  constructor() {
    super();
    this.link = "";
    this.copied = false;
  }

  render() {
    return html`<button type="button" class="primary" data-testid="copy-link" title=${this.link} @click=${this.#copy}>${this.copied ? icons.check : icons.link}
      <span class="words">${this.copied ? "Copied" : "Copy link"}</span></button><span class="visually-hidden" role="status">${this.copied ? "Link copied" : ""}</span>`;
  }

  async #copy() {
    const done = await copyText(this.link);
    if (!done) {
      this.dispatchEvent(new CustomEvent("uncopied", { detail: { link: this.link } }));
      return;
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), SHOWN_MILLIS);
  }
}

customElements.define("tutti-share", TuttiShare);
