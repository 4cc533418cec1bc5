import { own, record, recordOf } from "../record.js";
import { DEFAULT_SCHEMA, compute, separate } from "../parameters/schema.js";

/** @typedef {import("../types.js").Projection} Projection */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Conflict} Conflict */
/** @typedef {import("../types.js").User} User */
/** @typedef {(state: Projection, message: Message, now: number) => Projection} Step */

/**
 * @param {string} sessionId
 * @returns {Projection}
 */
export function emptyProjection(sessionId) {
  return {
    sessionId,
    userId: null,
    role: null,
    anonymous: true,
    users: [],
    people: record(),
    known: false,
    schema: record(),
    params: record(),
    computed: record(),
    changes: record(),
    conflicts: record(),
    profile: {},
    version: 0,
    turn: 0,
    limits: {},
  };
}

/**
 * The state after a message. Messages of kinds that it does not know change nothing, so other parts of a session can
 * be projected beside this one. Replayed events follow a snapshot that has their effects already: from them comes
 * only what a snapshot does not tell.
 *
 * @type {Step}
 */
export function reduce(state, message, now) {
  const next = STEPS.get(message.type)?.(state, message, now) ?? state;
  return message.replayed ? { ...state, changes: next.changes, conflicts: next.conflicts, people: next.people } : next;
}

/** @type {Map<string, Step>} */
const STEPS = new Map(
  Object.entries({
    "auth:success": (state, message, now) => {
      const { payload } = message;
      const signedIn = {
        ...state,
        userId: payload["userId"],
        role: payload["role"] ?? null,
        anonymous: payload["anonymous"] ?? false,
        limits: payload["limits"] ?? {},
      };
      return snapshot(
        signedIn,
        { ...payload["currentState"], users: payload["users"], people: payload["people"] },
        message,
        now,
      );
    },
    "session:state": (state, message, now) => snapshot(state, message.payload, message, now),
    "session:joined": (state, { payload }) => withUser(state, payload["user"]),
    "session:left": (state, { payload }) => ({
      ...state,
      users: state.users.filter((user) => user.id !== payload["userId"]),
    }),
    "participant:role": (state, { payload }) => {
      const changed = changeUser(state, payload["userId"], { role: payload["role"] });
      return payload["userId"] === state.userId ? { ...changed, role: payload["role"] } : changed;
    },
    "presence:changed": (state, { payload }) => withStatus(state, payload),
    "presence:batch": (state, { payload }) => changesOf(payload).reduce(withStatus, state),
    "session:updated": (state, { payload }) => ({ ...state, profile: { ...state.profile, ...payload["changes"] } }),
    "param:broadcast": (state, message, now) => {
      const { params, computed } = separate(state.schema, message.payload["params"] ?? {});
      const merged = record(state.params, params);
      const told = message.computed ?? message.payload["computed"] ?? {};
      const at = now - age(message, now);
      const changes = recordOf(
        Object.keys(params).map((name) => /** @type {const} */ ([name, { userId: message.payload["userId"], at }])),
      );
      return {
        ...state,
        params: merged,
        changes: record(state.changes, changes),
        computed: record(compute(state.schema, merged, state.computed), computed, told),
      };
    },
    "conflict:detected": (state, message, now) => {
      const { payload } = message;
      // Only the writer of the refused value is told this way: that person is asked, the other one is informed.
      const values = [
        { userId: payload["theirUserId"], name: payload["theirUserName"], value: payload["theirValue"] },
        { userId: state.userId ?? "", value: payload["yourValue"] },
      ];
      return withConflict(state, { ...conflict(state, { ...payload, values }, message, now), asked: true });
    },
    "conflict:opened": (state, message, now) => withConflict(state, conflict(state, message.payload, message, now)),
    "conflict:closed": (state, { payload }) => {
      const open = own(state.conflicts, payload["param"]);
      if (!open || (payload["conflictId"] && open.id !== payload["conflictId"])) return state;
      return withoutConflict(state, payload["param"]);
    },
  }),
);

/**
 * @param {Projection} state
 * @param {Record<string, any>} told  the members of `session:state`, as far as they are there
 * @param {Message} message
 * @param {number} now
 * @returns {Projection}
 */
function snapshot(state, told, message, now) {
  /** @type {import("../types.js").Schema} */
  const schema = record(told["schema"] ?? (state.known ? state.schema : DEFAULT_SCHEMA));
  const { params, computed } = separate(schema, told["params"] ?? state.params);
  const open = told["conflicts"] === undefined ? null : Object.values(told["conflicts"]);
  const users = Array.isArray(told["users"]) ? told["users"].filter(isUser) : state.users;
  const changes = told["changes"] ? lastChanges(told["changes"], message, now) : state.changes;
  const people = met(met(state.people, told["people"]), users);
  const fresh = {
    ...state,
    known: true,
    schema,
    params,
    users,
    people,
    changes,
    profile: told["profile"] ?? state.profile,
    version: told["version"] ?? state.version,
    turn: told["turn"] ?? state.turn,
    role: users.find((user) => user.id === state.userId)?.role ?? state.role,
    computed: record(compute(schema, params), computed, told["computed"] ?? {}),
  };
  if (open === null) return { ...fresh, conflicts: unexpired(state.conflicts, now) };
  return open.reduce(
    (next, one) => withConflict(next, conflict({ ...next, conflicts: state.conflicts }, one, message, now)),
    { ...fresh, conflicts: record() },
  );
}

