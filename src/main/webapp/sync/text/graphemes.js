/**
 * Where a text may be cut: between what people take for characters, and never within one. A character may be several
 * code points: a letter with its marks, an emoji with its skin, a family, a flag, a Hangul syllable (UAX 29, without
 * what it says of a few prefixes and of the conjuncts of Indic scripts). `Intl.Segmenter` is not everywhere, differs from
 * browser to browser, and takes seconds for long texts. Pure; offsets in UTF-16 units.
 */

import { isHigh, isLow } from "./ids.js";

/** Without any of these, every UTF-16 unit is a character. */
const JOINING =
  /[\r\p{M}\p{Cf}\u0e33\u0eb3\uff9e\uff9f\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\ud800-\udfff]|[^\0-\uffff]/u;
const MARK = /^(?:[\p{M}\p{EMod}\u200c\u200d\u0e33\u0eb3\uff9e\uff9f]|[\u{e0020}-\u{e007f}])/u;
const CONTROL = /^[\p{Cc}\p{Zl}\p{Zp}]/u;
const PICTURE = /^\p{ExtPict}/u;
const FLAG_LETTER = /^[\u{1f1e6}-\u{1f1ff}]/u;
/** How many code points back the pictures and flags that belong together are looked for. */
const MOST_BACK = 256;

/** As much of the beginning of a text as fits, in whole characters. @param {string} text @param {number} most UTF-16 units */
export function beginning(text, most) {
  return text.length <= most ? text : text.slice(0, cutBefore(text, most));
}

/** The same, with an ellipsis where something was left out. @param {string} text @param {number} most UTF-16 units, the ellipsis included */
export function shortened(text, most) {
  return text.length <= most ? text : `${beginning(text, most - 1)}…`;
}

/** The place at an offset where a text may be cut, or else the nearest before it. @param {string} text @param {number} unit */
export function cutBefore(text, unit) {
  let at = unit;
  while (at > 0 && at < text.length && joins(text, at)) at--;
  return at;
}

/** The place at an offset where a text may be cut, or else the nearest behind it. @param {string} text @param {number} unit */
export function cutAfter(text, unit) {
  let at = unit;
  while (at > 0 && at < text.length && joins(text, at)) at++;
  return at;
}

/** Where the characters of a text begin, and where the last one ends. @param {string} text @returns {Int32Array} */
export function cutsOf(text) {
  const cuts = new Int32Array(text.length + 1);
  let count = 0;
  const plain = !JOINING.test(text);
  for (let at = 0; at < text.length; at++) if (at === 0 || plain || !joins(text, at)) cuts[count++] = at;
  cuts[count++] = text.length;
  return cuts.subarray(0, count);
}

/** Whether what is before an offset and what is behind it belong together. @param {string} text @param {number} at */
function joins(text, at) {
  const [left, right] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (isHigh(left) && isLow(right)) return true;
  if (left === 0x0d) return right === 0x0a;
  if (isPlain(left) && isPlain(right)) return false;
  const before = text.slice(pointBefore(text, at), at);
  const behind = text.slice(at, at + 2);
  if (CONTROL.test(before) || CONTROL.test(behind)) return false;
  if (MARK.test(behind) || joinsHangul(left, right)) return true;
  if (left === 0x200d) return PICTURE.test(behind) && isPictured(text, at - 1);
  return FLAG_LETTER.test(behind) && FLAG_LETTER.test(before) && flagLetters(text, at) % 2 === 1;
}

/** Whether there is a picture before an offset, or marks of one. @param {string} text @param {number} at */
function isPictured(text, at) {
  for (let [end, left] = [at, MOST_BACK]; end > 0 && left > 0; left--) {
    const start = pointBefore(text, end);
    const one = text.slice(start, end);
    if (PICTURE.test(one)) return true;
    if (one === "\u200d" || !MARK.test(one)) return false;
    end = start;
  }
  return false;
}

/** How many letters of flags end at an offset. @param {string} text @param {number} at */
function flagLetters(text, at) {
  let count = 0;
  for (let end = at; end > 0 && count < MOST_BACK; count++) {
    const start = pointBefore(text, end);
    if (!FLAG_LETTER.test(text.slice(start, end))) break;
    end = start;
  }
  return count;
}

/** Where the code point begins that ends at an offset. @param {string} text @param {number} end */
function pointBefore(text, end) {
  return isLow(text.charCodeAt(end - 1)) && isHigh(text.charCodeAt(end - 2)) ? end - 2 : end - 1;
}

/** Whether two parts of a Hangul syllable belong together. @param {number} left @param {number} right */
function joinsHangul(left, right) {
  const [first, second] = [hangul(left), hangul(right)];
  if (first === "L") return second === "L" || second === "V" || second === "LV" || second === "LVT";
  if (first === "V" || first === "LV") return second === "V" || second === "T";
  return (first === "T" || first === "LVT") && second === "T";
}

/** @param {number} unit @returns {"L"|"V"|"T"|"LV"|"LVT"|null} which part of a Hangul syllable it is */
function hangul(unit) {
  if ((unit >= 0x1100 && unit < 0x1160) || (unit >= 0xa960 && unit <= 0xa97c)) return "L";
  if ((unit >= 0x1160 && unit < 0x11a8) || (unit >= 0xd7b0 && unit <= 0xd7c6)) return "V";
  if ((unit >= 0x11a8 && unit <= 0x11ff) || (unit >= 0xd7cb && unit <= 0xd7fb)) return "T";
  if (unit < 0xac00 || unit > 0xd7a3) return null;
  return (unit - 0xac00) % 28 === 0 ? "LV" : "LVT";
}

/** Whether it is surely no part of a character of several, unless one of those is beside it. @param {number} unit */
function isPlain(unit) {
  return (
    unit < 0x300 ||
    (unit >= 0x370 && unit < 0x483) ||
    (unit >= 0x3400 && unit < 0xa000) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fe)
  );
}
