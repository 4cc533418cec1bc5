import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Latest } from "../page/latest.js";
import { baseStyles } from "../page/styles.js";
import { icons } from "../page/icons.js";
import "./tutti-avatar.js";
import "./tutti-bans.js";
import "./tutti-removal.js";
import "./tutti-requests.js";

/** @typedef {import("../sync/session/members.js").Participant} Participant */

const ROLES = { host: "Host", editor: "Editor", viewer: "Viewer" };

/** The dialog with everybody who takes part, where a host gives roles and removes people. Emits `share`. */
export class TuttiMembers extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    absent: { state: true },
    asking: { state: true },
    told: { state: true },
    link: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    dialog { width: min(36rem, calc(100vw - 2rem)); }
    .frame { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; max-height: calc(100dvh - 3rem); }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1rem 0.75rem 0.75rem 1.5rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    h3 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); padding: 0.75rem 1.5rem 0.25rem; }
    .list { overflow: auto; padding-bottom: 0.5rem; }
    li { display: flex; align-items: center; gap: 0.75rem; padding: 0.5rem 1.5rem; flex-wrap: wrap; }
    .who { flex: 1; min-width: 5.5rem; line-height: 1.25; }
    .name { font-weight: 600; display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    select { width: auto; min-height: 38px; font-size: 0.875rem; }
    tutti-removal { flex-basis: 100%; }
    .told { display: grid; gap: 0.375rem; margin: 0.5rem 1.5rem; padding: 0.75rem 0.875rem; border-radius: 12px; background: var(--warn-tint); font-size: 0.875rem; }
    .new { overflow-wrap: anywhere; font-family: var(--mono); font-size: 0.8125rem; user-select: all; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.25rem 1.5rem; }
    footer { display: flex; justify-content: end; gap: 0.5rem; padding: 1rem 1.5rem 1.25rem; border-top: 1px solid var(--line); }
  `,
  ];

  #latest = new Latest();
  /** Who was here when the list of the others was asked for. */
  #here = "";

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    /** @type {Participant[]} those who have a role and are not here */
    this.absent = [];
    /** @type {string|null} whose removal is asked about */
    this.asking = null;
    this.problem = "";
    /** What came of a removal, and the new link where there is one. */
    this.told = "";
    this.link = "";
  }

  /** Whoever goes while the list is open moves to those who are not here. @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (!changes.has("state") || !this.renderRoot?.querySelector("dialog")?.open) return;
    const here = this.state?.users.map(({ id }) => id).join(" ") ?? "";
    if (here !== this.#here) void this.#list();
  }

  open() {
    Object.assign(this, { asking: null, problem: "", told: "", link: "" });
    this.renderRoot.querySelector("dialog")?.showModal();
    void this.#list();
    for (const list of this.renderRoot.querySelectorAll("tutti-requests, tutti-bans")) /** @type {any} */ (list).list();
  }

  render() {
    const { visit, state } = this;
    if (!visit || !state) return html`<dialog></dialog>`;
    const host = state.role === "host";
    const roster = visit.session.presence.roster;
    const absent = this.absent.filter(({ id }) => !state.users.some((user) => user.id === id));
    return html`<dialog aria-labelledby="title" data-testid="members-dialog"><div class="frame"><header><h2 id="title">People</h2>
        <button type="button" class="quiet icon" aria-label="Close" @click=${() => this.#close()}>${icons.close}</button></header>
      <div class="list">${this.told ? html`<div class="told" role="status" data-testid="removal-told"><p>${this.told}</p>${this.link ? html`<p>The new link: <span class="new" data-testid="removal-link">${this.link}</span></p>` : ""}</div>` : ""}${host ? html`<tutti-requests .members=${visit.session.members} .fresh=${visit.requests} @answered=${() => this.#list()}></tutti-requests>` : ""}<h3>Here now</h3><ul>${repeat(
        roster,
        ({ user }) => user.id,
        ({ user, mine, status }) =>
          this.#person(
            {
              id: user.id,
              name: user.name,
              color: user.color,
              role: user.role ?? "editor",
              status,
              anonymous: user.anonymous ?? false,
              source: user.source,
            },
            mine,
            host,
          ),
      )}</ul>
        ${
          absent.length > 0
            ? html`<h3>Members who are away</h3><ul>${repeat(
                absent,
                ({ id }) => id,
                ({ id, name, color, role }) =>
                  this.#person(
                    {
                      id,
                      name: name ?? visit.people[id]?.name ?? id,
                      color: color ?? "",
                      role,
                      status: "away",
                      anonymous: id.startsWith("anon_"),
                    },
                    false,
                    host,
                  ),
              )}</ul>`
            : ""
        }
        ${host ? html`<tutti-bans .members=${visit.session.members} .people=${visit.people}></tutti-bans>` : ""}
        <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p></div>
      <footer>${host ? html`<button type="button" data-testid="members-share" @click=${() => this.#share()}>${icons.invite} Share</button>` : html`<p class="muted small">Only hosts can change roles.</p>`}</footer></div></dialog>`;
  }

  /** @param {{id: string, name: string, color: string, role: keyof typeof ROLES, status: string, anonymous: boolean, source?: "team"|undefined}} person @param {boolean} mine @param {boolean} host */
  #person({ id, name, color, role, status, anonymous, source }, mine, host) {
    return html`<li data-testid="member" data-user=${id}><tutti-avatar .name=${name} .color=${color} .seed=${id} .status=${status}></tutti-avatar>
      <span class="who"><span class="name" title=${name}>${name}${mine ? " (you)" : ""}</span><span class="muted small">${status === "active" ? "active" : status === "idle" ? "idle" : "away"}${source === "team" ? " · through the team" : ""}</span></span>
      ${
        host
          ? html`<select aria-label="Role of ${name}" data-testid="member-role" .value=${role} @change=${(/** @type {any} */ event) => this.#give(id, event.target)}>${Object.entries(ROLES).map(([word, label]) => html`<option value=${word} ?selected=${word === role}>${label}</option>`)}</select>`
          : html`<span class="muted small">${ROLES[role]}</span>`
      }
      ${host && !mine ? html`<button type="button" class="quiet icon" aria-label="Remove ${name}, or make them host" title="Remove, or make host" data-testid="member-more" aria-expanded=${this.asking === id} @click=${() => (this.asking = this.asking === id ? null : id)}>${icons.close}</button>` : ""}
      ${this.asking === id ? html`<tutti-removal .members=${this.visit?.session.members} .person=${{ id, name, anonymous }} @done=${(/** @type {CustomEvent} */ event) => this.#removed(event.detail)} @cancel=${() => (this.asking = null)}></tutti-removal>` : ""}</li>`;
  }

  /** @param {{told: string, link: string}} outcome */
  async #removed({ told, link }) {
    Object.assign(this, { asking: null, told, link });
    await this.#list();
    /** @type {any} */ (this.renderRoot.querySelector("tutti-bans"))?.list();
  }

  async #list() {
    this.#here = this.state?.users.map(({ id }) => id).join(" ") ?? "";
    await this.#latest.ask(
      async () => (await this.visit?.session.members.list().catch(() => [])) ?? [],
      (all) => (this.absent = all.filter(({ connections }) => connections === 0)),
    );
  }

  /** @param {string} id @param {HTMLSelectElement} field */
  async #give(id, field) {
    const before =
      this.state?.users.find((user) => user.id === id)?.role ??
      this.absent.find((one) => one.id === id)?.role ??
      "editor";
    const done = await this.#do(() => this.visit?.session.members.setRole(id, /** @type {any} */ (field.value)));
    if (!done) field.value = before;
  }

  /** @param {() => Promise<unknown>|undefined} action */
  async #do(action) {
    this.asking = null;
    this.problem = "";
    try {
      await action();
      await this.#list();
      return true;
    } catch (failure) {
      const { message, details } = /** @type {any} */ (failure);
      this.problem = details?.status === 404 ? "This server does not support that." : message;
      return false;
    }
  }

  #share() {
    this.#close();
    this.dispatchEvent(new Event("share"));
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }
}

customElements.define("tutti-members", TuttiMembers);
