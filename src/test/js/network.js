import { connect } from "../../main/webapp/sync/tutti.js";
import { DocumentServer } from "./document-server.js";
import { Surroundings, settled } from "./surroundings.js";
import { dice } from "./text/editor.js";

/** What outlives a page: a map, with words that pages take. It may refuse, or not answer. */
export class FakeShelf {
  /** @type {"well"|"refuses"|"hangs"} */
  health = "well";
  /** @type {Map<string, any>} */
  kept = new Map();
  /** @type {Map<string, object>} */
  claims = new Map();

  /** @param {object} page @returns {import("../../main/webapp/sync/types.js").Shelf} */
  of(page) {
    /** @template T @param {() => T} work @returns {Promise<T>} */
    const work = (work) =>
      this.health === "hangs"
        ? new Promise(() => {})
        : this.health === "refuses"
          ? Promise.reject(new Error("full"))
          : Promise.resolve(work());
    return {
      get: (key) => work(() => structuredClone(this.kept.get(key))),
      put: (key, value, gone) =>
        work(() => {
          for (const one of gone) this.kept.delete(one);
          this.kept.set(key, structuredClone(value));
        }),
      remove: (keys) => work(() => keys.forEach((key) => void this.kept.delete(key))),
      keys: (prefix) => work(() => [...this.kept.keys()].filter((key) => key.startsWith(prefix))),
      claim: async (word) => {
        const holder = this.claims.get(word) ?? page;
        this.claims.set(word, holder);
        return holder === page;
      },
    };
  }

  /** The page is gone, and its words with it. @param {object} page */
  release(page) {
    for (const [word, holder] of this.claims) if (holder === page) this.claims.delete(word);
  }
}

let pages = 0;

/**
 * A page of one person, its connection to a server, and a network between them that delivers when it is told to, and
 * can be cut. Nothing of what is on the wire survives a cut.
 */
export class Page {
  around = new Surroundings();
  /** @type {any} */
  #socket = null;
  /** @type {any} */
  #connection = null;
  /** @type {string[]} */
  #up = [];
  /** @type {string[]} */
  #down = [];
  reachable = true;

  /**
   * @param {DocumentServer} server
   * @param {string} name
   * @param {{seed?: number, shelf?: FakeShelf, clientId?: string}} [options]
   */
  constructor(server, name, { seed = 1, shelf, clientId = `${name}-${++pages}` } = {}) {
    this.server = server;
    this.name = name;
    this.shelf = shelf;
    const roll = dice(seed * 7919 + pages);
    const host = {
      ...this.around.host,
      random: () => roll(1_000_000) / 1_000_000,
      socket: () => this.#dial(),
      ...(shelf ? { shelf: shelf.of(this) } : {}),
    };
    this.session = connect("s1", { base: "https://example.org/", host, token: name, name });
    this.session.clientId = clientId;
  }

  /** The document, opened and answered. */
  async opened(name = "main") {
    const document = this.session.document(name);
    await this.calm();
    return document;
  }

  /** Delivers what is on the wire, one message of one direction. @param {boolean} up @returns {boolean} whether there was one */
  deliver(up) {
    const message = (up ? this.#up : this.#down).shift();
    if (message === undefined) return false;
    if (up) {
      if (Buffer.byteLength(message) > this.server.maxMessageBytes) this.#hangUp(1009);
      else this.server.receive(this.#connection, JSON.parse(message));
    } else this.#socket.onmessage?.({ data: message });
    return true;
  }

  /** Lets time pass and everything arrive. */
  async calm(millis = 100) {
    for (let round = 0; round < 6; round++) {
      await this.around.pass(millis / 5);
      while (this.deliver(true) || this.deliver(false)) await settled();
    }
  }

  /** The connection breaks. @param {boolean} [forGood]  until {@link repair} @param {number} [code] */
  cut(forGood = false, code = 1006) {
    this.reachable = !forGood;
    this.#hangUp(code);
  }

  /**
   * The connection breaks for this page, and what it has sent reaches the server all the same, who knows when.
   *
   * @returns {() => void} lets it arrive
   */
  ghost() {
    const [late, from] = [this.#up, this.#connection];
    this.cut(false);
    return () => {
      for (const message of late)
        if (from && Buffer.byteLength(message) <= this.server.maxMessageBytes)
          this.server.receive({ ...from, say: () => {} }, JSON.parse(message));
    };
  }

  /** The network is there again, and the client has tried again. */
  async repair() {
    this.reachable = true;
    this.session.retryNow();
    await this.calm();
  }

  /** The tab is closed without a word. */
  close() {
    const socket = this.#socket;
    this.reachable = false;
    this.#hangUp(1006);
    if (socket) socket.onclose = null;
    this.around.clearTimers();
    this.shelf?.release(this);
  }

  #dial() {
    const socket = {
      readyState: 0,
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (/** @type {string} */ text) => void this.#up.push(text),
      close: () => this.#hangUp(1000),
    };
    this.#socket = socket;
    queueMicrotask(() => {
      if (this.#socket !== socket) return;
      if (!this.reachable) return this.#hangUp(1006);
      this.#connection = {
        clientId: "",
        userId: `user_${this.name}`,
        name: this.name,
        color: "#c026d3",
        say: (/** @type {any} */ message) => this.#socket === socket && this.#down.push(JSON.stringify(message)),
      };
      socket.readyState = 1;
      /** @type {any} */ (socket.onopen)?.({});
    });
    return socket;
  }

  /** @param {number} code */
  #hangUp(code) {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = null;
    if (this.#connection) this.server.leave(this.#connection);
    this.#connection = null;
    this.#up = [];
    this.#down = [];
    socket.readyState = 3;
    socket.onclose?.({ code, reason: "" });
  }
}

/** Everything arrives everywhere. @param {Page[]} pages */
export async function allCalm(...pages) {
  for (let round = 0; round < 8; round++) for (const page of pages) await page.calm();
}

/** The text as an editor has it that does what it is told. */
export class Shown {
  /** @param {import("../../main/webapp/sync/documents/live.js").LiveDocument} document */
  constructor(document) {
    this.text = document.text;
    document.on("change", ({ changes }) => {
      for (const { unit, removed, inserted } of changes)
        this.text = this.text.slice(0, unit) + inserted + this.text.slice(unit + removed);
    });
  }
}

/** Types character by character. @param {any} document @param {number} at @param {string} text */
export function type(document, at, text) {
  for (const letter of text) {
    document.edit([{ from: at, to: at, insert: letter }]);
    at += letter.length;
  }
}

/** @param {number} [seed] */
export async function two(seed = 1) {
  const server = new DocumentServer();
  const [ada, bo] = [new Page(server, "ada", { seed }), new Page(server, "bo", { seed: seed + 1 })];
  await allCalm(ada, bo);
  return { server, ada, bo, one: await ada.opened(), other: await bo.opened() };
}
