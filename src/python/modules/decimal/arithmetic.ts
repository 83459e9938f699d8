import type { DecimalSettings } from './context';
import { absolute, adjusted, digitCount, finite, infinite, isNaNumber, isZero, negated, signedCoefficient, ZERO, type DecimalNumber } from './number';
import { rescale } from './rounding';

/** a + b. */
export function add(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return b.kind === 'infinite' && a.negative !== b.negative ? context.invalid() : a;
  if (b.kind === 'infinite') return b;
  const [x, y] = aligned(a, b, context.precision);
  const sum = signedCoefficient(x) + signedCoefficient(y);
  const bothNegative = a.negative && b.negative;
  const negative = sum === 0n ? bothNegative || (a.negative !== b.negative && context.rounding === 'ROUND_FLOOR') : sum < 0n;
  return context.finish(finite(sum, x.exponent, negative));
}

/** Gives two numbers one exponent. A number that is too small to matter shrinks to a trace that rounds alike. */
function aligned(a: DecimalNumber, b: DecimalNumber, precision: number): readonly [DecimalNumber, DecimalNumber] {
  const exponent = Math.min(a.exponent, b.exponent);
  if (!isZero(a) && !isZero(b)) {
    const [large, small] = adjusted(a) >= adjusted(b) ? [a, b] : [b, a];
    const lowest = Math.min(large.exponent, adjusted(large) - precision - 1) - 2;
    if (adjusted(small) < lowest) {
      const trace = finite(1n, lowest, small.negative);
      const wide = rescale(large, lowest, 'ROUND_DOWN').number;
      return large === a ? [wide, trace] : [trace, wide];
    }
  } else if (Math.abs(a.exponent - b.exponent) > precision + Math.max(digitCount(a.coefficient), digitCount(b.coefficient)) + 2) {
    const [zero, other] = isZero(a) ? [a, b] : [b, a];
    const kept = Math.max(exponent, adjusted(other) - precision);
    const lowered = zero.exponent < other.exponent ? rescale(other, Math.min(kept, other.exponent), 'ROUND_DOWN').number : other;
    const moved = { ...zero, exponent: lowered.exponent };
    return zero === a ? [moved, lowered] : [lowered, moved];
  }
  return [rescale(a, exponent, 'ROUND_DOWN').number, rescale(b, exponent, 'ROUND_DOWN').number];
}

export function subtract(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  return context.nanResult(a, b) ?? add(a, negated(b), context);
}

export function multiply(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  return context.nanResult(a, b) ?? finishProduct(a, b, context);
}

function finishProduct(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinite' || b.kind === 'infinite') return isZero(a) || isZero(b) ? context.invalid() : infinite(negative);
  return context.finish(finite(a.coefficient * b.coefficient, a.exponent + b.exponent, negative));
}

/** a * b + c, rounded once. */
export function fusedMultiplyAdd(a: DecimalNumber, b: DecimalNumber, c: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b, c);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite' || b.kind === 'infinite') return add(finishProduct(a, b, context), c, context);
  return add(finite(a.coefficient * b.coefficient, a.exponent + b.exponent, a.negative !== b.negative), c, context);
}

export function divide(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b);
  if (nan !== undefined) return nan;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? context.invalid() : infinite(negative);
  if (b.kind === 'infinite') {
    context.signal('Clamped');
    return finite(0n, context.etiny, negative);
  }
  if (isZero(b)) {
    if (isZero(a)) return context.invalid('DivisionUndefined');
    context.signal('DivisionByZero');
    return infinite(negative);
  }
  const ideal = a.exponent - b.exponent;
  if (isZero(a)) return context.finish(finite(0n, ideal, negative));
  const shift = Math.max(0, digitCount(b.coefficient) - digitCount(a.coefficient) + context.precision + 1);
  const top = a.coefficient * 10n ** BigInt(shift);
  let exponent = ideal - shift;
  let quotient = top / b.coefficient;
  if (top % b.coefficient !== 0n) {
    // A last digit that is no tie: the division is not exact.
    if (quotient % 5n === 0n) quotient += 1n;
  } else {
    while (exponent < ideal && quotient % 10n === 0n) {
      quotient /= 10n;
      exponent += 1;
    }
  }
  return context.finish(finite(quotient, exponent, negative));
}

/** The whole quotient and the rest of two finite numbers, b not zero; undefined where the quotient has too many digits. */
function divideWhole(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): { readonly quotient: bigint; readonly rest: DecimalNumber } | undefined {
  const exponent = Math.min(a.exponent, b.exponent);
  if (isZero(a) || adjusted(a) < adjusted(b) - 1) return { quotient: 0n, rest: rescale(a, exponent, 'ROUND_DOWN').number };
  if (adjusted(a) - adjusted(b) > context.precision) return undefined;
  const x = rescale(a, exponent, 'ROUND_DOWN').number.coefficient;
  const y = rescale(b, exponent, 'ROUND_DOWN').number.coefficient;
  const quotient = x / y;
  return context.tooLong(quotient) ? undefined : { quotient, rest: finite(x % y, exponent, a.negative) };
}

