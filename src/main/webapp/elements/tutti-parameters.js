import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { shown, sign } from "../sync/format.js";
import { baseStyles } from "../page/styles.js";
import { record } from "../sync/record.js";
import "./tutti-activity.js";
import "./tutti-conflict.js";
import "./tutti-gauges.js";
import "./tutti-people.js";
import "./tutti-drawing.js";
import "./tutti-readout.js";
import "./tutti-slider.js";

/** @typedef {import("../sync/types.js").SessionState} SessionState */

/**
 * The panel of the parameters: the drawing, the sliders, the people, the activity, and the conflicts. Emits `edit`
 * ({name, value}) and `decided` ({param, strategy, value}).
 */
export class TuttiParameters extends LitElement {
  static properties = {
    visit: { attribute: false },
    state: { attribute: false },
    postponed: { state: true },
    wanted: { state: true },
  };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(20rem, 25rem); gap: 1rem; max-width: 96rem; margin: 0 auto; padding: 1rem 1.25rem 1.25rem; align-items: start; }
    .left { position: sticky; top: 7.7rem; display: grid; grid-template-rows: minmax(14rem, 1fr) auto; gap: 1rem; height: calc(100vh - 9rem); height: calc(100dvh - 9rem); min-height: 34rem; min-width: 0; }
    .right { display: grid; gap: 1rem; min-width: 0; }
    .stage { position: relative; background: var(--stage); overflow: hidden; display: grid; min-height: 0; }
    .activity { overflow: hidden; }
    .figures { position: absolute; left: 1rem; bottom: 0.875rem; display: flex; flex-wrap: wrap; gap: 0.125rem 1rem; font-size: 0.875rem; max-width: calc(100% - 5.5rem); pointer-events: none;
      padding: 0.125rem 0.5rem; margin: -0.125rem -0.5rem; border-radius: 8px; background: color-mix(in srgb, var(--stage) 72%, transparent); }
    .figures i { font-family: Georgia, "Times New Roman", serif; color: var(--muted); margin-right: 0.25rem; }
    .parameters { overflow: hidden; }
    .parameters header { display: flex; justify-content: space-between; align-items: baseline; padding: 1rem 1.125rem 0; }
    tutti-slider + tutti-slider, tutti-slider + tutti-readout { border-top: 1px solid var(--line); }
    .wait { padding: 0.5rem 1.125rem 1rem; }
    .only { padding: 0.5rem 1.125rem 0; }
    @media (max-width: 60rem) {
      :host { grid-template-columns: minmax(0, 1fr); padding: 0.75rem; gap: 0.75rem; }
      .left, .right { display: contents; }
      .figures { display: none; }
      .stage { order: 1; height: min(76vw, 22rem); }
      .parameters { order: 2; }
      .people { order: 3; }
      .activity { order: 4; }
    }
  `,
  ];

  constructor() {
    super();
    /** @type {SessionState|null} */
    this.state = null;
    /** @type {import("../page/visit.js").Visit|null} */
    this.visit = null;
    /** @type {ReadonlySet<string>} conflicts that were put off */
    this.postponed = new Set();
    /** @type {ReadonlySet<string>} conflicts whose dialog was asked for */
    this.wanted = new Set();
  }

  render() {
    if (!this.state || !this.visit) return "";
    if (this.state.known) void this.visit.recall();
    const { users, userId, schema } = this.state;
    return html`<div class="left">${this.#stage(this.state)}
        <section class="card activity"><tutti-activity .entries=${this.visit.feed.entries} .schema=${schema} .me=${userId}></tutti-activity></section></div>
      <div class="right">${this.#parameters(this.state)}
        <section class="card people"><tutti-people .users=${users} .me=${userId}></tutti-people></section></div>
      <tutti-conflict .queue=${this.#queue(this.state)} .schema=${schema} .people=${this.visit.people} .me=${userId} @later=${this.#later}
        @decided=${(/** @type {CustomEvent} */ event) => this.#say("decided", event.detail)}></tutti-conflict>`;
  }

  /** @param {SessionState} state */
  #stage({ schema, params, computed }) {
    const values = record(params, computed);
    const { mu, omega, kappa, beta } = values;
    const default4 =
      ["mu", "omega", "kappa"].every((name) => schema[name]?.initial !== undefined) &&
      schema["beta"]?.computed !== undefined;
    const label = `A drawing of ${Object.keys(schema)
      .map((name) => `${sign(name)} ${shown(values[name], schema[name])}`)
      .join(", ")}`;
    return html`<section class="card stage" aria-label="Drawing" data-testid="stage">
      ${
        default4 && mu !== undefined && omega !== undefined && kappa !== undefined && beta !== undefined
          ? html`<tutti-drawing .label=${label} .tuning=${this.#tuning(mu, omega, kappa, beta)} .pulse=${this.visit?.pulse ?? null}></tutti-drawing>
          <div class="figures number" aria-hidden="true">${["mu", "omega", "kappa", "beta"].map((name) => html`<span><i>${sign(name)}</i>${shown(values[name], schema[name])}</span>`)}</div>`
          : html`<tutti-gauges .label=${label} .schema=${schema} .values=${params}></tutti-gauges>`
      }</section>`;
  }

  /** @type {import("../page/drawing.js").Tuning|null} */
  #lastTuning = null;

  /** The same object while nothing changed: a new one would be a new value to the drawing. @param {number} mu @param {number} omega @param {number} kappa @param {number} beta */
  #tuning(mu, omega, kappa, beta) {
    const last = this.#lastTuning;
    if (last && last.mu === mu && last.omega === omega && last.kappa === kappa && last.beta === beta) return last;
    return (this.#lastTuning = { mu, omega, kappa, beta });
  }

  /** @param {SessionState} state */
  #parameters(state) {
    const { known, schema, computed, role } = state;
    const names = Object.keys(schema);
    const settable = names.filter((name) => schema[name]?.computed === undefined);
    const derived = names.filter((name) => schema[name]?.computed !== undefined);
    return html`<section class="card parameters" aria-labelledby="parameters"><header><h2 id="parameters">Parameters</h2></header>
      ${role === "viewer" ? html`<p class="muted small only" data-testid="viewer-note">You are a viewer. You see every change, and a host can let you make changes too.</p>` : ""}
      ${known ? "" : html`<p class="muted small wait" data-testid="not-known">The parameters will appear as soon as the page is connected.</p>`}
      ${repeat(
        settable,
        (name) => name,
        (name) => this.#slider(state, name),
      )}
      ${repeat(
        derived,
        (name) => name,
        (name) =>
          html`<tutti-readout .name=${name} .spec=${schema[name] ?? {}} .value=${computed[name]}></tutti-readout>`,
      )}</section>`;
  }

  /** @param {SessionState} state @param {string} name */
  #slider(state, name) {
    const { schema, params, confirmed, changes, conflicts, role, status, userId } = state;
    const conflict = conflicts[name] ?? null;
    const change = changes[name];
    const person = change && this.visit?.people[change.userId];
    const author =
      change && person ? { ...person, userId: change.userId, at: change.at, mine: change.userId === userId } : null;
    const locked = role === "viewer" || status.state === "closed" || conflict?.asked === true;
    const pending = status.state !== "connected" && params[name] !== confirmed[name];
    return html`<tutti-slider data-testid="parameter-${name}" .name=${name} .spec=${schema[name] ?? {}} .value=${params[name] ?? schema[name]?.initial ?? 0} .author=${author}
      .conflict=${conflict} .locked=${locked} .pending=${pending} @edit=${(/** @type {CustomEvent} */ event) => this.#say("edit", event.detail)}
      @decide=${() => conflict && (this.wanted = new Set([...this.wanted, conflict.id]))}></tutti-slider>`;
  }

  /** Those that this person is asked about, and those that he or she wants to decide; the most urgent first. @param {SessionState} state */
  #queue({ conflicts }) {
    return Object.values(conflicts)
      .filter(
        ({ id, mine, asked, resolving }) =>
          mine && !resolving && (this.wanted.has(id) || (asked && !this.postponed.has(id))),
      )
      .sort((a, b) => a.expiresAt - b.expiresAt);
  }

  /** @param {CustomEvent<{id: string}>} event */
  #later({ detail: { id } }) {
    this.postponed = new Set([...this.postponed, id]);
    this.wanted = new Set([...this.wanted].filter((one) => one !== id));
  }

  /** @param {string} type @param {object} detail */
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define("tutti-parameters", TuttiParameters);
