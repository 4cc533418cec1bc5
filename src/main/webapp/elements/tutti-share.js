import { LitElement, css, html } from "lit";
import { linkWords } from "../page/access.js";
import { copyText } from "../page/copy.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-access.js";
import "./tutti-invitations.js";

const SHOWN_MILLIS = 2_500;

/** The dialog for sharing a session: its link, and for hosts who has access, and invitations. */
export class TuttiShare extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    account: { attribute: false },
    copied: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    dialog { width: min(34rem, calc(100vw - 2rem)); }
    .frame { display: grid; grid-template-rows: auto minmax(0, 1fr); max-height: calc(100dvh - 3rem); }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1rem 0.75rem 0.5rem 1.5rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    .body { display: grid; gap: 1.25rem; overflow: auto; padding: 0.25rem 1.5rem 1.5rem; }
    h3 { font-size: 0.9375rem; margin-bottom: 0.25rem; }
    .link { display: flex; gap: 0.5rem; margin-top: 0.5rem; }
    .link input { font-family: var(--mono); font-size: 0.8125rem; }
    .link button { flex: none; min-width: 6.75rem; }
    tutti-access, tutti-invitations { border-top: 1px solid var(--line); padding-top: 1.25rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    this.copied = false;
  }

  open() {
    this.copied = false;
    this.renderRoot.querySelector("dialog")?.showModal();
    /** @type {HTMLElement|null} */ (
      this.renderRoot.querySelector("[data-testid='copy-link'], [data-testid='share-close']")
    )?.focus();
    /** @type {any} */ (this.renderRoot.querySelector("tutti-invitations"))?.open();
  }

  render() {
    const { visit, state } = this;
    if (!visit || !state) return html`<dialog></dialog>`;
    const host = state.role === "host";
    return html`<dialog aria-labelledby="title" data-testid="share-dialog"><div class="frame">
      <header><h2 id="title">Share</h2><button type="button" class="quiet icon" aria-label="Close" data-testid="share-close" @click=${() => this.renderRoot.querySelector("dialog")?.close()}>${icons.close}</button></header>
      <div class="body">${this.#link(visit, state)}
        ${host ? html`<tutti-access .session=${visit.session} .profile=${state.profile} .account=${this.account}></tutti-access><tutti-invitations .members=${visit.session.members}></tutti-invitations>` : ""}</div></div></dialog>`;
  }

  /** A session by invitation lets nobody in for its link alone. @param {import("../page/visit.js").Visit} visit @param {import("../sync/types.js").SessionState} state */
  #link({ link }, { profile, role }) {
    const open = profile.admission !== "members";
    return html`<section aria-labelledby="link-title"><h3 id="link-title">Session link</h3>
      <p class="muted small" data-testid="share-words">${linkWords(profile)}${open ? "" : role === "host" ? " Create an invitation below." : " Ask a host for an invitation."}</p>
      ${
        open
          ? html`<div class="link"><input type="text" readonly aria-label="Session link" .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}>
        <button type="button" class="primary" data-testid="copy-link" title=${link} @click=${() => this.#copy(link)}>${this.copied ? icons.check : icons.link} ${this.copied ? "Copied" : "Copy"}</button></div>
        <span class="visually-hidden" role="status">${this.copied ? "The link was copied." : ""}</span>`
          : ""
      }</section>`;
  }

  /** @param {string} link */
  async #copy(link) {
    if (!(await copyText(link, this.renderRoot.querySelector("dialog"))))
      return void (/** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector(".link input"))?.select());
    this.copied = true;
    setTimeout(() => (this.copied = false), SHOWN_MILLIS);
  }
}

customElements.define("tutti-share", TuttiShare);
