import { CommandError } from "../connection/outbox.js";
import { httpAddress, requestJson } from "../rest.js";

const MOST_PAGES = 500;

/**
 * What the log of a session has, from the server that keeps it: events as over a connection, oldest first.
 *
 * @param {import("./client.js").Session} session
 * @param {{types: string[], from?: number}} wanted  `from`: the first place of the log that is looked at
 * @returns {Promise<import("../types.js").Message[]>} rejects with a CommandError: `other_log` where the session was made anew meanwhile
 */
export async function readLog({ host, base, id, identity, givenToken, log }, { types, from = 1 }) {
  const given = typeof givenToken === "function" ? await givenToken() : givenToken;
  const token = given ?? identity?.kept()?.token ?? null;
  const found = [];
  const { changes } = log;
  for (let pages = 0; pages < MOST_PAGES && from > 0; pages++) {
    const path = `api/v1/sessions/${encodeURIComponent(id)}/events?type=${types.join(",")}&limit=1000&from=${from}`;
    const page = await requestJson(host, httpAddress(base, path), { token });
    if (log.changes !== changes)
      throw new CommandError("other_log", "The session was started anew while its history was read.");
    found.push(...(page?.events ?? []));
    from = page?.next ?? 0;
  }
  return found;
}
