import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "../../main/webapp/sync/story/reducer.js";
import { ADA, BO } from "./surroundings.js";
import { STORY, StoryServer } from "./story-server.js";

const OPTIONS = [{ label: "Search the square", action: { action_type: "investigate", target: "square" } }];
const ME = { id: "ada", name: "Ada", persona: "", traits: [], player: ADA.id, place: "square" };

/** @param {Partial<Record<string, any>>} [more] */
function view(more = {}) {
  return {
    story: STORY,
    turn: 0,
    ending: false,
    characters: STORY.characters,
    whereabouts: { marta: "square", rope: "square" },
    relationships: [],
    discoveries: [],
    acted: [],
    turns: [],
    options: [],
    awaited: [ADA.id, BO.id],
    ...more,
  };
}

/** @param {string|null} userId @param {string} character @param {any} [result] @param {number} [turn] */
function resolved(userId, character, result = {}, turn = 0) {
  return {
    userId,
    character,
    action: { text: "…" },
    result: {
      success: true,
      description: "It is done.",
      by: "rules",
      relationships: [],
      discoveries: [],
      items: [],
      ...result,
    },
    stateUpdates: {},
    version: 0,
    turn,
    seed: 1,
  };
}

/** @param {any} [snapshot] */
async function following(snapshot = view()) {
  const server = new StoryServer();
  server.snapshot = snapshot;
  const session = await server.join();
  const { story } = session;
  await server.calm();
  return { server, session, story };
}

test("[STOC1] the story is fetched at the first use, and is none where none has begun", async () => {
  const { server, story } = await following({ story: null, options: [], awaited: [] });
  assert.deepEqual([story.state.known, story.state.story, server.asked["story:get"]], [true, null, 1]);
  server.snapshot = view();
  server.happen("story:begun", { story: STORY });
  assert.deepEqual(
    [story.state.story?.title, story.state.turn, story.state.whereabouts],
    ["The Well", 0, { marta: "square", rope: "square" }],
  );
});

test("[STOC2] events count at once, and what one can do is asked anew, not at every event", async () => {
  const { server, story } = await following();
  server.snapshot = view({ characters: [...STORY.characters, ME], options: OPTIONS, awaited: [BO.id] });
  server.happen("story:character", { character: ME });
  server.happen(
    "story:acted",
    resolved(ADA.id, "ada", { movesTo: "well", items: [{ item: "rope", to: "ada" }], discoveries: ["a voice"] }),
  );
  const { state } = story;
  assert.deepEqual(
    [
      state.me?.id,
      state.awaited,
      state.whereabouts["ada"],
      state.whereabouts["rope"],
      state.discoveries.length,
      state.acted.length,
    ],
    ["ada", [BO.id], "well", "ada", 1, 1],
  );
  assert.deepEqual(state.options, []);
  await server.calm(600);
  assert.deepEqual(
    [story.state.options, server.asked["story:get"]],
    [OPTIONS, 3],
    "once for the first event, once for all that follow soon",
  );
});

test("[STOC3] an action of the next turn, while this one is being told, stays when the turn is over", async () => {
  const { server, story } = await following();
  server.happen("story:acted", resolved(ADA.id, "ada"));
  server.happen("story:ending", { turn: 0, reason: "all_acted", by: null });
  server.happen("story:acted", resolved(BO.id, "bo", {}, 1));
  assert.deepEqual([story.state.ending, story.state.awaited], [true, [BO.id]]);
  server.snapshot = view({ ending: true, acted: [resolved(ADA.id, "ada")] });
  await server.calm(600);
  server.happen("story:turn", { turn: 0, narrative: "Noon passed.", by: "rules" });
  assert.deepEqual(
    [story.state.turn, story.state.ending, story.state.acted.map(({ userId }) => userId)],
    [1, false, [BO.id]],
  );
  assert.deepEqual(
    story.state.chapters.map(({ narrative }) => narrative),
    ["Noon passed."],
  );
});

