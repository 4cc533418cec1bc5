import { LitElement, css, html } from "lit";
import { STYLES, described, emptyForm, flaws } from "../sync/story/form.js";
import { baseStyles } from "../page/styles.js";

/** @typedef {import("../sync/story/form.js").Form} Form */

/** The dialog in which a host begins a story. Emits `begin` ({story}), without a story for the standard one. */
export class TuttiStoryBegin extends LitElement {
  static properties = {
    replacing: { type: Boolean },
    own: { state: true },
    form: { state: true },
    tried: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    dialog { width: min(38rem, calc(100vw - 1.5rem)); }
    form { padding: 1.5rem; display: grid; gap: 1rem; }
    h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
    .kinds { display: grid; grid-template-columns: 1fr 1fr; gap: 0.625rem; }
    .kind { display: grid; gap: 0.25rem; padding: 0.75rem 0.875rem; border: 2px solid var(--line); border-radius: 14px; cursor: pointer; font-weight: 400; align-content: start; }
    .kind:has(input:checked) { border-color: var(--accent); background: var(--tint); }
    .kind:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
    .kind b { font: 600 1.0625rem/1.3 var(--serif); }
    .fields { display: grid; gap: 0.875rem; }
    .field { display: grid; gap: 0.25rem; }
    textarea, select { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 10px; padding: 0.5rem 0.75rem; width: 100%; }
    textarea { resize: vertical; min-height: 4.25rem; }
    select { min-height: 42px; }
    textarea::placeholder { color: var(--muted); opacity: 1; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0.875rem; }
    .check { display: flex; gap: 0.5rem; align-items: center; min-height: 36px; font-weight: 500; }
    .check input { width: 18px; height: 18px; accent-color: var(--accent); }
    .limit { display: flex; gap: 0.5rem; align-items: center; font-weight: 500; }
    .limit input { width: 5rem; }
    legend { padding: 0; font-size: 0.875rem; font-weight: 600; }
    .problem { color: var(--bad); font-size: 0.8125rem; font-weight: 600; }
    .warn { background: var(--warn-tint); color: var(--warn); border-radius: 10px; padding: 0.5rem 0.75rem; font-size: 0.875rem; font-weight: 600; }
    .foot { display: flex; justify-content: end; gap: 0.5rem; position: sticky; bottom: 0; background: var(--surface); margin: 0 -1.5rem -1.5rem; padding: 0.875rem 1.5rem; border-top: 1px solid var(--line); }
    @media (max-width: 30rem) { .kinds, .two { grid-template-columns: 1fr; } form { padding: 1.125rem; } .foot { margin: 0 -1.125rem -1.125rem; padding: 0.875rem 1.125rem; } }
  `,
  ];

  constructor() {
    super();
    this.replacing = false;
    this.own = false;
    this.form = emptyForm();
    this.tried = false;
  }

  open() {
    this.tried = false;
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  render() {
    return html`<dialog aria-labelledby="title" data-testid="begin-dialog"><form novalidate @submit=${this.#submit}><h2 id="title">Begin a story</h2>
      <div class="kinds" role="radiogroup" aria-label="Which story">
        <label class="kind"><input class="visually-hidden" type="radio" name="kind" .checked=${!this.own} @change=${() => (this.own = false)}><b>The Lantern at Saltmoor</b><span class="small muted">A lighthouse stayed dark last night. Ready to play.</span></label>
        <label class="kind" data-testid="own-story"><input class="visually-hidden" type="radio" name="kind" .checked=${this.own} @change=${() => (this.own = true)}><b>A story of your own</b><span class="small muted">Your title, places and people.</span></label></div>
      ${this.own ? this.#fields() : ""}
      ${this.replacing ? html`<p class="warn">The new story replaces the current one. Export the current story first if you want to keep it.</p>` : ""}
      <div class="foot"><button type="button" class="quiet" @click=${this.#close}>Cancel</button><button class="primary" data-testid="begin">Begin</button></div></form></dialog>`;
  }

  #fields() {
    return html`<div class="fields">${this.#text("title", "Title", "The Clockmaker’s Winter")}
      ${this.#area("premise", "What it is about", "The town’s clocks have all stopped at the same minute.")}
      ${this.#area("scene", "How it opens", "Snow falls on the empty square.")}
      ${this.#area("places", "Places, one per line. The story begins in the first one.", "the square: snow and silence\nthe clock tower: a stair, and cold brass")}
      ${this.#area("characters", "Characters that nobody plays yet, one per line", "Ines Vale: the clockmaker’s daughter, cautious and kind")}
      <div class="two"><div class="field"><label for="style">Style</label><select id="style" @change=${(/** @type {any} */ event) => this.#set("style", event.target.value)}>
          ${STYLES.map(([word, name]) => html`<option value=${word} ?selected=${word === this.form.style}>${name}</option>`)}</select></div>
        <fieldset class="field"><legend>A turn ends</legend>
          <label class="check"><input type="checkbox" .checked=${this.form.allActed} @change=${(/** @type {any} */ event) => this.#set("allActed", event.target.checked)}>when all have acted</label>
          <label class="check"><input type="checkbox" .checked=${this.form.hostEnds} @change=${(/** @type {any} */ event) => this.#set("hostEnds", event.target.checked)}>when the host says so</label>
          <label class="limit">after <input type="text" inputmode="decimal" aria-describedby="minutes-problem" .value=${this.form.minutes} @input=${(/** @type {any} */ event) => this.#set("minutes", event.target.value)}> minutes</label>
          ${this.#flaw("minutes")}</fieldset></div></div>`;
  }

  /** @param {"title"} name @param {string} label @param {string} example */
  #text(name, label, example) {
    return html`<div class="field"><label for=${name}>${label}</label><input id=${name} type="text" maxlength="200" placeholder=${example} data-testid="story-${name}" aria-describedby="${name}-problem" .value=${this.form[name]}
      @input=${(/** @type {any} */ event) => this.#set(name, event.target.value)}>${this.#flaw(name)}</div>`;
  }

  /** @param {"premise"|"scene"|"places"|"characters"} name @param {string} label @param {string} example */
  #area(name, label, example) {
    return html`<div class="field"><label for=${name}>${label}</label><textarea id=${name} rows="2" placeholder=${example} data-testid="story-${name}" aria-describedby="${name}-problem" .value=${this.form[name]}
      @input=${(/** @type {any} */ event) => this.#set(name, event.target.value)}></textarea>${this.#flaw(name)}</div>`;
  }

  /** @param {keyof Form} name */
  #flaw(name) {
    const flaw = this.tried ? (flaws(this.form)[name] ?? "") : "";
    return html`<p id="${name}-problem" class="problem" ?hidden=${flaw === ""} role="alert">${flaw}</p>`;
  }

  /** @param {keyof Form} name @param {string|boolean} value */
  #set(name, value) {
    this.form = { ...this.form, [name]: value };
  }

  #close() {
    this.renderRoot.querySelector("dialog")?.close();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.tried = true;
    if (this.own && Object.keys(flaws(this.form)).length > 0) return;
    this.#close();
    this.dispatchEvent(new CustomEvent("begin", { detail: { story: this.own ? described(this.form) : undefined } }));
    this.form = emptyForm();
  }
}

customElements.define("tutti-story-begin", TuttiStoryBegin);
