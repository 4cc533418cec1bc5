import { readLog } from "../session/log.js";
import { after, told, emptyStory, withChapters } from "./reducer.js";
import { Throttle } from "../connection/throttle.js";

/**
 * @typedef {import("../types.js").Message} Message
 * @typedef {import("./reducer.js").StoryView} StoryView
 * @typedef {import("./reducer.js").Chapter} Chapter
 *
 * @typedef {StoryView & {known: boolean, me: import("./reducer.js").Character|null, acting: boolean, whole: boolean}} StoryState
 *   `known`: the server has told it; `me`: whom this person plays; `acting`: an action of this window is on its way;
 *   `whole`: all chapters are known here
 */

const ASK_MILLIS = 250;
const EVENTS = ["story:begun", "story:character", "story:acted", "story:ending", "story:turn"];

/**
 * The story of a session: follows its events, and asks anew what one can do whenever something has happened in it.
 */
export class Story {
  #view = emptyStory();
  #known = false;
  /** What has been told as a whole has everything up to here. */
  #asOf = -1;
  #acting = 0;
  #asking = false;
  #outdated = false;
  /** How often a story may have begun here: what was read of the turns of another one counts no more. */
  #beginnings = 0;
  #refresh;
  /** @type {StoryState|null} */
  #shown = null;

  /**
   * @param {import("../session/client.js").Session} session
   * @param {(state: StoryState) => void} changed
   */
  constructor(session, changed) {
    this.session = session;
    this.changed = changed;
    this.#refresh = new Throttle(session.host, ASK_MILLIS, () => this.#ask());
    session.on("reset", () => this.#forget());
    session.on("auth:success", () => this.#ask());
    session.on("session:state", () => this.#lost());
    session.on("story:state", (message) => this.#told(message));
    session.on("story:narrating", (message) => this.#follow(message));
    for (const type of EVENTS) session.on(type, (message) => this.#happened(message));
    for (const type of ["session:joined", "session:left"])
      session.on(type, () => this.#view.story && this.#refresh.request());
    if (session.status.state === "connected") this.#ask();
  }

  /** @returns {StoryState} a new object after every change */
  get state() {
    const { userId } = this.session.state;
    const { chapters, characters, turn } = this.#view;
    return (this.#shown ??= {
      ...this.#view,
      known: this.#known,
      acting: this.#acting > 0,
      whole: chapters.length >= turn,
      me: characters.find(({ player }) => player !== null && player === userId) ?? null,
    });
  }

  /**
   * Acts with one's own character; in an open story, whoever has none becomes one. In a session without a story this
   * begins the standard one.
   *
   * @param {string|Record<string, any>} action  free text, or an option's action
   * @returns {Promise<Message>} `story:acted`; rejects with a CommandError: what the server says in `story:failed`
   */
  async act(action) {
    this.#count(1);
    try {
      return await this.session.command("story:action", {
        action: typeof action === "string" ? { text: action } : action,
      });
    } finally {
      this.#count(-1);
    }
  }

  /** Begins a story, in the place of any that is there. For hosts. @param {Record<string, any>} [story]  without it, the standard one */
  begin(story) {
    return this.session.command("story:begin", story ? { story } : {});
  }

  /** Ends the turn, whoever has not acted. For hosts, where the rules say so. */
  endTurn() {
    return this.session.command("story:end_turn", { turn: this.#view.turn });
  }

  /**
   * Fetches from the log what is not here of the turns that are over.
   *
   * @returns {Promise<Chapter[]>} all of them that the server still has, oldest first; rejects with a CommandError
   */
  async chapters() {
    for (let tries = 0; !this.state.whole && tries < 3; tries++) {
      const beginnings = this.#beginnings;
      const found = await this.#read();
      if (beginnings !== this.#beginnings) continue;
      this.#take({
        ...this.#view,
        chapters: withChapters(
          found.filter(({ turn }) => turn < this.#view.turn),
          this.#view.chapters,
        ),
      });
      break;
    }
    return this.#view.chapters;
  }

  async #read() {
    /** @type {Chapter[]} */
    let found = [];
    for (const { type, payload } of await readLog(this.session, { types: ["story:begun", "story:turn"] })) {
      if (type === "story:begun") found = [];
      else found.push({ turn: payload["turn"], narrative: payload["narrative"], by: payload["by"] });
    }
    return found;
  }

  #ask() {
    if (this.#asking) return void (this.#outdated = true);
    if (this.session.status.state !== "connected") return; // Signing in asks.
    this.#asking = true;
    this.#outdated = false;
    this.session
      .command("story:get")
      .catch(() => {})
      .finally(() => {
        this.#asking = false;
        if (this.#outdated) this.#refresh.request();
      });
  }

  /** The story of another log. */
  #forget() {
    this.#known = false;
    this.#asOf = -1;
    this.#asking = false;
    this.#beginnings += 1;
    this.#take(emptyStory());
  }

  /** Events may be missing, even a new beginning: what was known of earlier turns counts no longer. */
  #lost() {
    this.#beginnings += 1;
    this.#view = { ...this.#view, chapters: [] };
    this.#ask();
  }

  /** @param {Message} message */
  #told({ payload, seq }) {
    this.#known = true;
    this.#asOf = seq ?? this.#asOf;
    this.#take(told(this.#view, payload));
  }

  /** @param {Message} message */
  #happened(message) {
    if (message.seq !== undefined && message.seq <= this.#asOf) return;
    if (message.type === "story:begun") this.#beginnings += 1;
    this.#follow(message);
    this.#refresh.request();
  }

  /** @param {Message} message */
  #follow(message) {
    if (this.#known) this.#take(after(this.#view, message, this.session.host.now()));
  }

  /** @param {1|-1} more */
  #count(more) {
    this.#acting += more;
    this.#take(this.#view);
  }

  /** @param {StoryView} view */
  #take(view) {
    this.#view = view;
    this.#shown = null;
    this.changed(this.state);
  }
}
