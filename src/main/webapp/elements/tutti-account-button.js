import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";

/**
 * Who is signed in, and how to sign in or out, where no session is open. Emits, bubbling and composed: `account` ({mode})
 * and `signout`.
 */
export class TuttiAccountButton extends LitElement {
  static properties = { account: { attribute: false }, color: {} };

  static styles = [
    baseStyles,
    css`
    :host { display: inline-block; position: relative; }
    .me { padding: 0; width: 44px; min-height: 44px; border-radius: 50%; }
    [popover] { position: fixed; inset: 4rem 1rem auto auto; margin: 0; width: 17rem; padding: 1rem; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 12px 40px rgb(0 0 0 / 22%); }
    [popover] p { overflow-wrap: anywhere; }
    .buttons { display: grid; gap: 0.5rem; margin-top: 0.75rem; }
    .in { min-height: 40px; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    this.color = "";
  }

  render() {
    const { account } = this;
    if (!account)
      return html`<button type="button" class="in" data-testid="start-sign-in" @click=${() => this.#say("account", { mode: "in" })}>Sign in</button>`;
    return html`<button type="button" class="quiet me" popovertarget="menu" data-testid="account-menu" aria-label="Your account: ${account.username}" title=${account.username}><tutti-avatar .name=${account.username} .color=${this.color} .size=${34}></tutti-avatar></button>
      <div id="menu" popover><p><b data-testid="account-name">${account.username}</b></p><p class="muted small">${account.email}</p>
        <div class="buttons"><button type="button" @click=${() => this.#do("account", { mode: "password" })}>Change password</button>
        <button type="button" data-testid="sign-out" @click=${() => this.#do("signout", {})}>Sign out</button></div></div>`;
  }

  /** @param {string} type @param {object} detail */
  #do(type, detail) {
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector("[popover]"))?.hidePopover();
    this.#say(type, detail);
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("tutti-account-button", TuttiAccountButton);
