import assert from "node:assert/strict";
import { test } from "node:test";
import { changesBetween, difference } from "../../main/webapp/sync/documents/difference.js";
import { redone } from "../../main/webapp/sync/documents/rebase.js";
import { isUnicode } from "../../main/webapp/sync/text/ids.js";
import { cutBefore } from "../../main/webapp/sync/text/graphemes.js";
import { CHARACTERS, dice, random } from "./text/editor.js";

const SOME = [...CHARACTERS, "a", "b", "e", "👍", "👨", "🇩", "\u0301", "🏽"];

/** @param {string} text @param {{from: number, to: number, inserted: string}[]} changes */
function changed(text, changes) {
  return changes.reduceRight((now, { from, to, inserted }) => now.slice(0, from) + inserted + now.slice(to), text);
}

/** @param {string} text @param {number} at */
function isBoundary(text, at) {
  return cutBefore(text, at) === at;
}

test("[DOCC31] a difference makes the one text of the other and cuts no character, in neither text", () => {
  const roll = dice(11);
  for (let round = 0; round < 4_000; round++) {
    const from = random(roll, SOME, roll(10));
    const to = roll(2)
      ? random(roll, SOME, roll(10))
      : from.slice(0, roll(from.length + 1)) + random(roll, SOME, roll(3)) + from.slice(roll(from.length + 1));
    if (!isUnicode(to)) continue;
    for (const changes of [changesBetween(from, to), [difference(from, to)].filter((one) => one !== null)]) {
      assert.equal(changed(from, changes), to);
      let drift = 0;
      for (const { from: start, to: end, inserted } of changes) {
        const told = JSON.stringify({ from, to, changes });
        assert.ok(isBoundary(from, start) && isBoundary(from, end), told);
        assert.ok(isBoundary(to, start + drift) && isBoundary(to, start + drift + inserted.length), told);
        drift += inserted.length - (end - start);
      }
    }
  }
});

test("[DOCC31] what is removed and put in between is one change, and others stay apart", () => {
  assert.deepEqual(changesBetween("one two three", "One two 3"), [
    { from: 0, to: 1, inserted: "O" },
    { from: 8, to: 13, inserted: "3" },
  ]);
  assert.deepEqual(changesBetween("👨‍👩‍👧 and 🇩🇪", "👨‍👩‍👦 and 🇩🇰"), [
    { from: 0, to: 8, inserted: "👨‍👩‍👦" },
    { from: 13, to: 17, inserted: "🇩🇰" },
  ]);
  assert.deepEqual(changesBetween("e", "e\u0301"), [{ from: 0, to: 1, inserted: "e\u0301" }]);
});

test("[DOCC32] who deleted a cat before which somebody has put another animal deletes the cat", () => {
  assert.deepEqual(redone({ text: "🐈", hunks: [{ at: 0, removed: 2, inserted: "" }] }, "😎🐈"), [
    { from: 2, to: 4, insert: "" },
  ]);
});

test("[DOCC32] what was edited in one text is edited in another without cutting a character or losing what was typed", () => {
  const roll = dice(13);
  const apply = (/** @type {string} */ text, /** @type {any[]} */ edits) =>
    edits.reduceRight((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
  const whole = SOME.slice(0, CHARACTERS.length + 3);
  const pieces = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => /** @type {string} */ (whole[roll(whole.length)]));
  for (let round = 0; round < 4_000; round++) {
    const base = pieces(roll(8));
    const [at, removed] = [roll(base.length + 1), roll(3)];
    const gone = base.slice(at, at + removed);
    const inserted = roll(2) ? `<${random(roll, whole, 2)}>` : "";
    const others = [...base];
    others.splice(roll(others.length + 1), roll(3), ...pieces(roll(3)));
    const [text, now] = [base.join(""), others.join("")];
    const edits = redone(
      { text, hunks: [{ at: base.slice(0, at).join("").length, removed: gone.join("").length, inserted }] },
      now,
    );
    const told = JSON.stringify({ text, at, gone, inserted, now, edits });
    assert.ok(
      edits.every(({ from, to }) => isBoundary(now, from) && isBoundary(now, to)),
      told,
    );
    const result = apply(now, edits);
    assert.ok(isUnicode(result) && result.includes(inserted), told);
  }
});
