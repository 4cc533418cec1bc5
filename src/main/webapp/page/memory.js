import { SWATCHES } from "../sync/format.js";

/** @typedef {{name: string, color: string}} Profile */
/** @typedef {{id: string, title: string, at: number}} Visited */

const MOST_VISITED = 4;

/** @template T @param {string} key @param {T} otherwise @returns {T} */
function read(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} key @param {unknown} value */
function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept in this browser: the page works, it only forgets.
  }
}

/** Who this browser's person is to the others. @returns {Profile} */
export function profile() {
  const kept = read("tutti.profile", /** @type {Partial<Profile>} */ ({}));
  const chosen = {
    name: String(kept.name ?? ""),
    color: kept.color ?? SWATCHES[Math.floor(Math.random() * SWATCHES.length)] ?? "#4f46e5",
  };
  if (!kept.color) write("tutti.profile", chosen);
  return chosen;
}

/** @param {Profile} chosen */
export function keepProfile(chosen) {
  write("tutti.profile", chosen);
}

/** Sessions that were joined here, newest first. @returns {Visited[]} */
export function visited() {
  const kept = read("tutti.visited", /** @type {Visited[]} */ ([]));
  return Array.isArray(kept) ? kept.filter((one) => typeof one?.id === "string") : [];
}

/** @param {string} id @param {string} title */
export function keepVisited(id, title) {
  write(
    "tutti.visited",
    [{ id, title, at: Date.now() }, ...visited().filter((one) => one.id !== id)].slice(0, MOST_VISITED),
  );
}

/** @param {string} id */
export function forgetVisited(id) {
  write(
    "tutti.visited",
    visited().filter((one) => one.id !== id),
  );
}

/** @typedef {"system"|"light"|"dark"} Theme */

/** @returns {Theme} */
export function theme() {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** @param {Theme} chosen */
export function keepTheme(chosen) {
  if (chosen === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = chosen;
  try {
    if (chosen === "system") localStorage.removeItem("tutti.theme");
    else localStorage.setItem("tutti.theme", chosen);
  } catch {
    // As above.
  }
}
