import { LitElement, css, html } from "lit";
import { icons } from "../page/icons.js";
import { baseStyles } from "../page/styles.js";
import { POINTS, STRANDS, glide, trace } from "../page/drawing.js";

/** @typedef {import("../page/drawing.js").Tuning} Tuning */

const FRAME_MILLIS = 1000 / 40;
/** Mere drifting is slow: fewer frames show it as well. */
const DRIFT_FRAME_MILLIS = 1000 / 20;
const PULSE_MILLIS = 1_400;
const SPEED = 0.16;
const BUCKETS = 34;

/**
 * The moving drawing of mu, omega, kappa and beta. It rests while nobody can see it, when motion is not wanted, and
 * when paused; a change of the values is drawn in any case.
 */
export class TuttiDrawing extends LitElement {
  static properties = { label: {}, tuning: { attribute: false }, pulse: { attribute: false }, paused: { state: true } };

  static styles = [
    baseStyles,
    css`
    :host { display: block; position: relative; min-height: 0; }
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
    button { position: absolute; right: 12px; bottom: 12px; background: color-mix(in srgb, var(--surface) 80%, transparent); border-color: var(--line); }
  `,
  ];

  #strand = new Float32Array(2 * POINTS);
  #phase = 0.9;
  #last = 0;
  #frame = 0;
  #visible = true;
  /** @type {Tuning|null} */
  #now = null;
  #pulseAt = -Infinity;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #seen = new IntersectionObserver(([entry]) => this.#shown(entry?.isIntersecting ?? true));
  #size = new ResizeObserver(() => this.#draw());
  #theme = new MutationObserver(() => this.#recolour());
  /** @type {string[]} */
  #colours = [];

  constructor() {
    super();
    /** @type {Tuning} */
    this.tuning = { mu: 0.569, omega: 0.847, kappa: 0.0207, beta: 0.20744 };
    /** @type {{color: string, at: number}|null} */
    this.pulse = null;
    this.paused = false;
    this.label = "";
  }

  connectedCallback() {
    super.connectedCallback();
    this.#seen.observe(this);
    this.#size.observe(this);
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.#dark.addEventListener("change", this.#recolour);
    this.#calm.addEventListener("change", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const observer of [this.#seen, this.#size, this.#theme]) observer.disconnect();
    this.#dark.removeEventListener("change", this.#recolour);
    this.#calm.removeEventListener("change", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  firstUpdated() {
    this.#recolour();
  }

  /** @param {Map<string, unknown>} changes */
  updated(changes) {
    if (changes.has("pulse") && this.pulse) this.#pulseAt = performance.now();
    if (changes.has("tuning") || changes.has("pulse") || changes.has("paused")) this.#wake();
  }

  render() {
    return html`<canvas role="img" aria-label=${this.label}></canvas>${
      this.#calm.matches
        ? ""
        : html`
      <button type="button" class="icon" data-testid="portrait-pause" aria-pressed=${this.paused} aria-label="Pause the drawing"
        title=${this.paused ? "Play" : "Pause"} @click=${() => (this.paused = !this.paused)}>${this.paused ? icons.play : icons.pause}</button>`
    }`;
  }

