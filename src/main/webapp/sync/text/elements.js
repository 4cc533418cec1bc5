/**
 * The elements of a document with their ids and their order: what is there, without what waits.
 *
 * @typedef {import('./ids.js').Id} Id
 * @typedef {import('./waiting.js').Insert} Insert
 * @typedef {import('./waiting.js').Range} Range
 * @typedef {{index: number, removed: number, inserted: string, unit: number, removedUnits: number}} Change
 *   at an index (and an offset in UTF-16 units) some code points (units) go and a text comes
 */
import { Replica, codePoints, isRoot, sameId, unitOffset } from "./ids.js";
import { BlockTree } from "./tree.js";

export class Elements {
  tree = new BlockTree();
  /** The greatest lamport seen. */
  clock = 0;
  /** @type {Map<string, Replica>} */
  #replicas = new Map();
  /** The one asked for last: who types, types on. @type {Replica | undefined} */
  #recent = undefined;

  /** @param {string} name */
  replica(name) {
    if (this.#recent?.name !== name) this.#recent = this.#replicas.get(name) ?? this.#recent;
    return this.#recent?.name === name ? this.#recent : undefined;
  }

  /** @param {string} name */
  addReplica(name) {
    const replica = new Replica(name);
    this.#replicas.set(name, replica);
    return replica;
  }

  /** Whether there is such an element, or it is the root. The tree is left at an element's block. @param {Id} id */
  has(id) {
    if (id[0] === 0) return isRoot(id);
    const replica = this.replica(id[1]);
    return replica !== undefined && this.tree.find(replica, id[0]);
  }

  /**
   * How many elements of an insert are there already; -1 if they are others than it says.
   *
   * @param {Insert} insert
   * @param {number} count
   */
  known({ ins, id, after }, count) {
    const replica = this.replica(id[1]);
    if (!replica || replica.last() < id[0] || replica.atOrAbove(id[0]) >= id[0] + count) return 0;
    let known = 0;
    let unit = 0;
    let parent = after;
    while (known < count && this.tree.find(replica, id[0] + known)) {
      const { block } = this.tree;
      const offset = id[0] + known - block.lamport;
      const part = Math.min(count - known, block.count - offset);
      const end = unit + unitOffset(ins.slice(unit), count - known, part);
      /** @type {Id} */
      const stands = offset > 0 ? [block.lamport + offset - 1, replica.name] : this.tree.parentOfBlock();
      const said = block.text?.slice(block.unit(offset), block.unit(offset + part));
      if (!sameId(stands, parent) || (said !== undefined && said !== ins.slice(unit, end))) return -1;
      known += part;
      unit = end;
      parent = [id[0] + known - 1, replica.name];
    }
    return known === 0 || replica.atOrAbove(id[0] + known) < id[0] + count ? -1 : known;
  }

  /** Puts an insert, or what is not known of it, in its place. @param {Insert} insert @returns {Change} */
  place({ ins, id, after }) {
    const count = codePoints(ins);
    const known = this.known({ ins, id, after }, count);
    const rest = ins.slice(unitOffset(ins, count, known));
    const lamport = id[0] + known;
    const replica = this.replica(id[1]) ?? this.addReplica(id[1]);
    const parent = known > 0 ? /** @type {Id} */ ([lamport - 1, id[1]]) : after;
    const tree = this.tree;
    const found = this.has(parent) && !isRoot(parent);
    tree.seekGap(found ? parent[0] - tree.block.lamport : -1, replica, lamport);
    const [index, unit] = tree.insert(replica, lamport, count - known, rest);
    this.clock = Math.max(this.clock, id[0] + count - 1);
    return { index, removed: 0, inserted: rest, unit, removedUnits: 0 };
  }

  /** A range cut into what is there and what is not. @param {Range} range */
  parts({ replica: name, from, to }) {
    const replica = this.replica(name);
    /** @type {(Range & {there: boolean})[]} */
    const parts = [];
    for (let at = from; at < to;) {
      const block = replica?.block(at);
      const end = block ? block.lamport + block.count : (replica?.atOrAbove(at) ?? Infinity);
      parts.push({ replica: name, from: at, to: Math.min(to, end), there: block !== undefined });
      at = end;
    }
    return parts;
  }

  /** Whether an element stands right behind another, deleted ones counted. @param {Id} id @param {Id} before */
  follows([lamport, name], [beforeLamport, beforeName]) {
    const before = this.replica(beforeName)?.block(beforeLamport);
    if (!before) return false;
    if (beforeLamport + 1 < before.lamport + before.count) return lamport === beforeLamport + 1 && name === beforeName;
    const { leaf } = before;
    /** @type {import('./nodes.js').Leaf | null} */
    let behind = leaf;
    let at = leaf.blocks.indexOf(before) + 1;
    for (; behind && at === behind.blocks.length; at = 0) behind = behind.next;
    const block = behind?.blocks[at];
    return block !== undefined && block.lamport === lamport && block.replica.name === name;
  }

  /** How many elements from one on, at most so many, are all visible, or all deleted, or all not there. @param {Id} id @param {number} most */
  alike([lamport, name], most) {
    const replica = this.replica(name);
    const block = replica?.block(lamport);
    if (block) return Math.min(most, block.lamport + block.count - lamport);
    return Math.min(most, (replica?.atOrAbove(lamport) ?? Infinity) - lamport);
  }

  /** The visible ones of a range, cut where the blocks are. @param {Range} range */
  visible({ replica: name, from, to }) {
    const replica = this.replica(name);
    /** @type {import('./document.js').Piece<string>[]} */
    const pieces = [];
    for (let at = from; at < to;) {
      const block = replica?.block(at);
      const end = Math.min(to, block ? block.lamport + block.count : (replica?.atOrAbove(at) ?? Infinity));
      if (block && block.text !== null) {
        pieces.push([
          at,
          name,
          end - at,
          block.text.slice(block.unit(at - block.lamport), block.unit(end - block.lamport)),
        ]);
      }
      at = end;
    }
    return pieces;
  }

  /**
   * Deletes the visible ones of elements that are there.
   *
   * @param {Range} range
   * @param {Change[]} changes
   */
  bury({ replica: name, from, to }, changes) {
    const tree = this.tree;
    const replica = /** @type {Replica} */ (this.replica(name));
    for (let at = from; at < to;) {
      tree.find(replica, at);
      const { block } = tree;
      const offset = at - block.lamport;
      const count = Math.min(to - at, block.count - offset);
      at += count;
      if (block.text !== null) {
        const [index, unit, removedUnits] = tree.bury(offset, count);
        const last = changes.at(-1);
        if (last && last.inserted === "" && (last.index === index || index + count === last.index)) {
          last.removed += count;
          last.removedUnits += removedUnits;
          Object.assign(last, { index, unit });
        } else {
          changes.push({ index, removed: count, inserted: "", unit, removedUnits });
        }
      }
    }
  }
}
