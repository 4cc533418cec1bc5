import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Workplace } from "../sync/tutti.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-plot.js";
import "./tutti-team-members.js";

/** @typedef {import("../sync/teams/client.js").Team} Team */

const PERIODS = /** @type {const} */ ([7, 30, 90]);
const DAY_MILLIS = 86_400_000;
const TRENDS = new Map([
  ["increasing", "more than before"],
  ["decreasing", "fewer than before"],
  ["stable", "as many as before"],
]);

/** The page of one's team: figures, plots, sessions and members. Emits `account` ({mode}) and `join` ({id}). */
export class TuttiTeam extends LitElement {
  static properties = {
    account: { attribute: false },
    team: { state: true },
    figures: { state: true },
    trends: { state: true },
    sessions: { state: true },
    days: { state: true },
    problem: { state: true },
    loading: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    .top { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 0.75rem 1.5rem; margin-bottom: 1.25rem; }
    h1 { font-size: 1.625rem; letter-spacing: -0.02em; line-height: 1.2; }
    select { width: auto; min-height: 40px; font-size: 0.9375rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.875rem; margin-bottom: 0.875rem; }
    .tile { padding: 0.875rem 1.125rem; }
    .tile b { display: block; font-size: 1.75rem; letter-spacing: -0.02em; line-height: 1.2; font-weight: 680; }
    .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.875rem; }
    .grid > .card { padding: 1.125rem 1.25rem; min-width: 0; }
    .wide { grid-column: 1 / -1; }
    .scroll { overflow-x: auto; margin: 0.5rem -0.5rem 0; }
    table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
    th { text-align: left; font-size: 0.8125rem; color: var(--muted); font-weight: 600; }
    th, td { padding: 0.4375rem 0.5rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
    tr:last-child td { border-bottom: 0; }
    td a { display: block; max-width: 24rem; overflow: hidden; text-overflow: ellipsis; color: var(--accent); font-weight: 600; }
    .right { text-align: right; }
    .empty { max-width: 34rem; margin: 3rem auto; padding: 2rem; text-align: center; }
    .empty p { color: var(--muted); margin: 0.5rem 0 1.25rem; }
    .empty form { display: flex; gap: 0.5rem; }
    @media (max-width: 52rem) { .grid { grid-template-columns: minmax(0, 1fr); } .tiles { grid-template-columns: 1fr 1fr; } .tile:last-child:nth-child(odd) { grid-column: 1 / -1; } td a { max-width: 9rem; } .more { display: none; } }
  `,
  ];

  #turn = 0;

  constructor() {
    super();
    /** @type {import("../sync/identity/identity.js").Account|null} */
    this.account = null;
    /** @type {Team|null} */
    this.team = null;
    /** @type {Record<string, any>} */
    this.figures = {};
    /** @type {import("../sync/teams/client.js").Trends|null} */
    this.trends = null;
    /** @type {import("../sync/teams/client.js").TeamSession[]} */
    this.sessions = [];
    /** @type {number} */
    this.days = 30;
    this.problem = "";
    this.loading = false;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("account")) void this.#load();
  }

  render() {
    const { account, team, problem, loading } = this;
    if (!account)
      return this.#note(
        "Teams are for people with an account",
        "Sign in to see your team's sessions and figures.",
        html`<button type="button" class="primary" @click=${() => this.#say("account", { mode: "in" })}>Sign in</button>`,
      );
    if (problem)
      return this.#note(
        "Your team could not be loaded",
        problem,
        html`<button type="button" @click=${() => this.#load()}>Try again</button>`,
      );
    if (!account.team_id && !team && account.team_request)
      return this.#note(
        `You have asked to join ${account.team_request.team_name}`,
        "An admin of the team decides about your request. The team appears here as soon as you are accepted.",
        html`<button type="button" @click=${() => this.#say("refresh", {})}>Check again</button>`,
      );
    if (!account.team_id && !team)
      return this.#note(
        "You are not in a team yet",
        "Create a team, or ask the admin of a team to add you.",
        html`<form @submit=${this.#found}><input type="text" aria-label="Name of the team" placeholder="Name of the team" maxlength="100" required><button class="primary">Create team</button></form>`,
      );
    if (!team) return html`<p class="empty muted" role="status">${loading ? "Loading…" : ""}</p>`;
    return html`<div class="top"><div><h1 data-testid="team-name">${team.name}</h1><p class="muted">${team.description ?? ""}</p></div>
        <div><label class="visually-hidden" for="days">Period of the trends</label><select id="days" @change=${(/** @type {any} */ event) => this.#period(Number(event.target.value))}>${PERIODS.map((days) => html`<option value=${days} ?selected=${days === this.days}>Last ${days} days</option>`)}</select></div></div>
      ${this.#tiles(team)}<div class="grid">${this.#plots()}${this.#sessions()}
        <section class="card wide"><tutti-team-members .team=${team} .account=${account} @changed=${() => this.#load()}></tutti-team-members></section></div>`;
  }

  /** @param {string} title @param {string} text @param {unknown} action */
  #note(title, text, action) {
    return html`<section class="card empty" data-testid="team-note"><h2>${title}</h2><p>${text}</p>${action}</section>`;
  }

  /** @param {Team} team */
  #tiles({ stats, members }) {
    const tiles = [
      ["Sessions", stats.total_sessions],
      ["Active now", stats.active_sessions],
      ["Members", members.length],
      ["Tokens", stats.total_tokens.toLocaleString("en")],
      ["Average health", stats.average_health],
    ];
    return html`<div class="tiles">${tiles.map(([label, value]) => html`<div class="card tile"><span class="muted small">${label}</span><b class="number">${value}</b></div>`)}</div>`;
  }

  #plots() {
    const { trends, figures } = this;
    const days = trends?.daily_breakdown?.length ? everyDay(trends.daily_breakdown, this.days) : [];
    const labels = days.map(({ date }) =>
      new Date(`${date}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short" }),
    );
    const how = TRENDS.get(trends?.trend ?? "");
    const health = figures["health-distribution"]?.distribution;
    const tokens = figures["token-usage"]?.distribution;
    return html`${
      days.length > 0
        ? html`<section class="card wide"><tutti-plot caption="Sessions by day${how ? `: ${how}` : ""}" .labels=${labels} .curves=${[
            { label: "started", values: days.map((day) => day.session_count), color: "--accent" },
            { label: "completed", values: days.map((day) => day.completed_count), color: "--ok" },
            { label: "failed", values: days.map((day) => day.failed_count), color: "--bad" },
          ]}></tutti-plot></section>
      <section class="card"><tutti-plot caption="Tokens by day" .labels=${labels} .curves=${[{ label: "tokens", values: days.map((day) => day.total_tokens), color: "--curve-2", bars: true }]}></tutti-plot></section>
      <section class="card"><tutti-plot caption="Average health by day" .labels=${labels} .curves=${[{ label: "health", values: days.map((day) => day.avg_health), color: "--ok" }]}></tutti-plot></section>`
        : ""
    }
      ${
        health
          ? html`<section class="card">${buckets(
              "Sessions by health",
              Object.keys(health).reverse(),
              Object.values(health)
                .map((/** @type {any} */ one) => one.count)
                .reverse(),
              "--curve-1",
            )}</section>`
          : ""
      }
      ${
        tokens
          ? html`<section class="card">${buckets(
              "Sessions by tokens",
              Object.keys(tokens),
              Object.values(tokens).map((/** @type {any} */ one) => one.count ?? one),
              "--curve-3",
            )}</section>`
          : ""
      }`;
  }

  #sessions() {
    return html`<section class="card wide"><h2>Sessions</h2>${
      this.sessions.length === 0
        ? html`<p class="muted small">There are no sessions yet.</p>`
        : html`<div class="scroll"><table data-testid="team-sessions">
      <tr><th>Session</th><th>Status</th><th class="more">Project</th><th class="right">Tokens</th><th class="right">Health</th><th class="more">Last activity</th></tr>
      ${repeat(
        this.sessions,
        ({ id }) => id,
        (
          one,
        ) => html`<tr><td><a href="?session=${encodeURIComponent(one.id)}">${one.title || one.id}</a></td><td>${one.status}</td><td class="more">${one.project_name ?? ""}</td>
        <td class="right number">${one.token_count.toLocaleString("en")}</td><td class="right number">${one.health_score}</td><td class="more">${when(one.last_activity ?? one.start_time)}</td></tr>`,
      )}</table></div>`
    }</section>`;
  }

  async #load() {
    const id = this.account?.team_id;
    const turn = ++this.#turn;
    if (!id) return Object.assign(this, { team: null, problem: "" });
    this.loading = true;
    const work = new Workplace();
    try {
      const team = await work.team(id);
      const whats = /** @type {const} */ (["health-distribution", "token-usage"]);
      const [trends, sessions, ...figures] = await Promise.all([
        work.trends(id, this.days).catch(() => null),
        work.sessions(id).catch(() => []),
        ...whats.map((what) => work.figures(what, id).catch(() => null)),
      ]);
      if (turn !== this.#turn) return;
      Object.assign(this, {
        team,
        trends,
        sessions,
        figures: Object.fromEntries(whats.map((what, at) => [what, figures[at]])),
        problem: "",
      });
    } catch (failure) {
      const { message, details } = /** @type {any} */ (failure);
      if (turn === this.#turn)
        this.problem = details?.status === 404 ? "This server does not know it, or has no pages of teams." : message;
    } finally {
      this.loading = false;
    }
  }

  /** @param {number} days */
  async #period(days) {
    this.days = days;
    const id = this.account?.team_id;
    if (id) this.trends = await new Workplace().trends(id, days).catch(() => this.trends);
  }

  /** @param {Event} event */
  async #found(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("form input"));
    try {
      await new Workplace().found(field.value.trim());
      this.#say("refresh", {});
    } catch (failure) {
      this.problem = /** @type {Error} */ (failure).message;
    }
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/**
 * The last `count` days, those too on which nothing happened.
 *
 * @param {import("../sync/teams/client.js").TrendDay[]} told @param {number} count
 */
function everyDay(told, count) {
  const known = new Map(told.map((day) => [day.date, day]));
  const last = Date.parse([new Date().toISOString().slice(0, 10), ...known.keys()].sort().at(-1) ?? "");
  return [...Array(count).keys()].map((at) => {
    const date = new Date(last - (count - 1 - at) * DAY_MILLIS).toISOString().slice(0, 10);
    return (
      known.get(date) ?? {
        date,
        session_count: 0,
        total_tokens: 0,
        avg_health: null,
        active_count: 0,
        completed_count: 0,
        failed_count: 0,
      }
    );
  });
}

/** @param {string} caption @param {string[]} labels @param {number[]} values @param {string} color */
function buckets(caption, labels, values, color) {
  return html`<tutti-plot .caption=${caption} .labels=${labels} .curves=${[{ label: "sessions", values, color, bars: true }]}></tutti-plot>`;
}

/** @param {string} at */
function when(at) {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

customElements.define("tutti-team", TuttiTeam);
