import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { rows } from "../sync/chat/view.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-composer.js";
import "./tutti-message.js";

/** A thread beside the chat: its first message, the answers, and a field for one more. Emits `close`, and what its messages emit. */
export class TuttiThread extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    first: { attribute: false },
    locked: { type: Boolean },
    people: { attribute: false },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); background: var(--surface); }
    header { display: flex; align-items: center; justify-content: space-between; padding: 0.5rem 0.5rem 0.5rem 1.25rem; border-bottom: 1px solid var(--line); }
    .scroll { overflow-y: auto; padding: 0.5rem 0; overscroll-behavior: contain; }
    .count { display: flex; align-items: center; gap: 0.75rem; margin: 0.5rem 1.25rem 0; font-size: 0.75rem; font-weight: 650; color: var(--muted); }
    .count::after { content: ""; flex: 1; height: 1px; background: var(--line); }
    .foot { padding: 0.5rem 1rem 1rem; }
  `,
  ];

  #shown = 0;

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    /** @type {import("../sync/chat/reducer.js").ChatMessage|null} */
    this.first = null;
    this.locked = false;
    /** @type {Record<string, {name: string, color: string}>} */
    this.people = {};
  }

  firstUpdated() {
    if (!this.locked && matchMedia("(hover: hover)").matches)
      /** @type {any} */ (this.renderRoot.querySelector("tutti-composer"))?.focus();
  }

  updated() {
    const count = this.renderRoot.querySelectorAll("tutti-message").length;
    if (count !== this.#shown) this.renderRoot.querySelector(".scroll")?.scrollTo(0, 1e6);
    this.#shown = count;
  }

  render() {
    const { visit, state, first } = this;
    if (!visit || !state || !first) return "";
    const answers = visit.session.chat.thread(first.id);
    const users = state.users.filter(({ id }) => id !== state.userId);
    return html`<header><h2>Thread</h2><button type="button" class="quiet icon" aria-label="Close the thread" title="Close" data-testid="thread-close" @click=${() => this.dispatchEvent(new Event("close"))}>${icons.close}</button></header>
      <div class="scroll" data-testid="thread">${this.#message(first, false)}
        ${answers.length > 0 ? html`<div class="count"><span>${answers.length === 1 ? "1 reply" : `${answers.length} replies`}</span></div>` : ""}
        ${repeat(
          rows(answers, { me: state.userId, readSeq: Infinity, now: Date.now() }).filter(
            (row) => row.kind === "message",
          ),
          ({ key }) => key,
          (row) => (row.kind === "message" ? this.#message(row.message, row.joined) : ""),
        )}</div>
      <div class="foot">${this.locked ? "" : html`<tutti-composer label="Reply" .people=${users} @send=${this.#send} @typing=${() => visit.session.chat.typing()} @cancel=${() => this.dispatchEvent(new Event("close"))}></tutti-composer>`}</div>`;
  }

  /** @param {import("../sync/chat/reducer.js").ChatMessage} message @param {boolean} joined */
  #message(message, joined) {
    return html`<tutti-message ?joined=${joined} .message=${message} .me=${this.state?.userId ?? null} .host=${this.state?.role === "host"} .locked=${this.locked} .people=${this.people}
      @react=${this.#pass} @edit=${this.#pass} @remove=${this.#pass} @again=${this.#pass} @dismiss=${this.#pass}></tutti-message>`;
  }

  /** What happens in here is heard outside. @param {Event} event */
  #pass(event) {
    const { type, detail } = /** @type {CustomEvent} */ (event);
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  /** @param {CustomEvent<{content: string, mentions: string[]}>} event */
  #send({ detail: { content, mentions } }) {
    if (this.first) this.visit?.session.chat.send(content, { parentId: this.first.id, mentions }).catch(() => {});
  }
}

customElements.define("tutti-thread", TuttiThread);
