import { overflowError, valueError } from '../objects/exceptions';

/** A float as a fraction of ints in lowest terms, the denominator positive. @throws Raised for nan and infinities */
export function exactRatio(value: number): readonly [numerator: bigint, denominator: bigint] {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw overflowError('cannot convert Infinity to integer ratio');
  let mantissa = value;
  let exponent = 0n;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1n;
  }
  return [BigInt(mantissa), 1n << exponent];
}

/** a / b rounded down. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** a / b rounded to the nearest int, ties to the even one. */
export function roundedDivide(a: bigint, b: bigint): bigint {
  const quotient = floorDivide(a, b);
  const twice = 2n * (a - quotient * b);
  const size = b < 0n ? -b : b;
  const rest = twice < 0n ? -twice : twice;
  return rest > size || (rest === size && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** The greatest common divisor of the magnitudes. */
export function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
