import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-composer.js";
import "./tutti-message.js";

/**
 * @typedef {import("../sync/chat/reducer.js").ChatMessage} ChatMessage
 * @typedef {{message: ChatMessage, line: number, text: string}} Placed  a thread, and the line where it stands now; 0 where that is not known
 */

/**
 * The comments of a document, beside its text. Emits `choose` ({id}; null for none), `begin` ({content}: on the line of
 * `drafting`), `undraft` and `close`.
 */
export class TuttiComments extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    placed: { attribute: false },
    chosen: {},
    drafting: { attribute: false },
    locked: { type: Boolean },
    settled: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); background: var(--surface); min-height: 0; }
    header { display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; padding: 0.375rem 0.5rem 0.375rem 1rem; border-bottom: 1px solid var(--line); }
    .list { overflow-y: auto; padding: 0.75rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; align-content: start; overscroll-behavior: contain; }
    .thread { border: 1px solid var(--line); border-radius: 12px; padding: 0 0 0.5rem; }
    .thread.chosen { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
    .place { display: flex; align-items: center; gap: 0.5rem; width: 100%; justify-content: start; min-height: 38px; padding: 0 0.5rem 0 0.875rem; border: 0; border-radius: 12px 12px 0 0; background: var(--sunken); font-size: 0.8125rem; }
    .place code { flex: 1; min-width: 0; font: 0.8125rem var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: left; color: var(--muted); }
    .foot { padding: 0.25rem 0.75rem 0; display: grid; gap: 0.375rem; }
    .foot button.settle { justify-self: start; min-height: 34px; font-size: 0.8125rem; padding: 0 0.625rem; }
    .more { min-height: 34px; font-size: 0.8125rem; }
    .empty { padding: 1rem 0.5rem; }
  `,
  ];

  constructor() {
    super();
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {import("../sync/types.js").SessionState|null} */
    this.state = null;
    /** @type {Placed[]} */
    this.placed = [];
    /** @type {string|null} */
    this.chosen = null;
    /** @type {{line: number, text: string}|null} a line that is to get its first comment */
    this.drafting = null;
    this.locked = false;
    this.settled = false;
  }

  /** @param {Map<string, unknown>} changes */
  updated(changes) {
    if (changes.has("drafting") && this.drafting && !changes.get("drafting"))
      /** @type {any} */ (this.renderRoot.querySelector(".draft tutti-composer"))?.focus();
    if (changes.has("chosen") && this.chosen)
      this.renderRoot.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  render() {
    const { visit, state, placed, locked, drafting } = this;
    if (!visit || !state) return "";
    const open = placed.filter(({ message }) => !message.resolved);
    const over = placed.filter(({ message }) => message.resolved);
    const others = state.users.filter(({ id }) => id !== state.userId);
    return html`<header><h2>Comments</h2><button type="button" class="quiet icon" data-testid="comments-close" aria-label="Close the comments" title="Close" @click=${() => this.#say("close")}>${icons.close}</button></header>
      <div class="list" data-testid="comments" @react=${this.#react} @edit=${this.#edit} @remove=${this.#remove} @again=${this.#again} @dismiss=${this.#dismiss}>
        ${
          drafting
            ? html`<div class="thread chosen draft"><div class="place"><b>Line ${drafting.line}</b><code>${drafting.text}</code></div><div class="foot">
          <tutti-composer label="Comment on line ${drafting.line}" .people=${others} @send=${(/** @type {CustomEvent} */ event) => this.#say("begin", event.detail)} @cancel=${() => this.#say("undraft")}></tutti-composer></div></div>`
            : ""
        }
        ${open.length === 0 && !drafting ? html`<p class="muted small empty">There are no open comments. ${locked ? "" : "To add one, select the margin beside a line, or the button above the text."}</p>` : ""}
        ${repeat(
          open,
          ({ message }) => message.id,
          (one) => this.#thread(one, others),
        )}
        ${over.length > 0 ? html`<button type="button" class="quiet more" aria-expanded=${this.settled} data-testid="comments-resolved" @click=${() => (this.settled = !this.settled)}>${this.settled ? "Hide" : "Show"} ${over.length} resolved</button>` : ""}
        ${
          this.settled
            ? repeat(
                over,
                ({ message }) => message.id,
                (one) => this.#thread(one, others),
              )
            : ""
        }</div>`;
  }

  /** @param {Placed} placed @param {import("../sync/types.js").User[]} others */
  #thread({ message, line, text }, others) {
    const chosen = this.chosen === message.id;
    const answers = chosen || message.replyCount > 0 ? (this.visit?.session.chat.thread(message.id) ?? []) : [];
    const begun = !message.pending && !message.problem;
    return html`<section class="thread ${chosen ? "chosen" : ""}" data-testid="comment" data-line=${line} aria-label="Comment on line ${line}">
      <button type="button" class="place" title="Go there" @click=${() => this.#say("choose", { id: message.id })}><b>${line > 0 ? `Line ${line}` : "No longer in the text"}</b><code>${text}</code></button>
      ${this.#message(message)}${answers.map((answer) => this.#message(answer))}
      ${
        this.locked || !begun
          ? ""
          : html`<div class="foot">${chosen && !message.resolved ? html`<tutti-composer label="Reply" .people=${others} @send=${(/** @type {CustomEvent} */ event) => this.#reply(message.id, event.detail)} @cancel=${() => this.#say("choose", { id: null })}></tutti-composer>` : ""}
        <button type="button" class="settle quiet" data-testid="comment-resolve" @click=${() => this.#resolve(message)}>${message.resolved ? icons.reset : icons.check} ${message.resolved ? "Reopen" : "Resolve"}</button></div>`
      }</section>`;
  }

  /** @param {ChatMessage} message */
  #message(message) {
    return html`<tutti-message .message=${message} .me=${this.state?.userId ?? null} .host=${this.state?.role === "host"} .locked=${this.locked} .people=${this.visit?.people ?? {}}></tutti-message>`;
  }

  get #chat() {
    return this.visit?.session.chat;
  }

  /** @param {string} id @param {{content: string, mentions: string[]}} said */
  #reply(id, { content, mentions }) {
    this.#chat?.send(content, { parentId: id, kind: "comment", mentions }).catch(() => {});
  }

  /** @param {ChatMessage} message */
  #resolve({ id, resolved }) {
    this.#chat?.resolve(id, !resolved).catch(() => {});
  }

  /** @param {CustomEvent<{id: string, emoji: string}>} event */
  #react({ detail: { id, emoji } }) {
    this.#chat?.react(id, emoji).catch(() => {});
  }

  /** @param {CustomEvent<{id: string, content: string, mentions: string[]}>} event */
  #edit({ detail: { id, content, mentions } }) {
    this.#chat?.edit(id, content, { mentions }).catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #remove({ detail: { id } }) {
    this.#chat?.delete(id).catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #again({ detail: { id } }) {
    this.#chat?.again(id)?.catch(() => {});
  }

  /** @param {CustomEvent<{id: string}>} event */
  #dismiss({ detail: { id } }) {
    this.#chat?.dismiss(id);
  }

  /** @param {string} type @param {object} [detail] */
  #say(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("tutti-comments", TuttiComments);
