import { own, record, recordOf } from "../record.js";

/**
 * This client's own parameter values that the server has not confirmed yet, by parameter. A newer value replaces an
 * older unsent one, so a long time offline costs one update, not a thousand. Pure: every function returns a new map.
 *
 * @typedef {object} Edit
 * @property {number} value
 * @property {number} baseSeq  what the author had seen of the log when starting to change this parameter
 * @property {string|null} ref  the command that carries it; null while unsent
 *
 * @typedef {Readonly<Record<string, Edit>>} Edits
 */

/**
 * @param {Edits} edits
 * @param {string} name
 * @param {number} value
 * @param {number} seenSeq
 * @returns {Edits}
 */
export function edit(edits, name, value, seenSeq) {
  // A drag keeps the base it started from: what others wrote meanwhile was hidden behind the local value.
  return record(edits, { [name]: { value, baseSeq: own(edits, name)?.baseSeq ?? seenSeq, ref: null } });
}

/**
 * The unsent values as one update, and the edits marked as carried by it.
 *
 * @param {Edits} edits
 * @param {string} ref
 * @returns {{edits: Edits, payload: Record<string, number>}|null} null where nothing is unsent
 */
export function dispatch(edits, ref) {
  const unsent = Object.entries(edits).filter(([, one]) => one.ref === null);
  if (unsent.length === 0) return null;
  /** @type {Record<string, Edit>} */
  const marked = record(edits);
  /** @type {Record<string, number>} */
  const payload = record({ baseSeq: Math.min(...unsent.map(([, one]) => one.baseSeq)) });
  for (const [name, one] of unsent) {
    payload[name] = one.value;
    marked[name] = { ...one, ref };
  }
  return { edits: marked, payload };
}

/**
 * The server has answered the command: its values are no longer local.
 *
 * @param {Edits} edits
 * @param {string} ref
 * @param {string[]} names  the parameters the command carried
 * @param {number} [seq]  where the server put it, when it took it
 * @returns {Edits}
 */
export function settle(edits, ref, names, seq) {
  const rest = Object.entries(edits).filter(([, one]) => one.ref !== ref);
  return recordOf(
    rest.map(([name, one]) => {
      const accepted = seq !== undefined && names.includes(name);
      return /** @type {const} */ ([name, accepted ? { ...one, baseSeq: Math.max(one.baseSeq, seq) } : one]);
    }),
  );
}

/**
 * The command is to be tried again: its values are unsent once more.
 *
 * @param {Edits} edits
 * @param {string} ref
 * @returns {Edits}
 */
export function reopen(edits, ref) {
  return recordOf(
    Object.entries(edits).map(
      ([name, one]) => /** @type {const} */ ([name, one.ref === ref ? { ...one, ref: null } : one]),
    ),
  );
}

/**
 * Drops a parameter's local value, e.g. because it became a conflict that a person decides.
 *
 * @param {Edits} edits
 * @param {string} name
 * @returns {Edits}
 */
export function abandon(edits, name) {
  return recordOf(Object.entries(edits).filter(([one]) => one !== name));
}
