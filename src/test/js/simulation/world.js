import assert from "node:assert/strict";
import { DocumentServer } from "../document-server.js";
import { FakeShelf, Page, Shown, allCalm } from "../network.js";
import { isUnicode } from "../../../main/webapp/sync/text/ids.js";
import { settled } from "../surroundings.js";
import { dice } from "../text/editor.js";

/**
 * @typedef {import("../../../main/webapp/sync/documents/live.js").LiveDocument} LiveDocument
 *
 * @typedef {object} Device  A browser of one person.
 * @property {string} name
 * @property {FakeShelf} shelf
 * @property {Tab[]} tabs
 * @property {number} skew  how far its clock is wrong, in milliseconds
 *
 * @typedef {object} Tab
 * @property {Page} page
 * @property {LiveDocument} live
 * @property {Shown} shown
 * @property {Set<string>} typed  what was inserted here
 * @property {Set<string>} said  what was said in the chat here
 *
 * @typedef {object} Kind  What may happen in a world.
 * @property {boolean} undo
 * @property {boolean} storage  devices may refuse to keep things, or not answer
 * @property {boolean} limits  the server's limits may shrink
 * @property {boolean} refusals  the server may refuse for good
 * @property {boolean} logs  the session may be deleted, or put back to what it was
 */

const DAY_MILLIS = 24 * 3_600_000;
const STEPS = 160;

/**
 * Some people with their browsers, one server, and what may happen to them. Every sign that anybody types is typed once in a
 * world: where it is, and whether it is there twice, can be seen at any time.
 */
export class World {
  server = new DocumentServer();
  /** @type {Device[]} */
  devices = [];
  /** @type {Set<string>} signs that have been in the server's text, or in its chat */
  stored = new Set();
  /** @type {Set<string>} signs that were refused by name, with their text */
  refused = new Set();
  /** @type {Set<string>} signs that somebody took away, by deleting or undoing, or that went with a log */
  deleted = new Set();
  /** @type {Set<string>} signs of sessions that were deleted: nobody may bring them into the next one */
  buried = new Set();
  /** @type {Set<string>} signs that were unsaved when a page was closed that had said that it has to stay open */
  warned = new Set();
  /** @type {string[]} what happened, for whoever looks for the cause */
  story = [];
  #next = 0;
  #pages = 0;
  /** @type {any} what the server can be put back to */
  #backup = null;
  /** How much of the server's log has been read. */
  #read = 0;
  /** @type {(() => void)[]} */
  #late = [];

  /** @param {number} seed @param {Kind} kind */
  constructor(seed, kind) {
    this.seed = seed;
    this.kind = kind;
    this.roll = dice(seed * 2_654_435 + 17);
    this.server.snapshotEvery = 1 + this.roll(5);
    this.server.replayLimit = this.roll(2) ? 1_000 : 3;
    this.server.changed = (name) => this.#see(this.server.text(name));
  }

  async begin() {
    for (const name of ["ada", "bo", "cy"].slice(0, 2 + this.roll(2))) {
      const device = {
        name,
        shelf: new FakeShelf(),
        tabs: [],
        skew: this.roll(4) ? 0 : (this.roll(9) - 4) * DAY_MILLIS,
      };
      this.devices.push(device);
      await this.#open(device);
    }
  }

  async run() {
    for (let step = 0; step < STEPS; step++) {
      await this.#step();
      this.check();
    }
  }

