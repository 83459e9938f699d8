import type { DecimalSettings } from './context';
import { adjusted, digitCount, isZero, type DecimalNumber } from './number';
import { rescale, type Rounding } from './rounding';

/** A number with the exponent of another. */
export function quantize(number: DecimalNumber, pattern: DecimalNumber, rounding: Rounding, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(number, pattern);
  if (nan !== undefined) return nan;
  if (number.kind === 'infinite' || pattern.kind === 'infinite') return number.kind === pattern.kind ? number : context.invalid();
  const { exponent } = pattern;
  if (exponent < context.etiny || exponent > context.emax) return context.invalid();
  if (!isZero(number) && (adjusted(number) > context.emax || adjusted(number) - exponent + 1 > context.precision)) return context.invalid();
  const result = rescale(number, exponent, rounding);
  if (result.number.coefficient !== 0n && (adjusted(result.number) > context.emax || digitCount(result.number.coefficient) > context.precision)) return context.invalid();
  if (result.inexact) context.signal('Inexact', 'Rounded');
  else if (exponent > number.exponent) context.signal('Rounded');
  return result.number;
}

/** A number without a fraction; `exact` tells whether losing one is signalled. */
export function toIntegral(number: DecimalNumber, rounding: Rounding, exact: boolean, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(number);
  if (nan !== undefined) return nan;
  if (number.kind !== 'finite' || number.exponent >= 0) return number;
  const result = rescale(number, 0, rounding);
  if (exact) {
    if (result.inexact) context.signal('Inexact', 'Rounded');
    else if (!isZero(number)) context.signal('Rounded');
  }
  return result.number;
}

/** A number without zeros at its end. */
export function normalize(number: DecimalNumber, context: DecimalSettings): DecimalNumber {
  const nan = context.nanResult(number);
  if (nan !== undefined) return nan;
  const rounded = context.finish(number);
  if (rounded.kind !== 'finite') return rounded;
  if (rounded.coefficient === 0n) return { ...rounded, exponent: 0 };
  let { coefficient, exponent } = rounded;
  const highest = context.clamp === 1 ? context.etop : context.emax;
  while (coefficient % 10n === 0n && exponent < highest) {
    coefficient /= 10n;
    exponent += 1;
  }
  return { ...rounded, coefficient, exponent };
}
