/**
 * What a WebSocket close code asks of the client: `retry` by itself, or not; and where not, whether the session is
 * out of reach for good (`final`) or a person may try again by hand.
 *
 * @typedef {{retry: boolean, final: boolean, reason: string}} Closing
 */

/** @type {Record<number, Closing>} */
const TABLE = {
  1000: { retry: false, final: true, reason: "The session was closed." },
  1001: { retry: true, final: false, reason: "The server is going down." },
  1002: { retry: false, final: false, reason: "The server reported a protocol error." },
  1003: { retry: false, final: false, reason: "The server does not take this kind of data." },
  1007: { retry: false, final: false, reason: "The server could not read a message." },
  1008: { retry: false, final: false, reason: "The server refused the connection by its policy." },
  1009: { retry: false, final: false, reason: "A message was too large." },
  1010: { retry: false, final: false, reason: "The server lacks a needed extension." },
  1013: { retry: true, final: false, reason: "The server is busy." },
  4401: { retry: false, final: false, reason: "The server did not accept your sign-in." },
  4403: { retry: false, final: true, reason: "You are not allowed in this session." },
  4404: { retry: false, final: true, reason: "There is no such session." },
  4408: { retry: false, final: false, reason: "Signing in took too long." },
  4410: { retry: false, final: true, reason: "The session was deleted." },
};

/** @type {Closing} */
const LOST = { retry: true, final: false, reason: "The connection was lost." };
/** @type {Closing} */
const REFUSED = { retry: false, final: false, reason: "The server closed the connection." };

/**
 * Codes 4400 to 4499 that are not in the table are refusals too; everything else is a lost connection.
 *
 * @param {number} code
 * @returns {Closing}
 */
export function closing(code) {
  return TABLE[code] ?? (code >= 4400 && code < 4500 ? REFUSED : LOST);
}
