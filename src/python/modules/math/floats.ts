import { overflowError } from '../../objects/exceptions';

const view = new DataView(new ArrayBuffer(8));

/** `(m, e)` with x = m * 2**e and 0.5 <= |m| < 1. */
export function splitFloat(x: number): readonly [mantissa: number, exponent: number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  view.setFloat64(0, x);
  let bits = (view.getUint32(0) >>> 20) & 0x7ff;
  if (bits === 0) {
    const [mantissa, exponent] = splitFloat(x * 2 ** 64);
    return [mantissa, exponent - 64];
  }
  bits -= 1022;
  view.setUint32(0, (view.getUint32(0) & 0x800fffff) | (1022 << 20));
  return [view.getFloat64(0), bits];
}

/** x * 2**exponent, rounded once. @throws Raised OverflowError */
export function scaleFloat(x: number, exponent: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const [mantissa, own] = splitFloat(x);
  const total = own + exponent;
  if (total > 1024) throw overflowError('math range error');
  if (total < -1080) return x < 0 ? -0 : 0;
  return total > 1000 ? mantissa * 2 ** (total - 24) * 2 ** 24 : total < -1020 ? mantissa * 2 ** -1020 * 2 ** (total + 1020) : mantissa * 2 ** total;
}

/** The float beside x in the direction of y. */
export function nextFloat(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (y > x === x > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** The value of the last bit of x. */
export function lastPlace(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(size)) return size;
  const above = nextFloat(size, Infinity);
  return above === Infinity ? size - nextFloat(size, -Infinity) : above - size;
}

/** The IEEE 754 remainder: x - n*y for the int n nearest to x/y, even on ties. */
export function ieeeRemainder(x: number, y: number): number {
  if (!Number.isFinite(y)) return x;
  const divisor = Math.abs(y);
  const rest = Math.abs(x) % divisor;
  const complement = divisor - rest;
  let result: number;
  if (rest < complement) result = rest;
  else if (rest > complement) result = -complement;
  else result = rest - 2 * ((0.5 * (Math.abs(x) - rest)) % divisor);
  return x < 0 || Object.is(x, -0) ? -result : result;
}
