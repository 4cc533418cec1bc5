import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning, cutAfter, cutBefore, cutsOf, shortened } from "../../../main/webapp/sync/text/graphemes.js";
import { CHARACTERS, dice, random } from "./editor.js";

/** Code points of which some belong together and others do not. */
const PARTS = [
  ..."aé \n\r🐈😎👍👨👩👧🚀🏳🌈🏽🏻\u200d\u200d\ufe0f🇩🇪🇫🇷\u0301\u0323\u1112\u1161\u11ab가각😀中\u{e0067}\u{e007f}❤",
];

/** @param {string} text */
function starts(text) {
  return [...cutsOf(text)].slice(0, -1);
}

test("[DOCC30] a text is cut between characters as people take them", () => {
  for (const one of CHARACTERS) assert.deepEqual(starts(`a${one}b`), [0, 1, 1 + one.length], JSON.stringify(one));
  for (const plain of ["", "abc", "a中文字b", "γράμμα я", "かなカナ"])
    assert.deepEqual(
      starts(plain),
      [...plain].map((_, at) => at),
    );
});

test(
  "[DOCC30] the rules are those that browsers have, where they have them",
  { skip: typeof Intl.Segmenter !== "function" },
  () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    const roll = dice(7);
    for (let round = 0; round < 4_000; round++) {
      const text = random(roll, PARTS, roll(12));
      const segments = segmenter.segment(text);
      assert.deepEqual(
        starts(text),
        Array.from(segments, ({ index }) => index),
        JSON.stringify(text),
      );
      for (let at = 0; at < text.length; at++) {
        const { index, segment } = /** @type {Intl.SegmentData} */ (segments.containing(at));
        assert.deepEqual(
          [cutBefore(text, at), cutAfter(text, at)],
          [index, at === index ? at : index + segment.length],
          `${JSON.stringify(text)} at ${at}`,
        );
      }
      assert.deepEqual([cutBefore(text, text.length), cutAfter(text, text.length)], [text.length, text.length]);
    }
  },
);

test("[DOCC30] what is shortened ends with a whole character", () => {
  assert.equal(shortened("abc", 3), "abc");
  assert.equal(shortened("ab🐈", 4), "ab🐈");
  assert.equal(shortened("ab🐈d", 4), "ab…");
  assert.equal(beginning("👨‍👩‍👧👨‍👩‍👧", 15), "👨‍👩‍👧");
  assert.equal(beginning("👨‍👩‍👧", 7), "");
  assert.equal(beginning("", 7), "");
});
