import { MAX_LAMPORT, isReplica } from "./ids.js";

/**
 * What becomes of an operation that changes no text, and whether it can be one at all.
 *
 * @typedef {import('./document.js').Integration} Integration
 */

const MAX_RESTORED_SPANS = 1_000;

/** @type {Integration} */
export const KNOWN = { outcome: "known" };
/** @type {Integration} */
export const WAITING = { outcome: "waiting" };

/** @param {import('./document.js').RefusalCode} code @param {string} detail @returns {Integration} */
export function refused(code, detail) {
  return { outcome: "refused", code, detail };
}

/** @param {unknown} spans @param {number} count whether they name an element for each code point */
export function restoresEach(spans, count) {
  return (
    Array.isArray(spans) &&
    spans.length > 0 &&
    spans.length <= MAX_RESTORED_SPANS &&
    spans.every(isSpan) &&
    spans.reduce((sum, [, , each]) => sum + each, 0) === count
  );
}

/** @param {unknown} value whether it is a span of ids that elements may have */
export function isSpan(value) {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [lamport, replica, count] = value;
  return (
    Number.isSafeInteger(lamport) &&
    Number.isSafeInteger(count) &&
    lamport >= 1 &&
    count >= 1 &&
    count <= MAX_LAMPORT - lamport + 1 &&
    isReplica(replica)
  );
}
