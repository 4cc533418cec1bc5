import assert from "node:assert/strict";
import { test } from "node:test";
import { savingTold, waitingTold } from "../../main/webapp/sync/session/saving-view.js";
import { DocumentServer } from "./document-server.js";
import { FakeShelf, Page, allCalm, two, type } from "./network.js";
import { settled } from "./surroundings.js";

/** Lets everything arrive, message by message, and asks after each. @param {Page} page @param {() => void} each */
async function stepwise(page, each) {
  for (let idle = 0; idle < 20; idle++) {
    await page.around.pass(20);
    while (page.deliver(true) || page.deliver(false)) {
      await settled();
      each();
      idle = 0;
    }
  }
}

for (const size of [50_000, 600_000]) {
  test(`[SAVED1][SAVED2] a paste of ${size} characters is saved when the server has all of it, not before`, async () => {
    const { server, ada, one } = await two();
    const pasted = "0123456789".repeat(size / 10);
    one.edit([{ from: 0, to: 0, insert: pasted }]);
    let steps = 0;
    await stepwise(ada, () => {
      steps++;
      const { saving } = ada.session.state;
      if (server.text("main").length === size) return;
      assert.deepEqual(
        [one.state.saved, saving.saved, saving.unsaved, one.state.unsent + one.state.sent],
        [false, false, 1, 1],
      );
    });
    assert.ok(steps > 2);
    assert.deepEqual(
      [server.text("main") === pasted, one.state.saved, ada.session.state.saving.saved, one.state.stored],
      [true, true, true, 1],
    );
  });
}

test("[SAVED1] all of a session counts: documents, parameters, chat, state, story, profile; questions do not", async () => {
  const { ada, one } = await two();
  await ada.opened("notes.md");
  const { session } = ada;
  assert.deepEqual(session.state.saving, { unsaved: 0, saved: true, kept: true, mayClose: true });
  ada.cut(true);
  /** @type {[string, () => unknown][]} */
  const changes = [
    ["an edit", () => one.edit([{ from: 0, to: 0, insert: "a" }])],
    ["of another document", () => session.document("notes.md").edit([{ from: 0, to: 0, insert: "b" }])],
    ["a value", () => session.set("mu", 0.6)],
    ["a message", () => session.chat.send("hello")],
    ["a reaction", () => session.chat.react("m1", "🎉")],
    ["state", () => session.shared.patch({ a: 1 })],
    ["an action", () => session.story.act("wait")],
    ["the profile", () => session.updateProfile({ title: "T" })],
    ["a role", () => session.members.setRole("u", "viewer")],
    ["what this library does not know", () => session.command("future:thing", {})],
  ];
  for (const [at, [what, change]] of changes.entries()) {
    change();
    await ada.around.pass(0);
    assert.deepEqual([session.state.saving.unsaved, session.state.saving.saved], [at + 1, false], what);
  }
  for (const question of ["doc:list", "state:get", "story:get", "chat:history", "session:resync"])
    void session.command(question).catch(() => {});
  assert.equal(session.state.saving.unsaved, changes.length);
  assert.equal(session.state.unsent, changes.length);
});

test("[SAVED3] what is unsaved may be left only when all of it is written on the device", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const one = await ada.opened();
  const { session } = ada;
  ada.cut(true);
  type(one, 0, "abc");
  await settled();
  shelf.health = "refuses";
  type(one, 3, "def");
  for (const health of /** @type {const} */ (["refuses", "hangs"])) {
    shelf.health = health;
    await ada.around.pass(30_000);
    assert.deepEqual(
      [session.state.saving.kept, session.state.saving.mayClose, one.state.saved],
      [false, false, false],
      health,
    );
  }
  shelf.health = "well";
  await ada.around.pass(70_000);
  assert.deepEqual([session.state.saving.kept, session.state.saving.mayClose], [true, true], "it is tried again");
  session.set("mu", 0.6);
  assert.deepEqual(
    [session.state.saving.kept, session.state.saving.mayClose],
    [false, false],
    "values are kept nowhere",
  );
});

