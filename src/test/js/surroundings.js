/**
 * A host without a network and with a clock that only the test moves.
 */
export class Surroundings {
  /** @type {{at: number, task: () => void}[]} */
  #timers = [];
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {{url: string, body: any, headers: Record<string, string>}[]} */
  requests = [];
  /** @type {(url: string, body: any) => {status?: number, body: any}} */
  answer = () => ({ body: { token: "t1", user_id: "anon_1", username: "User 1" } });
  time = Date.parse("2026-01-01T00:00:00.000Z");
  #skew = 0;
  isOnline = true;
  unreachable = false;

  constructor() {
    this.local = new FakeStore();
    this.tab = new FakeStore();
  }

  /** @returns {import("../../main/webapp/sync/types.js").Host} */
  get host() {
    return {
      socket: (url) => this.#socket(url),
      fetch: (url, init) => this.#fetch(url, init),
      now: () => this.time + this.#skew,
      random: () => 0,
      setTimeout: (task, millis) => this.#schedule(task, millis),
      clearTimeout: (timer) => (this.#timers = this.#timers.filter((one) => one !== timer)),
      listen: (event, listener) => this.#listen(event, listener),
      online: () => this.isOnline,
      local: this.local,
      tab: this.tab,
    };
  }

  /** @returns {FakeSocket} the newest connection */
  get socket() {
    const newest = this.sockets.at(-1);
    if (!newest) throw new Error("no connection was opened");
    return newest;
  }

  /** Moves the clock, running what falls due in order. @param {number} millis */
  async pass(millis) {
    const end = this.time + millis;
    for (let rounds = 0; rounds < 10_000; rounds++) {
      await settled();
      const [next] = this.#timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.task();
    }
    this.time = end;
    await settled();
  }

  /** The device's clock is set to another time; timers do not care. @param {number} millis */
  skew(millis) {
    this.#skew = millis;
  }

  /** Nothing that was planned happens. */
  clearTimers() {
    this.#timers = [];
  }

  /** @param {string} event */
  tell(event) {
    for (const listener of this.#listeners.get(event) ?? []) listener();
  }

  /** @param {string} url */
  #socket(url) {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket;
  }

  /** @param {string} url @param {RequestInit|undefined} init @returns {Promise<Response>} */
  async #fetch(url, init) {
    if (this.unreachable) throw new TypeError("no network");
    const body = init?.body ? JSON.parse(String(init.body)) : undefined;
    this.requests.push({ url, body, headers: /** @type {any} */ (init?.headers ?? {}) });
    const { status = 200, body: answer } = this.answer(url, body);
    return new Response(JSON.stringify(answer), { status });
  }

  /** @param {() => void} task @param {number} millis */
  #schedule(task, millis) {
    const timer = { at: this.time + millis, task };
    this.#timers.push(timer);
    return timer;
  }

  /** @param {string} event @param {() => void} listener */
  #listen(event, listener) {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
    return () => void known.delete(listener);
  }
}

/** One side of a WebSocket whose other side is the test. */
export class FakeSocket {
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  /** @type {((event: any) => void)|null} */ onopen = null;
  /** @type {((event: any) => void)|null} */ onmessage = null;
  /** @type {((event: any) => void)|null} */ onclose = null;
  /** @type {((event: any) => void)|null} */ onerror = null;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.({ code: 1000, reason: "" }));
  }

  open() {
    this.readyState = 1;
    this.onopen?.({});
  }

  /** @param {Record<string, any>} message */
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** @param {number} code @param {string} [reason] */
  drop(code, reason = "") {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  /** @param {string} type @returns {any[]} */
  sentOf(type) {
    return this.sent.filter((message) => message.type === type);
  }
}

export class FakeStore {
  /** @type {Map<string, string>} */
  #kept = new Map();

  /** @param {string} key */
  getItem(key) {
    return this.#kept.get(key) ?? null;
  }

  /** @param {string} key @param {string} value */
  setItem(key, value) {
    this.#kept.set(key, value);
  }

  /** @param {string} key */
  removeItem(key) {
    this.#kept.delete(key);
  }
}

/** Lets everything that already has its answer go on. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** @type {import("../../main/webapp/sync/types.js").User} */
export const ADA = {
  id: "anon_1",
  name: "Ada",
  color: "#c026d3",
  role: "host",
  avatar: null,
  anonymous: true,
  connections: 1,
  status: "active",
};
/** @type {import("../../main/webapp/sync/types.js").User} */
export const BO = {
  id: "anon_2",
  name: "Bo",
  color: "#0891b2",
  role: "editor",
  avatar: null,
  anonymous: true,
  connections: 1,
  status: "active",
};

/** @param {Record<string, any>} [changes] */
export function authSuccess({ seq = 5, replaying, params = {}, users = [ADA, BO], schema } = /** @type {any} */ ({})) {
  const currentState = {
    params: { mu: 0.569, omega: 0.847, kappa: 0.0207, beta: 0.20744, ...params },
    seq,
    version: 0,
    turn: 0,
    ...(schema ? { schema } : {}),
  };
  return {
    type: "auth:success",
    seq,
    timestamp: "2026-01-01T00:00:00.000Z",
    payload: {
      sessionId: "s1",
      userId: ADA.id,
      clientId: "c",
      role: "host",
      anonymous: true,
      users,
      currentState,
      limits: { maxMessageBytes: 1048576, maxOpsPerSecond: 2000, heartbeatSeconds: 20 },
      ...(replaying ? { replaying } : {}),
    },
  };
}

/** @param {number} seq @param {Record<string, number>} params @param {{userId?: string, ref?: string, timestamp?: string}} [more] */
export function broadcast(seq, params, { userId = BO.id, ref, timestamp = "2026-01-01T00:00:00.000Z" } = {}) {
  return { type: "param:broadcast", seq, timestamp, payload: { userId, params }, ...(ref ? { ref } : {}) };
}
