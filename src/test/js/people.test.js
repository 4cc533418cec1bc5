import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFeed, preceded, told } from "../../main/webapp/page/feed.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess, broadcast } from "./surroundings.js";

const CARL = { id: "anon_3", name: "Carl", color: "#0f766e" };
const AT = "2026-01-01T00:00:00.000Z";

/** @param {any} more */
async function joined(more) {
  const around = new Surroundings();
  const session = connect("s1", { base: "http://localhost:8000/", host: around.host });
  await around.pass(0);
  around.socket.open();
  const welcome = authSuccess();
  Object.assign(welcome.payload, { people: [CARL] }, more);
  Object.assign(welcome.payload.currentState, {
    changes: { mu: { userId: CARL.id, seq: 3, at: "2025-12-31T23:00:00.000Z" } },
    conflicts: [
      {
        conflictId: "c1",
        param: "omega",
        expiresAt: "2026-01-01T00:00:20.000Z",
        values: [
          { userId: CARL.id, value: 1 },
          { userId: ADA.id, value: 1.2 },
        ],
      },
    ],
  });
  around.socket.say(welcome);
  return { around, session };
}

test("[JOIN30] somebody who has left has a name and a colour after a reload, in conflicts too", async () => {
  const { session } = await joined({});
  assert.deepEqual(
    { ...session.state.people },
    {
      [ADA.id]: { name: ADA.name, color: ADA.color },
      [BO.id]: { name: BO.name, color: BO.color },
      [CARL.id]: { name: "Carl", color: "#0f766e" },
    },
  );
  assert.deepEqual([session.state.users.length, session.state.conflicts["omega"]?.theirUserName], [2, "Carl"]);
});

test("[JOIN30] whoever comes and goes stays known, also by what is replayed after a loss", async () => {
  const { around, session } = await joined({});
  around.socket.say({ type: "session:left", seq: 6, timestamp: AT, payload: { userId: BO.id } });
  around.socket.drop(1006);
  await around.pass(3_000);
  around.socket.open();
  around.socket.say(authSuccess({ seq: 8, replaying: 2, users: [ADA] }));
  around.socket.say({
    type: "session:joined",
    seq: 7,
    timestamp: AT,
    payload: { user: { ...BO, id: "anon_4", name: "Dora" } },
  });
  around.socket.say({ type: "session:left", seq: 8, timestamp: AT, payload: { userId: "anon_4" } });
  assert.deepEqual(
    Object.values(session.state.people)
      .map(({ name }) => name)
      .sort(),
    ["Ada", "Bo", "Carl", "Dora"],
  );
  assert.deepEqual(
    session.state.users.map(({ name }) => name),
    ["Ada"],
  );
});

test("[JOIN31] who set a value, and when, is known after a reload", async () => {
  const { around, session } = await joined({});
  assert.deepEqual(session.state.changes["mu"], { userId: CARL.id, at: around.time - 3_600_000 });
  around.socket.say(broadcast(6, { mu: 0.6 }));
  assert.equal(session.state.changes["mu"]?.userId, BO.id);
});

test("[JOIN31] what the log has from before stands below what was seen", () => {
  const people = { [ADA.id]: ADA, [BO.id]: BO, [CARL.id]: CARL };
  let feed = told({ ...emptyFeed(), people }, broadcast(9, { mu: 0.6 }), 10_000);
  const before = [
    broadcast(1, { mu: 0.51 }, { userId: CARL.id, timestamp: "1970-01-01T00:00:01.000Z" }),
    broadcast(2, { omega: 1 }, { userId: ADA.id, timestamp: "1970-01-01T00:00:02.000Z" }),
  ];
  feed = preceded(feed, before, 20_000);
  assert.deepEqual(
    feed.entries.map(({ name, at }) => [name, at]),
    [
      ["Bo", 10_000],
      ["Ada", 2_000],
      ["Carl", 1_000],
    ],
  );
  assert.equal(new Set(feed.entries.map(({ key }) => key)).size, 3);
  const many = Array.from({ length: 100 }, (_, at) => broadcast(at + 1, { [`p${at}`]: at }, { userId: ADA.id }));
  assert.equal(preceded(feed, many, 20_000).entries.length, 40);
});
