import { overflowError, valueError } from '../../objects/exceptions';
import type { MersenneTwister } from './mersenne-twister';

const TAU = 2 * Math.PI;
const NORMAL = (4 * Math.exp(-0.5)) / Math.sqrt(2);
const LOG4 = Math.log(4);
const GAMMA = 1 + Math.log(4.5);

/** Kinderman and Monahan's method of the ratio of uniforms. */
export function normal(source: MersenneTwister, mean: number, deviation: number): number {
  for (;;) {
    const u1 = source.random();
    const u2 = 1 - source.random();
    const z = (NORMAL * (u1 - 0.5)) / u2;
    if ((z * z) / 4 <= -Math.log(u2)) return mean + z * deviation;
  }
}

/** Box and Muller's method, which makes two numbers at a time. */
export function gauss(source: MersenneTwister, mean: number, deviation: number): number {
  let z = source.spareGauss;
  source.spareGauss = null;
  if (z === null) {
    const angle = source.random() * TAU;
    const radius = Math.sqrt(-2 * Math.log(1 - source.random()));
    z = Math.cos(angle) * radius;
    source.spareGauss = Math.sin(angle) * radius;
  }
  return mean + z * deviation;
}

export function exponential(source: MersenneTwister, rate: number): number {
  const sample = -Math.log(1 - source.random());
  if (rate === 0) throw overflowError('float division by zero');
  return sample / rate;
}

/** Of a triangle from low to high with its peak at mode. */
export function triangular(source: MersenneTwister, low: number, high: number, mode: number | null): number {
  let u = source.random();
  if (high === low && mode !== null) return low;
  let c = mode === null ? 0.5 : (mode - low) / (high - low);
  let [from, to] = [low, high];
  if (u > c) {
    u = 1 - u;
    c = 1 - c;
    [from, to] = [to, from];
  }
  return from + (to - from) * Math.sqrt(u * c);
}

/** The gamma distribution by Cheng's (alpha > 1) and Ahrens and Dieter's method. */
export function gammaVariate(source: MersenneTwister, alpha: number, beta: number): number {
  if (alpha <= 0 || beta <= 0) throw valueError('gammavariate: alpha and beta must be > 0.0');
  if (alpha === 1) return -Math.log(1 - source.random()) * beta;
  if (alpha > 1) {
    const root = Math.sqrt(2 * alpha - 1);
    for (;;) {
      const u1 = source.random();
      if (u1 <= 1e-7 || u1 >= 0.9999999) continue;
      const u2 = 1 - source.random();
      const v = Math.log(u1 / (1 - u1)) / root;
      const x = alpha * Math.exp(v);
      const z = u1 * u1 * u2;
      const r = alpha - LOG4 + (alpha + root) * v - x;
      if (r + GAMMA - 4.5 * z >= 0 || r >= Math.log(z)) return x * beta;
    }
  }
  for (;;) {
    const b = (Math.E + alpha) / Math.E;
    const p = b * source.random();
    const x = p <= 1 ? p ** (1 / alpha) : -Math.log((b - p) / alpha);
    const u = source.random();
    if (p > 1 ? u <= x ** (alpha - 1) : u <= Math.exp(-x)) return x * beta;
  }
}

export function betaVariate(source: MersenneTwister, alpha: number, beta: number): number {
  const y = gammaVariate(source, alpha, 1);
  return y === 0 ? 0 : y / (y + gammaVariate(source, beta, 1));
}

/** Fisher's method for the circular normal distribution. */
export function vonMises(source: MersenneTwister, mean: number, concentration: number): number {
  if (concentration <= 1e-6) return TAU * source.random();
  const s = 0.5 / concentration;
  const r = s + Math.sqrt(1 + s * s);
  let z: number;
  for (;;) {
    z = Math.cos(Math.PI * source.random());
    const d = z / (r + z);
    const u = source.random();
    if (u < 1 - d * d || u <= (1 - d) * Math.exp(d)) break;
  }
  const q = 1 / r;
  const f = (q + z) / (1 + q * z);
  const angle = source.random() > 0.5 ? mean + Math.acos(f) : mean - Math.acos(f);
  return ((angle % TAU) + TAU) % TAU;
}

export function pareto(source: MersenneTwister, alpha: number): number {
  return (1 - source.random()) ** (-1 / alpha);
}

export function weibull(source: MersenneTwister, alpha: number, beta: number): number {
  return alpha * (-Math.log(1 - source.random())) ** (1 / beta);
}
