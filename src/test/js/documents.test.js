import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentServer } from "./document-server.js";
import { Page, Shown, allCalm, two, type } from "./network.js";

test("[DOCC1] what one types counts at once here, and arrives at the other", async () => {
  const { server, ada, bo, one, other } = await two();
  const shown = new Shown(other);
  type(one, 0, "Grüße, 😀!");
  assert.equal(one.text, "Grüße, 😀!");
  await allCalm(ada, bo);
  assert.deepEqual([server.text("main"), other.text, shown.text], ["Grüße, 😀!", "Grüße, 😀!", "Grüße, 😀!"]);
  assert.equal(other.length, 10);
});

test("[DOCC2] typing goes out at once, then in batches of runs, one on its way at a time", async () => {
  const { server, ada, one } = await two();
  type(one, 0, "a");
  type(one, 1, "bcdefgh");
  assert.equal(ada.deliver(true), true);
  assert.equal(ada.deliver(true), false, "the rest waits for the answer");
  await ada.calm();
  assert.deepEqual(
    server.edits.map(({ ops }) => ops.map((/** @type {any} */ op) => op.ins)),
    [["a"], ["bcdefgh"]],
  );
});

test("[DOCC3] the sign tells unsent from sent and sent from stored", async () => {
  const { ada, one } = await two();
  assert.deepEqual([one.state.ready, one.state.saved], [true, true]);
  type(one, 0, "a");
  type(one, 1, "bc");
  assert.deepEqual([one.state.sent, one.state.unsent, one.state.stored, one.state.saved], [1, 2, 0, false]);
  await ada.calm();
  assert.deepEqual([one.state.sent, one.state.unsent, one.state.stored, one.state.saved], [0, 0, 3, true]);
});

test("[DOCC4] edits without a connection go out in order when it is back, and those without an answer once more under their ref", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "first ");
  ada.deliver(true); // The server has it; the answer is lost.
  ada.cut(true);
  type(one, 6, "second");
  assert.equal(one.state.saved, false);
  await ada.around.pass(60_000);
  await allCalm(bo);
  type(other, 0, "Bo: ");
  await allCalm(bo);
  await ada.repair();
  await allCalm(ada, bo);
  assert.equal(server.text("main"), "Bo: first second");
  assert.deepEqual([one.text, other.text, one.state.saved], [server.text("main"), server.text("main"), true]);
  const refs = server.edits.filter(({ clientId }) => clientId === ada.session.clientId).map(({ ref }) => ref);
  assert.ok(refs.length > new Set(refs).size, "a ref came twice");
});

test("[DOCC5] what a server delivers twice counts once", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "twice");
  await allCalm(ada, bo);
  const shown = new Shown(other);
  for (const event of server.log.slice()) for (const to of server.connections) to.say(event);
  await allCalm(ada, bo);
  assert.deepEqual([one.text, other.text, shown.text], ["twice", "twice", "twice"]);
});

test("[DOCC6] a lost event is noticed by the next, and fetched", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "ab");
  ada.deliver(true);
  bo.deliver(false); // Delivered, and the next is lost:
  await ada.around.pass(50);
  const [to] = [...server.connections].filter(({ userId }) => userId === "user_bo");
  assert.ok(to);
  const say = to.say;
  to.say = () => {};
  await ada.calm();
  to.say = say;
  type(one, 2, "cd");
  await allCalm(ada, bo);
  assert.deepEqual([other.text, other.docSeq], ["abcd", server.held("main").docSeq]);
});

test("[DOCC7] a welcome that skips the log is made up by asking each document for what is missing", async () => {
  const { server, ada, bo, one, other } = await two();
  server.replayLimit = 2;
  bo.cut(true);
  for (const word of ["one ", "two ", "three ", "four "]) {
    type(one, one.length, word);
    await ada.calm();
  }
  type(other, 0, "zero ");
  await bo.repair();
  await allCalm(ada, bo);
  assert.deepEqual([one.text, other.text], [server.text("main"), server.text("main")]);
  assert.match(server.text("main"), /zero/);
});

