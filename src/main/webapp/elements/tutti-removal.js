import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";

const HOURS = 24;

/**
 * What a host can do to be rid of somebody, and what holds of it. Emits `done` ({told, link}) once it is done, when the person and with
 * it this element may be gone already, and `cancel`.
 *
 * @typedef {{id: string, name: string, anonymous: boolean}} Person
 */
export class TuttiRemoval extends LitElement {
  static properties = {
    members: { attribute: false },
    person: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    .ask { display: grid; gap: 0.75rem; padding: 0.75rem 0.875rem; background: var(--sunken); border-radius: 12px; font-size: 0.875rem; }
    .choices { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    button { min-height: 38px; font-size: 0.8125rem; padding: 0 0.75rem; }
    label { display: flex; gap: 0.5rem; align-items: start; font-weight: 400; }
    label input { width: auto; min-height: 0; margin-top: 0.2rem; flex: none; }
    .problem { color: var(--bad); font-weight: 600; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    /** @type {Person|null} */
    this.person = null;
    this.problem = "";
    this.busy = false;
  }

  render() {
    const { person } = this;
    if (!person) return "";
    return html`<div class="ask" data-testid="removal"><p><b>Remove</b>: ${person.name} leaves the session now, and can join again at any time.</p>
      ${
        person.anonymous
          ? html`<p><b>Ban</b>: ${person.name} has no account, so a ban only affects this browser. In a private window, the same person can come back as someone new, unless you also choose one of these:</p>
        <label><input type="checkbox" id="network" data-testid="ban-network"> <span>Block guests from the same network for ${HOURS} hours. Other people there who have no account are blocked too, and switching to another network gets around it.</span></label>
        <label><input type="checkbox" id="renew" data-testid="ban-renew"> <span>Create a new link. The existing link and invitations stop working for new people. Everyone who has a role keeps it; others need the new link, or ask to join.</span></label>`
          : html`<p><b>Ban</b>: ${person.name} has an account, and cannot come back with it until you lift the ban.</p>`
      }
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <div class="choices"><button type="button" data-testid="member-kick" ?disabled=${this.busy} @click=${() => this.#do(() => this.members?.kick(person.id))}>Remove</button>
        <button type="button" class="danger" data-testid="member-ban" ?disabled=${this.busy} @click=${() => this.#do(() => this.#ban(person))}>Ban</button>
        <button type="button" data-testid="member-transfer" ?disabled=${this.busy} @click=${() => this.#do(() => this.members?.transfer(person.id))}>Make host in my place</button>
        <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event("cancel"))}>Cancel</button></div></div>`;
  }

  /** @param {Person} person */
  async #ban({ id, name, anonymous }) {
    const [network, renew] = ["network", "renew"].map(
      (box) =>
        anonymous && /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector(`#${box}`))?.checked === true,
    );
    const words = [`${name} is banned.`];
    if (network) {
      const { addresses_blocked: blocked = 0 } = (await this.members?.banWithAddress(id, HOURS)) ?? {};
      words.push(
        blocked > 0
          ? `Guests from the same network are blocked for ${HOURS} hours.`
          : "The network they came from is not known, so no network is blocked.",
      );
    } else {
      await this.members?.ban(id);
    }
    const link = renew ? ((await this.members?.renewLink())?.url ?? "") : "";
    if (renew) words.push("Earlier links no longer let anyone new in.");
    return { told: words.join(" "), link };
  }

  /** @param {() => Promise<unknown>|undefined} action */
  async #do(action) {
    Object.assign(this, { problem: "", busy: true });
    try {
      const detail = await action();
      this.dispatchEvent(
        new CustomEvent("done", { detail: { told: "", link: "", .../** @type {object} */ (detail ?? {}) } }),
      );
    } catch (failure) {
      const { message, details } = /** @type {any} */ (failure);
      this.problem =
        details?.status === 404 ? "This server does not support that, or this person has already left." : message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("tutti-removal", TuttiRemoval);
