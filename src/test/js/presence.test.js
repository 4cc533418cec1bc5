import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, BO, Surroundings, authSuccess } from "./surroundings.js";

async function joined() {
  const around = new Surroundings();
  const session = connect("s1", { base: "http://localhost:8000/", host: around.host });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return { around, session };
}

/** @param {string} clientId @param {Record<string, any>} [more] */
const window = (clientId, more = {}) => ({ userId: BO.id, clientId, status: "active", ...more });

/** @param {import("../../main/webapp/sync/session/client.js").Session} session */
const clients = (session) => session.presence.peers.map(({ clientId }) => clientId);

test("[PRES12] a window that was closed is no peer any more, and its person as attentive as the others", async () => {
  const { around, session } = await joined();
  for (let at = 0; at < 41; at++) {
    around.socket.say({
      type: "presence:changed",
      payload: window(`w${at}`, { cursor: { doc: "main", anchor: [1, "x"], affinity: "left" } }),
    });
    around.socket.say({
      type: "presence:changed",
      payload: { userId: BO.id, clientId: `w${at}`, cursor: null, left: true },
    });
  }
  assert.deepEqual(clients(session), []);
  around.socket.say({
    type: "presence:batch",
    payload: { changes: [window("left"), window("stays", { status: "away" })] },
  });
  around.socket.say({
    type: "presence:batch",
    payload: { changes: [{ userId: BO.id, clientId: "left", left: true }] },
  });
  assert.deepEqual(clients(session), ["stays"]);
  assert.deepEqual(
    session.presence.roster.map(({ user, status }) => [user.id, status]),
    [
      [ADA.id, "active"],
      [BO.id, "away"],
    ],
  );
});

test("[PRES12] the leaving of one person's window says nothing of another person's with the same client id", async () => {
  const { around, session } = await joined();
  around.socket.say({ type: "presence:changed", payload: window("same") });
  around.socket.say({ type: "presence:changed", payload: { userId: "anon_9", clientId: "same", left: true } });
  assert.deepEqual(clients(session), ["same"]);
});

test("[PRES8] beyond 500 windows the newcomer is shown, and somebody who is away is not", async () => {
  const { around, session } = await joined();
  for (let at = 0; at < 500; at++)
    around.socket.say({ type: "presence:changed", payload: window(`w${at}`, at === 7 ? { status: "away" } : {}) });
  around.socket.say({ type: "presence:changed", payload: window("newcomer") });
  assert.deepEqual(
    [clients(session).length, clients(session).includes("newcomer"), clients(session).includes("w7")],
    [500, true, false],
  );
  around.socket.say({ type: "presence:changed", payload: window("another") });
  assert.deepEqual(
    [clients(session).length, clients(session).includes("another"), clients(session).includes("w0")],
    [500, true, false],
  );
});
