import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../page/styles.js";
import { icons } from "../page/icons.js";
import "./tutti-avatar.js";

const MOST_SHOWN = 5;

/** @typedef {import("../sync/presence/client.js").RosterEntry} RosterEntry */

/** Who is here, as a row of avatars: who is active, who types, who looks at which document. Emits `people`. */
export class TuttiPresence extends LitElement {
  static properties = { session: { attribute: false }, state: { attribute: false } };

  static styles = [
    baseStyles,
    css`
    :host { display: inline-flex; }
    button { padding: 0 0.625rem; min-height: 40px; gap: 0.5rem; }
    ul { display: flex; }
    li { position: relative; margin-left: -7px; border-radius: 50%; box-shadow: 0 0 0 2px var(--bg); background: var(--bg); }
    li:first-child { margin-left: 0; }
    .typing::after { content: "…"; position: absolute; left: 50%; top: -9px; transform: translateX(-50%); padding: 0 0.3125rem; border-radius: 8px; background: var(--ink); color: var(--bg); font-size: 0.75rem; line-height: 0.8125rem; font-weight: 800; }
    .sign { display: none; } .sign.alone { display: flex; } .count, .more:empty { display: none; }
    @media (max-width: 46rem) { ul, .more { display: none; } .sign { display: flex; } .count { display: inline; } button { padding: 0 0.25rem; gap: 0.1875rem; } }
  `,
  ];

  /** @type {() => void} */
  #stop = () => {};

  constructor() {
    super();
    /** @type {import("../sync/session/client.js").Session|null} */
    this.session = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("session")) this.#follow();
  }

  #follow() {
    this.#stop();
    this.#stop = this.session?.on("presence", () => this.requestUpdate()) ?? (() => {});
  }

  render() {
    const roster = this.session?.presence.roster ?? [];
    const others = roster.filter(({ mine }) => !mine);
    const shown = others.slice(0, MOST_SHOWN);
    return html`<button type="button" class="quiet" data-testid="presence" title="People and roles" @click=${() => this.dispatchEvent(new Event("people"))}>
      <span class="sign ${others.length === 0 ? "alone" : ""}">${icons.people}</span>${
        others.length === 0
          ? ""
          : html`<ul>${repeat(
              shown,
              ({ user }) => user.id,
              (
                entry,
              ) => html`<li class=${entry.typing ? "typing" : ""} title=${about(entry)} data-testid="presence-person" data-user=${entry.user.id} data-status=${entry.status}>
        <tutti-avatar .name=${entry.user.name} .color=${entry.user.color} .seed=${entry.user.id} .status=${entry.status} .size=${30}></tutti-avatar><span class="visually-hidden">${about(entry)}</span></li>`,
            )}</ul>`
      }
      <span class="number small more">${others.length > MOST_SHOWN ? `+${others.length - MOST_SHOWN}` : ""}</span><span class="number small count" aria-hidden="true">${roster.length}</span><span class="visually-hidden">People and roles: ${roster.length} here</span></button>`;
  }
}

/** @param {RosterEntry} entry */
function about({ user, status, files, typing }) {
  const place = files.length > 0 ? `viewing ${files.join(", ")}` : "";
  const types = typing === null ? "" : typing === "chat" ? "typing in the chat" : `typing in ${typing}`;
  return [user.name, status === "active" ? "" : status, types || place].filter(Boolean).join(" · ");
}

customElements.define("tutti-presence", TuttiPresence);
