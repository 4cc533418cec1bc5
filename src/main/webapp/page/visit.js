import { shortened } from "../sync/text/graphemes.js";
import { connect, describeSession, ownBase } from "../sync/tutti.js";
import { readLog } from "../sync/session/log.js";
import { emptyFeed, preceded, told } from "./feed.js";
import { addressOf } from "./address.js";
import { isolated } from "../sync/format.js";
import { forgetVisited, keepVisited } from "./memory.js";

/** @typedef {import("../sync/types.js").Message} Message */
/** @typedef {import("../sync/types.js").Status} Status */

const COMING_AND_GOING = new Set(["session:joined", "session:left"]);
/** With fewer lines than that it is worth looking further back. */
const FEW = 12;
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
  /** Up to where the log tells what was before. */
  #from = 0;
  #recalled = false;
  /** How far the server's clock is ahead of this device's. */
  #ahead = 0;

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
    this.session = connect(id, {
      ...(profile.name ? profile : { color: profile.color }),
      ...(invite ? { invite } : {}),
    });
    this.session.chat.open();
    this.session.on("chat:message", (message) => this.#said(message));
    this.session.on("session:updated", ({ payload }) => this.#renamed(payload["changes"]?.title));
    this.session.on("access:requested", ({ payload }) =>
      this.#requested(`${payload["name"]} asks to join. Open the list of people to answer.`),
    );
    this.session.on("change", changed);
    this.session.on("status", (status) => this.#statusChanged(status));
    this.session.on("reset", ({ continued }) => this.#forget(continued));
    this.session.on("auth:success", (message) => this.#signedIn(message));
    this.session.on("identity:replaced", ({ username }) =>
      noticed(`The server does not know you as ${username ?? "who you were"} any more: you are here as someone new.`),
    );
    this.session.on(
      "refused",
      (error) =>
        TOLD_IN_PLACE.has(error.command) ||
        failed(error.command === "doc:edit" ? `A change to a document was not saved. ${error.message}` : error.message),
    );
    for (const type of FEED_TYPES) this.session.on(type, (message) => this.#tell(message));
  }

  /** Everybody who ever took part, by id: also those who have left. @returns {Record<string, {name: string, color: string}>} */
  get people() {
    return this.session.state.people;
  }

  /** Closing the page now would lose something. */
  get holds() {
    return !this.session.state.saving.mayClose;
  }

  /** The person goes: at once, or as soon as everything is stored. @param {() => void} gone */
  leave(gone) {
    const { session } = this;
    const end = () => {
      session.leave();
      gone();
    };
    if (session.state.saving.saved || session.status.state === "closed") return end();
    session.presence.update({ cursor: null, selection: null, viewport: null });
    const stop = session.on("change", ({ saving, status }) => {
      if (!saving.saved && status.state !== "closed") return;
      stop();
      end();
    });
  }

  /** Nothing that happened here is a part of the session any more. @param {boolean} continued */
  #forget(continued) {
    this.feed = emptyFeed();
    this.pulse = null;
    this.#arrived = false;
    this.#recalled = false;
    this.#from = 0;
    this.noticed(
      continued
        ? "The server was restored from a backup. You now see the session as it is in that backup."
        : "This session was deleted, and a new one was started with the same ID. You now see the new session.",
    );
  }

  /** The activity list begins with what the log has from before; it is read once, when somebody looks. */
  async recall() {
    if (this.#recalled || this.#from === 0) return;
    this.#recalled = true;
    for (const reach of [400, 4_000]) {
      const events = await readLog(this.session, { types: FEED_TYPES, from: Math.max(1, this.#from - reach) }).catch(
        () => null,
      );
      if (!events) return;
      const before = events
        .filter((event) => (event.seq ?? 0) <= this.#from && !this.#isOwnComing(event))
        .map((event) => this.#onThisClock(event));
      if (before.length < FEW && reach < this.#from && reach < 4_000) continue;
      this.feed = preceded({ ...this.feed, people: this.people }, before, Date.now());
      return this.changed();
    }
  }

  /** @param {Message} message */
  #signedIn({ seq, timestamp }) {
    const { confirmed } = this.session.state;
    this.#ahead = (Date.parse(timestamp ?? "") || Date.now()) - Date.now();
    if (this.#arrived) return;
    this.#arrived = true;
    this.#from = seq ?? 0;
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
    if (first)
      this.#requested(
        waiting.length === 1
          ? `${first.name} asks to join. Open the list of people to answer.`
          : `${waiting.length} people ask to join. Open the list of people to answer.`,
      );
  }

  /** @param {string} text */
  #requested(text) {
    this.requests += 1;
    this.announcement = text;
    this.asked(text);
    this.changed();
  }

  async #learnTitle() {
    const before = this.title;
    const token = this.session.identity?.kept()?.token ?? null;
    const about = await describeSession(this.id, { token }).catch(() => null);
    const title = about?.["name"] || about?.["title"];
    if (typeof title !== "string" || title === "" || title === this.id || this.title !== before) return; // It was given another one meanwhile.
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
    if (named) this.noticed(`${isolated(message.username)} mentioned you: ${shortened(message.content, 121)}`);
    this.announcement = named
      ? `${isolated(message.username)} mentioned you: ${message.content}`
      : `${isolated(message.username)}: ${message.content}`;
    this.changed();
  }

  /** One's own is no news. @param {Message} message */
  #isOwnComing({ type, payload }) {
    return COMING_AND_GOING.has(type) && (payload["user"]?.id ?? payload["userId"]) === this.session.state.userId;
  }

  /** @param {Message} message @returns {Message} */
  #onThisClock(message) {
    const at = Date.parse(message.timestamp ?? "");
    return Number.isNaN(at) ? message : { ...message, timestamp: new Date(at - this.#ahead).toISOString() };
  }

  /** @param {Message} message */
  #tell(message) {
    const { userId } = this.session.state;
    if (this.#isOwnComing(message)) return;
    this.feed = told({ ...this.feed, people: this.people }, this.#onThisClock(message), Date.now());
    const { payload, type } = message;
    if (type === "param:broadcast" && payload["userId"] !== userId && !message.replayed) {
      this.pulse = { color: this.people[payload["userId"]]?.color ?? "#888888", at: Date.now() };
    }
    if (type === "session:joined") this.announcement = `${isolated(payload["user"]?.name ?? "Somebody")} joined.`;
    if (type === "session:left")
      this.announcement = `${isolated(this.people[payload["userId"]]?.name ?? "Someone")} left.`;
    this.changed();
  }

  /** @param {Status} status */
  #statusChanged(status) {
    const { state } = status;
    if (state === "closed" && status.code === 4410) forgetVisited(this.id);
    if (state === "connected") this.announcement = "Connected.";
    if (state === "reconnecting") this.announcement = "The connection is lost. Reconnecting.";
    if (state === "offline") this.announcement = "You are offline. Changes are sent when the connection is back.";
    this.changed();
  }
}
