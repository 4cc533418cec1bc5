import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveDocument } from "../../main/webapp/sync/documents/live.js";
import { LogIdentity } from "../../main/webapp/sync/connection/log-identity.js";
import { cut } from "../../main/webapp/sync/documents/cut.js";
import { chunks, join } from "../../main/webapp/sync/documents/unsent.js";
import { TextDocument } from "../../main/webapp/sync/text/document.js";
import { isUnicode } from "../../main/webapp/sync/text/ids.js";
import { cutBefore } from "../../main/webapp/sync/text/graphemes.js";
import { allCalm, two } from "./network.js";
import { CHARACTERS, dice, random } from "./text/editor.js";

/** A document without a connection. @param {string} text */
function alone(text) {
  const host = /** @type {any} */ ({ now: () => 0, random: Math.random, setTimeout: () => 0, clearTimeout: () => {} });
  let refs = 0;
  const live = new LiveDocument("main", {
    host,
    clientId: "c",
    nextRef: () => `r${refs++}`,
    log: new LogIdentity(),
    connected: () => false,
    room: () => 1_000_000,
    keep: () => {},
    secure: async () => {},
    command: () => new Promise(() => {}),
  });
  live.received({
    type: "doc:state",
    payload: { epoch: 1, docSeq: 1, text, runs: text ? [[1, "z", [...text].length, 0, [0, "root"]]] : [] },
  });
  return live;
}

/** @param {any} live @param {number} from @param {number} to @param {string} insert */
function replace(live, from, to, insert) {
  live.edit([{ from, to, insert }]);
  return live.text;
}

test("[DOCC33] an editor that tells of one half of a surrogate pair means the whole one", () => {
  assert.equal(replace(alone("a😀b"), 2, 3, "\ude01"), "a😁b");
  assert.equal(replace(alone("a\ud83d\ude00b"), 1, 2, "\ud83c"), "a\ud83c\ude00b");
  assert.equal(replace(alone("😀😀"), 1, 3, "\ude01x\ud83c"), "😁x\ud83c\ude00");
  assert.equal(replace(alone("a😀b"), 2, 3, ""), "ab");
  assert.equal(replace(alone("a😀b"), 1, 2, "x"), "axb");
  assert.equal(replace(alone("a😀b"), 2, 2, "x"), "ax😀b");
  assert.equal(replace(alone("ab"), 1, 1, "\ude01"), "a\ufffdb");
});

test("[DOCC33] whatever an editor tells, the text is valid Unicode", () => {
  const roll = dice(5);
  const parts = [...CHARACTERS, "a", "\ud83d", "\ude00"];
  for (let round = 0; round < 300; round++) {
    const live = alone(random(roll, CHARACTERS, 6));
    for (let edit = 0; edit < 6; edit++) {
      const from = roll(live.length + 1);
      replace(live, from, Math.min(live.length, from + roll(5)), random(roll, parts, roll(3)));
      assert.ok(isUnicode(live.text), JSON.stringify(live.text));
    }
  }
});

test("[DOCC34] a long paste is cut between characters", () => {
  const text = "👨‍👩‍👧".repeat(10_000);
  const parts = chunks(text);
  assert.equal(parts.join(""), text);
  assert.ok(parts.length > 1 && parts.every((part) => part.length % 8 === 0 && part.length <= 20_000));
  /** @type {import("../../main/webapp/sync/documents/cut.js").Operation} */
  const op = { ins: text, id: [1, "a"], after: [0, "root"] };
  for (const bytes of [100, 101, 107, 5_003]) {
    const [first] = /** @type {any} */ (cut([op], bytes))[0];
    assert.ok(first.ins.length > 0 && first.ins.length % 8 === 0 && JSON.stringify([first]).length <= bytes);
  }
  const endless = `e${"\u0301".repeat(30_000)}`;
  assert.deepEqual([chunks(endless).join(""), cutBefore(endless, 20_000)], [endless, 0]);
  assert.ok(chunks(`a${"🏽".repeat(30_000)}`).every(isUnicode));
});

test("[DOCC35] to undo costs no more in a text of two million units with emoji than in one without", () => {
  const spent = ["x", "🐈", "ab🐈", "e\u0301"].map((unit) => {
    const text = unit.repeat(2_000_000 / unit.length);
    const live = alone("");
    const begun = performance.now();
    replace(live, 0, 0, text);
    replace(live, 1_000_000, 1_000_600, "");
    for (let at = 0; at < 200; at++) replace(live, 9_000 * at, 9_000 * at + 6, "");
    for (let at = 0; at < 200; at++) live.undo();
    assert.equal(live.length, text.length - 600);
    assert.equal(live.unsaved?.work.hunks.length, 1);
    while (live.state.canUndo) live.undo();
    return performance.now() - begun;
  });
  // Seconds where it is quadratic: 15,000 ms for the second of them on a machine that takes 150 ms for the first.
  assert.ok(
    spent.every((millis) => millis < 4_000 + 5 * /** @type {number} */ (spent[0])),
    String(spent.map(Math.round)),
  );
});

