/**
 * The panels of a session's page and the addresses of them: `#documents`, and `#documents/notes.md` for a place inside.
 * No DOM.
 *
 * @typedef {object} Panel  Add one to `elements/panels.js`, and it has a tab.
 * @property {string} id  what the address says: letters, digits and `-`
 * @property {string} label
 * @property {unknown} icon  what Lit can render
 * @property {string} tag  the panel's element. It is given `visit` (Visit), `state` (SessionState, new after every
 *   change), `active` (boolean: it is the one in sight) and `place` (string, what its address says behind the panel), and
 *   may emit `place` ({place}) to go elsewhere inside. What it emits besides goes to the page if it bubbles and is composed.
 * @property {() => Promise<unknown>} [load]  defines the element; asked when the panel is first wanted
 * @property {(visit: import("./visit.js").Visit) => string} [badge]  a word or number on its tab, e.g. of what is unread
 */

/**
 * The panel and the place that an address's hash names; the first panel where it names none.
 *
 * @template {{id: string}} P
 * @param {readonly P[]} panels  at least one
 * @param {string} hash  e.g. `#documents/main`
 * @returns {{panel: P, place: string}}
 */
export function panelAt(panels, hash) {
  const [, id, rest = ""] = /^#?([^/]*)\/?(.*)$/s.exec(hash) ?? [];
  const panel = panels.find((one) => one.id === id);
  return panel ? { panel, place: decoded(rest) } : { panel: /** @type {P} */ (panels[0]), place: "" };
}

/** @param {string} id @param {string} [place] */
export function hashOf(id, place = "") {
  return place ? `#${id}/${encodeURIComponent(place)}` : `#${id}`;
}

/**
 * Where a key leads in a list of tabs: arrows to the neighbours, around the ends too, Home and End to these.
 *
 * @param {string} key  as in KeyboardEvent
 * @param {number} at
 * @param {number} count
 * @returns {number|null} null where the key leads nowhere
 */
export function tabByKey(key, at, count) {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
