/**
 * What came before what it needs: inserts whose place is not there yet, and deletions of ids that are not there yet.
 *
 * @typedef {import('./ids.js').Id} Id
 * @typedef {{ins: string, id: Id, after: Id, restores?: [lamport: number, replica: string, count: number][]}} Insert
 *   `restores`: the deleted elements that it brings back, one for each code point
 * @typedef {{replica: string, from: number, to: number}} Range ids from a lamport to before another
 */

export class Waiting {
  constructor() {
    /** By the missing id. @type {Map<string, Insert[]>} */
    this.inserts = new Map();
    /** Disjoint. @type {Range[]} */
    this.deleted = [];
    this.insertCount = 0;
  }

  get size() {
    return this.insertCount + this.deleted.length;
  }

  /** @param {Insert} insert whether it waits here */
  has(insert) {
    const same = this.inserts.get(key(insert.after)) ?? [];
    return same.some((one) => one.ins === insert.ins && key(one.id) === key(insert.id));
  }

  /** @param {Insert} insert that is not here yet */
  add(insert) {
    const same = this.inserts.get(key(insert.after));
    if (same) same.push(insert);
    else this.inserts.set(key(insert.after), [insert]);
    this.insertCount++;
  }

  /** Takes out what waits for some ids. @param {Id} first @param {number} count @returns {Insert[]} */
  take([lamport, replica], count) {
    /** @type {Insert[]} */
    const taken = [];
    for (let at = 0; at < count && this.insertCount > 0; at++) {
      const ready = this.inserts.get(key([lamport + at, replica]));
      if (ready) {
        this.inserts.delete(key([lamport + at, replica]));
        this.insertCount -= ready.length;
        taken.push(...ready);
      }
    }
    return taken;
  }

  /** @param {Range} range whether all its ids are remembered as deleted */
  covers({ replica, from, to }) {
    return this.deleted.some((one) => one.replica === replica && one.from <= from && one.to >= to);
  }

  /** Remembers ids as deleted. @param {Range} range */
  remember({ replica, from, to }) {
    const apart = [];
    for (const one of this.deleted) {
      if (one.replica !== replica || one.to < from || one.from > to) {
        apart.push(one);
      } else {
        from = Math.min(from, one.from);
        to = Math.max(to, one.to);
      }
    }
    this.deleted = [...apart, { replica, from, to }];
  }

  /** Takes out those of some ids that are remembered as deleted. @param {Id} first @param {number} count */
  takeDeleted([lamport, replica], count) {
    /** @type {Range[]} */
    const taken = [];
    const end = lamport + count;
    this.deleted = this.deleted.flatMap((one) => {
      if (one.replica !== replica || one.to <= lamport || one.from >= end) return [one];
      taken.push({ replica, from: Math.max(one.from, lamport), to: Math.min(one.to, end) });
      return [
        { replica, from: one.from, to: lamport },
        { replica, from: end, to: one.to },
      ].filter((rest) => rest.from < rest.to);
    });
    return taken;
  }
}

/** @param {Id} id */
function key([lamport, replica]) {
  return `${lamport} ${replica}`;
}
