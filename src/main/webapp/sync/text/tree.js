/**
 * All elements of a document in the order of the text: blocks in leaves, below branches, as in a B+ tree. Every node
 * knows how many visible elements and UTF-16 units are below it, and the least lamport.
 *
 * The tree has one current place: a block and what is visible before it. Searches move it and changes leave it where
 * they happened, so whoever types on finds the place where it was left.
 */
import { Block, blockTexts } from "./ids.js";
import { Branch, Leaf, idOf, leafBeside } from "./nodes.js";

/** @typedef {import('./ids.js').Replica} Replica */
/** @typedef {import('./nodes.js').Node} Node */
/** @typedef {'visible' | 'units'} Measure */

const LEAF = 64;
const BRANCH = 32;
/** Blocks put into a leaf of a loaded document, so that the first edits need not halve it. */
const FILL = 56;

export class BlockTree {
  constructor() {
    this.first = new Leaf();
    this.last = this.first;
    this.root = new Branch();
    this.root.kids.push(this.first);
    this.root.count();
    /** The current place; it may be one past the last block of the leaf. */
    this.leaf = this.first;
    this.at = 0;
    this.index = 0;
    this.unit = 0;
    this.counted = true;
  }

  /**
   * Puts a block behind all others; {@link build} has to follow the last one.
   *
   * @param {Replica} replica
   * @param {number} lamport
   * @param {number} count
   * @param {string | null} text
   */
  append(replica, lamport, count, text) {
    if (this.last.blocks.length === FILL) {
      this.last.next = new Leaf();
      this.last = this.last.next;
    }
    const block = new Block(replica, lamport, count, text, this.last);
    this.last.blocks.push(block);
    replica.add(block);
  }

  /** Builds the branches over the leaves. */
  build() {
    /** @type {Node[]} */
    let level = [];
    for (const leaf of this.leaves()) {
      leaf.count();
      level.push(leaf);
    }
    do {
      /** @type {Branch[]} */
      const above = [];
      for (let from = 0; from < level.length; from += BRANCH) {
        const branch = new Branch();
        branch.kids = level.slice(from, from + BRANCH);
        branch.count();
        above.push(branch);
      }
      level = above;
    } while (level.length > 1);
    this.root = /** @type {Branch} */ (level[0]);
    Object.assign(this, { leaf: this.first, at: 0, index: 0, unit: 0, counted: true });
  }

  /** All leaves, in the order of the text. */
  *leaves() {
    /** @type {Leaf | null} */
    let leaf = this.first;
    for (; leaf; leaf = leaf.next) yield leaf;
  }

  /** All blocks, in the order of the text. */
  *blocks() {
    for (const leaf of this.leaves()) yield* leaf.blocks;
  }

  get block() {
    return this.leaf.blocks[this.at];
  }

  /** Counts what is visible before the current block, where that is not known. */
  count() {
    if (this.counted) return;
    this.index = 0;
    this.unit = 0;
    for (let at = 0; at < this.at; at++) {
      this.index += this.leaf.blocks[at].visible;
      this.unit += this.leaf.blocks[at].units;
    }
    /** @type {Node} */
    let node = this.leaf;
    for (; node.parent; node = node.parent) {
      for (let slot = 0; slot < node.slot; slot++) {
        this.index += node.parent.kids[slot].visible;
        this.unit += node.parent.kids[slot].units;
      }
    }
    this.counted = true;
  }

  /** @param {Leaf} leaf @param {number} at */
  moveTo(leaf, at) {
    if (leaf !== this.leaf) {
      this.leaf = leaf;
      this.at = at;
      this.counted = false;
      return;
    }
    if (this.counted) {
      for (; this.at < at; this.at++) {
        this.index += this.block.visible;
        this.unit += this.block.units;
      }
      while (this.at > at) {
        this.at--;
        this.index -= this.block.visible;
        this.unit -= this.block.units;
      }
    }
    this.at = at;
  }

  /** Goes to the block of an element. Returns whether there is one. @param {Replica} replica @param {number} lamport */
  find(replica, lamport) {
    if (this.block?.holds(replica, lamport)) return true;
    const block = replica.block(lamport);
    if (!block) return false;
    const near = block.leaf === this.leaf && this.leaf.blocks[this.at - 1] === block;
    this.moveTo(block.leaf, near ? this.at - 1 : block.leaf.blocks.indexOf(block));
    return true;
  }

