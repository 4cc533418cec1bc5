import { httpAddress, requestJson } from "./rest.js";

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
 */

/** Who takes part in a session, and as what. What is done here needs a host; others get `forbidden`. */
export class Members {
  /** @param {import("./session.js").Session} session */
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
    const url = new URL(this.session.base);
    url.searchParams.set("session", this.session.id);
    url.searchParams.set("invite", made.token);
    return { ...made, url: url.href };
  }

  /** @param {string} id */
  revoke(id) {
    return this.#request(`invites/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  /** @param {string} path @param {{method?: string, body?: unknown}} [request] */
  async #request(path, request = {}) {
    const { identity, givenToken, host, base, id } = this.session;
    const token = identity ? await identity.present({}) : await (typeof givenToken === "function" ? givenToken() : givenToken);
    return requestJson(host, httpAddress(base, `api/v1/sessions/${encodeURIComponent(id)}/${path}`), { ...request, token: token ?? null });
  }
}
