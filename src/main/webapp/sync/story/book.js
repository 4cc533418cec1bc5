import { beginning } from "../text/graphemes.js";

/**
 * A story as a book, in formats that are made in the browser. Pure.
 *
 * @typedef {object} Book
 * @property {string} title
 * @property {string} premise
 * @property {string} scene
 * @property {string} language
 * @property {readonly {turn: number, narrative: string}[]} chapters
 * @property {string[]} authors  who played
 */

/** @param {number} turn  from 0 */
export function chapterTitle(turn) {
  return `Chapter ${turn + 1}`;
}

/** Parts of a text that an empty line parts. @param {string} text @returns {string[]} */
export function paragraphs(text) {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** The name of its file, without an ending. @param {string} title */
export function fileName(title) {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return beginning(plain, 80) || "story";
}

/** @param {Book} book */
export function markdown({ title, premise, scene, chapters, authors }) {
  const parts = [`# ${marked(oneLine(title))}`];
  if (authors.length > 0) parts.push(`By ${authors.map((name) => marked(oneLine(name))).join(", ")}`);
  for (const text of [premise, scene]) parts.push(...paragraphs(text).map((one) => `*${marked(oneLine(one))}*`));
  for (const { turn, narrative } of chapters)
    parts.push(`## ${chapterTitle(turn)}`, ...paragraphs(narrative).map(marked));
  return `${parts.join("\n\n")}\n`;
}

/** A page of its own, with its style. @param {Book} book */
export function htmlPage({ title, premise, scene, language, chapters, authors }) {
  const texts = (/** @type {string} */ text, /** @type {string} */ kind) =>
    paragraphs(text)
      .map((one) => `<p${kind}>${escaped(one)}</p>`)
      .join("\n");
  const byline = authors.length > 0 ? `<p class="by">By ${escaped(authors.join(", "))}</p>\n` : "";
  const lead = [premise, scene]
    .map((text) => texts(text, ' class="lead"'))
    .filter(Boolean)
    .join("\n");
  const told = chapters
    .map(({ turn, narrative }) => `<section>\n<h2>${chapterTitle(turn)}</h2>\n${texts(narrative, "")}\n</section>`)
    .join("\n");
  return `<!doctype html>
<html lang="${escaped(language || "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
${byline}${lead}
</header>
${told}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 36rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.125rem/1.65 Charter, "Iowan Old Style", Georgia, "Noto Serif", serif; }
header { text-align: center; margin-bottom: 3rem; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 0 0 0.5rem; }
h2 { font-size: 1rem; font-weight: 400; letter-spacing: 0.12em; text-transform: uppercase; text-align: center; margin: 3rem 0 1.25rem; }
.lead { font-style: italic; }
section p { margin: 0; text-align: justify; hyphens: auto; }
section p + p { text-indent: 1.5em; }
@page { margin: 22mm 20mm; }
@media print { body { margin: 0 auto; font-size: 11pt; } h2 { break-after: avoid; } p { orphans: 3; widows: 3; } }
`;

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** What would be a sign in Markdown is a letter. @param {string} text */
function marked(text) {
  return text
    .replace(/[\\`*_[\]<>&]/g, "\\$&")
    .replace(/^(\s*)([#+\-~=|]|\d+(?=[.)]))/gm, (_, space, sign) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
