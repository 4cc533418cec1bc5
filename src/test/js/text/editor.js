/**
 * Does in a string what an integration says, by UTF-16 offsets as editors do.
 *
 * @param {import('../../../main/webapp/sync/text/document.js').Integration} integration
 * @param {string} text
 */
export function show(integration, text) {
  if (integration.outcome !== 'applied') return text;
  return integration.changes.reduce(
    (shown, change) =>
      shown.slice(0, change.unit) + change.inserted + shown.slice(change.unit + change.removedUnits),
    text,
  );
}

/** Numbers from 0 to below a bound, the same ones for the same seed. @param {number} seed */
export function dice(seed) {
  let state = seed;
  return (/** @type {number} */ bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
