import { TextDocument } from "../../main/webapp/sync/text/document.js";

/**
 * @typedef {{clientId: string, userId: string, name: string, color: string, say: (message: any) => void}} Connection
 * @typedef {{text: TextDocument, docSeq: number, events: any[], snapshot: any}} Held
 */

/** What a server does with one session's documents, by the engine of the client and in memory. */
export class DocumentServer {
  seq = 0;
  logId = "first-log";
  /** @type {string[]} */
  formerLogIds = [];
  #logs = 1;
  /** @type {any[]} the session's log */
  log = [];
  /** @type {Set<Connection>} */
  connections = new Set();
  /** @type {Map<string, Held>} */
  documents = new Map();
  /** @type {Map<string, any>} the event that a command has led to */
  #taken = new Map();
  /** More than so many missed events are not replayed. */
  replayLimit = 1_000;
  /** A larger message closes the connection. */
  maxMessageBytes = 1_048_576;
  /** @type {number|null} what it says of that, where that is something else */
  toldMessageBytes = null;
  maxOpsPerSecond = 2_000;
  /** A snapshot is so many events old before a new one is made. */
  snapshotEvery = 1;
  /** @type {((message: any) => {code: string, retryAfterMs?: number}|null)|null} what to refuse */
  refuse = null;
  /** @type {any[]} every `doc:edit` that came */
  edits = [];
  /** @type {any[]} what is added to the next edit */
  addition = [];
  /** @type {Map<string, any>} */
  presence = new Map();
  /** @type {(name: string) => void} told when a document has changed */
  changed = () => {};

  /** @param {string} name @returns {Held} */
  held(name) {
    const known = this.documents.get(name);
    if (known) return known;
    const made = { text: new TextDocument(), docSeq: 0, events: [], snapshot: null };
    this.documents.set(name, made);
    return made;
  }

  /** @param {string} name */
  text(name) {
    return this.held(name).text.text();
  }

  /** @param {Connection} from @param {any} message */
  receive(from, message) {
    const { type, payload = {}, ref } = message;
    const answer = (/** @type {any} */ one) =>
      from.say({ timestamp: "2026-01-01T00:00:00.000Z", ...one, ...(ref ? { ref } : {}) });
    const refused = this.refuse?.(message);
    if (refused) return answer({ type: "error", payload: { message: "No.", ref, ...refused } });
    switch (type) {
      case "auth":
        return this.#join(from, payload);
      case "ping":
        return from.say({ type: "pong", payload: {} });
      case "doc:open":
        return this.#open(payload, answer);
      case "doc:list":
        return answer({
          type: "doc:list",
          seq: this.seq,
          payload: {
            docs: [...this.documents].map(([doc, { docSeq, text }]) => ({
              doc,
              docSeq,
              length: text.length,
              epoch: text.epoch,
            })),
          },
        });
      case "doc:edit":
        return this.#edit(from, payload, ref, answer);
      case "chat:send":
        return this.#say(from, payload, ref, answer);
      case "param:update":
        return this.#set(from, payload, ref, answer);
      case "presence:get":
        return from.say({ type: "presence:snapshot", payload: { users: [...this.presence.values()] } });
      case "presence:update":
        return this.#sign(from, payload);
      default:
        return undefined;
    }
  }

  /** @param {Connection} gone */
  leave(gone) {
    if (!this.connections.delete(gone)) return;
    this.presence.delete(gone.clientId);
    if (![...this.connections].some(({ userId }) => userId === gone.userId))
      this.publish(null, { type: "session:left", payload: { userId: gone.userId } });
  }

  /** Drops what is deleted: the same text, under other ids. @param {string} name */
  compact(name) {
    const held = this.held(name);
    const text = held.text.text();
    const epoch = held.text.epoch + 1;
    held.text = new TextDocument(epoch);
    if (text !== "") held.text.integrate(held.text.insertion(`e${epoch}`, 0, text));
    Object.assign(held, { events: [], snapshot: null, docSeq: held.docSeq + 1 });
    this.publish(null, { type: "doc:compacted", payload: { doc: name, epoch, docSeq: held.docSeq } });
  }

  /** @param {Connection|null} by @param {any} event @param {string} [ref] */
  publish(by, event, ref) {
    const told = { ...event, seq: ++this.seq, timestamp: "2026-01-01T00:00:00.000Z" };
    this.log.push(told);
    for (const one of this.connections) one.say(one === by && ref ? { ...told, ref } : told);
    return told;
  }

