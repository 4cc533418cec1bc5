import { CommandError } from "./connection/outbox.js";
import { ownHost } from "./host.js";

/** @typedef {import("./types.js").Host} Host */

/**
 * The server that serves this library: the folder above it, whatever context path the WAR runs under.
 *
 * @returns {string}
 */
export function ownBase() {
  return new URL("../", import.meta.url).href;
}

/**
 * @param {string} base
 * @param {string} path  relative, e.g. `api/v1/sessions`
 */
export function httpAddress(base, path) {
  return new URL(path, base.endsWith("/") ? base : `${base}/`).href;
}

/**
 * @param {string} base
 * @param {string} sessionId
 */
export function socketAddress(base, sessionId) {
  return httpAddress(base, `api/v1/session/connect/${encodeURIComponent(sessionId)}`).replace(/^http/, "ws");
}

/**
 * One JSON request. A refusal becomes a CommandError with the problem's `code`, or `http_<status>`; an unreachable
 * server becomes one with `unreachable`.
 *
 * @param {Host} host
 * @param {string} url
 * @param {{method?: string, body?: unknown, token?: string|null}} [request]
 * @returns {Promise<any>}
 */
export async function requestJson(host, url, request = {}) {
  return (await requested(host, url, request)).answer;
}

/** The same, with the response. @param {Host} host @param {string} url @param {{method?: string, body?: unknown, token?: string|null}} request */
async function requested(host, url, { method = "GET", body, token }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = `Bearer ${token}`;
  let response;
  try {
    response = await host.fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new CommandError("unreachable", "The server could not be reached. Please try again.");
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return { answer, response };
  const code = answer?.code ?? `http_${response.status}`;
  throw new CommandError(code, reasonIn(answer) ?? `The server answered with an error (${response.status}).`, {
    status: response.status,
    fields: fieldsIn(answer),
  });
}

/** @param {any} problem */
function reasonIn(problem) {
  const { detail, title } = problem ?? {};
  if (Array.isArray(detail))
    return detail.map((/** @type {any} */ { loc, msg }) => `${loc?.at?.(-1) ?? ""}: ${msg}`).join(" ");
  return typeof detail === "string" ? detail : title;
}

/** What is wrong with each member of the body, where the server says so. @param {any} problem @returns {Record<string, string>} */
function fieldsIn(problem) {
  const list = Array.isArray(problem?.detail) ? problem.detail : [];
  return Object.fromEntries(list.map((/** @type {any} */ { loc, msg }) => [String(loc?.at?.(-1) ?? ""), String(msg)]));
}

/**
 * Starts a session; its caller becomes host.
 *
 * @param {{session_id?: string, name?: string, description?: string, schema?: import("./types.js").Schema,
 *   visibility?: "private"|"team"|"public", admission?: "link"|"members", team_id?: string, default_role?: "editor"|"viewer"}} options
 * @param {{base?: string, token?: string|null, host?: Host}} [options]
 * @returns {Promise<{session_id: string, join_url: string, created_at: string, name?: string}>}
 */
export function createSession(options, { base = ownBase(), token = null, host = ownHost() } = {}) {
  return requestJson(host, httpAddress(base, "api/v1/sessions"), { method: "POST", body: options, token });
}

/**
 * What is known about a session without joining it.
 *
 * @param {string} sessionId
 * @param {{base?: string, token?: string|null, host?: Host}} [options]
 * @returns {Promise<Record<string, any>>}
 */
export function describeSession(sessionId, { base = ownBase(), token = null, host = ownHost() } = {}) {
  return requestJson(host, httpAddress(base, `api/v1/sessions/${encodeURIComponent(sessionId)}`), { token });
}

/**
 * @typedef {object} SessionEntry  A session in a list.
 * @property {string} session_id
 * @property {string|null} name
 * @property {string|null} description
 * @property {number} user_count  connections
 * @property {number} current_seq
 * @property {string} created_at
 * @property {"private"|"team"|"public"} visibility
 * @property {string[]|null} [tags]
 * @property {string} [status]
 */

/**
 * Sessions that one may see, page by page: those with a connection first.
 *
 * @param {{q?: string, limit?: number, next?: string|null}} options  `next`: what the page before has given
 * @param {{base?: string, token?: string|null, host?: Host}} [options]
 * @returns {Promise<{sessions: SessionEntry[], next: string|null}>} `next`: null at the end
 */
export async function listSessions(
  { q = "", limit = 30, next = null },
  { base = ownBase(), token = null, host = ownHost() } = {},
) {
  const url = new URL(next ?? httpAddress(base, "api/v1/sessions"), base);
  if (!next) {
    url.searchParams.set("limit", String(limit));
    if (q) url.searchParams.set("q", q);
  }
  const { answer, response } = await requested(host, url.href, { token });
  const link = /<([^>]+)>;\s*rel="?next"?/.exec(response.headers.get("Link") ?? "")?.[1];
  return { sessions: Array.isArray(answer) ? answer : [], next: link ? new URL(link, url).href : null };
}
