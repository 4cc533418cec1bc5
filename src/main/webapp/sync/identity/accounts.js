import { AnonymousIdentity } from "./identity.js";
import { ownHost } from "../host.js";
import { httpAddress, ownBase, requestJson } from "../rest.js";

/**
 * @typedef {import("./identity.js").Account} Account
 * @typedef {{access_token: string, user: Account}} Admission
 */

/**
 * Signing up, in and out. The account's token is kept where the anonymous person's was; who signs up stays the same
 * person, with everything that he or she has written.
 */
export class Accounts {
  /** @param {{base?: string, host?: import("../types.js").Host, identity?: AnonymousIdentity}} [options] */
  constructor({ base = ownBase(), host = ownHost(), identity = new AnonymousIdentity({ base, host }) } = {}) {
    this.base = base;
    this.host = host;
    this.identity = identity;
  }

  /** Who is signed in, as far as this browser knows; null for an anonymous person. */
  get current() {
    return this.identity.account;
  }

  /**
   * @param {{email: string, username: string, password: string, full_name?: string, team_name?: string}} wanted
   * @returns {Promise<Account>} rejects with a CommandError; `details.fields` says what is wrong with which of them
   */
  async register(wanted) {
    const kept = this.identity.kept();
    const { user } = await this.#become("register", {
      ...wanted,
      ...(kept && !kept.account ? { anonymous_token: kept.token } : {}),
    });
    return user;
  }

  /** @param {{email: string, password: string}} credentials @returns {Promise<Account>} */
  async login(credentials) {
    const { user } = await this.#become("login", credentials);
    return user;
  }

  /** The token that was kept is good nowhere from now on. The next one is a new anonymous person's. */
  async logout() {
    const token = this.identity.kept()?.token ?? null;
    await this.identity.become(
      this.#request("logout", { method: "POST", body: {}, token }).catch((failure) => {
        if (failure.details?.status !== 401) throw failure; // It had ended already.
      }),
      () => null,
    );
  }

  /** What the server knows about who is signed in. @returns {Promise<Account>} */
  async me() {
    return this.#request("me", { token: await this.identity.token() });
  }

  /** What the server knows now is kept here too. @returns {Promise<Account>} */
  async refresh() {
    const account = await this.me();
    const kept = this.identity.kept();
    if (kept) await this.identity.become(Promise.resolve(account), () => ({ ...kept, account }));
    return account;
  }

  /** All other tokens of the account end. @param {string} current @param {string} next */
  async changePassword(current, next) {
    const body = { current_password: current, new_password: next };
    return this.#request("change-password", { method: "POST", body, token: await this.identity.token() });
  }

  /** @param {string} action @param {object} body @returns {Promise<Admission>} */
  #become(action, body) {
    /** @type {Promise<Admission>} */
    const answer = this.#request(action, { method: "POST", body });
    return this.identity.become(answer, ({ access_token: token, user }) => ({
      token,
      userId: user.id,
      username: user.username,
      account: user,
    }));
  }

  /** @param {string} action @param {{method?: string, body?: unknown, token?: string|null}} request */
  #request(action, request) {
    return requestJson(this.host, httpAddress(this.base, `api/auth/${action}`), request);
  }
}
