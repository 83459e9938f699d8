import { PyComplex } from '../objects/float';
import { valueError } from '../objects/exceptions';
import type { Int } from './numbers';

/** Most decimal digits of an int that CPython 3.11 converts (`sys.get_int_max_str_digits()`). */
const MOST_DIGITS = 4300;

/** `str(int)`. @throws Raised ValueError beyond 4300 digits */
export function intText(value: Int): string {
  if (typeof value === 'number') return String(value);
  if (value.toString(16).length > MOST_DIGITS) throw tooManyDigits();
  const text = value.toString();
  if (text.length > MOST_DIGITS + 1) throw tooManyDigits();
  return text;
}

function tooManyDigits(): Error {
  return valueError(`Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`);
}

/** Decimal digits of a finite positive number and the power of ten of the first: 12.5 is `125`, 1. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** The fewest digits that mean this number and no other. */
export function shortestDigits(value: number): Digits {
  if (value === 0) return { digits: '0', exponent: 0 };
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/** The exact value of a finite number times a power of ten, rounded half to even. */
function scaledInteger(value: number, power: number): bigint {
  let mantissa = value;
  let binary = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    binary -= 1;
  }
  let numerator = BigInt(mantissa);
  let denominator = 1n << BigInt(-binary);
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** A finite number >= 0 with this many decimal places, as `%.nf` prints it. */
export function fixedText(value: number, places: number): string {
  const text = scaledInteger(value, places).toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** A finite number >= 0 rounded to this many significant digits. */
export function significantDigits(value: number, count: number): Digits {
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 };
  let exponent = Number(value.toExponential().split('e')[1]);
  let digits = scaledInteger(value, count - 1 - exponent).toString();
  if (digits.length > count) {
    exponent += 1;
    digits = digits.slice(0, count);
  }
  return { digits, exponent };
}

/** `e+07`: an exponent has two digits at least. */
export function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Digits with a point where the exponent says. */
export function placePoint({ digits, exponent }: Digits): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits + '0'.repeat(exponent + 1 - digits.length);
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** `repr(float)`: without `.0` for whole numbers where `whole` is ''. */
export function floatText(value: number, whole = '.0'): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const shortest = shortestDigits(Math.abs(value));
  if (shortest.exponent < -4 || shortest.exponent >= 16) {
    const { digits } = shortest;
    return `${sign}${digits[0] ?? ''}${digits.length > 1 ? `.${digits.slice(1)}` : ''}${exponentText(shortest.exponent)}`;
  }
  const text = placePoint(shortest);
  return sign + (text.includes('.') ? text : text + whole);
}

/** `repr(complex)`. */
export function complexText({ real, imaginary }: PyComplex): string {
  const part = `${floatText(imaginary, '')}j`;
  if (real === 0 && !Object.is(real, -0)) return part;
  return `(${floatText(real, '')}${imaginary < 0 || Object.is(imaginary, -0) ? '' : '+'}${part})`;
}