test("[SAVED3] without a place to keep things, closing loses what is unsaved, and the library says so", async () => {
  const { ada, one } = await two();
  type(one, 0, "abc");
  assert.deepEqual([ada.session.state.saving.kept, ada.session.state.saving.mayClose], [false, false]);
  await ada.calm();
  assert.equal(ada.session.state.saving.mayClose, true);
});

test("[SAVED4] what was left stays where it is until it is in the own record, or sent", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const one = await ada.opened();
  ada.cut(true);
  type(one, 0, "left");
  await ada.around.pass(200);
  ada.close();
  const again = new Page(server, "ada", { shelf, seed: 5 });
  server.refuse = ({ type: kind }) => (kind === "doc:open" ? { code: "unavailable" } : null);
  await again.calm();
  await again.opened();
  await again.calm(5_000);
  assert.deepEqual([shelf.kept.size, again.session.state.saving.saved], [1, false]);
  again.close();
  server.refuse = null;
  const last = new Page(server, "ada", { shelf, seed: 7 });
  await last.calm();
  await last.opened();
  await last.calm();
  assert.deepEqual([server.text("main"), shelf.kept.size], ["left", 0]);
});

test("[SAVED4] what was left in a document that nobody opens is sent all the same, however long it lay there", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const notes = await ada.opened("notes.md");
  ada.cut(true);
  ada.around.clearTimers();
  ada.around.time -= 400 * 24 * 3_600_000;
  type(notes, 0, "left");
  await ada.around.pass(200);
  ada.close();
  const again = new Page(server, "ada", { shelf, seed: 5 });
  await again.calm();
  await again.calm();
  assert.deepEqual([server.text("notes.md"), shelf.kept.size, again.session.state.saving.saved], ["left", 0, true]);
});

test("[SAVED4] what is typed behind what an earlier page left does not go out under that page's ref", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf, clientId: "tab" });
  await ada.calm();
  const one = await ada.opened();
  type(one, 0, "old");
  await ada.around.pass(20);
  ada.deliver(true); // The server has it; the page does not know.
  await ada.around.pass(200);
  ada.close();
  const again = new Page(server, "ada", { shelf, seed: 5, clientId: "tab" });
  const next = again.session.document("main");
  let typed = false;
  next.on("state", ({ ready, waiting, saved }) => {
    if (!ready || waiting || saved || typed) return;
    typed = true;
    next.edit([{ from: next.length, to: next.length, insert: " new" }]);
  });
  await again.calm();
  assert.deepEqual([typed, server.text("main"), next.state.saved], [true, "old new", true]);
});

test("[SAVED4][SAVED13] what a closed tab has left is not lost where the other tab's text is of an epoch that is over", async () => {
  const server = new DocumentServer();
  server.replayLimit = 0;
  const shelf = new FakeShelf();
  const [bo, asleep, closed] = [
    new Page(server, "bo"),
    new Page(server, "ada", { shelf, seed: 2 }),
    new Page(server, "ada", { shelf, seed: 3 }),
  ];
  await allCalm(bo, asleep, closed);
  const one = await asleep.opened();
  asleep.cut(true);
  type(await bo.opened(), 0, "stored");
  await bo.calm();
  const left = await closed.opened();
  closed.cut(true);
  type(left, 6, " and more");
  await closed.around.pass(200);
  closed.close();
  server.compact("main");
  await asleep.repair();
  await allCalm(bo, asleep);
  assert.deepEqual(
    [one.text, server.text("main"), one.state.saved, shelf.kept.size],
    ["stored and more", "stored and more", true, 0],
  );
});

