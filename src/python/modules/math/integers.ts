import { memoryError } from '../../objects/exceptions';
import { toInt, type Int } from '../../protocol/numbers';

/** Past this, `factorial` would run for seconds. */
const LARGEST_FACTORIAL = 100_000;

export function magnitude(value: Int): bigint {
  return value < 0 ? -BigInt(value) : BigInt(value);
}

/** The greatest common divisor, never negative. */
export function gcd(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    let [x, y] = [Math.abs(a), Math.abs(b)];
    while (y !== 0) [x, y] = [y, x % y];
    return x;
  }
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return toInt(x);
}

/** The least common multiple, never negative. */
export function lcm(a: Int, b: Int): Int {
  if (a === 0 || b === 0) return 0;
  return toInt((magnitude(a) / BigInt(gcd(a, b))) * magnitude(b));
}

/** The product low * (low + 1) * ... * high, by halves, so that factors are of like size. */
function product(low: bigint, high: bigint): bigint {
  if (low > high) return 1n;
  if (high - low < 8n) {
    let result = low;
    for (let factor = low + 1n; factor <= high; factor += 1n) result *= factor;
    return result;
  }
  const middle = (low + high) / 2n;
  return product(low, middle) * product(middle + 1n, high);
}

/** n! for n >= 0. */
export function factorial(n: number): Int {
  if (n > LARGEST_FACTORIAL) throw memoryError('');
  return toInt(product(1n, BigInt(n)));
}

/** In how many ways k of n can be put in order. */
export function permutations(n: Int, k: Int): Int {
  if (k > n) return 0;
  if (k > LARGEST_FACTORIAL) throw memoryError('');
  return toInt(product(BigInt(n) - BigInt(k) + 1n, BigInt(n)));
}

/** In how many ways k of n can be chosen. */
export function combinations(n: Int, k: Int): Int {
  if (k > n) return 0;
  const fewer = BigInt(k) * 2n > BigInt(n) ? BigInt(n) - BigInt(k) : BigInt(k);
  if (fewer > BigInt(LARGEST_FACTORIAL)) throw memoryError('');
  return toInt(product(BigInt(n) - fewer + 1n, BigInt(n)) / product(1n, fewer));
}

/** The whole part of the square root of n >= 0 (Newton). */
export function integerSquareRoot(n: Int): Int {
  if (typeof n === 'number' && n < 2 ** 50) return Math.floor(Math.sqrt(n));
  const value = BigInt(n);
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return toInt(root);
    root = next;
  }
}

/** How many bits the magnitude of an int has. */
export function bitLength(value: Int): number {
  return value === 0 ? 0 : magnitude(value).toString(2).length;
}
