import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess, broadcast } from "./surroundings.js";

const BASE = "https://example.org/tutti/";

/** @param {Surroundings} around @param {object} [options] */
async function joined(around, options = {}) {
  const session = connect("s1", { base: BASE, host: around.host, ...options });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return session;
}

/** The last update that was sent. @param {Surroundings} around @returns {any} */
function lastUpdate(around) {
  return around.socket.sentOf("param:update").at(-1);
}

test("[WEB1] joins below the server's context path, as the same anonymous person each time", async () => {
  const around = new Surroundings();
  const session = await joined(around, { name: "Ada", color: "#c026d3" });
  assert.equal(around.socket.url, "wss://example.org/tutti/api/v1/session/connect/s1");
  assert.equal(around.requests[0]?.url, "https://example.org/tutti/api/v1/auth/anonymous");
  const { payload } = around.socket.sent[0];
  assert.deepEqual(
    [payload.token, payload.name, payload.color, payload.lastSeenSeq],
    ["t1", "Ada", "#c026d3", undefined],
  );
  assert.match(payload.clientId, /^[a-z0-9]{16}$/);
  assert.equal(payload.batch, true);
  assert.equal(session.status.state, "connected");
  assert.equal(session.state.users.length, 2);
  session.leave();
  await joined(around, { name: "Ada" });
  assert.equal(around.requests.length, 1);
});

test("[WEB2] shows an edit at once, sends it with a ref and what was seen, and takes the server's answer", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  assert.equal(session.params["mu"], 0.6);
  assert.equal(session.state.confirmed["mu"], 0.569);
  assert.ok(Math.abs((session.params["beta"] ?? 0) - (1 - 0.6 - 10.8 * 0.0207)) < 1e-12);
  const { ref, payload } = lastUpdate(around);
  assert.deepEqual(payload, { mu: 0.6, baseSeq: 5 });
  around.socket.say(broadcast(6, { mu: 0.6 }, { userId: ADA.id, ref }));
  assert.equal((await answer).seq, 6);
  assert.equal(session.state.confirmed["mu"], 0.6);
  assert.equal(session.state.unsent, 0);
});

test("[WEB3] a drag is sent at most about thirty times a second, and its last value always", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  for (let step = 0; step <= 100; step++) {
    session.set("mu", 0.5 + step / 1000);
    await around.pass(10);
  }
  await around.pass(100);
  const updates = around.socket.sentOf("param:update");
  assert.ok(updates.length >= 20 && updates.length <= 32, `${updates.length} updates in one second`);
  assert.equal(updates.at(-1).payload.mu, 0.6);
});

test("[WEB4] a drag keeps the base it started from until an own value is accepted", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  session.set("mu", 0.6);
  const first = lastUpdate(around);
  around.socket.say(broadcast(6, { mu: 0.65 }));
  session.set("mu", 0.61);
  await around.pass(50);
  assert.equal(lastUpdate(around).payload.baseSeq, 5);
  assert.equal(session.params["mu"], 0.61, "the local value stays in sight");
  session.set("mu", 0.62);
  around.socket.say(broadcast(7, { mu: 0.6 }, { userId: ADA.id, ref: first.ref }));
  await around.pass(50);
  assert.equal(lastUpdate(around).payload.baseSeq, 7);
});

test("[WEB5] edits made without a connection go out as one update when it is back", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  assert.equal(session.status.state, "reconnecting");
  const answers = [session.set("mu", 0.6), session.set("mu", 0.61), session.set({ omega: 1 })];
  assert.equal(session.state.unsent, 2);
  assert.equal(session.params["mu"], 0.61);
  await around.pass(1000);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.lastSeenSeq, 5);
  around.socket.say(authSuccess());
  await around.pass(50);
  assert.deepEqual(
    around.socket.sentOf("param:update").map((one) => one.payload),
    [{ mu: 0.61, omega: 1, baseSeq: 5 }],
  );
  around.socket.say(broadcast(6, { mu: 0.61, omega: 1 }, { userId: ADA.id, ref: lastUpdate(around).ref }));
  assert.deepEqual(
    (await Promise.all(answers)).map((one) => one.seq),
    [6, 6, 6],
  );
});

test("[WEB6] an update without an answer is repeated under the same ref", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  const { ref } = lastUpdate(around);
  around.socket.drop(1013);
  await around.pass(1000);
  around.socket.open();
  around.socket.say(authSuccess({ seq: 6, replaying: 1 }));
  around.socket.say(broadcast(6, { mu: 0.6 }, { userId: ADA.id, ref }));
  await around.pass(50);
  assert.deepEqual(
    around.socket.sentOf("param:update").map((one) => one.ref),
    [ref],
  );
  assert.equal((await answer).seq, 6);
  assert.equal(session.state.unsent, 0);
});

