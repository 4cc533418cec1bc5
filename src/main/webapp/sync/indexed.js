/** @typedef {import("./types.js").Shelf} Shelf */

const NAME = "tutti";
const TABLE = "kept";

/**
 * A shelf in IndexedDB, with the Web Locks of this origin for who owns what. Opened when first used; null where the
 * surroundings have none.
 *
 * @returns {Shelf|null}
 */
export function indexedShelf() {
  const factory = ownFactory();
  if (!factory) return null;
  /** @type {Promise<IDBDatabase>|null} */
  let opened = null;
  const forget = () => void (opened = null);
  const database = () => {
    opened ??= open(factory, forget);
    opened.catch(forget);
    return opened;
  };
  /** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest|null} work @returns {Promise<any>} when the transaction is complete */
  const run = async (mode, work) => {
    const transaction = await database()
      .then((one) => one.transaction(TABLE, mode))
      .catch((failure) => {
        forget(); // It may have been closed, or deleted, behind this page's back: the next time opens it anew.
        throw failure;
      });
    const request = work(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = transaction.onerror = () =>
        reject(transaction.error ?? request?.error ?? new Error("aborted"));
    });
  };
  return {
    get: (key) => run("readonly", (table) => table.get(key)),
    put: (key, value, gone) => run("readwrite", (table) => (without(table, gone), table.put(value, key))),
    remove: (keys) => run("readwrite", (table) => without(table, keys)),
    keys: (prefix) => run("readonly", (table) => table.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    claim,
  };
}

/** @param {IDBObjectStore} table @param {string[]} keys */
function without(table, keys) {
  for (const key of keys) table.delete(key);
  return null;
}

/** Some surroundings refuse even to be asked (blocked cookies, frames without an origin). @returns {IDBFactory|null} */
function ownFactory() {
  try {
    return globalThis.indexedDB ?? null;
  } catch {
    return null;
  }
}

/** @param {IDBFactory} factory @param {() => void} closed @returns {Promise<IDBDatabase>} */
function open(factory, closed) {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => {
      request.result.onclose = closed;
      request.result.onversionchange = () => {
        request.result.close();
        closed();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

/**
 * Takes a word for as long as this page lives. Without Web Locks everybody gets it: what is done twice by two pages has
 * the same ids, and counts once.
 *
 * @param {string} word
 * @returns {Promise<boolean>} false where another page has it
 */
function claim(word) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(`tutti ${word}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise(() => {}) : undefined;
      })
      .catch(() => resolve(true));
  });
}