test("[STOC4] an action is answered by what came of it, or by a refusal", async () => {
  const { server, session, story } = await following();
  const doing = story.act("I climb down.");
  assert.equal(story.state.acting, true);
  const [first] = server.around.socket.sentOf("story:action");
  assert.deepEqual(first.payload, { action: { text: "I climb down." } });
  server.happen("story:acted", resolved(ADA.id, "ada"), { ref: first.ref });
  assert.equal((await doing).payload["result"].description, "It is done.");
  assert.equal(story.state.acting, false);
  /** @type {string[]} */
  const refused = [];
  session.on("refused", ({ command, code }) => refused.push(command, code));
  const second = story.act({ action_type: "move", target: "moon" }).then(
    () => null,
    (error) => error,
  );
  server.around.socket.say({
    type: "story:failed",
    timestamp: "",
    payload: { action: {}, error: "There is no moon here.", code: "not_found" },
    ref: server.around.socket.sentOf("story:action")[1].ref,
  });
  const error = await second;
  assert.deepEqual(
    [error.code, error.message, story.state.acting, refused],
    ["not_found", "There is no moon here.", false, ["story:action", "not_found"]],
  );
});

test("[STO19] who becomes a character by acting is answered by the own action, not by what it began with", async () => {
  const { server, story } = await following();
  let settled = "";
  const doing = story.act("I climb down.");
  doing.then(
    () => (settled = "done"),
    () => (settled = "failed"),
  );
  const [first] = server.around.socket.sentOf("story:action");
  server.happen("story:begun", { story: STORY }, { ref: first.ref });
  server.happen(
    "story:character",
    { character: { id: "player-2", name: "Ada", player: ADA.id, place: "square" } },
    { ref: first.ref },
  );
  server.happen("story:acted", resolved(BO.id, "bo"));
  await server.calm(10);
  assert.deepEqual([settled, story.state.acting], ["", true]);
  server.happen("story:acted", resolved(ADA.id, "player-2"), { ref: first.ref });
  const answer = await doing;
  assert.deepEqual([answer.type, answer.payload["userId"], story.state.acting], ["story:acted", ADA.id, false]);
});

test("[STO19] it rejects when the action fails after that, and when the server can only repeat how it began", async () => {
  const { server, story } = await following();
  const entered = { character: { id: "player-2", name: "Ada", player: ADA.id, place: "square" } };
  const failing = story.act({ action_type: "move", target: "moon" }).then(
    () => null,
    (error) => error,
  );
  const [first] = server.around.socket.sentOf("story:action");
  server.happen("story:character", entered, { ref: first.ref });
  server.around.socket.say({
    type: "story:failed",
    timestamp: "",
    payload: { action: {}, error: "There is no moon here.", code: "not_found" },
    ref: first.ref,
  });
  assert.equal((await failing).code, "not_found");
  const lost = story.act("I look around.").then(
    () => null,
    (error) => error,
  );
  const second = server.around.socket.sentOf("story:action")[1];
  const began = server.happen("story:character", entered, { ref: second.ref });
  server.around.socket.say(began);
  assert.deepEqual([(await lost).code, story.state.acting], ["unavailable", false]);
});

test("[STOC5] a narrative is put together while it is written, and replaced by the whole", async () => {
  const { server, story } = await following();
  const piece = (/** @type {number} */ from, /** @type {string} */ text, turn = 0) =>
    server.around.socket.say({ type: "story:narrating", timestamp: "", payload: { turn, from, text } });
  piece(0, "The sun ");
  piece(8, "stood ");
  assert.equal(written(story.state.writing), "The sun stood ");
  piece(20, "high.");
  assert.equal(written(story.state.writing), "The sun stood  … high.", "what was lost is not made up");
  piece(0, "At noon");
  assert.equal(written(story.state.writing), "At noon", "another author began again");
  piece(0, "of another turn", 7);
  assert.equal(written(story.state.writing), "At noon");
  server.happen("story:turn", { turn: 0, narrative: "At noon it was hot.", by: "model" });
  assert.deepEqual([story.state.writing, story.state.chapters.at(-1)?.narrative], [null, "At noon it was hot."]);
});

