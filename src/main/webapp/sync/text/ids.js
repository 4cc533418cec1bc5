/**
 * Ids of elements, and where each element stands.
 *
 * @typedef {[lamport: number, replica: string]} Id
 * @typedef {import('./nodes.js').Leaf} Leaf
 */

/** @type {Id} */
export const ROOT = [0, "root"];

/** The greatest lamport: 2^53 - 1. */
export const MAX_LAMPORT = Number.MAX_SAFE_INTEGER;

const MAX_REPLICA_LENGTH = 64;
const PAGE = 256;

/** @param {string} text whether every surrogate in it belongs to a pair */
export function isUnicode(text) {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = text.charCodeAt(at + 1);
      if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
      at++;
    }
  }
  return true;
}

/** How many code points a text has. @param {string} text */
export function codePoints(text) {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}

/**
 * The offset in UTF-16 units of a code point.
 *
 * @param {string} text
 * @param {number} count its code points
 * @param {number} index
 */
export function unitOffset(text, count, index) {
  if (text.length === count || index === 0) return index;
  let unit = 0;
  for (let left = index; left > 0; left--) {
    unit += isHigh(text.charCodeAt(unit)) ? 2 : 1;
  }
  return unit;
}

/** @param {unknown} name whether a replica may be called so */
export function isReplica(name) {
  return (
    typeof name === "string" &&
    name.length > 0 &&
    name.length <= 2 * MAX_REPLICA_LENGTH &&
    codePoints(name) <= MAX_REPLICA_LENGTH &&
    isUnicode(name)
  );
}

/** @param {unknown} value whether it is an id: an element's or the root's */
export function isId(value) {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    Number.isSafeInteger(value[0]) &&
    isReplica(value[1]) &&
    (value[0] > 0 || isRoot(/** @type {Id} */ (value)))
  );
}

/** @param {Id} id */
export function isRoot(id) {
  return id[0] === 0 && id[1] === "root";
}

/** Whether an id is greater than another, by lamport and then by replica. @param {Id} left @param {Id} right */
export function isGreater(left, right) {
  return left[0] !== right[0] ? left[0] > right[0] : compareNames(left[1], right[1]) > 0;
}

/** @param {Id} left @param {Id} right */
export function sameId(left, right) {
  return left[0] === right[0] && left[1] === right[1];
}

/**
 * Below, at or above 0 as one name is before, the same as or after the other by code points. JavaScript's own order
 * is by UTF-16 units, where U+1F600 comes before U+FF5E.
 *
 * @param {string} left
 * @param {string} right
 */
export function compareNames(left, right) {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return weight(a) - weight(b);
  }
  return left.length - right.length;
}

/** Surrogates weigh more than all other units. @param {number} unit */
function weight(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Within a block with surrogate pairs, offsets are found by counting: so no such block has more elements. */
const MOST_COUNTED = 1_024;

/**
 * A text cut into parts that a block each may hold: one, unless it has surrogate pairs.
 *
 * @param {string} text
 * @param {number} count its code points
 * @returns {Iterable<[text: string, count: number]>}
 */
export function* blockTexts(text, count) {
  if (text.length === count) return yield [text, count];
  let unit = 0;
  for (let left = count; left > 0; left -= MOST_COUNTED) {
    const part = Math.min(left, MOST_COUNTED);
    let end = unit;
    for (let at = 0; at < part; at++) end += isHigh(text.charCodeAt(end)) ? 2 : 1;
    yield [text.slice(unit, end), part];
    unit = end;
  }
}

/** @param {number} unit whether it is the first half of a surrogate pair */
export function isHigh(unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** @param {number} unit whether it is the second half of a surrogate pair */
export function isLow(unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A run of elements with consecutive lamports of one replica that are all visible or all deleted. */
export class Block {
  /**
   * @param {Replica} replica
   * @param {number} lamport of the first element
   * @param {number} count of elements
   * @param {string | null} text what they say; null when they are deleted
   * @param {Leaf} leaf where it stands
   */
  constructor(replica, lamport, count, text, leaf) {
    this.replica = replica;
    this.lamport = lamport;
    this.count = count;
    this.text = text;
    this.leaf = leaf;
  }

  get visible() {
    return this.text === null ? 0 : this.count;
  }

  get units() {
    return this.text === null ? 0 : this.text.length;
  }

  /** @param {Replica} replica @param {number} lamport */
  holds(replica, lamport) {
    return lamport >= this.lamport && lamport < this.lamport + this.count && this.replica === replica;
  }

  /** The offset in UTF-16 units of an element. @param {number} offset of the element in this block */
  unit(offset) {
    return this.text === null ? 0 : unitOffset(this.text, this.count, offset);
  }

  /** Whether a text may be added to these: see {@link blockTexts}. @param {string} text @param {number} count its code points */
  takes(text, count) {
    return (
      this.text !== null &&
      (this.count + count <= MOST_COUNTED || (this.text.length === this.count && text.length === count))
    );
  }

  /** Whether a block's ids go on where these end. @param {Block} next */
  continuesIn(next) {
    return this.replica === next.replica && this.lamport + this.count === next.lamport;
  }
}

/** What one replica has inserted: its blocks by lamport, in pages. */
export class Replica {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Block[][]} */
    this.pages = [[]];
    /** @type {Block | undefined} */
    this.recent = undefined;
  }

  /** Whether (lamport, this) is greater than another id. @param {number} lamport @param {Block} other its first */
  isAbove(lamport, other, otherLamport = other.lamport) {
    if (lamport !== otherLamport) return lamport > otherLamport;
    return this !== other.replica && compareNames(this.name, other.replica.name) > 0;
  }

  /** The block of an element. @param {number} lamport @returns {Block | undefined} */
  block(lamport) {
    if (this.recent?.holds(this, lamport)) return this.recent;
    const page = this.pages[this.#page(lamport)];
    const block = page[floor(page, lamport)];
    if (!block?.holds(this, lamport)) return undefined;
    this.recent = block;
    return block;
  }

  /** The least lamport of an element that is not below another, or infinity. @param {number} lamport */
  atOrAbove(lamport) {
    if (this.block(lamport)) return lamport;
    const which = this.#page(lamport);
    const next = this.pages[which][floor(this.pages[which], lamport) + 1] ?? this.pages[which + 1]?.[0];
    return next ? next.lamport : Infinity;
  }

  /** The greatest lamport, or 0. */
  last() {
    const block = this.pages[this.pages.length - 1].at(-1);
    return block ? block.lamport + block.count - 1 : 0;
  }

  /** @param {Block} block whose elements have no block yet */
  add(block) {
    const which = this.#page(block.lamport);
    const page = this.pages[which];
    const at = floor(page, block.lamport) + 1;
    if (at === page.length) page.push(block);
    else page.splice(at, 0, block);
    if (page.length > PAGE) this.pages.splice(which + 1, 0, page.splice(at === PAGE ? PAGE : PAGE / 2));
  }

  /** @param {Block} block that is no more */
  remove(block) {
    const which = this.#page(block.lamport);
    const page = this.pages[which];
    page.splice(page.indexOf(block), 1);
    if (page.length === 0 && this.pages.length > 1) this.pages.splice(which, 1);
    if (this.recent === block) this.recent = undefined;
  }

  /** @param {number} lamport */
  #page(lamport) {
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pages[middle][0].lamport <= lamport) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The last block that begins at or below a lamport, or -1. @param {Block[]} page @param {number} lamport */
function floor(page, lamport) {
  let low = -1;
  let high = page.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (page[middle].lamport <= lamport) low = middle;
    else high = middle - 1;
  }
  return low;
}