  /** @param {Connection} from @param {any} payload */
  #join(from, { lastSeenSeq, logId, clientId, name, color }) {
    const reset = logId !== undefined && (logId !== this.logId || lastSeenSeq > this.seq);
    Object.assign(from, { clientId, name: name ?? from.name, color: color ?? from.color });
    const user = {
      id: from.userId,
      name: from.name,
      color: from.color,
      role: "editor",
      avatar: null,
      anonymous: true,
      connections: 1,
      status: "active",
    };
    if (![...this.connections].some(({ userId }) => userId === from.userId))
      this.publish(null, { type: "session:joined", payload: { user } });
    this.connections.add(from);
    const missed = lastSeenSeq && !reset ? this.log.slice(lastSeenSeq) : [];
    const replayed = missed.length <= this.replayLimit ? missed : [];
    const users = [
      ...new Map(
        [...this.connections].map((one) => [one.userId, { ...user, id: one.userId, name: one.name, color: one.color }]),
      ).values(),
    ];
    const params = { mu: 0.569, omega: 0.847, kappa: 0.0207, beta: 0.20744 };
    from.say({
      type: "auth:success",
      seq: this.seq,
      payload: {
        ...this.#which(reset),
        sessionId: "s1",
        userId: from.userId,
        clientId,
        role: "editor",
        anonymous: true,
        users,
        currentState: { params, seq: this.seq, version: 0, turn: 0 },
        limits: {
          maxMessageBytes: this.toldMessageBytes ?? this.maxMessageBytes,
          maxOpsPerSecond: this.maxOpsPerSecond,
          heartbeatSeconds: 20,
        },
        ...(replayed.length ? { replaying: replayed.length } : {}),
      },
    });
    for (const event of replayed) from.say(event);
    if (reset || missed.length > replayed.length)
      from.say({
        type: "session:state",
        seq: this.seq,
        payload: {
          ...this.#which(reset),
          params,
          seq: this.seq,
          users,
          conflicts: [],
          ...(reset ? {} : { truncated: true }),
        },
      });
  }

  /** @param {boolean} reset */
  #which(reset) {
    const { logId, formerLogIds } = this;
    return { logId, ...(formerLogIds.length > 0 ? { formerLogIds } : {}), ...(reset ? { reset } : {}) };
  }

  /** Its session is deleted, and another one made under the same id. Nobody may be connected. */
  recreate() {
    Object.assign(this, { seq: 0, log: [], logId: `log-${++this.#logs}`, formerLogIds: [] });
    this.documents.clear();
    this.presence.clear();
    this.#taken.clear();
  }

  /** What {@link restore} puts back. */
  backup() {
    const documents = [...this.documents].map(([name, { text, docSeq, events }]) => ({
      name,
      docSeq,
      events: [...events],
      epoch: text.epoch,
      text: text.text(),
      runs: text.runs(),
    }));
    return { seq: this.seq, log: [...this.log], documents, taken: new Map(this.#taken) };
  }

  /** The server is put back to an earlier state, and has noticed. Nobody may be connected. @param {ReturnType<DocumentServer["backup"]>} backup */
  restore({ seq, log, documents, taken }) {
    Object.assign(this, {
      seq,
      log: [...log],
      formerLogIds: [...this.formerLogIds, this.logId],
      logId: `log-${++this.#logs}`,
    });
    this.documents = new Map(
      documents.map(({ name, docSeq, events, epoch, text, runs }) => [
        name,
        { text: TextDocument.from({ epoch, text, runs }), docSeq, events: [...events], snapshot: null },
      ]),
    );
    this.#taken = new Map(taken);
  }

  /** @param {any} payload @param {(message: any) => void} answer */
  #open({ doc, since }, answer) {
    const held = this.held(doc);
    const { text, docSeq } = held;
    const oldest = held.events[0]?.payload.docSeq ?? docSeq + 1;
    const reset = since?.logId !== undefined && (since.logId !== this.logId || since.docSeq > docSeq);
    if (!reset && since?.epoch === text.epoch && since.docSeq + 1 >= oldest && since.docSeq <= docSeq) {
      for (const event of held.events) if (event.payload.docSeq > since.docSeq) answer({ ...event, ref: undefined });
      return answer({ type: "ack", payload: { seq: this.seq } });
    }
    if (!held.snapshot || docSeq - held.snapshot.docSeq >= this.snapshotEvery) {
      held.snapshot = { doc, epoch: text.epoch, docSeq, text: text.text(), runs: text.runs(), restored: text.restored };
    }
    answer({
      type: "doc:state",
      seq: this.seq,
      payload: { ...held.snapshot, logId: this.logId, ...(reset ? { reset } : {}) },
    });
    for (const event of held.events)
      if (event.payload.docSeq > held.snapshot.docSeq) answer({ ...event, ref: undefined });
  }

  /** @param {Connection} from @param {any} payload @param {string} ref @param {(message: any) => void} answer */
  #edit(from, { doc, epoch, ops }, ref, answer) {
    this.edits.push({ ref, ops, clientId: from.clientId });
    const first = this.#taken.get(`${from.clientId} ${ref}`);
    if (first) return answer(first);
    const held = this.held(doc);
    if (epoch !== held.text.epoch)
      return answer({
        type: "doc:stale",
        seq: this.seq,
        payload: { doc, epoch: held.text.epoch, docSeq: held.docSeq },
      });
    const added = this.addition.splice(0);
    const all = [...ops, ...added];
    const refused = (/** @type {string} */ code, /** @type {string} */ message) =>
      answer({ type: "error", payload: { code, message, ref } });
    if (!Array.isArray(ops) || ops.length === 0 || ops.length > 1_000)
      return refused("invalid_op", "An edit has 1 to 1,000 operations.");
    // All of it or nothing: tried on a copy, where there is more than one.
    const tried =
      all.length > 1
        ? TextDocument.from({ epoch, text: held.text.text(), runs: held.text.runs(), restored: held.text.restored })
        : held.text;
    let known = true;
    for (const op of all) {
      const integration = tried.integrate(op);
      if (integration.outcome === "refused") return refused(integration.code, integration.detail);
      if (integration.outcome !== "known") known = false;
    }
    if (known) return answer({ type: "ack", payload: { seq: this.seq } });
    if (tried !== held.text) for (const op of all) held.text.integrate(op);
    const event = this.publish(
      from,
      {
        type: "doc:ops",
        payload: {
          doc,
          epoch,
          docSeq: ++held.docSeq,
          userId: from.userId,
          clientId: from.clientId,
          ops: all,
          ...(added.length > 0 ? { added: added.length } : {}),
        },
      },
      ref,
    );
    held.events.push(event);
    this.#taken.set(`${from.clientId} ${ref}`, event);
    this.changed(doc);
  }

  /** @param {Connection} from @param {any} payload @param {string} ref @param {(message: any) => void} answer */
  #say(from, { content, kind = "chat", parentId = null, anchor = null }, ref, answer) {
    const first = this.#taken.get(`${from.clientId} ${ref}`);
    if (first) return answer(first);
    const message = {
      id: `m${this.seq + 1}`,
      userId: from.userId,
      username: from.name,
      kind,
      content,
      mentions: [],
      reactions: {},
      parentId,
      replyCount: 0,
      anchor,
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: null,
      deletedAt: null,
      resolved: false,
      seq: this.seq + 1,
    };
    this.#taken.set(`${from.clientId} ${ref}`, this.publish(from, { type: "chat:message", payload: { message } }, ref));
  }

  /** @param {Connection} from @param {any} payload @param {string} ref @param {(message: any) => void} answer */
  #set(from, { baseSeq: _, ...params }, ref, answer) {
    const first = this.#taken.get(`${from.clientId} ${ref}`);
    if (first) return answer(first);
    this.#taken.set(
      `${from.clientId} ${ref}`,
      this.publish(from, { type: "param:broadcast", payload: { userId: from.userId, params } }, ref),
    );
  }

  /** @param {Connection} from @param {any} signs */
  #sign(from, signs) {
    const { userId, clientId, name: username } = from;
    this.presence.set(clientId, {
      ...this.presence.get(clientId),
      ...signs,
      userId,
      clientId,
      username,
      status: "active",
      lastUpdate: "2026-01-01T00:00:00.000Z",
    });
    for (const one of this.connections)
      if (one !== from) one.say({ type: "presence:changed", payload: { userId, clientId, ...signs } });
  }
}