  /** Whatever happened, every moment has to hold this. */
  check() {
    this.#readLog();
    this.#claim(
      "a new session",
      "without the deleted one's text",
      [...this.server.text("main")].filter((sign) => this.buried.has(sign)),
    );
    for (const { name, tabs } of this.devices) {
      for (const { page, live, shown, typed, said } of tabs) {
        const { saving } = page.session.state;
        assert.equal(shown.text, live.text, `${name} sees what is there`);
        assert.ok(isUnicode(live.text), `${name} has half a sign`);
        this.#noteRefusals(page);
        if (saving.saved)
          this.#claim(
            name,
            "saved",
            [...typed, ...said].filter(
              (sign) => !this.stored.has(sign) && !this.refused.has(sign) && !this.deleted.has(sign),
            ),
          );
        if (saving.mayClose) this.#claim(name, "may be closed", this.#unkept(page));
      }
    }
  }

  /** Everything is well again, and all has arrived. */
  async heal() {
    const { server } = this;
    Object.assign(server, { refuse: null, maxMessageBytes: 1_048_576 });
    for (const late of this.#late.splice(0)) late();
    for (const device of this.devices) {
      device.shelf.health = "well";
      if (device.tabs.length === 0) await this.#open(device);
    }
    for (let round = 0; round < 3; round++) {
      for (const { page } of this.#tabs) await page.repair();
      await allCalm(...this.#tabs.map(({ page }) => page));
      for (const { page } of this.#tabs) await page.calm(80_000);
      for (const device of this.devices) if (round === 1) await this.#open(device); // What a closed tab has left, its other tab leaves alone.
    }
    this.check();
    for (const { page } of this.#tabs) for (const { dismiss } of page.session.documentRefusals) dismiss();
    for (const { page } of this.#tabs) await page.calm(200);
  }

  /** In the end all have the same text, with everything in it that nobody took away or was told of. */
  judge() {
    const text = this.server.text("main");
    const said = this.server.log
      .filter(({ type }) => type === "chat:message")
      .map(({ payload }) => payload.message.content)
      .join("");
    const signs = [...text];
    const there = new Set([...signs, ...said]);
    for (const [at, { page, live, typed, said: spoken }] of this.#tabs.entries()) {
      assert.equal(live.text, text, `tab ${at} has another text than the server`);
      assert.deepEqual([page.session.state.saving.saved, live.state.saved], [true, true], `tab ${at} is not saved`);
      this.#claim(
        `tab ${at}`,
        "converged",
        [...typed, ...spoken].filter((sign) => !this.#mayBeGone(sign) && !there.has(sign)),
      );
    }
    this.#claim(
      "all",
      "kept",
      [...this.#all].filter((sign) => !this.#mayBeGone(sign) && !there.has(sign)),
    );
    // A device that could not note what was taken over may bring it again, after a compaction; an undo may meet another.
    if (!this.kind.undo && !this.kind.storage)
      assert.equal(
        signs.length,
        new Set(signs).size,
        `something is there twice: ${signs.filter((sign, at) => signs.indexOf(sign) !== at).join("")}`,
      );
    for (const { name, shelf } of this.devices)
      assert.deepEqual([...shelf.kept.keys()], [], `${name} still keeps something`);
  }

  /** @type {Set<string>} every sign of this world */
  #all = new Set();

  get #tabs() {
    return this.devices.flatMap(({ tabs }) => tabs);
  }

  /** @param {string} sign */
  #mayBeGone(sign) {
    return this.deleted.has(sign) || this.refused.has(sign) || this.warned.has(sign);
  }

  /** @param {string} who @param {string} claim @param {string[]} against */
  #claim(who, claim, against) {
    assert.deepEqual(against, [], `${who} is said to be ${claim}, and ${against.length} signs are not`);
  }

  #readLog() {
    for (const { type, payload } of this.server.log.slice(this.#read))
      if (type === "chat:message") this.#see(payload.message.content);
    this.#read = this.server.log.length;
  }

  /** @param {string} text */
  #see(text) {
    for (const sign of text) this.stored.add(sign);
  }

  /** @param {Page} page */
  #noteRefusals(page) {
    for (const { problem } of page.session.documentRefusals) for (const sign of problem.text) this.refused.add(sign);
    for (const { problem, content } of page.session.chat.state.messages)
      if (problem) for (const sign of content) this.refused.add(sign);
  }

  /** What a page would take with it. @param {Page} page */
  #unkept(page) {
    const kept = JSON.stringify([...(page.shelf?.kept.values() ?? [])]);
    return [...page.session.unsavedTexts.map(({ text }) => text).join("")].filter(
      (sign) => sign !== "\n" && !kept.includes(sign) && !this.stored.has(sign),
    );
  }

  async #step() {
    const device = this.devices[this.roll(this.devices.length)];
    assert.ok(device);
    const tab = device.tabs[this.roll(device.tabs.length)];
    if (!tab) return this.#open(device);
    const action = ACTIONS[this.roll(ACTIONS.length)];
    assert.ok(action);
    this.story.push(`${device.name}${device.tabs.indexOf(tab)} ${action}`);
    switch (action) {
      case "type":
        return this.#edit(tab, ({ live }) => this.#type(tab, this.#place(live.text), 1 + this.roll(4)));
      case "append":
        return this.#edit(tab, ({ live }) => this.#type(tab, live.length, 1 + this.roll(6)));
      case "paste":
        return this.#edit(
          tab,
          ({ live }) => this.roll(3) === 0 && this.#type(tab, this.#place(live.text), 200 + this.roll(400)),
        );
      case "delete":
        return this.#edit(tab, ({ live }) => this.#delete(live, 1 + this.roll(6)));
      case "replace":
        return this.#edit(tab, ({ live }) => this.#replace(tab, live));
      case "select all":
        return this.#edit(
          tab,
          ({ live }) => this.roll(8) === 0 && live.edit([{ from: 0, to: live.length, insert: "" }]),
        );
      case "undo":
        return this.#edit(tab, ({ live }) => this.kind.undo && live.undo());
      case "redo":
        return this.#edit(tab, ({ live }) => this.kind.undo && live.redo());
      case "say":
        return this.#say(tab);
      case "set":
        return void tab.page.session.set("mu", 0.5 + this.roll(200) / 1_000).catch(() => {});
      case "send":
        return void tab.page.deliver(true);
      case "hear":
        return void tab.page.deliver(false);
      case "wait":
        return tab.page.calm(20 + this.roll(60));
      case "linger":
        return tab.page.around.pass(this.roll(400));
      default:
        return this.#happen(device, tab, action);
    }
  }

  /** @param {Device} device @param {Tab} tab @param {string} action @returns {Promise<void>|void} */
  #happen(device, tab, action) {
    switch (action) {
      case "cut":
        return this.roll(3) ? undefined : tab.page.cut(this.roll(3) === 0);
      case "ghost":
        return this.roll(3) ? undefined : void this.#late.push(tab.page.ghost());
      case "late":
        return this.#late.shift()?.();
      case "repair":
        return tab.page.repair();
      case "sleep":
        return this.#sleep(tab);
      case "clock":
        return this.roll(3) ? undefined : this.#setClock(tab, (this.roll(9) - 4) * DAY_MILLIS);
      case "close":
        return this.roll(3) ? undefined : this.#close(device, tab);
      case "new tab":
        return device.tabs.length < 2 && this.roll(3) === 0 ? this.#open(device) : undefined;
      case "storage":
        return void (device.shelf.health = this.kind.storage
          ? (/** @type {const} */ (["well", "well", "refuses", "hangs"])[this.roll(4)] ?? "well")
          : "well");
      case "compact":
        return this.roll(3) ? undefined : this.server.compact("main");
      case "limits":
        return this.#limit();
      case "backup":
        return void (this.#backup = this.kind.logs && this.roll(3) === 0 ? this.server.backup() : this.#backup);
      case "another log":
        return this.#anotherLog();
      default:
        return this.#refuse(action);
    }
  }

  /** @param {Tab} tab @param {(tab: Tab) => unknown} work */
  #edit(tab, work) {
    if (!tab.live.state.ready) return;
    const before = tab.live.text;
    work(tab);
    const after = new Set(tab.live.text);
    for (const sign of before) if (!after.has(sign)) this.deleted.add(sign);
  }

  /** @param {Tab} tab @param {number} at @param {number} count */
  #type({ live, typed }, at, count) {
    const text = this.#signs(count);
    for (const sign of text) typed.add(sign);
    live.edit([{ from: at, to: at, insert: text }]);
  }

  /** Also from within a sign, as a program may that knows no better. @param {LiveDocument} live @param {number} count */
  #delete(live, count) {
    const from = this.roll(4) ? this.#place(live.text) : this.roll(live.length + 1);
    live.edit([{ from, to: Math.min(live.length, from + count), insert: "" }]);
  }

  /** @param {Tab} tab @param {LiveDocument} live */
  #replace({ typed }, live) {
    const from = this.#place(live.text);
    const text = this.#signs(1 + this.roll(3));
    for (const sign of text) typed.add(sign);
    live.edit([{ from, to: Math.min(live.length, from + this.roll(8)), insert: text }]);
  }

  /** @param {Tab} tab */
  #say({ page, said }) {
    const text = this.#signs(1);
    said.add(text);
    page.session.chat.send(text).catch(() => {});
  }

  /** A device that sleeps hears nothing, and its timers wait. @param {Tab} tab */
  async #sleep({ page }) {
    page.cut(true);
    page.around.time += this.roll(48) * 3_600_000;
    await page.around.pass(100);
  }

  /** @param {Tab} tab @param {number} millis */
  #setClock({ page }, millis) {
    page.around.skew(millis);
  }

  /** @param {Device} device @param {Tab} tab */
  async #close(device, tab) {
    const { page } = tab;
    await settled();
    this.check();
    if (!page.session.state.saving.mayClose)
      for (const { text } of page.session.unsavedTexts) for (const sign of text) this.warned.add(sign);
    page.close();
    device.tabs = device.tabs.filter((one) => one !== tab);
  }

  /** @param {Device} device */
  async #open(device) {
    const page = new Page(this.server, device.name, {
      shelf: device.shelf,
      seed: this.seed * 100 + this.#pages,
      clientId: `${this.seed}-${this.#pages++}`,
    });
    if (device.skew) page.around.skew(device.skew);
    const live = page.session.document("main");
    const shown = new Shown(live);
    device.tabs.push({ page, live, shown, typed: new Set(), said: new Set() });
    await page.calm(40);
  }

  #limit() {
    if (!this.kind.limits || this.roll(4)) return;
    // A server that is started anew with other settings.
    this.server.maxMessageBytes = [1_024, 2_048, 8_192, 1_048_576][this.roll(4)] ?? 1_048_576;
    for (const { page } of this.#tabs) page.cut();
  }

  /** The session is deleted and started anew, or the server is put back to what it was. */
  #anotherLog() {
    if (!this.kind.logs || this.roll(4)) return;
    this.check();
    for (const { page } of this.#tabs) page.cut();
    this.#late = [];
    const backup = this.roll(2) ? this.#backup : null;
    this.#backup = null;
    if (backup) this.server.restore(backup);
    else {
      this.server.recreate();
      for (const sign of this.#all) this.buried.add(sign);
    }
    this.#read = 0;
    this.story.push(backup ? "the server is put back" : "the session is started anew");
    const before = this.stored;
    this.stored = new Set();
    this.#see(this.server.text("main"));
    this.#readLog();
    const held = this.#held;
    // What was stored went with the log where nobody holds it any more; what somebody holds is not saved again until it is stored.
    for (const sign of before) if (!this.stored.has(sign) && !held.has(sign)) this.deleted.add(sign);
  }

  /** What is unsaved, here and on the devices. */
  get #held() {
    const texts = this.#tabs.flatMap(({ page }) => page.session.unsavedTexts.map(({ text }) => text));
    const left = this.devices.flatMap(({ shelf }) =>
      [...shelf.kept]
        .filter(([key]) => !shelf.claims.has(key))
        .flatMap(([, { work, strays = [] }]) => [{ work }, ...strays]),
    );
    return new Set(
      [...texts, ...left.flatMap(({ work }) => work.hunks.map((/** @type {any} */ { inserted }) => inserted))].join(""),
    );
  }

  /** @param {string} action */
  #refuse(action) {
    const rare = this.roll(3) === 0;
    if (action === "well" || !rare) this.server.refuse = null;
    else if (action === "busy")
      this.server.refuse = ({ type }) =>
        type !== "auth" && type !== "ping" && this.roll(3) === 0
          ? { code: this.roll(2) ? "unavailable" : "rate_limited", retryAfterMs: 50 }
          : null;
    else if (this.kind.refusals)
      this.server.refuse = ({ type }) =>
        (type === "doc:edit" || type === "chat:send") && this.roll(4) === 0
          ? { code: this.roll(2) ? "forbidden" : "id_taken" }
          : null;
  }

  /** Between two signs. @param {string} text */
  #place(text) {
    const at = this.roll(text.length + 1);
    return at > 0 && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
  }

  /** Signs that nobody has used: emoji, then letters of one and of two units in turn. @param {number} count */
  #signs(count) {
    let text = "";
    for (let made = 0; made < count; made++) {
      const at = this.#next++;
      const sign = String.fromCodePoint(at < 700 ? 0x1f300 + at : at % 3 ? 0x20000 + at : 0x4e00 + at / 3);
      this.#all.add(sign);
      text += sign;
    }
    return text;
  }
}

const ACTIONS = [
  "type",
  "type",
  "type",
  "type",
  "append",
  "append",
  "append",
  "paste",
  "delete",
  "delete",
  "delete",
  "replace",
  "replace",
  "select all",
  "undo",
  "undo",
  "redo",
  "say",
  "set",
  "send",
  "send",
  "send",
  "hear",
  "hear",
  "hear",
  "wait",
  "wait",
  "wait",
  "wait",
  "linger",
  "linger",
  "cut",
  "ghost",
  "late",
  "repair",
  "repair",
  "sleep",
  "clock",
  "close",
  "new tab",
  "storage",
  "compact",
  "limits",
  "backup",
  "another log",
  "busy",
  "well",
  "well",
  "refuse",
];
