import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";

/**
 * @typedef {"in"|"up"|"password"} Mode
 * @typedef {{id: string, label: string, type: string, autocomplete: string, missing: string, hint?: string, optional?: boolean}} Field
 */

const PASSWORD = { label: "Password", type: "password", missing: "Enter your password." };

/** @type {Record<Mode, {title: string, action: string, fields: Field[]}>} */
const FORMS = {
  in: {
    title: "Sign in",
    action: "Sign in",
    fields: [
      {
        id: "email",
        label: "E-mail address",
        type: "email",
        autocomplete: "email",
        missing: "Enter your e-mail address.",
      },
      { ...PASSWORD, id: "password", autocomplete: "current-password" },
    ],
  },
  up: {
    title: "Create an account",
    action: "Create account",
    fields: [
      {
        id: "email",
        label: "E-mail address",
        type: "email",
        autocomplete: "email",
        missing: "Enter your e-mail address.",
      },
      {
        id: "username",
        label: "User name",
        type: "text",
        autocomplete: "username",
        missing: "Choose a user name.",
        hint: "Use letters, digits, and . _ or -. Others see this name and mention you by it.",
      },
      {
        ...PASSWORD,
        id: "password",
        autocomplete: "new-password",
        missing: "Choose a password.",
        hint: "Use at least 8 characters.",
      },
      {
        id: "team_name",
        label: "Team",
        type: "text",
        autocomplete: "organization",
        optional: true,
        missing: "",
        hint: "A new name creates a team, and you become its admin. If the team exists already, its admins get your request to join.",
      },
    ],
  },
  password: {
    title: "Change password",
    action: "Change password",
    fields: [
      {
        ...PASSWORD,
        id: "current",
        label: "Current password",
        autocomplete: "current-password",
        missing: "Enter your current password.",
      },
      {
        ...PASSWORD,
        id: "next",
        label: "New password",
        autocomplete: "new-password",
        missing: "Choose a new password.",
        hint: "Use at least 8 characters. All your other devices will be signed out.",
      },
    ],
  },
};

/**
 * The dialog for signing in, signing up and a new password. `act` does it: given the mode and the fields' values, it
 * rejects with a CommandError. Emits `done` ({mode}).
 */
export class TuttiAccount extends LitElement {
  static properties = {
    act: { attribute: false },
    mode: { state: true },
    busy: { state: true },
    problem: { state: true },
    wrong: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    form { padding: 1.5rem; display: grid; gap: 1rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    input { margin-top: 0.25rem; }
    input[aria-invalid="true"] { border-color: var(--bad); }
    .hint { margin-top: 0.25rem; }
    .wrong, .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; }
    .problem { padding: 0.625rem 0.75rem; border-radius: 10px; background: var(--bad-tint); }
    .foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 0.5rem; }
    .other { margin-right: auto; padding: 0 0.5rem; margin-left: -0.5rem; color: var(--accent); font-size: 0.875rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {((mode: Mode, values: Record<string, string>) => Promise<unknown>)|null} */
    this.act = null;
    /** @type {Mode} */
    this.mode = "in";
    this.busy = false;
    this.problem = "";
    /** @type {Record<string, string>} */
    this.wrong = {};
  }

  /** @param {Mode} mode */
  async open(mode) {
    this.#turn(mode);
    await this.updateComplete;
    this.renderRoot.querySelector("form")?.reset();
    this.#dialog.showModal();
    this.renderRoot.querySelector("input")?.focus();
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }

  render() {
    const { title, action, fields } = FORMS[this.mode];
    return html`<dialog aria-labelledby="title" data-testid="account-dialog"><form novalidate @submit=${this.#submit}><h2 id="title">${title}</h2>
      ${this.mode === "up" ? html`<p class="muted small">You stay the same person: everything you wrote here as a guest belongs to your account.</p>` : ""}
      ${fields.map((field) => this.#field(field))}
      <p class="problem" role="alert" data-testid="account-problem" ?hidden=${!this.problem}>${this.problem}</p>
      <div class="foot">${this.mode === "password" ? "" : html`<button type="button" class="quiet other" @click=${() => this.#turn(this.mode === "in" ? "up" : "in")}>${this.mode === "in" ? "No account yet?" : "Sign in instead"}</button>`}
        <button type="button" class="quiet" @click=${() => this.#dialog.close()}>Cancel</button>
        <button class="primary" data-testid="account-submit" ?disabled=${this.busy}>${this.busy ? "One moment…" : action}</button></div></form></dialog>`;
  }

  /** @param {Field} field */
  #field({ id, label, type, autocomplete, hint, optional }) {
    const wrong = this.wrong[id] ?? "";
    return html`<div><label for=${id}>${label}${optional ? html` <span class="muted">(optional)</span>` : ""}</label>
      <input id=${id} name=${id} type=${type} autocomplete=${autocomplete} autocapitalize="off" spellcheck="false" maxlength="256" data-testid="account-${id}" aria-invalid=${wrong ? "true" : "false"} aria-describedby="${id}-hint">
      <p id="${id}-hint" class="hint small ${wrong ? "wrong" : "muted"}">${wrong || (hint ?? "")}</p></div>`;
  }

  /** @param {Mode} mode */
  #turn(mode) {
    this.mode = mode;
    this.problem = "";
    this.wrong = {};
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const { mode } = this;
    const values = /** @type {Record<string, string>} */ (
      Object.fromEntries(
        [...this.renderRoot.querySelectorAll("input")]
          .map(({ name, value, type }) => [name, type === "password" ? value : value.trim()])
          .filter(([, value]) => value !== ""),
      )
    );
    this.wrong = Object.fromEntries(
      FORMS[mode].fields.filter(({ id, optional }) => !optional && !values[id]).map(({ id, missing }) => [id, missing]),
    );
    this.problem = "";
    if (Object.keys(this.wrong).length === 0) await this.#try(mode, values);
    if (this.problem || Object.keys(this.wrong).length > 0)
      await this.updateComplete.then(() =>
        /** @type {HTMLElement|null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus(),
      );
  }

  /** @param {Mode} mode @param {Record<string, string>} values */
  async #try(mode, values) {
    this.busy = true;
    try {
      await this.act?.(mode, values);
      this.#dialog.close();
      this.dispatchEvent(new CustomEvent("done", { detail: { mode } }));
    } catch (failure) {
      const { message, details } = /** @type {import("../sync/tutti.js").CommandError} */ (failure);
      const known = FORMS[mode].fields.map(({ id }) => id);
      this.wrong = Object.fromEntries(
        Object.entries(details?.["fields"] ?? {})
          .filter(([id]) => known.includes(id))
          .map(([id, text]) => [id, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`]),
      );
      this.problem = Object.keys(this.wrong).length > 0 ? "" : message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("tutti-account", TuttiAccount);
