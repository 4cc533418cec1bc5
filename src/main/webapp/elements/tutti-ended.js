import { LitElement, css, html } from "lit";
import { LOST_TITLE, endingOf } from "../page/endings.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { isSessionId } from "../sync/names.js";
import "./tutti-ask.js";
import "./tutti-refused.js";

/** What a person sees where a session cannot go on. Emits `again`, `anew` (as someone new), `signin`, `start` (a session of that id) and `home`. */
export class TuttiEnded extends LitElement {
  static properties = {
    status: { attribute: false },
    session: {},
    members: { attribute: false },
    name: {},
    texts: { attribute: false },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; place-items: center; min-height: 100vh; min-height: 100dvh; padding: 1.5rem; }
    .card { max-width: 30rem; padding: 2.25rem 2rem; text-align: center; }
    h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.015em; }
    h1:focus { outline: none; }
    p { margin-top: 0.75rem; color: var(--muted); overflow-wrap: anywhere; }
    .said { font-size: 0.875rem; }
    .actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.625rem; margin-top: 1.5rem; }
    tutti-refused { margin-top: 1rem; border-radius: 10px; border-bottom: 0; }
    .badge { display: inline-grid; place-items: center; width: 52px; height: 52px; border-radius: 50%; background: var(--bad-tint); color: var(--bad); margin-bottom: 1rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/types.js").Status} */
    this.status = { state: "connecting" };
    this.session = "";
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    this.name = "";
    /** What was written and has not reached the server. @type {{title: string, text: string}[]} */
    this.texts = [];
  }

  firstUpdated() {
    this.renderRoot.querySelector("h1")?.focus();
  }

  render() {
    if (this.status.state !== "closed") return "";
    const { code, reason, final, lost } = this.status;
    if (lost !== undefined) return this.#lost(lost);
    const startable = code === 4404 && isSessionId(this.session);
    const { title, text, known } = endingOf({ code, reason }, startable);
    // Hosts hear nothing of people whom they have banned.
    const asks = code === 4403 && this.members !== null && !String(reason).startsWith("banned");
    return html`<section class="card" role="alert" data-testid="ended" data-code=${code}><span class="badge">${icons.close}</span>
      <h1 tabindex="-1">${title}</h1><p>${text}</p>${reason && (code === 4401 || !known) ? html`<p class="said">The server says: ${reason}</p>` : ""}
      <p class="said">Session <b>${this.session}</b></p>
      ${asks ? html`<tutti-ask .members=${this.members} .name=${this.name} @again=${() => this.dispatchEvent(new Event("again"))}></tutti-ask>` : ""}
      ${this.texts.map(({ title, text }) => html`<tutti-refused .heading=${`Not saved: ${title}`} reason="Your latest changes did not reach the server. Copy them before you continue." .text=${text}></tutti-refused>`)}
      <div class="actions">${code === 4401 ? html`${this.#action("signin", "Sign in", true)}${this.#action("anew", "Join as someone new", false)}` : startable ? this.#action("start", "Start this session", true) : final ? "" : this.#action("again", "Try again", !asks)}
        ${this.#action("home", "Go to the start page", final && code !== 4403 && !startable)}</div></section>`;
  }

  /** @param {string} name  of whoever this browser was */
  #lost(name) {
    return html`<section class="card" role="alert" data-testid="ended" data-code="4401" data-lost><span class="badge">${icons.close}</span>
      <h1 tabindex="-1">${LOST_TITLE}</h1>
      <p>You were in this session as <b><bdi>${name || "someone without a name"}</bdi></b>, but this browser was away for too long, or was signed out on another device. Everything you did stays in the session under that name.</p>
      <p>You can join as someone new. You keep your name and colour, but not your role: a host can give it to you again.</p>
      <p class="said">Session <b>${this.session}</b></p>
      <div class="actions">${this.#action("again", "Try again", true)}${this.#action("anew", "Join as someone new", false)}${this.#action("signin", "Sign in", false)}${this.#action("home", "Go to the start page", false)}</div></section>`;
  }

  /** @param {string} event @param {string} words @param {boolean} first */
  #action(event, words, first) {
    return html`<button type="button" class=${first ? "primary" : ""} data-testid="ended-${event}" @click=${() => this.dispatchEvent(new Event(event))}>${words}</button>`;
  }
}

customElements.define("tutti-ended", TuttiEnded);
