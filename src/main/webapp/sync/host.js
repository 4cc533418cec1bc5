import { indexedShelf } from "./indexed.js";

/**
 * The library's surroundings in a browser, and as far as they exist in Node (WebSocket since 22) and workers.
 *
 * @returns {import("./types.js").Host}
 */
export function ownHost() {
  return {
    socket: (url) => new WebSocket(url),
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    random: () => Math.random(),
    setTimeout: (task, millis) => setTimeout(task, millis),
    clearTimeout: (timer) => clearTimeout(timer),
    listen: (event, listener) => {
      if (typeof globalThis.addEventListener !== "function") return () => {};
      globalThis.addEventListener(event, listener);
      return () => globalThis.removeEventListener(event, listener);
    },
    // Node has a navigator without onLine: only an explicit false counts.
    online: () => globalThis.navigator?.onLine !== false,
    local: storeNamed("localStorage"),
    tab: storeNamed("sessionStorage"),
    shelf: indexedShelf(),
  };
}

/**
 * Storage may be missing, or refuse even to be looked at (private windows, blocked cookies).
 *
 * @param {"localStorage"|"sessionStorage"} name
 * @returns {import("./types.js").Store|null}
 */
function storeNamed(name) {
  try {
    const store = globalThis[name];
    const probe = "tutti.probe";
    store.setItem(probe, "1");
    store.removeItem(probe);
    return store;
  } catch {
    return null;
  }
}
