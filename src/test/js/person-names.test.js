import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { completed, handle, mentionAt, parts, stillMentioned } from "../../main/webapp/sync/chat/view.js";
import { isolated } from "../../main/webapp/sync/format.js";
import { joinedNameKey, nameKey, namesIn, personName } from "../../main/webapp/sync/names.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { BO, Surroundings, authSuccess } from "./surroundings.js";

/** The server passes the same: PersonNameTest. @type {Record<string, any[][]>} */
const VECTORS = JSON.parse(readFileSync(new URL("../resources/names/vectors.json", import.meta.url), "utf8"));

test("[NAME4] the browser takes names as the server does, by the shared vectors", () => {
  for (const [text, name] of VECTORS["clean"] ?? []) assert.equal(personName(text), name, JSON.stringify(text));
});

test("[NAME5] the browser compares names as the server does, by the shared vectors", () => {
  for (const [one, other] of VECTORS["same"] ?? []) assert.equal(nameKey(one), nameKey(other));
  for (const [one, other] of VECTORS["sameJoined"] ?? []) assert.equal(joinedNameKey(one), joinedNameKey(other));
  for (const [one, other] of VECTORS["different"] ?? []) assert.notEqual(nameKey(one), nameKey(other));
});

test("[NAME7] the browser finds names in texts where the server does, by the shared vectors", () => {
  for (const [text, names, expected] of VECTORS["found"] ?? []) {
    const keys = new Set(names.flatMap((/** @type {string} */ name) => [nameKey(name), joinedNameKey(name)]));
    const found = namesIn(text, (candidate) => keys.has(nameKey(candidate))).map(({ start, end }) =>
      text.slice(start, end),
    );
    assert.deepEqual(found, expected, `${JSON.stringify(text)} ${names}`);
  }
});

test("[NAME7] a text is shown with the mentions that it has, whatever signs and scripts they are of", () => {
  for (const name of [
    "山田　太郎",
    "O'Brien",
    "𠮷",
    "👋🏽",
    "علی‌رضا",
    "Zoe\u0308",
    "Sammy Davis Jr.",
    "Ada (2)",
    "P!nk",
    "ada",
  ]) {
    const written = handle(name);
    assert.ok(written !== null, name);
    for (const said of [written, name, name.normalize("NFD"), name.toUpperCase()]) {
      assert.deepEqual(
        parts(`so @${said}, yes`, [{ userId: "u1", username: name }]),
        [
          { kind: "text", text: "so " },
          { kind: "mention", text: `@${said}`, userId: "u1" },
          { kind: "text", text: ", yes" },
        ],
        said,
      );
    }
  }
  assert.deepEqual(parts("https://example.org/@Ann", [{ userId: "u1", username: "Ann" }]), [
    { kind: "link", text: "https://example.org/@Ann" },
  ]);
  assert.deepEqual(parts("@Anna", [{ userId: "u1", username: "Ann" }]), [{ kind: "text", text: "@Anna" }]);
});

test("[NAME7] names are completed by what was begun of them, with spaces or without, in any way to write them", () => {
  const people = ["Ada Lovelace", "Adam", "山田　太郎", "O’Brien", "𠮷野", "Zoë"].map((name, i) => ({
    id: `u${i}`,
    name,
  }));
  const offered = (/** @type {string} */ text) =>
    mentionAt(text, text.length, people)?.candidates.map(({ id }) => id) ?? null;
  assert.deepEqual(
    [
      "@ada",
      "@ADA L",
      "@adal",
      "@ada ",
      "@lace",
      "@山田",
      "@山田　",
      "@o'b",
      "@𠮷",
      "@zoe\u0308",
      "@ada lo x",
      "@ ada",
      "a@ada",
    ].map(offered),
    [["u0", "u1"], ["u0"], ["u0"], null, ["u0"], ["u2"], null, ["u3"], ["u4"], ["u5"], null, null, null],
  );
  assert.deepEqual(completed("@ada l", 0, 6, "Ada Lovelace"), { text: "@AdaLovelace ", caret: 13 });
});

test("of those who were chosen, whoever is still named in the text goes with it by id", () => {
  const chosen = new Map([
    ["u1", "Ada"],
    ["u2", "Ada (2)"],
    ["u3", "山田　太郎"],
  ]);
  assert.deepEqual(stillMentioned("@Ada(2) and @山田太郎", chosen), ["u2", "u3"]);
  assert.deepEqual(stillMentioned("Ada, nobody", chosen), []);
});

test("[NAME11] a name in a sentence turns nothing around it, also one that was stored before there were rules", () => {
  assert.deepEqual(["Ada", "\u202eada", "עדה", "\u2066x"].map(isolated), ["Ada", "ada", "\u2068עדה\u2069", "x"]);
});

test("[NAME8] who was chosen from the list is sent by id with a message and its edit, and shown as mentioned at once", async () => {
  const around = new Surroundings();
  const session = connect("s1", { base: "https://example.org/", host: around.host });
  await around.pass(0);
  around.socket.open();
  around.socket.say(authSuccess());
  session.chat.send("hi @Bo", { mentions: [BO.id] }).catch(() => {});
  session.chat.send("hi").catch(() => {});
  session.chat.edit("m1", "hi @Bo", { mentions: [BO.id] }).catch(() => {});
  assert.deepEqual(
    around.socket.sentOf("chat:send").map(({ payload }) => payload["mentions"]),
    [[BO.id], undefined],
  );
  assert.deepEqual(
    around.socket.sentOf("chat:edit").map(({ payload }) => payload["mentions"]),
    [[BO.id]],
  );
  assert.deepEqual(
    session.chat.state.messages.map(({ mentions }) => mentions),
    [[{ userId: BO.id, username: BO.name }], []],
  );
  session.leave();
});
