import { LitElement, css, html, svg } from "lit";
import { baseStyles } from "../page/styles.js";
import { record } from "../sync/record.js";
import { shown, sign, span } from "../sync/format.js";

/** @typedef {import("../sync/types.js").Schema} Schema */

const RADIUS = 120;
const MOST_SPOKES = 16;

/** The drawing of any other schema: a radar of the values within their ranges, or bars where there are fewer than three. */
export class TuttiGauges extends LitElement {
  static properties = { label: {}, schema: { attribute: false }, values: { attribute: false } };

  static styles = [
    baseStyles,
    css`
    :host { display: grid; place-items: center; padding: 1rem; min-height: 0; }
    svg { width: 100%; height: 100%; min-height: 0; max-height: 38rem; overflow: visible; }
    .web { fill: none; stroke: var(--line); stroke-width: 0.7; }
    .shape { fill: color-mix(in srgb, var(--curve-1) 22%, transparent); stroke: var(--curve-1); stroke-width: 1.8; stroke-linejoin: round; }
    .dot { fill: var(--curve-2); }
    text { fill: var(--muted); font: 600 9.5px var(--font); }
    .bar { fill: var(--sunken); }
    .level { fill: var(--curve-1); transition: width 150ms; }
  `,
  ];

  constructor() {
    super();
    this.label = "";
    /** @type {Schema} */
    this.schema = record();
    /** @type {import("../sync/types.js").Values} */
    this.values = record();
  }

  /** @returns {{name: string, part: number}[]} */
  #parts() {
    return Object.entries(this.schema)
      .filter(([, spec]) => spec.computed === undefined)
      .slice(0, MOST_SPOKES)
      .map(([name, spec]) => {
        const value = this.values[name] ?? spec.initial ?? 0;
        const { min, max } = span(spec, value);
        const part = (value - min) / (max - min || 1);
        return { name, part: Math.min(1, Math.max(0, Number.isFinite(part) ? part : 0.5)) };
      });
  }

  render() {
    const parts = this.#parts();
    return html`<svg viewBox="-170 -150 340 300" role="img" aria-label=${this.label}>${parts.length < 3 ? this.#bars(parts) : this.#radar(parts)}</svg>`;
  }

  /** @param {{name: string, part: number}[]} parts */
  #bars(parts) {
    return parts.map(
      ({ name, part }, at) => svg`<g transform="translate(-150 ${at * 70 - (parts.length - 1) * 35 - 2})">
      <text x="0" y="-8">${sign(name)} ${shown(this.values[name], this.schema[name])}</text>
      <rect class="bar" width="300" height="22" rx="11"/><rect class="level" width=${Math.max(22, 300 * part)} height="22" rx="11"/></g>`,
    );
  }

  /** @param {{name: string, part: number}[]} parts */
  #radar(parts) {
    const place = (/** @type {number} */ at, /** @type {number} */ distance) => {
      const angle = (2 * Math.PI * at) / parts.length - Math.PI / 2;
      return [distance * Math.cos(angle), distance * Math.sin(angle)].map((one) => one.toFixed(1)).join(",");
    };
    const ring = (/** @type {number} */ distance) => parts.map((_, at) => place(at, distance)).join(" ");
    const reach = (/** @type {number} */ part) => RADIUS * (0.08 + 0.92 * part);
    return svg`${[0.25, 0.5, 0.75, 1].map((one) => svg`<polygon class="web" points=${ring(RADIUS * one)}/>`)}
      <polygon class="shape" points=${parts.map(({ part }, at) => place(at, reach(part))).join(" ")}/>
      ${parts.map(({ name, part }, at) => {
        const [x, y] = place(at, reach(part)).split(",");
        const [labelX, labelY] = place(at, RADIUS + 16).split(",");
        return svg`<circle class="dot" cx=${x} cy=${y} r="3.4"/><text x=${labelX} y=${labelY} text-anchor="middle" dominant-baseline="middle">${sign(name)}</text>`;
      })}`;
  }
}

customElements.define("tutti-gauges", TuttiGauges);
