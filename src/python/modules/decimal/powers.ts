import { integerSquareRoot } from '../math/integers';
import { divide, multiply } from './arithmetic';
import type { DecimalSettings } from './context';
import { absolute, adjusted, digitCount, finite, infinite, isZero, ONE, ZERO, type DecimalNumber } from './number';
import { rescale } from './rounding';

/** The square root, correctly rounded. */
export function squareRoot(number: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(number);
  if (nan !== undefined) return nan;
  if (isZero(number)) return context.finish(finite(0n, Math.floor(number.exponent / 2), number.negative));
  if (number.negative) return context.invalid();
  if (number.kind === 'infinite') return number;
  const odd = Math.abs(number.exponent % 2) === 1;
  let coefficient = odd ? number.coefficient * 10n : number.coefficient;
  const ideal = Math.floor(number.exponent / 2);
  const shift = context.precision + 1 - Math.ceil(digitCount(coefficient) / 2);
  let exact = true;
  if (shift >= 0) coefficient *= 100n ** BigInt(shift);
  else {
    const unit = 100n ** BigInt(-shift);
    exact = coefficient % unit === 0n;
    coefficient /= unit;
  }
  let root = BigInt(integerSquareRoot(coefficient));
  exact &&= root * root === coefficient;
  let exponent = ideal - shift;
  if (exact) {
    root = shift >= 0 ? root / 10n ** BigInt(shift) : root * 10n ** BigInt(-shift);
    exponent = ideal;
  } else if (root % 5n === 0n) root += 1n;
  const halfEven = context.copy();
  halfEven.rounding = 'ROUND_HALF_EVEN';
  halfEven.traps = context.traps;
  const result = halfEven.finish(finite(root, exponent));
  for (const flag of halfEven.flags) context.flags.add(flag);
  return result;
}

/** Fixed-point arithmetic: an int stands for itself divided by ten to the `places`. */
class FixedPoint {
  readonly one: bigint;

  constructor(readonly places: number) {
    this.one = 10n ** BigInt(places);
  }

  of(number: DecimalNumber): bigint {
    const { coefficient, negative } = rescale(number, -this.places, 'ROUND_HALF_EVEN').number;
    return negative ? -coefficient : coefficient;
  }

  /** e**x by halving x until its series is short. */
  exp(x: bigint): bigint {
    const halvings = 8n;
    const small = x >> halvings;
    let sum = this.one;
    let term = this.one;
    for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
      term = (term * small) / (this.one * n);
      sum += term;
    }
    for (let count = 0n; count < halvings; count += 1n) sum = (sum * sum) / this.one;
    return sum;
  }

  /** ln of a positive number near one: roots bring it nearer, then 2 artanh((x-1)/(x+1)). */
  ln(x: bigint): bigint {
    let near = x;
    let doublings = 0n;
    while (near - this.one > this.one / 64n || this.one - near > this.one / 64n) {
      near = BigInt(integerSquareRoot(near * this.one));
      doublings += 1n;
    }
    const ratio = ((near - this.one) * this.one) / (near + this.one);
    const square = (ratio * ratio) / this.one;
    let term = ratio;
    let sum = 0n;
    for (let n = 1n; term !== 0n && term !== -1n; n += 2n) {
      sum += term / n;
      term = (term * square) / this.one;
    }
    return (2n * sum) << doublings;
  }
}

/** Rounds an approximation once it is known which way; asks for more digits until then. */
function roundedApproximation(context: DecimalSettings, approximate: (digits: number) => DecimalNumber): DecimalNumber {
  for (let extra = 8; ; extra *= 2) {
    const found = approximate(context.precision + extra);
    const surplus = digitCount(found.coefficient) - context.precision;
    const tail = found.coefficient % 10n ** BigInt(Math.max(0, surplus));
    const text = tail.toString().padStart(Math.max(0, surplus), '0');
    // The last three digits of an approximation may be wrong.
    if (extra > 200 || !/^(?:0*|9*|49*|50*)$/.test(text.slice(0, -3))) {
      const halfEven = context.widened(0);
      halfEven.traps = context.traps;
      halfEven.emin = context.emin;
      halfEven.emax = context.emax;
      const result = halfEven.finish(found);
      for (const flag of halfEven.flags) context.flags.add(flag);
      return result;
    }
  }
}

/** e**x, correctly rounded. */
export function exponential(x: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(x);
  if (nan !== undefined) return nan;
  if (x.kind === 'infinite') return x.negative ? ZERO : x;
  if (isZero(x)) return ONE;
  if (adjusted(x) > 8) return x.negative ? context.finish(finite(1n, context.etiny - 1)) : context.finish(finite(1n, context.emax + 1));
  if (adjusted(x) < -context.precision - 2) return context.finish(finite(10n ** BigInt(context.precision + 2) + (x.negative ? -1n : 1n), -context.precision - 2));
  return roundedApproximation(context, (digits) => approximateExp(x, digits));
}

function approximateExp(x: DecimalNumber, digits: number): DecimalNumber {
  const point = new FixedPoint(digits + Math.max(0, adjusted(x)) + 12);
  const ln10 = lnTen(point);
  const value = point.of(x);
  let powers = value / ln10;
  if (value < 0n && value % ln10 !== 0n) powers -= 1n;
  const result = point.exp(value - powers * ln10);
  return finite(result, Number(powers) - point.places);
}

