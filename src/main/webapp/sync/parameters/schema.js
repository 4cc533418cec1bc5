import { evaluate } from "./expression.js";
import { own, record } from "../record.js";

/**
 * The schema of a session that was given no other.
 *
 * @type {import("../types.js").Schema}
 */
export const DEFAULT_SCHEMA = Object.freeze({
  mu: { min: 0.5, max: 0.7, initial: 0.569, step: 0.001, label: "equilibrium" },
  omega: { min: 0.5, max: 1.5, initial: 0.847, step: 0.01, label: "resonance" },
  kappa: { min: 0.01, max: 0.05, initial: 0.0207, step: 0.001, label: "coupling" },
  beta: { computed: "1 - mu - 10.8*kappa" },
});

/**
 * Separates what people set from what follows from it.
 *
 * @param {import("../types.js").Schema} schema
 * @param {Record<string, unknown>} values  as the server sends them, both kinds in one object
 * @returns {{params: import("../types.js").Values, computed: import("../types.js").Values}}
 */
export function separate(schema, values) {
  /** @type {import("../types.js").Values} */
  const params = record();
  /** @type {import("../types.js").Values} */
  const computed = record();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    (own(schema, name)?.computed === undefined ? params : computed)[name] = value;
  }
  return { params, computed };
}

/**
 * Values of the computed parameters for these settable ones.
 *
 * @param {import("../types.js").Schema} schema
 * @param {import("../types.js").Values} params
 * @param {import("../types.js").Values} [fallback]  the server's, for expressions that cannot be worked out here
 * @returns {import("../types.js").Values}
 */
export function compute(schema, params, fallback = {}) {
  const computed = record(fallback);
  for (const [name, spec] of Object.entries(schema)) {
    if (spec.computed === undefined) continue;
    const value = evaluate(spec.computed, record(params, computed));
    if (value !== undefined) computed[name] = value;
  }
  return computed;
}

/**
 * The nearest value that a control with this range and step can show, free of binary noise such as 0.6000000000000001.
 *
 * @param {import("../types.js").ParameterSpec} spec
 * @param {number} value
 */
export function snap(spec, value) {
  const { min = -Infinity, max = Infinity, step } = spec;
  const bounded = Math.min(max, Math.max(min, value));
  if (!step || step <= 0) return bounded;
  const from = Number.isFinite(min) ? min : 0;
  const stepped = from + Math.round((bounded - from) / step) * step;
  const digits = Math.min(12, Math.max(decimals(step), decimals(from)));
  return Math.min(max, Math.max(min, Number(stepped.toFixed(digits))));
}

/**
 * Digits after the decimal point.
 *
 * @param {number} value
 */
export function decimals(value) {
  const [mantissa, exponent] = String(value).toLowerCase().split("e");
  const digits = (mantissa?.split(".")[1] ?? "").length - Number(exponent ?? 0);
  return Math.max(0, digits);
}

/**
 * Why these values cannot be set.
 *
 * @param {import("../types.js").Schema} schema
 * @param {import("../types.js").Values} values
 * @returns {{param: string, message: string}|null} null where they can
 */
export function refusal(schema, values) {
  for (const [param, value] of Object.entries(values)) {
    const spec = own(schema, param);
    if (!spec || spec.computed !== undefined) return { param, message: `${param} cannot be set.` };
    if (!Number.isFinite(value)) return { param, message: `${param} must be a number.` };
    const { min = -Infinity, max = Infinity } = spec;
    if (value < min || value > max) return { param, message: `${param} must be between ${min} and ${max}.` };
  }
  return null;
}
