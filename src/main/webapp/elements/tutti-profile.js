import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import "./tutti-identity.js";

/**
 * The dialog for oneself: name and colour, and the account. Emits `save` ({name, color}), `account` ({mode: "in", "up" or
 * "password"}) and `signout`.
 */
export class TuttiProfile extends LitElement {
  static properties = { name: {}, color: {}, account: { attribute: false } };

  static styles = [
    baseStyles,
    css`
    form { padding: 1.5rem; display: grid; gap: 1.25rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    .account { display: grid; gap: 0.75rem; padding: 1rem; border-radius: 12px; background: var(--sunken); }
    .account p { font-size: 0.875rem; overflow-wrap: anywhere; }
    .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    .buttons button { min-height: 36px; font-size: 0.875rem; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; }
  `,
  ];

  constructor() {
    super();
    this.name = "";
    this.color = "#4f46e5";
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
  }

  open() {
    const fields = this.#fields;
    if (fields) Object.assign(fields, { name: this.name, color: this.color });
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  get #fields() {
    return /** @type {import("./tutti-identity.js").TuttiIdentity|null} */ (
      this.renderRoot.querySelector("tutti-identity")
    );
  }

  render() {
    return html`<dialog aria-labelledby="title" data-testid="profile-dialog"><form method="dialog" @submit=${this.#save}><h2 id="title">You</h2>
      <tutti-identity ?fixed=${this.account !== null} @keydown=${this.#enter}></tutti-identity>${this.#account()}
      <div class="foot"><button type="button" class="quiet" @click=${this.#close}>Cancel</button><button class="primary" data-testid="profile-save">Save</button></div></form></dialog>`;
  }

  #account() {
    const { account } = this;
    if (!account) {
      return html`<div class="account"><p>You are here without an account. With an account you are the same person on every device, and everything you wrote here stays yours.</p>
        <div class="buttons"><button type="button" data-testid="sign-up" @click=${() => this.#go("up")}>Create an account</button><button type="button" data-testid="sign-in" @click=${() => this.#go("in")}>Sign in</button></div></div>`;
    }
    return html`<div class="account" data-testid="account"><p>Signed in as <b data-testid="account-name">${account.username}</b>, ${account.email}</p>
      <div class="buttons"><button type="button" @click=${() => this.#go("password")}>Change password</button><button type="button" data-testid="sign-out" @click=${() => this.#out()}>Sign out</button></div></div>`;
  }

  /** @param {"in"|"up"|"password"} mode */
  #go(mode) {
    this.#close();
    this.dispatchEvent(new CustomEvent("account", { detail: { mode } }));
  }

  #out() {
    this.#close();
    this.dispatchEvent(new Event("signout"));
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  /**
   * The fields live in another tree, where Enter would not submit. The focus moves back to the button that opened the
   * dialog, and the same key would press it again.
   *
   * @param {KeyboardEvent} event
   */
  #enter(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.renderRoot.querySelector("form")?.requestSubmit();
  }

  #save() {
    this.dispatchEvent(new CustomEvent("save", { detail: this.#fields?.value }));
  }
}

customElements.define("tutti-profile", TuttiProfile);
