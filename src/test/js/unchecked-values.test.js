import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, Surroundings, authSuccess, broadcast } from "./surroundings.js";

const SCHEMA = {
  gain: { min: 0, max: 10, initial: 5 },
  pan: { min: -1, max: 1, initial: 0 },
  power: { computed: "gain^2" },
};

/** A session that has not heard from its server yet. @param {Surroundings} around */
function begun(around) {
  return connect("s1", { base: "https://example.org/", host: around.host });
}

/** The server's welcome to a session with a schema of its own. @param {Surroundings} around */
async function welcomed(around) {
  await around.pass(0);
  around.socket.open();
  const message = authSuccess({ schema: SCHEMA });
  message.payload.currentState.params = /** @type {any} */ ({ gain: 5, pan: 0, power: 25 });
  around.socket.say(message);
  await around.pass(50);
}

test("[WEB70] a value that is set before the welcome waits for the schema, shows at once, and goes out after it", async () => {
  const around = new Surroundings();
  const session = begun(around);
  const answer = session.set("gain", 7);
  assert.deepEqual([session.params["gain"], session.state.unsent], [7, 1]);
  await welcomed(around);
  const [update, ...more] = around.socket.sentOf("param:update");
  assert.deepEqual([update.payload, more], [{ gain: 7, baseSeq: 0 }, []]);
  assert.equal(session.params["gain"], 7);
  around.socket.say(broadcast(6, { gain: 7 }, { userId: ADA.id, ref: update.ref }));
  assert.equal((await answer).seq, 6);
  assert.deepEqual([session.state.confirmed["gain"], session.state.unsent], [7, 0]);
});

test("[WEB71] what turns out to be no value of the schema is refused by itself, and named", async () => {
  const around = new Surroundings();
  const session = begun(around);
  /** @type {string[]} */
  const refused = [];
  session.on("refused", (error) => refused.push(`${error.code} ${error.details.param}`));
  const good = session.set("gain", 7);
  const bad = [session.set("volume", 7), session.set({ pan: 2 }), session.set("power", 4)];
  await welcomed(around);
  for (const [at, param] of ["volume", "pan", "power"].entries()) {
    await assert.rejects(/** @type {Promise<any>} */ (bad[at]), { code: "invalid_param", details: { param } });
  }
  assert.deepEqual(refused, ["invalid_param volume", "invalid_param pan", "invalid_param power"]);
  const [update] = around.socket.sentOf("param:update");
  assert.deepEqual(update.payload, { gain: 7, baseSeq: 0 });
  assert.deepEqual({ ...session.state.params }, { gain: 7, pan: 0 });
  around.socket.say(broadcast(6, { gain: 7 }, { userId: ADA.id, ref: update.ref }));
  assert.equal((await good).seq, 6);
});

test("[WEB72] of a drag before the welcome the last value goes out, and answers for all", async () => {
  const around = new Surroundings();
  const session = begun(around);
  const answers = Array.from({ length: 3_000 }, (_, at) => session.set("gain", at / 1_000));
  assert.equal(session.state.unsent, 1);
  await welcomed(around);
  const updates = around.socket.sentOf("param:update");
  assert.deepEqual(
    updates.map((one) => one.payload.gain),
    [2.999],
  );
  around.socket.say(broadcast(6, { gain: 2.999 }, { userId: ADA.id, ref: updates[0].ref }));
  assert.deepEqual(new Set((await Promise.all(answers)).map((one) => one.seq)), new Set([6]));
});

test("[WEB73] different wishes before the welcome are bounded", async () => {
  const around = new Surroundings();
  const session = begun(around);
  for (let at = 0; at < 1_000; at++) session.set(`p${at}`, 1);
  await assert.rejects(session.set("one_too_many", 1), { code: "queue_full" });
  assert.equal(session.state.unsent, 1_000);
});

test("[WEB74] leaving before the welcome fails what was wished", async () => {
  const around = new Surroundings();
  const session = begun(around);
  const answer = session.set("gain", 7);
  session.leave();
  await assert.rejects(answer, { code: "closed" });
  assert.deepEqual([session.state.unsent, session.params["gain"]], [0, undefined]);
});

test("[WEB75] before the welcome no schema is claimed; a server that tells none has the default one", async () => {
  const around = new Surroundings();
  const session = begun(around);
  assert.deepEqual(
    [session.state.known, Object.keys(session.state.schema), Object.keys(session.params)],
    [false, [], []],
  );
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  assert.deepEqual([session.state.known, Object.keys(session.state.schema)], [true, ["mu", "omega", "kappa", "beta"]]);
});

test("[WEB76] a refusal that nobody waits for is told, not thrown", async () => {
  const around = new Surroundings();
  const session = begun(around);
  await welcomed(around);
  /** @type {string[]} */
  const refused = [];
  session.on("refused", (error) => refused.push(error.code));
  session.set("gain", 99);
  session.resolve("gain", "custom");
  await around.pass(0);
  assert.deepEqual(refused, ["invalid_param", "conflict_closed"]);
});
