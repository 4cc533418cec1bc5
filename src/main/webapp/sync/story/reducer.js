/**
 * A story as a client knows it. Pure: what the events make of it, one after the other.
 *
 * @typedef {import("../types.js").Message} Message
 *
 * @typedef {{id: string, name: string, description: string, connections: string[]}} Place
 * @typedef {{id: string, name: string, description: string, at: string}} Item
 * @typedef {{id: string, name: string, persona: string, traits: string[], player: string|null, place: string}} Character
 * @typedef {{allActed: boolean, hostEnds: boolean, timeLimitMillis: number|null, directorEnds: boolean}} Rules
 *
 * @typedef {object} Description  What a story begins with.
 * @property {string} title
 * @property {string} premise
 * @property {string} scene
 * @property {Place[]} places
 * @property {Item[]} items
 * @property {Character[]} characters
 * @property {Rules} rules
 * @property {string} style
 * @property {boolean} open  whoever acts becomes a character
 * @property {string} language
 *
 * @typedef {object} ResolvedAction  An action and what came of it.
 * @property {string|null} userId  null for a character whom nobody plays
 * @property {string} character
 * @property {Record<string, any>} action
 * @property {{success: boolean, description: string, by: string, fallback?: string, [name: string]: any}} result
 * @property {number} turn
 *
 * @typedef {{turn: number, narrative: string, by: string, fallback?: string}} Chapter
 * @typedef {{from: number, text: string}} Piece
 * @typedef {{label: string, action: Record<string, any>}} Option
 *
 * @typedef {object} StoryView
 * @property {Description|null} story  null where none has begun
 * @property {number} turn  the current one, from 0
 * @property {boolean} ending  the turn is being told
 * @property {Character[]} characters
 * @property {Record<string, string>} whereabouts  the place of each character, and who or what place has each item
 * @property {{character: string, text: string, turn: number}[]} discoveries
 * @property {ResolvedAction[]} acted  in this turn, and in the next where this one is ending
 * @property {Chapter[]} chapters  the turns that are over, as far as they are known here, oldest first
 * @property {{turn: number, pieces: Piece[]}|null} writing  what has been written of this turn's narrative
 * @property {Option[]} options  what one's own character can do
 * @property {string[]} awaited  the users for whose action the turn waits
 * @property {number|null} startedAt  when the turn's first player acted, by this host's clock; null where that was not seen
 */

const MOST_PIECES = 200;
const MOST_CHAPTERS = 5_000;

/** @returns {StoryView} */
export function emptyStory() {
  return {
    story: null,
    turn: 0,
    ending: false,
    characters: [],
    whereabouts: {},
    discoveries: [],
    acted: [],
    chapters: [],
    writing: null,
    options: [],
    awaited: [],
    startedAt: null,
  };
}

/** The story as the server has told it as a whole. @param {StoryView} view @param {Record<string, any>} told  of `story:state` @returns {StoryView} */
export function told(view, told) {
  if (!told["story"]) return { ...emptyStory(), awaited: told["awaited"] ?? [] };
  const { turn } = told;
  const sameTurn = turn === view.turn;
  return {
    story: told["story"],
    turn,
    ending: told["ending"] === true,
    characters: told["characters"] ?? [],
    whereabouts: told["whereabouts"] ?? {},
    discoveries: told["discoveries"] ?? [],
    // The server tells of the current turn alone; what was heard of the next one is still so.
    acted: [...(told["acted"] ?? []), ...view.acted.filter((action) => action.turn > turn)],
    chapters: withChapters(
      view.chapters.filter((chapter) => chapter.turn < turn),
      told["turns"] ?? [],
    ),
    writing: sameTurn ? view.writing : null,
    options: told["options"] ?? [],
    awaited: told["awaited"] ?? [],
    startedAt: sameTurn ? view.startedAt : null,
  };
}

/**
 * The story after an event.
 *
 * @param {StoryView} view
 * @param {Message} message
 * @param {number} now  milliseconds
 * @returns {StoryView}
 */
