import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentServer } from "./document-server.js";
import { FakeShelf, Page, Shown, allCalm, type } from "./network.js";
import { dice } from "./text/editor.js";

test("[DOCC14] a closed tab's unsent edits are sent by the next one, once, also after a compaction", async () => {
  for (const compacted of [false, true]) {
    const server = new DocumentServer();
    const shelf = new FakeShelf();
    const ada = new Page(server, "ada", { shelf });
    await ada.calm();
    const one = await ada.opened();
    type(one, 0, "stored, ");
    await ada.calm();
    assert.equal(shelf.kept.size, 0, "nothing lies there that is stored");
    ada.cut(true);
    type(one, 8, "unsent 😀");
    one.edit([{ from: 0, to: 1, insert: "S" }]);
    await ada.around.pass(200);
    assert.equal(shelf.kept.size, 1);
    ada.close();
    if (compacted) server.compact("main");
    const again = new Page(server, "ada", { shelf, seed: 5 });
    await again.calm();
    const next = await again.opened();
    await again.calm();
    assert.equal(next.text, "Stored, unsent 😀");
    assert.deepEqual([server.text("main"), next.state.saved, shelf.kept.size], ["Stored, unsent 😀", true, 0]);
  }
});

test("[DOCC15] what a closed tab had sent is not typed again, whether or not it knew", async () => {
  for (const compacted of [false, true]) {
    const server = new DocumentServer();
    const shelf = new FakeShelf();
    const ada = new Page(server, "ada", { shelf });
    await ada.calm();
    const one = await ada.opened();
    type(one, 0, "some text to stand in");
    await ada.calm();
    one.edit([{ from: 5, to: 5, insert: "more " }]);
    await ada.around.pass(20);
    ada.deliver(true);
    await ada.around.pass(200);
    ada.close();
    assert.equal(shelf.kept.size, 1);
    if (compacted) server.compact("main");
    const again = new Page(server, "ada", { shelf, seed: 5 });
    await again.calm();
    const next = await again.opened();
    await again.calm();
    assert.deepEqual(
      [server.text("main"), next.text, next.state.saved, shelf.kept.size],
      ["some more text to stand in", "some more text to stand in", true, 0],
    );
  }
});

test("[DOCC16] a tab that is still open keeps its unsent edits to itself", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const one = await ada.opened();
  ada.cut(true);
  type(one, 0, "mine");
  await ada.around.pass(200);
  const second = new Page(server, "ada", { shelf, seed: 5 });
  await second.calm();
  assert.equal((await second.opened()).text, "");
  await ada.repair();
  await allCalm(ada, second);
  assert.deepEqual([server.text("main"), shelf.kept.size], ["mine", 0]);
});

const LETTERS = ["a", "b", " ", "\n", "é", "中", "😀"];

for (let seed = 1; seed <= 40; seed++) {
  test(`[DOCC23] pages that edit, undo, lose their connection and meet compactions end in the same text (${seed})`, async () => {
    const roll = dice(seed);
    const server = new DocumentServer();
    server.snapshotEvery = 1 + roll(5);
    server.replayLimit = roll(2) ? 1_000 : 3;
    const pages = ["ada", "bo", "cy"]
      .slice(0, 2 + roll(2))
      .map((name, at) => new Page(server, name, { seed: seed * 10 + at }));
    await allCalm(...pages);
    const documents = await Promise.all(pages.map((page) => page.opened()));
    await allCalm(...pages);
    const shown = documents.map((document) => new Shown(document));
    for (let step = 0; step < 120; step++) {
      const who = roll(pages.length);
      const [page, document] = [pages[who], documents[who]];
      assert.ok(page && document);
      const at = roll(document.length + 1);
      switch (roll(12)) {
        case 0:
        case 1:
        case 2:
        case 3:
          type(document, at, Array.from({ length: 1 + roll(4) }, () => LETTERS[roll(LETTERS.length)]).join(""));
          break;
        case 4:
        case 5:
          document.edit([{ from: at, to: Math.min(document.length, at + roll(5)), insert: roll(3) ? "" : "XY" }]);
          break;
        case 6:
          document.undo();
          break;
        case 7:
          document.redo();
          break;
        case 8:
          page.deliver(true);
          break;
        case 9:
          page.deliver(false);
          break;
        case 10:
          if (roll(3) === 0) page.cut();
          else await page.calm(40);
          break;
        default:
          if (roll(6) === 0) server.compact("main");
          else await page.around.pass(30);
      }
      assert.equal(shown[who]?.text, document.text);
    }
    for (const page of pages) await page.repair();
    await allCalm(...pages);
    await allCalm(...pages);
    for (const [at, document] of documents.entries()) {
      assert.deepEqual(
        [document.text, shown[at]?.text, document.state.saved, document.state.problem],
        [server.text("main"), server.text("main"), true, null],
        `page ${at}`,
      );
    }
  });
}

