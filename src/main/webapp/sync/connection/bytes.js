/**
 * How large something is on the wire. Pure.
 */

/** How many bytes of UTF-8 a well-formed text has. @param {string} text */
export function utf8Bytes(text) {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair is one unit, and two of the pair's four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** How many bytes a value has as JSON. @param {unknown} value */
export function jsonBytes(value) {
  return utf8Bytes(JSON.stringify(value));
}

/**
 * How much of a text fits: the end, in UTF-16 units, of the longest beginning that has no more than some bytes within a JSON
 * string, and tears no surrogate pair.
 *
 * @param {string} text  well-formed
 * @param {number} bytes
 */
export function fitting(text, bytes) {
  let left = bytes;
  let at = 0;
  while (at < text.length) {
    const sign = String.fromCodePoint(/** @type {number} */ (text.codePointAt(at)));
    left -= jsonBytes(sign) - 2;
    if (left < 0) return at;
    at += sign.length;
  }
  return at;
}
