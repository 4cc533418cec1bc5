import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess, broadcast } from "./surroundings.js";

/** @param {Surroundings} around */
async function joined(around) {
  const session = connect("s1", { base: "https://example.org/", host: around.host });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return session;
}

/** The server cannot take the newest update now. @param {Surroundings} around @param {string} code */
function refuse(around, code) {
  const { ref } = around.socket.sentOf("param:update").at(-1);
  around.socket.say({ type: "error", ref, payload: { code, message: "Not now.", ref, retryAfterMs: 100 } });
}

test("[WEB90] a command that is refused because too many wait is not sent", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  for (let count = 0; count < 1_000; count++) session.command("chat:send", { content: "again" });
  await assert.rejects(session.command("chat:send", { content: "one too many" }), { code: "queue_full" });
  assert.equal(around.socket.sentOf("chat:send").length, 1_000);
  assert.equal(around.socket.sentOf("chat:send").filter((one) => one.payload.content === "one too many").length, 0);
});

test("[WEB91] while too many commands wait, an edit stays, and goes out as soon as one is answered", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  for (let count = 0; count < 1_000; count++) session.command("chat:send", { content: "again" });
  const answer = session.set("mu", 0.6);
  await around.pass(100);
  assert.deepEqual([around.socket.sentOf("param:update"), session.params["mu"]], [[], 0.6]);
  around.socket.say({ type: "chat:message", seq: 6, ref: around.socket.sentOf("chat:send")[0].ref, payload: {} });
  await around.pass(100);
  const [update] = around.socket.sentOf("param:update");
  around.socket.say(broadcast(7, { mu: 0.6 }, { userId: ADA.id, ref: update.ref }));
  assert.equal((await answer).seq, 7);
});

for (const code of ["rate_limited", "unavailable"]) {
  test(`[WEB92] an edit that is ${code} again and again is given up after six times, and its author told`, async () => {
    const around = new Surroundings();
    const session = await joined(around);
    /** @type {string[]} */
    const refused = [];
    session.on("refused", (error) => refused.push(error.code));
    const answers = [session.set("mu", 0.6)];
    for (let round = 0; round < 20; round++) {
      refuse(around, code);
      if (round === 1) answers.push(session.set("mu", 0.61));
      await around.pass(100);
    }
    assert.equal(around.socket.sentOf("param:update").length, 6);
    for (const answer of answers) await assert.rejects(answer, { code });
    assert.deepEqual([refused, session.params["mu"], session.state.unsent], [[code], 0.569, 0]);
    session.set("mu", 0.62);
    await around.pass(100);
    refuse(around, code);
    await around.pass(100);
    assert.equal(around.socket.sentOf("param:update").length, 8, "the next edit has attempts of its own");
  });
}

test("[WEB93] the time that the server named holds, though newer values were about to go", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  session.set("mu", 0.6);
  session.set("mu", 0.61);
  refuse(around, "rate_limited");
  await around.pass(99);
  assert.equal(around.socket.sentOf("param:update").length, 1);
  await around.pass(1);
  assert.deepEqual(
    around.socket.sentOf("param:update").map((one) => one.payload.mu),
    [0.6, 0.61],
  );
});

test("[WEB94] the place in the log is the envelope's: the own joining is no gap, and is not asked for again", async () => {
  const around = new Surroundings();
  const session = connect("s1", { base: "https://example.org/", host: around.host });
  await around.pass(0);
  around.socket.open();
  around.socket.say({ ...authSuccess({ seq: 5 }), seq: 6 });
  assert.equal(session.state.seq, 6);
  session.set("mu", 0.6);
  assert.equal(around.socket.sentOf("param:update")[0].payload.baseSeq, 6);
  around.socket.say(broadcast(7, { omega: 1 }));
  assert.deepEqual(around.socket.sentOf("session:resync"), []);
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.lastSeenSeq, 7);
  around.socket.say({ ...authSuccess({ seq: 9, replaying: 2 }), seq: 10 });
  around.socket.say({ type: "session:left", seq: 8, payload: { userId: ADA.id } });
  around.socket.say(broadcast(9, { omega: 1.1 }));
  assert.equal(session.state.seq, 10);
  around.socket.say(broadcast(11, { omega: 1.2 }));
  assert.deepEqual([session.state.seq, around.socket.sentOf("session:resync")], [11, []]);
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.lastSeenSeq, 11);
});

test("[WEB95] where the envelope and the state name different ends, the envelope's counts", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.say({
    type: "session:state",
    seq: 8,
    payload: { params: { mu: 0.6 }, seq: 7, users: [ADA, BO], conflicts: [], truncated: true },
  });
  assert.equal(session.state.seq, 8);
  around.socket.say(broadcast(9, { mu: 0.61 }));
  assert.deepEqual([session.state.seq, around.socket.sentOf("session:resync")], [9, []]);
});

test("[WEB96] the old event that answers a repeated command settles it, and changes and tells nothing", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.set("mu", 0.6);
  const [{ ref }] = around.socket.sentOf("param:update");
  around.socket.drop(1006);
  await around.pass(1000);
  around.socket.open();
  around.socket.say({ ...authSuccess({ seq: 7, params: { mu: 0.65 } }), seq: 8 });
  assert.deepEqual(
    around.socket.sentOf("param:update").map((one) => one.ref),
    [ref],
  );
  /** @type {number[]} */
  const heard = [];
  session.on("param:broadcast", ({ seq }) => heard.push(seq));
  around.socket.say(broadcast(6, { mu: 0.6 }, { userId: ADA.id, ref }));
  assert.equal((await answer).seq, 6);
  assert.deepEqual(
    [session.params["mu"], session.state.confirmed["mu"], session.state.seq, session.state.unsent],
    [0.65, 0.65, 8, 0],
  );
  assert.deepEqual([heard, session.state.changes["mu"], around.socket.sentOf("session:resync")], [[], undefined, []]);
  around.socket.say(broadcast(9, { mu: 0.66 }));
  assert.deepEqual([heard, session.params["mu"]], [[9], 0.66]);
});

test("[WEB97] an ack with an old place settles a repeated command, and does not move the place back", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  const answer = session.command("chat:send", { content: "hello" });
  const [{ ref }] = around.socket.sentOf("chat:send");
  around.socket.say({ type: "ack", ref, payload: { seq: 2 } });
  assert.deepEqual([(await answer).type, session.state.seq, session.state.unsent], ["ack", 5, 0]);
});
