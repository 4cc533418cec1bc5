import { LitElement, css, html } from "lit";
import { NEWCOMERS } from "../page/access.js";
import { copyText } from "../page/copy.js";
import { icons } from "../page/icons.js";
import { Latest } from "../page/latest.js";
import { baseStyles } from "../page/styles.js";

const DAY = 86_400;
const DURATIONS = /** @type {const} */ ([
  [3_600, "1 hour"],
  [DAY, "1 day"],
  [7 * DAY, "7 days"],
  [30 * DAY, "30 days"],
]);

/** @typedef {import("../sync/session/members.js").Invite} Invite */

/** Invitations for hosts: links with a role and an end. They also let people into a session by invitation. */
export class TuttiInvitations extends LitElement {
  static properties = {
    members: { attribute: false },
    url: { state: true },
    copied: { state: true },
    invites: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    form { display: grid; gap: 0.75rem; }
    h3 { font-size: 0.9375rem; margin-bottom: 0.25rem; }
    h4 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); margin: 1rem 0 0.25rem; }
    .terms { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }
    select { margin-top: 0.25rem; }
    @media (max-width: 30rem) { .terms { grid-template-columns: 1fr; } }
    .link { display: flex; gap: 0.5rem; }
    .link input { font-family: var(--mono); font-size: 0.8125rem; }
    .link button { flex: none; }
    li { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; padding: 0.25rem 0; font-size: 0.875rem; }
    li button { min-height: 34px; font-size: 0.8125rem; }
    .problem { color: var(--bad); font-size: 0.875rem; font-weight: 600; }
    .make { justify-self: start; }
  `,
  ];

  #latest = new Latest();

  constructor() {
    super();
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    this.url = "";
    this.copied = false;
    /** @type {Invite[]} */
    this.invites = [];
    this.problem = "";
    this.busy = false;
  }

  open() {
    Object.assign(this, { url: "", copied: false, problem: "" });
    void this.#list();
  }

  render() {
    const good = this.invites.filter(({ good: usable }) => usable);
    return html`<form @submit=${this.#make}><div><h3>Invitations</h3><p class="muted small">Anyone who opens an invitation link joins with the role that you choose.</p></div>
        <div class="terms"><div><label for="role">They can</label><select id="role" data-testid="invite-role">${NEWCOMERS.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></div>
          <div><label for="time">The link works for</label><select id="time" data-testid="invite-time">${DURATIONS.map(([seconds, words]) => html`<option value=${seconds} ?selected=${seconds === 7 * DAY}>${words}</option>`)}</select></div></div>
        ${
          this.url
            ? html`<div class="link"><input type="text" readonly aria-label="Invitation link" data-testid="invite-url" .value=${this.url} @focus=${(/** @type {any} */ event) => event.target.select()}>
          <button type="button" data-testid="invite-copy" @click=${() => this.#copy()}>${this.copied ? icons.check : icons.link} ${this.copied ? "Copied" : "Copy"}</button></div>`
            : ""
        }
        <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
        <button class="make" data-testid="invite-make" ?disabled=${this.busy}>${icons.invite} ${this.url ? "Create another invitation" : "Create an invitation"}</button></form>
      ${
        good.length > 0
          ? html`<h4 id="active">Active invitations</h4><ul aria-labelledby="active" data-testid="invites">${good.map(
              (one) => html`<li><span>${wordsOf(one)}</span>
        <button type="button" class="quiet danger" aria-label="Remove this invitation: ${wordsOf(one)}" @click=${() => this.#revoke(one.id)}>Remove</button></li>`,
            )}</ul>`
          : ""
      }`;
  }

  async #list() {
    await this.#latest.ask(
      async () => (await this.members?.invites().catch(() => [])) ?? [],
      (found) => (this.invites = found),
    );
  }

  /** @param {Event} event */
  async #make(event) {
    event.preventDefault();
    const [role, time] = ["role", "time"].map(
      (id) => /** @type {HTMLSelectElement} */ (this.renderRoot.querySelector(`#${id}`)).value,
    );
    Object.assign(this, { busy: true, problem: "", copied: false });
    try {
      this.url =
        (await this.members?.invite({ role: role === "viewer" ? "viewer" : "editor", expiresIn: Number(time) }))?.url ??
        "";
      await this.#list();
    } catch (failure) {
      const { details, message } = /** @type {any} */ (failure);
      this.problem =
        details?.status === 404
          ? "This server does not support invitations. Share the session link instead."
          : details?.status === 403
            ? "Only hosts can invite people."
            : message;
    } finally {
      this.busy = false;
    }
  }

  async #copy() {
    this.copied = await copyText(this.url, this.renderRoot.querySelector("form"));
    if (!this.copied) /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector(".link input"))?.select();
  }

  /** @param {string} id */
  async #revoke(id) {
    await this.members?.revoke(id).catch((failure) => (this.problem = failure.message));
    await this.#list();
  }
}

/** @param {Invite} invite */
function wordsOf({ role, expires_at: at, uses }) {
  const can = NEWCOMERS.find(([value]) => value === role)?.[1] ?? role;
  return `${can} · until ${until(at)} · ${uses === 0 ? "not used yet" : uses === 1 ? "used once" : `used ${uses} times`}`;
}

/** @param {string} at */
function until(at) {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

customElements.define("tutti-invitations", TuttiInvitations);
