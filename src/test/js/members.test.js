import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { Surroundings, authSuccess } from "./surroundings.js";

const BASE = "https://example.org/tutti/";
const SESSION = `${BASE}api/v1/sessions/s1`;

/** @param {Surroundings} around @param {(url: string, body: any) => any} answers */
function serving(around, answers) {
  around.answer = (url, body) =>
    url.endsWith("/anonymous")
      ? {
          body: {
            token: `token of ${body?.username ?? "nobody"}`,
            user_id: "anon_1",
            username: body?.username ?? "User 1",
          },
        }
      : { body: answers(url, body) };
  return around;
}

/** @param {Surroundings} around @param {any} [options] */
async function opened(around, options = {}) {
  const session = connect("s1", { base: BASE, host: around.host, ...options });
  await around.pass(0);
  around.socket.open();
  await around.pass(0);
  return session;
}

test("[REQ1] [REQ7] who is not let in asks under the name that is given, and learns what has become of it by the same token", async () => {
  const around = serving(new Surroundings(), (url, body) =>
    url.endsWith("/requests")
      ? { id: "r 1", status: "pending", name: body.name }
      : { id: "r 1", status: "granted", role: "viewer" },
  );
  const session = await opened(around);
  around.socket.drop(4403, "not allowed");
  const asked = await session.members.ask({ name: "Bo", message: "It is me" });
  assert.equal(asked.status, "pending");
  const [request] = around.requests.filter(({ url }) => url === `${SESSION}/requests`);
  assert.deepEqual(request?.body, { name: "Bo", message: "It is me" });
  assert.equal(request?.headers["Authorization"], "Bearer token of Bo");
  assert.equal((await session.members.asked(asked.id)).status, "granted");
  assert.equal(around.requests.at(-1)?.url, `${SESSION}/requests/r%201`);
  assert.equal(around.requests.at(-1)?.headers["Authorization"], "Bearer token of Bo");
  session.leave();
});

test("[REQ4] [REQ6] a host hears of requests, and grants a role or declines", async () => {
  const around = serving(new Surroundings(), () => ({}));
  const session = await opened(around, { name: "Ada" });
  around.socket.say(authSuccess());
  /** @type {any[]} */
  const heard = [];
  session.on("access:requested", ({ payload }) => heard.push(payload));
  around.socket.say({
    type: "access:requested",
    timestamp: "2026-01-01T00:00:00.000Z",
    payload: { requestId: "r1", name: "Bo" },
  });
  assert.deepEqual(heard, [{ requestId: "r1", name: "Bo" }]);
  await session.members.answer("r1", "editor");
  assert.deepEqual(around.requests.at(-1)?.body, { grant: "editor" });
  await session.members.answer("r1", null);
  assert.deepEqual(around.requests.at(-1)?.body, { grant: null });
  session.leave();
});

test("[BAN2] [BAN3] [BAN4] [BAN5] [BAN6] bans with the network, what is lifted, and the new link as a whole", async () => {
  const around = serving(new Surroundings(), (url) =>
    url.endsWith("/link") ? { token: "new one", url: "/trilogic?x" } : {},
  );
  const session = await opened(around, { name: "Ada" });
  around.socket.say(authSuccess());
  await session.members.banWithAddress("u 2", 24);
  assert.deepEqual(
    [around.requests.at(-1)?.url, around.requests.at(-1)?.body],
    [`${SESSION}/bans`, { user_id: "u 2", block_address_hours: 24 }],
  );
  await session.members.liftBan("u 2");
  assert.equal(around.requests.at(-1)?.url, `${SESSION}/bans/u%202`);
  await session.members.unblock("b1");
  assert.equal(around.requests.at(-1)?.url, `${SESSION}/bans/addresses/b1`);
  assert.equal((await session.members.renewLink()).url, `${BASE}?session=s1&invite=new+one`);
  session.leave();
});