/** a // b, rounded towards zero. */
export function divideToInteger(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b);
  if (nan !== undefined) return nan;
  const negative = a.negative !== b.negative;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? context.invalid() : infinite(negative);
  if (b.kind === 'infinite') return finite(0n, 0, negative);
  if (isZero(b)) {
    if (isZero(a)) return context.invalid('DivisionUndefined');
    context.signal('DivisionByZero');
    return infinite(negative);
  }
  const result = divideWhole(a, b, context);
  return result === undefined ? context.invalid('DivisionImpossible') : finite(result.quotient, 0, negative);
}

/** a % b, with the sign of a. */
export function remainder(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return context.invalid();
  if (isZero(b)) return isZero(a) ? context.invalid('DivisionUndefined') : context.invalid();
  if (b.kind === 'infinite') return context.finish(a);
  const result = divideWhole(a, b, context);
  return result === undefined ? context.invalid('DivisionImpossible') : context.finish(result.rest);
}

/** The rest whose size is at most half of b. */
export function remainderNear(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return context.invalid();
  if (isZero(b)) return isZero(a) ? context.invalid('DivisionUndefined') : context.invalid();
  if (b.kind === 'infinite') return context.finish(a);
  const result = divideWhole(a, b, context);
  if (result === undefined) return context.invalid('DivisionImpossible');
  const { rest, quotient } = result;
  const divisor = rescale(b, rest.exponent, 'ROUND_DOWN').number.coefficient;
  const twice = rest.coefficient * 2n;
  if (twice < divisor || (twice === divisor && (quotient & 1n) === 0n)) return context.finish(rest);
  return context.finish(finite(divisor - rest.coefficient, rest.exponent, !a.negative));
}

/** The order of two numbers that are not NaN. */
export function compareNumbers(a: DecimalNumber, b: DecimalNumber): number {
  if (a.kind === 'infinite' || b.kind === 'infinite') return infinityRank(a) - infinityRank(b);
  const [x, y] = [signedCoefficient(a), signedCoefficient(b)];
  if (x === 0n || y === 0n || x < 0n !== y < 0n) return x === y ? 0 : x < y ? -1 : 1;
  const sign = x < 0n ? -1 : 1;
  const places = adjusted(a) - adjusted(b);
  if (places !== 0) return places * sign;
  const exponent = Math.min(a.exponent, b.exponent);
  const [p, q] = [signedCoefficient(rescale(a, exponent, 'ROUND_DOWN').number), signedCoefficient(rescale(b, exponent, 'ROUND_DOWN').number)];
  return p < q ? -1 : p > q ? 1 : 0;
}

function infinityRank(number: DecimalNumber): number {
  return number.kind !== 'infinite' ? 0 : number.negative ? -1 : 1;
}

/** `Decimal.compare`: -1, 0, 1 or NaN. */
export function compareDecimal(a: DecimalNumber, b: DecimalNumber, context: DecimalSettings): DecimalNumber {
  return context.nanResult(a, b) ?? finite(BigInt(Math.sign(compareNumbers(a, b))), 0);
}

/** The total order of representations: `1.0` comes after `1.00`. */
export function compareTotal(a: DecimalNumber, b: DecimalNumber): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const sign = a.negative ? -1 : 1;
  const rank = (number: DecimalNumber): number => (number.kind === 'quiet' ? 2 : number.kind === 'signaling' ? 1 : 0);
  if (rank(a) !== rank(b)) return (rank(a) - rank(b)) * sign;
  if (isNaNumber(a)) return a.coefficient === b.coefficient ? 0 : a.coefficient < b.coefficient ? -sign : sign;
  return compareNumbers(a, b) || (a.exponent - b.exponent) * sign;
}

/** The larger (or smaller) of two numbers; a number goes before a quiet NaN. */
export function extreme(a: DecimalNumber, b: DecimalNumber, wanted: 1 | -1, byMagnitude: boolean, context: DecimalSettings): DecimalNumber {
  if (a.kind === 'signaling' || b.kind === 'signaling' || (isNaNumber(a) && isNaNumber(b))) return context.nanResult(a, b) ?? ZERO;
  if (isNaNumber(a)) return context.finish(b);
  if (isNaNumber(b)) return context.finish(a);
  const order = (byMagnitude ? compareNumbers(absolute(a), absolute(b)) : compareNumbers(a, b)) || compareTotal(a, b);
  return context.finish(order * wanted >= 0 ? a : b);
}
