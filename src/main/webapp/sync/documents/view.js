import { inkOn, safeColor } from "../format.js";

/**
 * @typedef {import("../session/client.js").Session} Session
 * @typedef {import("./live.js").LiveDocument} LiveDocument
 * @typedef {import("../presence/client.js").Peer} Peer
 * @typedef {{key: string, userId: string, name: string, color: string, mine: boolean, typing: boolean}} Watcher  a window that shows a document
 * @typedef {import("../../editor/editor.js").Sight} Sight
 */

const FIRST = "main";
const TYPING_MILLIS = 2_000;

/**
 * The documents of one visit: which there are, which are open here, and who looks at which. No DOM.
 */
export class DocumentsView {
  /** @type {Set<string>} */
  #names = new Set([FIRST]);
  /** @type {Map<string, LiveDocument>} */
  #open = new Map();
  #typedAt = -Infinity;
  /** @type {(() => void)[]} */
  #stops;

  /** @param {Session} session @param {() => void} changed */
  constructor(session, changed) {
    this.session = session;
    this.changed = changed;
    this.#stops = [
      session.on("documents", (names) => this.#found(names)),
      session.on("reset", () => this.#forget()),
      session.on("presence", changed),
      session.on("auth:success", () => void this.#list()),
    ];
    if (session.status.state === "connected") void this.#list();
  }

  /** By name, the first document first. */
  get names() {
    return [...this.#names].sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || a.localeCompare(b));
  }

  /** Those that are open here. @returns {LiveDocument[]} */
  get open() {
    return [...this.#open.values()];
  }

  /** @param {string} name @returns {LiveDocument} */
  take(name) {
    const known = this.#open.get(name);
    if (known) return known;
    this.#names.add(name);
    const live = this.session.document(name);
    this.#stops.push(live.on("state", this.changed), live.on("change", this.changed));
    this.#open.set(name, live);
    return live;
  }

  /** Who looks at a document, this window left out. @param {string} name @returns {Watcher[]} */
  watchers(name) {
    const { people, userId: me } = this.session.state;
    return this.session.presence.peers
      .filter((peer) => peer.viewport?.file === name || peer.cursor?.doc === name)
      .map((peer) => {
        const user = people[peer.userId];
        return {
          key: peer.clientId,
          userId: peer.userId,
          name: user?.name ?? peer.username ?? "Someone",
          color: safeColor(user?.color, peer.userId),
          mine: peer.userId === me,
          typing: peer.typing?.in === name,
        };
      });
  }

  /** Where they are in it. @param {LiveDocument} live @returns {import("../../editor/carets.js").Caret[]} */
  carets(live) {
    const peers = new Map(this.session.presence.peers.map((peer) => [peer.clientId, peer]));
    return this.watchers(live.name).flatMap(({ key, name, color, mine }) => {
      const { cursor, selection } = peers.get(key) ?? {};
      const head = cursor?.doc === live.name ? live.offset(cursor) : -1;
      if (head < 0) return [];
      const marked =
        selection?.doc === live.name
          ? { from: live.offset(selection.from), to: live.offset(selection.to) }
          : { from: head, to: head };
      const placed = marked.from < 0 || marked.to < 0 ? { from: head, to: head } : marked;
      return [{ key, name: mine ? `${name} (you)` : name, color, ink: inkOn(color), head, ...placed }];
    });
  }

  /**
   * The comments of a document, with their offsets in it; -1 where that is not known.
   *
   * @param {LiveDocument} live
   * @param {(line: number) => number} startOf  the offset of a line, for comments that know only that
   * @returns {{message: import("../chat/reducer.js").ChatMessage, at: number}[]} by their places
   */
  comments(live, startOf) {
    const { name } = live;
    return this.session.chat.state.comments
      .flatMap((message) => {
        const { anchor } = message;
        if (message.deletedAt && message.replyCount === 0) return [];
        if (anchor && "doc" in anchor)
          return anchor.doc === name ? [{ message, at: live.offset({ affinity: "right", ...anchor }) }] : [];
        return anchor?.file === name ? [{ message, at: startOf(anchor.line) }] : [];
      })
      .sort((a, b) => a.at - b.at || a.message.seq - b.message.seq);
  }

  /** Begins a thread of comments on the line that begins at an offset. @param {LiveDocument} live @param {number} offset @param {string} content @param {readonly string[]} [mentions] */
  comment(live, offset, content, mentions = []) {
    const { anchor, affinity } = live.anchor(offset, "right");
    return this.session.chat.send(content, { kind: "comment", anchor: { doc: live.name, anchor, affinity }, mentions });
  }

  /** Tells the others what is in sight here; null where it is none of the documents. @param {LiveDocument|null} live @param {Sight|null} sight */
  show(live, sight) {
    if (!live || !sight || !live.state.ready)
      return this.session.presence.update({ cursor: null, selection: null, viewport: null });
    const { name } = live;
    const { from, to, head, firstLine, lastLine, typed } = sight;
    const now = this.session.host.now();
    const typing = typed && now - this.#typedAt > TYPING_MILLIS;
    if (typing) this.#typedAt = now;
    this.session.presence.update({
      cursor: { doc: name, ...live.anchor(head, "left") },
      selection: from === to ? null : { doc: name, from: live.anchor(from, "right"), to: live.anchor(to, "left") },
      viewport: { file: name, start_line: firstLine, end_line: lastLine },
      ...(typing ? { typing: { in: name } } : {}),
    });
  }

  /** The documents of another log are not those of this one; what is open here is looked at in it. */
  #forget() {
    this.#names = new Set([FIRST, ...this.#open.keys()]);
    this.changed();
  }

  /** Lets everything go. */
  leave() {
    for (const stop of this.#stops) stop();
  }

  async #list() {
    const docs = await this.session.documents().catch(() => []);
    this.#found(docs.map(({ doc }) => doc));
  }

  /** @param {string[]} names */
  #found(names) {
    const before = this.#names.size;
    for (const name of names) this.#names.add(name);
    if (this.#names.size > before) this.changed();
  }
}
