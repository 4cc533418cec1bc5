import { Emitter } from "../emitter.js";
import { randomWord } from "../identity/identity.js";
import { TextDocument } from "../text/document.js";
import { ROOT } from "../text/ids.js";
import { difference } from "./difference.js";
import { History } from "./history.js";
import { Left } from "./left.js";
import { redone, workIn } from "./rebase.js";
import { Sender } from "./sender.js";
import { Unsent, unknown } from "./unsent.js";
import { Writer } from "./writer.js";

/**
 * @typedef {import("../text/document.js").Operation} Operation
 * @typedef {import("../text/document.js").Anchor} Anchor
 * @typedef {import("./rebase.js").Edit} Edit
 * @typedef {import("./kinds.js").Change} Change
 * @typedef {import("./kinds.js").Changed} Changed
 * @typedef {import("./kinds.js").DocumentState} DocumentState
 */

/**
 * One document of a session as it is here and now: the server's text and this person's edits on it. Edits count at
 * once, go out in batches, and come onto whatever the server has in the end. All offsets are in UTF-16 units.
 *
 * Emits `change` (Changed) and `state` (DocumentState).
 */
export class LiveDocument {
  #emitter = new Emitter();
  #history = new History();
  #unsent;
  #sender;
  #writer;
  #stored = 0;
  #ready = false;
  /** @type {DocumentState["problem"]} */
  #problem = null;
  #left;
  /** @type {string|null} of which log the text is */
  #logId = null;
  /** The text is of another log, or of a part of this one that was lost, and the right one has not come. */
  #outdated = false;
  docSeq = 0;

