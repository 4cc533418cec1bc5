import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";

const MOST_SHOWN = 4;

/** Who else looks at a document. Emits `reveal` ({key}): go where that window is. */
export class TuttiWatchers extends LitElement {
  static properties = { watchers: { attribute: false } };

  static styles = [
    baseStyles,
    css`
    :host { display: flex; align-items: center; min-width: 0; }
    ul { display: flex; padding-left: 0.375rem; }
    li { margin-left: -0.375rem; position: relative; }
    button { width: 34px; min-height: 34px; padding: 0; border: 2px solid var(--surface); border-radius: 50%; background: var(--surface); }
    .typing::after { content: "…"; position: absolute; right: -3px; bottom: -2px; width: 15px; height: 15px; border-radius: 50%; background: var(--ok); color: var(--surface); font: 700 0.75rem/0.6rem var(--font); text-align: center; }
    .more { margin-left: 0.375rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/documents/view.js").Watcher[]} */
    this.watchers = [];
  }

  render() {
    if (this.watchers.length === 0) return "";
    const shown = this.watchers.slice(0, MOST_SHOWN);
    const rest = this.watchers.slice(MOST_SHOWN);
    return html`<ul aria-label="Others viewing this document" data-testid="watchers">${repeat(
      shown,
      ({ key }) => key,
      ({ key, userId, name, color, mine, typing }) => html`<li class=${typing ? "typing" : ""} data-testid="watcher">
      <button type="button" title="${name}${mine ? " (you, in another window)" : ""}${typing ? ", typing" : ""}: go there" aria-label="Go to ${name}"
        @click=${() => this.dispatchEvent(new CustomEvent("reveal", { detail: { key } }))}><tutti-avatar .name=${name} .color=${color} .seed=${userId} .size=${30}></tutti-avatar></button></li>`,
    )}</ul>
      ${rest.length > 0 ? html`<span class="muted small number more" title=${rest.map(({ name }) => name).join(", ")}>+${rest.length}</span>` : ""}`;
  }
}

customElements.define("tutti-watchers", TuttiWatchers);
