import assert from "node:assert/strict";
import { test } from "node:test";
import { Accounts, AnonymousIdentity, Workplace, connect, listSessions } from "../../main/webapp/sync/tutti.js";
import { Surroundings, authSuccess } from "./surroundings.js";

const BASE = "https://example.org/tutti/";
const USER = { id: "anon_1", email: "ada@example.org", username: "ada", full_name: null, team_id: "t1", role: "admin" };

/** A server that knows one account. @param {Surroundings} around */
function serving(around) {
  let count = 0;
  around.answer = (url, body) => {
    if (url.endsWith("/anonymous"))
      return { body: { token: `anon-${++count}`, user_id: `anon_${count}`, username: "Guest" } };
    if (url.endsWith("/login") && body.password !== "right one")
      return { status: 401, body: { code: "unauthenticated", detail: "Incorrect email or password" } };
    if (url.endsWith("/register") && !body.email.includes("@"))
      return {
        status: 422,
        body: { code: "bad_message", detail: [{ loc: ["body", "email"], msg: "is not a valid email address" }] },
      };
    if (url.endsWith("/register") || url.endsWith("/login"))
      return { body: { access_token: `account-${++count}`, token_type: "bearer", user: USER } };
    return { body: {} };
  };
  return around;
}

/** @param {Surroundings} around @param {any} [members] */
async function joined(around, members = {}) {
  const session = connect("s1", { base: BASE, host: around.host, name: "Guest", ...members });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  return session;
}

test("[ACCT1] who signs up shows the anonymous token, and is kept as the account from then on", async () => {
  const around = serving(new Surroundings());
  const identity = new AnonymousIdentity({ base: BASE, host: around.host });
  await identity.token();
  const accounts = new Accounts({ base: BASE, host: around.host, identity });
  assert.deepEqual(await accounts.register({ email: "ada@example.org", username: "ada", password: "right one" }), USER);
  assert.equal(around.requests.at(-1)?.body.anonymous_token, "anon-1");
  assert.deepEqual(new AnonymousIdentity({ base: BASE, host: around.host }).account, USER);
  assert.equal(await identity.token(), "account-2");
  await identity.rename("Somebody else");
  assert.equal(around.requests.length, 2, "an account is called what it is called");
});

test("[ACCT2] what is wrong is told by field, and who one was stays kept", async () => {
  const around = serving(new Surroundings());
  const identity = new AnonymousIdentity({ base: BASE, host: around.host });
  const accounts = new Accounts({ base: BASE, host: around.host, identity });
  const before = await identity.token();
  await assert.rejects(
    accounts.register({ email: "x", username: "ada", password: "right one" }),
    (/** @type {any} */ error) => error.details.fields.email === "is not a valid email address",
  );
  await assert.rejects(accounts.login({ email: "ada@example.org", password: "wrong" }), {
    message: "Incorrect email or password",
  });
  assert.deepEqual([await identity.token(), accounts.current, identity.changing], [before, null, false]);
});

test("[ACCT3] a connection that the server closes because its person signs up comes back as the account", async () => {
  const around = serving(new Surroundings());
  const session = await joined(around);
  assert.ok(session.identity);
  const accounts = new Accounts({ base: BASE, host: around.host, identity: session.identity });
  const signing = accounts.register({ email: "ada@example.org", username: "ada", password: "right one" });
  around.socket.drop(4401);
  assert.equal(session.status.state, "reconnecting");
  await signing;
  await around.pass(3_000);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.token, "account-2");
});

test("[ACCT4] a sign-in that was ended elsewhere is shown, and nobody new takes its place", async () => {
  const around = serving(new Surroundings());
  const identity = new AnonymousIdentity({ base: BASE, host: around.host });
  await new Accounts({ base: BASE, host: around.host, identity }).login({
    email: "ada@example.org",
    password: "right one",
  });
  const session = await joined(around);
  around.socket.drop(4401);
  await around.pass(60_000);
  assert.deepEqual([session.status.state, around.sockets.length], ["closed", 1]);
  assert.equal(
    around.requests.some(({ url }) => url.endsWith("/anonymous")),
    false,
  );
  await new Accounts({ base: BASE, host: around.host, identity: session.identity ?? identity }).login({
    email: "ada@example.org",
    password: "right one",
  });
  session.retryNow();
  await around.pass(0);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.token, "account-2");
});