test("[STOC6] what was told as a whole has the events before it: they count once", async () => {
  const { server, story } = await following();
  server.silent = true;
  server.happen("story:acted", resolved(ADA.id, "ada"));
  const late = server.happen("story:acted", resolved(BO.id, "bo"), { told: false });
  server.say("story:state", view({ acted: [resolved(ADA.id, "ada"), resolved(BO.id, "bo")] }));
  server.around.socket.say(late);
  assert.equal(story.state.acted.length, 2);
});

test("[STOC7] earlier chapters come from the log, those of the story that is told now", async () => {
  const turns = [3, 4, 5].map((turn) => ({ turn, narrative: `Chapter ${turn}`, by: "rules" }));
  const { server, story } = await following(view({ turn: 6, turns }));
  assert.equal(story.state.whole, false);
  const event = (/** @type {string} */ type, /** @type {any} */ payload) => ({ type, payload });
  server.around.answer = (url) => ({
    body:
      url.includes("from=1&") || url.endsWith("from=1")
        ? {
            events: [
              event("story:begun", {}),
              event("story:turn", { turn: 0, narrative: "another story", by: "rules" }),
              event("story:begun", {}),
              event("story:turn", { turn: 0, narrative: "Chapter 0", by: "rules" }),
            ],
            next: 90,
          }
        : {
            events: [1, 2, 3].map((turn) => event("story:turn", { turn, narrative: `Chapter ${turn}`, by: "rules" })),
            next: null,
          },
  });
  const chapters = await story.chapters();
  assert.deepEqual(
    chapters.map(({ narrative }) => narrative),
    [0, 1, 2, 3, 4, 5].map((turn) => `Chapter ${turn}`),
  );
  assert.equal(story.state.whole, true);
  assert.ok(server.around.requests.every(({ headers }) => headers["Authorization"] === "Bearer ada"));
  const { length } = server.around.requests;
  await story.chapters();
  assert.equal(server.around.requests.length, length, "nothing is missing any more");
});

test("[STO19] after a gap, the story is fetched, and nothing is left of what may be another one", async () => {
  const { server, story } = await following(view({ turn: 1, turns: [{ turn: 0, narrative: "Old", by: "rules" }] }));
  server.snapshot = view({
    story: { ...STORY, title: "Another" },
    turn: 1,
    turns: [{ turn: 0, narrative: "New", by: "rules" }],
  });
  server.seq += 3;
  server.say("session:state", { params: {}, seq: server.seq, users: [ADA, BO], truncated: true });
  await server.calm();
  assert.deepEqual(
    [story.state.story?.title, story.state.chapters.map(({ narrative }) => narrative)],
    ["Another", ["New"]],
  );
});

test("[STOC9] a host begins and ends: the turn that is meant is named", async () => {
  const { server, story } = await following(view({ turn: 4 }));
  story.begin();
  story.begin({ title: "The Well" });
  story.endTurn();
  const sent = [...server.around.socket.sentOf("story:begin"), ...server.around.socket.sentOf("story:end_turn")].map(
    ({ payload }) => payload,
  );
  assert.deepEqual(sent, [{}, { story: { title: "The Well" } }, { turn: 4 }]);
});

test("[WEB99] chapters of a story are read again where it may have become another one meanwhile", async () => {
  const narrated = (/** @type {string} */ name, /** @type {number[]} */ turns) =>
    turns.map((turn) => ({ turn, narrative: `${name} ${turn}`, by: "rules" }));
  const { server, story } = await following(view({ turn: 6, turns: narrated("Old", [3, 4, 5]) }));
  let name = "Old";
  server.around.answer = () => {
    const events = narrated(name, [0, 1, 2]).map((payload) => ({ type: "story:turn", payload }));
    if (name === "Old") {
      name = "New";
      server.snapshot = view({ turn: 6, turns: narrated("New", [3, 4, 5]) });
      server.say("session:state", { params: {}, seq: server.seq, users: [ADA, BO], truncated: true });
      server.say("story:state", server.snapshot);
    }
    return { body: { events, next: null } };
  };
  const chapters = await story.chapters();
  assert.deepEqual(
    chapters.map(({ narrative }) => narrative),
    [0, 1, 2, 3, 4, 5].map((turn) => `New ${turn}`),
  );
});
