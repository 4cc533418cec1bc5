import { CommandError } from "./outbox.js";
import { httpAddress, ownBase, requestJson } from "./rest.js";
import { ownHost } from "./host.js";

/** @typedef {import("./types.js").Host} Host */
/**
 * @typedef {object} Account  Somebody who has signed up.
 * @property {string} id
 * @property {string} email
 * @property {string} username
 * @property {string|null} full_name
 * @property {string|null} team_id
 * @property {{team_name: string, status: string}} [team_request]  the team that the account asks to be in
 * @property {string} role  in the team: `admin` or `member`
 *
 * @typedef {object} Credentials
 * @property {string} token
 * @property {string} userId
 * @property {string} username
 * @property {string} [wished]  the name that was asked for
 * @property {Account} [account]
 */

const CLIENT_KEY = "tutti.client";
/** @type {string|null} */
let claimed = null;

/**
 * This tab's client id: the same after a reload, another one in a duplicated tab. A duplicate copies the tab's
 * storage, so the id lies there only between unloading and loading.
 *
 * @param {Host} host
 * @returns {string}
 */
export function clientId(host) {
  if (claimed !== null) return claimed;
  const mine = host.tab?.getItem(CLIENT_KEY) || randomWord(host, 16);
  host.tab?.removeItem(CLIENT_KEY);
  host.listen("pagehide", () => host.tab?.setItem(CLIENT_KEY, mine));
  host.listen("pageshow", () => host.tab?.removeItem(CLIENT_KEY));
  claimed = mine;
  return mine;
}

/**
 * @param {Host} host
 * @param {number} length
 */
export function randomWord(host, length) {
  return Array.from({ length }, () => Math.floor(host.random() * 36).toString(36)).join("");
}

/**
 * The person of this browser: a token of the server, kept so that a reload is the same person. Anonymous, until
 * `Accounts` makes it an account's.
 */
export class AnonymousIdentity {
  /** @type {Credentials|null} */
  #held = null;
  #key;
  /** Somebody is signing up, in or out: what is kept is about to change. @type {Promise<unknown>|null} */
  #change = null;

  /** @param {{base?: string, host?: Host}} [options] */
  constructor({ base = ownBase(), host = ownHost() } = {}) {
    this.base = base;
    this.host = host;
    this.#key = `tutti.anonymous ${base}`;
  }

  /**
   * A token that is good now: the kept one, renewed when half of its life is over, else a new one.
   *
   * @param {{name?: string, color?: string}} [wishes]  for a new person
   * @returns {Promise<string>}
   */
  async token(wishes = {}) {
    await this.#change?.catch(() => {});
    const kept = this.kept();
    if (!kept) return (await this.#obtain(wishes, null)).token;
    const left = lifeLeft(kept.token, this.host.now());
    if (left > 0.5) return kept.token;
    try {
      const { token } = await requestJson(this.host, this.#address("refresh"), { method: "POST", body: { token: kept.token } });
      return this.#keep({ ...kept, token }).token;
    } catch (failure) {
      if (left > 0 || kept.account || !(failure instanceof CommandError) || failure.code === "unreachable") return kept.token;
      return (await this.#obtain({ name: kept.username, ...wishes }, null)).token;
    }
  }

  /**
   * What to sign in with: a token under this name, or null where the server gives no tokens, so that it says at
   * joining whether it takes people without. Fails where trying again later may help.
   *
   * @param {{name?: string, color?: string}} wishes
   * @returns {Promise<string|null>}
   */
  async present(wishes) {
    try {
      if (wishes.name && this.kept()) await this.rename(wishes.name, wishes.color);
      return await this.token(wishes);
    } catch (failure) {
      const status = failure instanceof CommandError ? failure.details["status"] ?? 503 : 503;
      if (status >= 500 || status === 429) throw failure;
      return null;
    }
  }

  /**
   * Gives this person another name. The old token goes along, so that a server that can do so keeps the user id.
   *
   * @param {string} name
   * @param {string} [color]
   */
  async rename(name, color) {
    await this.#change?.catch(() => {});
    const kept = this.kept();
    if (kept?.account) return kept; // An account is called what it is called.
    if (kept && (kept.wished ?? kept.username) === name) return kept;
    return this.#obtain(color ? { name, color } : { name }, kept?.token ?? null);
  }

  /** @returns {Credentials|null} */
  kept() {
    try {
      const stored = JSON.parse(this.host.local?.getItem(this.#key) ?? "null");
      if (typeof stored?.token === "string") this.#held = stored;
    } catch {
      // Something else wrote there: as if nothing were kept.
    }
    return this.#held;
  }

  /** The account that is signed in; null for an anonymous person. @returns {Account|null} */
  get account() {
    return this.kept()?.account ?? null;
  }

  get changing() {
    return this.#change !== null;
  }

  /**
   * Becomes somebody else by what the server answers. Whoever wants a token meanwhile waits for it.
   *
   * @template T
   * @param {Promise<T>} answer
   * @param {(answer: T) => Credentials|null} credentials  null for nobody: the next token is a new anonymous person's
   * @returns {Promise<T>}
   */
  become(answer, credentials) {
    const change = answer.then((told) => {
      const next = credentials(told);
      if (next) this.#keep(next);
      else this.forget();
      return told;
    }).finally(() => {
      if (this.#change === change) this.#change = null;
    });
    this.#change = change;
    return change;
  }

  /** The server did not accept the token. */
  forget() {
    this.#held = null;
    this.host.local?.removeItem(this.#key);
  }

  /**
   * @param {{name?: string, color?: string}} wishes
   * @param {string|null} token
   */
  async #obtain({ name, color }, token) {
    const body = { ...(name ? { username: name } : {}), ...(color ? { color } : {}) };
    const answer = await requestJson(this.host, this.#address("anonymous"), { method: "POST", body, token });
    return this.#keep({ token: answer.token, userId: answer.user_id, username: answer.username, wished: name });
  }

  /** @param {Credentials} credentials */
  #keep(credentials) {
    this.#held = credentials;
    try {
      this.host.local?.setItem(this.#key, JSON.stringify(credentials));
    } catch {
      // Storage is full: this person lasts as long as the page.
    }
    return credentials;
  }

  /** @param {string} action */
  #address(action) {
    return httpAddress(this.base, `api/v1/auth/${action}`);
  }
}

/**
 * The part of a token's life that is left: 1 when new, 0 or less when over.
 *
 * @param {string} token  a JWT; its claims are read, not verified
 * @param {number} now  milliseconds
 */
export function lifeLeft(token, now) {
  try {
    const claims = JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));
    const { iat, exp } = claims;
    return Number.isFinite(exp) && exp > iat ? (exp - now / 1000) / (exp - iat) : 1;
  } catch {
    return 1;
  }
}