test("[DOCC8] a snapshot that is older than the log behind it is followed by the rest", async () => {
  const { server, ada, one } = await two();
  server.snapshotEvery = 1_000;
  for (const word of ["a", "b", "c"]) {
    type(one, one.length, word);
    await ada.calm();
  }
  const eve = new Page(server, "eve", { seed: 9 });
  await eve.calm();
  const late = await eve.opened();
  assert.deepEqual([late.text, late.docSeq], ["abc", 3]);
});

for (const when of ["before it leaves", "on its way", "while away"]) {
  test(`[DOCC9] a compaction loses nothing of what was typed ${when}`, async () => {
    const { server, ada, bo, one, other } = await two();
    type(one, 0, "The quick brown fox");
    await allCalm(ada, bo);
    one.edit([{ from: 4, to: 10, insert: "" }]);
    await allCalm(ada, bo);
    const shown = new Shown(other);
    if (when === "while away") bo.cut(true);
    if (when === "before it leaves") server.compact("main");
    type(other, 4, "slow ");
    other.edit([{ from: 0, to: 3, insert: "A" }]);
    assert.equal(other.text, "A slow brown fox");
    if (when !== "before it leaves") server.compact("main");
    if (when === "while away") await bo.repair();
    await allCalm(ada, bo);
    assert.deepEqual([server.text("main"), one.text, other.text, shown.text], Array(4).fill("A slow brown fox"));
    assert.deepEqual([other.epoch, other.state.saved], [2, true]);
    assert.equal(one.text.length, one.length);
  });
}

test("[DOCC10] an edit that was stored just before a compaction is not done twice by its repetition", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "base. ");
  await allCalm(ada, bo);
  other.edit([{ from: 6, to: 6, insert: "Once." }]);
  bo.deliver(true);
  bo.cut(true);
  server.compact("main");
  await bo.repair();
  await allCalm(ada, bo);
  assert.deepEqual(
    [server.text("main"), one.text, other.text, other.state.saved],
    [...Array(3).fill("base. Once."), true],
  );
});

test("[DOCC11] undo takes back one's own edits, by words, and leaves the others'", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "one two");
  await allCalm(ada, bo);
  type(other, 3, " and");
  await allCalm(ada, bo);
  assert.equal(one.text, "one and two");
  one.undo();
  assert.equal(one.text, "one and ");
  one.undo();
  assert.equal(one.text, " and");
  assert.deepEqual([one.state.canUndo, one.state.canRedo], [false, true]);
  one.redo();
  one.redo();
  assert.equal(one.text, "one and two");
  other.undo();
  assert.equal(other.text, "one  two");
  other.undo();
  await allCalm(ada, bo);
  assert.deepEqual([one.text, other.text, server.text("main")], Array(3).fill("one two"));
});

test("[DOCC26] a word that others move while it is typed is still one step of undo", async () => {
  const { ada, bo, one, other } = await two();
  type(one, 0, "wo");
  for (const page of [ada, bo]) await page.calm(60);
  type(other, 0, "before ");
  for (const page of [bo, ada]) await page.calm(60);
  type(one, 9, "rd");
  assert.equal(one.text, "before word");
  one.undo();
  assert.equal(one.text, "before ");
});

test("[DOCC12] undoing a deletion puts the text back where it was, wherever that is now", async () => {
  const { server, ada, bo, one, other } = await two();
  type(one, 0, "keep REMOVE keep");
  await allCalm(ada, bo);
  one.edit([{ from: 5, to: 12, insert: "" }]);
  await allCalm(ada, bo);
  type(other, 0, "new start, ");
  await allCalm(ada, bo);
  one.undo();
  await allCalm(ada, bo);
  assert.equal(server.text("main"), "new start, keep REMOVE keep");
  one.redo();
  await allCalm(ada, bo);
  assert.deepEqual([server.text("main"), one.text, other.text], Array(3).fill("new start, keep keep"));
});

