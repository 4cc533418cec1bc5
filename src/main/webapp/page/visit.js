import { shortened } from "../sync/text/graphemes.js";
import { connect, describeSession, ownBase } from "../sync/tutti.js";
import { emptyFeed, met, told } from "./feed.js";
import { addressOf } from "./address.js";
import { keepVisited } from "./memory.js";

/** @typedef {import("../sync/types.js").Message} Message */
/** @typedef {import("../sync/types.js").Status} Status */

const COMING_AND_GOING = new Set(["session:joined", "session:left"]);
const FEED_TYPES = ["param:broadcast", "session:joined", "session:left", "conflict:opened", "conflict:closed"];

/** Whoever gives these says beside the control what came of them. */
const TOLD_IN_PLACE = new Set(["state:patch", "story:action", "story:begin", "story:end_turn"]);

/**
 * One stay in one session: the connection, and what the page remembers of it.
 */
export class Visit {
  feed = emptyFeed();
  /** @type {{color: string, at: number}|null} the last change by somebody else */
  pulse = null;
  /** What a screen reader is told. */
  announcement = "";
  /** How many asked to be let in since this page is open: lists of them are asked for anew. */
  requests = 0;
  #arrived = false;

  /**
   * @param {string} id
   * @param {{profile: import("./memory.js").Profile, title: string, invite?: string|null, changed: () => void, failed: (text: string) => void, noticed: (text: string) => void, asked?: (text: string) => void}} page
   */
  constructor(id, { profile, title, invite = null, changed, failed, noticed, asked = noticed }) {
    this.id = id;
    this.title = title;
    this.changed = changed;
    this.noticed = noticed;
    this.asked = asked;
    this.link = addressOf(ownBase(), id);
    this.session = connect(id, { ...(profile.name ? profile : { color: profile.color }), ...(invite ? { invite } : {}) });
    this.session.chat.open();
    this.session.on("chat:message", (message) => this.#said(message));
    this.session.on("session:updated", ({ payload }) => this.#renamed(payload["changes"]?.title));
    this.session.on("access:requested", ({ payload }) => this.#requested(`${payload["name"]} asks to join. Open the list of people to answer.`));
    this.session.on("change", changed);
    this.session.on("status", (status) => this.#statusChanged(status));
    this.session.on("auth:success", () => this.#signedIn());
    this.session.on("refused", (error) => TOLD_IN_PLACE.has(error.command) || failed(error.message));
    for (const type of FEED_TYPES) this.session.on(type, (message) => this.#tell(message));
  }

  /** Everybody who was met here, by id: also those who have left. @returns {Record<string, {name: string, color: string}>} */
  get people() {
    return this.feed.people;
  }

  #signedIn() {
    const { confirmed, users } = this.session.state;
    this.feed = met(this.feed, users);
    if (this.#arrived) return;
    this.#arrived = true;
    this.feed = { ...this.feed, values: confirmed };
    keepVisited(this.id, this.title);
    void this.#learnTitle();
    void this.#learnRequests();
  }

  /** A host who comes hears of those who have asked meanwhile. */
  async #learnRequests() {
    if (this.session.state.role !== "host") return;
    const waiting = await this.session.members.requests().catch(() => []);
    const [first] = waiting;
    if (first) this.#requested(waiting.length === 1 ? `${first.name} asks to join. Open the list of people to answer.` : `${waiting.length} people ask to join. Open the list of people to answer.`);
  }

  /** @param {string} text */
  #requested(text) {
    this.requests += 1;
    this.announcement = text;
    this.asked(text);
    this.changed();
  }

  async #learnTitle() {
    const token = this.session.identity?.kept()?.token ?? null;
    const about = await describeSession(this.id, { token }).catch(() => null);
    const title = about?.["name"] || about?.["title"];
    if (typeof title !== "string" || title === "" || title === this.id) return;
    this.title = title;
    keepVisited(this.id, title);
    this.changed();
  }

  /** @param {unknown} title */
  #renamed(title) {
    if (typeof title !== "string" || title === "") return;
    this.title = title;
    keepVisited(this.id, title);
    this.changed();
  }

  /** @param {Message} told */
  #said({ payload: { message }, replayed }) {
    const { userId } = this.session.state;
    if (!message || replayed || message.userId === userId) return;
    const named = message.mentions?.some((/** @type {any} */ one) => one.userId === userId);
    if (named) this.noticed(`${message.username} mentioned you: ${shortened(message.content, 121)}`);
    this.announcement = named ? `${message.username} mentioned you: ${message.content}` : `${message.username}: ${message.content}`;
    this.changed();
  }

  /** @param {Message} message */
  #tell(message) {
    const { userId } = this.session.state;
    if ((message.payload["user"]?.id ?? message.payload["userId"]) === userId && COMING_AND_GOING.has(message.type)) return; // One's own is no news.
    this.feed = told(this.feed, message, Date.now());
    const { payload, type } = message;
    if (type === "param:broadcast" && payload["userId"] !== userId && !message.replayed) {
      this.pulse = { color: this.feed.people[payload["userId"]]?.color ?? "#888888", at: Date.now() };
    }
    if (type === "session:joined") this.announcement = `${payload["user"]?.name} joined.`;
    if (type === "session:left") this.announcement = `${this.feed.people[payload["userId"]]?.name ?? "Someone"} left.`;
    this.changed();
  }

  /** @param {Status} status */
  #statusChanged({ state }) {
    if (state === "connected") this.announcement = "Connected.";
    if (state === "reconnecting") this.announcement = "The connection is lost. Reconnecting.";
    if (state === "offline") this.announcement = "You are offline. Changes are kept and sent later.";
    this.changed();
  }
}
