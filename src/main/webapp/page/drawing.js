/**
 * The drawing of the default parameters: two coupled oscillators, one turning each way, seen in their phase plane.
 *
 * mu, the equilibrium, shares the motion between them; omega, the resonance, is the ratio of their speeds and so the
 * number of petals; kappa, the coupling, spreads the strands that they pull along; beta, what is left, says how
 * slowly the motion dies away to the centre.
 *
 * @typedef {{mu: number, omega: number, kappa: number, beta: number}} Tuning
 */

export const STRANDS = 5;
export const POINTS = 440;
const TURNS = 13;

/** @param {number} value @param {number} low @param {number} high */
const share = (value, low, high) => Math.min(1, Math.max(0, (value - low) / (high - low)));

/**
 * Points of one strand, in the unit circle, as x, y, x, y, …
 *
 * @param {Tuning} tuning
 * @param {number} strand  0 … STRANDS-1
 * @param {number} phase  radians; what moves when time passes
 * @param {Float32Array} into  2·POINTS numbers
 */
export function trace({ mu, omega, kappa, beta }, strand, phase, into) {
  const first = 0.36 + 0.3 * share(mu, 0.5, 0.7);
  const second = 1 - first;
  const ratio = 2 * omega;
  const spread = (0.035 + 0.24 * share(kappa, 0.01, 0.05)) * (strand - (STRANDS - 1) / 2);
  const decay = 0.2 + 1.45 * (1 - share(beta, -0.24, 0.39));
  const turn = (TURNS * 2 * Math.PI) / (POINTS - 1);
  const [oneStep, otherStep, fade] = [turn, ratio * turn + spread / (POINTS - 1), Math.exp(-decay / (POINTS - 1))];
  const other = spread * 0.35 - phase * 1.6;
  // Both angles grow evenly, so each point is the last one turned and shrunk: no sine per point.
  const [oneCos, oneSin, otherCos, otherSin] = [
    Math.cos(oneStep) * fade,
    Math.sin(oneStep) * fade,
    Math.cos(otherStep) * fade,
    Math.sin(otherStep) * fade,
  ];
  let [oneX, oneY, otherX, otherY] = [
    first * Math.cos(phase),
    first * Math.sin(phase),
    second * Math.cos(other),
    second * Math.sin(other),
  ];
  for (let at = 0; at < POINTS; at++) {
    into[2 * at] = oneX + otherX;
    into[2 * at + 1] = oneY - otherY;
    const [nextOneX, nextOtherX] = [oneX * oneCos - oneY * oneSin, otherX * otherCos - otherY * otherSin];
    oneY = oneX * oneSin + oneY * oneCos;
    otherY = otherX * otherSin + otherY * otherCos;
    oneX = nextOneX;
    otherX = nextOtherX;
  }
}

/**
 * A step of `from` towards `to`, so that a value that jumps elsewhere glides here.
 *
 * @param {Tuning} from
 * @param {Tuning} to
 * @param {number} millis  since the last step
 * @returns {Tuning}
 */
export function glide(from, to, millis) {
  const part = 1 - Math.exp(-millis / 140);
  const step = (/** @type {keyof Tuning} */ name) => {
    const rest = to[name] - from[name];
    return Math.abs(rest) < 1e-5 ? to[name] : from[name] + rest * part;
  };
  return { mu: step("mu"), omega: step("omega"), kappa: step("kappa"), beta: step("beta") };
}