test("[WEB7] missed events are replayed once each, in order, and marked", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  /** @type {any[]} */
  const heard = [];
  session.on("param:broadcast", ({ seq, replayed }) => heard.push([seq, replayed ?? false]));
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  around.socket.say(authSuccess({ seq: 9, replaying: 3, params: { mu: 0.608 } }));
  for (const seq of [6, 7, 8]) around.socket.say(broadcast(seq, { mu: 0.6 + seq / 1000 }));
  around.socket.say(broadcast(8, { mu: 0.5 }));
  around.socket.say(broadcast(10, { mu: 0.7 }));
  assert.deepEqual(heard, [
    [6, true],
    [7, true],
    [8, true],
    [10, false],
  ]);
  assert.equal(session.params["mu"], 0.7);
  assert.deepEqual(around.socket.sentOf("session:resync"), []);
});

test("[WEB19] what happened to oneself while away does not undo the state that signing in brought", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  around.socket.say(authSuccess({ seq: 8, replaying: 2, params: { mu: 0.66 } }));
  around.socket.say({ type: "session:left", seq: 6, payload: { userId: ADA.id } });
  around.socket.say(broadcast(7, { mu: 0.65 }));
  assert.deepEqual(
    [session.state.users.length, session.params["mu"], session.state.changes["mu"]?.userId],
    [2, 0.66, BO.id],
  );
  around.socket.say(broadcast(9, { mu: 0.67 }));
  assert.deepEqual([session.state.seq, session.params["mu"]], [9, 0.67]);
});

test("[WEB8] a gap is noticed once and ends with the state of the server", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.say(broadcast(6, { mu: 0.51 }));
  around.socket.say(broadcast(9, { mu: 0.52 }));
  around.socket.say(broadcast(10, { mu: 0.53 }));
  const asked = around.socket.sentOf("session:resync");
  assert.deepEqual(
    asked.map((one) => one.payload.lastSeenSeq),
    [6],
  );
  around.socket.say({
    type: "session:state",
    seq: 10,
    ref: asked[0].ref,
    payload: { params: { mu: 0.53, omega: 1.1, kappa: 0.02 }, seq: 10, users: [ADA], conflicts: [] },
  });
  assert.deepEqual([session.state.seq, session.params["omega"], session.state.users.length], [10, 1.1, 1]);
  around.socket.say(broadcast(11, { mu: 0.54 }));
  assert.equal(around.socket.sentOf("session:resync").length, 1);
});

test("[WEB9] a refused edit goes back to the server's value and tells its author why", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  around.socket.say({
    type: "error",
    payload: { code: "forbidden", message: "Viewers cannot change values.", ref: lastUpdate(around).ref },
  });
  await assert.rejects(answer, { code: "forbidden", message: "Viewers cannot change values." });
  assert.equal(session.params["mu"], 0.569);
  await assert.rejects(session.set("mu", 9), { code: "invalid_param" });
  await assert.rejects(session.set("beta", 0.1), { code: "invalid_param" });
});

test("[WEB10] a rate-limited edit is tried again after the time the server named, with the newest value", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  const { ref } = lastUpdate(around);
  around.socket.say({
    type: "error",
    ref,
    payload: { code: "rate_limited", message: "Too fast.", ref, retryAfterMs: 400 },
  });
  session.set("mu", 0.61);
  await around.pass(399);
  assert.equal(around.socket.sentOf("param:update").length, 1);
  await around.pass(1);
  assert.equal(lastUpdate(around).payload.mu, 0.61);
  assert.notEqual(lastUpdate(around).ref, ref);
  around.socket.say(broadcast(6, { mu: 0.61 }, { userId: ADA.id, ref: lastUpdate(around).ref }));
  assert.equal((await answer).seq, 6);
});

test("[WEB11] the later writer is asked; deciding sends the average and closes the conflict", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  session.set("mu", 0.6);
  const { ref } = lastUpdate(around);
  const timestamp = "2026-01-01T01:00:00.000Z";
  around.socket.say({
    type: "conflict:opened",
    seq: 6,
    timestamp,
    ref,
    payload: {
      conflictId: "k1",
      param: "mu",
      values: [
        { userId: BO.id, value: 0.65 },
        { userId: ADA.id, value: 0.6 },
      ],
      expiresAt: "2026-01-01T01:00:30.000Z",
    },
  });
  around.socket.say({
    type: "conflict:detected",
    seq: 6,
    timestamp,
    ref,
    payload: {
      param: "mu",
      yourValue: 0.6,
      theirValue: 0.65,
      theirUserId: BO.id,
      theirUserName: "Bo",
      conflictId: "k1",
      theirSeq: 5,
      expiresAt: "2026-01-01T01:00:30.000Z",
    },
  });
  const open = session.state.conflicts["mu"];
  assert.deepEqual(
    [open?.myValue, open?.theirValue, open?.theirUserName, open?.asked, open?.mine],
    [0.6, 0.65, "Bo", true, true],
  );
  assert.equal(open?.expiresAt, around.time + 30_000, "by the server's clock, an hour ahead of this one");
  const answer = session.resolve("mu", "average");
  const sent = around.socket.sentOf("conflict:resolved")[0];
  assert.deepEqual(sent.payload, { param: "mu", resolvedValue: 0.625, strategy: "average", conflictId: "k1" });
  around.socket.say({
    type: "conflict:closed",
    seq: 7,
    ref: sent.ref,
    payload: { conflictId: "k1", param: "mu", value: 0.625, strategy: "average", userId: ADA.id },
  });
  around.socket.say(broadcast(8, { mu: 0.625 }, { userId: ADA.id }));
  assert.equal((await answer).type, "conflict:closed");
  assert.deepEqual([Object.keys(session.state.conflicts), session.params["mu"]], [[], 0.625]);
});

