import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { rows, typingWords } from "../sync/chat/view.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-composer.js";
import "./tutti-message.js";
import "./tutti-thread.js";

/** @typedef {import("../sync/chat/view.js").Row} Row */

const NEAR_PIXELS = 80;

/** The panel of the chat. Emits `place` ({place}): the id of the thread that is open. */
export class TuttiChat extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    active: { type: Boolean },
    place: {},
    below: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; }
    .card { display: grid; grid-template-columns: minmax(0, 1fr); height: calc(100vh - 9rem); height: calc(100dvh - 9rem); min-height: 20rem; overflow: hidden; }
    .card.split { grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem); }
    .main { position: relative; display: grid; grid-template-rows: minmax(0, 1fr) auto; min-height: 0; min-width: 0; }
    .scroll { overflow-y: auto; overflow-anchor: auto; display: flex; flex-direction: column; padding: 0.75rem 0 0.25rem; overscroll-behavior: contain; }
    .scroll > :first-child { margin-top: auto; }
    .line { display: flex; align-items: center; gap: 0.75rem; margin: 0.875rem 1.25rem 0.25rem; font-size: 0.75rem; font-weight: 650; color: var(--muted); }
    .line::before, .line::after { content: ""; flex: 1; height: 1px; background: var(--line); }
    .line.new { color: var(--bad); }
    .line.new::before, .line.new::after { background: color-mix(in srgb, var(--bad) 45%, transparent); }
    .older { align-self: center; margin: 0.25rem 0; font-size: 0.8125rem; min-height: 34px; }
    .empty { margin: auto; padding: 2rem 1.5rem; text-align: center; max-width: 26rem; }
    .empty h2 { font-size: 1.125rem; margin-bottom: 0.375rem; }
    .foot { padding: 0.25rem 1.25rem 1rem; }
    .typing { min-height: 1.5rem; font-size: 0.8125rem; color: var(--muted); padding: 0.125rem 0.25rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .down { position: absolute; left: 50%; bottom: 6.5rem; transform: translateX(-50%); border-radius: 99px; min-height: 36px; font-size: 0.8125rem; box-shadow: var(--shadow); z-index: 3; }
    .viewer { padding: 0.75rem 1rem; border-radius: 12px; background: var(--sunken); font-size: 0.9375rem; }
    tutti-thread { border-left: 1px solid var(--line); min-height: 0; }
    @media (max-width: 46rem) {
      :host { padding: 0; }
      .card, .card.split { grid-template-columns: minmax(0, 1fr); height: calc(100vh - 7.4rem); height: calc(100dvh - 7.4rem - env(safe-area-inset-bottom)); border-radius: 0; border-width: 0 0 1px; box-shadow: none; }
      .split .main { display: none; }
      tutti-thread { border-left: 0; }
      .foot { padding: 0 0.625rem 0.5rem; }
      .line { margin-left: 0.875rem; margin-right: 0.875rem; }
    }
  `,
  ];

  /** @type {() => void} */
  #stop = () => {};
  #stuck = true;
  /** What had been read when the panel came in sight: the divider stays where it was. */
  #readBefore = 0;
  #dividedFor = false;
  /** @type {{height: number, top: number}|null} */
  #anchor = null;

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    this.active = false;
    this.place = "";
    this.below = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#markRead);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#markRead);
    this.#stop();
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    const chat = this.visit?.session.chat;
    if (changes.has("visit")) {
      this.#stop();
      this.#stop = this.visit?.session.on("presence", () => this.requestUpdate()) ?? (() => {});
    }
    if (changes.has("active") && !this.active) this.#dividedFor = false;
    if (chat?.state.ready && this.active && !this.#dividedFor) {
      this.#dividedFor = true;
      this.#readBefore = chat.state.unread > 0 ? chat.state.readSeq : Infinity;
    }
    const scroll = this.#scroll;
    if (scroll && !this.#stuck) this.#anchor = { height: scroll.scrollHeight, top: scroll.scrollTop };
  }

  updated() {
    const scroll = this.#scroll;
    if (!scroll || !this.active) return;
    const { more, loading } = this.visit?.session.chat.state ?? {};
    if (this.#stuck) scroll.scrollTop = scroll.scrollHeight;
    else if (this.#anchor && this.#anchor.top < NEAR_PIXELS && scroll.scrollHeight > this.#anchor.height)
      scroll.scrollTop = this.#anchor.top + scroll.scrollHeight - this.#anchor.height;
    this.#anchor = null;
    if (more && !loading && scroll.scrollHeight <= scroll.clientHeight) void this.visit?.session.chat.older();
    this.#markRead();
  }

  /** @returns {HTMLElement|null} */
  get #scroll() {
    return this.renderRoot?.querySelector?.(".scroll") ?? null;
  }

  render() {
    const { visit, state } = this;
    if (!visit || !state) return "";
    const { session } = visit;
    const { messages, ready, more, loading } = session.chat.state;
    const locked = state.role === "viewer" || state.status.state === "closed";
    const thread = this.place ? session.chat.message(this.place) : null;
    const typing = session.presence.roster
      .filter(({ mine, typing: where }) => !mine && where === "chat")
      .map(({ user }) => user.name);
    return html`<section class="card ${thread ? "split" : ""}" aria-label="Chat" data-testid="chat" @react=${this.#react} @edit=${this.#edit} @remove=${this.#remove} @again=${this.#again} @dismiss=${this.#dismiss} @reply=${this.#reply}>
      <div class="main"><div class="scroll" tabindex="-1" @scroll=${this.#scrolled} role="log" aria-label="Messages">
          ${more ? html`<button type="button" class="quiet older" ?disabled=${loading} @click=${() => session.chat.older()}>${loading ? "Loading…" : "Older messages"}</button>` : ""}
          ${ready && messages.length === 0 ? html`<div class="empty"><h2>No messages yet</h2><p class="muted">${locked ? "Messages will appear here." : "Say hello. Everyone in this session can read it, including people who join later."}</p></div>` : ""}
          ${ready || messages.length > 0 ? "" : html`<p class="empty muted" role="status">The messages will appear as soon as the page is connected.</p>`}
          ${repeat(
            rows(messages, { me: state.userId, readSeq: this.#readBefore, now: Date.now() }),
            ({ key }) => key,
            (row) => this.#row(row, locked),
          )}</div>
        ${this.below > 0 ? html`<button type="button" class="down" @click=${() => this.#toEnd()}>${icons.down} ${this.below === 1 ? "1 new message" : `${this.below} new messages`}</button>` : ""}
        <div class="foot"><p class="typing" data-testid="typing" aria-live="polite">${typingWords(typing)}</p>
          ${
            locked
              ? html`<p class="viewer muted" data-testid="chat-viewer">You are a viewer. You can read everything, and a host can let you write.</p>`
              : html`<tutti-composer label="Message everyone here" .people=${this.#others(state)} @send=${this.#send} @typing=${() => session.chat.typing()} @recall=${() => this.#recall()}></tutti-composer>`
          }</div></div>
      ${thread ? html`<tutti-thread .visit=${visit} .state=${state} .first=${thread} .locked=${locked} .people=${visit.people} @close=${() => this.#go("")}></tutti-thread>` : ""}</section>`;
  }

  /** @param {Row} row @param {boolean} locked */
  #row(row, locked) {
    if (row.kind === "day") return html`<div class="line"><span>${row.label}</span></div>`;
    if (row.kind === "unread") return html`<div class="line new" data-testid="unread"><span>New</span></div>`;
    return html`<tutti-message threaded ?joined=${row.joined} .message=${row.message} .me=${this.state?.userId ?? null} .host=${this.state?.role === "host"} .locked=${locked} .people=${this.visit?.people ?? {}}></tutti-message>`;
  }

  /** @param {import("../sync/types.js").SessionState} state */
  #others({ users, userId }) {
    return users.filter(({ id }) => id !== userId);
  }

  #markRead = () => {
    const { visit } = this;
    if (!visit || !this.active || document.hidden) return;
    const { messages, readSeq, ready } = visit.session.chat.state;
    if (this.#stuck && ready) visit.session.chat.read();
    const below = this.#stuck
      ? 0
      : messages.filter(
          ({ seq, userId, deletedAt }) =>
            seq > readSeq && seq !== Infinity && userId !== this.state?.userId && !deletedAt,
        ).length;
    if (below !== this.below) this.below = below;
  };

  #scrolled() {
    const scroll = this.#scroll;
    if (!scroll) return;
    this.#stuck = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PIXELS;
    if (scroll.scrollTop < 2 * NEAR_PIXELS) void this.visit?.session.chat.older();
    this.#markRead();
  }

  #toEnd() {
    this.#stuck = true;
    this.requestUpdate();
  }

  /** @param {CustomEvent<{content: string, mentions: string[]}>} event */
  #send({ detail: { content, mentions } }) {
    this.#stuck = true;
    this.visit?.session.chat.send(content, { mentions }).catch(() => {});
  }

  #recall() {
    const last = this.visit?.session.chat.state.messages
      .filter(
        ({ userId, deletedAt, pending, problem }) =>
          userId === this.state?.userId && !deletedAt && !pending && !problem,
      )
      .at(-1);
    const element = [...this.renderRoot.querySelectorAll("tutti-message")].find(
      (one) => /** @type {any} */ (one).message?.id === last?.id,
    );
    /** @type {any} */ (element)?.edit();
  }

  /** @param {CustomEvent<{id: string, emoji: string}>} event */
  #react({ detail: { id, emoji } }) {
    this.visit?.session.chat.react(id, emoji).catch(() => {});
  }

  /** @param {CustomEvent<{id: string, content: string, mentions: string[]}>} event */
  #edit({ detail: { id, content, mentions } }) {
    this.visit?.session.chat.edit(id, content, { mentions }).catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #remove({ detail: { id } }) {
    this.visit?.session.chat.delete(id).catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #again({ detail: { id } }) {
    this.visit?.session.chat.again(id)?.catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #dismiss({ detail: { id } }) {
    this.visit?.session.chat.dismiss(id);
  }

  /** @param {CustomEvent<{id: string}>} event */
  #reply({ detail: { id } }) {
    this.#go(id);
  }

  /** @param {string} place */
  #go(place) {
    this.dispatchEvent(new CustomEvent("place", { detail: { place }, bubbles: true }));
  }
}

customElements.define("tutti-chat", TuttiChat);
