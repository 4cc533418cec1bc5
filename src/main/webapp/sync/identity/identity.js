import { CommandError } from "../connection/outbox.js";
import { httpAddress, ownBase, requestJson } from "../rest.js";
import { ownHost } from "../host.js";

/** @typedef {import("../types.js").Host} Host */
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
 * @property {string} [asked]  the name that was asked for
 * @property {Account} [account]
 * @property {number} [ahead]  how many milliseconds the server's clock was ahead of this device's
 * @property {string[]} [entered]  the sessions that this person was let into, the last at the end
 */

const CLIENT_KEY = "tutti.client";
const MOST_ENTERED = 200;
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
  /** @type {Promise<Credentials>|null} */
  #renewal = null;

  /** @param {{base?: string, host?: Host}} [options] */
  constructor({ base = ownBase(), host = ownHost() } = {}) {
    this.base = base;
    this.host = host;
    this.#key = `tutti.anonymous ${base}`;
  }

  /**
   * The token of the person who is kept, renewed when half of its life seems to be over; a new person's where none is kept.
   * Whether it is good the server says where it is shown: this device's clock may be wrong by days.
   *
   * @param {{name?: string, color?: string}} [wanted]  for a new person
   * @returns {Promise<string>}
   */
  async token(wanted = {}) {
    await this.#change?.catch(() => {});
    const kept = this.kept();
    if (!kept) return (await this.#obtain(wanted, null)).token;
    if (lifeLeft(kept.token, this.#serverNow()) > 0.5) return kept.token;
    await this.renew().catch(() => {});
    return (this.kept() ?? kept).token;
  }

  /**
   * Exchanges the kept token for the same person's next one: an anonymous one also for a month after its end. Rejects with a
   * CommandError where the server does not; what is kept stays.
   *
   * @returns {Promise<Credentials>}
   */
  renew() {
    return (this.#renewal ??= this.#exchange().finally(() => (this.#renewal = null)));
  }

  async #exchange() {
    const before = this.kept();
    if (!before) throw new CommandError("unauthenticated", "There is nobody to renew.");
    const { token } = await requestJson(this.host, this.#address("refresh"), {
      method: "POST",
      body: { token: before.token },
    });
    const kept = this.kept();
    // Another window of this browser may have been faster, or signed in.
    return kept && kept.token !== before.token
      ? kept
      : this.#keep({ ...before, ...kept, token, ...this.#skewOf(token) });
  }

  /** What the server's clock says now, as far as it has told. */
  #serverNow() {
    return this.host.now() + (this.kept()?.ahead ?? 0);
  }

  /** A new token says what time it is at the server. @param {string} token */
  #skewOf(token) {
    const issuedAt = claimsOf(token)?.iat;
    return Number.isFinite(issuedAt) ? { ahead: issuedAt * 1000 - this.host.now() } : {};
  }

  /** @param {string|number} serverTime  the server's clock just now */
  learn(serverTime) {
    const ahead = new Date(serverTime).getTime() - this.host.now();
    const kept = this.kept();
    if (kept && Number.isFinite(ahead) && Math.abs(ahead - (kept.ahead ?? 0)) > 5_000) this.#keep({ ...kept, ahead });
  }

  /** This person was let into a session: from now on it is somebody there. @param {string} sessionId */
  entered(sessionId) {
    const kept = this.kept();
    if (!kept || kept.entered?.at(-1) === sessionId) return;
    this.#keep({
      ...kept,
      entered: [...(kept.entered ?? []).filter((one) => one !== sessionId), sessionId].slice(-MOST_ENTERED),
    });
  }

  /** @param {string} sessionId */
  hasEntered(sessionId) {
    return this.kept()?.entered?.includes(sessionId) ?? false;
  }

  /** The next person is a new one. Who was kept is put aside, not forgotten. @returns {Credentials|null} who it was */
  setAside() {
    const former = this.kept();
    if (former) this.#store(`${this.#key} former`, former);
    this.forget();
    return former;
  }

  /**
   * What to sign in with: a token under this name, or null where the server gives no tokens, so that it says at
   * joining whether it takes people without. Fails where trying again later may help.
   *
   * @param {{name?: string, color?: string}} wanted
   * @returns {Promise<string|null>}
   */
  async present(wanted) {
    try {
      const token = await this.token(wanted);
      return wanted.name ? (await this.rename(wanted.name, wanted.color)).token : token;
    } catch (failure) {
      const status = failure instanceof CommandError ? (failure.details["status"] ?? 503) : 503;
      if (status >= 500 || status === 429) throw failure;
      return this.kept()?.token ?? null; // Who is somebody never comes as nobody.
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
    if (kept && (kept.asked ?? kept.username) === name) return kept;
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
    const change = answer
      .then((told) => {
        const next = credentials(told);
        if (next) this.#keep(next);
        else this.forget();
        return told;
      })
      .finally(() => {
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
   * @param {{name?: string, color?: string}} wanted
   * @param {string|null} token
   */
  async #obtain({ name, color }, token) {
    const body = { ...(name ? { username: name } : {}), ...(color ? { color } : {}) };
    const answer = await requestJson(this.host, this.#address("anonymous"), { method: "POST", body, token });
    const entered = token === null ? undefined : this.kept()?.entered;
    return this.#keep({
      token: answer.token,
      userId: answer.user_id,
      username: answer.username,
      asked: name,
      ...this.#skewOf(answer.token),
      ...(entered ? { entered } : {}),
    });
  }

  /** @param {Credentials} credentials */
  #keep(credentials) {
    this.#held = credentials;
    this.#store(this.#key, credentials);
    return credentials;
  }

  /** @param {string} key @param {Credentials} credentials */
  #store(key, credentials) {
    try {
      this.host.local?.setItem(key, JSON.stringify(credentials));
    } catch {
      // Storage is full: this person lasts as long as the page.
    }
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
  const { iat, exp } = claimsOf(token) ?? {};
  return Number.isFinite(exp) && exp > iat ? (exp - now / 1000) / (exp - iat) : 1;
}

/** @param {string} token @returns {any} null where there are none */
function claimsOf(token) {
  try {
    return JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));
  } catch {
    return null;
  }
}
