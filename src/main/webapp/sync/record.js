/**
 * Maps by names that come from outside. They have no prototype, so that a parameter called `constructor` is one like
 * any other, and one that is not there is not there.
 */

/**
 * One map of several; later ones win.
 *
 * @template T
 * @param {...Readonly<Record<string, T>>} parts
 * @returns {Record<string, T>}
 */
export function record(...parts) {
  return Object.assign(Object.create(null), ...parts);
}

/**
 * @template T
 * @param {Iterable<readonly [string, T]>} entries
 * @returns {Record<string, T>}
 */
export function recordOf(entries) {
  const made = record();
  for (const [name, value] of entries) made[name] = value;
  return /** @type {Record<string, T>} */ (made);
}

/**
 * What a map holds under a name itself, whatever its prototype has there.
 *
 * @template T
 * @param {Readonly<Record<string, T>>} map
 * @param {string} name
 * @returns {T|undefined}
 */
export function own(map, name) {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
