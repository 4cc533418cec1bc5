import { LitElement, css, html } from "lit";
import { completed, handle, mentionAt, stillMentioned } from "../sync/chat/view.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import "./tutti-avatar.js";
import "./tutti-emoji.js";

const LONGEST = 10_000;
const COUNTED_FROM = 9_000;

/**
 * The field in which messages are written. Emits `send` ({content, mentions}: whom the author chose from the list, by id), `typing`, `recall` (the arrow up in an empty field)
 * and `cancel` (Escape). `text` is what stands in it at first.
 */
export class TuttiComposer extends LitElement {
  static properties = {
    people: { attribute: false },
    label: {},
    text: {},
    action: {},
    compact: { type: Boolean },
    value: { state: true },
    mention: { state: true },
    at: { state: true },
    picking: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; position: relative; }
    .field { display: flex; align-items: end; gap: 0.25rem; padding: 0.25rem; border: 1px solid var(--edge); border-radius: 14px; background: var(--surface); }
    .field:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
    textarea { flex: 1; border: 0; background: transparent; min-height: 40px; max-height: 12rem; resize: none; padding: 0.5rem 0.625rem; overflow-y: auto; }
    textarea:focus-visible { outline: none; }
    .field button { flex: none; border-radius: 10px; }
    .count { position: absolute; right: 0.75rem; top: -1.5rem; }
    .over { color: var(--bad); font-weight: 600; }
    .names, tutti-emoji { position: absolute; bottom: calc(100% + 0.375rem); z-index: 6; }
    tutti-emoji { right: 0; }
    .names { left: 0; min-width: 15rem; max-width: 100%; padding: 0.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 12px 40px rgb(0 0 0 / 22%); }
    .names li { display: flex; align-items: center; gap: 0.625rem; padding: 0.375rem 0.625rem; border-radius: 8px; cursor: pointer; }
    .names li[aria-selected="true"] { background: var(--tint); }
    .names span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .names .name { font-weight: 600; font-size: 0.9375rem; }
  `,
  ];

  /** @type {Map<string, string>} the names of those who were chosen, by id */
  #chosen = new Map();

  constructor() {
    super();
    /** @type {{id: string, name: string, color: string}[]} */
    this.people = [];
    this.label = "Message";
    this.text = "";
    this.action = "Send";
    this.compact = false;
    this.value = "";
    /** @type {{from: number, candidates: {id: string, name: string, color: string}[]}|null} */
    this.mention = null;
    this.at = 0;
    this.picking = false;
  }

  /** @param {Map<string, unknown>} changes */
  willUpdate(changes) {
    if (changes.has("text") && this.text !== changes.get("text")) this.value = this.text;
  }

  updated() {
    const field = this.#field;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }

  get #field() {
    return /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector("textarea"));
  }

  focus() {
    this.updateComplete.then(() => {
      this.#field.focus();
      this.#field.setSelectionRange(this.value.length, this.value.length);
    });
  }

  render() {
    const left = LONGEST - [...this.value.trim()].length;
    return html`${this.mention ? this.#names(this.mention.candidates) : ""}
      ${this.picking ? html`<tutti-emoji @pick=${(/** @type {CustomEvent} */ event) => this.#insert(event.detail.emoji)} @close=${() => this.#closePicker()}></tutti-emoji>` : ""}
      ${left < LONGEST - COUNTED_FROM ? html`<span class="count small number ${left < 0 ? "over" : "muted"}">${left < 0 ? `${-left} too many` : `${left} left`}</span>` : ""}
      <div class="field"><textarea rows="1" data-testid="composer" aria-label=${this.label} placeholder=${this.label} .value=${this.value} role="combobox" aria-expanded=${Boolean(this.mention)} aria-controls="names"
        aria-autocomplete="list" aria-activedescendant=${this.mention ? `name-${this.at}` : ""} @input=${this.#typed} @keydown=${this.#key} @click=${() => this.#findMention()} @blur=${() => setTimeout(() => (this.mention = null), 150)}></textarea>
        <button type="button" class="quiet icon" aria-label="Insert an emoji" title="Emoji" aria-expanded=${this.picking} @click=${() => (this.picking = !this.picking)}>${icons.smile}</button>
        <button type="button" class="primary ${this.compact ? "" : "icon"}" data-testid="send" aria-label=${this.action} title="${this.action} (Enter)" ?disabled=${this.value.trim() === "" || left < 0} @click=${() => this.#send()}>${this.compact ? this.action : icons.send}</button></div>`;
  }

  /** @param {{id: string, name: string, color: string}[]} candidates */
  #names(candidates) {
    return html`<ul class="names" id="names" role="listbox" aria-label="People" data-testid="mention-names">${candidates.map(
      ({ id, name, color }, at) => html`<li role="option" id="name-${at}" aria-selected=${at === this.at}
      @pointerdown=${(/** @type {Event} */ event) => {
        event.preventDefault();
        this.#complete(at);
      }} @pointermove=${() => (this.at = at)}>
      <tutti-avatar .name=${name} .color=${color} .seed=${id} .size=${26}></tutti-avatar><span class="name"><bdi>${name}</bdi></span><span class="muted small">@<bdi>${handle(name)}</bdi></span></li>`,
    )}</ul>`;
  }

  #typed() {
    this.value = this.#field.value;
    this.#findMention();
    this.dispatchEvent(new Event("typing"));
  }

  #findMention() {
    const field = this.#field;
    this.mention =
      field.selectionStart === field.selectionEnd ? mentionAt(field.value, field.selectionStart, this.people) : null;
    this.at = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (this.mention && this.#inNames(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey && !matchMedia("(hover: none)").matches) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      if (this.picking) this.picking = false;
      else this.dispatchEvent(new Event("cancel"));
    } else if (event.key === "ArrowUp" && this.value === "") {
      event.preventDefault();
      this.dispatchEvent(new Event("recall"));
    }
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the list took the key */
  #inNames({ key }) {
    const count = this.mention?.candidates.length ?? 0;
    if (key === "ArrowDown") this.at = (this.at + 1) % count;
    else if (key === "ArrowUp") this.at = (this.at - 1 + count) % count;
    else if (key === "Enter" || key === "Tab") this.#complete(this.at);
    else if (key === "Escape") this.mention = null;
    else return false;
    return true;
  }

  /** @param {number} at */
  #complete(at) {
    const person = this.mention?.candidates[at];
    if (!this.mention || !person) return;
    const { text, caret } = completed(this.value, this.mention.from, this.#field.selectionStart, person.name);
    this.mention = null;
    this.#chosen.set(person.id, person.name);
    this.#take(text, caret);
  }

  /** @param {string} emoji */
  #insert(emoji) {
    const { selectionStart: from, selectionEnd: to } = this.#field;
    this.picking = false;
    this.#take(this.value.slice(0, from) + emoji + this.value.slice(to), from + emoji.length);
  }

  /** @param {string} text @param {number} caret */
  #take(text, caret) {
    this.value = text;
    this.updateComplete.then(() => {
      this.#field.focus();
      this.#field.setSelectionRange(caret, caret);
    });
  }

  #closePicker() {
    this.picking = false;
    this.#field.focus();
  }

  #send() {
    const content = this.value.trim();
    if (content === "" || [...content].length > LONGEST) return;
    this.value = this.compact ? this.value : "";
    this.mention = null;
    const mentions = stillMentioned(content, this.#chosen);
    this.#chosen.clear();
    this.dispatchEvent(new CustomEvent("send", { detail: { content, mentions } }));
  }
}

customElements.define("tutti-composer", TuttiComposer);
