import { LitElement, css, html } from "lit";
import { clock, parts } from "../sync/chat/view.js";
import { isolated } from "../sync/format.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";
import "./tutti-composer.js";
import "./tutti-emoji.js";

/** @typedef {import("../sync/chat/reducer.js").ChatMessage} ChatMessage */

/**
 * One message. Emits, bubbling: `react` ({id, emoji}), `edit` ({id, content, mentions}), `remove` ({id}), `reply` ({id}), `again`
 * ({id}) and `dismiss` ({id}). `people` are those who can be named by it, by id.
 */
export class TuttiMessage extends LitElement {
  static properties = {
    message: { attribute: false },
    me: {},
    host: { type: Boolean },
    locked: { type: Boolean },
    joined: { type: Boolean },
    people: { attribute: false },
    threaded: { type: Boolean },
    editing: { state: true },
    asking: { state: true },
    picking: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; position: relative; }
    article { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 0.75rem; padding: 0.25rem 1.25rem; border-radius: 8px; }
    :host(:not([joined])) article { padding-top: 0.625rem; }
    article:focus-visible { outline-offset: -3px; }
    article.named { background: color-mix(in srgb, var(--warn) 11%, transparent); box-shadow: inset 3px 0 0 var(--warn); }
    @media (hover: hover) { article:hover, :host(:focus-within) article { background: color-mix(in srgb, var(--ink) 3.5%, transparent); } article.named:hover { background: color-mix(in srgb, var(--warn) 15%, transparent); } }
    .when { grid-column: 1; font-size: 0.6875rem; line-height: 1.5rem; text-align: right; color: var(--muted); opacity: 0; white-space: nowrap; }
    article:hover .when, :host(:focus-within) .when { opacity: 1; }
    .body { grid-column: 2; min-width: 0; }
    .head { display: flex; align-items: baseline; gap: 0.5rem; line-height: 1.25; min-width: 0; }
    .name { font-weight: 680; font-size: 0.9375rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .text { font-size: 0.9375rem; line-height: 1.5; overflow-wrap: anywhere; white-space: pre-wrap; }
    .gone { color: var(--muted); font-style: italic; font-size: 0.9375rem; }
    .pending { opacity: 0.6; }
    .mention { color: var(--accent); background: var(--tint); border-radius: 5px; padding: 0 0.1875rem; font-weight: 600; }
    .mention.me { background: color-mix(in srgb, var(--warn) 26%, transparent); color: var(--ink); }
    a { color: var(--accent); text-underline-offset: 2px; }
    .reactions { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0.25rem 0 0.125rem; }
    .reactions button { min-height: 28px; padding: 0 0.5rem; gap: 0.3125rem; border-radius: 99px; border-color: var(--line); background: var(--sunken); font-size: 0.8125rem; }
    .reactions button[aria-pressed="true"] { border-color: var(--accent); background: var(--tint); }
    .replies { min-height: 30px; margin: 0.125rem 0 0 -0.625rem; padding: 0 0.625rem; color: var(--accent); font-size: 0.8125rem; }
    .tools { position: absolute; right: 1rem; top: -0.875rem; display: none; gap: 1px; padding: 2px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 4px 14px rgb(0 0 0 / 12%); z-index: 2; }
    .tools button { min-height: 32px; width: 34px; border-radius: 8px; }
    :host(:focus-within) .tools, .tools.open { display: flex; }
    @media (hover: hover) { :host(:hover) .tools { display: flex; } }
    tutti-emoji { position: absolute; right: 1rem; top: 1.75rem; z-index: 7; }
    tutti-emoji.above { top: auto; bottom: calc(100% + 1rem); }
    .ask { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; margin: 0.25rem 0; font-size: 0.875rem; }
    .ask button { min-height: 32px; font-size: 0.8125rem; padding: 0 0.75rem; }
    .problem { color: var(--bad); }
    .attempted { border-left: 3px solid var(--bad); padding-left: 0.5rem; margin-top: 0.25rem; }
    tutti-composer { margin: 0.25rem 0 0.375rem; }
    @media (max-width: 46rem) { article { padding-left: 0.875rem; padding-right: 0.875rem; } .tools { right: 0.5rem; } .tools button { min-height: 38px; width: 42px; } }
  `,
  ];

  constructor() {
    super();
    /** @type {ChatMessage|null} */
    this.message = null;
    /** @type {string|null} */
    this.me = null;
    this.host = false;
    this.locked = false;
    this.joined = false;
    this.threaded = false;
    /** @type {Record<string, {name: string, color: string}>} */
    this.people = {};
    this.editing = false;
    this.asking = false;
    this.picking = "";
  }

  /** Begins to edit it. */
  edit() {
    this.editing = true;
    this.updateComplete.then(() => /** @type {any} */ (this.renderRoot.querySelector("tutti-composer"))?.focus());
  }

  render() {
    const { message, me } = this;
    if (!message) return "";
    const { userId, username, createdAt, pending, problem, attempted, deletedAt, mentions } = message;
    const person = this.people[userId];
    const named = !deletedAt && mentions.some((one) => one.userId === me);
    return html`<article tabindex="0" class=${named ? "named" : ""} data-testid="message" data-id=${message.id} aria-label="${isolated(username)}, ${clock(createdAt)}">
      ${this.joined ? html`<span class="when number">${clock(createdAt)}</span>` : html`<tutti-avatar .name=${username} .color=${person?.color ?? ""} .seed=${userId}></tutti-avatar>`}
      <div class="body">${this.joined ? "" : html`<div class="head"><bdi class="name" data-testid="message-author">${username}</bdi><time class="muted small number" datetime=${createdAt}>${clock(createdAt)}</time></div>`}
        ${this.editing ? this.#editor(message) : html`<div class=${pending ? "pending" : ""}>${this.#text(message)}</div>`}
        ${pending ? html`<span class="muted small" data-testid="message-pending">Sending…</span>` : ""}
        ${this.#reactions(message)}
        ${attempted === undefined ? "" : html`<p class="text attempted" data-testid="message-attempted">${attempted}</p>`}
        ${problem ? html`<div class="ask problem" role="alert"><span>${attempted === undefined ? "Not sent" : "Your change was not saved"}: ${problem.message}</span><button type="button" @click=${() => this.#say("again")}>Try again</button><button type="button" class="quiet" @click=${() => this.#say("dismiss")}>Discard</button></div>` : ""}
        ${this.asking ? html`<div class="ask"><span>Delete this message?</span><button type="button" class="danger" data-testid="message-delete-yes" @click=${() => this.#remove()}>Delete</button><button type="button" class="quiet" @click=${() => (this.asking = false)}>Cancel</button></div>` : ""}
        ${this.threaded && message.replyCount > 0 ? html`<button type="button" class="quiet replies" data-testid="message-replies" @click=${() => this.#say("reply")}>${icons.chat} ${message.replyCount === 1 ? "1 reply" : `${message.replyCount} replies`}</button>` : ""}
      </div></article>
      ${pending || (problem && attempted === undefined) || this.editing || this.locked ? "" : this.#tools(message)}`;
  }

  /** @param {ChatMessage} message */
  #text({ content, mentions, deletedAt, updatedAt }) {
    if (deletedAt) return html`<p class="gone">This message was deleted.</p>`;
    // No white space between the parts: it would be shown.
    return html`<p class="text" data-testid="message-text">${parts(content, mentions).map((part) => this.#part(part))}${updatedAt ? html` <span class="muted small" title="Edited ${clock(updatedAt)}">(edited)</span>` : ""}</p>`;
  }

  /** @param {import("../sync/chat/view.js").Part} part */
  #part(part) {
    if (part.kind === "text") return part.text;
    if (part.kind === "link")
      return html`<a href=${part.text} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`;
    return html`<span class="mention ${part.userId === this.me ? "me" : ""}" data-testid="mention"><bdi>${part.text}</bdi></span>`;
  }

  /** @param {ChatMessage} message */
  #editor({ content }) {
    const people = Object.entries(this.people).map(([id, one]) => ({ id, ...one }));
    return html`<tutti-composer compact action="Save" label="Edit your message" .people=${people} .text=${content} @send=${this.#save} @cancel=${() => (this.editing = false)}></tutti-composer>
      <span class="muted small">Press Enter to save, or Escape to cancel.</span>`;
  }

