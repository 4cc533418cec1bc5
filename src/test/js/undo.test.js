import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveDocument } from "../../main/webapp/sync/documents/live.js";
import { cut } from "../../main/webapp/sync/documents/cut.js";
import { chunks } from "../../main/webapp/sync/documents/unsent.js";
import { isUnicode } from "../../main/webapp/sync/text/ids.js";
import { cutBefore } from "../../main/webapp/sync/text/graphemes.js";
import { CHARACTERS, dice, random } from "./text/editor.js";

/** A document without a connection. @param {string} text */
function alone(text) {
  const host = /** @type {any} */ ({ now: () => 0, random: Math.random, setTimeout: () => 0, clearTimeout: () => {} });
  let refs = 0;
  const live = new LiveDocument("main", { host, clientId: "c", nextRef: () => `r${refs++}`, connected: () => false, room: () => 1_000_000, keep: () => {}, command: () => new Promise(() => {}) });
  live.received({ type: "doc:state", payload: { epoch: 1, docSeq: 1, text, runs: text ? [[1, "z", [...text].length, 0, [0, "root"]]] : [] } });
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
  assert.ok(spent.every((millis) => millis < 4_000 + 5 * /** @type {number} */ (spent[0])), String(spent.map(Math.round)));
});