test("[SAVED4][SAVED13] what was left waits for what it stands after, and is not lost where a compaction comes first", async () => {
  const server = new DocumentServer();
  server.snapshotEvery = 100;
  const shelf = new FakeShelf();
  const [bo, closed] = [new Page(server, "bo"), new Page(server, "ada", { shelf, seed: 3 })];
  await allCalm(bo, closed);
  type(await bo.opened(), 0, "stored");
  await bo.calm();
  const left = await closed.opened();
  closed.cut(true);
  type(left, 6, " and more");
  await closed.around.pass(200);
  closed.close();
  const next = new Page(server, "ada", { shelf, seed: 5 });
  const one = next.session.document("main");
  for (let tries = 0; !one.state.ready && tries < 100; tries++) {
    await next.around.pass(1);
    if (!next.deliver(true)) next.deliver(false);
  }
  await next.around.pass(20);
  assert.deepEqual(
    [one.state.ready, one.text, one.state.saved, one.state.waiting],
    [true, "", false, true],
    "its text is a little old",
  );
  next.cut(true);
  server.compact("main");
  await next.repair();
  await allCalm(bo, next);
  assert.deepEqual(
    [one.text, server.text("main"), one.state.saved, shelf.kept.size],
    ["stored and more", "stored and more", true, 0],
  );
});

test("[SAVED5] with small messages a large paste goes through, whatever it is made of, and a large deletion", async () => {
  for (const [bytes, text] of /** @type {[number, string][]} */ ([
    [32_768, "x".repeat(60_000)],
    [1_024, '😀"\\\n\u0001ü'.repeat(800)],
  ])) {
    const { server, ada, bo, one, other } = await two();
    for (const page of [ada, bo]) page.cut(true);
    server.maxMessageBytes = bytes;
    for (const page of [ada, bo]) await page.repair();
    one.edit([{ from: 0, to: 0, insert: text }]);
    await stepwise(ada, () => assert.ok(!one.state.saved || server.text("main") === text));
    await allCalm(ada, bo);
    assert.deepEqual(
      [server.text("main") === text, other.text === text, one.state.saved, ada.session.status.state],
      [true, true, true, "connected"],
    );
    for (let at = one.length; at > 0; at -= 20) one.edit([{ from: at - 10, to: at, insert: "" }]);
    await stepwise(ada, () => {});
    await stepwise(ada, () => {});
    await allCalm(ada, bo);
    assert.deepEqual(
      [server.text("main") === one.text, one.length < text.length * 0.6, one.state.saved, ada.session.status.state],
      [true, true, true, "connected"],
    );
  }
});

for (const stored of [false, true]) {
  for (const compacted of [false, true]) {
    test(`[SAVED6] a batch that no longer fits is there once, ${stored ? "stored" : "lost"} before${compacted ? ", with a compaction since" : ""}`, async () => {
      const { server, ada, bo, one, other } = await two();
      type(one, 0, "start ");
      await allCalm(ada, bo);
      const text = "<0123456789😀>".repeat(500);
      one.edit([{ from: 6, to: 6, insert: text }]);
      await ada.around.pass(40);
      if (stored) ada.deliver(true);
      ada.cut(true);
      server.maxMessageBytes = 2_048;
      if (compacted) server.compact("main");
      type(one, 0, "and ");
      await ada.repair();
      for (let round = 0; round < 10; round++) await allCalm(ada, bo);
      assert.equal(server.text("main"), `and start ${text}`);
      assert.deepEqual(
        [
          one.text === server.text("main"),
          other.text === server.text("main"),
          one.state.saved,
          ada.session.state.saving.saved,
        ],
        [true, true, true, true],
      );
    });
  }
}

test("[SAVED6] what was on its way when the session was closed is there once, also after a compaction", async () => {
  const { server, ada, bo, one } = await two();
  type(one, 0, "base ");
  await allCalm(ada, bo);
  one.edit([{ from: 5, to: 5, insert: "once" }]);
  await ada.around.pass(40);
  ada.deliver(true);
  ada.cut(true, 4408);
  assert.deepEqual([ada.session.status.state, one.state.saved], ["closed", false]);
  server.compact("main");
  await ada.repair();
  await allCalm(ada, bo);
  assert.deepEqual([server.text("main"), one.text, one.state.saved], ["base once", "base once", true]);
});

