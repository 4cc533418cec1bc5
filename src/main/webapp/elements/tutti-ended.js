import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { isSessionId } from "../sync/names.js";
import "./tutti-ask.js";
import "./tutti-refused.js";

/** @type {Record<number, {title: string, text: string}>} */
const ENDS = {
  1000: { title: "This session was closed", text: "Somebody who may do so has ended it." },
  4401: {
    title: "You are signed out",
    text: "Your sign-in has ended: you signed out or changed your password elsewhere, or it was not accepted. Sign in again, or go on as someone new.",
  },
  4403: {
    title: "You are out of this session",
    text: "A host has removed you, your team's access has ended, or it is not open to you. You can ask its hosts to let you in.",
  },
  4404: {
    title: "There is no such session",
    text: "The link may be mistyped. Ask for it again, or start a session of your own.",
  },
  4408: { title: "Signing in took too long", text: "The connection may be slow just now. Try again." },
  4410: { title: "This session was deleted", text: "A host has deleted it, with everything in it." },
};

/** Why one is out, by the first word of the reason (rule ERR11). @type {Record<string, {title: string, text: string}>} */
const OUTS = {
  removed: {
    title: "You were removed from this session",
    text: "A host has removed you. You may come back if the session still lets you in, or ask its hosts.",
  },
  banned: { title: "You are banned from this session", text: "A host has banned you. Only a host can lift that." },
  not_admitted: {
    title: "This session did not let you in",
    text: "It is only for people who were invited. Ask its hosts to let you in, or for an invitation.",
  },
  team_ended: {
    title: "Your team's access has ended",
    text: "You came in by your team, and that is over. Ask the session's hosts for a role of your own.",
  },
  bad_invite: {
    title: "This invitation is not valid",
    text: "It has ended, was used up, or belongs to another session. Ask for a new one.",
  },
};

const START = {
  title: "No such session",
  text: "Nobody has started a session with this id yet, or the link is mistyped. Start it?",
};

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
    const out = code === 4403 ? OUTS[String(reason).replace(/:.*$/s, "")] : undefined;
    const startable = code === 4404 && isSessionId(this.session);
    const end = startable
      ? START
      : (out ??
        ENDS[code] ?? {
          title: "The connection was ended",
          text: "The server closed it and asks not to come back by itself.",
        });
    return html`<section class="card" role="alert" data-testid="ended" data-code=${code}><span class="badge">${icons.close}</span>
      <h1 tabindex="-1">${end.title}</h1><p>${end.text}</p>${reason && !out && (code === 4401 || code === 4403 || !ENDS[code]) ? html`<p class="said">The server says: ${reason}</p>` : ""}
      <p class="said">Session <b>${this.session}</b></p>
      ${code === 4403 && this.members ? html`<tutti-ask .members=${this.members} .name=${this.name} @again=${() => this.dispatchEvent(new Event("again"))}></tutti-ask>` : ""}
      ${this.texts.map(({ title, text }) => html`<tutti-refused .heading=${`Not saved: ${title}`} reason="What you wrote last has not reached the server. Copy it before you go on." .text=${text}></tutti-refused>`)}
      <div class="actions">${code === 4401 ? html`${this.#action("signin", "Sign in", true)}${this.#action("anew", "Join as someone new", false)}` : startable ? this.#action("start", "Start it", true) : final ? "" : this.#action("again", "Try again", true)}
        ${this.#action("home", "To the start page", final && code !== 4403 && !startable)}</div></section>`;
  }

  /** @param {string} name  of whoever this browser was */
  #lost(name) {
    return html`<section class="card" role="alert" data-testid="ended" data-code="4401" data-lost><span class="badge">${icons.close}</span>
      <h1 tabindex="-1">The server does not know you any more</h1>
      <p>You were in this session as <b><bdi>${name || "somebody without a name"}</bdi></b>, but this browser has been away for too long, or was signed out elsewhere. What you did here stays, and is kept under that name.</p>
      <p>You can join as someone new. You keep your name and colour, but not the role that you had: a host can give it to you again.</p>
      <p class="said">Session <b>${this.session}</b></p>
      <div class="actions">${this.#action("again", "Try again", true)}${this.#action("anew", "Join as someone new", false)}${this.#action("signin", "Sign in", false)}${this.#action("home", "To the start page", false)}</div></section>`;
  }

  /** @param {string} event @param {string} words @param {boolean} first */
  #action(event, words, first) {
    return html`<button type="button" class=${first ? "primary" : ""} data-testid="ended-${event}" @click=${() => this.dispatchEvent(new Event(event))}>${words}</button>`;
  }
}

customElements.define("tutti-ended", TuttiEnded);
