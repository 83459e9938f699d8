import type { DecimalSettings } from './context';
import { adjusted, isZero, type DecimalNumber } from './number';

/** What kind of number it is: `+Normal`, `-Zero`, `NaN`. */
export function classOf(number: DecimalNumber, settings: DecimalSettings): string {
  if (number.kind === 'quiet') return 'NaN';
  if (number.kind === 'signaling') return 'sNaN';
  const sign = number.negative ? '-' : '+';
  if (number.kind === 'infinite') return `${sign}Infinity`;
  if (isZero(number)) return `${sign}Zero`;
  return `${sign}${adjusted(number) < settings.emin ? 'Subnormal' : 'Normal'}`;
}