  #recolour = () => {
    const style = getComputedStyle(this);
    this.#colours = [1, 2, 3].map((at) => style.getPropertyValue(`--curve-${at}`).trim() || "#4640be");
    this.#draw();
  };

  #wake = () => {
    if (this.#frame === 0 && this.#visible && !document.hidden) {
      this.#last = performance.now();
      this.#frame = requestAnimationFrame(this.#tick);
    }
  };

  /** @param {boolean} visible */
  #shown(visible) {
    this.#visible = visible;
    this.#wake();
  }

  #tick = (/** @type {number} */ time) => {
    this.#frame = 0;
    const moving = !this.paused && !this.#calm.matches;
    const passed = Math.min(100, time - this.#last);
    if (passed >= (this.#busy(time) ? FRAME_MILLIS : DRIFT_FRAME_MILLIS) - 2) {
      this.#last = time;
      if (moving) this.#phase += (passed / 1000) * SPEED;
      // Without motion a new value is simply there.
      this.#now = this.#now && !this.#calm.matches ? glide(this.#now, this.tuning, passed) : { ...this.tuning };
      this.#draw();
    }
    if ((moving || this.#busy(time)) && this.#visible && !document.hidden && this.isConnected)
      this.#frame = requestAnimationFrame(this.#tick);
  };

  /** Something beside the drift is to be seen. @param {number} time */
  #busy(time) {
    const gliding = Object.entries(this.tuning).some(
      ([name, value]) => this.#now?.[/** @type {keyof Tuning} */ (name)] !== value,
    );
    return gliding || (!this.#calm.matches && time - this.#pulseAt < PULSE_MILLIS);
  }

  #draw() {
    const canvas = this.renderRoot?.querySelector("canvas");
    const { clientWidth: width, clientHeight: height } = this;
    const brush = canvas?.getContext("2d");
    if (!canvas || !brush || width === 0 || height === 0 || this.#colours.length === 0) return;
    const density = Math.min(2, devicePixelRatio || 1);
    if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
    }
    brush.setTransform(density, 0, 0, density, 0, 0);
    brush.clearRect(0, 0, width, height);
    const radius = Math.min(width, height) * 0.475;
    brush.translate(width / 2, height / 2);
    this.#drawPulse(brush, radius);
    brush.lineJoin = "round";
    for (let strand = 0; strand < STRANDS; strand++) this.#drawStrand(brush, strand, radius);
  }

  /** @param {CanvasRenderingContext2D} brush @param {number} strand @param {number} radius */
  #drawStrand(brush, strand, radius) {
    trace(this.#now ?? this.tuning, strand, this.#phase, this.#strand);
    const middle = 1 - Math.abs(strand - (STRANDS - 1) / 2) / STRANDS;
    const [first = "", second = "", third = ""] = this.#colours;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const along = bucket / (BUCKETS - 1);
      const [from, to, part] = along < 0.5 ? [first, second, along * 2] : [second, third, along * 2 - 1];
      brush.strokeStyle = mix(from, to, part);
      brush.globalAlpha = (0.24 + 0.56 * middle) * (1 - 0.35 * along) * Math.min(1, (bucket + 0.5) / 3);
      brush.lineWidth = 0.7 + 1.1 * middle * (1 - 0.5 * along);
      brush.beginPath();
      const end = Math.min(POINTS - 1, Math.floor(((bucket + 1) * (POINTS - 1)) / BUCKETS));
      this.#path(brush, Math.floor((bucket * (POINTS - 1)) / BUCKETS), end, radius);
      brush.stroke();
    }
    brush.globalAlpha = 1;
  }

  /** A smooth line from the middle before the first of these points to the middle after the last. @param {CanvasRenderingContext2D} brush @param {number} from @param {number} to @param {number} radius */
  #path(brush, from, to, radius) {
    const at = (/** @type {number} */ index) => (this.#strand[index] ?? 0) * radius;
    brush.moveTo((at(2 * from) + at(2 * from + 2)) / 2, (at(2 * from + 1) + at(2 * from + 3)) / 2);
    for (let point = from + 1; point <= to && point < POINTS - 1; point++) {
      const [x, y] = [at(2 * point), at(2 * point + 1)];
      brush.quadraticCurveTo(x, y, (x + at(2 * point + 2)) / 2, (y + at(2 * point + 3)) / 2);
    }
  }

  /** A ring in the colour of the person whose change arrives. @param {CanvasRenderingContext2D} brush @param {number} radius */
  #drawPulse(brush, radius) {
    const age = (performance.now() - this.#pulseAt) / PULSE_MILLIS;
    if (!this.pulse || age >= 1 || this.#calm.matches) return;
    brush.strokeStyle = this.pulse.color;
    brush.globalAlpha = 0.5 * (1 - age) ** 2;
    brush.lineWidth = 2 + 10 * (1 - age);
    brush.beginPath();
    brush.arc(0, 0, radius * (0.25 + 0.8 * Math.sqrt(age)), 0, 2 * Math.PI);
    brush.stroke();
    brush.globalAlpha = 1;
  }
}

/** @param {string} from `#rrggbb` @param {string} to @param {number} part */
function mix(from, to, part) {
  const channel = (/** @type {number} */ at) => {
    const start = parseInt(from.slice(at, at + 2), 16);
    return Math.round(start + (parseInt(to.slice(at, at + 2), 16) - start) * part);
  };
  return `rgb(${channel(1)} ${channel(3)} ${channel(5)})`;
}

customElements.define("tutti-drawing", TuttiDrawing);
