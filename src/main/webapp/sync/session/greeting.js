/**
 * The first message of each connection: who comes, and what this client has seen of the session's log.
 *
 * @param {import("./client.js").Session} session
 * @param {{seen: {name?: string, color?: string}, token: string|null|undefined, seq: number}} how  `seen`: what the others see of this person
 */
export function greeting({ clientId, invite, create, log }, { seen, token, seq }) {
  return {
    type: "auth",
    payload: {
      ...(token ? { token } : {}),
      ...seen,
      clientId,
      batch: true,
      ...(invite ? { invite } : {}),
      ...(create ? {} : { create: false }),
      ...(seq > 0 ? { lastSeenSeq: seq } : {}),
      ...(log.id ? { logId: log.id } : {}),
    },
  };
}
