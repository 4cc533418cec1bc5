import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { listed, mayAct, surroundings } from "../sync/story/view.js";

const MOST_LETTERS = 4_000;
const TYPING_MILLIS = 2_500;

/** What one can do: the director's options, or one's own words. Emits `typing` ({typing}). */
export class TuttiStoryAct extends LitElement {
  static properties = {
    view: { attribute: false },
    writers: { attribute: false },
    act: { attribute: false },
    me: {},
    locked: { type: Boolean },
    text: { state: true },
    role: { state: true },
    problem: { state: true },
    more: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    .card { display: flex; flex-direction: column; max-height: 100%; overflow: hidden; }
    .scroll { overflow: auto; scrollbar-width: thin; padding: 1rem 1.125rem; display: grid; gap: 0.75rem; align-content: start; min-height: 0; }
    .where { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.4; }
    .where b { font-weight: 600; }
    .facts { display: grid; gap: 0.125rem; font-size: 0.8125rem; color: var(--muted); }
    .facts b { color: var(--ink); font-weight: 600; }
    .options { display: flex; flex-wrap: wrap; gap: 0.375rem; }
    .options button { min-height: 36px; padding: 0.25rem 0.75rem; border-radius: 99px; font-size: 0.875rem; font-weight: 550; white-space: normal; text-align: left; border-color: var(--line); }
    .options button:hover:not(:disabled) { border-color: var(--accent); background: var(--tint); }
    .options .more { border-color: transparent; color: var(--accent); }
    @media (pointer: coarse) { .options button { min-height: 44px; } }
    details { font-size: 0.875rem; }
    summary { cursor: pointer; font-weight: 600; padding: 0.25rem 0; border-radius: 6px; }
    details ul { display: grid; gap: 0.375rem; padding-top: 0.25rem; color: var(--muted); }
    form { border-top: 1px solid var(--line); padding: 0.75rem 1.125rem 0.875rem; display: grid; gap: 0.5rem; }
    .write { display: flex; gap: 0.5rem; align-items: end; }
    textarea { flex: 1; min-width: 0; font: inherit; line-height: 1.4; color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 12px; padding: 0.5rem 0.75rem; resize: none; field-sizing: content; min-height: 2.75rem; max-height: 9rem; }
    textarea::placeholder { color: var(--muted); opacity: 1; }
    textarea:disabled { background: var(--sunken); border-color: var(--line); }
    select { font: inherit; font-size: 0.875rem; color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; min-height: 36px; padding: 0 0.5rem; max-width: 100%; }
    .as { display: flex; gap: 0.5rem; align-items: center; min-width: 0; }
    .line { min-height: 1.25rem; font-size: 0.8125rem; color: var(--muted); display: flex; gap: 0.5rem; justify-content: space-between; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; }
    .done { padding: 0.5rem 0.75rem; border-radius: 10px; background: var(--sunken); font-size: 0.875rem; }
    button.primary { min-height: 44px; }
  `,
  ];

  #toldAt = 0;
  /** @type {any} */
  #quiet = null;

  constructor() {
    super();
    /** @type {import("../sync/story/client.js").StoryState|null} */
    this.view = null;
    /** @type {import("../sync/types.js").User[]} */
    this.writers = [];
    /** @type {(action: any) => Promise<unknown>} */
    this.act = () => Promise.resolve();
    /** @type {string|null} */
    this.me = null;
    this.locked = false;
    this.text = "";
    this.role = "";
    this.problem = "";
    this.more = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#quiet);
  }

  render() {
    const { view } = this;
    if (!view?.story) return "";
    const free = !this.locked && mayAct(view, this.me);
    const here = surroundings(view);
    return html`<section class="card" aria-label="What you do" data-testid="act"><div class="scroll">
        ${here.place ? html`<p class="where">${view.me ? html`You are <b>${view.me.name}</b>, at` : "It begins at"} <b data-testid="here">${here.place.name}</b>${here.place.description ? html` — ${here.place.description}` : ""}.</p>` : ""}
        <div class="facts">${here.others.length > 0 ? html`<span><b>Here:</b> ${listed(here.others)}</span>` : ""}
          ${here.items.length > 0 ? html`<span><b>In sight:</b> ${listed(here.items)}</span>` : ""}${here.carried.length > 0 ? html`<span><b>You carry:</b> ${listed(here.carried)}</span>` : ""}</div>
        ${
          this.locked
            ? html`<p class="done" data-testid="story-viewer">You are a viewer. You can read everything, and a host can let you take part.</p>`
            : free
              ? this.#options(view)
              : html`<p class="done" data-testid="acted">You have acted in this turn. The next chapter follows when the others have acted too.</p>`
        }
        ${this.#found(view)}</div>
      ${this.locked ? "" : this.#form(view, free)}</section>`;
  }

  /** @param {import("../sync/story/client.js").StoryState} view */
  #options(view) {
    const [entrance] = view.story?.places ?? [];
    /** @type {import("../sync/story/reducer.js").Option[]} */
    const options = view.me
      ? view.options
      : [
          ...(entrance
            ? [{ label: `Search ${entrance.name}`, action: { action_type: "investigate", target: entrance.id } }]
            : []),
          { label: "Wait and watch", action: { action_type: "wait" } },
        ];
    const shown = this.more ? options : options.slice(0, 7);
    return html`<div class="options" role="group" aria-label="What you can do" data-testid="options">${shown.map(
      ({ label, action }) => html`
      <button type="button" data-testid="option" ?disabled=${view.acting} @click=${() => this.#do(action)}>${label}</button>`,
    )}
      ${options.length > shown.length ? html`<button type="button" class="more" @click=${() => (this.more = true)}>${options.length - shown.length} more…</button>` : ""}</div>`;
  }

  /** @param {import("../sync/story/client.js").StoryState} view */
  #found({ discoveries }) {
    if (discoveries.length === 0) return "";
    return html`<details><summary>Discoveries (${discoveries.length})</summary><ul>${discoveries
      .slice(-50)
      .reverse()
      .map(({ text }) => html`<li>${text.charAt(0).toUpperCase() + text.slice(1)}</li>`)}</ul></details>`;
  }

  /** @param {import("../sync/story/client.js").StoryState} view @param {boolean} free */
  #form(view, free) {
    const roles = view.me || !view.story?.open ? [] : view.characters.filter(({ player }) => player === null);
    const typing = this.writers.map(({ name }) => name);
    return html`<form @submit=${this.#submit}>
      ${
        roles.length > 0 && free
          ? html`<div class="as"><label for="as">As</label><select id="as" data-testid="act-as" @change=${(/** @type {any} */ event) => (this.role = event.target.value)}><option value="">yourself</option>
        ${roles.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.role}>${name}</option>`)}</select></div>`
          : ""
      }
      <div class="write"><textarea rows="1" maxlength=${MOST_LETTERS} aria-label="What you do, in your own words" placeholder=${view.acting ? "Finding out what happens…" : free ? "Or write what you do…" : "You can act again in the next turn."} data-testid="act-text"
          ?disabled=${!free || view.acting} .value=${this.text} @input=${this.#type} @keydown=${this.#key} @blur=${() => this.#sign(false)}></textarea>
        <button class="primary icon" aria-label="Do it" title="Do it (Enter)" data-testid="act-send" ?disabled=${!free || view.acting || this.text.trim() === ""}>${icons.send}</button></div>
      ${this.problem ? html`<p class="problem" role="alert" data-testid="act-problem">${this.problem}</p>` : ""}
      <div class="line"><span role="status" data-testid="story-typing">${typing.length > 0 ? `${listed(typing)} ${typing.length === 1 ? "is" : "are"} writing…` : ""}</span>
        ${this.text.length > MOST_LETTERS * 0.8 ? html`<span class="number">${MOST_LETTERS - this.text.length} left</span>` : ""}</div></form>`;
  }

