import { isSessionId } from "../sync/names.js";

/**
 * The session that a link or an id names.
 *
 * @param {string} text
 * @returns {string|null}
 */
export function sessionIn(text) {
  const trimmed = text.trim();
  if (isSessionId(trimmed)) return trimmed;
  try {
    const id = new URL(trimmed).searchParams.get("session");
    return id && isSessionId(id) ? id : null;
  } catch {
    return null;
  }
}

/** The session in the page's own address. */
export function currentSession() {
  return new URLSearchParams(location.search).get("session")?.trim() || null;
}

/** What the page's own address shows outside of sessions: `team`, `insights`, or null for the start page. */
export function currentView() {
  const view = new URLSearchParams(location.search).get("view");
  return view === "team" || view === "insights" ? view : null;
}

/** The invitation that the page's own address brings. */
export function currentInvite() {
  return new URLSearchParams(location.search).get("invite")?.trim() || null;
}

/** @param {string} base @param {string|null} id */
export function addressOf(base, id) {
  return id === null ? base : new URL(`?session=${encodeURIComponent(id)}`, base).href;
}
