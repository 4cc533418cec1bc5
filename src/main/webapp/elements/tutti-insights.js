import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dayLabel } from "../sync/chat/view.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { Workplace } from "../sync/tutti.js";

/** @typedef {import("../sync/teams/client.js").Insight} Insight */

const SORTS = /** @type {const} */ ([
  ["votes", "Most votes"],
  ["newest", "Newest"],
  ["views", "Most read"],
]);
const PAUSE_MILLIS = 250;
/** So much advice is shown at first. */
const FEW = 5;

/** The board of insights: what people have found out, with votes, and what the server recommends. Emits `account` ({mode}). */
export class TuttiInsights extends LitElement {
  static properties = {
    account: { attribute: false },
    insights: { state: true },
    total: { state: true },
    advice: { state: true },
    sort: { state: true },
    query: { state: true },
    tag: { state: true },
    writing: { state: true },
    problem: { state: true },
    ready: { state: true },
    open: { state: true },
    all: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    .top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin-bottom: 1.25rem; }
    h1 { flex: 1; font-size: 1.625rem; letter-spacing: -0.02em; }
    .top input { width: 13rem; } .top select { width: auto; }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem); gap: 0.875rem; align-items: start; }
    .list { display: grid; gap: 0.875rem; }
    .card { padding: 1.125rem 1.25rem; }
    .insight { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1rem; }
    .vote { flex-direction: column; gap: 0; width: 48px; min-height: 56px; padding: 0; align-self: start; }
    .vote[aria-pressed="true"] { background: var(--tint); border-color: var(--accent); color: var(--accent); }
    h2 { overflow-wrap: anywhere; }
    .insight h2 { font-size: 1.0625rem; }
    .insight h2 button { display: inline; border: 0; padding: 0; min-height: 0; background: transparent; font: inherit; text-align: left; white-space: normal; }
    .insight h2 button:hover { text-decoration: underline; }
    .folded { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
    .about a { color: var(--accent); }
    .text { margin-top: 0.25rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.9375rem; }
    .about { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin-top: 0.5rem; }
    .tag { min-height: 26px; padding: 0 0.625rem; font-size: 0.8125rem; border-radius: 99px; border-color: var(--line); background: var(--sunken); font-weight: 500; }
    .tag[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
    .own { margin-left: auto; display: flex; } .gone { min-height: 26px; padding: 0 0.5rem; font-size: 0.8125rem; }
    form { display: grid; gap: 0.75rem; }
    form input, form textarea { margin-top: 0.25rem; }
    textarea { width: 100%; min-height: 7rem; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; }
    .advice li { padding: 0.75rem 0; border-bottom: 1px solid var(--line); font-size: 0.9375rem; } .advice li:last-child { border: 0; padding-bottom: 0; }
    .advice b { display: flex; align-items: center; gap: 0.5rem; }
    .priority { width: 9px; height: 9px; border-radius: 50%; background: var(--ok); flex: none; } .priority.high, .priority.critical { background: var(--bad); } .priority.medium { background: var(--warn); }
    .advice a { color: var(--accent); }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; }
    @media (max-width: 52rem) { .columns { grid-template-columns: minmax(0, 1fr); } h1 { flex-basis: 100%; } .top input { flex: 1 0 100%; width: 100%; } .top select { flex: 1; } }
  `,
  ];

  /** @type {any} */
  #timer = null;
  #turn = 0;

  constructor() {
    super();
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    /** @type {Insight[]} */
    this.insights = [];
    this.total = 0;
    /** @type {import("../sync/teams/client.js").Recommendation[]} */
    this.advice = [];
    /** @type {"votes"|"views"|"newest"} */
    this.sort = "votes";
    this.query = "";
    this.tag = "";
    /** @type {""|"new"|string} an insight's id while that one is edited */
    this.writing = "";
    this.all = false;
    this.problem = "";
    this.ready = false;
    /** @type {Set<string>} those that are shown in full */
    this.open = new Set();
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("account")) {
      void this.#load();
      void new Workplace().recommendations().then(
        (advice) => (this.advice = advice),
        () => (this.advice = []),
      );
    }
  }

  render() {
    const { insights, ready, problem, advice, account } = this;
    return html`<div class="top"><h1>Insights</h1><input type="search" data-testid="insight-search" aria-label="Search insights" placeholder="Search" @input=${(/** @type {any} */ event) => this.#find(event.target.value)}>
        <select aria-label="Order" @change=${(/** @type {any} */ event) => {
          this.sort = event.target.value;
          void this.#load();
        }}>${SORTS.map(([sort, words]) => html`<option value=${sort} ?selected=${sort === this.sort}>${words}</option>`)}</select>
        <button type="button" class="primary" data-testid="insight-new" @click=${() => (account ? (this.writing = this.writing === "new" ? "" : "new") : this.#say("account", { mode: "in" }))}>${icons.plus} Share an insight</button></div>
      <div class="columns"><div class="list" data-testid="insights">${this.tag ? html`<p class="small">With <button type="button" class="tag" aria-pressed="true" @click=${() => this.#only("")}>#${this.tag} ${icons.close}</button></p>` : ""}
          ${this.writing === "new" ? this.#form() : ""}
          ${problem ? html`<p class="card muted" role="status">${problem}</p>` : ready && insights.length === 0 ? html`<p class="card muted">${this.query || this.tag ? "No insight matches these words." : "There are no insights yet. Share what you have found out: a trick, a warning, a result."}</p>` : ""}
          ${repeat(
            insights,
            ({ id }) => id,
            (one) => (one.id === this.writing ? this.#form(one) : this.#insight(one)),
          )}
          ${this.total > insights.length ? html`<button type="button" @click=${() => this.#load(true)}>Show more</button>` : ""}</div>
        <section class="card advice" aria-labelledby="advice"><h2 id="advice">Recommended</h2>${
          advice.length === 0
            ? html`<p class="muted small">There are no recommendations at the moment.</p>`
            : html`<ul>${advice.slice(0, this.all ? advice.length : FEW).map(
                (
                  one,
                ) => html`<li><b><i class="priority ${one.priority}" title="Priority: ${one.priority}"></i>${one.title}</b>
          <p>${one.description}</p><p class="small">${one.action} <a href="?session=${encodeURIComponent(one.session_id)}">${one.session_title || one.session_id}</a></p></li>`,
              )}</ul>${advice.length > FEW ? html`<button type="button" class="quiet" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>${this.all ? "Show fewer" : `Show all ${advice.length}`}</button>` : ""}`
        }</section></div>`;
  }

  /** @param {Insight} insight */
  #insight({ id, title, content, tags, author, votes, views, voted, created_at: at, session_id: session }) {
    return html`<article class="card insight" data-testid="insight"><button type="button" class="vote" data-testid="insight-vote" aria-pressed=${voted} aria-label="Vote, ${votes} so far" title=${voted ? "Take your vote back" : "Vote for it"} @click=${() => this.#vote(id, !voted)}>${icons.up}<span class="number">${votes}</span></button>
      <div><h2><button type="button" aria-expanded=${this.open.has(id)} data-testid="insight-open" @click=${() => this.#unfold(id)}>${title}</button></h2><p class="text ${this.open.has(id) ? "" : "folded"}">${content}</p><p class="about small muted"><span>${author.username} · ${dayLabel(at, Date.now())} · ${views === 1 ? "read once" : `read ${views} times`}</span>
        ${session ? html`<a href="?session=${encodeURIComponent(session)}">From a session</a>` : ""}${tags.map((tag) => html`<button type="button" class="tag" @click=${() => this.#only(tag)}>#${tag}</button>`)}
        ${author.id === this.account?.id ? html`<span class="own"><button type="button" class="quiet gone" data-testid="insight-edit" @click=${() => (this.writing = id)}>Edit</button><button type="button" class="quiet gone danger" @click=${() => this.#forget(id)}>Delete</button></span>` : ""}</p></div></article>`;
  }

  /** @param {Insight} [old] the one that is edited; without it a new one is written */
  #form(old) {
    return html`<form class="card" @submit=${(/** @type {Event} */ event) => this.#save(event, old)}><div><label for="title">Title</label><input id="title" type="text" required maxlength="200" .value=${old?.title ?? ""} data-testid="insight-title"></div>
      <div><label for="content">What you have found out</label><textarea id="content" required maxlength="10000" .value=${old?.content ?? ""} data-testid="insight-content"></textarea></div>
      <div><label for="tags">Tags <span class="muted">(optional, separated by commas)</span></label><input id="tags" type="text" maxlength="300" .value=${old?.tags.join(", ") ?? ""} data-testid="insight-tags"></div>
      ${!old && this.account?.team_id ? html`<div><label for="who">Who sees it</label><select id="who"><option value="team">My team</option><option value="all">Everyone</option></select></div>` : ""}
      <div class="foot"><button type="button" class="quiet" @click=${() => (this.writing = "")}>Cancel</button><button class="primary" data-testid="insight-share">${old ? "Save" : "Share"}</button></div></form>`;
  }

  /** @param {boolean} [further] */
  async #load(further = false) {
    const turn = ++this.#turn;
    try {
      const page = further ? Math.floor(this.insights.length / 20) + 1 : 1;
      const { insights, total } = await new Workplace().insights({
        q: this.query.trim(),
        tag: this.tag,
        sort: this.sort,
        page,
      });
      if (turn !== this.#turn) return;
      const known = new Set(this.insights.map(({ id }) => id));
      this.insights = further ? [...this.insights, ...insights.filter(({ id }) => !known.has(id))] : insights;
      Object.assign(this, { total: further && insights.length === 0 ? 0 : total, problem: "", ready: true });
    } catch (failure) {
      const { message, details } = /** @type {any} */ (failure);
      if (turn === this.#turn) this.problem = details?.status === 404 ? "This server keeps no insights." : message;
    }
  }

  /** @param {string} query */
  #find(query) {
    this.query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), PAUSE_MILLIS);
  }

  /** @param {string} tag */
  #only(tag) {
    this.tag = tag;
    void this.#load();
  }

  /** Who opens one has read it. @param {string} id */
  #unfold(id) {
    if (this.open.has(id)) this.open = new Set([...this.open].filter((one) => one !== id));
    else {
      this.open = new Set([...this.open, id]);
      void new Workplace().read(id).then(
        ({ views }) => (this.insights = this.insights.map((one) => (one.id === id ? { ...one, views } : one))),
        () => {},
      );
    }
  }

  /** @param {string} id @param {boolean} given */
  async #vote(id, given) {
    if (!this.account) return this.#say("account", { mode: "in" });
    await this.#do(async (work) => {
      const after = await work.vote(id, given);
      this.insights = this.insights.map((one) =>
        one.id === id ? { ...one, votes: after.votes, voted: after.voted } : one,
      );
    });
  }

  /** @param {string} id */
  #forget(id) {
    return this.#do(async (work) => {
      await work.forget(id);
      this.insights = this.insights.filter((one) => one.id !== id);
    });
  }

  /** @param {Event} event @param {Insight} [old] */
  async #save(event, old) {
    event.preventDefault();
    const [title, content, tags, who] = ["title", "content", "tags", "who"].map(
      (id) => /** @type {HTMLInputElement|null} */ (this.renderRoot.querySelector(`#${id}`))?.value.trim() ?? "",
    );
    const list = (tags ?? "")
      .split(",")
      .map((tag) => tag.trim().replace(/^#/, ""))
      .filter(Boolean);
    const team = who === "team" ? this.account?.team_id : null;
    const text = { title: title ?? "", content: content ?? "", tags: [...new Set(list)] };
    await this.#do(async (work) => {
      if (old) {
        const now = await work.rewrite(old.id, text);
        this.insights = this.insights.map((one) => (one.id === old.id ? now : one));
      } else {
        const made = await work.share({ ...text, ...(team ? { team_id: team } : {}) });
        this.insights = [made, ...this.insights];
      }
      this.writing = "";
    });
  }

  /** @param {(work: Workplace) => Promise<unknown>} action */
  async #do(action) {
    try {
      await action(new Workplace());
      this.problem = "";
    } catch (failure) {
      this.problem = /** @type {Error} */ (failure).message;
    }
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("tutti-insights", TuttiInsights);
