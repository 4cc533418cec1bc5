/**
 * Where a client stands in the session's log. Sequenced events come without gaps; a gap means that something was lost.
 *
 * @typedef {object} Position
 * @property {number} seq  everything up to here has been seen
 * @property {number[]} ahead  seen beyond a gap
 * @property {number} replaying  missed events that are still announced
 * @property {number} target  where the log stood when the replay was announced
 * @property {boolean} resyncing  a gap was found and the state has been asked for
 *
 * @typedef {{position: Position, fresh: boolean, gap: boolean, replayed: boolean}} Step
 *   `fresh`: not seen before, apply it; `gap`: the first sign of a loss, ask for the state
 */

const MOST_AHEAD = 1_000;
/** Answers whose `seq` says where the log stands; they are no entries of it. */
const DIRECT = new Set([
  "auth:success",
  "auth:expiring",
  "auth:renewed",
  "session:state",
  "conflict:detected",
  "error",
  "pong",
  "doc:state",
  "doc:list",
  "doc:stale",
  "doc:text",
  "state:full",
  "story:state",
  "chat:page",
  "presence:snapshot",
]);

/**
 * @param {number} [seq]
 * @returns {Position}
 */
export function standingAt(seq = 0) {
  return { seq, ahead: [], replaying: 0, target: seq, resyncing: false };
}

/**
 * After signing in: the log stands at `target`, and `replaying` events that were missed follow.
 *
 * @param {Position} position
 * @param {number} target
 * @param {number} replaying
 * @returns {Position}
 */
export function resumed(position, target, replaying) {
  return replaying > 0 ? { ...standingAt(position.seq), replaying, target } : standingAt(target);
}

/**
 * Takes a message of any kind.
 *
 * @param {Position} position
 * @param {import("../types.js").Message} message
 * @returns {Step}
 */
export function placed(position, { type, seq, payload }) {
  const step = { fresh: true, gap: false, replayed: false };
  // The envelope says where the log ends; `currentState` tells where it ended before the own joining.
  if (type === "auth:success") {
    return {
      ...step,
      position: resumed(position, seq ?? payload["currentState"]?.seq ?? 0, payload["replaying"] ?? 0),
    };
  }
  if (type === "session:state") return { ...step, position: standingAt(seq ?? payload["seq"] ?? position.seq) };
  const place = type === "ack" ? payload["seq"] : seq;
  if (typeof place !== "number" || DIRECT.has(type)) return { ...step, position };
  const advanced = advance(position, place);
  return type === "ack" ? { ...advanced, fresh: true } : advanced;
}

/**
 * Takes the next event's number.
 *
 * @param {Position} position
 * @param {number} seq
 * @returns {Step}
 */
export function advance(position, seq) {
  if (position.replaying > 0) return replay(position, seq);
  if (seq <= position.seq || position.ahead.includes(seq)) {
    return { position, fresh: false, gap: false, replayed: false };
  }
  if (seq > position.seq + 1) {
    const ahead = [...position.ahead, seq].slice(-MOST_AHEAD);
    return {
      position: { ...position, ahead, resyncing: true },
      fresh: true,
      gap: !position.resyncing,
      replayed: false,
    };
  }
  return { position: caughtUp(position, seq), fresh: true, gap: false, replayed: false };
}

/** @param {Position} position @param {number} seq */
function replay(position, seq) {
  const fresh = seq > position.seq;
  const replaying = position.replaying - 1;
  // The newcomer's own joining is part of the log but is not sent back to it: hence the target.
  const reached = Math.max(position.seq, seq, replaying === 0 ? position.target : 0);
  return { position: { ...position, seq: reached, replaying }, fresh, gap: false, replayed: true };
}

/** @param {Position} position @param {number} seq @returns {Position} */
function caughtUp(position, seq) {
  let reached = seq;
  while (position.ahead.includes(reached + 1)) reached++;
  const ahead = position.ahead.filter((early) => early > reached);
  return { ...position, seq: reached, ahead, resyncing: position.resyncing && ahead.length > 0 };
}
