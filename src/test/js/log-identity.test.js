import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../main/webapp/sync/tutti.js";
import { DocumentServer } from "./document-server.js";
import { FakeShelf, Page, Shown, allCalm, type } from "./network.js";
import { ADA, BO, Surroundings, authSuccess, broadcast } from "./surroundings.js";
import { dice } from "./text/editor.js";

/** @param {Surroundings} around @param {Record<string, any>} [log] @param {object} [options] */
async function joined(around, log = { logId: "one" }, options = {}) {
  const session = connect("s1", { base: "https://example.org/", host: around.host, ...options });
  await around.pass(0);
  welcomed(around, log);
  return session;
}

/** @param {Surroundings} around @param {Record<string, any>} log */
function welcomed(around, log) {
  around.socket.open();
  const welcome = authSuccess();
  around.socket.say({ ...welcome, payload: { ...welcome.payload, ...log } });
}

/** The connection is lost, and there again. @param {Surroundings} around */
async function lost(around) {
  around.socket.drop(1006);
  await around.pass(5_000);
  return around.socket;
}

test("[LOGID7] [LOGID8] says which log it has seen, and creates no session unless that is asked for", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  assert.deepEqual([around.socket.sent[0].payload.logId, around.socket.sent[0].payload.create], [undefined, false]);
  const socket = await lost(around);
  socket.open();
  assert.deepEqual([socket.sent[0].payload.logId, socket.sent[0].payload.lastSeenSeq], ["one", session.state.seq]);
  const other = new Surroundings();
  await joined(other, { logId: "one" }, { create: true });
  assert.equal(other.socket.sent[0].payload.create, undefined);
});

test("[LOGID9] in another log nothing of what was known stays, and it is told before anything else of it", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.say(broadcast(6, { mu: 0.6 }, { userId: BO.id }));
  around.socket.say({
    type: "conflict:opened",
    seq: 7,
    timestamp: "2026-01-01T00:00:00.000Z",
    payload: {
      conflictId: "c",
      param: "mu",
      values: [{ userId: BO.id, value: 0.6 }],
      expiresAt: "2026-01-02T00:00:00.000Z",
    },
  });
  session.chat.open();
  around.socket.say({
    type: "chat:message",
    seq: 8,
    payload: {
      message: {
        id: "m",
        userId: BO.id,
        username: "Bo",
        kind: "chat",
        content: "the secret",
        mentions: [],
        reactions: {},
        parentId: null,
        replyCount: 0,
        seq: 8,
      },
    },
  });
  assert.equal(session.chat.state.messages.length, 1);
  /** @type {string[]} */
  const told = [];
  session.on("reset", ({ continued }) => told.push(`reset ${continued}`));
  session.on("auth:success", () => told.push("auth:success"));
  await lost(around);
  welcomed(around, { logId: "two" });
  assert.deepEqual(told, ["reset false", "auth:success"]);
  assert.deepEqual(
    [session.chat.state.messages.length, Object.keys(session.state.conflicts), Object.keys(session.state.changes)],
    [0, [], []],
  );
  assert.equal(session.state.seq, authSuccess().seq);
});

test("[LOGID9] the same id and no reset is the same log, a reset of it is not", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  /** @type {boolean[]} */
  const resets = [];
  session.on("reset", ({ continued }) => resets.push(continued));
  await lost(around);
  welcomed(around, { logId: "one" });
  assert.deepEqual(resets, []);
  await lost(around);
  welcomed(around, { logId: "one", reset: true });
  await lost(around);
  welcomed(around, { logId: "two", formerLogIds: ["zero", "one"] });
  around.socket.say({
    type: "session:state",
    seq: 5,
    payload: { logId: "three", formerLogIds: ["two"], params: {}, seq: 5, users: [ADA] },
  });
  await lost(around);
  welcomed(around, { logId: "three", formerLogIds: ["two"] });
  assert.deepEqual(
    resets,
    [true, true],
    "what a connection is told of a log that goes on under another id forgets nothing",
  );
});

