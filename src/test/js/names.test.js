import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFeed, met, told } from "../../main/webapp/page/feed.js";
import { sign } from "../../main/webapp/sync/format.js";
import { evaluate } from "../../main/webapp/sync/parameters/expression.js";
import { emptyProjection, reduce } from "../../main/webapp/sync/session/reducer.js";
import { refusal, separate } from "../../main/webapp/sync/parameters/schema.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess, broadcast } from "./surroundings.js";

/** Names that every object inherits something under. */
const INHERITED = ["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__"];

/** As the server's JSON is read: `__proto__` is a member like any other. @param {(name: string) => unknown} value @returns {Record<string, any>} */
const told1 = (value) =>
  JSON.parse(`{${INHERITED.map((name) => `"${name}":${JSON.stringify(value(name))}`).join(",")}}`);

/** @param {Surroundings} around @param {Record<string, any>} schema */
async function joined(around, schema) {
  const session = connect("s1", { base: "https://example.org/", host: around.host });
  await around.pass(0);
  around.socket.open();
  const message = authSuccess({ schema });
  message.payload.currentState.params = /** @type {any} */ (told1(() => 5));
  around.socket.say(message);
  return session;
}

for (const name of INHERITED) {
  test(`[WEB80] a parameter may be called ${name}: it is shown, set, contested and settled like any other`, async () => {
    const around = new Surroundings();
    const session = await joined(
      around,
      told1(() => ({ min: 0, max: 10, initial: 5 })),
    );
    assert.deepEqual(
      [session.params[name], session.state.changes[name], session.state.conflicts[name]],
      [5, undefined, undefined],
    );
    const answer = session.set(name, 7);
    assert.deepEqual([session.params[name], session.state.unsent], [7, 1]);
    const { ref, payload } = around.socket.sentOf("param:update")[0];
    assert.deepEqual(Object.entries(payload), [
      ["baseSeq", 5],
      [name, 7],
    ]);
    around.socket.say({
      ...broadcast(6, {}, { userId: ADA.id, ref }),
      payload: { userId: ADA.id, params: JSON.parse(`{"${name}":7}`) },
    });
    assert.equal((await answer).seq, 6);
    assert.deepEqual(
      [session.state.confirmed[name], session.state.changes[name]?.userId, session.state.unsent],
      [7, ADA.id, 0],
    );
    around.socket.say({
      type: "conflict:opened",
      seq: 7,
      payload: {
        conflictId: "k1",
        param: name,
        expiresAt: "2026-01-01T00:00:30.000Z",
        values: [
          { userId: ADA.id, value: 7 },
          { userId: BO.id, value: 8 },
        ],
      },
    });
    assert.equal(session.state.conflicts[name]?.theirValue, 8);
    around.socket.say({
      type: "conflict:closed",
      seq: 8,
      payload: { conflictId: "k1", param: name, value: 7, strategy: "expired" },
    });
    assert.deepEqual(Object.keys(session.state.conflicts), []);
    session.leave();
  });

  test(`[WEB81] where there is no parameter ${name}, nothing is found in its place`, async () => {
    const around = new Surroundings();
    const session = await joined(around, { gain: { min: 0, max: 10, initial: 5 } });
    await assert.rejects(session.set(name, 7), { code: "invalid_param", details: { param: name } });
    await assert.rejects(session.resolve(name, "average"), { code: "conflict_closed" });
    const known = session.state.params;
    around.socket.say({ type: name, seq: 6, payload: {} });
    around.socket.say({ type: "conflict:closed", seq: 7, payload: { param: name, value: 1, strategy: "expired" } });
    assert.deepEqual([session.state.params, session.state.seq, session.state.users.length], [known, 7, 2]);
    const plain = { gain: { min: 0, max: 10 } };
    assert.equal(refusal(plain, JSON.parse(`{"${name}":1}`))?.param, name);
    assert.deepEqual(Object.entries(separate(plain, JSON.parse(`{"${name}":1}`)).params), [[name, 1]]);
    assert.equal(evaluate(`1 + ${name}`, {}), undefined);
    assert.equal(evaluate(`${name}(1)`, {}), undefined);
    assert.equal(typeof reduce(emptyProjection("s1"), { type: name, payload: {} }, 0), "object");
  });

  test(`[WEB82] the page takes ${name} as a name of a parameter and of a person`, () => {
    assert.equal(sign(name), name);
    let feed = told(
      emptyFeed(),
      { type: "param:broadcast", seq: 1, payload: { userId: name, params: JSON.parse(`{"${name}":7}`) } },
      0,
    );
    const [first] = feed.entries;
    assert.deepEqual([first?.name, first?.param, first?.from, first?.to], ["Someone", name, undefined, 7]);
    feed = told(
      met(feed, [{ ...BO, id: name }]),
      { type: "param:broadcast", seq: 2, payload: { userId: name, params: JSON.parse(`{"${name}":8}`) } },
      60_000,
    );
    assert.deepEqual([feed.entries[0]?.name, feed.entries[0]?.from], ["Bo", 7]);
  });
}