test("[DOCC13] an undo of what others have deleted passes on to what is left", async () => {
  const { ada, bo, one, other } = await two();
  one.edit([{ from: 0, to: 0, insert: "stays " }]);
  one.edit([{ from: 6, to: 6, insert: "goes\nall" }]);
  await allCalm(ada, bo);
  other.edit([{ from: 6, to: 14, insert: "" }]);
  await allCalm(ada, bo);
  one.undo();
  assert.equal(one.text, "");
  one.redo();
  assert.equal(one.text, "stays ");
});

test("[DOCC25] what was done before a compaction can be undone after it", async () => {
  const { server, ada, bo, one, other } = await two();
  one.edit([{ from: 0, to: 0, insert: "first 😀 second third" }]);
  await allCalm(ada, bo);
  one.edit([{ from: 0, to: 6, insert: "" }]);
  await allCalm(ada, bo);
  type(other, 3, "new ");
  await allCalm(ada, bo);
  one.edit([{ from: 0, to: 2, insert: "" }]);
  assert.equal(one.text, " new second third");
  server.compact("main");
  await allCalm(ada, bo);
  one.undo();
  assert.equal(one.text, "😀 new second third");
  one.undo();
  assert.equal(one.text, "first 😀 new second third");
  one.undo();
  one.redo();
  one.redo();
  one.undo();
  await allCalm(ada, bo);
  assert.deepEqual([one.text, other.text, server.text("main")], Array(3).fill("first 😀 new second third"));
});

test("[DOCC17] a refusal that passes is waited for, a final one is told with what it would have inserted", async () => {
  const { server, ada, bo, one, other } = await two();
  server.refuse = ({ type: kind }) => (kind === "doc:edit" ? { code: "unavailable", retryAfterMs: 10 } : null);
  type(one, 0, "patience");
  await ada.calm(30_000);
  assert.equal(one.state.saved, false);
  server.refuse = null;
  await ada.calm(60_000);
  assert.deepEqual([server.text("main"), one.state.saved], ["patience", true]);
  server.refuse = ({ type: kind }) => (kind === "doc:edit" ? { code: "forbidden" } : null);
  const shown = new Shown(one);
  type(one, 8, " lost");
  await allCalm(ada, bo);
  assert.deepEqual(
    [one.text, shown.text, other.text, one.state.problem?.code, one.state.problem?.text],
    ["patience", "patience", "patience", "forbidden", " lost"],
  );
  one.dismiss();
  assert.deepEqual([one.state.problem, one.state.saved], [null, true]);
});

test("[DOCC18] a taken id is no loss: the edit goes out under others", async () => {
  const { server, ada, bo, one } = await two();
  let refusals = 1;
  server.refuse = ({ type: kind }) => (kind === "doc:edit" && refusals-- > 0 ? { code: "id_taken" } : null);
  type(one, 0, "again");
  await allCalm(ada, bo);
  assert.deepEqual([server.text("main"), one.text, one.state.saved, one.state.problem], ["again", "again", true, null]);
});

test("[DOCC19] a large paste goes out in parts that fit, and a torn surrogate does not go out at all", async () => {
  const { server, ada, bo, one, other } = await two();
  const large = "0123456789abcde😀".repeat(20_000);
  one.edit([{ from: 0, to: 0, insert: `${large}\ud83d` }]);
  for (let round = 0; round < 20; round++) await allCalm(ada, bo);
  assert.equal(server.text("main"), `${large}\ufffd`);
  assert.equal(other.text, one.text);
  for (const { ops } of server.edits) {
    assert.ok(JSON.stringify(ops).length < 1_000_000 && ops.length <= 1_000);
  }
  one.edit([{ from: 0, to: one.length, insert: "" }]);
  await allCalm(ada, bo);
  assert.equal(other.text, "");
});

test("[DOCC20] anchors follow their place, and half a pair goes as a whole one", async () => {
  const { ada, bo, one, other } = await two();
  type(one, 0, "ab😀cd");
  await allCalm(ada, bo);
  const anchor = one.anchor(4, "right");
  type(other, 0, ">> ");
  await allCalm(ada, bo);
  assert.deepEqual([one.offset(anchor), other.offset(anchor)], [7, 7]);
  assert.equal(one.offset({ anchor: [99, "nobody"], affinity: "left" }), -1);
  one.edit([{ from: 5, to: 6, insert: "" }]);
  assert.equal(one.text, ">> abcd");
});

