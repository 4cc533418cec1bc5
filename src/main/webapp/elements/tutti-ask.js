import { LitElement, css, html } from "lit";
import { baseStyles } from "../page/styles.js";

const FIRST_WAIT_MILLIS = 3_000;
const LONGEST_WAIT_MILLIS = 30_000;

/** Asks the hosts of a session to let one in, and waits for their answer. Emits `again` once they do. */
export class TuttiAsk extends LitElement {
  static properties = { members: { attribute: false }, name: {}, stage: { state: true }, problem: { state: true } };

  static styles = [
    baseStyles,
    css`
    form { display: grid; gap: 0.75rem; margin-top: 1.25rem; text-align: left; }
    input { margin-top: 0.25rem; }
    .told { margin-top: 1.25rem; padding: 0.75rem 1rem; border-radius: 12px; background: var(--sunken); }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; }
  `,
  ];

  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;

  constructor() {
    super();
    /** @type {import("../sync/session/members.js").Members|null} */
    this.members = null;
    this.name = "";
    /** @type {"asking"|"sending"|"waiting"|"declined"} */
    this.stage = "asking";
    this.problem = "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    if (this.stage === "waiting")
      return html`<p class="told" role="status" data-testid="ask-waiting">Your request was sent. Keep this page open: you will join as soon as a host lets you in.</p>`;
    if (this.stage === "declined")
      return html`<p class="told" role="status" data-testid="ask-declined">A host declined your request.</p>`;
    return html`<form @submit=${this.#ask} data-testid="ask-form"><div><label for="name">Your name</label><input id="name" type="text" required maxlength="80" autocomplete="nickname" data-testid="ask-name" .value=${this.name}></div>
      <div><label for="message">Message to the hosts <span class="muted">(optional)</span></label><input id="message" type="text" maxlength="500" autocomplete="off" data-testid="ask-message"></div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <button class="primary" data-testid="ask-send" ?disabled=${this.stage === "sending"}>Ask to join</button></form>`;
  }

  /** @param {Event} event */
  async #ask(event) {
    event.preventDefault();
    const [name, message] = ["name", "message"].map((id) =>
      /** @type {HTMLInputElement} */ (this.renderRoot.querySelector(`#${id}`)).value.trim(),
    );
    Object.assign(this, { stage: "sending", problem: "" });
    try {
      const asked = await this.members?.ask({ ...(name ? { name } : {}), ...(message ? { message } : {}) });
      this.stage = "waiting";
      if (asked) this.#wait(asked.id, FIRST_WAIT_MILLIS);
    } catch (failure) {
      const { message: said, details } = /** @type {any} */ (failure);
      Object.assign(this, {
        stage: "asking",
        problem:
          details?.status === 429 ? "There are too many requests at the moment. Please try again in a minute." : said,
      });
    }
  }

  /** @param {string} id @param {number} millis */
  #wait(id, millis) {
    this.#timer = setTimeout(async () => {
      const { status } = (await this.members?.asked(id).catch(() => null)) ?? { status: "pending" };
      if (!this.isConnected) return;
      if (status === "granted") this.dispatchEvent(new Event("again"));
      else if (status === "declined") this.stage = "declined";
      else this.#wait(id, Math.min(millis * 1.25, LONGEST_WAIT_MILLIS));
    }, millis);
  }
}

customElements.define("tutti-ask", TuttiAsk);
