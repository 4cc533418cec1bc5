import { LitElement, css, html } from "lit";
import { ACCESS_LABELS, ADMISSION, NEWCOMERS, VISIBILITY } from "../page/access.js";
import { icons, mark } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { sessionIn } from "../page/address.js";
import { forgetVisited, visited } from "../page/memory.js";
import "./tutti-account-button.js";
import "./tutti-identity.js";
import "./tutti-drawing.js";
import "./tutti-session-list.js";
import "./tutti-theme.js";

const WANDER_MILLIS = 3_200;

/** The start page. Emits `start` ({title, profile, visibility, admission, defaultRole}), `join` ({id, profile}), `account` ({mode}) and `signout`. */
export class TuttiWelcome extends LitElement {
  static properties = {
    profile: { attribute: false },
    account: { attribute: false },
    busy: { type: Boolean },
    problem: { state: true },
    tuning: { state: true },
    visited: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(22rem, 27rem); min-height: 100vh; min-height: 100dvh; }
    .stage { position: relative; background: var(--stage); border-right: 1px solid var(--line); overflow: hidden; }
    tutti-drawing { position: absolute; inset: 3rem; }
    .words { position: absolute; left: 2.5rem; top: 2rem; display: flex; align-items: center; gap: 0.75rem; font-size: 1.25rem; font-weight: 700; letter-spacing: -0.02em; }
    main { display: flex; flex-direction: column; gap: 1.5rem; padding: 2rem 2.25rem; overflow: auto; }
    .top { display: flex; justify-content: flex-end; align-items: center; gap: 0.25rem; margin: -0.75rem -0.75rem -0.25rem 0; }
    .top a { display: inline-flex; align-items: center; gap: 0.375rem; min-height: 40px; padding: 0 0.625rem; border-radius: 10px; color: var(--ink); font-weight: 600; font-size: 0.9375rem; text-decoration: none; }
    .top a:hover { background: var(--sunken); }
    details { border: 1px solid var(--line); border-radius: 12px; padding: 0 0.875rem; }
    summary { min-height: 40px; display: flex; align-items: center; cursor: pointer; font-size: 0.875rem; font-weight: 600; }
    summary::after { content: ""; width: 8px; height: 8px; margin: -4px 4px 0 auto; border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(45deg); }
    [open] > summary::after { margin-top: 4px; transform: rotate(225deg); }
    summary::-webkit-details-marker { display: none; }
    .options { display: grid; gap: 0.75rem; padding: 0.25rem 0 0.875rem; }
    .options select { margin-top: 0.25rem; }
    h1 { font-size: 1.875rem; line-height: 1.15; letter-spacing: -0.03em; font-weight: 720; text-wrap: balance; }
    .lead { margin-top: 0.625rem; color: var(--muted); }
    form { display: grid; gap: 0.75rem; }
    form input { margin-top: 0.25rem; }
    form button { width: 100%; min-height: 46px; }
    .inline { display: flex; gap: 0.5rem; align-items: end; }
    .inline > div { flex: 1; min-width: 0; }
    .inline button { width: auto; min-height: 42px; }
    .or { display: flex; align-items: center; gap: 0.75rem; color: var(--muted); font-size: 0.875rem; }
    .or::before, .or::after { content: ""; flex: 1; height: 1px; background: var(--line); }
    .problem { color: var(--bad); font-size: 0.875rem; font-weight: 600; }
    .you { border-top: 1px solid var(--line); padding-top: 1.25rem; }
    .again li { display: flex; gap: 0.25rem; }
    .again a { flex: 1; min-width: 0; display: flex; justify-content: space-between; gap: 1rem; padding: 0.5rem 0.75rem; margin-left: -0.75rem; border-radius: 10px; color: var(--ink);
      text-decoration: none; font-weight: 600; font-size: 0.9375rem; }
    .again a:hover { background: var(--sunken); }
    .again a span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    @media (max-width: 52rem) {
      :host { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; }
      .stage { height: 11.5rem; border-right: 0; border-bottom: 1px solid var(--line); }
      tutti-drawing { inset: 0 0 0 5.5rem; }
      .words { left: 1.25rem; top: 1.25rem; }
      main { padding: 1.25rem; }
      .top { position: absolute; right: 0.75rem; top: 1.25rem; }
      .top a span { display: none; }
      h1 { font-size: 1.625rem; }
    }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {import("../page/memory.js").Profile} */
    this.profile = { name: "", color: "#4f46e5" };
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    this.busy = false;
    this.problem = "";
    this.tuning = { mu: 0.569, omega: 0.847, kappa: 0.0207, beta: 0.20744 };
    this.visited = visited();
  }

  connectedCallback() {
    super.connectedCallback();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      this.#timer = setInterval(() => this.#wander(), WANDER_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    return html`<aside class="stage" aria-label="Tutti"><div class="words">${mark} Tutti</div><tutti-drawing label="A moving drawing" .tuning=${this.tuning}></tutti-drawing></aside>
      <main><div class="top"><a href="?view=team" title="Team">${icons.chart}<span>Team</span></a><a href="?view=insights" title="Insights">${icons.bulb}<span>Insights</span></a>
          <tutti-account-button .account=${this.account} .color=${this.profile.color}></tutti-account-button><tutti-theme></tutti-theme></div>
        <div><h1>Work on it together, live.</h1><p class="lead">Start a session and share the link. Everyone sees the same documents, parameters, chat and story, as they change. You do not need an account.</p></div>
        <form @submit=${this.#start}><div><label for="title">Session name <span class="muted">(optional)</span></label>
          <input id="title" type="text" maxlength="120" placeholder="For example: Tuesday tuning" autocomplete="off" data-testid="session-name"></div>
          ${this.#options()}
          <button class="primary" data-testid="start" ?disabled=${this.busy}>${this.busy ? "Starting…" : "Start a session"} ${icons.arrow}</button></form>
        <div class="or">or join one</div>
        <form novalidate @submit=${this.#join}><div class="inline"><div><label for="id">Link or session ID</label>
          <input id="id" type="text" placeholder="Paste a link or an ID" autocomplete="off" autocapitalize="off" spellcheck="false" data-testid="join-id"
            aria-invalid=${this.problem ? "true" : "false"} aria-describedby="problem" @input=${() => (this.problem = "")}></div>
          <button data-testid="join">Join</button></div><p id="problem" class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p></form>
        ${this.visited.length > 0 ? this.#again() : ""}
        <tutti-session-list .account=${this.account} @join=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.id)}></tutti-session-list>
        <div class="you"><tutti-identity ?fixed=${this.account !== null} .name=${this.profile.name} .color=${this.profile.color}></tutti-identity></div></main>`;
  }

  #options() {
    const visibility = VISIBILITY.filter(([value]) => value !== "team" || this.account?.team_id);
    return html`<details><summary>Access</summary><div class="options">
      ${this.#choice("visibility", ACCESS_LABELS.visibility, visibility)}
      ${this.#choice("admission", ACCESS_LABELS.admission, ADMISSION)}
      ${this.#choice("role", ACCESS_LABELS.defaultRole, NEWCOMERS)}</div></details>`;
  }

  /** @param {string} id @param {string} label @param {import("../page/access.js").Choices} choices */
  #choice(id, label, choices) {
    return html`<div><label for=${id}>${label}</label><select id=${id} data-testid="session-${id}">${choices.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></div>`;
  }

  #again() {
    return html`<nav class="again" aria-labelledby="again"><h2 id="again">Recent sessions</h2><ul>${this.visited.map(
      ({ id, title }) => html`<li>
      <a href="?session=${encodeURIComponent(id)}" data-testid="visited" @click=${(/** @type {Event} */ event) => this.#goAgain(event, id)}><span>${title || id}</span>
        ${title ? html`<span class="muted small">${id}</span>` : ""}</a>
      <button type="button" class="quiet icon" aria-label="Remove ${title || id} from this list" title="Remove from this list" @click=${() => this.#forget(id)}>${icons.close}</button></li>`,
    )}</ul></nav>`;
  }

  get #chosen() {
    const fields = /** @type {import("./tutti-identity.js").TuttiIdentity|null} */ (
      this.renderRoot.querySelector("tutti-identity")
    );
    return fields?.value ?? this.profile;
  }

  /** @param {string} id */
  #field(id) {
    return /** @type {HTMLInputElement} */ (this.renderRoot.querySelector(`#${id}`));
  }

  /** @param {Event} event */
  #start(event) {
    event.preventDefault();
    const [visibility, admission, defaultRole] = ["visibility", "admission", "role"].map((id) => this.#field(id).value);
    if (!this.busy)
      this.dispatchEvent(
        new CustomEvent("start", {
          detail: {
            title: this.#field("title").value.trim(),
            profile: this.#chosen,
            visibility,
            admission,
            defaultRole,
          },
        }),
      );
  }

  /** @param {Event} event */
  #join(event) {
    event.preventDefault();
    const id = sessionIn(this.#field("id").value);
    if (id) return this.#go(id);
    this.problem = "Enter a session link, or an ID made of letters, digits, - and _.";
    this.#field("id").focus();
  }

  /** @param {Event} event @param {string} id */
  #goAgain(event, id) {
    event.preventDefault();
    this.#go(id);
  }

  /** @param {string} id */
  #go(id) {
    this.dispatchEvent(new CustomEvent("join", { detail: { id, profile: this.#chosen } }));
  }

  /** @param {string} id */
  #forget(id) {
    forgetVisited(id);
    this.visited = visited();
  }

  /** Lets the drawing show what the sliders will do. */
  #wander() {
    if (document.hidden) return;
    const between = (/** @type {number} */ low, /** @type {number} */ high) => low + Math.random() * (high - low);
    const [mu, omega, kappa] = [between(0.52, 0.66), between(0.6, 1.45), between(0.012, 0.03)];
    this.tuning = { mu, omega, kappa, beta: 1 - mu - 10.8 * kappa };
  }
}

customElements.define("tutti-welcome", TuttiWelcome);
