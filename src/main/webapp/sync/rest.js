import { CommandError } from "./outbox.js";
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
export async function requestJson(host, url, { method = "GET", body, token } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers["Authorization"] = `Bearer ${token}`;
  let response;
  try {
    response = await host.fetch(url, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new CommandError("unreachable", "The server cannot be reached.");
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const code = answer?.code ?? `http_${response.status}`;
  const detail = typeof answer?.detail === "string" ? answer.detail : answer?.title;
  throw new CommandError(code, detail ?? `The server answered ${response.status}.`, { status: response.status });
}

/**
 * Starts a session; its caller becomes host.
 *
 * @param {{session_id?: string, name?: string, description?: string, schema?: import("./types.js").Schema}} wishes
 * @param {{base?: string, token?: string|null, host?: Host}} [options]
 * @returns {Promise<{session_id: string, join_url: string, created_at: string, name?: string}>}
 */
export function createSession(wishes, { base = ownBase(), token = null, host = ownHost() } = {}) {
  return requestJson(host, httpAddress(base, "api/v1/sessions"), { method: "POST", body: wishes, token });
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