test("[SAVED7] what can never fit is refused here, by name, and everything else goes on", async () => {
  const { server, ada } = await two();
  ada.cut(true);
  server.maxMessageBytes = 2_048;
  /** @type {string[]} */
  const refused = [];
  ada.session.on("refused", ({ message }) => refused.push(message));
  const [large, small] = [
    ada.session.chat.send("x".repeat(3_000)),
    ada.session.command("state:patch", { patch: { a: "é".repeat(900) } }),
  ];
  await ada.repair();
  await assert.rejects(large, { code: "too_large" });
  assert.match(refused.join(), /too large to be sent: it has 3,\d\d\d bytes, and the server takes 2,048/);
  assert.equal(ada.session.status.state, "connected");
  assert.equal(ada.session.chat.unsent[0], "x".repeat(3_000), "the text is still here");
  assert.deepEqual(
    [ada.session.state.saving.unsaved, ada.session.state.saving.mayClose],
    [1, false],
    "the other one was sent",
  );
  small.catch(() => {});
});

test("[SAVED8] a close because of size is not tried again by itself, and the next try sends half", async () => {
  const { server, ada, one } = await two();
  server.maxMessageBytes = 20_000; // Somebody between has a limit of which the server does not tell.
  one.edit([{ from: 0, to: 0, insert: "x".repeat(60_000) }]);
  await ada.calm();
  const { status } = ada.session;
  assert.deepEqual([status.state, "code" in status && status.code], ["closed", 1009]);
  await ada.around.pass(600_000);
  assert.equal(ada.session.status.state, "closed");
  server.toldMessageBytes = 1_048_576;
  let tries = 0;
  for (; !one.state.saved && tries < 10; tries++) await ada.repair();
  assert.ok(tries <= 4, `${tries} tries`);
  assert.equal(server.text("main"), "x".repeat(60_000));
});

test("[SAVED9] commands go no faster than the server says", async () => {
  const { server, ada } = await two();
  ada.cut(true);
  server.maxOpsPerSecond = 10;
  for (let count = 0; count < 50; count++) ada.session.command("state:patch", { patch: { count } }).catch(() => {});
  /** @type {number[]} */
  const came = [];
  server.refuse = ({ type: kind }) => {
    if (kind === "state:patch") came.push(ada.around.time);
    return null;
  };
  await ada.repair();
  for (let second = 0; second < 6; second++) await ada.calm(1_000);
  assert.equal(came.length, 50);
  const perSecond = came.map((at) => came.filter((other) => other > at - 1_000 && other <= at).length);
  assert.ok(Math.max(...perSecond) <= 25, `${Math.max(...perSecond)}`);
  assert.ok(/** @type {number} */ (came.at(-1)) - /** @type {number} */ (came[0]) >= 3_500);
});

test("[SAVED10] what was refused stays to be copied, all of it, until the person lets it go", async () => {
  const { server, ada, bo, one } = await two();
  server.refuse = ({ type: kind }) => (kind === "doc:edit" ? { code: "forbidden" } : null);
  type(one, 0, "first");
  await allCalm(ada, bo);
  type(one, 0, "second");
  await allCalm(ada, bo);
  assert.deepEqual(
    [one.state.problem?.code, one.state.problem?.text, one.text, one.state.saved],
    ["forbidden", "first\nsecond", "", true],
  );
  assert.deepEqual(
    [ada.session.unsavedTexts, ada.session.state.saving.mayClose],
    [[{ title: "main", text: "first\nsecond" }], false],
  );
  one.dismiss();
  assert.deepEqual([ada.session.unsavedTexts, ada.session.state.saving.mayClose], [[], true]);
});

