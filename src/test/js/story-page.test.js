import assert from "node:assert/strict";
import { test } from "node:test";
import { described, emptyForm, flaws } from "../../main/webapp/sync/story/form.js";
import { chapterTitle, fileName, htmlPage, markdown } from "../../main/webapp/sync/story/book.js";
import { clock, listed, mayAct, players, surroundings, waiting, intent } from "../../main/webapp/sync/story/view.js";
import {
  idOf,
  keyed,
  lines,
  nameFlaw,
  neighbour,
  preview,
  renamed,
  spoken,
  typed,
  valueAt,
  valueOf,
  withValue,
} from "../../main/webapp/sync/state/view.js";
import { ADA, BO } from "./surroundings.js";
import { STORY } from "./story-server.js";

const BOOK = {
  title: "Fish & <Chips>",
  premise: "*Why?*",
  scene: "",
  language: "en",
  authors: ["Ada", "Bo"],
  chapters: [
    { turn: 0, narrative: "# no heading\n\n1. no list <script>alert(1)</script>" },
    { turn: 1, narrative: "The end." },
  ],
};

/** @type {any} */
const STORY_VIEW = {
  story: STORY,
  turn: 0,
  ending: false,
  characters: [...STORY.characters, { id: "ada", name: "Adelaide", player: ADA.id, place: "square" }],
  whereabouts: { marta: "square", ada: "square", rope: "ada" },
  acted: [],
  awaited: [ADA.id, BO.id],
  chapters: [],
  options: [],
  discoveries: [],
  me: { id: "ada", name: "Adelaide" },
};
const resolved = (/** @type {string} */ userId, turn = 0, action = {}) => ({
  userId,
  character: "ada",
  action,
  result: { success: true, description: "", by: "rules" },
  turn,
});

test("[PAGE1] a book in Markdown has what was written, not what it might mean in Markdown", () => {
  const text = markdown(BOOK);
  assert.ok(
    text.startsWith(
      "# Fish \\& \\<Chips\\>\n\nBy Ada, Bo\n\n*\\*Why?\\**\n\n## Chapter 1\n\n\\# no heading\n\n1\\. no list \\<script\\>",
    ),
    text,
  );
  assert.ok(text.endsWith("## Chapter 2\n\nThe end.\n"));
});