function lnTen(point: FixedPoint): bigint {
  return point.ln(10n * point.one);
}

function approximateLn(x: DecimalNumber, digits: number): DecimalNumber {
  const size = adjusted(x);
  // Near one the logarithm has few digits before those that count.
  const near = size === 0 || size === -1 ? Math.max(0, -adjusted(absolute(subtractOne(x)))) : 0;
  const point = new FixedPoint(digits + near + 12);
  const mantissa = finite(x.coefficient, x.exponent - size);
  const result = point.ln(point.of(mantissa)) + (size === 0 ? 0n : BigInt(size) * lnTen(point));
  return finite(result, -point.places);
}

function subtractOne(x: DecimalNumber): DecimalNumber {
  const exponent = Math.min(0, x.exponent);
  return finite(rescale(x, exponent, 'ROUND_DOWN').number.coefficient - 10n ** BigInt(-exponent), exponent);
}

/** The natural logarithm, correctly rounded. */
export function naturalLog(x: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const special = logOfSpecial(x, context);
  if (special !== undefined) return special;
  if (isZero(subtractOne(x))) return ZERO;
  return roundedApproximation(context, (digits) => approximateLn(x, digits));
}

/** The logarithm to base ten, correctly rounded; exact for powers of ten. */
export function commonLog(x: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const special = logOfSpecial(x, context);
  if (special !== undefined) return special;
  if (/^10*$/.test(x.coefficient.toString())) return context.finish(finite(BigInt(adjusted(x)), 0));
  return roundedApproximation(context, (digits) => {
    const point = new FixedPoint(digits + 12);
    const ln = approximateLn(x, digits + 12);
    const value = point.of(ln);
    return finite((value * point.one) / lnTen(point), -point.places);
  });
}

function logOfSpecial(x: DecimalNumber, context: DecimalSettings): DecimalNumber | undefined {
  const nan = context.nanResult(x);
  if (nan !== undefined) return nan;
  if (isZero(x)) return infinite(true);
  if (x.negative) return context.invalid();
  return x.kind === 'infinite' ? x : undefined;
}

function isInteger(number: DecimalNumber): boolean {
  return number.kind === 'finite' && (number.exponent >= 0 || number.coefficient % 10n ** BigInt(Math.min(-number.exponent, 100_000)) === 0n);
}

function isOdd(number: DecimalNumber): boolean {
  if (!isInteger(number) || number.exponent > 0) return false;
  return ((number.coefficient / 10n ** BigInt(-number.exponent)) & 1n) === 1n;
}

/** x ** n for a whole n. */
function integerPower(x: DecimalNumber, n: bigint, context: DecimalSettings): DecimalNumber {
  const size = n < 0n ? -n : n;
  const wide = context.widened(4 + size.toString().length + (n < 0n ? 1 : 0));
  let base = n < 0n ? divide(ONE, x, wide) : x;
  let result: DecimalNumber = ONE;
  for (let left = size; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = multiply(result, base, wide);
    if (left > 1n) base = multiply(base, base, wide);
    if (result.kind === 'infinite' || isZero(result)) break;
  }
  return context.finish(result);
}

/** x ** y. */
export function power(x: DecimalNumber, y: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(x, y);
  if (nan !== undefined) return nan;
  if (isZero(y)) return isZero(x) ? context.invalid() : ONE;
  const negative = x.negative && isOdd(y);
  if (x.negative && !isZero(x) && y.kind === 'finite' && !isInteger(y)) return context.invalid();
  if (isZero(x)) return y.negative ? infinite(negative) : finite(0n, 0, negative);
  if (x.kind === 'infinite') return y.negative ? finite(0n, 0, negative) : infinite(negative);
  if (y.kind === 'infinite') return infinitePower(x, y, context);
  if (isInteger(y) && adjusted(y) < 12) return { ...integerPower(absolute(x), signedInteger(y), context), negative };
  const size = absolute(x);
  if (isZero(subtractOne(size))) return context.finish(finite(10n ** BigInt(context.precision - 1), 1 - context.precision, negative));
  const result = roundedApproximation(context, (digits) => {
    const extra = Math.max(0, adjusted(y)) + 10;
    const ln = approximateLn(size, digits + extra);
    return approximateExp(finite(ln.coefficient * y.coefficient, ln.exponent + y.exponent, ln.negative !== y.negative), digits);
  });
  return { ...result, negative };
}

function infinitePower(x: DecimalNumber, y: DecimalNumber, context: DecimalSettings): DecimalNumber {
  if (x.negative) return context.invalid();
  const order = subtractOne(x);
  if (isZero(order)) return context.finish(finite(10n ** BigInt(context.precision - 1), 1 - context.precision));
  return order.negative === y.negative ? infinite(false) : ZERO;
}

function signedInteger(number: DecimalNumber): bigint {
  const size = number.exponent >= 0 ? number.coefficient * 10n ** BigInt(number.exponent) : number.coefficient / 10n ** BigInt(-number.exponent);
  return number.negative ? -size : size;
}
