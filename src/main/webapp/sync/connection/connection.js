import { backoffMillis } from "./backoff.js";
import { closing } from "./closes.js";

/** @typedef {import("../types.js").Host} Host */
/** @typedef {import("../types.js").Status} Status */
/** @typedef {import("../types.js").Socket} Socket */

const ESTABLISH_MILLIS = 15_000;
const PONG_MILLIS = 10_000;
const PROBE_MILLIS = 3_000;
const GOODBYE_MILLIS = 1_000;
const DEFAULT_HEARTBEAT_SECONDS = 30;

/**
 * The connection to one session, across losses: opens the socket, signs in, keeps the heartbeat, reconnects with
 * back-off. Knows of messages only that they are JSON. A socket that was given up can no longer speak.
 */
export class Connection {
  /** @type {Status} */
  #status = { state: "connecting" };
  /** @type {Socket|null} */
  #socket = null;
  #attempt = 0;
  #generation = 0;
  #heartbeatMillis = DEFAULT_HEARTBEAT_SECONDS * 1000;
  /** @type {any} */ #deadline = null;
  /** @type {any} */ #beat = null;
  /** @type {any} */ #next = null;
  /** @type {(() => void)[]} */
  #listening = [];

  /**
   * @param {object} parts
   * @param {Host} parts.host
   * @param {string} parts.url
   * @param {() => Promise<object>} parts.greeting  the first message of each connection
   * @param {(message: any) => void} parts.received
   * @param {(status: Status) => void} parts.changed
   * @param {(code: number) => boolean} [parts.again]  whether to come back though the close code asks not to
   */
  constructor({ host, url, greeting, received, changed, again = () => false }) {
    this.host = host;
    this.url = url;
    this.greeting = greeting;
    this.received = received;
    this.changed = changed;
    this.again = again;
    this.#listening = [
      host.listen("online", () => this.#hostChanged()),
      host.listen("offline", () => this.#hostChanged()),
    ];
  }

  get status() {
    return this.#status;
  }

  /** Starts an attempt now. */
  open() {
    this.#drop();
    void this.#attemptNow(++this.#generation);
  }

  /** The server has accepted the greeting. @param {number} [heartbeatSeconds] */
  established(heartbeatSeconds) {
    if (heartbeatSeconds && heartbeatSeconds > 0) this.#heartbeatMillis = heartbeatSeconds * 1000;
    this.#attempt = 0;
    this.#clear();
    this.#scheduleBeat();
    this.#become({ state: "connected" });
  }

  /** @param {object} message @returns {boolean} false where there is no connection to send on */
  send(message) {
    if (this.#status.state !== "connected") return false;
    return this.#write(message);
  }

  /** A person does not want to wait for the back-off, or tries a closed session again. */
  retryNow() {
    if (this.#status.state === "connected" || this.#status.state === "connecting") return;
    const settled = this.#status.state === "closed";
    if (settled) this.#attempt = 0;
    this.#become(settled ? { state: "connecting" } : this.#waiting(null));
    this.open();
  }

  /** Signs in once more on the open socket, e.g. with another token. */
  async greet() {
    const generation = this.#generation;
    const message = await this.greeting();
    if (generation === this.#generation) this.#write(message);
  }

  /**
   * Connects anew, e.g. under another name. The old connection is gone first: while it lasts, the server would see
   * just another window of the same person, and tell nobody.
   */
  async restart() {
    if (this.#status.state === "closed") return;
    const generation = ++this.#generation;
    const gone = this.#goodbye();
    this.#become(this.#waiting(null));
    await gone;
    if (generation === this.#generation) this.open();
  }

  /** Gives this attempt up: the next one comes by itself. */
  tryLater() {
    this.#lost(this.#generation, 1006, "");
  }

  /** Ends it. @param {number} code @param {string} reason @param {boolean} final @param {string} [lost]  as whom the server does not know this person any more */
  end(code, reason, final, lost) {
    this.#generation++;
    this.#drop();
    if (final) for (const stop of this.#listening.splice(0)) stop();
    this.#become({ state: "closed", code, reason, final, ...(lost === undefined ? {} : { lost }) });
  }

  /** @param {number} generation */
  async #attemptNow(generation) {
    this.#deadline = this.host.setTimeout(() => this.#lost(generation, 1006, ""), ESTABLISH_MILLIS);
    let first;
    try {
      first = await this.greeting();
    } catch {
      return this.#lost(generation, 1006, "");
    }
    if (generation !== this.#generation) return;
    let socket;
    try {
      socket = this.host.socket(this.url);
    } catch {
      return this.#lost(generation, 1006, "");
    }
    this.#socket = socket;
    socket.onopen = () => generation === this.#generation && this.#write(first);
    socket.onmessage = (event) => generation === this.#generation && this.#arrived(event.data);
    socket.onclose = (event) => this.#lost(generation, event.code, event.reason);
    socket.onerror = () => {};
  }

  /** @param {unknown} text */
  #arrived(text) {
    if (this.#status.state === "connected") this.#scheduleBeat();
    let message;
    try {
      message = JSON.parse(String(text));
    } catch {
      return;
    }
    if (message && typeof message.type === "string") this.received({ ...message, payload: message.payload ?? {} });
  }

  /** @param {number} generation @param {number} code @param {string} reason */
  #lost(generation, code, reason) {
    if (generation !== this.#generation) return;
    const { retry, final, reason: meaning } = closing(code);
    if (!retry && !this.again(code)) return this.end(code, reason || meaning, final);
    this.#generation++;
    this.#drop();
    const wait = backoffMillis(this.#attempt++, this.host.random());
    this.#next = this.host.setTimeout(() => this.#again(), wait);
    this.#become(this.#waiting(this.host.now() + wait));
  }

  #again() {
    this.#become(this.#waiting(null));
    this.open();
  }

  /** @param {number|null} nextAttemptAt @returns {Status} */
  #waiting(nextAttemptAt) {
    return { state: this.host.online() ? "reconnecting" : "offline", nextAttemptAt };
  }

  #hostChanged() {
    const { state } = this.#status;
    if (state === "connected") this.#ping(PROBE_MILLIS);
    else if (state === "reconnecting" || state === "offline") {
      if (this.host.online()) this.retryNow();
      else this.#become({ ...this.#status, state: "offline" });
    }
  }

  #scheduleBeat() {
    this.#clear();
    this.#beat = this.host.setTimeout(() => this.#ping(PONG_MILLIS), this.#heartbeatMillis);
  }

  /** @param {number} withinMillis  any message in that time counts as the answer */
  #ping(withinMillis) {
    const generation = this.#generation;
    this.#clear();
    this.#deadline = this.host.setTimeout(() => this.#lost(generation, 1006, ""), withinMillis);
    this.#write({ type: "ping" });
  }

  /** @param {object} message */
  #write(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #clear() {
    this.host.clearTimeout(this.#deadline);
    this.host.clearTimeout(this.#beat);
    this.#deadline = this.#beat = null;
  }

  /** @returns {Promise<unknown>} */
  #goodbye() {
    const socket = this.#socket;
    this.#drop();
    if (!socket || socket.readyState === 3) return Promise.resolve();
    return new Promise((resolve) => {
      socket.onclose = resolve;
      this.host.setTimeout(() => resolve(undefined), GOODBYE_MILLIS);
    });
  }

  #drop() {
    this.#clear();
    this.host.clearTimeout(this.#next);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    if (socket.readyState < 2) socket.close(1000);
  }

  /** @param {Status} status */
  #become(status) {
    this.#status = status;
    this.changed(status);
  }
}