  /**
   * Goes to the block of the visible element at an index or a UTF-16 offset.
   *
   * @param {number} target
   * @param {Measure} by
   */
  seek(target, by) {
    this.count();
    const here = by === "visible" ? this.index : this.unit;
    if (this.block && target >= here && target < here + this.block[by]) return;
    let index = 0;
    let unit = 0;
    /** @type {Node} */
    let node = this.root;
    while (node instanceof Branch) {
      let slot = 0;
      for (; slot < node.kids.length - 1; slot++) {
        const kid = node.kids[slot];
        if (target < (by === "visible" ? index : unit) + kid[by]) break;
        index += kid.visible;
        unit += kid.units;
      }
      node = node.kids[slot];
    }
    let at = 0;
    for (; at < node.blocks.length - 1; at++) {
      const block = node.blocks[at];
      if (target < (by === "visible" ? index : unit) + block[by]) break;
      index += block.visible;
      unit += block.units;
    }
    Object.assign(this, { leaf: node, at, index, unit, counted: true });
  }

  /**
   * Goes to where a new element belongs: from the one it stands after past everything with a greater id.
   *
   * @param {number} offset of the element it stands after in the current block; -1 for the root
   * @param {Replica} replica
   * @param {number} lamport
   */
  seekGap(offset, replica, lamport) {
    if (offset < 0) {
      this.moveTo(this.first, 0);
    } else if (offset + 1 < this.block.count && replica.isAbove(lamport, this.block, this.block.lamport + offset + 1)) {
      this.makeRoom();
      this.cut(this.at, offset + 1);
      this.moveTo(this.leaf, this.at + 1);
      return;
    }
    let leaf = this.leaf;
    let at = offset < 0 ? 0 : this.at + 1;
    for (;;) {
      while (at < leaf.blocks.length && !replica.isAbove(lamport, leaf.blocks[at])) at++;
      if (at < leaf.blocks.length) break;
      const right = leafBeside(leaf, 1, lamport);
      if (!right) {
        leaf = this.last;
        at = leaf.blocks.length;
        break;
      }
      if (right === leaf.next && replica.isAbove(lamport, right.blocks[0])) break;
      leaf = right;
      at = 0;
    }
    this.moveTo(leaf, at);
  }

  /**
   * Inserts visible elements at the current gap, and leaves the place at their block.
   *
   * @param {Replica} replica
   * @param {number} lamport
   * @param {number} count
   * @param {string} text
   * @returns {[index: number, unit: number]} where the first is
   */
  insert(replica, lamport, count, text) {
    this.count();
    /** @type {[number, number]} */
    const where = [this.index, this.unit];
    if (text.length === count) {
      this.put(replica, lamport, count, text);
      return where;
    }
    let next = lamport;
    for (const [part, points] of blockTexts(text, count)) {
      if (next > lamport) this.moveTo(this.leaf, this.at + 1);
      this.put(replica, next, points, part);
      next += points;
    }
    return where;
  }

  /** Inserts what a block may hold at the current gap. @param {Replica} replica @param {number} lamport @param {number} count @param {string} text */
  put(replica, lamport, count, text) {
    const before = this.leaf.blocks[this.at - 1];
    if (
      before &&
      before.replica === replica &&
      before.lamport + before.count === lamport &&
      before.takes(text, count)
    ) {
      this.moveTo(this.leaf, this.at - 1);
      before.text += text;
      before.count += count;
    } else {
      this.makeRoom();
      const block = new Block(replica, lamport, count, text, this.leaf);
      this.leaf.blocks.splice(this.at, 0, block);
      replica.add(block);
      /** @type {Node | null} */
      let node = this.leaf;
      for (; node && node.least > lamport; node = node.parent) node.least = lamport;
    }
    this.add(count, text.length);
  }

  /**
   * Deletes a part of the current block, which is visible.
   *
   * @param {number} offset
   * @param {number} count
   * @returns {[index: number, unit: number, units: number]} where the part began, and its UTF-16 units
   */
  bury(offset, count) {
    this.makeRoom();
    this.count();
    const from = this.block.unit(offset);
    const units = this.block.unit(offset + count) - from;
    this.index += offset;
    this.unit += from;
    this.add(-count, -units);
    if (!this.shiftIntoNeighbour(offset, count)) {
      if (offset + count < this.block.count) this.cut(this.at, offset + count);
      if (offset > 0) this.cut(this.at++, offset);
      this.block.text = null;
      this.joinDeleted(this.at);
      if (this.joinDeleted(this.at - 1)) this.at--;
    }
    return [this.index, this.unit, units];
  }

