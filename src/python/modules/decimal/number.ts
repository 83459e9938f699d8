/**
 * A number of the General Decimal Arithmetic Specification (Cowlishaw): a coefficient times a power of ten, an infinity or a NaN.
 * Of a NaN the coefficient is the payload.
 */
export interface DecimalNumber {
  readonly kind: 'finite' | 'infinite' | 'quiet' | 'signaling';
  readonly negative: boolean;
  /** Never negative. */
  readonly coefficient: bigint;
  readonly exponent: number;
}

export function finite(coefficient: bigint, exponent: number, negative = coefficient < 0n): DecimalNumber {
  return { kind: 'finite', negative, coefficient: coefficient < 0n ? -coefficient : coefficient, exponent };
}

export function infinite(negative: boolean): DecimalNumber {
  return { kind: 'infinite', negative, coefficient: 0n, exponent: 0 };
}

export const NAN: DecimalNumber = { kind: 'quiet', negative: false, coefficient: 0n, exponent: 0 };
export const ZERO = finite(0n, 0);
export const ONE = finite(1n, 0);

export function isNaNumber(number: DecimalNumber): boolean {
  return number.kind === 'quiet' || number.kind === 'signaling';
}

export function isZero(number: DecimalNumber): boolean {
  return number.kind === 'finite' && number.coefficient === 0n;
}

/** How many digits a coefficient has: one for zero. */
export function digitCount(coefficient: bigint): number {
  return coefficient.toString().length;
}

/** The exponent of the first digit. */
export function adjusted(number: DecimalNumber): number {
  return number.exponent + digitCount(number.coefficient) - 1;
}

export function negated(number: DecimalNumber): DecimalNumber {
  return { ...number, negative: !number.negative };
}

export function absolute(number: DecimalNumber): DecimalNumber {
  return { ...number, negative: false };
}

/** The coefficient with its sign. */
export function signedCoefficient(number: DecimalNumber): bigint {
  return number.negative ? -number.coefficient : number.coefficient;
}

const numeric = /^([+-])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i;
const special = /^([+-])?(?:(inf|infinity)|(s?)nan(\d*))$/i;

/** A number as text, spaces and underscores allowed; undefined where it is none. */
export function parseDecimal(text: string): DecimalNumber | undefined {
  const plain = text.trim().replace(/_/g, '').replace(/\p{Nd}/gu, asciiDigit);
  const found = numeric.exec(plain);
  if (found !== null) {
    const whole = found[2] ?? '';
    const fraction = found[3] ?? found[4] ?? '';
    return finite(BigInt(whole + fraction), Number(found[5] ?? 0) - fraction.length, found[1] === '-');
  }
  const named = special.exec(plain);
  if (named === null) return undefined;
  const negative = named[1] === '-';
  if (named[2] !== undefined) return infinite(negative);
  return { kind: named[3] === '' ? 'quiet' : 'signaling', negative, coefficient: BigInt(named[4] === '' ? 0 : (named[4] ?? 0)), exponent: 0 };
}

/** A decimal digit of any script: their blocks of ten begin at a zero. */
function asciiDigit(point: string): string {
  if (point <= '9') return point;
  const code = point.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** As `str(Decimal)` shows it: with an exponent where it is positive or the number is very small. */
export function decimalText(number: DecimalNumber, engineering = false, exponentMark = 'E'): string {
  const sign = number.negative ? '-' : '';
  if (number.kind === 'infinite') return `${sign}Infinity`;
  if (number.kind !== 'finite') return `${sign}${number.kind === 'signaling' ? 's' : ''}NaN${number.coefficient === 0n ? '' : number.coefficient}`;
  const digits = number.coefficient.toString();
  const left = number.exponent + digits.length;
  let point: number;
  if (number.exponent <= 0 && left > -6) point = left;
  else if (!engineering) point = 1;
  else if (number.coefficient === 0n) point = modulo(left + 1, 3) - 1;
  else point = modulo(left - 1, 3) + 1;
  let whole: string;
  let fraction = '';
  if (point <= 0) {
    whole = '0';
    fraction = `.${'0'.repeat(-point)}${digits}`;
  } else if (point >= digits.length) whole = digits + '0'.repeat(point - digits.length);
  else {
    whole = digits.slice(0, point);
    fraction = `.${digits.slice(point)}`;
  }
  const exponent = left - point;
  return sign + whole + fraction + (exponent === 0 ? '' : `${exponentMark}${exponent < 0 ? '' : '+'}${exponent}`);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
