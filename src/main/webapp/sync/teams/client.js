import { AnonymousIdentity } from "../identity/identity.js";
import { ownHost } from "../host.js";
import { httpAddress, ownBase, requestJson } from "../rest.js";

/**
 * @typedef {{id: string, username: string, full_name?: string|null, email: string, role: string, is_active: boolean, last_login?: string|null}} TeamMember
 * @typedef {{user_id: string, username: string, full_name: string|null, email: string, requested_at: string}} TeamRequest
 * @typedef {{id: string, name: string, description: string|null, members: TeamMember[], stats: {member_count: number, total_sessions: number, active_sessions: number,
 *   total_tokens: number, average_health: number}}} Team
 * @typedef {{id: string, type: string, status: string, token_count: number, health_score: number, project_name: string|null, start_time: string, last_activity: string|null, title?: string|null}} TeamSession
 * @typedef {{date: string, session_count: number, total_tokens: number, avg_health: number|null, active_count: number, completed_count: number, failed_count: number}} TrendDay
 * @typedef {{period_days: number, total_sessions: number, trend?: string, trend_percentage?: number, daily_breakdown?: TrendDay[]}} Trends
 * @typedef {{id: string, title: string, content: string, tags: string[], author: {id: string, username: string}, session_id: string|null, team_id: string|null,
 *   votes: number, views: number, voted: boolean, created_at: string}} Insight
 * @typedef {{session_id: string, session_title?: string|null, type: string, priority: string, title: string, description: string, action: string}} Recommendation
 */

/**
 * Teams, their figures, and insights, for the person of this browser. Everything rejects with a CommandError; on a
 * server that has none of it `details.status` is 404.
 */
export class Workplace {
  /** @param {{base?: string, host?: import("../types.js").Host, identity?: AnonymousIdentity}} [options] */
  constructor({ base = ownBase(), host = ownHost(), identity = new AnonymousIdentity({ base, host }) } = {}) {
    this.base = base;
    this.host = host;
    this.identity = identity;
  }

  /** @param {string} id @returns {Promise<Team>} */
  team(id) {
    return this.#ask(`teams/${encodeURIComponent(id)}`);
  }

  /** @param {string} id @returns {Promise<TeamSession[]>} the latest activity first */
  async sessions(id) {
    return (await this.#ask(`teams/${encodeURIComponent(id)}/sessions?limit=50`)).sessions ?? [];
  }

  /** @param {string} name @returns {Promise<{id: string, name: string}>} */
  found(name) {
    return this.#ask("teams/", { method: "POST", body: { name } });
  }

  /** Takes somebody in: an account, or a new one. @param {string} id @param {{email: string, username: string, role: string}} member @returns {Promise<any>} */
  take(id, member) {
    return this.#ask(`teams/${encodeURIComponent(id)}/members`, { method: "POST", body: member });
  }

  /** @param {string} id @param {string} userId */
  dismiss(id, userId) {
    return this.#ask(`teams/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`, { method: "DELETE" });
  }

  /** Who asks to be in a team, for its admins. @param {string} id @returns {Promise<TeamRequest[]>} */
  async requests(id) {
    return (await this.#ask(`teams/${encodeURIComponent(id)}/requests`)).requests ?? [];
  }

  /** Takes in who has asked, or declines. @param {string} id @param {string} userId @param {boolean} accept */
  answer(id, userId, accept) {
    return this.#ask(`teams/${encodeURIComponent(id)}/requests/${encodeURIComponent(userId)}`, {
      method: "POST",
      body: { accept },
    });
  }

  /** @param {"team"|"health-distribution"|"token-usage"|"session-duration"} what @param {string} team @returns {Promise<any>} */
  figures(what, team) {
    return this.#ask(`analytics/${what}?team_id=${encodeURIComponent(team)}`);
  }

  /** @param {string} team @param {number} days @returns {Promise<Trends>} */
  trends(team, days) {
    return this.#ask(`analytics/trends?team_id=${encodeURIComponent(team)}&days=${days}`);
  }

  /** @param {{q?: string, tag?: string, sort?: "votes"|"views"|"newest", page?: number}} options @returns {Promise<{insights: Insight[], total: number}>} */
  async insights(options) {
    const query = new URLSearchParams(
      Object.entries(options)
        .filter(([, value]) => value !== undefined && value !== "")
        .map(([name, value]) => [name, String(value)]),
    );
    const answer = await this.#ask(`insights/?${query}`);
    return { insights: answer.insights ?? [], total: answer.total ?? answer.insights?.length ?? 0 };
  }

  /** @param {{title: string, content: string, tags?: string[], team_id?: string, session_id?: string}} insight @returns {Promise<Insight>} */
  share(insight) {
    return this.#ask("insights/", { method: "POST", body: insight });
  }

  /** @param {string} id @param {boolean} given @returns {Promise<Insight>} */
  vote(id, given) {
    return this.#ask(`insights/${encodeURIComponent(id)}/vote`, { method: given ? "POST" : "DELETE" });
  }

  /** Reads one: that counts as a view. @param {string} id @returns {Promise<Insight>} */
  read(id) {
    return this.#ask(`insights/${encodeURIComponent(id)}`);
  }

  /** @param {string} id @param {{title: string, content: string, tags: string[]}} text @returns {Promise<Insight>} */
  rewrite(id, text) {
    return this.#ask(`insights/${encodeURIComponent(id)}`, { method: "PATCH", body: text });
  }

  /** @param {string} id */
  forget(id) {
    return this.#ask(`insights/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /** @returns {Promise<Recommendation[]>} */
  async recommendations() {
    return (await this.#ask("insights/recommendations")).recommendations ?? [];
  }

  /** @param {string} path @param {{method?: string, body?: unknown}} [request] */
  async #ask(path, request = {}) {
    return requestJson(this.host, httpAddress(this.base, `api/${path}`), {
      ...request,
      token: await this.identity.token(),
    });
  }
}
