import { LitElement, css, html } from "lit";
import uPlot from "uplot";
import { baseStyles } from "../page/styles.js";

/** Steps of an axis of whole numbers. */
const WHOLE = [...Array(13).keys()].flatMap((zeros) => [1, 2, 5].map((step) => step * 10 ** zeros));

/**
 * @typedef {{label: string, values: (number|null)[], color: string, bars?: boolean}} Curve  `color` is a variable of the page's style, e.g. `--accent`
 */

/**
 * A plot of curves or bars over days or named places, with a table of the same for who cannot see it. `labels` names the
 * places of the axis.
 */
export class TuttiPlot extends LitElement {
  static properties = {
    caption: {},
    labels: { attribute: false },
    curves: { attribute: false },
    height: { type: Number },
    unit: {},
  };

  static styles = [
    baseStyles,
    css`
    :host { display: block; min-width: 0; }
    figure { margin: 0; }
    figcaption { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 1rem; margin-bottom: 0.5rem; font-weight: 650; font-size: 0.95rem; }
    .keys { display: flex; flex-wrap: wrap; gap: 0.25rem 0.875rem; font-size: 0.8125rem; font-weight: 500; color: var(--muted); }
    .keys i { display: inline-block; width: 10px; height: 10px; border-radius: 3px; margin-right: 0.375rem; }
    .drawn { position: relative; } .plot { min-width: 0; overflow: hidden; }
    .uplot { width: min-content; } .uplot * { box-sizing: border-box; }
    .u-wrap { position: relative; user-select: none; }
    .u-over, .u-under { position: absolute; } .u-under { overflow: hidden; }
    .uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
    .u-axis, .u-select { position: absolute; } .u-select { pointer-events: none; }
    .u-cursor-x, .u-cursor-y { position: absolute; left: 0; top: 0; pointer-events: none; }
    .u-hz .u-cursor-x { height: 100%; border-right: 1px dashed var(--edge); }
    .u-cursor-pt { position: absolute; top: 0; left: 0; border-radius: 50%; pointer-events: none; }
    .u-off { display: none; }
    .said { position: absolute; top: 0; right: 0; padding: 0.125rem 0.5rem; border-radius: 6px; background: var(--sunken); font-size: 0.8125rem; color: var(--ink); pointer-events: none; } .said:empty { display: none; }
  `,
  ];

  /** @type {any} */
  #plot = null;
  #sizes = new ResizeObserver(() => this.#fit());
  #colours = matchMedia("(prefers-color-scheme: dark)");
  /** @type {MutationObserver|null} */
  #themes = null;

  constructor() {
    super();
    this.caption = "";
    /** @type {string[]} */
    this.labels = [];
    /** @type {Curve[]} */
    this.curves = [];
    this.height = 180;
    this.unit = "";
    this.pointed = -1;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#colours.addEventListener("change", this.#draw);
    this.#themes = new MutationObserver(this.#draw);
    this.#themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#themes?.disconnect();
    this.#colours.removeEventListener("change", this.#draw);
    this.#plot?.destroy();
    this.#plot = null;
  }

  render() {
    const { caption, labels, curves, unit } = this;
    return html`<figure><figcaption><span>${caption}</span><span class="keys">${curves.length > 1 ? curves.map(({ label, color }) => html`<span><i style="background:var(${color})"></i>${label}</span>`) : ""}</span></figcaption>
      <div class="drawn" aria-hidden="true"><div class="plot"></div><p class="said number"></p></div>
      <table class="visually-hidden"><caption>${caption}</caption><tr><th></th>${curves.map(({ label }) => html`<th>${label}</th>`)}</tr>
        ${labels.map((label, at) => html`<tr><th>${label}</th>${curves.map(({ values }) => html`<td>${values[at] ?? "–"} ${unit}</td>`)}</tr>`)}</table></figure>`;
  }

  firstUpdated() {
    this.#sizes.observe(this);
  }

  /** @param {Map<string, unknown>} changes */
  updated(changes) {
    if (changes.has("curves") || changes.has("labels") || changes.has("height")) this.#draw();
  }

  #fit() {
    const width = this.clientWidth;
    if (!this.#plot) this.#draw();
    else if (width > 0 && this.#plot.width !== width) this.#plot.setSize({ width, height: this.height });
  }

  #draw = () => {
    const parent = this.renderRoot.querySelector(".plot");
    const width = this.clientWidth;
    this.#plot?.destroy();
    this.#plot = null;
    if (!(parent instanceof HTMLElement) || width === 0 || this.labels.length === 0) return;
    const data = [this.labels.map((_, at) => at), ...this.curves.map(({ values }) => values)];
    this.#plot = new uPlot(/** @type {any} */ (this.#options(width)), /** @type {any} */ (data), parent);
  };

  /** @param {number} width */
  #options(width) {
    const style = getComputedStyle(this);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour("--muted"),
      font: `12px ${style.fontFamily}`,
      ticks: { show: false },
      grid: { stroke: colour("--line"), width: 1 },
    };
    const most = Math.max(...this.curves.flatMap(({ values }) => values.map((value) => value ?? 0)));
    const apart = Math.ceil(this.labels.length / Math.max(2, Math.floor(width / 76)));
    return {
      width,
      height: this.height,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: [-0.5, this.labels.length - 0.5] },
        y: { range: [0, most > 0 ? most * 1.1 : 1] },
      },
      axes: [
        {
          ...axis,
          size: 28,
          grid: { show: false },
          splits: () => this.labels.map((_, at) => at).filter((at) => at % apart === 0),
          values: (/** @type {any} */ _, /** @type {number[]} */ at) => at.map((one) => this.labels[one] ?? ""),
        },
        {
          ...axis,
          size: 46,
          ...(this.#isCounted() ? { incrs: WHOLE } : {}),
          values: (/** @type {any} */ _, /** @type {number[]} */ values) => values.map(short),
        },
      ],
      series: [
        {},
        ...this.curves.map(({ label, values, color, bars }) => ({
          label,
          stroke: colour(color),
          width: bars ? 0 : 2,
          points: { show: !bars && (this.labels.length < 32 || values.includes(null)), size: 5, fill: colour(color) },
          ...(bars ? { fill: colour(color), paths: uPlot.paths.bars?.({ size: [0.6, 56], radius: 0.15 }) } : {}),
        })),
      ],
      hooks: { setCursor: [(/** @type {any} */ plot) => this.#point(plot.cursor.idx)] },
    };
  }

  /** Whether all that is shown is counted: then half a one is no place on the axis. */
  #isCounted() {
    return this.curves.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  }

  /** @param {number|null|undefined} at */
  #point(at) {
    const said = this.renderRoot.querySelector(".said");
    if (said)
      said.textContent =
        at === null || at === undefined
          ? ""
          : `${this.labels[at]}: ${this.curves.map(({ label, values }) => `${label} ${values[at] ?? "–"}${this.unit ? ` ${this.unit}` : ""}`).join(", ")}`;
  }
}

/** @param {number} value */
function short(value) {
  if (Math.abs(value) >= 1e6) return `${value / 1e6}M`;
  return Math.abs(value) >= 1e3 ? `${value / 1e3}k` : String(Math.round(value * 100) / 100);
}

customElements.define("tutti-plot", TuttiPlot);
