import { LitElement, css, html } from "lit";
import { icons, mark } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";
import "./tutti-connection.js";
import "./tutti-presence.js";
import "./tutti-theme.js";

/** The bar over a session. Emits `leave`, `profile`, `people`, `share` and `retry`. */
export class TuttiHeader extends LitElement {
  static properties = {
    heading: {},
    session: {},
    live: { attribute: false },
    state: { attribute: false },
    status: { attribute: false },
    name: {},
    color: {},
  };

  static styles = [
    baseStyles,
    css`
    :host { position: sticky; top: 0; z-index: 10; display: block; background: color-mix(in srgb, var(--bg) 88%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
    header { display: flex; align-items: center; gap: 0.5rem 0.75rem; padding: 0.625rem 1.25rem; max-width: 96rem; margin: 0 auto; }
    .name { flex: 1; min-width: 0; line-height: 1.2; }
    h1 { font-size: 1.0625rem; font-weight: 680; letter-spacing: -0.015em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .id { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .tools { display: flex; align-items: center; gap: 0.25rem; }
    tutti-connection { margin-right: 0.5rem; }
    .me { padding: 0; width: 44px; height: 44px; min-height: 44px; border-radius: 50%; }
    @media (max-width: 22rem) { .me, .tools button { width: 36px; } .name { flex-basis: 3rem; } }
    @media (max-width: 46rem) {
      header { flex-wrap: wrap; padding: 0.5rem 0.75rem; gap: 0.25rem 0.5rem; }
      .name { flex-basis: 3rem; }
      header { column-gap: 0.375rem; }
      .tools { gap: 0; }
      tutti-connection { margin: 0; }
      tutti-connection:not(.connected) { order: 3; flex-basis: 100%; justify-content: space-between; }
      .leave .words, .share .words { display: none; }
      .leave, .share { width: 40px; padding: 0; }
    }
  `,
  ];

  constructor() {
    super();
    this.heading = "";
    this.session = "";
    /** @type {import("../sync/session/client.js").Session|null} */
    this.live = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    /** @type {import("../sync/types.js").Status} */
    this.status = { state: "connecting" };
    this.name = "";
    this.color = "";
  }

  render() {
    return html`<header>${mark}<div class="name"><h1 data-testid="session-title">${this.heading || "Session"}</h1>
        <span class="id muted small" data-testid="session-id">${this.session}</span></div>
      <tutti-connection class=${this.status.state} .status=${this.status} .saving=${this.state?.saving ?? null} @retry=${() => this.#say("retry")}></tutti-connection>
      <tutti-presence .session=${this.live} .state=${this.state} @people=${() => this.#say("people")}></tutti-presence>
      <button type="button" class="primary share" data-testid="share" aria-label="Share this session" title="Share this session" @click=${() => this.#say("share")}>${icons.link}<span class="words">Share</span></button>
      <div class="tools"><button type="button" class="quiet me" data-testid="profile" title="Your name and colour" @click=${() => this.#say("profile")}>
          <tutti-avatar .name=${this.name || "?"} .color=${this.color} .size=${34}></tutti-avatar><span class="visually-hidden">Your name and colour: ${this.name}</span></button>
        <tutti-theme></tutti-theme>
        <button type="button" class="quiet leave" data-testid="leave" aria-label="Leave the session" title="Leave the session" @click=${() => this.#say("leave")}>${icons.leave}<span class="words">Leave</span></button></div></header>`;
  }

  /** @param {string} event */
  #say(event) {
    this.dispatchEvent(new Event(event));
  }
}

customElements.define("tutti-header", TuttiHeader);
