import { LitElement, css, html } from "lit";
import { ACCESS_LABELS, ADMISSION, NEWCOMERS, VISIBILITY } from "../page/access.js";
import { baseStyles } from "../page/styles.js";

/** @typedef {import("../sync/types.js").Profile} Profile */

/** Who finds the session, who joins it, and as what: a host changes it here, and each change counts at once. */
export class TuttiAccess extends LitElement {
  static properties = {
    session: { attribute: false },
    profile: { attribute: false },
    account: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    h3 { font-size: 0.9375rem; margin-bottom: 0.5rem; }
    .fields { display: grid; gap: 0.75rem; }
    select { margin-top: 0.25rem; }
    .problem { color: var(--bad); font-size: 0.875rem; font-weight: 600; margin-top: 0.5rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/session/client.js").Session|null} */
    this.session = null;
    /** @type {Profile} */
    this.profile = {};
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    this.problem = "";
    this.busy = false;
  }

  render() {
    const { profile, account } = this;
    const visibility = VISIBILITY.filter(
      ([value]) => value !== "team" || account?.team_id || profile.visibility === "team",
    );
    return html`<section aria-labelledby="title"><h3 id="title">Access</h3><div class="fields">
        ${this.#field("visibility", visibility)}${this.#field("admission", ADMISSION)}${this.#field("defaultRole", NEWCOMERS)}</div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p></section>`;
  }

  /** @param {keyof typeof ACCESS_LABELS} name @param {import("../page/access.js").Choices} choices */
  #field(name, choices) {
    const now = this.profile[name] ?? choices[0]?.[0];
    return html`<div><label for=${name}>${ACCESS_LABELS[name]}</label><select id=${name} data-testid="access-${name}" ?disabled=${this.busy} .value=${now} @change=${(/** @type {any} */ event) => this.#change(name, event.target)}>
      ${choices.map(([value, words]) => html`<option value=${value} ?selected=${value === now}>${words}</option>`)}</select></div>`;
  }

  /** @param {keyof typeof ACCESS_LABELS} name @param {HTMLSelectElement} field */
  async #change(name, field) {
    const before = this.profile[name];
    const team = name === "visibility" && field.value === "team" && this.account?.team_id;
    Object.assign(this, { busy: true, problem: "" });
    try {
      await this.session?.updateProfile({ [name]: field.value, ...(team ? { teamId: team } : {}) });
    } catch (failure) {
      field.value = before ?? "";
      this.problem = `The access could not be changed. ${/** @type {Error} */ (failure).message}`;
    } finally {
      this.busy = false;
      await this.updateComplete;
      field.focus();
    }
  }
}

customElements.define("tutti-access", TuttiAccess);