/**
 * @param {Projection["people"]} people
 * @param {unknown} list  somebody with an id each
 * @returns {Projection["people"]}
 */
function met(people, list) {
  if (!Array.isArray(list)) return people;
  return record(
    people,
    recordOf(list.filter(isUser).map(({ id, name, color }) => /** @type {const} */ ([id, { name, color }]))),
  );
}

/** Who set what is in force. @param {Record<string, any>} told @param {Message} message @param {number} now */
function lastChanges(told, message, now) {
  return recordOf(
    Object.entries(told).map(
      ([name, { userId, at }]) => /** @type {const} */ ([name, { userId, at: onThisClock(at, message, now) }]),
    ),
  );
}

/** Signing in again does not tell of conflicts; what closed them is replayed. @param {Record<string, Conflict>} conflicts @param {number} now */
function unexpired(conflicts, now) {
  return recordOf(Object.entries(conflicts).filter(([, one]) => one.expiresAt > now));
}

/**
 * @param {Projection} state
 * @param {Record<string, any>} told
 * @param {Message} message
 * @param {number} now
 * @returns {Conflict}
 */
function conflict(state, told, message, now) {
  const known = own(state.conflicts, told["param"]);
  const named = new Map(known?.values.map((one) => [one.userId, one.name]));
  /** @type {Conflict["values"]} */
  const values = (told["values"] ?? []).map((/** @type {any} */ one) => {
    const name = one.name ?? own(state.people, one.userId)?.name ?? named.get(one.userId);
    return { userId: one.userId, value: one.value, ...(name === undefined ? {} : { name }) };
  });
  const mine = values.find((one) => one.userId === state.userId);
  const other = values.find((one) => one.userId !== state.userId);
  /** @type {Conflict} */
  const found = {
    id: told["conflictId"],
    param: told["param"],
    values,
    mine: mine !== undefined,
    asked: false,
    resolving: false,
    expiresAt: onThisClock(told["expiresAt"], message, now),
  };
  if (mine) found.myValue = mine.value;
  if (other) {
    found.theirValue = other.value;
    found.theirUserId = other.userId;
    found.theirUserName = other.name ?? "Someone";
  }
  return known?.id === found.id ? { ...found, asked: known.asked, resolving: known.resolving } : found;
}

/**
 * A moment of the server's clock, on this host's, by what the message says the server's time is.
 *
 * @param {string|number|undefined} moment
 * @param {Message} message
 * @param {number} now
 */
function onThisClock(moment, message, now) {
  const there = typeof moment === "number" ? moment : Date.parse(moment ?? "");
  const sent = Date.parse(message.timestamp ?? "");
  if (Number.isNaN(there)) return now + 30_000;
  return Number.isNaN(sent) ? there : now + (there - sent);
}

/** How long ago the event was: only replayed ones are old. @param {Message} message @param {number} now */
function age(message, now) {
  if (!message.replayed) return 0;
  return Math.max(0, now - (Date.parse(message.timestamp ?? "") || now));
}

/** @param {any} user @returns {user is User} */
function isUser(user) {
  return typeof user?.id === "string";
}

/** @param {Projection} state @param {User} user */
function withUser(state, user) {
  if (!isUser(user)) return state;
  return {
    ...state,
    people: met(state.people, [user]),
    users: [...state.users.filter((one) => one.id !== user.id), user],
  };
}

/** @param {Projection} state @param {string} userId @param {Partial<User>} change */
function changeUser(state, userId, change) {
  return { ...state, users: state.users.map((user) => (user.id === userId ? { ...user, ...change } : user)) };
}

/** @param {Projection} state @param {any} news  what is new of one connection @returns {Projection} */
function withStatus(state, { userId, status }) {
  return status ? changeUser(state, userId, { status }) : state;
}

/** What is new of each connection, by a `presence:batch`. @param {any} payload @returns {any[]} */
export function changesOf({ changes }) {
  return Array.isArray(changes) ? changes.filter((change) => typeof change === "object" && change !== null) : [];
}

/** @param {Projection} state @param {Conflict} found */
export function withConflict(state, found) {
  return { ...state, conflicts: record(state.conflicts, { [found.param]: found }) };
}

/** @param {Projection} state @param {string} param */
export function withoutConflict(state, param) {
  return { ...state, conflicts: recordOf(Object.entries(state.conflicts).filter(([one]) => one !== param)) };
}

/**
 * What a page shows: what the server has told, with what this person has set and the server has not confirmed.
 *
 * @param {Projection} projection
 * @param {{values: import("../types.js").Values, count: number}} drafts
 * @param {{status: import("../types.js").Status, seq: number, saving: import("./saving.js").Saving}} about
 * @returns {import("../types.js").SessionState}
 */
export function withDrafts(projection, { values, count }, { status, seq, saving }) {
  const { params: confirmed, computed, schema } = projection;
  const params = record(confirmed, values);
  return {
    ...projection,
    params,
    confirmed,
    status,
    seq,
    computed: count > 0 ? compute(schema, params, computed) : computed,
    saving,
    unsent: saving.unsaved,
  };
}
