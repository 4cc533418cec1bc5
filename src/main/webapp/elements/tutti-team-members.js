import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Workplace } from "../sync/tutti.js";
import { icons } from "../page/icons.js";
import { Latest } from "../page/latest.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";

/** Who is in a team; its admins take people in and let them go. Emits `changed`. */
export class TuttiTeamMembers extends LitElement {
  static properties = {
    team: { attribute: false },
    account: { attribute: false },
    requests: { state: true },
    problem: { state: true },
    told: { state: true },
    asking: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0.25rem 1rem; margin-top: 0.5rem; }
    li { display: flex; align-items: center; gap: 0.75rem; padding: 0.375rem 0; min-width: 0; }
    .who { flex: 1; min-width: 0; line-height: 1.25; }
    .who span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .name { font-weight: 600; }
    form { display: grid; grid-template-columns: 2fr 1.5fr 1fr auto; gap: 0.5rem; align-items: end; margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
    form > div { min-width: 0; }
    form input, form select { margin-top: 0.25rem; }
    ul + h2 { margin-top: 1.25rem; }
    .requests { grid-template-columns: minmax(0, 1fr); max-width: 34rem; }
    .requests li { flex-wrap: wrap; justify-content: end; }
    .requests .who { min-width: 10rem; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; margin-top: 0.5rem; }
    .told { margin-top: 0.75rem; padding: 0.75rem 1rem; border-radius: 12px; background: var(--warn-tint); font-size: 0.9375rem; overflow-wrap: anywhere; }
    .told code { font-family: var(--mono); user-select: all; }
    @media (max-width: 46rem) { form { grid-template-columns: 1fr; } }
  `,
  ];

  #latest = new Latest();

  constructor() {
    super();
    /** @type {import("../sync/teams/client.js").Team|null} */
    this.team = null;
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    /** @type {import("../sync/teams/client.js").TeamRequest[]} */
    this.requests = [];
    this.problem = "";
    /** @type {{email: string, password: string}|null} */
    this.told = null;
    this.asking = "";
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("team") || changes.has("account")) void this.#listRequests();
  }

  get #isAdmin() {
    return this.team?.members.some(({ id, role }) => id === this.account?.id && role === "admin") ?? false;
  }

  async #listRequests() {
    const id = this.#isAdmin ? this.team?.id : undefined;
    await this.#latest.ask(
      async () => (id ? new Workplace().requests(id).catch(() => []) : []),
      (found) => (this.requests = found),
    );
  }

  render() {
    const { team, account } = this;
    if (!team) return "";
    const admin = this.#isAdmin;
    return html`${
      this.requests.length > 0
        ? html`<h2>Requests to join</h2><ul class="requests" data-testid="team-requests">${repeat(
            this.requests,
            ({ user_id: id }) => id,
            (one) => html`<li><tutti-avatar .name=${one.full_name || one.username} .seed=${one.user_id}></tutti-avatar>
        <span class="who"><span class="name">${one.username}</span><span class="muted small">${one.email}</span></span>
        <button type="button" class="primary" aria-label="Accept ${one.username}" @click=${() => this.#do((work, id) => work.answer(id, one.user_id, true))}>Accept</button>
        <button type="button" class="quiet" aria-label="Decline ${one.username}" @click=${() => this.#do((work, id) => work.answer(id, one.user_id, false))}>Decline</button></li>`,
          )}</ul>`
        : ""
    }
      <h2>Members</h2><ul data-testid="team-members">${repeat(
        team.members,
        ({ id }) => id,
        (one) => html`<li><tutti-avatar .name=${one.full_name || one.username} .seed=${one.id}></tutti-avatar>
        <span class="who"><span class="name">${one.username}${one.id === account?.id ? " (you)" : ""}</span><span class="muted small">${[one.role === "admin" ? "Admin" : "", one.email, one.is_active ? "" : "inactive"].filter(Boolean).join(" · ")}</span></span>
        ${
          !admin || one.id === account?.id
            ? ""
            : this.asking === one.id
              ? html`<button type="button" class="danger" @click=${() => this.#dismiss(one.id)}>Remove</button><button type="button" class="quiet" @click=${() => (this.asking = "")}>Cancel</button>`
              : html`<button type="button" class="quiet icon" aria-label="Remove ${one.username} from the team" title="Remove from the team" @click=${() => (this.asking = one.id)}>${icons.close}</button>`
        }</li>`,
      )}</ul>
      ${
        admin
          ? html`<form @submit=${this.#take}><div><label for="email">E-mail address</label><input id="email" type="email" required maxlength="254" autocomplete="off"></div>
        <div><label for="name">User name</label><input id="name" type="text" required maxlength="50" autocomplete="off"></div>
        <div><label for="role">Role</label><select id="role"><option value="member">Member</option><option value="admin">Admin</option></select></div><button>Add member</button></form>`
          : ""
      }
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      ${this.told ? html`<p class="told" role="status">An account for ${this.told.email} was created. Its temporary password is shown only now: <code>${this.told.password}</code></p>` : ""}`;
  }

  /** @param {Event} event */
  async #take(event) {
    event.preventDefault();
    const [email, username, role] = ["email", "name", "role"].map((id) =>
      /** @type {HTMLInputElement} */ (this.renderRoot.querySelector(`#${id}`)).value.trim(),
    );
    await this.#do(async (work, id) => {
      const answer = await work.take(id, { email: email ?? "", username: username ?? "", role: role ?? "member" });
      const password = answer?.temporary_password;
      this.told = typeof password === "string" ? { email: email ?? "", password } : null;
      this.renderRoot.querySelector("form")?.reset();
    });
  }

  /** @param {string} userId */
  #dismiss(userId) {
    this.asking = "";
    return this.#do((work, id) => work.dismiss(id, userId));
  }

  /** @param {(work: Workplace, team: string) => Promise<unknown>} action */
  async #do(action) {
    this.problem = "";
    try {
      if (this.team) await action(new Workplace(), this.team.id);
      this.dispatchEvent(new Event("changed"));
    } catch (failure) {
      this.problem = /** @type {Error} */ (failure).message;
    }
  }
}

customElements.define("tutti-team-members", TuttiTeamMembers);
