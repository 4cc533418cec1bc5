import { changesOf } from "../session/reducer.js";
import { Throttle } from "../connection/throttle.js";

/**
 * @typedef {import("../types.js").Message} Message
 * @typedef {import("../text/document.js").Anchor} Anchor
 *
 * @typedef {object} Peer  Another window of this session, of this person or somebody else.
 * @property {string} userId
 * @property {string} clientId
 * @property {string} [username]
 * @property {"active"|"idle"|"away"} [status]
 * @property {({doc: string} & Anchor)|null} [cursor]
 * @property {{doc: string, from: Anchor, to: Anchor}|null} [selection]
 * @property {{file: string, start_line: number, end_line: number}|null} [viewport]
 * @property {{in: string}|null} [typing]
 *
 * @typedef {object} RosterEntry
 * @property {import("../types.js").User} user
 * @property {boolean} mine
 * @property {"active"|"idle"|"away"} status
 * @property {string[]} files  the documents that their windows show
 * @property {string|null} typing  where they type
 *
 * @typedef {Partial<Pick<Peer, "status"|"cursor"|"selection"|"viewport"|"typing">>} Signs
 */

const INTERVAL_MILLIS = 60;
const MOST_PEERS = 500;
const TYPING_MILLIS = 5_000;

/**
 * Where the others are, and telling them where this person is. What is told is of the moment: nothing waits for a
 * connection, but the newest is told again on each.
 */
export class Presence {
  /** @type {Map<string, Peer>} */
  #peers = new Map();
  /** @type {Signs} */
  #signs = {};
  /** @type {Signs} */
  #untold = {};
  #telling;

  /**
   * @param {import("../session/client.js").Session} session
   * @param {(peers: Peer[]) => void} changed
   */
  constructor(session, changed) {
    this.session = session;
    this.changed = changed;
    this.#telling = new Throttle(session.host, INTERVAL_MILLIS, () => this.#tell());
    session.on("reset", () => this.#forget());
    session.on("auth:success", () => this.#connected());
    session.on("presence:snapshot", ({ payload }) => this.#met(payload["users"] ?? []));
    session.on("presence:changed", ({ payload }) => this.#heard([/** @type {any} */ (payload)]));
    session.on("presence:batch", ({ payload }) => this.#heard(changesOf(payload)));
    session.on("session:left", ({ payload }) => this.#left(payload["userId"]));
  }

  /** The other windows, at most 500. @returns {Peer[]} */
  get peers() {
    return [...this.#peers.values()];
  }

  /**
   * Everybody in the session, with what their windows show: each person once, with the liveliest status. This window
   * tells nothing here about its own person.
   *
   * @returns {RosterEntry[]} in order of arrival
   */
  get roster() {
    const { users, userId } = this.session.state;
    return users.map((user) => {
      const peers = this.peers.filter((peer) => peer.userId === user.id);
      const files = new Set(peers.flatMap(({ viewport, cursor }) => viewport?.file ?? cursor?.doc ?? []));
      const typing = peers.find((peer) => peer.typing)?.typing?.in ?? null;
      return {
        user,
        mine: user.id === userId,
        status: statusOf(user, user.id === userId, peers),
        files: [...files],
        typing,
      };
    });
  }

  /** Tells the others; some sixteen times a second at most, the newest always. @param {Signs} signs */
  update(signs) {
    const { typing: _, ...lasting } = signs;
    this.#signs = { ...this.#signs, ...lasting };
    this.#untold = { ...this.#untold, ...signs };
    this.#telling.request();
  }

  #tell() {
    if (Object.keys(this.#untold).length > 0 && this.session.signal("presence:update", this.#untold)) this.#untold = {};
  }

  /** Whoever was there may not be, and places in the texts of another log are none. */
  #forget() {
    const { cursor: _, selection: __, viewport: ___, ...lasting } = this.#signs;
    this.#signs = lasting;
    this.#peers.clear();
    this.changed(this.peers);
  }

  #connected() {
    this.session.signal("presence:get", {});
    this.#untold = { ...this.#signs };
    this.#telling.request();
  }

  /** @param {Peer[]} peers */
  #met(peers) {
    this.#peers = new Map(
      peers
        .filter(({ clientId }) => clientId !== this.session.clientId)
        .slice(-MOST_PEERS)
        .map((peer) => [peer.clientId, peer]),
    );
    this.changed(this.peers);
  }

  /** What is new of others, told once however much it is. @param {Peer[]} news */
  #heard(news) {
    const others = news.filter(({ clientId }) => clientId !== this.session.clientId && typeof clientId === "string");
    for (const one of others) this.#keep(one);
    if (others.length > 0) this.changed(this.peers);
  }

  /** @param {Peer & {left?: boolean}} news */
  #keep({ clientId, left, ...news }) {
    const known = this.#peers.get(clientId);
    if (left) return void (known?.userId === news.userId && this.#peers.delete(clientId));
    if (!known && this.#peers.size >= MOST_PEERS) this.#makeRoom();
    this.#peers.set(clientId, { ...known, ...news, clientId });
    if (news.typing) this.session.host.setTimeout(() => this.#typedOut(clientId, news.typing), TYPING_MILLIS);
  }

  /** Whoever is away is missed least, then whoever came first. */
  #makeRoom() {
    const [leaving] = [...this.#peers].find(([, { status }]) => status === "away") ?? [...this.#peers][0] ?? [];
    if (leaving !== undefined) this.#peers.delete(leaving);
  }

  /** Who says no more is not typing any more. @param {string} clientId @param {Peer["typing"]} typing */
  #typedOut(clientId, typing) {
    const peer = this.#peers.get(clientId);
    if (!peer || peer.typing !== typing) return;
    this.#peers.set(clientId, { ...peer, typing: null });
    this.changed(this.peers);
  }

  /** @param {string} userId */
  #left(userId) {
    for (const [clientId, peer] of this.#peers) if (peer.userId === userId) this.#peers.delete(clientId);
    this.changed(this.peers);
  }
}

/** @param {import("../types.js").User} user @param {boolean} mine @param {Peer[]} peers @returns {"active"|"idle"|"away"} */
function statusOf(user, mine, peers) {
  if (mine) return "active";
  const said = peers.map(({ status }) => status ?? "active");
  return /** @type {const} */ (["active", "idle", "away"]).find((one) => said.includes(one)) ?? user.status ?? "active";
}
