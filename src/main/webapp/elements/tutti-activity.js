import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ago, shown, sign } from "../sync/format.js";
import { baseStyles } from "../page/styles.js";
import { own, record } from "../sync/record.js";
import "./tutti-avatar.js";

/** @typedef {import("../page/feed.js").Entry} Entry */

const REFRESH_MILLIS = 15_000;
/** @type {Record<string, string>} */
const STRATEGIES = {
  yours: "the own value",
  theirs: "the other’s value",
  average: "the average",
  custom: "another value",
  expired: "time ran out",
  superseded: "a newer change came",
};

/** Who changed what last. */
export class TuttiActivity extends LitElement {
  static properties = { entries: { attribute: false }, schema: { attribute: false }, me: {}, now: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; padding: 1rem 1.125rem; }
    ol { margin-top: 0.5rem; display: grid; max-height: 11.25rem; overflow: auto; scrollbar-width: thin; }
    @media (max-width: 60rem) { ol { max-height: 17rem; } }
    li { display: flex; gap: 0.625rem; align-items: center; padding: 0.375rem 0; font-size: 0.9rem; line-height: 1.35; min-width: 0; }
    .what { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    b { font-weight: 600; }
    .value { font-variant-numeric: tabular-nums; font-weight: 600; }
    time { white-space: nowrap; }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {import("../sync/types.js").Schema} */
    this.schema = record();
    /** @type {string|null} */
    this.me = null;
    this.now = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => (this.now = Date.now()), REFRESH_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("entries")) this.now = Date.now();
  }

  render() {
    return html`<h2 id="activity">Activity</h2>
      ${this.entries.length === 0 ? html`<p class="muted small">Changes will appear here, the newest first. Move a slider to begin.</p>` : ""}
      <ol tabindex="0" aria-labelledby="activity" data-testid="activity">${repeat(
        this.entries,
        (entry) => entry.key,
        (entry) => this.#line(entry),
      )}</ol>`;
  }

  /** @param {Entry} entry */
  #line(entry) {
    return html`<li data-testid="activity-entry"><tutti-avatar .name=${entry.name} .color=${entry.color} .seed=${entry.userId ?? ""} .size=${24}></tutti-avatar>
      <span class="what">${this.#what(entry)}</span>
      <time class="muted small" datetime=${new Date(entry.at).toISOString()}>${ago(entry.at, this.now)}</time></li>`;
  }

  /** @param {Entry} entry */
  #what(entry) {
    const { kind, param = "", from, to, strategy = "" } = entry;
    const who = html`<b><bdi>${entry.userId !== null && entry.userId === this.me ? "You" : entry.name}</bdi></b>`;
    const spec = this.schema[param];
    const value = html`<span class="value">${shown(to, spec)}</span>`;
    switch (kind) {
      case "changed":
        return html`${who} set ${sign(param)} ${from === undefined ? "to" : html`<span class="muted number">${shown(from, spec)} →</span>`} ${value}`;
      case "joined":
        return html`${who} joined`;
      case "left":
        return html`${who} left`;
      case "conflict":
        return html`${who} set ${sign(param)} to ${value} <span class="muted">at the same time</span>`;
      case "settled":
        return html`${entry.userId ? html`${who} settled ${sign(param)}:` : html`${sign(param)} settled:`} ${value} <span class="muted">(${own(STRATEGIES, strategy) ?? strategy})</span>`;
    }
  }
}

customElements.define("tutti-activity", TuttiActivity);
