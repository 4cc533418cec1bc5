/**
 * A story as a client knows it. Pure: what the events make of it, one after the other.
 *
 * @typedef {import("./types.js").Message} Message
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
 * @typedef {object} Deed  An action and what came of it.
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
 * @typedef {object} Tale
 * @property {Description|null} story  null where none has begun
 * @property {number} turn  the current one, from 0
 * @property {boolean} ending  the turn is being told
 * @property {Character[]} characters
 * @property {Record<string, string>} whereabouts  the place of each character, and who or what place has each item
 * @property {{character: string, text: string, turn: number}[]} discoveries
 * @property {Deed[]} acted  in this turn, and in the next where this one is ending
 * @property {Chapter[]} chapters  the turns that are over, as far as they are known here, oldest first
 * @property {{turn: number, pieces: Piece[]}|null} writing  what has been written of this turn's narrative
 * @property {Option[]} options  what one's own character can do
 * @property {string[]} awaited  the users for whose action the turn waits
 * @property {number|null} startedAt  when the turn's first player acted, by this host's clock; null where that was not seen
 */

const MOST_PIECES = 200;
const MOST_CHAPTERS = 5_000;

/** @returns {Tale} */
export function untold() {
  return { story: null, turn: 0, ending: false, characters: [], whereabouts: {}, discoveries: [], acted: [], chapters: [],
    writing: null, options: [], awaited: [], startedAt: null };
}

/** The story as the server has told it as a whole. @param {Tale} tale @param {Record<string, any>} told  of `story:state` @returns {Tale} */
export function told(tale, told) {
  if (!told["story"]) return { ...untold(), awaited: told["awaited"] ?? [] };
  const { turn } = told;
  const sameTurn = turn === tale.turn;
  return { story: told["story"], turn, ending: told["ending"] === true, characters: told["characters"] ?? [],
    whereabouts: told["whereabouts"] ?? {}, discoveries: told["discoveries"] ?? [],
    // The server tells of the current turn alone; what was heard of the next one is still so.
    acted: [...(told["acted"] ?? []), ...tale.acted.filter((deed) => deed.turn > turn)],
    chapters: withChapters(tale.chapters.filter((chapter) => chapter.turn < turn), told["turns"] ?? []),
    writing: sameTurn ? tale.writing : null, options: told["options"] ?? [], awaited: told["awaited"] ?? [],
    startedAt: sameTurn ? tale.startedAt : null };
}

/**
 * The story after an event.
 *
 * @param {Tale} tale
 * @param {Message} message
 * @param {number} now  milliseconds
 * @returns {Tale}
 */
export function after(tale, message, now) {
  const step = STEPS.get(message.type);
  return step ? step(tale, message.payload, now) : tale;
}

/** @type {Map<string, (tale: Tale, payload: Record<string, any>, now: number) => Tale>} */
const STEPS = new Map(Object.entries({
  "story:begun": (tale, { story }) => {
    const places = (story.characters ?? []).map((/** @type {Character} */ { id, place }) => [id, place]);
    const items = (story.items ?? []).map((/** @type {Item} */ { id, at }) => [id, at]);
    return { ...untold(), story, characters: story.characters ?? [], whereabouts: Object.fromEntries([...places, ...items]), awaited: tale.awaited };
  },
  "story:character": (tale, { character }) => ({ ...tale,
    characters: tale.characters.some(({ id }) => id === character.id)
      ? tale.characters.map((one) => (one.id === character.id ? character : one)) : [...tale.characters, character],
    whereabouts: { [character.id]: character.place, ...tale.whereabouts } }),
  "story:acted": (tale, deed, now) => {
    const { userId, character, result, turn } = deed;
    const moves = (result.items ?? []).map((/** @type {{item: string, to: string}} */ { item, to }) => [item, to]);
    if (result.movesTo) moves.push([character, result.movesTo]);
    const found = (result.discoveries ?? []).map((/** @type {string} */ text) => ({ character, text, turn }));
    return { ...tale, acted: [...tale.acted, /** @type {Deed} */ (deed)], whereabouts: { ...tale.whereabouts, ...Object.fromEntries(moves) },
      discoveries: [...tale.discoveries, ...found], awaited: turn === tale.turn ? tale.awaited.filter((user) => user !== userId) : tale.awaited,
      startedAt: userId && turn === tale.turn ? tale.startedAt ?? now : tale.startedAt };
  },
  "story:ending": (tale) => ({ ...tale, ending: true }),
  "story:turn": (tale, { turn, narrative, by, fallback }, now) => {
    const acted = tale.acted.filter((deed) => deed.turn > turn);
    return { ...tale, turn: turn + 1, ending: false, acted, writing: null, startedAt: acted.length > 0 ? now : null,
      chapters: withChapters(tale.chapters, [{ turn, narrative, by, ...(fallback ? { fallback } : {}) }]) };
  },
  "story:narrating": (tale, { turn, from, text }) => {
    if (turn !== tale.turn || typeof from !== "number" || typeof text !== "string") return tale;
    const { writing } = tale;
    return { ...tale, writing: { turn, pieces: withPiece(writing && writing.turn === turn ? writing.pieces : [], { from, text }) } };
  },
}));

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
  return piece.from < last.from ? pieces : [...pieces.slice(0, -1), { from: last.from, text: last.text.slice(0, piece.from - last.from) + piece.text }];
}

/** What has been written so far, with … for what was not heard. @param {Tale["writing"]} writing */
export function written(writing) {
  const pieces = writing?.pieces ?? [];
  return (pieces[0] && pieces[0].from > 0 ? "… " : "") + pieces.map(({ text }) => text).join(" … ");
}
