import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Latest } from "../page/latest.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";

/** Who asks to be let into the session, for its hosts. Emits `answered`. */
export class TuttiRequests extends LitElement {
  static properties = {
    members: { attribute: false },
    fresh: { type: Number },
    waiting: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    h3 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); padding: 0.75rem 1.5rem 0.25rem; }
    li { display: flex; align-items: center; gap: 0.5rem 0.75rem; padding: 0.5rem 1.5rem; flex-wrap: wrap; }
    .who { flex: 1; min-width: 9rem; line-height: 1.25; overflow-wrap: anywhere; }
    .name { font-weight: 600; display: block; }
    .actions { display: flex; flex-wrap: wrap; justify-content: end; gap: 0.5rem; margin-left: auto; }
    button { min-height: 38px; font-size: 0.8125rem; padding: 0 0.75rem; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; padding: 0.25rem 1.5rem; }
  `,
  ];

  #latest = new Latest();

  constructor() {
    super();
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    /** Changes when there is somebody new. */
    this.fresh = 0;
    /** @type {import("../sync/session/members.js").JoinRequest[]} */
    this.waiting = [];
    this.problem = "";
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("fresh") || changes.has("members")) void this.list();
  }

  async list() {
    await this.#latest.ask(
      async () => (await this.members?.requests().catch(() => [])) ?? [],
      (found) => (this.waiting = found),
    );
  }

  render() {
    if (this.waiting.length === 0) return "";
    return html`<h3>Requests to join</h3><ul data-testid="requests">${repeat(
      this.waiting,
      ({ id }) => id,
      (one) => html`<li data-testid="request"><tutti-avatar .name=${one.name} .seed=${one.user_id}></tutti-avatar>
        <span class="who"><span class="name">${one.name}</span><span class="muted small">${one.anonymous ? "no account" : "has an account"}${one.message ? ` · “${one.message}”` : ""}</span></span>
        <span class="actions"><button type="button" class="primary" data-testid="request-editor" aria-label="Add ${one.name} as an editor" @click=${() => this.#answer(one.id, "editor")}>Add as editor</button>
        <button type="button" data-testid="request-viewer" aria-label="Add ${one.name} as a viewer" @click=${() => this.#answer(one.id, "viewer")}>Add as viewer</button>
        <button type="button" class="quiet" data-testid="request-decline" aria-label="Decline the request of ${one.name}" @click=${() => this.#answer(one.id, null)}>Decline</button></span></li>`,
    )}</ul>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`;
  }

  /** @param {string} id @param {"editor"|"viewer"|null} grant */
  async #answer(id, grant) {
    this.problem = "";
    try {
      await this.members?.answer(id, grant);
    } catch (failure) {
      this.problem =
        /** @type {any} */ (failure).details?.status === 404
          ? "Another host has already answered this request."
          : /** @type {Error} */ (failure).message;
    }
    await this.list();
    this.dispatchEvent(new Event("answered"));
  }
}

customElements.define("tutti-requests", TuttiRequests);
