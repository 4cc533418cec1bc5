import assert from "node:assert/strict";
import { test } from "node:test";
import { Latest } from "../../main/webapp/page/latest.js";
import { LogIdentity } from "../../main/webapp/sync/connection/log-identity.js";
import { readLog } from "../../main/webapp/sync/session/log.js";
import { Surroundings } from "./surroundings.js";

/** Answers that something newer has overtaken on their way. */

test("[WEB98] of a list that is asked for again, only the newest answer counts, in whatever order they come", async () => {
  const latest = new Latest();
  /** @type {((found: string) => void)[]} */
  const answers = [];
  /** @type {string[]} */
  const taken = [];
  const ask = () =>
    latest.ask(
      () => new Promise((resolve) => answers.push(resolve)),
      (/** @type {string} */ found) => void taken.push(found),
    );
  const both = [ask(), ask()];
  answers[1]?.("newer");
  answers[0]?.("older");
  await Promise.all(both);
  assert.deepEqual(taken, ["newer"]);
  const third = ask();
  answers[2]?.("newest");
  await third;
  assert.deepEqual(taken, ["newer", "newest"]);
});

test("[WEB99] what is read of a log over HTTP counts no more where the session was made anew meanwhile", async () => {
  const log = new LogIdentity();
  log.told({ logId: "first" });
  let next = () => {};
  const host = {
    ...new Surroundings().host,
    fetch: async () => {
      next();
      return new Response(JSON.stringify({ events: [{ type: "state:changed", seq: 1, payload: {} }], next: null }));
    },
  };
  const session = /** @type {any} */ ({
    host,
    base: "https://example.org/",
    id: "s1",
    identity: null,
    givenToken: "ada",
    log,
  });
  assert.equal((await readLog(session, { types: ["state:changed"] })).length, 1);
  next = () => void log.told({ logId: "second" });
  await assert.rejects(readLog(session, { types: ["state:changed"] }), { code: "other_log" });
});