test("[ACCT5] signing out ends the token, and the next person is a new anonymous one", async () => {
  const around = serving(new Surroundings());
  const identity = new AnonymousIdentity({ base: BASE, host: around.host });
  const accounts = new Accounts({ base: BASE, host: around.host, identity });
  await accounts.login({ email: "ada@example.org", password: "right one" });
  await accounts.logout();
  assert.deepEqual(
    [around.requests.at(-1)?.url, around.requests.at(-1)?.headers["Authorization"]],
    [`${BASE}api/auth/logout`, "Bearer account-1"],
  );
  assert.deepEqual([accounts.current, await identity.token()], [null, "anon-2"]);
});

test("[ACCT6] an invitation goes along with the sign-in, roles and bans are commands, invitations and handing over are requests", async () => {
  const around = serving(new Surroundings());
  const session = await joined(around, { invite: "inv" });
  assert.equal(around.socket.sent[0].payload.invite, "inv");
  around.socket.drop(1006);
  await around.pass(3_000);
  around.socket.open();
  assert.equal(around.socket.sent[0].payload.invite, undefined, "it is used once");
  around.socket.say(authSuccess());
  void session.members.setRole("u2", "viewer").catch(() => {});
  void session.members.ban("u2").catch(() => {});
  assert.deepEqual(
    [around.socket.sentOf("participant:role")[0].payload, around.socket.sentOf("participant:ban")[0].payload],
    [
      { userId: "u2", role: "viewer" },
      { userId: "u2", banned: true },
    ],
  );
  around.answer = () => ({ body: { token: "abc", id: "i1" } });
  const { url } = await session.members.invite({ role: "viewer", expiresIn: 3600 });
  assert.equal(url, `${BASE}?session=s1&invite=abc`);
  assert.deepEqual(around.requests.at(-1)?.body, { role: "viewer", expiresIn: 3600 });
  await session.members.transfer("u 2");
  assert.equal(around.requests.at(-1)?.url, `${BASE}api/v1/sessions/s1/participants/u%202/transfer`);
});

test("[ACCT7] the session's title is projected, and changed by a command", async () => {
  const around = serving(new Surroundings());
  const session = await joined(around);
  void session.updateProfile({ title: "Tuesday" });
  const { ref, payload } = around.socket.sentOf("session:update")[0];
  assert.deepEqual(payload, { title: "Tuesday" });
  around.socket.say({ type: "session:updated", seq: 6, ref, payload: { changes: { title: "Tuesday" }, userId: "u1" } });
  assert.equal(session.state.profile.title, "Tuesday");
});

test("[ACCT8] sessions are listed by pages, and teams and insights asked for with the person's token", async () => {
  const around = serving(new Surroundings());
  const host = {
    ...around.host,
    fetch: async (/** @type {string} */ url) =>
      new Response(JSON.stringify([{ session_id: "a" }]), {
        headers: url.includes("cursor") ? {} : { Link: '</tutti/api/v1/sessions?cursor=a>; rel="next"' },
      }),
  };
  const first = await listSessions({ q: "tuesday" }, { base: BASE, host });
  assert.equal(first.next, "https://example.org/tutti/api/v1/sessions?cursor=a");
  assert.equal((await listSessions({ next: first.next }, { base: BASE, host })).next, null);
  around.answer = (url) => ({
    body: url.endsWith("/anonymous") ? { token: "t", user_id: "u", username: "U" } : { insights: [], total: 0 },
  });
  const work = new Workplace({ base: BASE, host: around.host });
  await work.insights({ q: "", sort: "newest", page: 2 });
  assert.deepEqual(
    [around.requests.at(-1)?.url, around.requests.at(-1)?.headers["Authorization"]],
    [`${BASE}api/insights/?sort=newest&page=2`, "Bearer t"],
  );
});
