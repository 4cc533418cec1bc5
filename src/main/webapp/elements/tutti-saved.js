import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { look } from "../page/look.js";

/** @typedef {import("../sync/documents/live.js").DocumentState} DocumentState */

/** A sign that changes less often than that is easier to read. */
const CALM_MILLIS = 600;

/** The sign that tells what is stored from what is only sent, and from what has not left. Emits `dismiss`. */
export class TuttiSaved extends LitElement {
  static properties = { state: { attribute: false }, connected: { type: Boolean }, keeps: { type: Boolean }, lately: { state: true } };

  static styles = [look, css`
    :host { display: inline-flex; align-items: center; min-width: 0; font-size: 0.8125rem; color: var(--muted); }
    span { display: inline-flex; align-items: center; gap: 0.375rem; white-space: nowrap; }
    .saved svg { color: var(--ok); }
    .waiting { color: var(--warn); font-weight: 600; }
    .failed { color: var(--bad); font-weight: 600; }
    button { min-height: 30px; padding: 0 0.625rem; font-size: 0.8125rem; margin-left: 0.5rem; }
    .words { display: block; overflow: hidden; text-overflow: ellipsis; }
    @media (max-width: 46rem) { :host { padding-left: 0.375rem; } span { min-width: 0; } }
  `];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {DocumentState|null} */
    this.state = null;
    this.connected = false;
    /** Unsent edits outlive the page. */
    this.keeps = false;
    /** Something was unsaved a moment ago. */
    this.lately = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (!changes.has("state") || !this.state || this.state.saved) return;
    this.lately = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.lately = false), CALM_MILLIS);
  }

  render() {
    if (!this.state) return "";
    const { kind, icon, words, title } = this.#sign(this.state);
    return html`<span class=${kind} data-testid="saved" data-state=${kind} title=${title}>${icon}<span class="words">${words}</span></span>
      ${kind === "failed" ? html`<button type="button" @click=${() => this.dispatchEvent(new Event("dismiss"))}>OK</button>` : ""}
      <span class="visually-hidden" role="status">${kind === "waiting" || kind === "failed" ? words : ""}</span>`;
  }

  /** @param {DocumentState} state */
  #sign({ ready, saved, sent, unsent, problem }) {
    if (problem) return { kind: "failed", icon: icons.close, words: ready ? "Not saved" : "Not opened", title: problem.message };
    if (!saved && !this.connected) {
      return { kind: "waiting", icon: icons.away, words: this.keeps ? "Kept on this device" : "Not saved yet", title: `Offline: ${counted(sent + unsent)} will be sent when the connection is back.${this.keeps ? " You may close this page." : " Keep this page open."}` };
    }
    if (!ready) return { kind: "opening", icon: icons.cloud, words: "Opening…", title: "" };
    if (!saved || this.lately) return { kind: "saving", icon: icons.cloud, words: "Saving…", title: `${unsent} to be sent, ${sent} sent and not stored yet` };
    return { kind: "saved", icon: icons.check, words: "All changes saved", title: "The server has stored every change." };
  }
}

/** @param {number} edits */
const counted = (edits) => (edits === 1 ? "1 edit" : `${edits} edits`);

customElements.define("tutti-saved", TuttiSaved);