  /** @param {ChatMessage} message */
  #reactions({ reactions }) {
    const given = Object.entries(reactions);
    if (given.length === 0) return "";
    return html`<div class="reactions">${given.map(
      ([
        emoji,
        users,
      ]) => html`<button type="button" data-testid="reaction" aria-pressed=${users.includes(this.me ?? "")} ?disabled=${this.locked}
      title=${users.map((id) => this.people[id]?.name ?? "Someone").join(", ")} aria-label="${emoji}, ${users.length}" @click=${() => this.#say("react", { emoji })}><span>${emoji}</span><span class="number">${users.length}</span></button>`,
    )}</div>`;
  }

  /** @param {ChatMessage} message */
  #tools(message) {
    const mine = message.userId === this.me;
    if (message.deletedAt)
      return this.threaded && message.replyCount > 0
        ? html`<div class="tools">${this.#tool("reply", "Open the thread", icons.reply, () => this.#say("reply"))}</div>`
        : "";
    return html`<div class="tools ${this.picking || this.asking ? "open" : ""}" role="toolbar" aria-label="This message">
      ${this.#tool("react", "React", icons.smile, (event) => this.#pick(event))}
      ${this.threaded ? this.#tool("reply", "Reply in a thread", icons.reply, () => this.#say("reply")) : ""}
      ${mine ? this.#tool("edit", "Edit", icons.pencil, () => this.edit()) : ""}
      ${mine || this.host ? this.#tool("delete", "Delete", icons.trash, () => (this.asking = true)) : ""}</div>
      ${
        this.picking
          ? html`<tutti-emoji class=${this.picking} @pick=${(/** @type {CustomEvent} */ event) => {
              this.picking = "";
              this.#say("react", event.detail);
            }} @close=${() => (this.picking = "")}></tutti-emoji>`
          : ""
      }`;
  }

  /** @param {string} id @param {string} label @param {unknown} icon @param {(event: MouseEvent) => void} press */
  #tool(id, label, icon, press) {
    return html`<button type="button" class="quiet icon" data-testid="message-${id}" aria-label=${label} title=${label} @click=${press}>${icon}</button>`;
  }

  /** The board goes where there is room. @param {MouseEvent} event */
  #pick(event) {
    this.picking = this.picking ? "" : event.clientY > innerHeight / 2 ? "above" : "below";
  }

  /** @param {CustomEvent<{content: string, mentions: string[]}>} event */
  #save({ detail: { content, mentions } }) {
    this.editing = false;
    if (content !== this.message?.content) this.#say("edit", { content, mentions });
  }

  #remove() {
    this.asking = false;
    this.#say("remove");
  }

  /** @param {string} type @param {object} [detail] */
  #say(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail: { id: this.message?.id, ...detail }, bubbles: true }));
  }
}

customElements.define("tutti-message", TuttiMessage);
