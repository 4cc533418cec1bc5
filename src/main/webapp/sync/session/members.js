import { httpAddress, requestJson } from "../rest.js";

/**
 * @typedef {"host"|"editor"|"viewer"} Role
 * @typedef {{id: string, name: string|null, color: string|null, role: Role, connections: number, status: string}} Participant
 *
 * @typedef {object} Invite
 * @property {string} id
 * @property {string} role
 * @property {string} expires_at
 * @property {number|null} max_uses
 * @property {number} uses
 * @property {boolean} revoked
 * @property {boolean} good  it can still be used
 *
 * @typedef {{user_id: string, name: string|null, since: string|null, by: string|null, by_name: string|null}} Ban
 * @typedef {{id: string, user_id: string, name: string|null, since: string, until: string, by: string}} BlockedAddress
 *
 * @typedef {object} JoinRequest  Somebody asks to be let in.
 * @property {string} id
 * @property {string} user_id
 * @property {string} name
 * @property {boolean} anonymous
 * @property {string|null} message
 * @property {string} created_at
 * @property {"pending"|"granted"|"declined"} status
 * @property {Role|null} role
 */

/** Who takes part in a session, and as what. What is done here needs a host; others get `forbidden`. */
export class Members {
  /** @param {import("./client.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Those who are here, then those who are not but have a role. @returns {Promise<Participant[]>} */
  list() {
    return this.#request("participants");
  }

  /** @param {string} userId @param {Role} role */
  setRole(userId, role) {
    return this.session.command("participant:role", { userId, role });
  }

  /** Removes somebody, who may come again. @param {string} userId */
  kick(userId) {
    return this.session.command("participant:kick", { userId });
  }

  /** Removes somebody, who cannot come again until the ban is lifted. @param {string} userId @param {boolean} [banned] */
  ban(userId, banned = true) {
    return this.session.command("participant:ban", { userId, banned });
  }

  /** Makes somebody else host, and oneself an editor. @param {string} userId */
  transfer(userId) {
    return this.#request(`participants/${encodeURIComponent(userId)}/transfer`, { method: "POST", body: {} });
  }

  /** Who is banned, and from where guests are kept out. @returns {Promise<{bans: Ban[], addresses: BlockedAddress[]}>} */
  bans() {
    return this.#request("bans");
  }

  /**
   * Removes somebody for good, and keeps guests out who come from the same network.
   *
   * @param {string} userId @param {number} hours
   * @returns {Promise<{addresses_blocked: number}>}
   */
  banWithAddress(userId, hours) {
    return this.#request("bans", { method: "POST", body: { user_id: userId, block_address_hours: hours } });
  }

  /** @param {string} userId */
  liftBan(userId) {
    return this.#request(`bans/${encodeURIComponent(userId)}`, { method: "DELETE" });
  }

  /** @param {string} id */
  unblock(id) {
    return this.#request(`bans/addresses/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /** Ends all links there were; newcomers come in by the new one alone. @returns {Promise<{token: string, url: string}>} `url` is whole */
  async renewLink() {
    const made = await this.#request("link", { method: "POST" });
    return { ...made, url: this.#linkWith(made.token) };
  }

  /** Who waits for an answer. @returns {Promise<JoinRequest[]>} */
  requests() {
    return this.#request("requests");
  }

  /** Lets somebody in who has asked, or declines. @param {string} id @param {Role|null} grant */
  answer(id, grant) {
    return this.#request(`requests/${encodeURIComponent(id)}`, { method: "POST", body: { grant } });
  }

  /**
   * Asks to be let in. Somebody without an account is called `name` from then on.
   *
   * @param {{name?: string, message?: string}} words
   * @returns {Promise<JoinRequest>}
   */
  async ask(words) {
    if (words.name) await this.session.identity?.rename(words.name);
    return this.#request("requests", { method: "POST", body: words });
  }

  /** What has become of the own request. @param {string} id @returns {Promise<JoinRequest>} */
  asked(id) {
    return this.#request(`requests/${encodeURIComponent(id)}`);
  }

  /** @returns {Promise<Invite[]>} */
  invites() {
    return this.#request("invites");
  }

  /**
   * A link by which others come in with a role.
   *
   * @param {{role: "editor"|"viewer", expiresIn?: number, maxUses?: number}} terms  `expiresIn` in seconds
   * @returns {Promise<Invite & {token: string, url: string}>} `url` is whole
   */
  async invite({ role, expiresIn, maxUses }) {
    const body = { role, ...(expiresIn ? { expiresIn } : {}), ...(maxUses ? { maxUses } : {}) };
    const made = await this.#request("invites", { method: "POST", body });
    return { ...made, url: this.#linkWith(made.token) };
  }

  /** @param {string} invite */
  #linkWith(invite) {
    const url = new URL(this.session.base);
    url.searchParams.set("session", this.session.id);
    url.searchParams.set("invite", invite);
    return url.href;
  }

  /** @param {string} id */
  revoke(id) {
    return this.#request(`invites/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /** @param {string} path @param {{method?: string, body?: unknown}} [request] */
  async #request(path, request = {}) {
    const { identity, givenToken, host, base, id } = this.session;
    const token = identity
      ? await identity.present({})
      : await (typeof givenToken === "function" ? givenToken() : givenToken);
    return requestJson(host, httpAddress(base, `api/v1/sessions/${encodeURIComponent(id)}/${path}`), {
      ...request,
      token: token ?? null,
    });
  }
}
