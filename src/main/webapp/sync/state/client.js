import { readLog } from "../session/log.js";
import { merged } from "./merge.js";
import { record } from "../record.js";

/**
 * @typedef {import("../types.js").Message} Message
 * @typedef {import("./merge.js").JsonObject} JsonObject
 *
 * @typedef {object} Touch  The last change of a top-level key, or of something below it.
 * @property {number} version
 * @property {string|null} userId  null for the server itself
 * @property {number} at  milliseconds on this host's clock
 *
 * @typedef {Touch & {patch: JsonObject, before: JsonObject|null, told: "patch"|"story"}} StateChange
 *   `before`: the whole state that it changed, null where that is not known here; `story`: the result of an action
 *
 * @typedef {object} SharedView
 * @property {boolean} known  the server has told it; before, it is empty
 * @property {JsonObject} value
 * @property {number} version
 * @property {Readonly<Record<string, Touch>>} touched  by top-level key; without a prototype
 * @property {readonly StateChange[]} changes  those that are known here, newest first, at most 100
 */

const MOST_CHANGES = 100;
const LOOKED_BACK = 2_000;

/**
 * The JSON state that a session's people share. It follows the changes by their versions: one that is missing is noticed
 * by the next, and the whole is fetched. Nothing that it gives out may be changed.
 */
export class SharedState {
  /** @type {SharedView} */
  #view = unknown();
  #asking = false;

  /**
   * @param {import("../session/client.js").Session} session
   * @param {(view: SharedView) => void} changed
   */
  constructor(session, changed) {
    this.session = session;
    this.changed = changed;
    session.on("reset", () => this.#forget());
    session.on("auth:success", () => this.#ask());
    session.on("session:state", () => this.#ask());
    session.on("state:full", (message) => this.#told(message));
    session.on("state:changed", (message) => this.#happened(message, message.payload["patch"], "patch"));
    session.on("story:acted", (message) => this.#happened(message, message.payload["stateUpdates"], "story"));
    if (session.status.state === "connected") this.#ask();
  }

  /** @returns {SharedView} a new object after every change */
  get view() {
    return this.#view;
  }

  get value() {
    return this.#view.value;
  }

  get version() {
    return this.#view.version;
  }

  get touched() {
    return this.#view.touched;
  }

  /**
   * Changes the state by a merge patch. It counts when the server has taken it, and waits while there is no connection.
   *
   * @param {JsonObject} patch
   * @param {{baseVersion?: number}} [how]  the version that the author of the patch has seen; without it, the newest here
   * @returns {Promise<Message>} rejects with a CommandError: `stale_version` has `details` {version, values}, what is in
   *   force at the top-level keys that somebody else changed meanwhile, null where there is nothing
   */
  patch(patch, { baseVersion = this.version } = {}) {
    return this.session.command("state:patch", this.#view.known ? { patch, baseVersion } : { patch });
  }

  /** Fetches the latest changes from the log; rejects with a CommandError. */
  async history() {
    const events = await readLog(this.session, {
      types: ["state:changed", "story:acted"],
      from: Math.max(1, this.session.state.seq - LOOKED_BACK),
    });
    const known = new Set(this.#view.changes.map(({ version }) => version));
    const earlier = events.flatMap((event) => {
      const { version, userId = null, patch, stateUpdates } = event.payload;
      if (!(version > 0) || known.has(version)) return [];
      const at = Math.min(this.session.host.now(), Date.parse(event.timestamp ?? "") || 0);
      return [
        /** @type {StateChange} */ ({
          version,
          userId,
          at,
          patch: patch ?? stateUpdates ?? {},
          before: null,
          told: patch ? "patch" : "story",
        }),
      ];
    });
    const changes = [...this.#view.changes, ...earlier].sort((a, b) => b.version - a.version).slice(0, MOST_CHANGES);
    this.#show({ ...this.#view, changes });
  }

  #forget() {
    this.#asking = false;
    this.#show(unknown());
  }

  #ask() {
    if (this.#asking) return;
    this.#asking = true;
    this.session
      .command("state:get")
      .catch(() => {})
      .finally(() => (this.#asking = false));
  }

  /** @param {Message} message */
  #told({ payload, timestamp }) {
    const now = this.session.host.now();
    const sent = Date.parse(timestamp ?? "") || now;
    /** @type {Record<string, Touch>} */
    const touched = record();
    for (const [key, { version, userId, at }] of Object.entries(payload["touched"] ?? {})) {
      touched[key] = { version, userId: userId ?? null, at: now - Math.max(0, sent - (Date.parse(at) || sent)) };
    }
    this.#show({
      ...this.#view,
      known: true,
      value: payload["state"] ?? {},
      version: payload["version"] ?? 0,
      touched,
    });
  }

  /** @param {Message} message @param {JsonObject|undefined} patch @param {"patch"|"story"} told */
  #happened({ payload, timestamp, replayed }, patch, told) {
    const { version } = payload;
    const { known, value, version: before, touched, changes } = this.#view;
    if (!known || !(version > before) || !patch) return;
    if (version > before + 1) return this.#ask();
    const now = this.session.host.now();
    const at = replayed ? Math.min(now, Date.parse(timestamp ?? "") || now) : now;
    const touch = { version, userId: payload["userId"] ?? null, at };
    const touches = record(touched);
    for (const [key, change] of Object.entries(patch)) {
      if (change === null) delete touches[key];
      else touches[key] = touch;
    }
    this.#show({
      known,
      value: /** @type {JsonObject} */ (merged(value, patch)),
      version,
      touched: touches,
      changes: [{ ...touch, patch, before: value, told }, ...changes].slice(0, MOST_CHANGES),
    });
  }

  /** @param {SharedView} view */
  #show(view) {
    this.#view = view;
    this.changed(view);
  }
}

/** @returns {SharedView} */
function unknown() {
  return { known: false, value: {}, version: 0, touched: record(), changes: [] };
}
