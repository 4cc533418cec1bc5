import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { TextDocument } from "../../../main/webapp/sync/text/document.js";
import { compareNames } from "../../../main/webapp/sync/text/ids.js";
import { dice, show } from "./editor.js";

/** @typedef {import('../../../main/webapp/sync/text/document.js').Operation} Operation */

const LETTERS = ["a", "b", "\n", "é", "中", "😀", "𝄞"];

/** @param {(bound: number) => number} roll @param {number} length */
function typed(roll, length) {
  return Array.from({ length }, () => LETTERS[roll(LETTERS.length)]).join("");
}

test("[TXT1] A recorded session, typed by index and replayed by another replica, ends in the recorded text", () => {
  const file = new URL("../../resources/text/sveltecomponent.json.gz", import.meta.url);
  const trace = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const [local, remote] = [new TextDocument(), new TextDocument()];
  for (const { patches } of trace.txns) {
    for (const [index, removed, inserted] of patches) {
      const operations = [];
      if (removed > 0) operations.push(() => local.deletion(index, removed));
      if (inserted !== "") operations.push(() => local.insertion("typist", index, inserted));
      for (const make of operations) {
        const operation = make();
        assert.equal(local.integrate(operation).outcome, "applied");
        assert.equal(remote.integrate(operation).outcome, "applied");
      }
    }
  }
  assert.equal(local.text(), trace.endContent);
  assert.equal(remote.text(), trace.endContent);
});

for (let seed = 1; seed <= 60; seed++) {
  test(`[TXT2] Replicas that edit at once and hear of each other in any order end in the same text (${seed})`, () => {
    const roll = dice(seed);
    const names = ["a", "B", "～", "😀"].slice(0, 2 + roll(3));
    const documents = names.map(() => new TextDocument());
    const editors = names.map(() => "");
    /** @type {Operation[][]} */
    const undelivered = names.map(() => []);
    /** @param {number} who @param {Operation} operation */
    const receive = (who, operation) => {
      editors[who] = show(documents[who].integrate(operation), editors[who]);
      assert.equal(editors[who], documents[who].text());
    };
    /** @param {number} who */
    const deliver = (who) => {
      const [operation] = undelivered[who].splice(roll(undelivered[who].length), 1);
      if (operation) receive(who, operation);
    };
    for (let step = 0; step < 200; step++) {
      const who = roll(names.length);
      const { length } = documents[who];
      const at = roll(length + 1);
      if (roll(3) === 0) {
        deliver(who);
      } else {
        const operation =
          at < length && roll(3) === 0
            ? documents[who].deletion(at, 1 + roll(Math.min(4, length - at)))
            : documents[who].insertion(names[who], at, typed(roll, 1 + roll(4)));
        receive(who, operation);
        undelivered.forEach((list, other) => other !== who && list.push(operation));
      }
    }
    names.forEach((_, who) => {
      while (undelivered[who].length > 0) deliver(who);
    });
    for (const document of documents) {
      assert.equal(document.text(), documents[0].text());
      assert.deepEqual(document.runs(), documents[0].runs());
      assert.equal(document.waiting, 0);
    }
  });
}

test("[TXT9] Index, id, anchor and UTF-16 offset of every place agree", () => {
  const roll = dice(7);
  const document = new TextDocument();
  for (let step = 0; step < 500; step++) {
    document.integrate(document.insertion(step % 2 ? "a" : "b", roll(document.length + 1), typed(roll, 1 + roll(5))));
    if (step % 3 === 0) document.integrate(document.deletion(roll(document.length), 1));
  }
  const text = [...document.text()];
  let unit = 0;
  text.forEach((letter, index) => {
    assert.equal(document.indexOf(document.idAt(index)), index);
    assert.equal(document.unitOf(index), unit);
    assert.equal(document.indexAtUnit(unit), index);
    assert.equal(document.indexAtUnit(unit + letter.length - 1), index);
    assert.equal(document.indexOfAnchor(document.anchor(index, "left")), index);
    assert.equal(document.indexOfAnchor(document.anchor(index, "right")), index);
    unit += letter.length;
  });
  assert.equal(document.unitOf(text.length), unit);
  assert.equal(document.indexAtUnit(unit), text.length);
  assert.equal(document.indexOf([1_000_000, "a"]), -1);
  assert.throws(() => document.idAt(text.length), RangeError);
  assert.throws(() => document.deletion(text.length, 1), RangeError);
  assert.throws(() => document.unitOf(text.length + 1), RangeError);
});

test("[TXT5] What is no operation is refused, whatever it is", () => {
  const document = new TextDocument();
  const bad = [
    { ins: "", id: [1, "a"], after: [0, "root"] },
    { ins: 5, id: [1, "a"], after: [0, "root"] },
    { ins: "x", id: [1.5, "a"], after: [0, "root"] },
    { ins: "x", id: [1], after: [0, "root"] },
    { ins: "x", id: [0, "root"], after: [0, "root"] },
    { ins: "x", id: [1, "a"], after: [0, "a"] },
    { ins: "x", id: [1, "r".repeat(65)], after: [0, "root"] },
    { ins: "x", id: null, after: [0, "root"] },
    { ins: "xy", id: [Number.MAX_SAFE_INTEGER, "a"], after: [0, "root"] },
    { del: [[1, "a", 0]] },
    { del: "x" },
    { del: [] },
    { del: [[1, "a"]] },
    { del: [[Number.MAX_SAFE_INTEGER, "a", 2]] },
  ];
  for (const operation of bad) {
    const integration = document.integrate(/** @type {any} */ (operation));
    assert.equal("code" in integration && integration.code, "invalid_op", JSON.stringify(operation));
  }
  assert.equal(document.text(), "");
});

test("[TXT8] More than 10,000 waiting operations are refused as resync", () => {
  const document = new TextDocument();
  for (let at = 0; at < 10_000; at++) {
    assert.equal(document.integrate({ ins: "x", id: [at + 2, "a"], after: [at + 1, "b"] }).outcome, "waiting");
  }
  for (const operation of [{ ins: "x", id: [2, "c"], after: [1, "b"] }, { del: [[1, "z", 1]] }]) {
    const integration = document.integrate(/** @type {any} */ (operation));
    assert.equal("code" in integration && integration.code, "resync");
  }
  assert.equal(document.integrate({ ins: "x", id: [2, "a"], after: [1, "b"] }).outcome, "waiting");
  assert.equal(document.waiting, 10_000);
});

test("[TXT4] Names are compared by code points", () => {
  assert.ok(compareNames("～", "😀") < 0);
  assert.ok("～" > "😀", "by UTF-16 units it is the other way");
  assert.ok(compareNames("a", "ab") < 0);
  assert.equal(compareNames("a", "a"), 0);
});
