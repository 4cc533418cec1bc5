/**
 * A text that many replicas edit at once: a sequence CRDT (RGA) of code points. Integrating the same operations in any
 * order gives the same text. No DOM, no network.
 *
 * Positions are indexes in code points; changes carry the offsets in UTF-16 units as well, as editors count.
 *
 * @typedef {import('./ids.js').Id} Id
 * @typedef {import('./nodes.js').Leaf} Leaf
 * @typedef {import('./waiting.js').Insert} Insert
 * @typedef {import('./waiting.js').Range} Range
 * @typedef {[lamport: number, replica: string, count: number]} Span
 * @typedef {{del: Span[]}} Delete
 * @typedef {Insert | Delete} Operation as on the wire
 * @typedef {import('./elements.js').Change} Change
 * @typedef {'invalid_op' | 'id_taken' | 'resync'} RefusalCode
 * @typedef {{outcome: 'applied', changes: Change[]} | {outcome: 'known'} | {outcome: 'waiting'}
 *   | {outcome: 'refused', code: RefusalCode, detail: string}} Integration
 * @typedef {[lamport: number, replica: string, count: number, deleted: 0 | 1, after?: Id]} Run
 * @typedef {import('./restorations.js').Restoration} Restoration
 * @typedef {{anchor: Id, affinity: 'left' | 'right'}} Anchor
 */
/** @template T @typedef {[lamport: number, replica: string, count: number, text: T]} Piece a run with what it says */
import { Elements } from "./elements.js";
import { MAX_LAMPORT, ROOT, blockTexts, codePoints, isGreater, isId, isRoot, isUnicode, unitOffset } from "./ids.js";
import { KNOWN, WAITING, isSpan, refused, restoresEach } from "./outcomes.js";
import { Restorations } from "./restorations.js";
import { Waiting } from "./waiting.js";

const MAX_WAITING = 10_000;

export class TextDocument {
  #elements = new Elements();
  #waiting = new Waiting();
  #restorations = new Restorations();

  /** @param {number} [epoch] which life of the document this is */
  constructor(epoch = 1) {
    this.epoch = epoch;
  }

  /**
   * A document from the state that a server sends.
   *
   * @param {{epoch: number, text: string, runs: Run[], restored?: Restoration[]}} state
   */
  static from({ epoch, text, runs, restored = [] }) {
    const document = new TextDocument(epoch);
    let unit = 0;
    for (const [lamport, name, count, deleted] of runs) {
      const replica = document.#elements.replica(name) ?? document.#elements.addReplica(name);
      const end = deleted ? unit : unit + unitOffset(text.slice(unit, unit + 2 * count), -1, count);
      if (deleted) document.#elements.tree.append(replica, lamport, count, null);
      else {
        let next = lamport;
        for (const [part, points] of blockTexts(text.slice(unit, end), count)) {
          document.#elements.tree.append(replica, next, points, part);
          next += points;
        }
      }
      document.#elements.clock = Math.max(document.#elements.clock, lamport + count - 1);
      unit = end;
    }
    document.#elements.tree.build();
    for (const one of restored) document.#restorations.link(one);
    return document;
  }

  /** The greatest lamport seen. */
  get clock() {
    return this.#elements.clock;
  }

  /** Visible code points. */
  get length() {
    return this.#elements.tree.root.visible;
  }

  /** Inserts, and ranges of deleted ids, that wait for elements that have not come. */
  get waiting() {
    return this.#waiting.size;
  }

  /** The visible text. */
  text() {
    /** @type {string[]} */
    const texts = [];
    for (const block of this.#elements.tree.blocks()) {
      if (block.text !== null) texts.push(block.text);
    }
    return texts.join("");
  }

  /** The runs of all elements in the order of the text, each as long as it can be. @returns {Run[]} */
  runs() {
    /** @type {Run[]} */
    const runs = [];
    for (const {
      lamport,
      replica: { name },
      count,
      text,
    } of this.#elements.tree.blocks()) {
      const deleted = text === null ? 1 : 0;
      const before = runs.at(-1);
      const continues = before && before[0] + before[2] === lamport && before[1] === name && before[3] === deleted;
      if (continues) before[2] += count;
      else runs.push([lamport, name, count, deleted]);
    }
    return runs;
  }