  /**
   * @param {string} name
   * @param {import("./sender.js").Surroundings & {keep: (document: LiveDocument) => void, secure: () => Promise<void>, nextRef: () => string}} session
   */
  constructor(name, session) {
    this.name = name;
    this.session = session;
    this.#unsent = new Unsent(session.nextRef);
    this.#left = new Left(session.log);
    this.#writer = new Writer(randomWord(session.host, 10), this.#unsent);
    this.#sender = new Sender(name, session, this.#unsent, {
      place: () => (this.#ready ? { epoch: this.epoch, docSeq: this.docSeq } : null),
      stored: (edits) => this.#wasStored(edits),
      current: () => this.#adoptLeft(),
      refused: (error) => this.#refuse(error),
      denied: (error) => this.#deny(error),
      changed: () => this.#tell(),
    });
  }

  /** @param {string} event @param {(value: any) => void} listener @returns {() => void} stops listening */
  on(event, listener) {
    return this.#emitter.on(event, listener);
  }

  get epoch() {
    return this.#writer.text.epoch;
  }

  get text() {
    return this.#writer.text.text();
  }

  /** In UTF-16 units. */
  get length() {
    return this.#writer.text.unitOf(this.#writer.text.length);
  }

  /** @returns {DocumentState} */
  get state() {
    const { sent, unsent } = this.#unsent.counts;
    const { canUndo, canRedo } = this.#history;
    const waiting = this.#left.waiting.length > 0;
    const saved = this.#unsent.empty && !waiting;
    return {
      ready: this.#ready,
      sent,
      unsent,
      stored: this.#stored,
      unsaved: saved ? 0 : Math.max(1, sent + unsent + this.#left.waiting.length),
      saved,
      waiting,
      canUndo,
      canRedo,
      problem: this.#problem,
    };
  }

  /** What this person has inserted that the server has not, or has refused. */
  get unsavedText() {
    const { hunks } = workIn(this.#writer.text, this.#unsent.batches);
    return [this.#problem?.text ?? "", ...hunks.map(({ inserted }) => inserted), ...this.#left.texts]
      .filter(Boolean)
      .join("\n");
  }

  /** The unsent edits as they can be kept; null where there are none. */
  get unsaved() {
    return this.#left.withUnsent(this.#writer.text, this.#unsent, this.#logId);
  }

  /**
   * Replaces parts of the text.
   *
   * @param {Edit[]} edits  offsets in the text as it is now; none within another
   * @param {unknown} [by]  comes back in `change`
   */
  edit(edits, by) {
    if (!this.#ready) throw new Error(`${this.name} is not here yet`);
    /** @type {Change[]} */
    const changes = [];
    this.#writer.effects = [];
    this.#unsent.begin();
    for (const { from, to, insert } of [...edits].sort((a, b) => b.from - a.from))
      this.#writer.replace(from, to, insert, changes);
    const [only] = edits.length === 1 ? edits : [];
    const typing = only && only.from === only.to && only.insert !== "";
    const erasing = only && only.insert === "" && only.to - only.from <= 2;
    if (this.#writer.effects.length > 0) {
      this.#history.did(this.#writer.effects, {
        kind: typing ? "typing" : erasing ? "erasing" : "other",
        at: this.session.host.now(),
        text: only?.insert ?? "",
        unit: only?.from ?? -1,
      });
    }
    this.#done(changes, "own", by);
  }

  /** Takes this person's last edit back; others' stay. */
  undo() {
    this.#move("undo");
  }

  redo() {
    this.#move("redo");
  }

  /** A place that moves with the text. @param {number} unit @param {"left"|"right"} affinity @returns {Anchor} */
  anchor(unit, affinity) {
    return this.#writer.text.anchor(this.#writer.text.indexAtUnit(Math.min(unit, this.length)), affinity);
  }

  /** Where an anchor is now; -1 where its element is not known here. @param {Anchor} anchor */
  offset(anchor) {
    const index = this.#writer.text.indexOfAnchor(anchor);
    return index < 0 ? -1 : this.#writer.text.unitOf(index);
  }

  /** Says no more of what the server did not take. */
  dismiss() {
    this.#problem = null;
    this.#left.dismiss();
    this.#tell();
  }

  /**
   * The log is another one, and nothing that is here is a part of it. Where it goes on an earlier state of the same session,
   * what is unsent comes onto its text; else it is shown to the person, and goes nowhere by itself.
   *
   * @param {boolean} continued
   */
  restarted(continued) {
    const { unsaved } = this;
    if (unsaved && unsaved.batches.length > 0)
      this.#left.waiting.push({ ...unsaved, strays: [], at: this.session.host.now() });
    this.#unsent.clear();
    this.#sender.restarted();
    this.#writer.replica = randomWord(this.session.host, 10);
    this.#outdated = true;
    if (!continued) this.#empty();
    this.#tell();
  }

  /** What a deleted session had is to be seen no more. */
  #empty() {
    const { length } = this;
    if (this.#left.sort()) this.#problem = this.#left.problem(this.#problem);
    this.#writer.text = new TextDocument();
    this.#history.clear();
    this.#ready = false;
    this.docSeq = 0;
    if (length > 0)
      this.#emitter.emit("change", { changes: [{ unit: 0, removed: length, inserted: "" }], origin: "reload" });
  }

  /** What a visit that ended early has left here; taken in as soon as the text is up to date. @param {import("./shelf.js").Kept[]} left */
  adopt(left) {
    this.#left.waiting.push(...left);
    this.#adoptLeft();
  }

  /** The connection is there, for the first time or again. */
  connected() {
    this.#sender.connected();
  }

  /** A message of the server about this document. @param {import("../types.js").Message} message */
  received({ type, payload, ref }) {
    switch (type) {
      case "doc:state":
        return this.#load(/** @type {any} */ (payload));
      case "doc:ops":
        return this.#hear(payload, ref);
      case "doc:stale":
        return this.#sender.stale(ref, payload["epoch"]);
      case "doc:compacted":
        return this.#compacted(payload["epoch"], payload["docSeq"]);
      default:
        return undefined;
    }
  }

  /** @param {Record<string, any>} payload @param {string|undefined} ref */
  #hear({ epoch, docSeq, ops, clientId, added = 0 }, ref) {
    const own =
      ref !== undefined &&
      clientId === this.session.clientId &&
      this.#sender.answered(ref, epoch === this.epoch ? ops.slice(0, ops.length - added) : []);
    if (!this.#ready || this.#outdated || epoch < this.epoch || (epoch === this.epoch && docSeq <= this.docSeq)) return;
    if (epoch > this.epoch) return this.#sender.reopen();
    if (docSeq > this.docSeq + 1) return this.#sender.open();
    this.docSeq = docSeq;
    if (!own) this.#unsent.heard(ops);
    /** @type {Change[]} */
    const changes = [];
    // What the server added to an own edit is not here yet.
    for (const op of own ? ops.slice(ops.length - added) : ops) {
      if (!this.#writer.take(op, changes)) return this.#finish(changes, () => this.#sender.reopen());
      if ("del" in op && !this.#unsent.empty) this.#unsent.alsoDeleted(op.del);
    }
    this.#finish(changes, () => this.#adoptLeft());
  }

  /**
   * A new epoch begins with the text as one run of the replica `e<epoch>`, and what is deleted is gone. Who knows that
   * text needs no other; what is unsent gets new ids, since the server takes none of the old epoch.
   *
   * @param {number} epoch
   * @param {number} docSeq
   */
  #compacted(epoch, docSeq) {
    if (!this.#ready || this.#outdated || epoch <= this.epoch) return;
    if (epoch !== this.epoch + 1 || docSeq !== this.docSeq + 1 || !this.#sender.settled) return this.#sender.reopen();
    const before = this.#writer.text;
    const work = workIn(before, this.#unsent.batches);
    this.#writer.text = new TextDocument(epoch);
    if (work.text !== "") this.#writer.text.integrate({ ins: work.text, id: [1, `e${epoch}`], after: ROOT });
    this.docSeq = docSeq;
    this.#startAnew();
    this.#unsent.begin();
    this.#writer.effects = null;
    for (const { from, to, insert } of redone(work, work.text).reverse()) this.#writer.replace(from, to, insert, []);
    if (this.text === before.text()) this.#history.moved(before, this.#writer.text);
    else this.#history.clear();
    this.#done([], "reload");
    this.#adoptLeft();
  }

  /** @param {Change[]} changes @param {() => void} [next] */
  #finish(changes, next) {
    for (const change of changes) this.#history.shifted(change);
    if (changes.length > 0) this.#emitter.emit("change", { changes, origin: "others" });
    next?.();
  }

  /** The whole text from the server, for the first time or in the place of one that was lost. @param {{epoch: number, docSeq: number, text: string, runs: any[], restored?: any[]}} state */
  #load({ epoch, docSeq, text, runs, restored }) {
    if (this.#ready && epoch !== this.epoch && this.#sender.unsure) return this.#sender.ask();
    const before = this.#ready ? this.text : "";
    const same = this.#ready && epoch === this.epoch && !this.#sender.renewing;
    const work = same || this.#unsent.empty ? null : workIn(this.#writer.text, this.#unsent.batches);
    this.#writer.text = TextDocument.from({ epoch, text, runs, restored });
    this.docSeq = docSeq;
    this.#logId = this.session.log.id;
    this.#outdated = false;
    this.#ready = true;
    if (same) for (const op of this.#unsent.ops) this.#writer.take(op, []);
    else {
      this.#history.clear();
      this.#startAnew();
      if (work) this.#redo(work);
    }
    this.#sender.loaded();
    const change = difference(before, this.text);
    if (change)
      this.#emitter.emit("change", {
        changes: [{ unit: change.from, removed: change.to - change.from, inserted: change.inserted }],
        origin: "reload",
      });
    this.#done([], "reload");
    this.#adoptLeft();
  }

  /** What is unsent gets other ids, of a replica that has none yet: those that it had may still reach the server. */
  #startAnew() {
    this.#unsent.clear();
    this.#writer.replica = randomWord(this.session.host, 10);
  }

  /** Work that was done on another text. @param {import("./rebase.js").Work} work @param {boolean} [perhapsDone] @returns {Change[]} */
  #redo(work, perhapsDone) {
    /** @type {Change[]} */
    const changes = [];
    this.#writer.effects = [];
    const edits = redone(work, this.text, perhapsDone);
    if (edits.length > 0) this.#unsent.begin();
    for (const { from, to, insert } of edits.reverse()) this.#writer.replace(from, to, insert, changes);
    if (this.#writer.effects.length > 0)
      this.#history.did(this.#writer.effects, { kind: "other", at: this.session.host.now(), text: "", unit: -1 });
    return changes;
  }

  /**
   * Takes over what was left. What needs something that this text does not have yet goes on waiting: in a text, it would be lost
   * with the epoch. What is taken over goes out when it is written as this page's: else the next page would take it over once more.
   */
  #adoptLeft() {
    if (this.#left.waiting.length === 0 || !this.#ready || this.#outdated || !this.#sender.settled) return;
    if (this.#left.sort()) this.#problem = this.#left.problem(this.#problem);
    /** @type {Change[]} */
    const changes = [];
    for (const kept of this.#left.take()) {
      const { epoch, batches, work, logId } = kept;
      const same = this.session.log.relation(logId) === "same";
      const news = epoch === this.epoch ? unknown(this.#writer.copy(), batches, same) : null;
      if (news === "waits" || (same && epoch > this.epoch)) {
        this.#left.waiting.push(kept);
        continue;
      }
      this.#sender.hold(Promise.resolve().then(() => this.session.secure()));
      for (const op of news?.flatMap(({ ops }) => ops) ?? []) this.#writer.take(op, changes);
      if (news) this.#unsent.adopt(news);
      else changes.push(...this.#redo(work, true));
    }
    this.#done(changes, "reload");
  }

  /** @param {"undo"|"redo"} way */
  #move(way) {
    if (!this.#ready) return;
    /** @type {Change[]} */
    const changes = [];
    this.#writer.effects = null;
    this.#unsent.begin();
    this.#history[way](this.#writer.text, {
      remove: (spans) => this.#writer.remove(spans, changes),
      restore: (pieces) => this.#writer.restore(pieces, changes),
    });
    this.#done(changes, "history");
  }

  /** @param {Change[]} changes @param {Changed["origin"]} origin @param {unknown} [by] */
  #done(changes, origin, by) {
    this.#unsent.tidy();
    if (changes.length > 0) this.#emitter.emit("change", { changes, origin, by });
    this.#tell();
    this.#sender.request();
  }

  /** @param {number} edits */
  #wasStored(edits) {
    this.#stored += edits;
    this.#tell();
  }

  /** The server takes this no more, whoever says it: the text goes back to what it has. @param {import("../connection/outbox.js").CommandError} error */
  #refuse({ code, message }) {
    // What was refused before is still to be copied.
    this.#problem = { code, message, text: this.unsavedText };
    this.#unsent.clear();
    this.#sender.reopen();
    this.#tell();
  }

  /** The server does not give this text. @param {import("../connection/outbox.js").CommandError} error */
  #deny({ code, message }) {
    this.#problem = { code, message, text: this.#problem?.text ?? "" };
    this.#tell();
  }

  #tell() {
    this.session.keep(this);
    this.#emitter.emit("state", this.state);
  }
}
