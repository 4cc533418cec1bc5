/**
 * The nodes of the tree of blocks. Each knows how many visible elements and UTF-16 units are below it, and the least
 * lamport.
 *
 * @typedef {import('./ids.js').Block} Block
 * @typedef {Leaf | Branch} Node
 */

/** Up to 64 blocks. */
export class Leaf {
  /** @type {Block[]} */
  blocks = [];
  /** @type {Branch | null} */
  parent = null;
  /** The place in the parent. */
  slot = 0;
  visible = 0;
  units = 0;
  least = Infinity;
  /** @type {Leaf | null} */
  next = null;

  count() {
    this.visible = 0;
    this.units = 0;
    this.least = Infinity;
    for (const block of this.blocks) {
      this.visible += block.visible;
      this.units += block.units;
      if (block.lamport < this.least) this.least = block.lamport;
    }
  }
}

/** Up to 32 nodes of one level. */
export class Branch {
  /** @type {Node[]} */
  kids = [];
  /** @type {Branch | null} */
  parent = null;
  slot = 0;
  visible = 0;
  units = 0;
  least = Infinity;

  count() {
    this.visible = 0;
    this.units = 0;
    this.least = Infinity;
    this.kids.forEach((kid, slot) => {
      kid.parent = this;
      kid.slot = slot;
      this.visible += kid.visible;
      this.units += kid.units;
      if (kid.least < this.least) this.least = kid.least;
    });
  }
}

/**
 * The nearest leaf to the right (1) or left (-1) with a least lamport not above a bound.
 *
 * @param {Leaf} leaf
 * @param {1 | -1} side
 * @param {number} bound
 * @returns {Leaf | null}
 */
export function leafBeside(leaf, side, bound) {
  /** @type {Node} */
  let node = leaf;
  for (; node.parent; node = node.parent) {
    const { kids } = node.parent;
    for (let slot = node.slot + side; slot >= 0 && slot < kids.length; slot += side) {
      if (kids[slot].least <= bound) return outermost(kids[slot], side, bound);
    }
  }
  return null;
}

/** @param {Node} node @param {1 | -1} side @param {number} bound @returns {Leaf} */
function outermost(node, side, bound) {
  if (node instanceof Leaf) return node;
  let slot = side > 0 ? 0 : node.kids.length - 1;
  while (node.kids[slot].least > bound) slot += side;
  return outermost(node.kids[slot], side, bound);
}

/** The id of the element with a lamport in a block; of the root without one. @param {Block | null} block @param {number} lamport @returns {import('./ids.js').Id} */
export function idOf(block, lamport) {
  return [lamport, block ? block.replica.name : "root"];
}
