import { own, record, recordOf } from "../sync/record.js";

/**
 * Who changed what last, newest first. Pure: `told` takes a feed and a message and gives the next feed.
 *
 * @typedef {object} Entry
 * @property {number} key
 * @property {"changed"|"joined"|"left"|"conflict"|"settled"} kind
 * @property {string|null} userId
 * @property {string} name
 * @property {string} color
 * @property {number} at  milliseconds on this host's clock
 * @property {string} [param]
 * @property {number} [from]
 * @property {number} [to]
 * @property {string} [strategy]
 *
 * @typedef {object} Feed
 * @property {Entry[]} entries
 * @property {Record<string, {name: string, color: string}>} people  also those who have left
 * @property {import("../sync/types.js").Values} values
 * @property {number} count
 */

const LONGEST = 40;
const SAME_GESTURE_MILLIS = 4_000;
const SHORT_LOSS_MILLIS = 60_000;

/** @returns {Feed} */
export function emptyFeed() {
  return { entries: [], people: record(), values: record(), count: 0 };
}

/**
 * @param {Feed} feed
 * @param {import("../sync/types.js").User[]} users
 * @returns {Feed}
 */
export function met(feed, users) {
  const people = recordOf(users.map(({ id, name, color }) => /** @type {const} */ ([id, { name, color }])));
  return { ...feed, people: record(feed.people, people) };
}

/**
 * A feed with what was before it: the events of the log up to where it began, of others, oldest first.
 *
 * @param {Feed} feed
 * @param {import("../sync/types.js").Message[]} events  with timestamps of this device's clock
 * @param {number} now
 * @returns {Feed}
 */
export function preceded(feed, events, now) {
  const start = { ...emptyFeed(), people: feed.people };
  const earlier = events.reduce((next, event) => told(next, { ...event, replayed: true }, now), start).entries;
  const entries = [...feed.entries, ...earlier.map((entry) => ({ ...entry, key: -entry.key }))].slice(0, LONGEST);
  return { ...feed, entries };
}

/**
 * @param {Feed} feed
 * @param {import("../sync/types.js").Message} message
 * @param {number} now
 * @returns {Feed}
 */
export function told(feed, message, now) {
  const { type, payload } = message;
  const at = message.replayed ? Math.min(now, Date.parse(message.timestamp ?? "") || now) : now;
  switch (type) {
    case "param:broadcast":
      return Object.entries(payload["params"] ?? {}).reduce(
        (next, [param, to]) => changed(next, payload["userId"], param, to, at),
        feed,
      );
    case "session:joined":
      return joined(met(feed, [payload["user"]]), payload["user"].id, at);
    case "session:left":
      return added(feed, { kind: "left", at }, payload["userId"]);
    case "conflict:opened":
      return contested(feed, payload["param"], payload["values"]?.at(-1), at);
    case "conflict:closed":
      return settled(feed, payload, at);
    default:
      return feed;
  }
}

/** @param {Feed} feed @param {string} userId @param {string} param @param {number} to @param {number} at @returns {Feed} */
function changed(feed, userId, param, to, at) {
  const values = record(feed.values, { [param]: to });
  const [newest, ...older] = feed.entries;
  const continues =
    newest?.kind === "changed" &&
    newest.userId === userId &&
    newest.param === param &&
    at - newest.at < SAME_GESTURE_MILLIS;
  if (newest && continues) return { ...feed, values, entries: [{ ...newest, to, at }, ...older] };
  // What settled a conflict is told as such, not once more as a change.
  if (newest?.kind === "settled" && newest.param === param && newest.to === to) return { ...feed, values };
  const from = own(feed.values, param);
  const entry = { kind: /** @type {const} */ ("changed"), at, param, to, ...(from === undefined ? {} : { from }) };
  return { ...added(feed, entry, userId), values };
}

/** Coming back soon, as after a short loss, is no news: the leaving is taken back. @param {Feed} feed @param {string} userId @param {number} at @returns {Feed} */
function joined(feed, userId, at) {
  const left = feed.entries.find(
    (entry) => entry.userId === userId && (entry.kind === "left" || entry.kind === "joined"),
  );
  if (left?.kind === "left" && at - left.at < SHORT_LOSS_MILLIS)
    return { ...feed, entries: feed.entries.filter((entry) => entry !== left) };
  return added(feed, { kind: "joined", at }, userId);
}

/** The change that carries the decision may come before or after it: one line for both. @param {Feed} feed @param {Record<string, any>} payload @param {number} at @returns {Feed} */
function settled(feed, { param, value, strategy, userId }, at) {
  const [newest, ...older] = feed.entries;
  const told = newest?.kind === "changed" && newest.param === param && newest.to === value && newest.userId === userId;
  return added(
    told ? { ...feed, entries: older } : feed,
    { kind: "settled", at, param, to: value, strategy },
    userId ?? null,
  );
}

/** @param {Feed} feed @param {string} param @param {{userId: string, value: number}|undefined} later @param {number} at @returns {Feed} */
function contested(feed, param, later, at) {
  return later ? added(feed, { kind: "conflict", at, param, to: later.value }, later.userId) : feed;
}

/** @param {Feed} feed @param {Omit<Entry, "key"|"userId"|"name"|"color">} entry @param {string|null} userId @returns {Feed} */
function added(feed, entry, userId) {
  const { name, color } = feed.people[userId ?? ""] ?? { name: "Someone", color: "" };
  const count = feed.count + 1;
  return {
    ...feed,
    count,
    entries: [{ ...entry, key: count, userId, name, color }, ...feed.entries].slice(0, LONGEST),
  };
}
