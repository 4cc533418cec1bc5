/**
 * How somebody describes a story in a form of simple fields, and what the server is told of it. Pure.
 *
 * @typedef {object} Form
 * @property {string} title
 * @property {string} premise
 * @property {string} scene
 * @property {string} places  one a line: `name: description`
 * @property {string} characters  one a line: `name: who it is`
 * @property {string} style  `adventure`, `noir`, `fairy_tale` or `chronicle`
 * @property {boolean} allActed
 * @property {boolean} hostEnds
 * @property {string} minutes  a turn ends so long after its first action; empty for never
 */

export const STYLES = [
  ["adventure", "Adventure"],
  ["noir", "Noir"],
  ["fairy_tale", "Fairy view"],
  ["chronicle", "Chronicle"],
];
const MOST = { name: 100, text: 2_000, places: 32, characters: 32 };

/** @returns {Form} */
export function emptyForm() {
  return {
    title: "",
    premise: "",
    scene: "",
    places: "",
    characters: "",
    style: "adventure",
    allActed: true,
    hostEnds: true,
    minutes: "5",
  };
}

/**
 * What is wrong with it, by field; empty where nothing is.
 *
 * @param {Form} form
 * @returns {Partial<Record<keyof Form, string>>}
 */
export function flaws(form) {
  /** @type {Partial<Record<keyof Form, string>>} */
  const found = {};
  if (form.title.trim() === "") found.title = "Enter a title for the story.";
  else if (form.title.trim().length > MOST.name) found.title = `Use at most ${MOST.name} characters.`;
  for (const field of /** @type {const} */ (["premise", "scene"]))
    if (form[field].length > MOST.text) found[field] = `Use at most ${MOST.text.toLocaleString("en")} characters.`;
  for (const field of /** @type {const} */ (["places", "characters"])) {
    const all = named(form[field]);
    if (field === "places" && all.length === 0)
      found.places = "Enter at least one place: the story begins in the first one.";
    if (all.length > MOST[field]) found[field] = `Enter at most ${MOST[field]}.`;
    if (all.some(({ name, text }) => name.length > MOST.name || text.length > MOST.text))
      found[field] =
        `Use at most ${MOST.name} characters for a name, and ${MOST.text.toLocaleString("en")} for a description.`;
  }
  const minutes = Number(form.minutes);
  if (form.minutes.trim() !== "" && !(minutes >= 0.1 && minutes <= 1440))
    found.minutes = "Enter between 0.1 and 1440 minutes, or leave this empty.";
  if (!form.allActed && !form.hostEnds && form.minutes.trim() === "")
    found.minutes = "Choose at least one way for a turn to end.";
  return found;
}

/** The story, as `story:begin` takes it. From each place one can go to every other. @param {Form} form  without flaws */
export function described(form) {
  const places = withIds(named(form.places), "place");
  const characters = withIds(named(form.characters), "character");
  const minutes = form.minutes.trim();
  return {
    title: form.title.trim(),
    premise: form.premise.trim(),
    scene: form.scene.trim(),
    style: form.style,
    places: places.map(({ id, name, text }) => ({
      id,
      name,
      description: text,
      connections: places.filter((other) => other.id !== id).map((other) => other.id),
    })),
    characters: characters.map(({ id, name, text }) => ({ id, name, persona: text })),
    rules: {
      allActed: form.allActed,
      hostEnds: form.hostEnds,
      directorEnds: false,
      ...(minutes === "" ? {} : { timeLimitMillis: Math.round(Number(minutes) * 60_000) }),
    },
  };
}

/** @param {string} lines */
function named(lines) {
  return lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      return colon > 0
        ? { name: line.slice(0, colon).trim(), text: line.slice(colon + 1).trim() }
        : { name: line.replace(/^:\s*/, ""), text: "" };
    })
    .filter(({ name }) => name !== "");
}

/** @param {{name: string, text: string}[]} all @param {string} kind */
function withIds(all, kind) {
  return all.map((one, at) => ({ ...one, id: `${kind}-${at + 1}` }));
}
