import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { Surroundings, authSuccess } from "./surroundings.js";

test("[TRI16] the late close of a socket just left does not touch the new connection", async () => {
  const around = new Surroundings();
  const session = connect("s1", { base: "https://example.org/tutti/", host: around.host, name: "Ada" });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  const left = around.socket;
  const itsClose = left.onclose;
  assert.ok(itsClose);
  // A browser tells the close of the old socket when the other side has answered: here after the new one is in.
  left.close = () => {};
  session.rename({ name: "Ada L." });
  await around.pass(10_000);
  assert.notEqual(around.socket, left, "a new connection");
  around.socket.open();
  around.socket.say(authSuccess());
  assert.equal(session.status.state, "connected");
  for (const code of [1000, 1006, 4410]) {
    itsClose({ code, reason: "" });
    left.drop(code);
  }
  await around.pass(5_000);
  assert.equal(session.status.state, "connected");
  assert.equal(around.sockets.length, 2, "nobody reconnects");
  session.leave();
});