  /** All runs in the order of the text; of deleted ones the text is null. @returns {Iterable<Piece<string | null>>} */
  *pieces() {
    for (const {
      lamport,
      replica: { name },
      count,
      text,
    } of this.#elements.tree.blocks())
      yield [lamport, name, count, text];
  }

  /** Those of some ids that are visible, with what they say, by lamport. @param {Span} span @returns {Piece<string>[]} */
  standing([lamport, replica, count]) {
    return this.#elements.visible({ replica, from: lamport, to: lamport + count });
  }

  /** Which elements brought back which. */
  get restored() {
    return this.#restorations.all;
  }

  /** Those that stand now for some ids, with what they say: the same ones, or those that brought them back. @param {Span} span @returns {Piece<string>[]} */
  present([lamport, replica, count]) {
    if (this.#restorations.isEmpty) return this.standing([lamport, replica, count]);
    /** @type {Piece<string>[]} */
    const pieces = [];
    for (let at = 0; at < count;) {
      const { members, length } = this.#restorations.sameAs([lamport + at, replica], count - at);
      for (const [first, name] of members) pieces.push(...this.standing([first, name, length]));
      at += length;
    }
    return pieces;
  }

  /**
   * What is not there of something that was deleted, under the ids in whose place it would be, the latest that stood for
   * it; cut where something else is between, deleted or not.
   *
   * @param {Piece<string>} piece
   * @returns {Piece<string>[]}
   */
  missing([lamport, replica, count, text]) {
    if (count === 0) return [[lamport, replica, count, text]];
    /** @type {Piece<string>[]} */
    const pieces = [];
    let unit = 0;
    for (let at = 0; at < count;) {
      const { members, length } = this.#restorations.sameAs([lamport + at, replica], count - at);
      const part = members.reduce((least, member) => this.#elements.alike(member, least), length);
      const end = unit + unitOffset(text.slice(unit), -1, part);
      const [latest, name] = this.current([lamport + at, replica]);
      if (!this.#isVisible([latest, name])) {
        const last = pieces.at(-1);
        if (last && last[1] === name && last[0] + last[2] === latest && this.isBehind([latest, name], last))
          Object.assign(last, [last[0], name, last[2] + part, last[3] + text.slice(unit, end)]);
        else pieces.push([latest, name, part, text.slice(unit, end)]);
      }
      at += part;
      unit = end;
    }
    return pieces;
  }

  /** Whether an element stands right behind a piece, deleted ones counted. @param {Id} id @param {Piece<string>} piece */
  isBehind(id, [lamport, replica, count]) {
    return this.#elements.follows(id, [lamport + count - 1, replica]);
  }

  /** The element that stands now for one that may have been deleted and brought back. @param {Id} id @returns {Id} */
  current(id) {
    if (this.#restorations.isEmpty || this.#isVisible(id)) return id;
    let latest = id;
    let visible = false;
    for (const member of this.#restorations.sameAs(id, 1).members) {
      const shown = this.#isVisible(member);
      if ((shown === visible ? isGreater(member, latest) : shown) && this.#elements.has(member))
        [latest, visible] = [member, shown];
    }
    return latest;
  }

  /** @param {Id} id */
  #isVisible(id) {
    return !isRoot(id) && this.#elements.has(id) && this.#elements.tree.block.text !== null;
  }

  /** Takes an operation in, or says why not; it takes effect as a whole or not at all. @param {Operation} operation */
  integrate(operation) {
    if (!("ins" in operation)) return this.#delete(operation);
    const integration = this.#insert(operation);
    if (operation.restores && integration.outcome !== "refused") this.#restorations.add(operation);
    return integration;
  }

  /**
   * The operation by which a replica inserts a text now. Changes nothing until it is integrated.
   *
   * @param {string} replica
   * @param {number} index
   * @param {string} text
   */
  insertion(replica, index, text) {
    /** @type {Insert} */
    const insert = {
      ins: text,
      id: [this.#elements.clock + 1, replica],
      after: index === 0 ? ROOT : this.idAt(index - 1),
    };
    return insert;
  }

  /**
   * The operation that deletes a part of the text as it is now. Changes nothing until it is integrated.
   *
   * @param {number} index
   * @param {number} count
   */
  deletion(index, count) {
    this.#require(count > 0 && index >= 0 && index + count <= this.length);
    /** @type {Delete} */
    const operation = { del: [] };
    const tree = this.#elements.tree;
    tree.seek(index, "visible");
    let { leaf, at } = tree;
    let offset = index - tree.index;
    for (let left = count; left > 0; at++, offset = 0) {
      if (at === leaf.blocks.length) {
        leaf = /** @type {Leaf} */ (leaf.next);
        at = 0;
      }
      const block = leaf.blocks[at];
      const part = Math.min(left, block.visible - offset);
      if (part > 0) {
        const before = operation.del.at(-1);
        const lamport = block.lamport + offset;
        if (before && before[1] === block.replica.name && before[0] + before[2] === lamport) before[2] += part;
        else operation.del.push([lamport, block.replica.name, part]);
        left -= part;
      }
    }
    return operation;
  }

  /** The id of the visible element at an index. @param {number} index @returns {Id} */
  idAt(index) {
    this.#require(index >= 0 && index < this.length);
    this.#elements.tree.seek(index, "visible");
    const { block } = this.#elements.tree;
    return [block.lamport + index - this.#elements.tree.index, block.replica.name];
  }

  /** The index of an element, or where it would be if it were not deleted; -1 if it is not known. @param {Id} id */
  indexOf(id) {
    if (isRoot(id) || !this.#elements.has(id)) return -1;
    const { block } = this.#elements.tree;
    this.#elements.tree.count();
    return this.#elements.tree.index + (block.text === null ? 0 : id[0] - block.lamport);
  }

  /**
   * The anchor of the place before the code point at an index.
   *
   * @param {number} index
   * @param {'left' | 'right'} affinity
   * @returns {Anchor}
   */
  anchor(index, affinity) {
    if (affinity === "left") return { anchor: index === 0 ? ROOT : this.idAt(index - 1), affinity };
    return { anchor: index === this.length ? ROOT : this.idAt(index), affinity };
  }

  /** The index of an anchored place now; -1 if its element is not known. @param {Anchor} anchor */
  indexOfAnchor({ anchor, affinity }) {
    if (isRoot(anchor)) return affinity === "left" ? 0 : this.length;
    const index = this.indexOf(this.current(anchor));
    return index >= 0 && affinity === "left" && this.#elements.tree.block.text !== null ? index + 1 : index;
  }

  /** The offset in UTF-16 units of an index. @param {number} index */
  unitOf(index) {
    const { root } = this.#elements.tree;
    this.#require(index >= 0 && index <= root.visible);
    if (root.visible === root.units) return index;
    if (index === root.visible) return root.units;
    this.#elements.tree.seek(index, "visible");
    return this.#elements.tree.unit + this.#elements.tree.block.unit(index - this.#elements.tree.index);
  }

  /** The index of the code point at an offset in UTF-16 units. @param {number} unit */
  indexAtUnit(unit) {
    const { root } = this.#elements.tree;
    this.#require(unit >= 0 && unit <= root.units);
    if (root.visible === root.units) return unit;
    if (unit === root.units) return root.visible;
    this.#elements.tree.seek(unit, "units");
    const { block, index, unit: from } = this.#elements.tree;
    const text = /** @type {string} */ (block.text);
    const before = codePoints(text.slice(0, unit - from));
    // Within a pair of surrogates the first half was counted already.
    return index + (unitOffset(text, block.count, before) > unit - from ? before - 1 : before);
  }

  /** @param {boolean} inText */
  #require(inText) {
    if (!inText) throw new RangeError(`not in a text of length ${this.length}`);
  }

  /**
   * What becomes of an insert, where it changes no text now; null where it will.
   *
   * @param {Insert} insert
   * @returns {Integration | null}
   */
  #judge(insert) {
    const { ins, id, after } = insert;
    if (typeof ins !== "string" || ins === "" || !isUnicode(ins)) return refused("invalid_op", "no text");
    const count = codePoints(ins);
    if (!isId(id) || !isId(after) || id[0] > MAX_LAMPORT - count + 1 || id[0] <= after[0]) {
      return refused("invalid_op", "no id, or not above that of what it stands after");
    }
    if (insert.restores && !restoresEach(insert.restores, count))
      return refused("invalid_op", "it restores other than it inserts");
    const known = this.#elements.known(insert, count);
    if (known < 0) return refused("id_taken", `another insert has an id from ${id} on`);
    if (known === count) return KNOWN;
    if (known > 0 || this.#elements.has(after)) return null;
    if (this.#waiting.size >= MAX_WAITING && !this.#waiting.has(insert)) {
      return refused("resync", "too many operations wait for others");
    }
    return WAITING;
  }

  /** @param {Insert} insert @returns {Integration} */
  #insert(insert) {
    const verdict = this.#judge(insert);
    if (verdict === WAITING && !this.#waiting.has(insert)) {
      this.#waiting.add(insert);
      this.#elements.clock = Math.max(this.#elements.clock, insert.id[0] + codePoints(insert.ins) - 1);
    }
    if (verdict) return verdict;
    const changes = [this.#elements.place(insert)];
    if (this.#waiting.size > 0) {
      const ready = [insert];
      for (let at = 0; at < ready.length; at++) {
        const next = ready[at];
        if (at > 0) {
          if (this.#judge(next)) continue;
          changes.push(this.#elements.place(next));
        }
        const count = codePoints(next.ins);
        for (const range of this.#waiting.takeDeleted(next.id, count)) this.#elements.bury(range, changes);
        ready.push(...this.#waiting.take(next.id, count));
      }
    }
    return { outcome: "applied", changes };
  }

  /** @param {Delete} operation @returns {Integration} */
  #delete({ del }) {
    if (!Array.isArray(del) || del.length === 0 || !del.every(isSpan)) return refused("invalid_op", "no spans of ids");
    /** @type {Range[]} */
    const ranges = del.map(([lamport, replica, count]) => ({ replica, from: lamport, to: lamport + count }));
    const gaps = ranges
      .flatMap((range) => this.#elements.parts(range))
      .filter((part) => !part.there && !this.#waiting.covers(part));
    if (gaps.length > 0 && gaps.length > MAX_WAITING - this.#waiting.size) {
      return refused("resync", "too many deletions wait for their elements");
    }
    /** @type {Change[]} */
    const changes = [];
    for (const range of ranges) {
      for (const part of this.#elements.parts(range)) if (part.there) this.#elements.bury(part, changes);
    }
    for (const gap of gaps) {
      this.#waiting.remember(gap);
      this.#elements.clock = Math.max(this.#elements.clock, gap.to - 1);
    }
    if (changes.length > 0) return { outcome: "applied", changes };
    return gaps.length > 0 ? WAITING : KNOWN;
  }
}
