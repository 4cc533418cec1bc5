import { LitElement, css, html, nothing } from "lit";
import { icons, mark } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-account-button.js";
import "./tutti-theme.js";

/** What there is outside of sessions, beside the start page. */
export const VIEWS = /** @type {const} */ ({
  team: { label: "Team", icon: icons.chart, load: () => import("./tutti-team.js") },
  insights: { label: "Insights", icon: icons.bulb, load: () => import("./tutti-insights.js") },
});

/** @typedef {keyof typeof VIEWS} View */

/** The frame of the pages of one's team and of insights. What is in it emits `account` ({mode}), `signout` and `refresh`. */
export class TuttiLobby extends LitElement {
  static properties = { view: {}, account: { attribute: false }, color: {}, loaded: { state: true } };

  static styles = [
    baseStyles,
    css`
    header { position: sticky; top: 0; z-index: 10; background: color-mix(in srgb, var(--bg) 88%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
    .bar { display: flex; align-items: center; gap: 0.25rem; max-width: 80rem; margin: 0 auto; padding: 0.625rem 1.25rem; }
    .home { display: flex; align-items: center; gap: 0.75rem; margin-right: 1rem; color: var(--ink); font-weight: 700; font-size: 1.125rem; letter-spacing: -0.015em; text-decoration: none; border-radius: 10px; }
    nav { display: flex; flex: 1; gap: 0.25rem; }
    nav a { display: inline-flex; align-items: center; gap: 0.5rem; min-height: 40px; padding: 0 0.75rem; border-radius: 10px; color: var(--muted); font-weight: 600; font-size: 0.9375rem; text-decoration: none; }
    nav a:hover { background: var(--sunken); color: var(--ink); }
    nav a[aria-current] { background: var(--tint); color: var(--ink); }
    main { max-width: 80rem; margin: 0 auto; padding: 1.75rem 1.25rem 3rem; }
    .wait { padding: 3rem; text-align: center; }
    @media (max-width: 46rem) { .bar { padding: 0.5rem 0.75rem; } .home { margin-right: 0.25rem; } .home span { display: none; } nav a { padding: 0 0.5rem; } nav svg { display: none; } main { padding: 1.25rem 0.875rem 2rem; } }
  `,
  ];

  constructor() {
    super();
    /** @type {View} */
    this.view = "team";
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    this.color = "";
    /** @type {View|"failed"|null} */
    this.loaded = null;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("view")) void this.#load(this.view);
  }

  render() {
    return html`<header><div class="bar"><a class="home" href="./" title="Start page">${mark}<span>Tutti</span></a>
        <nav aria-label="Pages">${Object.entries(VIEWS).map(([id, { label, icon }]) => html`<a href="?view=${id}" aria-current=${id === this.view ? "page" : nothing}>${icon}${label}</a>`)}</nav>
        <tutti-account-button .account=${this.account} .color=${this.color}></tutti-account-button><tutti-theme></tutti-theme></div></header>
      <main>${this.loaded === this.view ? this.#page() : html`<p class="wait muted" role="status">${this.loaded === "failed" ? "This page could not be loaded. Please reload it to try again." : "Loading…"}</p>`}</main>`;
  }

  #page() {
    if (this.view === "team") return html`<tutti-team .account=${this.account}></tutti-team>`;
    return html`<tutti-insights .account=${this.account}></tutti-insights>`;
  }

  /** @param {View} view */
  async #load(view) {
    try {
      await VIEWS[view].load();
      this.loaded = view;
    } catch {
      this.loaded = "failed";
    }
  }
}

customElements.define("tutti-lobby", TuttiLobby);
