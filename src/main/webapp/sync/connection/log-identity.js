/**
 * Which log of its session a client has seen: the numbers that it knows mean nothing in another one.
 *
 * @typedef {"same"|"continued"|"other"} Relation
 *   `continued`: the log that is in force is the same one, but was put back to an earlier state; `other`: the session was made anew
 */
export class LogIdentity {
  /** @type {string|null} */
  id = null;
  /** @type {string[]} ids that the log had before */
  former = [];
  /** How often another log, or an earlier state of it, has taken its place: what was asked of the one before counts no more. */
  changes = 0;

  /**
   * The server tells which log it has.
   *
   * @param {Record<string, any>} payload  of `auth:success` or `session:state`
   * @returns {Relation} of what was seen before to what is there now
   */
  told({ logId, formerLogIds, reset }) {
    if (typeof logId !== "string") return "same";
    const before = this.id;
    this.id = logId;
    this.former = Array.isArray(formerLogIds) ? formerLogIds : [];
    const relation =
      before === logId && reset === true ? "continued" : before === null ? "same" : this.relation(before);
    if (relation !== "same") this.changes += 1;
    return relation;
  }

  /** What the log that is in force is to one of which something was kept. @param {string|null|undefined} logId @returns {Relation} */
  relation(logId) {
    if (!logId || logId === this.id) return "same";
    return this.former.includes(logId) ? "continued" : "other";
  }
}
