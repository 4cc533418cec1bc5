import { randomWord } from "../identity/identity.js";
import { LiveDocument } from "./live.js";
import { Shelf } from "./shelf.js";
import { isDocumentName } from "../names.js";

/**
 * @typedef {import("../types.js").Message} Message
 * @typedef {{doc: string, docSeq: number, length: number, epoch: number}} DocumentEntry  `length` in code points
 * @typedef {{doc: string, ready: boolean, problem: NonNullable<import("./live.js").DocumentState["problem"]>, dismiss: () => void}} Refusal  `ready`: an edit, else the text
 */

/**
 * The documents of a session: those that are open here are kept up to date, whatever happens to the connection.
 */
export class Documents {
  /** @type {Map<string, {live: LiveDocument, shelf: Shelf|null, wanted: boolean, looking: boolean}>} `wanted`: somebody uses it; `looking`: for what was left of it */
  #open = new Map();
  /** @type {Set<string>} those that the server has, as far as this page has heard */
  #known = new Set();
  #holder;

  /**
   * @param {import("../session/client.js").Session} session
   * @param {object} around
   * @param {() => string} around.nextRef
   * @param {() => number} around.room  how many bytes a message may have
   * @param {(names: string[]) => void} around.found  told when there are documents that were not there
   * @param {() => void} around.changed  told when something of `saving` may be new
   */
  constructor(session, around) {
    this.session = session;
    this.around = around;
    this.#holder = randomWord(session.host, 12);
    session.on("reset", ({ continued }) => this.#forget(continued));
    session.on("auth:success", () => this.#connected());
    session.host.listen("pagehide", () => this.#flush());
  }

  /** Whether it is not known yet what is left of earlier pages; what the server has not stored of all that are open, whether it is kept, and how many have something refused. */
  get saving() {
    const all = [...this.#open.values()].map(({ live, shelf }) => ({ state: live.state, kept: shelf?.kept ?? false }));
    const looking = [...this.#open.values()].some((one) => one.looking);
    return {
      looking,
      unsaved: all.reduce((sum, { state }) => sum + state.unsaved, 0),
      kept: all.every(({ state, kept }) => state.saved || kept),
      refused: all.filter(({ state: { problem } }) => problem && problem.text !== "").length,
    };
  }

  /** What this person has inserted that the server has not, or has refused. @returns {{doc: string, text: string}[]} */
  get texts() {
    return [...this.#open.values()].flatMap(({ live }) => {
      const text = live.unsavedText;
      return text === "" ? [] : [{ doc: live.name, text }];
    });
  }

  /** What the server has refused of documents, until it is dismissed. @returns {Refusal[]} */
  get refusals() {
    return [...this.#open.values()].flatMap(({ live }) => {
      const { ready, problem } = live.state;
      return problem ? [{ doc: live.name, ready, problem, dismiss: () => live.dismiss() }] : [];
    });
  }

  /** @param {string} name @returns {LiveDocument} opened now, if it is not open */
  open(name) {
    if (!isDocumentName(name)) throw new RangeError(`no name of a document: ${name}`);
    const one = this.#take(name);
    one.wanted = true;
    return one.live;
  }

  /** Lets a document go, once everything of it is stored. @param {string} name */
  close(name) {
    const one = this.#open.get(name);
    if (!one) return;
    one.wanted = false;
    this.#letGo(name);
  }

  /** Asks the server for all of them. @returns {Promise<DocumentEntry[]>} by name */
  async list() {
    const { payload } = await this.session.command("doc:list");
    /** @type {DocumentEntry[]} */
    const docs = (payload["docs"] ?? []).filter((/** @type {DocumentEntry} */ { doc }) => isDocumentName(doc));
    for (const { doc } of docs) this.#known.add(doc);
    return docs.sort((a, b) => (a.doc < b.doc ? -1 : 1));
  }

  /** Everything that the server says about documents, also what was heard before. @param {Message} message */
  received(message) {
    const { doc } = message.payload;
    if (typeof doc !== "string") return;
    this.#open.get(doc)?.live.received(message);
    if (message.type !== "doc:ops" || this.#known.has(doc)) return;
    this.#known.add(doc);
    this.around.found([...this.#known]);
  }

  /** @param {string} name */
  #take(name) {
    const known = this.#open.get(name);
    if (known) return known;
    const { session } = this;
    const live = new LiveDocument(name, {
      host: session.host,
      clientId: session.clientId,
      nextRef: this.around.nextRef,
      room: this.around.room,
      log: session.log,
      connected: () => session.status.state === "connected",
      keep: () => this.#changed(name),
      secure: () => this.#open.get(name)?.shelf?.secure() ?? Promise.resolve(),
      command: (type, payload, ref) => session.command(type, payload, ref),
    });
    const one = { live, shelf: /** @type {Shelf|null} */ (null), wanted: false, looking: false };
    this.#open.set(name, one);
    if (session.status.state === "connected") this.#begin(name);
    return one;
  }

  /** @param {string} name */
  #letGo(name) {
    const one = this.#open.get(name);
    if (!one || one.wanted || one.looking || !one.live.state.saved || one.live.state.problem) return;
    this.#open.delete(name);
    this.session.signal("doc:close", { doc: name });
  }

  /** @param {string} name */
  #changed(name) {
    this.#open.get(name)?.shelf?.request();
    this.#letGo(name);
    this.around.changed();
  }

  /** The log is another one. @param {boolean} continued */
  #forget(continued) {
    this.#known.clear();
    for (const { live } of this.#open.values()) live.restarted(continued);
  }

  #connected() {
    for (const name of this.#open.keys()) this.#begin(name);
    void this.#openLeft();
  }

  /** It is known who this is: whose edits may be lying here. An anonymous person is whoever uses this browser. @param {string} name */
  #begin(name) {
    const one = this.#open.get(name);
    if (!one) return;
    one.looking = true;
    one.live.connected();
    one.shelf ??= new Shelf(
      this.session.host,
      one.live,
      JSON.stringify(this.#folder(name)),
      this.#holder,
      this.around.changed,
    );
    one.shelf.left().then((left) => {
      one.looking = false;
      if (left.length > 0) one.live.adopt(left);
      this.#changed(name);
    });
  }

  /** @param {string} name */
  #folder(name) {
    const { base, id, identity, state } = this.session;
    return [base, id, name, identity ? "anonymous" : state.userId];
  }

  /** Opens the documents in which pages that are gone have left something, until it is sent: nobody may ever look at them again. */
  async #openLeft() {
    const { shelf } = this.session.host;
    if (!shelf) return;
    const start = JSON.stringify(this.#folder("").slice(0, 2)).slice(0, -1);
    for (const key of await shelf.keys(`${start},`).catch(() => [])) {
      const [, , name = "", whose] = folderOf(key);
      if (isDocumentName(name) && whose === this.#folder(name)[3]) this.#take(name);
    }
  }

  #flush() {
    for (const { shelf } of this.#open.values()) void shelf?.flush();
  }
}

/** @param {string} key @returns {string[]} */
function folderOf(key) {
  try {
    return JSON.parse(key.slice(0, key.lastIndexOf(" ")));
  } catch {
    return [];
  }
}