test("[LOGID11] where the log was put back, changes go out again under their refs, having seen nothing; the rest fails", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  around.socket.drop(1006);
  session.set("mu", 0.6);
  const said = session.command("chat:send", { content: "hello" }, "said");
  const patched = session.command("state:patch", { patch: { a: 1 }, baseVersion: 9 }, "patched");
  const decided = session.command("conflict:resolved", { param: "mu", resolvedValue: 0.6, conflictId: "c" });
  const asked = session.command("chat:history", { before: 900 });
  await around.pass(5_000);
  welcomed(around, { logId: "two", formerLogIds: ["one"] });
  for (const answer of [decided, asked]) await assert.rejects(answer, { code: "other_log" });
  await around.pass(100);
  const { sent } = around.socket;
  const of = (/** @type {string} */ kind) => sent.filter(({ type: one }) => one === kind);
  assert.deepEqual(
    of("param:update").map(({ payload }) => payload),
    [{ mu: 0.6, baseSeq: 0 }],
  );
  assert.deepEqual(
    of("chat:send").map(({ ref }) => ref),
    ["said"],
  );
  assert.deepEqual(
    of("state:patch").map(({ payload }) => payload.baseVersion),
    [0],
  );
  assert.deepEqual([of("conflict:resolved").length, of("chat:history").length], [0, 0]);
  around.socket.say({ type: "chat:message", seq: 6, ref: "said", payload: { message: {} } });
  around.socket.say({ type: "state:changed", seq: 7, ref: "patched", payload: {} });
  await Promise.all([said, patched]);
});

test("[LOGID11] where the session was made anew, nothing goes out, and all of it is said to have failed", async () => {
  const around = new Surroundings();
  const session = await joined(around);
  /** @type {string[]} */
  const refused = [];
  session.on("refused", ({ code }) => refused.push(code));
  around.socket.drop(1006);
  const set = session.set("mu", 0.6);
  const said = session.command("chat:send", { content: "hello" });
  await around.pass(5_000);
  welcomed(around, { logId: "two" });
  for (const answer of [set, said]) await assert.rejects(answer, { code: "other_log" });
  await around.pass(1_000);
  assert.deepEqual(
    around.socket.sent.map(({ type: kind }) => kind).filter((kind) => kind === "param:update" || kind === "chat:send"),
    [],
  );
  assert.deepEqual(refused, ["other_log"]);
  assert.equal(session.params["mu"], 0.569);
  assert.ok(session.state.saving.saved);
});

test("[LOGID9] [LOGID10] made anew: the deleted text is gone, and what was written on it is shown as not saved and goes nowhere", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  const bo = new Page(server, "bo", { seed: 2 });
  await allCalm(ada, bo);
  const one = await ada.opened();
  const shown = new Shown(one);
  type(one, 0, "the secret");
  await ada.calm();
  ada.cut(true);
  bo.cut(true);
  type(one, 10, " and more");
  server.recreate();
  await bo.repair();
  const other = await bo.opened();
  type(other, 0, "something new, long enough to pass it");
  await bo.calm();
  await ada.repair();
  await allCalm(ada, bo);
  assert.deepEqual([one.text, shown.text, server.text("main")], Array(3).fill("something new, long enough to pass it"));
  assert.deepEqual([one.state.problem?.code, one.state.problem?.text], ["other_log", " and more"]);
  assert.equal(ada.session.state.saving.mayClose, false);
  assert.deepEqual(
    [one.state.canUndo, server.edits.some(({ ops }) => JSON.stringify(ops).includes("and more"))],
    [false, false],
  );
  type(one, 0, "> ");
  await ada.calm();
  assert.equal(server.text("main"), "> something new, long enough to pass it");
  ada.close();
  const again = new Page(server, "ada", { shelf, seed: 5 });
  await again.calm();
  const next = await again.opened();
  await again.calm();
  assert.equal(next.state.problem?.text, " and more", "it outlives the page");
  next.dismiss();
  await again.calm(500);
  assert.deepEqual(
    [next.state.problem, shelf.kept.size, server.text("main")],
    [null, 0, "> something new, long enough to pass it"],
  );
});

test("[LOGID10] what lies on the device of a deleted session is shown by the page that finds it", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const one = await ada.opened();
  type(one, 0, "old");
  await ada.calm();
  ada.cut(true);
  type(one, 3, " unsent");
  await ada.around.pass(200);
  ada.close();
  server.recreate();
  const again = new Page(server, "ada", { shelf, seed: 5 });
  await again.calm();
  const next = await again.opened();
  await again.calm();
  assert.deepEqual([next.text, next.state.problem?.text, server.text("main")], ["", " unsent", ""]);
});

