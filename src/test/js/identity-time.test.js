import assert from "node:assert/strict";
import { test } from "node:test";
import { AnonymousIdentity } from "../../main/webapp/sync/identity/identity.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { Surroundings, authSuccess } from "./surroundings.js";

const BASE = "http://localhost:8000/";
const DAY = 86_400_000;

/** A server with a clock of its own, that gives tokens for a day and exchanges them for thirty days more. */
class TokenServer {
  /** @type {any} */
  refusal = null;
  #count = 0;

  /** @param {Surroundings} around @param {number} ahead  of the device's clock */
  constructor(around, ahead) {
    this.around = around;
    this.ahead = ahead;
    around.answer = (url, body) => this.#answer(url, body);
  }

  get now() {
    return this.around.time + this.ahead;
  }

  /** @param {string} userId */
  token(userId) {
    const claims = {
      user_id: userId,
      iat: Math.floor(this.now / 1000),
      exp: Math.floor((this.now + DAY) / 1000),
      jti: ++this.#count,
    };
    return `h.${btoa(JSON.stringify(claims))}.s`;
  }

  /** @param {string} token @param {number} [late] */
  isGood(token, late = 0) {
    return this.now < claims(token).exp * 1000 + late;
  }

  /** @param {string} url @param {any} body */
  #answer(url, body) {
    if (this.refusal) return this.refusal;
    if (url.endsWith("/anonymous")) {
      const userId = `anon_${++this.#count}`;
      return { body: { token: this.token(userId), user_id: userId, username: body.username ?? "User" } };
    }
    if (!this.isGood(body.token, 30 * DAY))
      return { status: 401, body: { code: "unauthenticated", detail: "Invalid or expired token" } };
    return { body: { token: this.token(claims(body.token).user_id), expires_at: "" } };
  }

  /** Lets the newest connection in, or not, by what it shows. */
  admit() {
    const { socket } = this.around;
    socket.open();
    this.judge(socket.sent[0].payload.token);
  }

  /** @param {string} token */
  judge(token) {
    if (!this.isGood(token))
      return this.around.socket.say({
        type: "auth:failed",
        payload: { error: "Invalid or missing authentication token" },
      });
    const welcome = authSuccess();
    welcome.payload.userId = claims(token).user_id;
    /** @type {any} */ (welcome.payload).serverTime = new Date(this.now).toISOString();
    this.around.socket.say(welcome);
  }

  strangers() {
    return this.around.requests.filter(({ url }) => url.endsWith("/anonymous")).length;
  }
}

/** @param {string} token */
function claims(token) {
  return JSON.parse(atob(token.split(".")[1] ?? ""));
}

/** @param {number} ahead @param {any} [options] */
async function host(ahead, options = {}) {
  const around = new Surroundings();
  const server = new TokenServer(around, ahead);
  const session = connect("s1", { base: BASE, host: around.host, ...options });
  await around.pass(0);
  server.admit();
  return { around, server, session, me: session.state.userId };
}

for (const [words, ahead] of /** @type {[string, number][]} */ ([
  ["two days slow", 2 * DAY],
  ["two days fast", -2 * DAY],
  ["right", 0],
])) {
  test(`[TOK12] with a device clock that is ${words}, a host who stays longer than a token lives stays who they are, and comes back so`, async () => {
    const { around, server, session, me } = await host(ahead);
    around.time += DAY - 120_000;
    around.socket.say({ type: "auth:expiring", payload: { in: 120_000 } });
    await around.pass(0);
    const renewal = around.socket.sentOf("auth").at(-1);
    assert.equal(claims(renewal.payload.token).user_id, me);
    assert.ok(claims(renewal.payload.token).exp * 1000 - server.now > DAY - 2_000, "a whole day more");
    around.socket.say({
      type: "auth:renewed",
      payload: { expiresIn: DAY, serverTime: new Date(server.now).toISOString() },
    });
    assert.deepEqual([session.status.state, around.sockets.length], ["connected", 1]);
    around.time += 600_000;
    around.socket.drop(1006);
    await around.pass(2_000);
    server.admit();
    assert.deepEqual([session.status.state, session.state.userId, server.strangers()], ["connected", me, 1]);
  });

  test(`[REST22] with a device clock that is ${words}, whoever slept for three days comes back as the same person`, async () => {
    const { around, server, session, me } = await host(ahead);
    around.socket.drop(1006);
    around.time += 3 * DAY;
    await around.pass(2_000);
    server.admit();
    await around.pass(0);
    if (session.status.state !== "connected") server.judge(around.socket.sentOf("auth").at(-1).payload.token);
    assert.deepEqual([session.status.state, session.state.userId, server.strangers()], ["connected", me, 1]);
  });

  test(`[REST22] with a device clock that is ${words}, a page that is opened a week later is the same person's`, async () => {
    const { around, server, session, me } = await host(ahead);
    session.leave();
    around.time += 7 * DAY;
    const again = connect("s1", { base: BASE, host: around.host });
    await around.pass(0);
    server.admit();
    await around.pass(0);
    if (again.status.state !== "connected") server.judge(around.socket.sentOf("auth").at(-1).payload.token);
    assert.deepEqual([again.status.state, again.state.userId, server.strangers()], ["connected", me, 1]);
  });
}

