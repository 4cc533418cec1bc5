/**
 * An answer that is still to come.
 *
 * @typedef {object} Answer
 * @property {Promise<import("../types.js").Message>} promise  nobody has to listen: `refused` is emitted too
 * @property {(message: import("../types.js").Message) => void} resolve
 * @property {(error: import("./outbox.js").CommandError) => void} reject
 */

/** @returns {Answer} */
export function awaited() {
  /** @type {any} */
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(() => {});
  return parts;
}
