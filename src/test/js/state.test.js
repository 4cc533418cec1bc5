import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, merged, same } from "../../main/webapp/sync/state/merge.js";
import { ADA, BO } from "./surroundings.js";
import { StoryServer } from "./story-server.js";
import { dice } from "./text/editor.js";

async function following() {
  const server = new StoryServer();
  server.change(BO.id, { score: 1, team: { name: "Red" } }, { told: false });
  const session = await server.join();
  const { shared } = session;
  /** @type {any[]} */
  const seen = [];
  session.on("shared", (view) => seen.push(view.value));
  await server.calm();
  return { server, session, shared, seen };
}

test("[STAC1] the state is fetched at the first use, and not before", async () => {
  const server = new StoryServer();
  const session = await server.join();
  await server.calm();
  assert.equal(server.asked["state:get"], 0);
  assert.deepEqual([session.shared.view.known, session.shared.value], [false, {}]);
  await server.calm();
  assert.deepEqual([server.asked["state:get"], session.shared.view.known], [1, true]);
});

test("[STAC2] changes of others arrive, with who made them and when", async () => {
  const { server, shared, seen } = await following();
  assert.deepEqual(
    [shared.value, shared.version, shared.touched["score"]?.userId],
    [{ score: 1, team: { name: "Red" } }, 1, BO.id],
  );
  server.change(ADA.id, { team: { name: null, size: 3 } });
  assert.deepEqual([shared.value, shared.version], [{ score: 1, team: { size: 3 } }, 2]);
  assert.deepEqual(shared.touched["team"], { version: 2, userId: ADA.id, at: server.around.time });
  assert.deepEqual(
    shared.view.changes.map(({ userId, patch, before }) => [userId, patch, before]),
    [[ADA.id, { team: { name: null, size: 3 } }, { score: 1, team: { name: "Red" } }]],
  );
  server.change(BO.id, { score: null });
  assert.equal("score" in shared.touched, false);
  assert.equal(seen.length, 3);
});

test("[STAC3] what an action changes in the state counts as any change; one that changes nothing has no version", async () => {
  const { server, shared } = await following();
  const resolved = {
    userId: BO.id,
    character: "bo",
    action: {},
    result: { success: true, description: "", by: "rules" },
    turn: 0,
  };
  server.happen("story:acted", { ...resolved, stateUpdates: { score: 2 }, version: 2 });
  server.happen("story:acted", { ...resolved, stateUpdates: {}, version: 0 });
  assert.deepEqual(
    [shared.value["score"], shared.version, shared.view.changes.length, shared.view.changes[0]?.told],
    [2, 2, 1, "story"],
  );
});

test("[STAC4] a version that is missing is noticed by the next, and the whole is fetched", async () => {
  const { server, session, shared } = await following();
  server.change(BO.id, { score: 2 }, { told: false });
  server.seq--; // The log's numbers have no gap: the version alone tells.
  server.change(BO.id, { level: 7 });
  assert.equal(shared.value["level"], undefined);
  await server.calm();
  assert.deepEqual(
    [shared.value, shared.version, session.state.unsent],
    [{ score: 2, team: { name: "Red" }, level: 7 }, 3, 0],
  );
  server.around.socket.say({
    type: "state:changed",
    seq: ++server.seq,
    timestamp: "",
    payload: { userId: BO.id, patch: { score: 0 }, version: 2 },
  });
  assert.equal(shared.value["score"], 2, "an old one counts no more");
});

test("[STAC5] after a replay that was cut short, the whole is fetched", async () => {
  const { server, shared } = await following();
  server.change(BO.id, { score: 9 }, { told: false });
  server.say("session:state", { params: {}, seq: server.seq, users: [ADA, BO], truncated: true });
  await server.calm();
  assert.deepEqual([shared.value["score"], server.asked["state:get"]], [9, 2]);
});

test("[STAC6] a patch says what its author has seen; one that is overtaken is refused with the values in force", async () => {
  const { server, shared, session } = await following();
  /** @type {any[]} */
  const refused = [];
  session.on("refused", (error) => refused.push(error.command));
  const first = shared.patch({ score: 5 });
  await server.calm();
  assert.equal((await first).payload["version"], 2);
  const seen = shared.version;
  server.change(BO.id, { score: 6 });
  const late = shared.patch({ score: 7 }, { baseVersion: seen });
  const outcome = late.then(
    () => null,
    (error) => error,
  );
  await server.calm();
  const { code, details } = await outcome;
  assert.deepEqual([code, details, refused], ["stale_version", { version: 3, values: { score: 6 } }, ["state:patch"]]);
  assert.equal(shared.value["score"], 6);
  const again = shared.patch({ score: 7 }, { baseVersion: details.version });
  await server.calm();
  assert.equal((await again).payload["version"], 4);
});

test("[STAC7] the difference of two states is the patch that leads from one to the other, and no larger than needed", () => {
  assert.deepEqual(difference({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { b: 1, c: [1, 3] } }), {
    a: { c: [1, 3] },
    d: null,
  });
  assert.equal(difference({ a: [{ x: null }] }, { a: [{ x: null }] }), undefined);
  const hostile = JSON.parse('{"__proto__": {"polluted": true}}');
  assert.equal(JSON.stringify(merged({}, hostile)), '{"__proto__":{"polluted":true}}');
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
  const roll = dice(7);
  for (let round = 0; round < 300; round++) {
    const [from, to] = [grown(roll, 3), grown(roll, 3)];
    const patch = difference(from, to);
    assert.ok(
      same(patch ? merged(from, patch) : from, to),
      `${JSON.stringify(from)} → ${JSON.stringify(to)}: ${JSON.stringify(patch)}`,
    );
  }
});

/** @param {(sides: number) => number} roll @param {number} depth @returns {any} an object of few names, so that two of them have much in common */
function grown(roll, depth) {
  const names = ["a", "b", "c", "constructor"].filter(() => roll(2) === 0);
  return Object.fromEntries(
    names.map((name) => [
      name,
      depth > 0 && roll(3) > 0 ? (roll(4) === 0 ? [grown(roll, 0), roll(3)] : grown(roll, depth - 1)) : roll(3),
    ]),
  );
}

test("[STAC8] the latest changes come from the log, each once, newest first", async () => {
  const { server, shared } = await following();
  server.change(BO.id, { score: 2 });
  server.around.answer = () => ({
    body: {
      events: [
        {
          type: "state:changed",
          timestamp: "2026-01-01T00:00:00.000Z",
          payload: { userId: BO.id, patch: { score: 1 }, version: 1 },
        },
        {
          type: "story:acted",
          timestamp: "2026-01-01T00:00:00.000Z",
          payload: { userId: ADA.id, stateUpdates: {}, version: 0 },
        },
        {
          type: "state:changed",
          timestamp: "2026-01-01T00:00:00.000Z",
          payload: { userId: BO.id, patch: { score: 2 }, version: 2 },
        },
      ],
      next: null,
    },
  });
  await shared.history();
  assert.deepEqual(
    shared.view.changes.map(({ version, patch, before }) => [version, patch, before === null]),
    [
      [2, { score: 2 }, false],
      [1, { score: 1 }, true],
    ],
  );
});