test("[TOK10] a connection that was ended with its token is taken up again by the same person, once", async () => {
  const { around, server, session, me } = await host(0);
  around.time += DAY + 1_000;
  around.socket.drop(4401);
  assert.equal(session.status.state, "reconnecting");
  await around.pass(2_000);
  server.admit();
  assert.deepEqual([session.status.state, session.state.userId], ["connected", me]);
  around.socket.drop(4401);
  await around.pass(2_000);
  around.socket.open();
  around.socket.drop(4401);
  assert.equal(session.status.state, "closed", "a server that goes on saying no is believed");
});

test("[REST22] whom the server does not know any more is told so, keeps what is kept, and decides whether to be somebody new", async () => {
  const { around, server, session, me } = await host(0, { name: "Ada" });
  around.socket.drop(1006);
  around.time += 40 * DAY;
  await around.pass(2_000);
  server.admit();
  await around.pass(0);
  assert.equal(session.status.state, "closed");
  assert.deepEqual([/** @type {any} */ (session.status).code, /** @type {any} */ (session.status).lost], [4401, "Ada"]);
  assert.equal(session.identity?.kept()?.userId, me);
  const reload = connect("s1", { base: BASE, host: around.host, name: "Ada" });
  await around.pass(0);
  server.admit();
  await around.pass(0);
  assert.deepEqual(
    [reload.status.state, /** @type {any} */ (reload.status).lost, server.strangers()],
    ["closed", "Ada", 1],
  );
  reload.identity?.setAside();
  reload.retryNow();
  await around.pass(0);
  server.admit();
  assert.deepEqual([reload.status.state, reload.state.userId === me, server.strangers()], ["connected", false, 2]);
  assert.match(around.local.getItem(`tutti.anonymous ${BASE} former`) ?? "", new RegExp(`"${me}"`));
});

test("[REST22] a server that has forgotten everybody gets a new person in a session where nobody was anybody, and it is said", async () => {
  const { around, server, session } = await host(0, { name: "Ada" });
  session.leave();
  around.time += 40 * DAY;
  const elsewhere = connect("s2", { base: BASE, host: around.host, name: "Ada" });
  /** @type {any[]} */
  const replaced = [];
  elsewhere.on("identity:replaced", (event) => replaced.push(event));
  await around.pass(0);
  server.admit();
  await around.pass(0);
  server.judge(around.socket.sentOf("auth").at(-1).payload.token);
  assert.deepEqual([elsewhere.status.state, replaced, server.strangers()], ["connected", [{ username: "Ada" }], 2]);
});

test("[REST22] while tokens cannot be exchanged, the kept one is shown and tried again later, and nobody becomes somebody new", async () => {
  const { around, server, session, me } = await host(0, { name: "Ada" });
  around.socket.drop(1006);
  around.time += 2 * DAY;
  server.refusal = { status: 503, body: { detail: "The storage is not available" } };
  await around.pass(2_000);
  server.admit();
  await around.pass(0);
  assert.equal(session.status.state, "reconnecting");
  server.refusal = null;
  await around.pass(4_000);
  server.admit();
  assert.deepEqual([session.status.state, session.state.userId, server.strangers()], ["connected", me, 1]);
});

test("[TOK12] a renewal that fails is tried again while the connection lasts, and one that is refused does not end it", async () => {
  const { around, server, session, me } = await host(0);
  server.refusal = { status: 503, body: {} };
  around.socket.say({ type: "auth:expiring", payload: { in: 120_000 } });
  await around.pass(9_000);
  assert.equal(around.socket.sentOf("auth").length, 1);
  server.refusal = null;
  await around.pass(2_000);
  const renewals = around.socket.sentOf("auth").slice(1);
  assert.deepEqual(
    renewals.map(({ payload }) => claims(payload.token).user_id),
    [me],
  );
  around.socket.say({ type: "auth:failed", payload: { error: "no" } });
  assert.equal(session.status.state, "connected");
});

test("[TOK12] a page that brings tokens of its own is asked for the next one", async () => {
  const around = new Surroundings();
  let count = 0;
  const session = connect("s1", { base: BASE, host: around.host, token: async () => `token-${++count}` });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  around.socket.say({ type: "auth:expiring", payload: { in: 1_000 } });
  await around.pass(0);
  assert.deepEqual(
    around.socket.sentOf("auth").map(({ payload }) => payload.token),
    ["token-1", "token-2"],
  );
  assert.equal(session.status.state, "connected");
});

test("[REST20] another name is given to the same person, also by a token that is over", async () => {
  const { around, server, session, me } = await host(0, { name: "Ada" });
  around.time += 2 * DAY;
  server.around.requests.length = 0;
  await session.identity?.present({ name: "Ada L." });
  assert.deepEqual(
    around.requests.map(({ url }) => url.split("/").at(-1)),
    ["refresh", "anonymous"],
  );
  const bearer = around.requests[1]?.headers["Authorization"]?.split(" ")[1] ?? "";
  assert.deepEqual([claims(bearer).user_id, server.isGood(bearer)], [me, true]);
});

test("[REST22] two windows of one browser that renew at once are still one person", async () => {
  const around = new Surroundings();
  const server = new TokenServer(around, 0);
  const [one, other] = [
    new AnonymousIdentity({ base: BASE, host: around.host }),
    new AnonymousIdentity({ base: BASE, host: around.host }),
  ];
  await one.token();
  around.time += DAY;
  const tokens = await Promise.all([one.token(), other.token(), one.token()]);
  assert.deepEqual(new Set(tokens.map((token) => claims(token).user_id)).size, 1);
  assert.ok(tokens.every((token) => server.isGood(token)));
  assert.equal(await passes(one), await passes(other));
});

/** @param {AnonymousIdentity} identity */
async function passes(identity) {
  return claims(await identity.token()).user_id;
}