test("[DOC22] undoing a deletion brings back what was deleted, where it was, with what was anchored in it", async () => {
  const { ada, bo, one, other } = await two();
  const text = "One 👨‍👩‍👧 line\nAnother\nA third\nThe last";
  replace(one, 0, 0, text);
  await allCalm(ada, bo);
  const anchors = [0, 4, 17, 25, 33].map((at) => /** @type {const} */ ([at, other.anchor(at, "right")]));
  replace(one, 0, one.length, "");
  await allCalm(ada, bo);
  assert.deepEqual(
    anchors.map(([, anchor]) => other.offset(anchor)),
    [0, 0, 0, 0, 0],
  );
  one.undo();
  await allCalm(ada, bo);
  for (const live of [one, other, await bo.opened()]) {
    assert.equal(live.text, text);
    assert.deepEqual(
      anchors.map(([, anchor]) => live.offset(anchor)),
      anchors.map(([at]) => at),
    );
  }
  one.redo();
  one.undo();
  await allCalm(ada, bo);
  assert.deepEqual(
    anchors.map(([, anchor]) => other.offset(anchor)),
    anchors.map(([at]) => at),
  );
});

test("[DOC22] what was deleted and brought back is still what was typed: undoing that removes it, and doing it again brings it back", () => {
  const live = alone("");
  replace(live, 0, 0, "first ");
  replace(live, 6, 6, "second\n");
  replace(live, 2, 9, "");
  live.undo();
  assert.equal(live.text, "first second\n");
  live.undo();
  assert.equal(live.text, "first ");
  live.undo();
  assert.equal(live.text, "");
  for (let again = 0; again < 3; again++) live.redo();
  assert.equal(live.text, "fiond\n");
  for (let again = 0; again < 3; again++) live.undo();
  assert.equal(live.text, "");
});

test("[DOC23] what somebody else has brought back already does not come twice", () => {
  const live = alone("0123456789");
  replace(live, 2, 8, "");
  live.received({
    type: "doc:ops",
    payload: {
      doc: "main",
      epoch: 1,
      docSeq: 2,
      userId: "u",
      clientId: "other",
      ops: [{ del: [[4, "z", 3]] }, { ins: "345", id: [20, "o"], after: [4, "z"], restores: [[4, "z", 3]] }],
    },
  });
  assert.equal(live.text, "0134589");
  live.undo();
  assert.equal(live.text, "0123456789");
  live.redo();
  assert.equal(live.text, "0134589");
});

test("[DOC23] what the server adds to an edit, so that it is there once, counts here too", async () => {
  const { server, ada, bo, one, other } = await two();
  replace(one, 0, 0, "abc");
  await allCalm(ada, bo);
  server.addition = [{ ins: "!", id: [100, "e1"], after: [0, "root"] }];
  replace(one, 3, 3, "d");
  await allCalm(ada, bo);
  assert.deepEqual([server.text("main"), one.text, other.text, one.state.saved], ["!abcd", "!abcd", "!abcd", true]);
});

test("[DOC22] a restoring insert is cut with what it restores, and joined with nothing", () => {
  /** @type {import("../../main/webapp/sync/documents/cut.js").Operation} */
  const op = {
    ins: "ab😀cd",
    id: [10, "me"],
    after: [1, "z"],
    restores: [
      [1, "z", 2],
      [7, "y", 3],
    ],
  };
  for (let bytes = 60; bytes < 120; bytes++) {
    const parts = /** @type {any[]|undefined} */ (cut([op], bytes)?.flat());
    if (!parts) continue;
    assert.equal(parts.map(({ ins }) => ins).join(""), op.ins);
    const ids = parts.flatMap(({ restores }) =>
      restores.flatMap((/** @type {any} */ [lamport, replica, count]) =>
        Array.from({ length: count }, (_, at) => `${lamport + at}${replica}`),
      ),
    );
    assert.deepEqual(ids, ["1z", "2z", "7y", "8y", "9y"]);
    for (const part of parts)
      assert.equal(
        part.restores.reduce((/** @type {number} */ sum, /** @type {any} */ [, , count]) => sum + count, 0),
        [...part.ins].length,
      );
  }
  assert.equal(join(op, { ins: "x", id: [15, "me"], after: [14, "me"] }), null);
  const document = new TextDocument();
  document.integrate({ ins: "ab", id: [1, "z"], after: [0, "root"] });
  assert.equal(
    document.integrate({ ins: "a", id: [3, "me"], after: [1, "z"], restores: [[1, "z", 2]] }).outcome,
    "refused",
  );
  assert.equal(
    document.integrate({ ins: "ab", id: [3, "me"], after: [1, "z"], restores: [[1, "z", 1]] }).outcome,
    "refused",
  );
  assert.equal(document.integrate({ ins: "ab", id: [3, "me"], after: [1, "z"], restores: [] }).outcome, "refused");
});
