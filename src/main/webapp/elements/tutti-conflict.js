import { LitElement, css, html } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import { isolated, safeColor, shown, sign, title, withUnit } from "../sync/format.js";
import { baseStyles } from "../page/styles.js";
import { own, record } from "../sync/record.js";

/** @typedef {import("../sync/types.js").Conflict} Conflict */
/** @typedef {import("../sync/types.js").Strategy} Strategy */

const LIFE_MILLIS = 30_000;

/**
 * The dialog for a value that two people set at once. Several conflicts are shown one after the other. Emits
 * `decided` ({param, strategy, value}) and `later` ({id}).
 */
export class TuttiConflict extends LitElement {
  static properties = {
    queue: { attribute: false },
    schema: { attribute: false },
    people: { attribute: false },
    me: {},
    now: { state: true },
    other: { state: true },
    problem: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: contents; }
    h2:focus { outline: none; }
    .body { padding: 1.5rem; display: grid; gap: 1.125rem; }
    h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; }
    .lead { margin-top: 0.25rem; color: var(--muted); overflow-wrap: anywhere; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; }
    .two button { display: grid; justify-items: start; justify-content: start; gap: 0.125rem; padding: 0.875rem 1rem; border-radius: 14px; border-width: 2px; border-color: var(--line);
      text-align: left; white-space: normal; min-width: 0; align-content: start; }
    .two button:hover { border-color: var(--accent); background: var(--tint); }
    .who { display: flex; align-items: center; gap: 0.5rem; font-size: 0.8125rem; color: var(--muted); max-width: 100%; min-width: 0; overflow-wrap: anywhere; }
    .who i { width: 10px; height: 10px; border-radius: 50%; flex: none; }
    .value { font-size: 1.625rem; font-weight: 700; letter-spacing: -0.02em; }
    .act { color: var(--accent); font-size: 0.875rem; }
    .scale { position: relative; height: 8px; border-radius: 99px; background: var(--sunken); box-shadow: inset 0 0 0 1px var(--line); margin: 0.25rem 8px 0; }
    .scale i { position: absolute; width: 16px; height: 16px; top: -4px; margin-left: -8px; border-radius: 50%; border: 3px solid var(--surface); box-shadow: 0 0 0 1px var(--edge); }
    form { display: flex; gap: 0.5rem; align-items: end; }
    form > div { flex: 1; min-width: 0; }
    form input { margin-top: 0.25rem; }
    .problem { color: var(--bad); font-size: 0.875rem; font-weight: 600; }
    .foot { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; }
    .time { height: 4px; background: var(--sunken); }
    .time i { display: block; height: 100%; background: var(--warn); transition: width 250ms linear; }
    @media (max-width: 26rem) { .body { padding: 1.125rem; } .value { font-size: 1.375rem; } .two button { padding: 0.75rem; } }
  `,
  ];

  /** @type {any} */
  #timer = null;

  constructor() {
    super();
    /** @type {Conflict[]} */
    this.queue = [];
    /** @type {import("../sync/types.js").Schema} */
    this.schema = record();
    /** @type {import("../sync/types.js").Projection["people"]} */
    this.people = record();
    /** @type {string|null} */
    this.me = null;
    this.now = Date.now();
    this.other = "";
    this.problem = "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  /** @param {Map<string, any>} changes */
  willUpdate(changes) {
    if (!changes.has("queue")) return;
    this.now = Date.now();
    if (changes.get("queue")?.[0]?.id === this.queue[0]?.id) return;
    this.other = "";
    this.problem = "";
  }

  updated() {
    const dialog = this.renderRoot.querySelector("dialog");
    const wanted = this.queue.length > 0;
    if (wanted && dialog && !dialog.open) {
      dialog.showModal();
      clearInterval(this.#timer);
      this.#timer = setInterval(() => (this.now = Date.now()), 250);
    } else if (!wanted) {
      clearInterval(this.#timer);
      if (dialog?.open) dialog.close();
    }
  }

  render() {
    const [conflict] = this.queue;
    return html`<dialog aria-labelledby="title" aria-describedby="lead" data-testid="conflict-dialog" @cancel=${this.#later}>${conflict ? this.#content(conflict) : ""}</dialog>`;
  }

  /** @param {Conflict} conflict */
  #content(conflict) {
    const { param, myValue = 0, theirValue = 0, theirUserName = "Someone", theirUserId = "", expiresAt } = conflict;
    const spec = this.schema[param] ?? {};
    const left = Math.max(0, expiresAt - this.now);
    const stays = conflict.asked ? `${isolated(theirUserName)}’s value` : "your value";
    return html`<div class="time" aria-hidden="true"><i style=${styleMap({ width: `${Math.min(100, (left / LIFE_MILLIS) * 100)}%` })}></i></div>
      <div class="body"><div><h2 id="title" tabindex="-1" autofocus>Two values for ${title(param, spec)} ${sign(param) === param ? "" : html`<i>${sign(param)}</i>`}</h2>
        <p class="lead" id="lead">You and <bdi>${theirUserName}</bdi> changed it at the same time. Which one shall it be?</p></div>
      ${this.#scale(conflict, spec)}
      <div class="two">
        ${this.#choice("yours", "Your value", myValue, "Keep mine", this.#colour(this.me ?? ""), conflict)}
        ${this.#choice("theirs", `${isolated(theirUserName)}’s value`, theirValue, "Accept theirs", this.#colour(theirUserId), conflict)}
      </div>
      <form novalidate @submit=${this.#custom}><div><label for="other">Another value</label>
        <input id="other" type="number" step="any" inputmode="decimal" placeholder=${`${shown(spec.min, spec)} to ${shown(spec.max, spec)}`} .value=${this.other}
          aria-invalid=${this.problem ? "true" : "false"} aria-describedby="problem" data-testid="conflict-other"
          @input=${(/** @type {any} */ event) => (this.other = event.target.value)}></div>
        <button data-testid="conflict-use-other" ?disabled=${conflict.resolving}>Use this</button></form>
      <p id="problem" class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <div class="foot"><button type="button" data-testid="conflict-average" ?disabled=${conflict.resolving} @click=${() => this.#decide(conflict, "average")}>
          Average: <span class="number">${withUnit((myValue + theirValue) / 2, spec)}</span></button>
        <span class="muted small number" data-testid="conflict-countdown">${Math.ceil(left / 1000)} s left, then ${stays} stays</span></div>
      ${this.queue.length > 1 ? html`<p class="muted small" data-testid="conflict-more">${this.queue.length - 1} more to decide after this one.</p>` : ""}</div>`;
  }

  /** @param {"yours"|"theirs"} strategy @param {string} who @param {number} value @param {string} act @param {string} background @param {Conflict} conflict */
  #choice(strategy, who, value, act, background, conflict) {
    return html`<button type="button" data-testid="conflict-${strategy}" ?disabled=${conflict.resolving} @click=${() => this.#decide(conflict, strategy)}>
      <span class="who"><i style=${styleMap({ background })}></i>${who}</span>
      <span class="value number">${withUnit(value, this.schema[conflict.param])}</span><span class="act">${act}</span></button>`;
  }

  /** Where both lie in the range. @param {Conflict} conflict @param {import("../sync/types.js").ParameterSpec} spec */
  #scale({ myValue = 0, theirValue = 0, theirUserId = "" }, { min, max }) {
    if (min === undefined || max === undefined || max <= min) return "";
    const left = (/** @type {number} */ value) => `${(100 * (value - min)) / (max - min)}%`;
    return html`<div class="scale" aria-hidden="true"><i style=${styleMap({ left: left(theirValue), background: this.#colour(theirUserId) })}></i>
      <i style=${styleMap({ left: left(myValue), background: this.#colour(this.me ?? "") })}></i></div>`;
  }

  /** @param {string} userId */
  #colour(userId) {
    return safeColor(own(this.people, userId)?.color, userId);
  }

  /** @param {Event} event */
  #custom(event) {
    event.preventDefault();
    const [conflict] = this.queue;
    if (!conflict) return;
    const { min = -Infinity, max = Infinity, ...spec } = this.schema[conflict.param] ?? {};
    const value = Number(this.other);
    if (this.other.trim() === "" || !Number.isFinite(value)) this.problem = "Enter a number.";
    else if (value < min || value > max)
      this.problem = `Enter a number between ${shown(min, spec)} and ${shown(max, spec)}.`;
    else this.#decide(conflict, "custom", value);
  }

  /** @param {Conflict} conflict @param {Strategy} strategy @param {number} [value] */
  #decide(conflict, strategy, value) {
    this.dispatchEvent(new CustomEvent("decided", { detail: { param: conflict.param, strategy, value } }));
  }

  /** Escape puts it off: the parameter keeps its note, and time decides otherwise. @param {Event} event */
  #later(event) {
    event.preventDefault();
    if (this.queue[0]) this.dispatchEvent(new CustomEvent("later", { detail: { id: this.queue[0].id } }));
  }
}

customElements.define("tutti-conflict", TuttiConflict);
