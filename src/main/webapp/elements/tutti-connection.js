import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import { waitingTold } from "../sync/session/saving-view.js";

/** The connection light: what it is, when it tries again, and what waits to be sent. */
export class TuttiConnection extends LitElement {
  static properties = { status: { attribute: false }, saving: { attribute: false }, now: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { display: inline-flex; align-items: center; gap: 0.5rem; font-size: 0.875rem; min-width: 0; }
    .light { width: 10px; height: 10px; border-radius: 50%; flex: none; background: var(--ok); }
    .connecting .light, .reconnecting .light { background: var(--warn); animation: breathe 1.2s ease-in-out infinite; }
    .offline .light, .closed .light { background: var(--bad); }
    .pill { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 40px; padding: 0 0.25rem; font-weight: 600; white-space: nowrap; }
    .unsent { font-weight: 500; color: var(--muted); }
    button { min-height: 36px; padding: 0 0.75rem; font-size: 0.8125rem; }
    @media (max-width: 46rem) {
      .connected .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .connected { min-height: 0; }
      .pill { flex-wrap: wrap; gap: 0 0.5rem; white-space: normal; }
      .unsent { flex-basis: 100%; padding-left: 1.125rem; font-size: 0.8125rem; }
      button { flex: none; }
    }
    @keyframes breathe { 50% { opacity: 0.35; } }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {import("../sync/types.js").Status} */
    this.status = { state: "connecting" };
    /** @type {import("../sync/session/saving.js").Saving|null} */
    this.saving = null;
    this.now = Date.now();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (!changes.has("status")) return;
    clearInterval(this.#timer);
    this.now = Date.now();
    if (this.#nextAttemptAt !== null) this.#timer = setInterval(() => (this.now = Date.now()), 250);
  }

  get #nextAttemptAt() {
    return "nextAttemptAt" in this.status ? this.status.nextAttemptAt : null;
  }

  render() {
    const { state } = this.status;
    const waiting = state === "reconnecting" || state === "offline";
    const unsent = this.saving ? waitingTold(this.saving, state === "connected") : "";
    return html`<span class="pill ${state}" title=${state === "connected" ? "Connected" : ""} data-testid="connection" data-state=${state}><span class="light" aria-hidden="true"></span>
      <span class="words number">${this.#words(state)}</span>
      ${unsent ? html`<span class="unsent" data-testid="unsent">${unsent}</span>` : ""}</span>
      ${
        waiting
          ? html`<button type="button" data-testid="retry-now" @click=${() => this.dispatchEvent(new Event("retry"))}
        ?disabled=${this.#nextAttemptAt === null}>Try now</button>`
          : ""
      }`;
  }

  /** @param {import("../sync/types.js").Status["state"]} state */
  #words(state) {
    const at = this.#nextAttemptAt;
    const seconds = at === null ? 0 : Math.max(0, Math.ceil((at - this.now) / 1000));
    switch (state) {
      case "connecting":
        return "Connecting…";
      case "connected":
        return "Connected";
      case "reconnecting":
        return seconds > 0 ? `Reconnecting in ${seconds} s` : "Reconnecting…";
      case "offline":
        return seconds > 0 ? `Offline, next try in ${seconds} s` : "Offline";
      case "closed":
        return "Not connected";
    }
  }
}

customElements.define("tutti-connection", TuttiConnection);
