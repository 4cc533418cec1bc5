/**
 * A story in words for its page. Pure.
 *
 * @typedef {import("./client.js").StoryState} StoryState
 * @typedef {import("./reducer.js").ResolvedAction} ResolvedAction
 * @typedef {import("../types.js").User} User
 *
 * @typedef {{user: User, acted: boolean, awaited: boolean, character: string}} Player
 */

/** What an id or a name in an action means to people. @param {StoryState} state @param {string} id */
export function nameOf({ story, characters }, id) {
  const all = [...characters, ...(story?.places ?? []), ...(story?.items ?? [])];
  return all.find((one) => one.id === id)?.name ?? characters.find(({ player }) => player === id)?.name ?? id;
}

/** What somebody wanted to do. @param {StoryState} state @param {ResolvedAction} action */
export function intent(state, { action }) {
  const text = action["text"] ?? action["content"] ?? action["description"];
  if (typeof text === "string" && text.trim() !== "") return text.trim();
  const kind = String(action["action_type"] ?? action["type"] ?? "act");
  const words = Object.hasOwn(VERBS, kind) ? /** @type {string} */ (VERBS[kind]) : kind.replaceAll("_", " ");
  const target = typeof action["target"] === "string" ? ` ${nameOf(state, action["target"])}` : "";
  return words.charAt(0).toUpperCase() + words.slice(1) + target;
}

/** @type {Record<string, string>} */
const VERBS = { investigate: "search", move: "go to", talk: "talk to", attack: "confront", wait: "wait and watch" };

/** Who plays: those who are here and may act, and who has acted in this turn. @param {StoryState} state @param {readonly User[]} users @returns {Player[]} */
export function players({ acted, awaited, characters, story, turn }, users) {
  const done = new Set(acted.filter((action) => action.turn === turn).map(({ userId }) => userId));
  return users
    .filter(
      ({ id, role }) =>
        role !== "viewer" &&
        (story?.open || awaited.includes(id) || done.has(id) || characters.some(({ player }) => player === id)),
    )
    .map((user) => ({
      user,
      acted: done.has(user.id),
      awaited: awaited.includes(user.id) && !done.has(user.id),
      character: characters.find(({ player }) => player === user.id)?.name ?? "",
    }));
}

/** For whom the turn waits. @param {readonly Player[]} all @param {string|null} me */
export function waiting(all, me) {
  const names = all
    .filter(({ awaited }) => awaited)
    .map(({ user }) => (user.id === me ? "you" : user.name))
    .sort((a, b) => Number(a === "you") - Number(b === "you"));
  return names.length === 0 ? "" : `Waiting for ${listed(names)}`;
}

/** @param {readonly string[]} names  a few of them, as people say it */
export function listed(names) {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Whether this person can act now: once in each turn, where a turn ends when all have. @param {StoryState} state @param {string|null} me */
export function mayAct({ story, acted, ending, turn }, me) {
  if (!story?.rules.allActed) return true;
  return !acted.some((action) => action.userId === me && action.turn === (ending ? turn + 1 : turn));
}

/** Where one's own character is, who and what is there, and what it carries. @param {StoryState} state */
export function surroundings({ story, me, characters, whereabouts }) {
  const place = (me && story?.places.find(({ id }) => id === whereabouts[me.id])) ?? story?.places[0] ?? null;
  const at = (/** @type {string|undefined} */ id) =>
    id === undefined ? [] : (story?.items ?? []).filter((item) => whereabouts[item.id] === id).map(({ name }) => name);
  return {
    place,
    others: place
      ? characters.filter(({ id }) => id !== me?.id && whereabouts[id] === place.id).map(({ name }) => name)
      : [],
    items: at(place?.id),
    carried: at(me?.id),
  };
}

/** @param {number} millis */
export function clock(millis) {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return seconds >= 3600
    ? `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
