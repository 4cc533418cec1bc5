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
  if (typeof globalThis.indexedDB === "undefined") return null;
  /** @type {Promise<IDBDatabase>|null} */
  let opened = null;
  /** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest} work @returns {Promise<any>} */
  const run = async (mode, work) => {
    const database = await (opened ??= open());
    const transaction = database.transaction(TABLE, mode);
    const request = work(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("aborted"));
    });
  };
  return {
    get: (key) => run("readonly", (table) => table.get(key)),
    put: (key, value) => run("readwrite", (table) => table.put(value, key)),
    remove: (key) => run("readwrite", (table) => table.delete(key)),
    keys: (prefix) => run("readonly", (table) => table.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    claim,
  };
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
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
    locks.request(`tutti ${word}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    }).catch(() => resolve(true));
  });
}
