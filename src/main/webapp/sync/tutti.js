/**
 * The Tutti client: `import { connect } from "/sync/tutti.js"`.
 *
 * Without a DOM, so that it serves any page, worker or program. See docs/client.md.
 */
import { ownHost } from "./host.js";
import { isSessionId } from "./names.js";
import { ownBase } from "./rest.js";
import { Session } from "./session/client.js";

/**
 * Joins a session and stays in it across lost connections, until `leave()`. What cannot be a session's id is no such
 * session: closed at once, as the server would close it.
 *
 * @param {string} sessionId
 * @param {import("./types.js").ConnectOptions} [options]
 * @returns {Session}
 */
export function connect(sessionId, { base = ownBase(), host = ownHost(), ...rest } = {}) {
  const session = new Session(sessionId, { ...rest, base, host });
  if (isSessionId(sessionId)) session.connection.open();
  else session.connection.end(4404, "No session can have this id.", true);
  return session;
}

export { Session } from "./session/client.js";
export { CommandError } from "./connection/outbox.js";
export { isDocumentName, isSessionId } from "./names.js";
export { Accounts } from "./identity/accounts.js";
export { AnonymousIdentity } from "./identity/identity.js";
export { createSession, describeSession, listSessions, ownBase } from "./rest.js";
export { Workplace } from "./teams/client.js";
export { DEFAULT_SCHEMA, decimals, snap } from "./parameters/schema.js";
