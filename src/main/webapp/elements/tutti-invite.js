import { LitElement, css, html } from "lit";
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

/** The dialog for invitations: a link with a role and an end. For hosts; the others get the plain link. */
export class TuttiInvite extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    url: { state: true },
    copied: { state: true },
    invites: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    form { padding: 1.5rem; display: grid; gap: 1.125rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    h3 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); margin-bottom: 0.375rem; }
    .terms { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }
    select { margin-top: 0.25rem; }
    .link { display: flex; gap: 0.5rem; }
    .link input { font-family: var(--mono); font-size: 0.8125rem; }
    li { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; padding: 0.25rem 0; font-size: 0.875rem; }
    li button { min-height: 34px; font-size: 0.8125rem; }
    .problem { color: var(--bad); font-size: 0.875rem; font-weight: 600; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; }
  `,
  ];

  #latest = new Latest();

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.url = "";
    this.copied = false;
    /** @type {Invite[]} */
    this.invites = [];
    this.problem = "";
    this.busy = false;
  }

  open() {
    Object.assign(this, { url: "", copied: false, problem: "" });
    this.renderRoot.querySelector("dialog")?.showModal();
    void this.#list();
  }

  render() {
    const good = this.invites.filter(({ good: usable }) => usable);
    return html`<dialog aria-labelledby="title" data-testid="invite-dialog"><form @submit=${this.#make}><h2 id="title">Invite people</h2>
      <p class="muted small">Whoever opens the link comes in with the role that you choose.</p>
      <div class="terms"><div><label for="role">They may</label><select id="role" data-testid="invite-role"><option value="editor">Read and change</option><option value="viewer">Read</option></select></div>
        <div><label for="time">The link is good for</label><select id="time" data-testid="invite-time">${DURATIONS.map(([seconds, words]) => html`<option value=${seconds} ?selected=${seconds === 7 * DAY}>${words}</option>`)}</select></div></div>
      ${
        this.url
          ? html`<div class="link"><input type="text" readonly aria-label="The invitation's link" data-testid="invite-url" .value=${this.url} @focus=${(/** @type {any} */ event) => event.target.select()}>
        <button type="button" data-testid="invite-copy" @click=${() => this.#copy()}>${this.copied ? icons.check : icons.link} ${this.copied ? "Copied" : "Copy"}</button></div>`
          : ""
      }
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      ${
        good.length > 0
          ? html`<div><h3>Links that are good</h3><ul>${good.map(
              (
                one,
              ) => html`<li><span>${one.role === "viewer" ? "Read" : "Read and change"} · until ${until(one.expires_at)} · ${one.uses === 1 ? "used once" : `used ${one.uses} times`}</span>
        <button type="button" class="quiet danger" @click=${() => this.#revoke(one.id)}>End</button></li>`,
            )}</ul></div>`
          : ""
      }
      <div class="foot"><button type="button" class="quiet" @click=${() => this.renderRoot.querySelector("dialog")?.close()}>Close</button>
        <button class="primary" data-testid="invite-make" ?disabled=${this.busy}>${this.url ? "Make another link" : "Make a link"}</button></div></form></dialog>`;
  }

  get #members() {
    return this.visit?.session.members;
  }

  async #list() {
    await this.#latest.ask(
      async () => (await this.#members?.invites().catch(() => [])) ?? [],
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
        (await this.#members?.invite({ role: role === "viewer" ? "viewer" : "editor", expiresIn: Number(time) }))
          ?.url ?? "";
      await this.#list();
    } catch (failure) {
      const { details, message } = /** @type {any} */ (failure);
      this.problem =
        details?.status === 404
          ? "This server makes no invitations. Copy the session's link instead."
          : details?.status === 403
            ? "Only hosts invite people."
            : message;
    } finally {
      this.busy = false;
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.url);
      this.copied = true;
    } catch {
      /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector(".link input"))?.select();
    }
  }

  /** @param {string} id */
  async #revoke(id) {
    await this.#members?.revoke(id).catch((failure) => (this.problem = failure.message));
    await this.#list();
  }
}

/** @param {string} at */
function until(at) {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

customElements.define("tutti-invite", TuttiInvite);
