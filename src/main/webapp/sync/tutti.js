/**
 * The Tutti client: `import { connect } from "/sync/tutti.js"`.
 *
 * Without a DOM, so that it serves any page, worker or program. See docs/client.md.
 */
import { ownHost } from "./host.js";
import { ownBase } from "./rest.js";
import { Session } from "./session.js";

/**
 * Joins a session and stays in it across lost connections, until `leave()`.
 *
 * @param {string} sessionId
 * @param {import("./types.js").ConnectOptions} [options]
 * @returns {Session}
 */
export function connect(sessionId, { base = ownBase(), host = ownHost(), ...rest } = {}) {
  const session = new Session(sessionId, { ...rest, base, host });
  session.link.open();
  return session;
}

export { Session } from "./session.js";
export { CommandError } from "./outbox.js";
export { AnonymousIdentity } from "./identity.js";
export { createSession, describeSession, ownBase } from "./rest.js";
export { DEFAULT_SCHEMA, decimals, snap } from "./schema.js";
