import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ago } from "../sync/format.js";
import { baseStyles } from "../page/styles.js";
import { preview, valueAt } from "../sync/state/view.js";
import { isObject } from "../sync/state/merge.js";
import "./tutti-avatar.js";

/** @typedef {import("../sync/state/client.js").StateChange} StateChange */

const MOST_PARTS = 5;

/** Who changed what of the shared state, newest first. */
export class TuttiStateChanges extends LitElement {
  static properties = { changes: { attribute: false }, now: { type: Number }, person: { attribute: false } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    .card { padding: 1rem 1.125rem; }
    ol { margin-top: 0.5rem; display: grid; max-height: 60dvh; overflow: auto; scrollbar-width: thin; }
    li { display: flex; gap: 0.625rem; padding: 0.5rem 0; font-size: 0.875rem; line-height: 1.4; min-width: 0; }
    .what { flex: 1; min-width: 0; display: grid; gap: 0.125rem; overflow-wrap: anywhere; }
    b { font-weight: 650; }
    code { font-family: var(--mono); font-size: 0.8125rem; }
    .was { color: var(--muted); text-decoration: line-through; }
    time { white-space: nowrap; }
  `,
  ];

  constructor() {
    super();
    /** @type {readonly StateChange[]} */
    this.changes = [];
    this.now = Date.now();
    /** @type {(id: string|null) => {name: string, label: string, color: string}} */
    this.person = () => ({ name: "Someone", label: "Someone", color: "" });
  }

  render() {
    return html`<section class="card" aria-labelledby="changes"><h2 id="changes">Changes</h2>
      ${
        this.changes.length === 0
          ? html`<p class="muted small">Changes will appear here, the newest first.</p>`
          : html`
      <ol tabindex="0" aria-labelledby="changes" data-testid="state-changes">${repeat(
        this.changes,
        ({ version }) => version,
        (change) => this.#change(change),
      )}</ol>`
      }</section>`;
  }

  /** @param {StateChange} change */
  #change({ userId, at, patch, before, told }) {
    const story = told === "story" && userId === null;
    const { name, label, color } = story ? { name: "Story", label: "The story", color: "" } : this.person(userId);
    const parts = changed(patch);
    return html`<li data-testid="state-change"><tutti-avatar .name=${name} .color=${color} .seed=${userId ?? ""} .size=${24}></tutti-avatar>
      <span class="what"><span><b>${label}</b>${told === "story" && !story ? " in the story" : ""}</span>${parts.slice(0, MOST_PARTS).map(({ path, value }) => this.#part(path, value, valueAt(before, path)))}
        ${parts.length > MOST_PARTS ? html`<span class="muted">and ${parts.length - MOST_PARTS} more</span>` : ""}</span>
      <time class="muted small" datetime=${new Date(at).toISOString()}>${ago(at, this.now)}</time></li>`;
  }

  /** @param {string[]} path @param {any} value @param {any} was */
  #part(path, value, was) {
    return html`<span>${path.join(" › ")} ${was === undefined ? "" : html`<code class="was">${preview(was, 40)}</code> `}${value === null ? "removed" : html`→ <code>${preview(value, 60)}</code>`}</span>`;
  }
}

/** The smallest parts that a patch changes. @param {import("../sync/state/merge.js").JsonObject} patch @param {string[]} [above] @returns {{path: string[], value: any}[]} */
function changed(patch, above = []) {
  return Object.entries(patch).flatMap(([key, value]) =>
    isObject(value) && Object.keys(value).length > 0
      ? changed(value, [...above, key])
      : [{ path: [...above, key], value }],
  );
}

customElements.define("tutti-state-changes", TuttiStateChanges);
