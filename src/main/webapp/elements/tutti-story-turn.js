import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { clock, nameOf, players, waiting, intent } from "../sync/story/view.js";
import "./tutti-avatar.js";

/** Whose turn it is, and what has been done in it. Emits `end` and `anew`. */
export class TuttiStoryTurn extends LitElement {
  static properties = {
    view: { attribute: false },
    users: { attribute: false },
    writers: { attribute: false },
    me: {},
    host: { type: Boolean },
    busy: { type: Boolean },
    problem: {},
    now: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; }
    .card { padding: 1rem 1.125rem; display: flex; flex-direction: column; gap: 0.625rem; max-height: 42dvh; overflow: hidden; }
    .head { display: flex; align-items: center; gap: 0.5rem; min-width: 0; }
    h2 { font-size: 1.0625rem; flex: 1; }
    .left { color: var(--muted); font-size: 0.8125rem; display: inline-flex; gap: 0.25rem; align-items: center; }
    .left svg { width: 15px; height: 15px; }
    .people { display: flex; flex-wrap: wrap; gap: 0.375rem; align-items: center; }
    .person { position: relative; display: inline-flex; border-radius: 50%; padding: 2px; border: 2px solid transparent; }
    .person.awaited { border-color: var(--edge); border-style: dashed; }
    .person.acted { border-color: var(--ok); }
    .sign { position: absolute; right: -3px; bottom: -3px; width: 16px; height: 16px; border-radius: 50%; display: grid; place-items: center; background: var(--ok); color: var(--surface); border: 2px solid var(--surface); }
    .sign svg { width: 9px; height: 9px; stroke-width: 4; }
    .sign.writing { background: var(--accent); color: var(--on-accent); }
    .wait { font-size: 0.875rem; color: var(--muted); margin-left: 0.25rem; flex: 1 1 8rem; min-width: 0; overflow-wrap: anywhere; }
    .narrating { color: var(--accent); font-weight: 600; }
    ol { display: grid; gap: 0.5rem; min-height: 0; flex: 0 1 auto; overflow: auto; scrollbar-width: thin; border-top: 1px solid var(--line); padding-top: 0.625rem; align-content: start; }
    li { font-size: 0.875rem; line-height: 1.4; overflow-wrap: anywhere; }
    li b { font-weight: 650; }
    .result { color: var(--muted); }
    .failed { color: var(--warn); }
    .foot { display: flex; flex-wrap: wrap; gap: 0.5rem; }
    .foot button { min-height: 36px; font-size: 0.875rem; }
    .problem { color: var(--bad); font-weight: 600; font-size: 0.875rem; }
    @media (max-width: 60rem) { .card { max-height: none; } ol { max-height: 11rem; } }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {import("../sync/story/client.js").StoryState|null} */
    this.view = null;
    /** @type {import("../sync/types.js").User[]} */
    this.users = [];
    /** @type {import("../sync/types.js").User[]} */
    this.writers = [];
    /** @type {string|null} */
    this.me = null;
    this.host = false;
    this.busy = false;
    this.problem = "";
    this.now = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.view?.startedAt && (this.now = Date.now()), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  updated() {
    const list = this.renderRoot.querySelector("ol");
    if (list) list.scrollTop = list.scrollHeight;
  }

  render() {
    const { view } = this;
    if (!view?.story) return "";
    const { rules } = view.story;
    const all = players(view, this.users);
    const ends = view.startedAt !== null && rules.timeLimitMillis ? view.startedAt + rules.timeLimitMillis : null;
    const status = view.ending
      ? html`<span class="narrating">The next chapter is being written…</span>`
      : waiting(all, this.me) || (rules.allActed ? "Everyone has acted" : "Act as often as you like");
    return html`<section class="card" aria-labelledby="turn" data-testid="turn"><div class="head"><h2 id="turn">Turn ${view.turn + 1}</h2>
      ${ends !== null && !view.ending ? html`<span class="left number" title="The turn ends at the latest when this time is over">${icons.hourglass}${clock(ends - Math.max(this.now, view.startedAt ?? 0))}</span>` : ""}</div>
      <div class="people">${repeat(
        all,
        ({ user }) => user.id,
        (player) => this.#player(player),
      )}<span class="wait" role="status" data-testid="awaited">${status}</span></div>
      ${view.acted.length > 0 ? html`<ol aria-label="What has been done" tabindex="0" data-testid="actions">${view.acted.map((action) => this.#action(action))}</ol>` : ""}
      ${this.problem ? html`<p class="problem" role="alert" data-testid="turn-problem">${this.problem}</p>` : ""}
      ${
        this.host
          ? html`<div class="foot">${rules.hostEnds ? html`<button type="button" data-testid="end-turn" ?disabled=${this.busy || view.ending || view.acted.length === 0} @click=${() => this.#emit("end")}>End the turn</button>` : ""}
        <button type="button" class="quiet" data-testid="begin-another" @click=${() => this.#emit("anew")}>Another story…</button></div>`
          : ""
      }</section>`;
  }

  /** @param {import("../sync/story/view.js").Player} player */
  #player({ user, acted, awaited, character }) {
    const writing = awaited && this.writers.some(({ id }) => id === user.id);
    const what = acted ? "has acted" : writing ? "is writing" : awaited ? "is awaited" : "is here";
    const label = `${user.name}${character && character !== user.name ? ` as ${character}` : ""} ${what}`;
    return html`<span class="person ${acted ? "acted" : awaited ? "awaited" : ""}" role="img" title=${label} aria-label=${label} data-testid="player" data-state=${acted ? "acted" : awaited ? "awaited" : "idle"}>
      <tutti-avatar .name=${user.name} .color=${user.color} .seed=${user.id} .size=${30}></tutti-avatar>
      ${acted ? html`<span class="sign">${icons.check}</span>` : writing ? html`<span class="sign writing">${icons.pen}</span>` : ""}</span>`;
  }

  /** @param {import("../sync/story/reducer.js").ResolvedAction} action */
  #action(action) {
    const view = /** @type {import("../sync/story/client.js").StoryState} */ (this.view);
    return html`<li data-testid="action"><b>${nameOf(view, action.character)}</b> · ${intent(view, action)}${action.turn > view.turn ? html` <span class="muted">(next turn)</span>` : ""}
      <br><span class="result">${action.result.success ? "" : html`<span class="failed">It fails. </span>`}${action.result.description}</span></li>`;
  }

  /** @param {string} type */
  #emit(type) {
    this.dispatchEvent(new CustomEvent(type));
  }
}

customElements.define("tutti-story-turn", TuttiStoryTurn);
