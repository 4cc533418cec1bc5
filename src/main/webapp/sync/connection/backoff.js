const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 30_000;
const JITTER_MILLIS = 1_000;

/**
 * How long to wait before reconnecting: doubles from one second up to thirty, plus up to one second of jitter, so
 * that the clients of a restarted server do not come back in step.
 *
 * @param {number} attempt  0 for the first wait after a loss
 * @param {number} random  in [0, 1)
 * @returns {number} milliseconds
 */
export function backoffMillis(attempt, random) {
  const doubled = FIRST_MILLIS * 2 ** Math.min(attempt, 10);
  return Math.min(doubled, LONGEST_MILLIS) + Math.floor(random * JITTER_MILLIS);
}
