import { overflowError, valueError } from '../../objects/exceptions';

/** A sum of two floats and what rounding took from it (Knuth's TwoSum). */
function twoSum(a: number, b: number): readonly [sum: number, error: number] {
  const sum = a + b;
  const part = sum - a;
  return [sum, a - (sum - part) + (b - part)];
}

/** The sum of floats, rounded once (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997). */
export function exactSum(values: Iterable<number>): number {
  let partials: number[] = [];
  let special = 0;
  let infinities = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      if (!Number.isNaN(value)) infinities += value;
      special += value;
      continue;
    }
    let rest = value;
    const next: number[] = [];
    for (const partial of partials) {
      const [sum, error] = twoSum(rest, partial);
      if (!Number.isFinite(sum)) throw overflowError('intermediate overflow in fsum');
      if (error !== 0) next.push(error);
      rest = sum;
    }
    next.push(rest);
    partials = next;
  }
  if (special !== 0 || Number.isNaN(special)) {
    if (Number.isNaN(infinities)) throw valueError('-inf + inf in fsum');
    return special;
  }
  return roundPartials(partials);
}

/** Adds partials that do not overlap, smallest first, rounding half to even over all of them. */
function roundPartials(partials: number[]): number {
  let index = partials.length - 1;
  let high = partials[index] ?? 0;
  let low = 0;
  while (index > 0) {
    index -= 1;
    [high, low] = twoSum(high, partials[index] as number);
    if (low !== 0) break;
  }
  const below = partials[index - 1];
  if (index > 0 && below !== undefined && low < 0 === below < 0) {
    const doubled = low * 2;
    const shifted = high + doubled;
    if (doubled === shifted - high) return shifted;
  }
  return high;
}

const SPLITTER = 2 ** 27 + 1;

/** A product of two floats and what rounding took from it (Dekker). */
function twoProduct(a: number, b: number): readonly [product: number, error: number] {
  const product = a * b;
  const cutA = SPLITTER * a;
  const highA = cutA - (cutA - a);
  const lowA = a - highA;
  const cutB = SPLITTER * b;
  const highB = cutB - (cutB - b);
  const lowB = b - highB;
  return [product, lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)];
}

/** The Euclidean length of a vector, scaled so that nothing overflows and corrected once. */
export function vectorLength(coordinates: readonly number[]): number {
  const sizes = coordinates.map(Math.abs);
  if (sizes.includes(Infinity)) return Infinity;
  const largest = Math.max(0, ...sizes);
  if (largest === 0 || Number.isNaN(largest)) return largest;
  const scale = 2 ** Math.max(-1022, Math.min(1000, Math.floor(Math.log2(largest))));
  let sum = 0;
  let lost = 0;
  for (const size of sizes) {
    const [square, error] = twoProduct(size / scale, size / scale);
    const [next, rest] = twoSum(sum, square);
    sum = next;
    lost += rest + error;
  }
  const root = Math.sqrt(sum + lost);
  const [square, error] = twoProduct(root, root);
  const [difference, rest] = twoSum(sum, -square);
  return scale * (root + (difference + (rest + lost - error)) / (2 * root));
}