  /** @param {InputEvent} event */
  #type(event) {
    this.text = /** @type {HTMLTextAreaElement} */ (event.target).value;
    this.problem = "";
    this.#sign(this.text.trim() !== "");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(event);
  }

  /** The others see it for a few seconds: said again while it lasts. @param {boolean} typing */
  #sign(typing) {
    clearTimeout(this.#quiet);
    const now = Date.now();
    if (typing) this.#quiet = setTimeout(() => this.#sign(false), 2 * TYPING_MILLIS);
    if (typing ? now - this.#toldAt < TYPING_MILLIS : this.#toldAt === 0) return;
    this.#toldAt = typing ? now : 0;
    this.dispatchEvent(new CustomEvent("typing", { detail: { typing } }));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (text !== "" && !this.view?.acting) void this.#do({ text }, true);
  }

  /** @param {Record<string, any>} action @param {boolean} [own]  in one's own words */
  async #do(action, own = false) {
    this.problem = "";
    this.#sign(false);
    try {
      await this.act(this.role && !this.view?.me ? { ...action, character: this.role } : action);
      if (own) this.text = "";
      this.more = false;
    } catch (failure) {
      this.problem = failure instanceof Error ? failure.message : "This did not work. Please try again.";
    }
  }
}

customElements.define("tutti-story-act", TuttiStoryAct);
