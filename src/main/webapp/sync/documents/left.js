import { workIn } from "./rebase.js";

/**
 * @typedef {import("../text/document.js").TextDocument} TextDocument
 * @typedef {import("./shelf.js").Kept} Kept
 * @typedef {NonNullable<import("./live.js").DocumentState["problem"]>} Problem
 */

const MESSAGE = "This session was deleted and started anew. What you had written in the old one was not saved.";

/**
 * Edits of earlier visits, and of before the log changed, that are to come onto the document's text. Those that were made on a
 * log that is gone, because its session was deleted and another one made under its id, go nowhere by themselves: who is in the
 * new one may be somebody else. The person is shown what was written, until it is dismissed.
 */
export class Left {
  /** @type {Kept[]} what waits for the text */
  waiting = [];
  /** @type {Kept[]} what is of other logs */
  #strays = [];

  /** @param {import("../connection/log-identity.js").LogIdentity} log  the one that is in force */
  constructor(log) {
    this.log = log;
  }

  /** What was inserted by them. */
  get texts() {
    return this.waiting.flatMap(textsOf);
  }

  /** Those that may come onto the text, oldest first; they wait no longer. */
  take() {
    return this.waiting.splice(0);
  }

  /** Sets aside what is of other logs. @returns {boolean} whether there was any */
  sort() {
    const strays = this.waiting.filter(({ logId }) => this.log.relation(logId) === "other");
    this.waiting = this.waiting.filter((kept) => !strays.includes(kept));
    this.#strays.push(...strays.filter((kept) => textsOf(kept).length > 0));
    return strays.length > 0;
  }

  /** What the person is told of those of other logs. @param {Problem|null} before  what was to be told already @returns {Problem|null} */
  problem(before) {
    if (this.#strays.length === 0) return before;
    const other = before && before.code !== "other_log" && before.text !== "" ? [before.text] : [];
    return { code: "other_log", message: MESSAGE, text: [...other, ...this.#strays.flatMap(textsOf)].join("\n") };
  }

  /** The person has seen them. */
  dismiss() {
    this.#strays = [];
  }

  /**
   * All that is unsent as it can be kept; null where there is nothing.
   *
   * @param {TextDocument} text  with the unsent edits in it
   * @param {import("./unsent.js").Unsent} unsent
   * @param {string|null} logId  of which log the text is
   */
  withUnsent(text, unsent, logId) {
    if (unsent.empty && this.#strays.length === 0) return null;
    const strays = this.#strays.length > 0 ? { strays: structuredClone(this.#strays) } : {};
    return {
      epoch: text.epoch,
      batches: structuredClone(unsent.batches),
      work: workIn(text, unsent.batches),
      logId,
      ...strays,
    };
  }
}

/** What was inserted. @param {Kept} kept */
function textsOf({ work }) {
  return work.hunks.map(({ inserted }) => inserted).filter(Boolean);
}
