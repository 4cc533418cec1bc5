import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyLog, reduce, withPage } from "../../main/webapp/sync/chat/reducer.js";
import { ChatServer } from "./chat-server.js";
import { Page, allCalm } from "./network.js";

/** @param {ChatServer} [server] */
async function talking(server = new ChatServer()) {
  const [ada, bo] = [new Page(server, "ada", { seed: 1 }), new Page(server, "bo", { seed: 2 })];
  for (const { session } of [ada, bo]) session.chat.open();
  await allCalm(ada, bo);
  return { server, ada, bo, one: ada.session.chat, other: bo.session.chat };
}

/** @param {import("../../main/webapp/sync/chat/client.js").Chat} chat */
const said = (chat) => chat.state.messages.map(({ content }) => content);

test("[TALK1] what one says shows at once, arrives at the other, and is one message when it is stored", async () => {
  const { ada, bo, one, other } = await talking();
  const answer = one.send("  Hello  ");
  assert.deepEqual(
    one.state.messages.map(({ content, pending, userId }) => [content, pending, userId]),
    [["Hello", true, "user_ada"]],
  );
  await allCalm(ada, bo);
  assert.deepEqual([said(one), said(other)], [["Hello"], ["Hello"]]);
  assert.equal(one.state.messages[0]?.pending, undefined);
  assert.equal((await answer).id, one.state.messages[0]?.id);
});

test("[TALK2] a message whose answer was lost goes out again under its ref, and is there once", async () => {
  const { server, ada, bo, one, other } = await talking();
  void one.send("Once");
  while (server.messages.length === 0) assert.ok(ada.deliver(true));
  ada.cut(true);
  void one.send("Twice is once");
  assert.deepEqual(said(one), ["Once", "Twice is once"]);
  await ada.around.pass(60_000);
  await ada.repair();
  await allCalm(ada, bo);
  assert.deepEqual(
    [said(one), said(other)],
    [
      ["Once", "Twice is once"],
      ["Once", "Twice is once"],
    ],
  );
  const refs = server.commands
    .filter(({ type, clientId }) => type === "chat:send" && clientId === ada.session.clientId)
    .map(({ ref }) => ref);
  assert.ok(refs.length > new Set(refs).size, "a ref came twice");
  assert.equal(server.messages.length, 2);
});

test("[TALK3] what a server delivers twice counts once, replies too", async () => {
  const { server, ada, bo, one, other } = await talking();
  await Promise.all([one.send("First"), ada.calm()]);
  await allCalm(ada, bo);
  const id = one.state.messages[0]?.id ?? "";
  void other.send("An answer", { parentId: id });
  await allCalm(ada, bo);
  for (const event of server.log.slice()) for (const to of server.connections) to.say(event);
  await allCalm(ada, bo);
  assert.deepEqual([one.state.messages.length, one.state.messages[0]?.replyCount, one.state.unread], [1, 1, 1]);
  assert.deepEqual(
    one.thread(id).map(({ content }) => content),
    ["An answer"],
  );
});

test("[TALK4] a refused message stays with its problem, can be sent again or discarded", async () => {
  const { server, ada, bo, one, other } = await talking();
  server.refuse = ({ type }) => (type === "chat:send" ? { code: "forbidden" } : null);
  const answer = one.send("May I?");
  await ada.calm();
  await assert.rejects(answer, { code: "forbidden" });
  assert.deepEqual(
    one.state.messages.map(({ pending, problem }) => [pending, problem?.code]),
    [[false, "forbidden"]],
  );
  server.refuse = null;
  void one.again(one.state.messages[0]?.id ?? "");
  await allCalm(ada, bo);
  assert.deepEqual([said(one), said(other)], [["May I?"], ["May I?"]]);
  server.refuse = ({ type }) => (type === "chat:send" ? { code: "too_large" } : null);
  one.send("Too long").catch(() => {});
  await ada.calm();
  one.dismiss(one.state.messages[1]?.id ?? "");
  assert.deepEqual(said(one), ["May I?"]);
});

test("[TALK5] edits, reactions, resolving and deleting count at once, and are taken back where the server refuses", async () => {
  const { server, ada, bo, one, other } = await talking();
  void one.send("Draft");
  await allCalm(ada, bo);
  const id = one.state.messages[0]?.id ?? "";
  void one.edit(id, "Final");
  void other.react(id, "👍");
  assert.deepEqual([said(one), other.message(id)?.reactions], [["Final"], { "👍": ["user_bo"] }]);
  await allCalm(ada, bo);
  assert.deepEqual([said(other), one.message(id)?.reactions], [["Final"], { "👍": ["user_bo"] }]);
  void other.react(id, "👍");
  await allCalm(ada, bo);
  assert.deepEqual([one.message(id)?.reactions, other.message(id)?.reactions], [{}, {}]);
  server.refuse = ({ type }) => (type === "chat:delete" ? { code: "forbidden" } : null);
  const refused = other.delete(id);
  assert.deepEqual(said(other), [""]);
  await allCalm(ada, bo);
  await assert.rejects(refused, { code: "forbidden" });
  assert.deepEqual(said(other), ["Final"]);
  server.refuse = null;
  void one.delete(id);
  await allCalm(ada, bo);
  assert.deepEqual([one.message(id)?.content, Boolean(other.message(id)?.deletedAt)], ["", true]);
});

