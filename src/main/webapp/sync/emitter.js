/**
 * Listeners by event name. A listener that throws does not keep the others from hearing.
 */
export class Emitter {
  /** @type {Map<string, Set<(value: any) => void>>} */
  #listeners = new Map();

  /**
   * @param {string} event
   * @param {(value: any) => void} listener
   * @returns {() => void} stops listening
   */
  on(event, listener) {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener));
    return () => void known.delete(listener);
  }

  /**
   * @param {string} event
   * @param {any} value
   */
  emit(event, value) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        listener(value);
      } catch (failure) {
        // Reported where the page's own errors go, but after the others were told.
        Promise.reject(failure);
      }
    }
  }
}
