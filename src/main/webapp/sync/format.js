import { decimals } from "./tutti.js";

/** @typedef {import("./types.js").ParameterSpec} ParameterSpec */

const LETTERS = new Map(
  Object.entries({
    alpha: "α",
    beta: "β",
    gamma: "γ",
    delta: "δ",
    epsilon: "ε",
    eta: "η",
    theta: "θ",
    kappa: "κ",
    lambda: "λ",
    mu: "μ",
    nu: "ν",
    pi: "π",
    rho: "ρ",
    sigma: "σ",
    tau: "τ",
    phi: "φ",
    chi: "χ",
    psi: "ψ",
    omega: "ω",
  }),
);

/** The short sign of a parameter: a Greek letter where it is named after one. @param {string} name */
export function sign(name) {
  return LETTERS.get(name) ?? name;
}

/** The name that people read. @param {string} name @param {ParameterSpec|undefined} spec */
export function title(name, spec) {
  const label = spec?.label || (name === "beta" ? "balance" : name);
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/**
 * A value as people read it: at least the digits of the step, more where the value has them, at most five.
 *
 * @param {number|undefined} value
 * @param {ParameterSpec} [spec]
 */
export function shown(value, spec) {
  if (value === undefined || !Number.isFinite(value)) return "–";
  const most = Math.abs(value) >= 1000 ? 2 : 5;
  const least = Math.min(most, spec?.step ? decimals(spec.step) : 0);
  const digits = Math.max(least, Math.min(most, decimals(Number(value.toFixed(most)))));
  return value.toFixed(digits);
}

/**
 * From where to where a control goes: the bounds, and where one is missing, far enough around the initial value and this one.
 *
 * @param {ParameterSpec} spec
 * @param {number} value
 * @returns {{min: number, max: number}}
 */
export function span({ min, max, initial = 0 }, value) {
  const room = Math.max(
    1,
    2 * Math.abs(initial),
    max === undefined || min === undefined ? Math.abs(value - initial) : 0,
  );
  const lowest = min ?? Math.min(initial, max ?? initial) - room;
  return { min: lowest, max: max ?? Math.max(initial, lowest) + room };
}

/** @param {number|undefined} value @param {ParameterSpec} [spec] */
export function withUnit(value, spec) {
  return spec?.unit ? `${shown(value, spec)} ${spec.unit}` : shown(value, spec);
}

/** @param {number} at @param {number} now  both in milliseconds */
export function ago(at, now) {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name for a sentence that is no markup: whatever its direction, it turns nothing around it. @param {string} name */
export function isolated(name) {
  const plain = name.replace(DIRECTION, "");
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** Up to two letters for an avatar. @param {string} name */
export function initials(name) {
  const words = name.split(/\s+/).flatMap((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? []);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? "?"];
  return letters.join("").toUpperCase();
}

export const SWATCHES = ["#b83280", "#9333ea", "#4f46e5", "#0369a1", "#0f766e", "#4d7c0f", "#b45309", "#be123c"];

/**
 * A colour that is safe to style with: what others chose is used only where it is a plain hexadecimal one.
 *
 * @param {string|undefined} color
 * @param {string} seed
 */
export function safeColor(color, seed) {
  if (color && /^#[0-9a-f]{6}$/i.test(color)) return color;
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return /** @type {string} */ (SWATCHES[sum % SWATCHES.length]);
}

/** Black or white, whichever reads better on the colour. @param {string} color  `#rrggbb` */
export function inkOn(color) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}
