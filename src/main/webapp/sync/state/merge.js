/**
 * JSON merge patches (RFC 7396): an object is merged, null removes a member, anything else replaces. Pure: nothing that
 * is given is changed. What is `__proto__` in JSON is a member like any other here.
 *
 * @typedef {null|boolean|number|string|any[]|{[name: string]: any}} Json
 * @typedef {{[name: string]: Json}} JsonObject
 */

/** @param {unknown} value @returns {value is JsonObject} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value after the patch.
 *
 * @param {Json|undefined} value
 * @param {Json} patch
 * @returns {Json}
 */
export function merged(value, patch) {
  if (!isObject(patch)) return patch;
  const members = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [name, change] of Object.entries(patch)) {
    if (change === null) members.delete(name);
    else members.set(name, merged(members.get(name), change));
  }
  return Object.fromEntries(members);
}

/**
 * The least patch that makes `to` of `from`; undefined where there is nothing to do. `to` has no null outside of lists.
 *
 * @param {JsonObject} from
 * @param {JsonObject} to
 * @returns {JsonObject|undefined}
 */
export function difference(from, to) {
  /** @type {Map<string, Json>} */
  const patch = new Map();
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch.set(name, null);
  for (const [name, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, name) ? /** @type {Json} */ (from[name]) : undefined;
    const change =
      isObject(before) && isObject(value) ? difference(before, value) : same(before, value) ? undefined : value;
    if (change !== undefined) patch.set(name, change);
  }
  return patch.size === 0 ? undefined : Object.fromEntries(patch);
}

/** @param {Json|undefined} one @param {Json|undefined} other @returns {boolean} whether both are the same, in any order of members */
export function same(one, other) {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && same(one[name], other[name]))
  );
}
