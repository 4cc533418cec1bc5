import { LitElement, css, html } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { initials, inkOn, safeColor } from "../sync/format.js";

/** A person as a coloured disc with initials. */
export class TuttiAvatar extends LitElement {
  static properties = { name: {}, color: {}, seed: {}, status: {}, size: { type: Number } };

  static styles = css`
    :host { display: inline-block; position: relative; flex: none; }
    .disc { display: grid; place-items: center; border-radius: 50%; font-weight: 700; letter-spacing: 0.01em; user-select: none; }
    .idle, .away { opacity: 0.55; }
    .status { position: absolute; right: -3px; bottom: -2px; width: 12px; height: 12px; border-radius: 50%; border: 2px solid var(--surface); background: var(--ok); }
    .status.idle { background: var(--warn); opacity: 1; }
    .status.away { background: var(--edge); opacity: 1; }
  `;

  constructor() {
    super();
    this.name = "";
    this.color = "";
    this.seed = "";
    this.status = "";
    this.size = 36;
  }

  render() {
    const background = safeColor(this.color, this.seed || this.name);
    const style = {
      background,
      color: inkOn(background),
      width: `${this.size}px`,
      height: `${this.size}px`,
      fontSize: `${this.size * 0.38}px`,
    };
    return html`<span class="disc ${this.status}" style=${styleMap(style)} aria-hidden="true">${initials(this.name)}</span>${
      this.status ? html`<span class="status ${this.status}" aria-hidden="true"></span>` : ""
    }`;
  }
}

customElements.define("tutti-avatar", TuttiAvatar);