test("[SAVED1][SAVED10] a message that is refused counts as unsaved until it is shown as refused", async () => {
  const server = new DocumentServer();
  const ada = new Page(server, "ada");
  await ada.calm();
  const { session } = ada;
  server.refuse = ({ type }) => (type.startsWith("chat:") ? { code: "forbidden" } : null);
  let changes = 0;
  for (const say of [() => session.chat.send("hello"), () => session.chat.edit("m1", "other")]) {
    const refused = session.chat.refused;
    say().catch(() => {});
    const stop = session.on("change", ({ saving }) => {
      changes++;
      assert.ok(!saving.saved || session.chat.refused > refused, "saved, and neither stored nor refused");
    });
    await ada.calm();
    stop();
    assert.deepEqual(
      [session.state.saving.saved, session.state.saving.mayClose, session.chat.refused],
      [true, false, refused + 1],
    );
  }
  assert.ok(changes > 2);
});

test("[SAVED11] what had not reached the server when the session ended can be had", async () => {
  const { ada, one } = await two();
  ada.cut(true);
  type(one, 0, "unsaved");
  void ada.session.chat.send("unsaid").catch(() => {});
  await ada.around.pass(100);
  ada.reachable = true;
  ada.session.connection.end(4410, "deleted", true);
  assert.deepEqual(ada.session.unsavedTexts, [
    { title: "main", text: "unsaved" },
    { title: "Chat", text: "unsaid" },
  ]);
});

test("[SAVED12] a clock that is set back or forward stops nothing", async () => {
  for (const days of [-2, 2, -400]) {
    const { server, ada, one } = await two();
    type(one, 0, "a");
    await ada.calm();
    ada.around.time += days * 24 * 3_600_000;
    type(one, 1, "b");
    ada.session.set("mu", 0.6);
    await ada.calm();
    assert.deepEqual([server.text("main"), one.state.saved], ["ab", true], `${days} days`);
  }
});

test("[SAVED1][SAVED3] the words of the page say no more than is so", () => {
  const none = { unsaved: 0, saved: true, kept: true, mayClose: true };
  const some = { unsaved: 3, saved: false, kept: false, mayClose: false };
  assert.deepEqual(
    [savingTold(none, true).kind, savingTold(none, false).kind, savingTold({ ...none, saved: false }, true).kind],
    ["saved", "saved", "saving"],
  );
  assert.deepEqual(
    [savingTold(some, true).kind, savingTold(some, false).kind, savingTold({ ...some, kept: true }, false).kind],
    ["saving", "unsafe", "kept"],
  );
  for (const [kept = false, connected = false] of [
    [true, true],
    [false, true],
    [false, false],
  ])
    assert.doesNotMatch(savingTold({ ...some, kept }, connected).title, /may close/);
  assert.match(savingTold({ ...some, kept: true }, false).title, /3 changes will be sent .* You can close this page/);
  assert.deepEqual(
    [
      waitingTold(some, true),
      waitingTold(none, false),
      waitingTold(some, false),
      waitingTold({ ...some, kept: true }, false),
    ],
    ["", "", "3 not sent yet, keep this page open", "3 not sent yet, kept on this device"],
  );
});

test("[SAVED10] a refused change of a message keeps what was written, and can be tried again or let go", async () => {
  const { server, ada } = await two();
  const { chat } = ada.session;
  const sent = chat.send("first");
  await ada.calm();
  const { id } = await sent;
  server.refuse = ({ type: kind }) => (kind === "chat:edit" ? { code: "forbidden" } : null);
  chat.edit(id, "second").catch(() => {});
  assert.deepEqual([chat.message(id)?.content, chat.unsent], ["second", ["second"]]);
  await ada.calm();
  assert.deepEqual(
    [chat.message(id)?.content, chat.message(id)?.attempted, chat.message(id)?.problem?.code, chat.refused],
    ["first", "second", "forbidden", 1],
  );
  assert.equal(ada.session.state.saving.mayClose, false);
  chat.again(id)?.catch(() => {});
  assert.deepEqual([chat.message(id)?.content, chat.message(id)?.problem], ["second", undefined]);
  await ada.calm();
  chat.dismiss(id);
  assert.deepEqual(
    [chat.message(id)?.content, chat.message(id)?.attempted, chat.refused, ada.session.state.saving.mayClose],
    ["first", undefined, 0, true],
  );
});
