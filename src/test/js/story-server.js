import { merged } from "../../main/webapp/sync/state/merge.js";
import { connect } from "../../main/webapp/sync/tutti.js";
import { ADA, Surroundings, authSuccess, settled } from "./surroundings.js";

export const STORY = {
  title: "The Well",
  premise: "It is dry.",
  scene: "Noon.",
  places: [
    { id: "square", name: "the square", description: "dusty", connections: ["well"] },
    { id: "well", name: "the well", description: "deep", connections: ["square"] },
  ],
  items: [{ id: "rope", name: "a rope", description: "", at: "square" }],
  characters: [{ id: "marta", name: "Marta", persona: "", traits: [], player: null, place: "square" }],
  rules: { allActed: true, hostEnds: true, timeLimitMillis: 300_000, directorEnds: false },
  style: "adventure",
  open: true,
  language: "en",
};

/** What a server says about one session's shared state and story, to one client, whose other side is the test. */
export class StoryServer {
  around = new Surroundings();
  seq = 5;
  /** @type {any} */
  state = {};
  version = 0;
  /** @type {any} */
  snapshot = { story: null, options: [], awaited: [ADA.id] };
  /** @type {Record<string, any>} */
  touched = {};
  /** Answers nothing by itself. */
  silent = false;
  /** How often the whole was asked for. */
  asked = { "state:get": 0, "story:get": 0 };
  #answered = new Map();

  async join() {
    this.session = connect("s1", { base: "https://example.org/", host: this.around.host, token: "ada", name: "Ada" });
    await this.around.pass(0);
    this.around.socket.open();
    this.around.socket.say(authSuccess({ seq: this.seq }));
    return this.session;
  }

  /** Answers what came, and lets time pass. @param {number} [millis] */
  async calm(millis = 300) {
    for (let round = 0; round < 3; round++) {
      await this.around.pass(millis / 3);
      this.answer();
      await settled();
    }
  }

  answer() {
    const { socket } = this.around;
    const from = this.#answered.get(socket) ?? 0;
    this.#answered.set(socket, socket.sent.length);
    if (!this.silent) for (const message of socket.sent.slice(from)) this.#answer(message);
  }

  /** @param {string} type @param {any} payload @param {{ref?: string, told?: boolean}} [how]  `told: false`: it is lost on the way */
  happen(type, payload, { ref, told = true } = {}) {
    const message = {
      type,
      seq: ++this.seq,
      timestamp: new Date(this.around.time).toISOString(),
      payload,
      ...(ref ? { ref } : {}),
    };
    if (told) this.around.socket.say(message);
    return message;
  }

  /** @param {string} userId @param {any} patch @param {{ref?: string, told?: boolean}} [how] */
  change(userId, patch, how) {
    this.state = merged(this.state, patch);
    this.version++;
    for (const key of Object.keys(patch))
      this.touched[key] = { version: this.version, userId, at: new Date(this.around.time).toISOString() };
    return this.happen("state:changed", { userId, patch, version: this.version }, how);
  }

  /** @param {string} type @param {any} payload @param {string} [ref] */
  say(type, payload, ref) {
    this.around.socket.say({
      type,
      seq: this.seq,
      timestamp: new Date(this.around.time).toISOString(),
      payload,
      ...(ref ? { ref } : {}),
    });
  }

  /** @param {{type: string, payload: any, ref: string}} message */
  #answer({ type, payload, ref }) {
    if (type === "state:get") {
      this.asked[type]++;
      this.say("state:full", { state: this.state, version: this.version, touched: this.touched }, ref);
    } else if (type === "story:get") {
      this.asked[type]++;
      this.say("story:state", this.snapshot, ref);
    } else if (type === "state:patch") {
      const overtaken = Object.keys(payload.patch).filter(
        (key) => (this.touched[key]?.version ?? 0) > payload.baseVersion,
      );
      if (overtaken.length === 0) return this.change(ADA.id, payload.patch, { ref });
      const values = Object.fromEntries(overtaken.map((key) => [key, this.state[key] ?? null]));
      this.around.socket.say({
        type: "error",
        timestamp: "",
        payload: { code: "stale_version", message: "Overtaken.", ref, details: { version: this.version, values } },
      });
    }
    return undefined;
  }
}
