import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { evaluate } from "../../main/webapp/sync/parameters/expression.js";
import { lifeLeft } from "../../main/webapp/sync/identity/identity.js";
import { advance, resumed, standingAt } from "../../main/webapp/sync/connection/position.js";
import { emptyProjection, reduce } from "../../main/webapp/sync/session/reducer.js";
import { decimals, snap } from "../../main/webapp/sync/parameters/schema.js";
import { ADA, BO, authSuccess } from "./surroundings.js";

const sync = new URL("../../main/webapp/sync/", import.meta.url);

test("[WEB30] computed values follow the server's grammar", () => {
  const values = { mu: 0.5, kappa: 0.02 };
  /** @type {[string, number|undefined][]} */
  const cases = [
    ["1 - mu - 10.8*kappa", 0.284],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["2*-3", -6],
    ["(1+2)*3", 9],
    ["max(mu, 1)", 1],
    ["sqrt(4)/2", 1],
    ["1e-3*1000", 1],
    [".5+mu", 1],
    ["nope", undefined],
    ["1 +", undefined],
    ["1/0", undefined],
    ["(1", undefined],
    ["constructor", undefined],
    ["toString(1)", undefined],
    ["(".repeat(200), undefined],
  ];
  for (const [text, expected] of cases) {
    const value = evaluate(text, values);
    if (expected === undefined) assert.equal(value, undefined, text);
    else assert.ok(value !== undefined && Math.abs(value - expected) < 1e-12, `${text} is ${value}`);
  }
});

test("[WEB31] values snap to the steps of their range without binary noise", () => {
  assert.equal(snap({ min: 0.5, max: 0.7, step: 0.001 }, 0.60049), 0.6);
  assert.equal(snap({ min: 0.01, max: 0.05, step: 0.001 }, 0.0207), 0.021);
  assert.equal(snap({ min: 0, max: 1 }, 1.4), 1);
  assert.equal(snap({ min: 0.5, max: 0.7, step: 0.15 }, 0.7), 0.65);
  assert.deepEqual([decimals(0.001), decimals(5), decimals(1e-7), decimals(2.5e21)], [3, 0, 7, 0]);
});

test("[WEB32] a position knows next, old, early and replayed events", () => {
  const start = standingAt(5);
  assert.deepEqual([advance(start, 6).fresh, advance(start, 5).fresh, advance(start, 8).gap], [true, false, true]);
  const ahead = advance(start, 8).position;
  assert.equal(advance(ahead, 8).fresh, false);
  assert.equal(advance(ahead, 9).gap, false, "it was asked for already");
  const filled = advance(advance(ahead, 6).position, 7).position;
  assert.deepEqual([filled.seq, filled.resyncing], [8, false]);
  const replay = resumed(start, 9, 2);
  assert.deepEqual([replay.seq, advance(replay, 6).replayed], [5, true]);
  assert.equal(advance(advance(replay, 6).position, 8).position.seq, 9);
});

test("[WEB33] people come once, go, change role and status", () => {
  let state = reduce(emptyProjection("s1"), authSuccess({ users: [ADA] }), 0);
  const say = (/** @type {string} */ type, /** @type {any} */ payload) => (state = reduce(state, { type, payload }, 0));
  say("session:joined", { user: BO });
  say("session:joined", { user: { ...BO, name: "Bob" } });
  assert.deepEqual(
    state.users.map((user) => user.name),
    ["Ada", "Bob"],
  );
  say("participant:role", { userId: ADA.id, role: "viewer", by: BO.id });
  say("presence:changed", { userId: BO.id, status: "away" });
  assert.deepEqual([state.role, state.users[1]?.status], ["viewer", "away"]);
  say("session:left", { userId: BO.id });
  assert.deepEqual(
    state.users.map((user) => user.id),
    [ADA.id],
  );
});

test("[WEB34] computed values beside a broadcast win over those worked out here", () => {
  const state = reduce(
    emptyProjection("s1"),
    { type: "param:broadcast", payload: { userId: "x", params: { mu: 0.6 } }, computed: { beta: 0.17644 } },
    0,
  );
  assert.deepEqual([state.params["mu"], state.computed["beta"]], [0.6, 0.17644]);
});

test("[WEB35] a token is renewed by what is left of its life", () => {
  const token = (/** @type {object} */ claims) => `x.${btoa(JSON.stringify(claims))}.y`;
  assert.equal(lifeLeft(token({ iat: 0, exp: 100 }), 25_000), 0.75);
  assert.equal(lifeLeft("no jwt", 0), 1);
});

test("[WEB36] the library touches no page", () => {
  for (const file of readdirSync(sync).filter((name) => name.endsWith(".js") && name !== "example.js")) {
    const text = readFileSync(new URL(file, sync), "utf8");
    assert.doesNotMatch(
      text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""),
      /(?<!\.)\bdocument\.|\b(window|HTMLElement)\b/,
      file,
    );
    assert.ok(text.split("\n").length <= 401, `${file} is too long`);
  }
});
