import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { baseStyles } from "../page/styles.js";
import { hashOf, panelAt } from "../page/panels.js";
import { panels } from "./panels.js";
import "./tutti-tabs.js";

/** @typedef {import("../page/panels.js").Panel} Panel */

/**
 * The frame of a session: a tab for each panel, and the one in sight. The address's hash says which. A panel that was
 * opened once stays, out of sight. What panels emit passes through.
 */
export class TuttiRoom extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    current: { state: true },
    failed: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    tutti-tabs { position: sticky; top: 4.05rem; z-index: 9; background: color-mix(in srgb, var(--bg) 90%, transparent); backdrop-filter: blur(10px); border-bottom: 1px solid var(--line); }
    .wait { padding: 3rem 1.5rem; text-align: center; color: var(--muted); }
    .wait button { margin-top: 1rem; }
    @media (max-width: 46rem) {
      :host { padding-bottom: calc(56px + env(safe-area-inset-bottom)); }
      tutti-tabs { position: fixed; inset: auto 0 0; padding-bottom: env(safe-area-inset-bottom); border-bottom: 0; border-top: 1px solid var(--line); }
    }
  `,
  ];

  /** @type {Map<string, any>} the panels' elements that were wanted so far */
  #opened = new Map();

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.current = panelAt(panels, location.hash);
    this.failed = false;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("hashchange", this.#route);
    addEventListener("popstate", this.#route);
    this.#route();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#route);
    removeEventListener("popstate", this.#route);
  }

  render() {
    const { visit } = this;
    if (!visit) return "";
    const { panel, place } = this.current;
    const tabs = panels.map(({ id, label, icon, badge }) => ({ id, label, icon, badge: badge?.(visit) ?? "" }));
    for (const [id, element] of this.#opened) {
      const active = id === panel.id;
      Object.assign(element, { visit, state: this.state, active, hidden: !active, ...(active ? { place } : {}) });
    }
    return html`<tutti-tabs .tabs=${tabs} .current=${panel.id} @choose=${(/** @type {CustomEvent} */ event) => this.#go(event.detail.id)}></tutti-tabs>
      ${repeat(
        [...this.#opened],
        ([id]) => id,
        ([id, element]) => html`<div role="tabpanel" aria-label=${panels.find((one) => one.id === id)?.label ?? id}
        ?hidden=${id !== panel.id} @place=${(/** @type {CustomEvent} */ event) => this.#go(id, event.detail.place)}>${element}</div>`,
      )}
      ${this.#opened.has(panel.id) ? "" : this.#waiting(panel)}`;
  }

  /** @param {Panel} panel */
  #waiting(panel) {
    return html`<div class="wait" role="status" data-testid="panel-waiting">${
      this.failed
        ? html`<p>${panel.label} could not be loaded.</p><button type="button" @click=${() => this.#open(panel)}>Try again</button>`
        : html`<p>${panel.label}…</p>`
    }</div>`;
  }

  #route = () => {
    const { panel, place } = panelAt(panels, location.hash);
    const elsewhere = panel !== this.current.panel;
    if (elsewhere || place !== this.current.place) this.current = { panel, place };
    if (elsewhere) scrollTo(0, 0);
    if (!this.#opened.has(panel.id)) void this.#open(panel);
  };

  /** @param {Panel} panel */
  async #open({ id, tag, load }) {
    this.failed = false;
    try {
      await load?.();
      if (!this.#opened.has(id)) this.#opened.set(id, document.createElement(tag));
    } catch {
      this.failed = true;
    }
    this.requestUpdate();
  }

  /** @param {string} id @param {string} [place]  without it, where that panel was left */
  #go(id, place = this.#opened.get(id)?.place ?? "") {
    const hash = hashOf(id, place);
    if (location.hash === hash) return;
    history.pushState(null, "", `${location.pathname}${location.search}${hash}`);
    this.#route();
  }
}

customElements.define("tutti-room", TuttiRoom);
