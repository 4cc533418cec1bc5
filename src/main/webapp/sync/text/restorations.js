import { sameId } from "./ids.js";

/**
 * Which elements brought back which. Elements that are linked by it, directly or by others, stand for one and the same
 * thing: what was anchored at one of them is anchored at the one that is visible. The order in which operations come does
 * not matter.
 *
 * @typedef {import('./ids.js').Id} Id
 * @typedef {import('./waiting.js').Insert} Insert
 * @typedef {[lamport: number, replica: string, count: number, byLamport: number, byReplica: string]} Restoration
 *   elements that had been deleted, and the first of those that say the same in their place
 * @typedef {{lamport: number, count: number, other: Id}} Side  a restoration as it is seen from one of its sides
 */

const MOST_LINKS = 10_000;

export class Restorations {
  /** In the order in which they came. @type {Map<string, Restoration>} */
  #links = new Map();
  /** By replica, by lamport. @type {Map<string, {sides: Side[], longest: number}>} */
  #sides = new Map();

  get isEmpty() {
    return this.#links.size === 0;
  }

  get all() {
    return [...this.#links.values()];
  }

  /** Takes note of what an insert brings back. @param {Insert} insert */
  add({ id, restores = [] }) {
    let [lamport] = id;
    for (const [from, replica, count] of restores) {
      this.link([from, replica, count, lamport, id[1]]);
      lamport += count;
    }
  }

  /** Takes note of one; nothing happens if it is there already. @param {Restoration} link */
  link(link) {
    const key = JSON.stringify(link);
    if (this.#links.has(key)) return;
    this.#links.set(key, link);
    for (const [replica, side] of sidesOf(link)) this.#put(replica, side);
    if (this.#links.size <= MOST_LINKS) return;
    for (const [oldest, gone] of this.#links) {
      this.#links.delete(oldest);
      for (const [replica, side] of sidesOf(gone)) this.#drop(replica, side);
      return;
    }
  }

  /**
   * What stands for the same as an element, itself first, and for how many more after it.
   *
   * @param {Id} first
   * @param {number} most  how many are asked for
   */
  sameAs(first, most) {
    /** @type {Id[]} */
    const members = [first];
    let length = most;
    for (let at = 0; at < members.length; at++) {
      const [lamport, replica] = /** @type {Id} */ (members[at]);
      const known = this.#sides.get(replica);
      if (!known) continue;
      const { sides, longest } = known;
      for (let next = below(sides, lamport - longest + 1); next < sides.length; next++) {
        const side = /** @type {Side} */ (sides[next]);
        const offset = lamport - side.lamport;
        if (offset < 0) {
          length = Math.min(length, -offset);
          break;
        }
        if (offset >= side.count) continue;
        length = Math.min(length, side.count - offset);
        /** @type {Id} */
        const other = [side.other[0] + offset, side.other[1]];
        if (!members.some((member) => sameId(member, other))) members.push(other);
      }
    }
    return { members, length };
  }

  /** @param {string} replica @param {Side} side */
  #put(replica, side) {
    const known = this.#sides.get(replica) ?? { sides: [], longest: 0 };
    this.#sides.set(replica, known);
    known.sides.splice(below(known.sides, side.lamport + 1), 0, side);
    known.longest = Math.max(known.longest, side.count);
  }

  /** @param {string} replica @param {Side} side */
  #drop(replica, { lamport, count, other }) {
    const sides = this.#sides.get(replica)?.sides ?? [];
    sides.splice(
      sides.findIndex((one) => one.lamport === lamport && one.count === count && sameId(one.other, other)),
      1,
    );
  }
}

/** @param {Restoration} link @returns {[replica: string, side: Side][]} */
function sidesOf([lamport, replica, count, by, byReplica]) {
  return [
    [replica, { lamport, count, other: [by, byReplica] }],
    [byReplica, { lamport: by, count, other: [lamport, replica] }],
  ];
}

/** How many sides begin below a lamport. @param {Side[]} sides @param {number} lamport */
function below(sides, lamport) {
  let low = 0;
  let high = sides.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {Side} */ (sides[middle]).lamport < lamport) low = middle + 1;
    else high = middle;
  }
  return low;
}
