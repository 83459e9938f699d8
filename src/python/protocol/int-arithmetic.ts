import { memoryError, overflowError, valueError, zeroDivisionError } from '../objects/exceptions';
import { toInt, type Int } from './numbers';

const SAFE = Number.MAX_SAFE_INTEGER;
/** Bits of the largest int that is computed: some ten million digits. */
const MOST_BITS = 1 << 25;

function fits(value: number): boolean {
  return value <= SAFE && value >= -SAFE;
}

export function addInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (fits(sum)) return sum;
  }
  return toInt(BigInt(a) + BigInt(b));
}

export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (fits(difference)) return difference;
  }
  return toInt(BigInt(a) - BigInt(b));
}

/** About how many bits an int has; never less than it has. */
export function bitsOf(value: Int): number {
  if (typeof value === 'number') return 54;
  return value.toString(16).length * 4;
}

export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (fits(product)) return product + 0; // not -0
    return toInt(BigInt(a) * BigInt(b));
  }
  if (bitsOf(a) + bitsOf(b) > MOST_BITS) throw memoryError('');
  return toInt(BigInt(a) * BigInt(b));
}

export function floorDivideInts(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError('integer division or modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') return (a - moduloInts(a, b)) / b + 0;
  const x = BigInt(a);
  const y = BigInt(b);
  const quotient = x / y;
  return toInt(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

export function moduloInts(a: number, b: number): number;
export function moduloInts(a: Int, b: Int): Int;
export function moduloInts(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivisionError('integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  const y = BigInt(b);
  const rest = BigInt(a) % y;
  return toInt(rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest);
}

/** `a / b`, correctly rounded. */
export function divideInts(a: Int, b: Int): number {
  if (b === 0) throw zeroDivisionError('division by zero');
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  let x = BigInt(a);
  let y = BigInt(b);
  const negative = x < 0n !== y < 0n;
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  // Enough bits for a quotient of 66 bits at least, with the rest folded into the last one: then rounding happens once.
  const shift = BigInt(Math.max(0, 66 - (x.toString(2).length - y.toString(2).length)));
  const scaled = x << shift;
  let quotient = scaled / y;
  if (scaled % y !== 0n) quotient |= 1n;
  const bits = BigInt(Math.max(0, quotient.toString(2).length - 1000));
  let head = quotient >> bits;
  if (head << bits !== quotient) head |= 1n;
  const result = Number(head) * 2 ** (Number(bits) - Number(shift));
  if (!Number.isFinite(result)) throw overflowError('integer division result too large for a float');
  return negative ? -result : result;
}

/** `a ** b` for `b >= 0`. */
export function powerInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const power = a ** b;
    if (fits(power)) return power + 0;
  }
  if (a === 1 || a === 0) return b === 0 ? 1 : a;
  if (a === -1) return moduloInts(b, 2) === 0 ? 1 : -1;
  const bits = typeof a === 'number' ? Math.log2(Math.abs(a)) : bitsOf(a);
  if (typeof b === 'bigint' || bits * b > MOST_BITS) throw memoryError('');
  return toInt(BigInt(a) ** BigInt(b));
}

/** `pow(base, exponent, modulus)`. */
export function powerModulo(base: Int, exponent: Int, modulus: Int): Int {
  if (modulus === 0) throw valueError('pow() 3rd argument cannot be 0');
  const m = BigInt(modulus);
  let factor = BigInt(base) % m;
  let left = BigInt(exponent);
  if (left < 0n) {
    factor = inverse(factor, m < 0n ? -m : m);
    left = -left;
  }
  let result = 1n;
  for (; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * factor) % m;
    factor = (factor * factor) % m;
  }
  return moduloInts(toInt(result), modulus);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) throw valueError('base is not invertible for the given modulus');
  return s0;
}

export function shiftLeft(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (a === 0) return 0;
  if (typeof b === 'bigint' || bitsOf(a) + b > MOST_BITS) throw memoryError('');
  return toInt(BigInt(a) << BigInt(b));
}

export function shiftRight(a: Int, b: Int): Int {
  if (b < 0) throw valueError('negative shift count');
  if (typeof a === 'number' && b < 31 && a >= -0x80000000 && a <= 0x7fffffff) return a >> Number(b);
  if (typeof b === 'bigint') return a < 0 ? -1 : 0;
  return toInt(BigInt(a) >> BigInt(b));
}

/** `&`, `|` and `^`. */
export function bitwise(op: '&' | '|' | '^', a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number' && a === (a | 0) && b === (b | 0)) return op === '&' ? a & b : op === '|' ? a | b : a ^ b;
  const x = BigInt(a);
  const y = BigInt(b);
  return toInt(op === '&' ? x & y : op === '|' ? x | y : x ^ y);
}