test("[LOGID10] put back: what is unsent comes onto the earlier text, once, wherever it stood", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  const bo = new Page(server, "bo", { seed: 2 });
  await allCalm(ada, bo);
  const [one, other] = [await ada.opened(), await bo.opened()];
  const shown = new Shown(one);
  type(one, 0, "kept.");
  await allCalm(ada, bo);
  one.edit([{ from: 5, to: 5, insert: " answered" }]);
  await ada.around.pass(60);
  ada.deliver(true); // The server has it, and its answer is lost.
  const backup = server.backup();
  ada.cut(true);
  type(other, 14, " lost");
  await bo.calm();
  bo.cut(true);
  type(one, one.length, " unsent");
  server.restore(backup);
  await bo.repair();
  type(other, 0, "new: ");
  await allCalm(bo);
  await ada.repair();
  await allCalm(ada, bo);
  assert.deepEqual(
    [one.text, other.text, shown.text, server.text("main")],
    Array(4).fill("new: kept. answered unsent"),
  );
  assert.deepEqual([one.state.saved, one.state.problem, shelf.kept.size], [true, null, 0]);
});

test("[LOGID10] put back: an id that means another element now deletes nothing else than what the person deleted", async () => {
  const server = new DocumentServer();
  const [ada, bo] = [new Page(server, "ada"), new Page(server, "bo", { seed: 2 })];
  await allCalm(ada, bo);
  const [one, other] = [await ada.opened(), await bo.opened()];
  type(one, 0, "abc");
  await allCalm(ada, bo);
  const backup = server.backup();
  type(other, 0, "X");
  await allCalm(ada, bo);
  server.compact("main");
  await allCalm(ada, bo);
  for (const page of [ada, bo]) page.cut(true);
  one.edit([{ from: 1, to: 2, insert: "" }]);
  server.restore(backup);
  await bo.repair();
  server.compact("main");
  await allCalm(bo);
  await ada.repair();
  await allCalm(ada, bo);
  assert.deepEqual([one.text, other.text, server.text("main")], Array(3).fill("bc"));
});

for (let seed = 1; seed <= 30; seed++) {
  test(`[LOGID9] [LOGID10] pages that sleep over backups, restores and new sessions end in the server's text, and lose nothing silently (${seed})`, async () => {
    const roll = dice(seed);
    const server = new DocumentServer();
    const pages = [1, 2, 3].map((at) => new Page(server, `p${at}`, { seed: seed * 10 + at, shelf: new FakeShelf() }));
    await allCalm(...pages);
    const documents = await Promise.all(pages.map((page) => page.opened()));
    const shown = documents.map((document) => new Shown(document));
    let backup = server.backup();
    let words = 0;
    /** @type {Set<string>[]} what each page had not saved when a session was deleted */
    const owed = pages.map(() => new Set());
    for (let step = 0; step < 40; step++) {
      const at = roll(pages.length);
      const [page, document] = [/** @type {Page} */ (pages[at]), /** @type {any} */ (documents[at])];
      const dies = roll(20);
      if (dies === 0) backup = server.backup();
      else if (dies === 1) {
        for (const one of pages) one.cut(true);
        if (roll(2) === 0) server.restore(backup);
        else {
          documents.forEach((document, page) =>
            (document.unsavedText.match(/w\d+/g) ?? []).forEach((/** @type {string} */ word) => owed[page]?.add(word)),
          );
          server.recreate();
          backup = server.backup();
        }
      } else if (dies < 4) page.cut(true);
      else if (dies < 8) await page.repair();
      else if (document.state.ready && document.state.saved && document.length > 3 && dies < 11) {
        const from = roll(document.length - 2);
        document.edit([{ from, to: from + 1 + roll(2), insert: "" }]);
      } else if (document.state.ready) {
        const from = roll(2) * document.length;
        document.edit([{ from, to: from, insert: `w${++words}😀` }]);
      }
      if (roll(3) === 0) await page.calm();
    }
    for (const page of pages) await page.repair();
    await allCalm(...pages);
    documents.forEach((document, at) => {
      assert.deepEqual([document.text, shown[at]?.text], [server.text("main"), server.text("main")], `page ${at + 1}`);
      assert.equal(document.state.saved, true);
      const told = new Set(document.state.problem?.text.match(/w\d+/g));
      assert.deepEqual(
        [...(owed[at] ?? [])].filter((word) => !told.has(word)),
        [],
        `page ${at + 1} is not told`,
      );
    });
  });
}
