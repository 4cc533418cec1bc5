import assert from "node:assert/strict";
import { test } from "node:test";
import { backoffMillis } from "../../main/webapp/sync/connection/backoff.js";
import { closing } from "../../main/webapp/sync/connection/closes.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { Surroundings, authSuccess } from "./surroundings.js";

/** @param {Surroundings} around */
async function joined(around) {
  const session = connect("s1", { base: "http://localhost:8000/", host: around.host });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return session;
}

test("[WEB20] waits one second, then twice as long each time, up to thirty, plus at most one of jitter", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 100].map((attempt) => backoffMillis(attempt, 0));
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  assert.equal(backoffMillis(0, 0.999), 1999);
});

test("[WEB21] close codes say whether to reconnect", () => {
  const retried = [1001, 1005, 1006, 1011, 1012, 1013].filter((code) => closing(code).retry);
  assert.deepEqual(retried, [1001, 1005, 1006, 1011, 1012, 1013]);
  const refused = [1000, 1002, 1003, 1008, 1009, 4401, 4403, 4404, 4408, 4410, 4450].filter(
    (code) => closing(code).retry,
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(
    [4403, 4404, 4410].map((code) => closing(code).final),
    [true, true, true],
  );
});

test("[WEB22] reconnects with growing waits, and begins again after signing in", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  /** @type {number[]} */
  const waits = [];
  session.on("status", (status) => status.nextAttemptAt && waits.push(status.nextAttemptAt - around.time));
  for (const wait of [1000, 2000, 4000]) {
    around.socket.drop(1006);
    await around.pass(wait);
  }
  assert.deepEqual(waits, [1000, 2000, 4000]);
  around.socket.open();
  around.socket.say(authSuccess());
  around.socket.drop(1001);
  assert.deepEqual(waits, [1000, 2000, 4000, 1000]);
});

test("[WEB23] a code that says no is obeyed", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(4410, "gone");
  await around.pass(120_000);
  assert.deepEqual(session.status, { state: "closed", code: 4410, reason: "gone", final: true });
  assert.equal(around.sockets.length, 1);
});

test("[WEB24] a server that stops answering is left after the missing pong", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  await around.pass(20_000);
  assert.equal(around.socket.sentOf("ping").length, 1);
  around.socket.say({ type: "pong", payload: {} });
  await around.pass(20_000);
  assert.equal(around.socket.sentOf("ping").length, 2);
  assert.equal(session.status.state, "connected");
  await around.pass(10_000);
  assert.equal(session.status.state, "reconnecting");
});

test("[WEB25] without a network it says offline, and tries at once when there is one", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.isOnline = false;
  around.tell("offline");
  await around.pass(3_000);
  assert.equal(session.status.state, "offline");
  const before = around.sockets.length;
  around.isOnline = true;
  around.tell("online");
  await around.pass(0);
  assert.equal(around.sockets.length, before + 1);
  around.socket.open();
  around.socket.say(authSuccess());
  assert.equal(session.status.state, "connected");
});

test("[WEB26] a person can skip the wait", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  session.retryNow();
  await around.pass(0);
  assert.equal(around.sockets.length, 2);
  await around.pass(5_000);
  assert.equal(around.sockets.length, 2, "the skipped attempt does not follow");
});

test("[WEB27] [TRI16] a socket that was given up is not heard any more", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const old = around.socket;
  const speak = old.onmessage;
  old.drop(1006);
  session.retryNow();
  await around.pass(0);
  speak?.({ data: JSON.stringify({ type: "session:left", seq: 6, payload: { userId: "anon_2" } }) });
  old.onclose?.({ code: 4410, reason: "" });
  assert.equal(session.state.users.length, 2);
  assert.equal(session.status.state, "reconnecting");
});

test("[WEB28] an unreachable server at the start is tried again with back-off", async () => {
  const around = new Surroundings();
  around.unreachable = true;
  const session = connect("s1", { base: "http://localhost:8000/", host: around.host });
  await around.pass(0);
  assert.deepEqual(session.status, { state: "reconnecting", nextAttemptAt: around.time + 1000 });
  around.unreachable = false;
  await around.pass(1000);
  assert.equal(around.sockets.length, 1);
});
