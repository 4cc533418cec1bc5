import { awaited } from "../connection/answer.js";
import { record } from "../record.js";

/** @typedef {import("../types.js").Values} Values */
/** @typedef {import("../connection/answer.js").Answer} Answer */

const MOST_WAITING = 1_000;

/**
 * What was set before the server has told which parameters there are, in the order in which it was set. Each is
 * judged by itself later, so that one wrong name does not take the others with it.
 */
export class UncheckedValues {
  /** @type {{values: Values, answer: Answer}[]} */
  #waiting = [];

  /** @returns {Values} what would be set */
  get values() {
    return record(...this.#waiting.map((one) => one.values));
  }

  /**
   * Takes values in the place of those that it covers: their authors get its answer.
   *
   * @param {Values} values
   * @returns {Promise<import("../types.js").Message>|null} null where too many wait
   */
  add(values) {
    const covered = this.#waiting.filter((one) => Object.keys(one.values).every((name) => Object.hasOwn(values, name)));
    if (covered.length === 0 && this.#waiting.length >= MOST_WAITING) return null;
    const [first, ...others] = covered.map((one) => one.answer);
    const answer = first ?? awaited();
    for (const other of others) answer.promise.then(other.resolve, other.reject);
    this.#waiting = [...this.#waiting.filter((one) => !covered.includes(one)), { values: record(values), answer }];
    return answer.promise;
  }

  /** All of them; none waits any longer. */
  take() {
    return this.#waiting.splice(0);
  }
}