test("[DOCC21] who opens another document is heard of by all, and only valid names open one", async () => {
  const { ada, bo, one } = await two();
  assert.equal(one.name, "main");
  /** @type {string[][]} */
  const heard = [];
  ada.session.on("documents", (names) => heard.push(names));
  const notes = await bo.opened("notes.md");
  notes.edit([{ from: 0, to: 0, insert: "hi" }]);
  await allCalm(ada, bo);
  assert.deepEqual(heard, [["notes.md"]]);
  const list = ada.session.documents();
  await ada.calm();
  assert.deepEqual(
    (await list).map(({ doc, length }) => [doc, length]),
    [
      ["main", 0],
      ["notes.md", 2],
    ],
  );
  for (const name of ["", "a b", "ä", "x".repeat(129), "a/b"])
    assert.throws(() => ada.session.document(name), RangeError);
});

test("[BATCH1] what is new of many windows comes in one message, one's own among it", async () => {
  const { ada, bo, one, other } = await two();
  type(one, 0, "text");
  await allCalm(ada, bo);
  let told = 0;
  ada.session.on("presence", () => told++);
  const cursors = [1, 3].map((at) => ({ doc: "main", ...other.anchor(at, "left") }));
  const changes = [
    ...cursors.map((cursor, at) => ({ userId: "user_bo", clientId: `window-${at}`, cursor })),
    { userId: "user_ada", clientId: ada.session.clientId, cursor: cursors[0] },
    { userId: "user_bo", clientId: "window-0", status: "idle" },
  ];
  for (const connection of ada.server.connections) connection.say({ type: "presence:batch", payload: { changes } });
  await allCalm(bo, ada);
  assert.equal(told, 1);
  assert.deepEqual(
    ada.session.presence.peers
      .filter(({ clientId }) => clientId.startsWith("window"))
      .map((peer) => [peer.clientId, peer.cursor ? one.offset(peer.cursor) : null, peer.status]),
    [
      ["window-0", 1, "idle"],
      ["window-1", 3, undefined],
    ],
  );
  assert.ok(!ada.session.presence.peers.some(({ clientId }) => clientId === ada.session.clientId));
  assert.equal(ada.session.state.users.find(({ id }) => id === "user_bo")?.status, "idle");
  for (const connection of ada.server.connections)
    connection.say({ type: "presence:batch", payload: { changes: [null, 1, {}] } });
  await allCalm(bo, ada);
  assert.equal(told, 1, "what is no change changes nothing");
});

test("[DOCC22] cursors of others come with a snapshot, move, and go with their people", async () => {
  const { ada, bo, one, other } = await two();
  type(one, 0, "text");
  await allCalm(ada, bo);
  /** @type {any[]} */
  let peers = [];
  ada.session.on("presence", (all) => (peers = all));
  const cursor = { doc: "main", ...other.anchor(2, "left") };
  bo.session.presence.update({ cursor });
  bo.session.presence.update({ typing: { in: "main" } });
  await allCalm(bo, ada);
  assert.deepEqual(
    peers.map((peer) => [peer.userId, one.offset(peer.cursor), peer.typing.in]),
    [["user_bo", 2, "main"]],
  );
  await ada.calm(6_000);
  assert.equal(peers[0].typing, null, "typing is over when nothing more is said of it");
  ada.cut();
  await ada.repair();
  assert.deepEqual(
    ada.session.presence.peers.map((peer) => peer.username),
    ["bo"],
  );
  bo.close();
  await ada.calm();
  assert.deepEqual(ada.session.presence.peers, []);
});

test("[DOCC1] tells that the text is here, also where it is empty", async () => {
  const page = new Page(new DocumentServer(), "ada");
  /** @type {boolean[]} */
  const told = [];
  page.session.document("main").on("state", ({ ready }) => told.push(ready));
  await page.calm();
  assert.equal(told.at(-1), true);
});
