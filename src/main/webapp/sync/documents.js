import { randomWord } from "./identity.js";
import { LiveDocument } from "./documents/live.js";
import { Shelf } from "./documents/shelf.js";
import { isDocumentName } from "./names.js";

/**
 * @typedef {import("./types.js").Message} Message
 * @typedef {{doc: string, docSeq: number, length: number, epoch: number}} DocumentEntry  `length` in code points
 */

/**
 * The documents of a session: those that are open here are kept up to date, whatever happens to the connection.
 */
export class Documents {
  /** @type {Map<string, {live: LiveDocument, shelf: Shelf|null, stops: (() => void)[]}>} */
  #open = new Map();
  /** @type {Set<string>} those that the server has, as far as this page has heard */
  #known = new Set();
  #holder;

  /**
   * @param {import("./session.js").Session} session
   * @param {() => string} nextRef
   * @param {(names: string[]) => void} found  told when there are documents that were not there
   */
  constructor(session, nextRef, found) {
    this.session = session;
    this.nextRef = nextRef;
    this.found = found;
    this.#holder = randomWord(session.host, 12);
    session.on("auth:success", () => this.#connected());
    session.host.listen("pagehide", () => this.#flush());
  }

  /** @param {string} name @returns {LiveDocument} opened now, if it is not open */
  open(name) {
    if (!isDocumentName(name)) throw new RangeError(`no name of a document: ${name}`);
    const known = this.#open.get(name);
    if (known) return known.live;
    const { session } = this;
    const { host } = session;
    const live = new LiveDocument(name, { host, clientId: session.clientId, nextRef: this.nextRef,
      connected: () => session.status.state === "connected", keep: () => this.#open.get(name)?.shelf?.request(),
      command: (type, payload, ref) => session.command(type, payload, ref) });
    this.#open.set(name, { live, shelf: null, stops: [] });
    if (session.status.state === "connected") this.#begin(name);
    return live;
  }

  /** Lets a document go. What is unsent is kept where things can be kept, else until it is sent. @param {string} name */
  close(name) {
    const one = this.#open.get(name);
    if (!one) return;
    if (!one.live.state.saved) {
      const stop = one.live.on("state", ({ saved }) => saved && this.close(name));
      one.stops.push(stop);
      return;
    }
    for (const stop of one.stops) stop();
    this.#open.delete(name);
    this.session.signal("doc:close", { doc: name });
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
    this.found([...this.#known]);
  }

  #connected() {
    for (const name of this.#open.keys()) this.#begin(name);
  }

  /** It is known who this is: whose edits may be lying here. An anonymous person is whoever uses this browser. @param {string} name */
  #begin(name) {
    const one = this.#open.get(name);
    if (!one) return;
    const { host, base, id, identity, state } = this.session;
    one.live.connected();
    if (one.shelf) return;
    const shelf = new Shelf(host, one.live, JSON.stringify([base, id, name, identity ? "anonymous" : state.userId]), this.#holder);
    one.shelf = shelf;
    shelf.left().then((left) => one.live.adopt(left));
  }

  #flush() {
    for (const { shelf } of this.#open.values()) void shelf?.flush();
  }
}