test("[WEB12] a conflict that someone else has settled rejects the late decision", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.say({
    type: "conflict:opened",
    seq: 6,
    payload: {
      conflictId: "k1",
      param: "mu",
      values: [
        { userId: ADA.id, value: 0.6 },
        { userId: BO.id, value: 0.65 },
      ],
      expiresAt: "2026-01-01T00:00:30.000Z",
    },
  });
  assert.equal(session.state.conflicts["mu"]?.asked, false);
  const answer = session.resolve("mu", "yours");
  const { ref } = around.socket.sentOf("conflict:resolved")[0];
  around.socket.say({
    type: "error",
    payload: { code: "conflict_closed", message: "Already settled.", ref, details: { value: 0.65 } },
  });
  await assert.rejects(answer, { code: "conflict_closed" });
  assert.deepEqual(Object.keys(session.state.conflicts), []);
});

test("[WEB13] a kept token that the server refuses is replaced once", async () => {
  const around = new Surroundings();
  const session = connect("s1", { base: BASE, host: around.host });
  await around.pass(0);
  around.socket.open();
  around.answer = () => ({ body: { token: "t2", user_id: "anon_9", username: "User 9" } });
  around.socket.say({ type: "auth:failed", payload: { error: "expired" } });
  await around.pass(0);
  assert.deepEqual(
    around.socket.sentOf("auth").map((one) => one.payload.token),
    ["t1", "t2"],
  );
  around.socket.say({ type: "auth:failed", payload: { error: "still no" } });
  assert.deepEqual(session.status, { state: "closed", code: 4401, reason: "still no", final: false });
});

test("[WEB14] another name asks for a token with the old one, and joins again", async () => {
  const around = new Surroundings();
  const session = await joined(around, { name: "Ada" });
  around.answer = () => ({ body: { token: "t2", user_id: "anon_1", username: "Ada L" } });
  await session.rename({ name: "Ada L", color: "#111111" });
  await around.pass(0);
  assert.equal(around.requests.at(-1)?.headers["Authorization"], "Bearer t1");
  around.socket.open();
  assert.deepEqual([around.socket.sent[0].payload.token, around.socket.sent[0].payload.color], ["t2", "#111111"]);
  assert.equal(around.sockets.length, 2);
});

test("[WEB15] leaving is final and fails what had no answer", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  session.leave();
  await assert.rejects(answer, { code: "closed" });
  await around.pass(120_000);
  assert.deepEqual([around.sockets.length, session.status.state], [1, "closed"]);
});

test("[WEB16] a message of a kind it does not know reaches its listeners and changes nothing", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const before = session.state.params;
  /** @type {any[]} */
  const heard = [];
  session.on("chat:message", (message) => heard.push(message.payload));
  around.socket.say({ type: "chat:message", seq: 6, payload: { message: { id: "m1" } } });
  assert.deepEqual(heard, [{ message: { id: "m1" } }]);
  assert.deepEqual([session.state.params, session.state.seq], [before, 6]);
});

test("[WEB17] a session that began anew under the same id is taken as it is", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  around.socket.say(authSuccess({ seq: 1, params: { mu: 0.7 } }));
  around.socket.say(broadcast(2, { omega: 1.2 }));
  assert.deepEqual([session.state.seq, session.params["mu"], session.params["omega"]], [2, 0.7, 1.2]);
});

test("[WEB18] another schema of the session replaces the default one", async () => {
  const around = new Surroundings();
  const session = connect("s1", { base: BASE, host: around.host, token: "given" });
  await around.pass(0);
  around.socket.open();
  assert.equal(around.requests.length, 0);
  const schema = { depth: { min: 0, max: 10, initial: 3 }, double: { computed: "2*depth" } };
  const message = authSuccess({ schema });
  message.payload.currentState.params = /** @type {any} */ ({ depth: 4, double: 8 });
  around.socket.say(message);
  assert.deepEqual([{ ...session.state.params }, { ...session.state.computed }], [{ depth: 4 }, { double: 8 }]);
});