test("[PAGE2] a book as a web page runs nothing and asks nobody", () => {
  const page = htmlPage({ ...BOOK, language: '"><script>' });
  assert.doesNotMatch(page, /<script|https?:|url\(|@import/);
  assert.match(page, /<h1>Fish &amp; &lt;Chips&gt;<\/h1>/);
  assert.match(page, /<h2>Chapter 2<\/h2>\n<p>The end.<\/p>/);
  assert.deepEqual(
    [chapterTitle(0), fileName("Ein Märchen: Teil 2"), fileName("???")],
    ["Chapter 1", "ein-marchen-teil-2", "story"],
  );
});

test("[PAGE3] a story is described by simple fields, and says which of them are wrong", () => {
  const form = {
    ...emptyForm(),
    title: " The Well ",
    places: "the square: dusty\n\nthe well",
    characters: "Marta: keeps the inn",
    minutes: "2",
  };
  assert.deepEqual(flaws(form), {});
  assert.deepEqual(described(form), {
    title: "The Well",
    premise: "",
    scene: "",
    style: "adventure",
    places: [
      { id: "place-1", name: "the square", description: "dusty", connections: ["place-2"] },
      { id: "place-2", name: "the well", description: "", connections: ["place-1"] },
    ],
    characters: [{ id: "character-1", name: "Marta", persona: "keeps the inn" }],
    rules: { allActed: true, hostEnds: true, directorEnds: false, timeLimitMillis: 120_000 },
  });
  assert.deepEqual(
    Object.keys(flaws({ ...form, title: "", places: "\n", minutes: "soon", scene: "x".repeat(2_001) })),
    ["title", "scene", "places", "minutes"],
  );
  assert.deepEqual(flaws({ ...form, allActed: false, hostEnds: false, minutes: "" }), {
    minutes: "Choose at least one way for a turn to end.",
  });
});

test("[PAGE4] it is said for whom a turn waits, oneself last, and who has acted", () => {
  assert.equal(waiting(players(STORY_VIEW, [ADA, BO]), ADA.id), "Waiting for Bo and you");
  const acted = { ...STORY_VIEW, acted: [resolved(BO.id)], awaited: [ADA.id] };
  assert.deepEqual(
    players(acted, [ADA, BO, { ...BO, id: "v", role: "viewer" }]).map(({ user, acted: done, character }) => [
      user.id,
      done,
      character,
    ]),
    [
      [ADA.id, false, "Adelaide"],
      [BO.id, true, ""],
    ],
  );
  assert.equal(listed(["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
  assert.deepEqual([clock(299_001), clock(3_700_000), clock(-5)], ["5:00", "1 h 1 min", "0:00"]);
});

test("[PAGE5] one acts once in a turn that ends when all have, and in the next while this one is told", () => {
  assert.equal(mayAct(STORY_VIEW, ADA.id), true);
  assert.equal(mayAct({ ...STORY_VIEW, acted: [resolved(ADA.id)] }, ADA.id), false);
  assert.equal(mayAct({ ...STORY_VIEW, ending: true, acted: [resolved(ADA.id)] }, ADA.id), true);
  assert.equal(mayAct({ ...STORY_VIEW, ending: true, acted: [resolved(ADA.id), resolved(ADA.id, 1)] }, ADA.id), false);
});

test("[PAGE6] actions and places are told by names", () => {
  assert.equal(intent(STORY_VIEW, resolved(ADA.id, 0, { action_type: "move", target: "well" })), "Go to the well");
  assert.equal(intent(STORY_VIEW, resolved(ADA.id, 0, { action_type: "constructor" })), "Constructor");
  assert.equal(intent(STORY_VIEW, resolved(ADA.id, 0, { text: " I sing. " })), "I sing.");
  const { place, others, items, carried } = surroundings(STORY_VIEW);
  assert.deepEqual([place?.name, others, items, carried], ["the square", ["Marta"], [], ["a rope"]]);
});

test("[PAGE7] a tree has a line for each part that is not folded away", () => {
  const root = { a: { b: [1, { c: null }] }, d: "x" };
  const all = lines(root, () => true);
  assert.deepEqual(
    all.map(({ path, kind }) => `${path.join(".")}:${kind}`),
    ["a:object", "a.b:list", "a.b.0:number", "a.b.1:object", "a.b.1.c:null", "d:text"],
  );
  assert.deepEqual(
    lines(root, () => false).map(({ key, at, of }) => [key, at, of]),
    [
      ["a", 1, 2],
      ["d", 2, 2],
    ],
  );
  assert.equal(
    lines(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, at])), () => true, 10).length,
    10,
  );
});

test("[PAGE8] an edit makes another object, and changes none", () => {
  const root = Object.freeze({ a: Object.freeze({ b: Object.freeze([1, 2]) }), d: "x" });
  assert.deepEqual(withValue(root, ["a", "b", 1], 5), { a: { b: [1, 5] }, d: "x" });
  assert.deepEqual(withValue(root, ["a", "b", 2], { c: true }), { a: { b: [1, 2, { c: true }] }, d: "x" });
  assert.deepEqual(withValue(root, ["a", "b", 0], undefined), { a: { b: [2] }, d: "x" });
  assert.deepEqual(withValue(root, ["a"], undefined), { d: "x" });
  assert.deepEqual(Object.keys(renamed(root, ["a"], "z")), ["z", "d"]);
  assert.equal(valueAt(root, ["constructor"]), undefined);
});

test("[PAGE9] what is typed becomes a value of its kind, or is refused with a reason", () => {
  assert.deepEqual(
    [
      valueOf("number", " 1,5 "),
      valueOf("text", " x"),
      valueOf("boolean", "true"),
      valueOf("list", ""),
      valueOf("object", '{"a": [null]}'),
    ],
    [{ value: 1.5 }, { value: " x" }, { value: true }, { value: [] }, { value: { a: [null] } }],
  );
  for (const [kind, text] of /** @type {const} */ ([
    ["number", "two"],
    ["number", ""],
    ["object", "[1]"],
    ["list", "{"],
    ["object", '{"a": {"b": null}}'],
  ]))
    assert.ok("problem" in valueOf(kind, text), text);
  assert.deepEqual(
    [nameFlaw("", {}), nameFlaw("a", { a: 1 }), nameFlaw("a", { a: 1 }, "a"), nameFlaw("__proto__", {})].map(
      (flaw) => flaw !== "",
    ),
    [true, true, false, true],
  );
  assert.equal(spoken(["party", 0, "name"]), "party › 1 › name");
  assert.deepEqual(
    [typed({ a: 1 }), preview("x".repeat(90)).length, preview(undefined), preview(true)],
    ['{\n  "a": 1\n}', 60, "nothing", "yes"],
  );
});

test("[PAGE10] keys lead through the tree and edit it", () => {
  const root = { a: { b: 1 }, d: [2] };
  const all = lines(root, (id) => id === idOf(["a"]));
  const press = (/** @type {string} */ key, /** @type {(string|number)[]} */ ...path) => {
    const { act, path: to } = keyed(key, all, idOf(path)) ?? { act: "nothing", path: [] };
    return `${act} ${to.join(".")}`;
  };
  assert.deepEqual(
    [
      press("ArrowDown", "a"),
      press("ArrowUp", "a"),
      press("End", "a"),
      press("Home", "d"),
      press("ArrowRight", "a"),
      press("ArrowRight", "d"),
      press("ArrowLeft", "a", "b"),
      press("ArrowLeft", "a"),
    ],
    ["go a.b", "go a", "go d", "go a", "go a.b", "open d", "go a", "shut a"],
  );
  assert.deepEqual(
    [
      press("Enter", "a", "b"),
      press("F2", "a"),
      press("Insert", "a", "b"),
      press("Insert", "d"),
      press("Delete", "d"),
      press("x", "d"),
    ],
    ["value a.b", "name a", "part a", "part d", "remove d", "nothing "],
  );
});

test("[PAGE11] where a line goes away, the next one is chosen", () => {
  const all = lines({ a: { b: 1 }, d: [2, 3] }, () => true);
  const next = (/** @type {(string|number)[]} */ ...path) => neighbour(all, path);
  assert.deepEqual(
    [next("a"), next("a", "b"), next("d", 0), next("d", 1), next("d")],
    [["d"], ["d"], ["d", 0], ["d", 0], ["a", "b"]].map((path) => idOf(path)),
  );
});
