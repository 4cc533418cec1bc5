/**
 * Asks for something that may be asked for again before the answer is here, such as a list that changes: only the answer to
 * the newest question counts, for answers may come in another order than they were asked for.
 */
export class Latest {
  #asked = 0;

  /**
   * @template T
   * @param {() => Promise<T>} ask
   * @param {(found: T) => void} take  not called where somebody has asked anew meanwhile
   */
  async ask(ask, take) {
    const turn = ++this.#asked;
    const found = await ask();
    if (turn === this.#asked) take(found);
  }
}