export function after(view, message, now) {
  const step = STEPS.get(message.type);
  return step ? step(view, message.payload, now) : view;
}

/** @type {Map<string, (view: StoryView, payload: Record<string, any>, now: number) => StoryView>} */
const STEPS = new Map(
  Object.entries({
    "story:begun": (view, { story }) => {
      const places = (story.characters ?? []).map((/** @type {Character} */ { id, place }) => [id, place]);
      const items = (story.items ?? []).map((/** @type {Item} */ { id, at }) => [id, at]);
      return {
        ...emptyStory(),
        story,
        characters: story.characters ?? [],
        whereabouts: Object.fromEntries([...places, ...items]),
        awaited: view.awaited,
      };
    },
    "story:character": (view, { character }) => ({
      ...view,
      characters: view.characters.some(({ id }) => id === character.id)
        ? view.characters.map((one) => (one.id === character.id ? character : one))
        : [...view.characters, character],
      whereabouts: { [character.id]: character.place, ...view.whereabouts },
    }),
    "story:acted": (view, action, now) => {
      const { userId, character, result, turn } = action;
      const moves = (result.items ?? []).map((/** @type {{item: string, to: string}} */ { item, to }) => [item, to]);
      if (result.movesTo) moves.push([character, result.movesTo]);
      const found = (result.discoveries ?? []).map((/** @type {string} */ text) => ({ character, text, turn }));
      return {
        ...view,
        acted: [...view.acted, /** @type {ResolvedAction} */ (action)],
        whereabouts: { ...view.whereabouts, ...Object.fromEntries(moves) },
        discoveries: [...view.discoveries, ...found],
        awaited: turn === view.turn ? view.awaited.filter((user) => user !== userId) : view.awaited,
        startedAt: userId && turn === view.turn ? (view.startedAt ?? now) : view.startedAt,
      };
    },
    "story:ending": (view) => ({ ...view, ending: true }),
    "story:turn": (view, { turn, narrative, by, fallback }, now) => {
      const acted = view.acted.filter((action) => action.turn > turn);
      return {
        ...view,
        turn: turn + 1,
        ending: false,
        acted,
        writing: null,
        startedAt: acted.length > 0 ? now : null,
        chapters: withChapters(view.chapters, [{ turn, narrative, by, ...(fallback ? { fallback } : {}) }]),
      };
    },
    "story:narrating": (view, { turn, from, text }) => {
      if (turn !== view.turn || typeof from !== "number" || typeof text !== "string") return view;
      const { writing } = view;
      return {
        ...view,
        writing: { turn, pieces: withPiece(writing && writing.turn === turn ? writing.pieces : [], { from, text }) },
      };
    },
  }),
);

/** Both, by turn; of two for one turn the newer. @param {readonly Chapter[]} chapters @param {readonly Chapter[]} more @returns {Chapter[]} */
export function withChapters(chapters, more) {
  const byTurn = new Map([...chapters, ...more].map((chapter) => [chapter.turn, chapter]));
  return [...byTurn.values()].sort((a, b) => a.turn - b.turn).slice(-MOST_CHAPTERS);
}

/** Pieces come in order, but some may be lost, and who begins again begins at 0. @param {Piece[]} pieces @param {Piece} piece */
function withPiece(pieces, piece) {
  if (piece.from === 0) return [piece];
  const last = pieces.at(-1);
  if (!last) return [piece];
  const end = last.from + last.text.length;
  if (piece.from > end) return [...pieces, piece].slice(-MOST_PIECES);
  return piece.from < last.from
    ? pieces
    : [...pieces.slice(0, -1), { from: last.from, text: last.text.slice(0, piece.from - last.from) + piece.text }];
}

/** What has been written so far, with … for what was not heard. @param {StoryView["writing"]} writing */
export function written(writing) {
  const pieces = writing?.pieces ?? [];
  return (pieces[0] && pieces[0].from > 0 ? "… " : "") + pieces.map(({ text }) => text).join(" … ");
}
