/** @typedef {{text: string, at: number, values: Record<string, number>}} Reading */

const LONGEST = 1_000;
const DEEPEST = 32;
const WORD = /^(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z][A-Za-z0-9_]*)/;
/** @type {Map<string, (value: number) => number>} */
const FUNCTIONS = new Map([
  ["abs", Math.abs],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["log", Math.log],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
]);

/**
 * Value of a computed parameter: an arithmetic expression of numbers, parameter names, `+ - * / ^`,
 * parentheses and a few functions, the same that the server reads.
 * Written out instead of using `eval`, which a content security policy rightly forbids.
 *
 * @param {string} text
 * @param {Record<string, number>} values
 * @returns {number|undefined} undefined where the expression is beyond this grammar or names an unknown value
 */
export function evaluate(text, values) {
  if (text.length > LONGEST) return undefined;
  /** @type {Reading} */
  const reading = { text, at: 0, values };
  try {
    const result = sum(reading, 0);
    return peek(reading) === "" && Number.isFinite(result) ? result : undefined;
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

/** @param {Reading} reading */
function peek(reading) {
  while (/\s/.test(reading.text.charAt(reading.at))) reading.at++;
  return reading.text.charAt(reading.at);
}

/** @param {Reading} reading @param {number} depth @returns {number} */
function sum(reading, depth) {
  let left = product(reading, depth);
  for (let sign = peek(reading); sign === "+" || sign === "-"; sign = peek(reading)) {
    reading.at++;
    const right = product(reading, depth);
    left = sign === "+" ? left + right : left - right;
  }
  return left;
}

/** @param {Reading} reading @param {number} depth @returns {number} */
function product(reading, depth) {
  let left = signed(reading, depth);
  for (let sign = peek(reading); sign === "*" || sign === "/"; sign = peek(reading)) {
    reading.at++;
    const right = signed(reading, depth);
    left = sign === "*" ? left * right : left / right;
  }
  return left;
}

/** @param {Reading} reading @param {number} depth @returns {number} */
function signed(reading, depth) {
  if (depth > DEEPEST) throw new SyntaxError("too deep");
  let negative = false;
  for (let sign = peek(reading); sign === "-" || sign === "+"; sign = peek(reading)) {
    reading.at++;
    if (sign === "-") negative = !negative;
  }
  const base = operand(reading, depth);
  const value = take(reading, "^") ? base ** signed(reading, depth + 1) : base;
  return negative ? -value : value;
}

/** @param {Reading} reading @param {number} depth @returns {number} */
function operand(reading, depth) {
  if (take(reading, "(")) return closed(reading, sum(reading, depth + 1));
  const word = WORD.exec(reading.text.slice(reading.at))?.[0];
  if (!word) throw new SyntaxError("a value is missing");
  reading.at += word.length;
  if (!/^[A-Za-z]/.test(word)) return Number(word);
  if (take(reading, "(")) return call(reading, word, depth);
  if (!Object.hasOwn(reading.values, word)) throw new SyntaxError("unknown name");
  return /** @type {number} */ (reading.values[word]);
}

/** @param {Reading} reading @param {string} name @param {number} depth @returns {number} */
function call(reading, name, depth) {
  const first = sum(reading, depth + 1);
  if (name === "min" || name === "max") {
    if (!take(reading, ",")) throw new SyntaxError("missing ,");
    return closed(reading, Math[name](first, sum(reading, depth + 1)));
  }
  const known = FUNCTIONS.get(name);
  if (!known) throw new SyntaxError("unknown function");
  return closed(reading, known(first));
}

/** @param {Reading} reading @param {number} value */
function closed(reading, value) {
  if (!take(reading, ")")) throw new SyntaxError("missing )");
  return value;
}

/** @param {Reading} reading @param {string} wanted */
function take(reading, wanted) {
  if (peek(reading) !== wanted) return false;
  reading.at++;
  return true;
}
