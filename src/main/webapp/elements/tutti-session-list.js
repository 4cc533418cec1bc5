import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { AnonymousIdentity, listSessions } from "../sync/tutti.js";
import { baseStyles } from "../page/styles.js";

/** @typedef {import("../sync/rest.js").SessionEntry} SessionEntry */

const PAGE = 12;
const PAUSE_MILLIS = 250;

/** The sessions that this person may find, with a search; asks anew for another `account`. Emits `join` ({id}). */
export class TuttiSessionList extends LitElement {
  static properties = {
    account: { attribute: false },
    sessions: { state: true },
    next: { state: true },
    query: { state: true },
    problem: { state: true },
    loading: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin-bottom: 0.5rem; }
    header input { max-width: 13rem; min-height: 38px; font-size: 0.9375rem; }
    ul { margin: 0 -0.75rem; }
    a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; align-items: center; padding: 0.5rem 0.75rem; border-radius: 10px; color: var(--ink); text-decoration: none; }
    a:hover { background: var(--sunken); }
    .title { font-weight: 600; font-size: 0.9375rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .about { grid-column: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .here { display: inline-flex; align-items: center; gap: 0.375rem; white-space: nowrap; }
    .here::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--ok); }
    .more { margin-top: 0.25rem; font-size: 0.875rem; min-height: 36px; }
    .none { padding: 0.5rem 0; }
  `,
  ];

  /** @type {any} */
  #timer = null;
  #asked = 0;

  constructor() {
    super();
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    /** @type {SessionEntry[]} */
    this.sessions = [];
    /** @type {string|null} */
    this.next = null;
    this.query = "";
    this.problem = "";
    this.loading = true;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("account")) void this.refresh();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const { sessions, next, problem, loading, query } = this;
    return html`<section aria-labelledby="sessions"><header><h2 id="sessions">Sessions</h2>
        <input type="search" data-testid="session-search" aria-label="Search sessions" placeholder="Search" .value=${query} @input=${(/** @type {any} */ event) => this.#search(event.target.value)}></header>
      ${problem ? html`<p class="muted small" role="status">${problem}</p>` : ""}
      <ul data-testid="session-list" aria-busy=${loading}>${repeat(
        sessions,
        ({ session_id: id }) => id,
        (one) => this.#entry(one),
      )}</ul>
      ${!loading && !problem && sessions.length === 0 ? html`<p class="muted small none">${query ? "No session matches these words." : "There are no sessions here yet. This list shows public sessions and the sessions you take part in. Nobody else can find a private session."}</p>` : ""}
      ${next ? html`<button type="button" class="quiet more" ?disabled=${loading} @click=${() => this.#load(next)}>Show more sessions</button>` : ""}</section>`;
  }

  /** @param {SessionEntry} session */
  #entry({ session_id: id, name, description, user_count: users, tags }) {
    const about = [name ? id : "", description ?? "", ...(tags ?? []).map((tag) => `#${tag}`)]
      .filter(Boolean)
      .join(" · ");
    return html`<li><a href="?session=${encodeURIComponent(id)}" data-testid="session-entry" @click=${(/** @type {Event} */ event) => this.#join(event, id)}>
      <span class="title">${name || id}</span>${users > 0 ? html`<span class="here small muted number">${users === 1 ? "1 here" : `${users} here`}</span>` : html`<span></span>`}
      ${about ? html`<span class="about small muted">${about}</span>` : ""}</a></li>`;
  }

  /** Asks anew. */
  refresh() {
    return this.#load(null);
  }

  /** @param {string} query */
  #search(query) {
    this.query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(null), PAUSE_MILLIS);
  }

  /** @param {string|null} next */
  async #load(next) {
    const turn = ++this.#asked;
    const q = this.query.trim();
    this.loading = true;
    try {
      const token = new AnonymousIdentity().kept()?.token ?? null;
      const page = await listSessions({ q, limit: PAGE, next }, { token });
      if (turn !== this.#asked) return;
      const found = page.sessions.filter((one) => matches(one, q));
      this.sessions = next ? [...this.sessions, ...found] : found;
      this.next = page.next;
      this.problem = "";
    } catch (failure) {
      if (turn === this.#asked)
        this.problem = `The list of sessions could not be loaded. ${failure instanceof Error ? failure.message : ""}`;
    } finally {
      if (turn === this.#asked) this.loading = false;
    }
  }

  /** @param {Event} event @param {string} id */
  #join(event, id) {
    const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
    if (ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("join", { detail: { id } }));
  }
}

/** A server that knows no search lists everything. @param {SessionEntry} session @param {string} query */
function matches({ session_id: id, name, description, tags }, query) {
  const said = [id, name, description, ...(tags ?? [])].join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

customElements.define("tutti-session-list", TuttiSessionList);
