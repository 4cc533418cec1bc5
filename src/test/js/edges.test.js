import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess, broadcast, settled } from "./surroundings.js";

const BASE = "https://example.org/";

/** @param {Surroundings} around @param {object} [options] */
async function joined(around, options = {}) {
  const session = connect("s1", { base: BASE, host: around.host, ...options });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return session;
}

test("[WEB50] a drag that ran into a conflict is not sent any further", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  session.set("mu", 0.6);
  const { ref } = around.socket.sentOf("param:update")[0];
  const later = session.set("mu", 0.61);
  around.socket.say({
    type: "conflict:detected",
    seq: 5,
    ref,
    payload: {
      param: "mu",
      yourValue: 0.6,
      theirValue: 0.65,
      theirUserId: BO.id,
      theirUserName: "Bo",
      conflictId: "k1",
      theirSeq: 5,
      expiresAt: "2026-01-01T00:00:30.000Z",
    },
  });
  assert.equal(session.params["mu"], 0.569);
  await around.pass(100);
  assert.equal(around.socket.sentOf("param:update").length, 1);
  await assert.rejects(later, { code: "conflict" });
});

test("[WEB51] a postponed edit goes out again where nothing newer came", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  session.set("mu", 0.6);
  const { ref } = around.socket.sentOf("param:update")[0];
  around.socket.say({ type: "error", ref, payload: { code: "unavailable", message: "Not now.", ref } });
  assert.equal(session.params["mu"], 0.6);
  await around.pass(1000);
  assert.deepEqual(
    around.socket.sentOf("param:update").map((one) => one.payload.mu),
    [0.6, 0.6],
  );
});

test("[WEB52] an attempt that was overtaken opens no second connection", async () => {
  const around = new Surroundings();
  const session = await joined(around, { token: async () => settled().then(() => "late") });
  const before = around.sockets.length;
  around.socket.drop(1006);
  session.retryNow();
  session.retryNow();
  await around.pass(0);
  await around.pass(0);
  assert.equal(around.sockets.length, before + 1);
});

test("[WEB53] another name waits until the old connection is gone, but not for ever", async () => {
  const around = new Surroundings();
  const session = await joined(around, { token: "t" });
  const old = around.socket;
  old.close = () => {};
  void session.rename({ name: "Ada L" });
  await around.pass(500);
  assert.equal(around.sockets.length, 1);
  old.onclose?.({ code: 1000 });
  await around.pass(0);
  assert.equal(around.sockets.length, 2);
  around.socket.close = () => {};
  around.socket.open();
  around.socket.say(authSuccess());
  void session.rename({ name: "Ada" });
  await around.pass(1000);
  assert.equal(around.sockets.length, 3);
});

test("[WEB54] the question stays with the one who is asked, in whichever order it comes", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const expiresAt = "2026-01-01T00:00:30.000Z";
  around.socket.say({
    type: "conflict:detected",
    seq: 5,
    payload: {
      param: "mu",
      yourValue: 0.6,
      theirValue: 0.65,
      theirUserId: BO.id,
      theirUserName: "Bo",
      conflictId: "k1",
      theirSeq: 5,
      expiresAt,
    },
  });
  around.socket.say({
    type: "conflict:opened",
    seq: 6,
    payload: {
      conflictId: "k1",
      param: "mu",
      values: [
        { userId: BO.id, value: 0.65 },
        { userId: ADA.id, value: 0.6 },
      ],
      expiresAt,
    },
  });
  assert.deepEqual([session.state.conflicts["mu"]?.asked, session.state.conflicts["mu"]?.myValue], [true, 0.6]);
  around.socket.say({
    type: "session:state",
    seq: 6,
    payload: {
      params: { mu: 0.65 },
      seq: 6,
      users: [{ ...ADA, role: "viewer" }, BO],
      conflicts: [
        {
          conflictId: "k1",
          param: "mu",
          values: [
            { userId: BO.id, value: 0.65 },
            { userId: ADA.id, value: 0.6 },
          ],
          expiresAt,
        },
      ],
    },
  });
  assert.deepEqual([session.state.conflicts["mu"]?.asked, session.state.role], [true, "viewer"]);
});

test("[WEB55] a conflict between others is not this person's to decide", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.say({
    type: "conflict:opened",
    seq: 6,
    payload: {
      conflictId: "k1",
      param: "mu",
      expiresAt: "2026-01-01T00:00:30.000Z",
      values: [
        { userId: BO.id, value: 0.65 },
        { userId: "anon_3", value: 0.6 },
      ],
    },
  });
  assert.equal(session.state.conflicts["mu"]?.mine, false);
  await assert.rejects(session.resolve("mu", "average"), { code: "conflict_closed" });
  around.socket.say({
    type: "conflict:closed",
    seq: 7,
    payload: { conflictId: "k0", param: "mu", value: 0.6, strategy: "expired", userId: null },
  });
  assert.equal(session.state.conflicts["mu"]?.id, "k1", "an older one's end is not this one's");
});

test("[WEB56] a kept person who comes under another name is renamed", async () => {
  const around = new Surroundings();
  (await joined(around, { name: "Ada" })).leave();
  await joined(around, { name: "Countess" });
  const { body, headers } = /** @type {any} */ (around.requests.at(-1));
  assert.deepEqual([body.username, headers["Authorization"]], ["Countess", "Bearer t1"]);
});

test("[WEB57] without tokens from the server it joins without one; with a broken server it waits", async () => {
  const around = new Surroundings();
  around.answer = () => ({ status: 403, body: { code: "forbidden" } });
  await joined(around);
  assert.equal("token" in around.socket.sent[0].payload, false);
  const broken = new Surroundings();
  broken.answer = () => ({ status: 503, body: { code: "unavailable" } });
  const session = connect("s1", { base: BASE, host: broken.host });
  await broken.pass(0);
  assert.deepEqual([session.status.state, broken.sockets.length], ["reconnecting", 0]);
});

test("[WEB58] a command waits for the connection, and too many are refused", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  /** @type {string[]} */
  const refused = [];
  session.on("refused", (error) => refused.push(error.code));
  const first = session.command("chat:send", { content: "hello" });
  for (let count = 1; count < 1000; count++) session.command("chat:send", { content: "again" }).catch(() => {});
  await assert.rejects(session.command("chat:send", { content: "one too many" }), { code: "queue_full" });
  assert.deepEqual([refused, session.state.unsent], [["queue_full"], 1000]);
  await around.pass(1000);
  around.socket.open();
  around.socket.say(authSuccess());
  const [sent] = around.socket.sentOf("chat:send");
  assert.equal(sent.payload.content, "hello");
  around.socket.say({ type: "chat:message", seq: 6, ref: sent.ref, payload: { message: { id: "m1" } } });
  assert.equal((await first).payload["message"].id, "m1");
});

test("[WEB59] signals are dropped without a connection", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  assert.equal(session.signal("presence:update", { status: "idle" }), true);
  around.socket.drop(1006);
  assert.equal(session.signal("presence:update", { status: "active" }), false);
  assert.equal(session.state.unsent, 0);
});

test("[WEB60] an unchanged value is acknowledged without an event", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.569);
  const { ref } = around.socket.sentOf("param:update")[0];
  around.socket.say({ type: "ack", ref, payload: { seq: 5 } });
  assert.equal((await answer).type, "ack");
  around.socket.say(broadcast(6, { mu: 0.6 }));
  assert.deepEqual([session.params["mu"], around.socket.sentOf("session:resync").length], [0.6, 0]);
});