test("[TALK6] history comes by pages, in order, without a gap", async () => {
  const server = new ChatServer();
  for (let at = 1; at <= 120; at++) server.says("user_cy", `${at}`);
  const { one } = await talking(server);
  assert.deepEqual([said(one).length, said(one)[0], one.state.more], [50, "71", true]);
  assert.equal(one.message("m3"), null);
});

test("[TALK7] older pages are put before, until there are no more", async () => {
  const server = new ChatServer();
  for (let at = 1; at <= 120; at++) server.says("user_cy", `${at}`);
  const { ada, one } = await talking(server);
  for (let page = 0; page < 2; page++) {
    void one.older();
    void one.older(); // A second call while the first is on its way is none.
    await ada.calm();
  }
  assert.deepEqual(
    said(one),
    Array.from({ length: 120 }, (_, at) => `${at + 1}`),
  );
  assert.deepEqual(
    [
      one.state.more,
      server.commands.filter(({ type, clientId }) => type === "chat:history" && clientId === ada.session.clientId)
        .length,
    ],
    [false, 3],
  );
});

test("[TALK8] what was missed beyond the replay is fetched anew, and leaves no gap", async () => {
  const { server, ada, bo, one } = await talking();
  void one.send("Before");
  await allCalm(ada, bo);
  ada.cut(true);
  server.replayLimit = 3;
  for (let at = 1; at <= 80; at++) server.says("user_cy", `${at}`);
  await ada.repair();
  assert.deepEqual([said(one).length, said(one)[0], said(one).at(-1), one.state.more], [50, "31", "80", true]);
  void one.older();
  await ada.calm();
  assert.deepEqual([said(one).length, said(one)[0]], [81, "Before"]);
});

test("[TALK9] unread counts the others' messages after what was read, here or in another window", async () => {
  const { server, ada, bo, one, other } = await talking();
  void one.send("One");
  void one.send("Two");
  await allCalm(ada, bo);
  assert.deepEqual([one.state.unread, other.state.unread], [0, 2]);
  other.read();
  await allCalm(ada, bo);
  assert.deepEqual(
    [other.state.unread, server.read.get("user_bo"), one.state.read["user_bo"]],
    [0, server.messages[1]?.seq, server.messages[1]?.seq],
  );
  const window = new Page(server, "bo", { seed: 9 });
  window.session.chat.open();
  await allCalm(window);
  void one.send("Three");
  await allCalm(ada, bo, window);
  assert.deepEqual([other.state.unread, window.session.chat.state.unread], [1, 1]);
  window.session.chat.read();
  await allCalm(ada, bo, window);
  assert.deepEqual([other.state.unread, window.session.chat.state.unread], [0, 0]);
});

test("[TALK10] typing is told at most every two seconds, seen by the others, and over with the message", async () => {
  const { ada, bo, one } = await talking();
  const typing = () => bo.session.presence.roster.find(({ user }) => user.id === "user_ada")?.typing;
  for (let key = 0; key < 5; key++) one.typing();
  await allCalm(ada, bo);
  assert.equal(typing(), "chat");
  void one.send("Here");
  await allCalm(ada, bo);
  assert.equal(typing(), null);
});

test("[TALK11] comments have their places, are no chat, and move when the server says so", async () => {
  const { server, ada, bo, one, other } = await talking();
  one.openComments();
  other.openComments();
  void one.send("Look here", { kind: "comment", anchor: { doc: "main", anchor: [1, "a"], affinity: "right" } });
  await allCalm(ada, bo);
  assert.deepEqual([said(other), other.state.comments.map(({ content }) => content)], [[], ["Look here"]]);
  const id = other.state.comments[0]?.id ?? "";
  server.publish(null, {
    type: "chat:moved",
    payload: { anchors: { [id]: { doc: "main", anchor: [7, "e2"], affinity: "right" } } },
  });
  void other.resolve(id, true);
  await allCalm(ada, bo);
  assert.deepEqual(
    [one.state.comments[0]?.anchor, one.state.comments[0]?.resolved],
    [{ doc: "main", anchor: [7, "e2"], affinity: "right" }, true],
  );
});

