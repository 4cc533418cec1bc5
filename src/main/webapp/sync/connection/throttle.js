/**
 * Runs a task at most once per interval: at once when the last run is long ago, else at the interval's end, so that
 * the last of many calls is never lost.
 */
export class Throttle {
  /** @type {any} */
  #timer = null;
  #due = -Infinity;
  #last = -Infinity;

  /**
   * @param {import("../types.js").Host} host
   * @param {number} intervalMillis
   * @param {() => void} task
   */
  constructor(host, intervalMillis, task) {
    this.host = host;
    this.intervalMillis = intervalMillis;
    this.task = task;
  }

  /** @param {number} [atLeastMillis]  wait this long whatever the interval says */
  request(atLeastMillis = 0) {
    const now = this.host.now();
    if (this.#timer !== null && now + atLeastMillis <= this.#due) return;
    this.cancel();
    // A clock that was set back must not make it wait for days.
    const wait = Math.max(atLeastMillis, Math.min(this.intervalMillis, this.#last + this.intervalMillis - now));
    this.#due = now + wait;
    if (wait <= 0) this.#run();
    else this.#timer = this.host.setTimeout(() => this.#run(), wait);
  }

  cancel() {
    this.host.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run() {
    this.#timer = null;
    this.#last = this.host.now();
    this.task();
  }
}
