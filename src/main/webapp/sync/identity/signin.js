import { CommandError } from "../connection/outbox.js";

/** @typedef {import("../types.js").Message} Message */

const TRY_AGAIN_MILLIS = 10_000;
/** A refusal of the server itself, not of what lies between. @param {unknown} failure */
const isRefusal = (failure) =>
  failure instanceof CommandError && [400, 401, 403, 404].includes(failure.details["status"]);

/**
 * How a session's connection shows who its person is, for as long as it lasts: signs in, renews the token before it ends, and
 * comes back as the same person when it has ended meanwhile. By the server's clock, never by this device's. Nobody becomes
 * somebody else in a session where they were somebody: then it is said, and they decide.
 */
export class SignIn {
  /** @type {string|null} what this connection has signed in with */
  #shown = null;
  /** What was tried since the server last said welcome: another token, and to come back at all. */
  #renewed = false;
  #cameBack = false;
  /** @type {any} */
  #retry = null;

  /**
   * @param {import("../session/client.js").Session} session
   * @param {(event: string, value: any) => void} emit
   */
  constructor(session, emit) {
    this.session = session;
    this.emit = emit;
  }

  /** The token to sign in with; null for none. Fails where trying again later may help. @param {{name?: string, color?: string}} wanted @returns {Promise<string|null>} */
  async token(wanted) {
    const { identity } = this.session;
    const token = identity ? await identity.present(wanted) : await this.#given();
    return (this.#shown = token ?? null);
  }

  /** @param {Message} message  `auth:success` or `auth:renewed` */
  welcomed({ type, payload }) {
    const { identity, id } = this.session;
    this.#renewed = this.#cameBack = false;
    if (payload["serverTime"] !== undefined) identity?.learn(payload["serverTime"]);
    if (type === "auth:success") identity?.entered(id);
  }

  /** The token of this connection ends soon. */
  async expiring() {
    const { identity, givenToken, connection, host } = this.session;
    if (!identity && typeof givenToken !== "function") return;
    host.clearTimeout(this.#retry);
    try {
      const token = identity ? (await identity.renew()).token : await this.#given();
      if (token && connection.send({ type: "auth", payload: { token } })) this.#shown = token;
    } catch (failure) {
      if (!isRefusal(failure))
        this.#retry = host.setTimeout(
          () => connection.status.state === "connected" && this.expiring(),
          TRY_AGAIN_MILLIS,
        );
    }
  }

  /** The server does not take the token. @param {Message} message */
  async refused({ payload }) {
    const { identity, connection } = this.session;
    this.emit("auth:failed", payload);
    if (connection.status.state === "connected") return; // A renewal: the connection stays for as long as its own token is good.
    const reason = payload["error"] ?? "The server did not accept your sign-in.";
    if (!identity || this.#renewed || identity.account) return connection.end(4401, reason, false);
    this.#renewed = true;
    try {
      if (identity.kept()) await identity.renew();
    } catch (failure) {
      if (!isRefusal(failure)) return connection.tryLater();
      if (this.#wasHere(identity)) return connection.end(4401, reason, false, identity.kept()?.username ?? "");
      // A server that has forgotten its secret, say, and nothing to lose here.
      const former = identity.setAside();
      this.emit("identity:replaced", { username: former?.username ?? null });
    }
    return connection.greet().catch(() => connection.tryLater());
  }

  /** Whether to come back after the server has ended the connection because of its token. */
  mayComeBack() {
    const { identity, state } = this.session;
    if (!identity) return false;
    const kept = identity.kept();
    // The server ends a token when the person gets another one; then the connection is only to be made anew.
    if (identity.changing || (kept !== null && kept.token !== this.#shown && kept.userId === state.userId)) return true;
    // It may have ended while this device slept; then it can still be exchanged.
    if (this.#cameBack || !kept || kept.account) return false;
    return (this.#cameBack = true);
  }

  /** @param {import("./identity.js").AnonymousIdentity} identity */
  #wasHere(identity) {
    return this.session.state.userId !== null || identity.hasEntered(this.session.id);
  }

  async #given() {
    const { givenToken } = this.session;
    return (typeof givenToken === "function" ? await givenToken() : givenToken) ?? null;
  }
}