/** One page is open and has asked for what was said before; the answer waits. */
async function asking() {
  const server = new ChatServer();
  server.says("user_cy", "Before");
  const [ada, bo] = [new Page(server, "ada", { seed: 1 }), new Page(server, "bo", { seed: 2 })];
  await allCalm(ada, bo);
  server.waiting = [];
  bo.session.chat.open();
  await allCalm(ada, bo);
  assert.equal(server.waiting.length, 1);
  /** @param {boolean} [newer] */
  const answered = async (newer) => {
    for (const answer of server.waiting ?? []) answer(newer);
    server.waiting = null;
    await allCalm(ada, bo);
  };
  return { server, ada, bo, chat: bo.session.chat, answered };
}

test("[CHAT22] a message that comes while the history is fetched is unread, though the page was made before it", async () => {
  const { server, ada, bo, chat, answered } = await asking();
  server.says("user_ada", "Meanwhile");
  await allCalm(ada, bo);
  await answered();
  assert.deepEqual([said(chat), chat.state.unread], [["Before", "Meanwhile"], 2]);
});

test("[CHAT22] a message that the page has and its count has not is unread once, before and after its event", async () => {
  const { server, ada, bo, chat, answered } = await asking();
  const event = server.says("user_ada", "Meanwhile");
  await answered(true);
  assert.deepEqual([said(chat), chat.state.unread], [["Before", "Meanwhile"], 2]);
  for (const to of server.connections) to.say(event);
  await allCalm(ada, bo);
  assert.equal(chat.state.unread, 2);
});

test("[CHAT22] a message that is counted in a page of other messages is not counted again when it comes", () => {
  const message = messageOf({ id: "m4", seq: 4 });
  const page = { messages: [], unread: 3, unreadTo: 4, read: {} };
  const log = reduce(
    withPage(emptyLog(), page, [], "user_ada"),
    { type: "chat:message", seq: 4, payload: { message } },
    "user_ada",
  );
  assert.equal(log.unread, 3);
  assert.equal(
    reduce(log, { type: "chat:message", seq: 5, payload: { message: messageOf({ id: "m5", seq: 5 }) } }, "user_ada")
      .unread,
    4,
  );
});

test("[CHAT22] what is edited, answered or read while the history is fetched stays so, also of messages that were not here", async () => {
  const { server, ada, bo, chat, answered } = await asking();
  const [before] = server.messages;
  server.publish(null, {
    type: "chat:edited",
    payload: { message: { ...before, content: "Edited", updatedAt: "2026-01-01T00:00:01.000Z" } },
  });
  server.says("user_ada", "An answer", { parentId: before.id });
  await allCalm(ada, bo);
  assert.deepEqual(said(chat), []);
  await answered();
  assert.deepEqual(
    chat.state.messages.map(({ content, replyCount }) => [content, replyCount]),
    [["Edited", 1]],
  );
  server.waiting = [];
  void chat.thread(before.id);
  await allCalm(ada, bo);
  ada.session.chat.open();
  await allCalm(ada, bo);
  chat.read();
  await allCalm(ada, bo);
  const read = chat.state.read["user_bo"];
  await answered();
  assert.deepEqual(
    [chat.state.read["user_bo"], chat.state.unread, read === server.messages.at(-1)?.seq],
    [read, 0, true],
  );
});

test("[CHAT22] a deletion that is heard before a page from before it is no unread message", () => {
  const message = messageOf({ id: "m1", seq: 1 });
  const page = { messages: [message], unread: 1, unreadTo: 1, read: {} };
  const told = { type: "chat:deleted", seq: 2, payload: { messageId: "m1" }, timestamp: "2026-01-01T00:00:02.000Z" };
  const log = withPage(emptyLog(), page, [told], "user_ada");
  assert.deepEqual([log.unread, log.messages.get("m1")?.deletedAt], [0, "2026-01-01T00:00:02.000Z"]);
});

test("[TALK12] a page that was asked for before an event does not take it back, one that was asked for later counts", () => {
  const message = messageOf({ id: "m1", seq: 1 });
  const page = { messages: [message], unread: 1, unreadTo: 1, read: {} };
  const told = { type: "chat:edited", seq: 2, payload: { message: { ...message, content: "New" } } };
  const log = reduce(withPage(emptyLog(), page, [], "user_ada"), told, "user_ada");
  assert.equal(withPage(log, page, [told], "user_ada").messages.get("m1")?.content, "New");
  assert.equal(withPage(log, page, [], "user_ada").messages.get("m1")?.content, "Old");
});

/** @param {Partial<import("../../main/webapp/sync/chat/reducer.js").ChatMessage>} some @returns {import("../../main/webapp/sync/chat/reducer.js").ChatMessage} */
function messageOf(some) {
  return {
    id: "m",
    userId: "user_bo",
    username: "Bo",
    kind: "chat",
    content: "Old",
    mentions: [],
    reactions: {},
    parentId: null,
    replyCount: 0,
    anchor: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: null,
    deletedAt: null,
    resolved: false,
    seq: 1,
    ...some,
  };
}