for (let seed = 1; seed <= 15; seed++) {
  test(`[DOCC24] nothing typed is lost, whatever happens: each word is there once in the end (${seed})`, async () => {
    const roll = dice(seed * 31);
    const server = new DocumentServer();
    const shelf = new FakeShelf();
    let page = new Page(server, "ada", { seed, shelf });
    const bo = new Page(server, "bo", { seed: seed + 100 });
    await allCalm(page, bo);
    let mine = await page.opened();
    const other = await bo.opened();
    /** @type {(string|number)[]} */
    const words = [];
    for (let word = 0; word < 30; word++) {
      words.push(word);
      const text = `<${seed}.${word}>`;
      const where = roll(2) ? mine.length : 0;
      mine.edit([{ from: where, to: where, insert: text }]);
      const end = roll(2) * other.length;
      if (roll(2)) other.edit([{ from: end, to: end, insert: "." }]);
      if (roll(3) === 0) page.deliver(true);
      if (roll(4) === 0) page.cut();
      if (roll(5) === 0) server.compact("main");
      if (roll(3) === 0) await page.calm(50);
      if (roll(4) === 0) await bo.calm(50);
      if (roll(10) === 0) {
        await page.repair();
        await page.calm();
        page.cut(true);
        mine.edit([{ from: mine.length, to: mine.length, insert: `<${seed}.${word} away>` }]);
        words.push(`${word} away`);
        await page.around.pass(200);
        page.close();
        if (roll(2)) server.compact("main");
        page = new Page(server, "ada", { seed: seed * 1000 + word, shelf });
        await page.calm(50);
        mine = await page.opened();
        await page.calm();
      }
    }
    for (const one of [page, bo]) await one.repair();
    await allCalm(page, bo);
    const text = server.text("main");
    assert.deepEqual([mine.text, other.text, mine.state.saved, shelf.kept.size], [text, text, true, 0]);
    for (const word of words) assert.equal(text.split(`<${seed}.${word}>`).length, 2, `<${seed}.${word}> in ${text}`);
  });
}

test("[DOCC27] another person of the same browser sends nothing of what one has left", async () => {
  const server = new DocumentServer();
  const shelf = new FakeShelf();
  const ada = new Page(server, "ada", { shelf });
  await ada.calm();
  const one = await ada.opened();
  ada.cut(true);
  type(one, 0, "private");
  await ada.around.pass(200);
  ada.close();
  const bo = new Page(server, "bo", { shelf, seed: 5 });
  await bo.calm();
  await bo.opened();
  await bo.calm();
  assert.deepEqual([server.text("main"), shelf.kept.size], ["", 1]);
  const again = new Page(server, "ada", { shelf, seed: 7 });
  await again.calm();
  await again.opened();
  await again.calm();
  assert.deepEqual([server.text("main"), shelf.kept.size], ["private", 0]);
});
