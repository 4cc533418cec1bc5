import assert from "node:assert/strict";
import { test } from "node:test";
import {
  completed,
  dayLabel,
  emojiFor,
  handle,
  mentionAt,
  parts,
  rows,
  typingWords,
} from "../../main/webapp/sync/chat/view.js";

/** @param {number} seq @param {string} userId @param {string} createdAt @param {any} [members] @returns {any} */
const message = (seq, userId, createdAt, members = {}) => ({
  id: `m${seq}`,
  seq,
  userId,
  username: userId,
  content: "x",
  createdAt,
  deletedAt: null,
  mentions: [],
  ...members,
});

test("rows have the days, one divider before what is new, and join what one person says in one breath", () => {
  const all = [
    message(1, "a", "2026-01-01T10:00:00"),
    message(2, "a", "2026-01-01T10:01:00"),
    message(3, "b", "2026-01-02T09:00:00"),
    message(4, "b", "2026-01-02T09:30:00"),
  ];
  const found = rows(all, { me: "a", readSeq: 2, now: Date.parse("2026-01-02T12:00:00") });
  assert.deepEqual(
    found.map((row) => (row.kind === "message" ? `${row.message.seq}${row.joined ? "+" : ""}` : row.kind)),
    ["day", "1", "2+", "day", "unread", "3", "4"],
  );
  assert.equal(
    rows(all, { me: "a", readSeq: Infinity, now: 0 }).some(({ kind }) => kind === "unread"),
    false,
  );
});

test("days are called by name", () => {
  const now = Date.parse("2026-03-05T12:00:00");
  assert.deepEqual(
    ["2026-03-05T00:10:00", "2026-03-04T23:50:00", "2026-02-01T08:00:00"].map((at) => dayLabel(at, now)),
    ["Today", "Yesterday", "Sunday, February 1"],
  );
});

test("only what the server calls a mention is one, and only web addresses are links", () => {
  const said = "@CleoPark see https://example.org/a?b=c, not javascript:alert(1) or me@cleopark.org <b>";
  assert.deepEqual(
    parts(said, [{ userId: "u1", username: "Cleo Park" }]).map(({ kind, text }) => `${kind}:${text}`),
    [
      "mention:@CleoPark",
      "text: see ",
      "link:https://example.org/a?b=c",
      "text:, not javascript:alert(1) or me@cleopark.org <b>",
    ],
  );
  assert.deepEqual(parts("@Bo", []), [{ kind: "text", text: "@Bo" }]);
});

test("a mention is completed with the name that the server finds it by", () => {
  const people = [
    { id: "1", name: "Cleo Park" },
    { id: "2", name: "Bo" },
    { id: "3", name: "a@b" },
  ];
  const at = mentionAt("hi @cl", 6, people);
  assert.deepEqual([at?.from, at?.candidates.map(({ id }) => id)], [3, ["1"]]);
  assert.deepEqual(completed("hi @cl there", 3, 6, "Cleo Park"), { text: "hi @CleoPark there", caret: 13 });
  assert.deepEqual(
    [mentionAt("a@b", 3, people), mentionAt("hello", 5, people), mentionAt("@zz", 3, people)],
    [null, null, null],
  );
  assert.deepEqual(
    mentionAt("@", 1, people)?.candidates.map(({ id }) => id),
    ["1", "2"],
  );
  assert.deepEqual([handle("Zoë Å"), handle("a@b"), handle("Dr.")], ["ZoëÅ", null, "Dr."]);
});

test("emoji are found by words, and who types is said in words", () => {
  assert.deepEqual(emojiFor("thumbs up"), ["👍"]);
  assert.ok(emojiFor("").length > 40);
  assert.deepEqual(
    [typingWords([]), typingWords(["A"]), typingWords(["A", "B"]), typingWords(["A", "B", "C"])],
    ["", "A is typing…", "A and B are typing…", "3 people are typing…"],
  );
});
