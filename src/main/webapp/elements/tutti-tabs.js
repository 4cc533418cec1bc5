import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";
import { tabByKey } from "../page/panels.js";

/**
 * The tabs of a session's page: a bar above it, on phones below it. Emits `choose` ({id}).
 *
 * @typedef {{id: string, label: string, icon: unknown, badge: string}} Tab
 */
export class TuttiTabs extends LitElement {
  static properties = { tabs: { attribute: false }, current: {} };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    [role="tablist"] { display: flex; gap: 0.25rem; max-width: 96rem; margin: 0 auto; padding: 0 1rem; }
    button { position: relative; border: 0; border-radius: 0; min-height: 44px; padding: 0 0.75rem; background: transparent; color: var(--muted); font-weight: 600; font-size: 0.9rem; }
    button:hover { color: var(--ink); background: transparent; }
    button::after { content: ""; position: absolute; inset: auto 0.5rem -1px; height: 3px; border-radius: 3px 3px 0 0; }
    button[aria-selected="true"] { color: var(--ink); }
    button[aria-selected="true"]::after { background: var(--accent); }
    button:focus-visible { outline-offset: -3px; border-radius: 10px; }
    .badge { min-width: 1.25rem; padding: 0 0.375rem; border-radius: 99px; background: var(--accent); color: var(--on-accent); font-size: 0.75rem; line-height: 1.25rem; text-align: center; }
    @media (max-width: 46rem) {
      [role="tablist"] { padding: 0 0.25rem; gap: 0; }
      button { flex: 1; min-width: 0; flex-direction: column; gap: 0.125rem; min-height: 54px; padding: 0.25rem 0; font-size: 0.6875rem; letter-spacing: -0.005em; }
      button::after { inset: -1px 25% auto; border-radius: 0 0 3px 3px; }
      .badge { position: absolute; top: 0.25rem; left: calc(50% + 0.375rem); font-size: 0.6875rem; line-height: 1.125rem; }
    }
  `,
  ];

  constructor() {
    super();
    /** @type {Tab[]} */
    this.tabs = [];
    this.current = "";
  }

  render() {
    return html`<div role="tablist" aria-label="Parts of this session">${this.tabs.map(
      ({ id, label, icon, badge }) => html`
      <button type="button" role="tab" id=${id} data-testid="tab-${id}" aria-selected=${id === this.current} tabindex=${id === this.current ? 0 : -1}
        @click=${() => this.#choose(id)} @keydown=${this.#key}>${icon}<span>${label}</span>${badge ? html`<span class="badge number">${badge}</span>` : ""}</button>`,
    )}</div>`;
  }

  /** @param {string} id */
  #choose(id) {
    this.dispatchEvent(new CustomEvent("choose", { detail: { id } }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = tabByKey(
      event.key,
      this.tabs.findIndex(({ id }) => id === this.current),
      this.tabs.length,
    );
    const id = next === null ? undefined : this.tabs[next]?.id;
    if (id === undefined) return;
    event.preventDefault();
    this.#choose(id);
    /** @type {HTMLElement|null} */ (this.renderRoot.querySelector(`[role="tab"][id="${id}"]`))?.focus();
  }
}

customElements.define("tutti-tabs", TuttiTabs);
