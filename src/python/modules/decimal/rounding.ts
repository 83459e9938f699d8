import { adjusted, digitCount, finite, type DecimalNumber } from './number';

export const roundings = ['ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN', 'ROUND_05UP'] as const;
export type Rounding = (typeof roundings)[number];

/** Whether a coefficient whose last digits were cut off goes up by one. @param half negative, zero or positive: the rest against a half */
function goesUp(rounding: Rounding, kept: bigint, rest: bigint, half: number, negative: boolean): boolean {
  if (rest === 0n) return false;
  switch (rounding) {
    case 'ROUND_UP':
      return true;
    case 'ROUND_DOWN':
      return false;
    case 'ROUND_CEILING':
      return !negative;
    case 'ROUND_FLOOR':
      return negative;
    case 'ROUND_HALF_UP':
      return half >= 0;
    case 'ROUND_HALF_DOWN':
      return half > 0;
    case 'ROUND_HALF_EVEN':
      return half > 0 || (half === 0 && (kept & 1n) === 1n);
    case 'ROUND_05UP':
      return kept % 5n === 0n;
  }
}

/** A number without its last digits. */
export interface Rounded {
  readonly number: DecimalNumber;
  readonly inexact: boolean;
}

/** A finite number with another exponent: digits are cut off or zeros added. */
export function rescale(number: DecimalNumber, exponent: number, rounding: Rounding): Rounded {
  if (number.coefficient === 0n) return { number: { ...number, exponent }, inexact: false };
  if (exponent <= number.exponent) return { number: finite(number.coefficient * 10n ** BigInt(number.exponent - exponent), exponent, number.negative), inexact: false };
  const cut = exponent - number.exponent;
  if (cut > digitCount(number.coefficient) + 1) {
    // All of it is less than a tenth of the last place.
    return { number: finite(goesUp(rounding, 0n, 1n, -1, number.negative) ? 1n : 0n, exponent, number.negative), inexact: true };
  }
  const unit = 10n ** BigInt(cut);
  const kept = number.coefficient / unit;
  const rest = number.coefficient % unit;
  const twice = rest * 2n;
  const up = goesUp(rounding, kept, rest, twice < unit ? -1 : twice === unit ? 0 : 1, number.negative);
  return { number: finite(up ? kept + 1n : kept, exponent, number.negative), inexact: rest !== 0n };
}

/** A finite number with so many digits at most. */
export function roundToPrecision(number: DecimalNumber, precision: number, rounding: Rounding): Rounded & { readonly cut: boolean } {
  const excess = digitCount(number.coefficient) - precision;
  if (excess <= 0) return { number, inexact: false, cut: false };
  const rounded = rescale(number, number.exponent + excess, rounding);
  if (digitCount(rounded.number.coefficient) <= precision) return { ...rounded, cut: true };
  return { number: finite(rounded.number.coefficient / 10n, adjusted(rounded.number) - precision + 1, number.negative), inexact: rounded.inexact, cut: true };
}