  /** Buries a part by letting the deleted block beside it grow. @param {number} offset @param {number} count */
  shiftIntoNeighbour(offset, count) {
    const { block, at } = this;
    const { blocks } = this.leaf;
    const [before, next] = [blocks[at - 1], blocks[at + 1]];
    if (count === block.count || block.text === null) return false;
    if (offset === 0 && before && before.text === null && before.continuesIn(block)) {
      before.count += count;
      block.text = block.text.slice(block.unit(count));
      block.lamport += count;
      block.count -= count;
      return true;
    }
    if (offset + count === block.count && next && next.text === null && block.continuesIn(next)) {
      block.text = block.text.slice(0, block.unit(offset));
      block.count -= count;
      next.lamport -= count;
      next.count += count;
      this.at++;
      return true;
    }
    return false;
  }

  /** Joins a deleted block with the deleted one behind it, if that continues it. @param {number} at */
  joinDeleted(at) {
    const { blocks } = this.leaf;
    const [block, next] = [blocks[at], blocks[at + 1]];
    if (!block || !next || block.text !== null || next.text !== null || !block.continuesIn(next)) return false;
    next.replica.remove(next);
    block.count += next.count;
    blocks.splice(at + 1, 1);
    return true;
  }

  /** Cuts a block in two before the element at an offset. @param {number} at @param {number} offset */
  cut(at, offset) {
    const block = this.leaf.blocks[at];
    const unit = block.unit(offset);
    const tail = new Block(
      block.replica,
      block.lamport + offset,
      block.count - offset,
      block.text === null ? null : block.text.slice(unit),
      this.leaf,
    );
    if (block.text !== null) block.text = block.text.slice(0, unit);
    block.count = offset;
    this.leaf.blocks.splice(at + 1, 0, tail);
    block.replica.add(tail);
  }

  /** Counts more or fewer visible elements at the current place. @param {number} visible @param {number} units */
  add(visible, units) {
    /** @type {Node | null} */
    let node = this.leaf;
    for (; node; node = node.parent) {
      node.visible += visible;
      node.units += units;
    }
  }

  /** What the first element of the current block stands after: the nearest to the left with a smaller lamport. */
  parentOfBlock() {
    const bound = this.block.lamport;
    /** @type {Leaf | null} */
    let leaf = this.leaf;
    for (let at = this.at - 1; leaf; leaf = leafBeside(leaf, -1, bound - 1), at = (leaf?.blocks.length ?? 0) - 1) {
      for (; at >= 0; at--) {
        const block = leaf.blocks[at];
        if (block.lamport < bound) {
          return idOf(block, Math.min(bound, block.lamport + block.count) - 1);
        }
      }
    }
    return idOf(null, 0);
  }

  /** Makes room for two blocks in the current leaf. */
  makeRoom() {
    const { leaf } = this;
    if (leaf.blocks.length + 2 <= LEAF) return;
    const right = new Leaf();
    right.blocks = leaf.blocks.splice(LEAF / 2);
    for (const block of right.blocks) block.leaf = right;
    right.next = leaf.next;
    leaf.next = right;
    if (this.last === leaf) this.last = right;
    leaf.count();
    right.count();
    this.insertKid(/** @type {Branch} */ (leaf.parent), leaf.slot + 1, right);
    if (this.at >= leaf.blocks.length) {
      this.at -= leaf.blocks.length;
      this.leaf = right;
    }
  }

  /** Puts a node beside one whose sums it takes a part of. @param {Branch} into @param {number} at @param {Node} kid */
  insertKid(into, at, kid) {
    into.kids.splice(at, 0, kid);
    into.count();
    if (into.kids.length <= BRANCH) return;
    const right = new Branch();
    right.kids = into.kids.splice(BRANCH / 2);
    into.count();
    right.count();
    if (!into.parent) {
      this.root = new Branch();
      this.root.kids.push(into);
      this.root.count();
    }
    this.insertKid(/** @type {Branch} */ (into.parent), into.slot + 1, right);
  }
}
