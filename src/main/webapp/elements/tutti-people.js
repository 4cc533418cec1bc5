import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../page/styles.js";
import { own } from "../sync/record.js";
import "./tutti-avatar.js";

const ROLES = { host: "Host", editor: "Editor", viewer: "Viewer" };

/** Who is in the session. */
export class TuttiPeople extends LitElement {
  static properties = { users: { attribute: false }, me: {} };

  static styles = [
    baseStyles,
    css`
    :host { display: block; padding: 1rem 1.125rem; }
    header { display: flex; justify-content: space-between; align-items: baseline; }
    ul { display: grid; gap: 0.125rem; margin-top: 0.5rem; max-height: 16rem; overflow: auto; }
    li { display: flex; align-items: center; gap: 0.75rem; padding: 0.375rem 0; min-width: 0; }
    .who { min-width: 0; flex: 1; line-height: 1.25; }
    .name { font-weight: 600; font-size: 0.9375rem; display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .you { font-size: 0.75rem; font-weight: 650; color: var(--accent); background: var(--tint); padding: 0.125rem 0.5rem; border-radius: 99px; }
    .alone { margin-top: 0.5rem; padding-top: 0.625rem; border-top: 1px solid var(--line); }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/types.js").User[]} */
    this.users = [];
    /** @type {string|null} */
    this.me = null;
  }

  render() {
    const users = [...this.users].sort((a, b) => Number(b.id === this.me) - Number(a.id === this.me));
    return html`<header><h2 id="people">Here now</h2><span class="muted small number" data-testid="people-count">${users.length}</span></header>
      <ul aria-labelledby="people" data-testid="people">${repeat(
        users,
        (user) => user.id,
        (user) => this.#person(user),
      )}</ul>
      ${users.length === 1 ? html`<p class="muted small alone">You are the only one here so far. Share the link to invite others.</p>` : ""}`;
  }

  /** @param {import("../sync/types.js").User} user */
  #person(user) {
    const { id, name, color, role = "editor", status = "active", connections = 1 } = user;
    const about = [
      own(ROLES, role) ?? role,
      user.source === "team" ? "through the team" : "",
      status === "active" ? "" : status,
      connections > 1 ? `${connections} windows` : "",
    ];
    return html`<li data-testid="person" data-user=${id}>
      <tutti-avatar .name=${name} .color=${color} .seed=${id} .status=${status}></tutti-avatar>
      <span class="who"><span class="name" data-testid="person-name" title=${name}>${name}</span>
        <span class="muted small" data-testid="person-role">${about.filter(Boolean).join(" · ")}</span></span>
      ${id === this.me ? html`<span class="you">you</span>` : ""}</li>`;
  }
}

customElements.define("tutti-people", TuttiPeople);
