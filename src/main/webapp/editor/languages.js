/**
 * @typedef {object} Language
 * @property {string} label
 * @property {() => Promise<import("@codemirror/state").Extension>} load
 */

/** @type {Record<string, Language>} */
const LANGUAGES = {
  javascript: {
    label: "JavaScript",
    load: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true }),
  },
  typescript: {
    label: "TypeScript",
    load: async () => (await import("@codemirror/lang-javascript")).javascript({ jsx: true, typescript: true }),
  },
  java: { label: "Java", load: async () => (await import("@codemirror/lang-java")).java() },
  python: { label: "Python", load: async () => (await import("@codemirror/lang-python")).python() },
  html: { label: "HTML", load: async () => (await import("@codemirror/lang-html")).html() },
  css: { label: "CSS", load: async () => (await import("@codemirror/lang-css")).css() },
  json: { label: "JSON", load: async () => (await import("@codemirror/lang-json")).json() },
  markdown: { label: "Markdown", load: async () => (await import("@codemirror/lang-markdown")).markdown() },
};

/** @type {Record<string, keyof typeof LANGUAGES>} */
const ENDINGS = {
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  ts: "typescript",
  mts: "typescript",
  tsx: "typescript",
  java: "java",
  py: "python",
  pyi: "python",
  html: "html",
  htm: "html",
  svg: "html",
  xml: "html",
  css: "css",
  json: "json",
  md: "markdown",
  markdown: "markdown",
};

/**
 * The language that a document's name speaks of.
 *
 * @param {string} name
 * @returns {Language|null} null for plain text
 */
export function languageOf(name) {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const language = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  return language === undefined ? null : (LANGUAGES[language] ?? null);
}
