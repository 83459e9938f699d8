import { valueError } from '../../objects/exceptions';
import { adjusted, decimalText, digitCount, finite, isZero, type DecimalNumber } from './number';
import { rescale, roundToPrecision, type Rounding } from './rounding';

const pattern = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?(,)?(?:\.(\d+))?([EeFfGgn%])?$/su;

/**
 * `format(Decimal, spec)`.
 * @throws Raised ValueError for a specification that is none
 */
export function formatDecimal(number: DecimalNumber, spec: string, rounding: Rounding, capitals: boolean): string {
  const found = pattern.exec(spec);
  if (found === null) throw valueError('invalid format string');
  const [, fillGiven, alignGiven, sign = '-', , zero, width, comma, precision, type] = found;
  const align = alignGiven ?? (zero === undefined ? '>' : '=');
  const fill = fillGiven ?? (zero === undefined || alignGiven !== undefined ? ' ' : '0');
  const body = bodyText(number, type, precision === undefined ? undefined : Number(precision), rounding, capitals);
  const shownSign = number.negative ? '-' : sign === '-' ? '' : sign;
  return padded(shownSign, body, { fill, align, width: Number(width ?? 0), comma: comma !== undefined, zeros: fill === '0' && align === '=' });
}

interface Layout {
  readonly fill: string;
  readonly align: string;
  readonly width: number;
  readonly comma: boolean;
  readonly zeros: boolean;
}

function padded(sign: string, body: string, layout: Layout): string {
  const split = /^(\d+)(.*)$/s.exec(body);
  let text = body;
  if (layout.comma && split !== null) {
    let whole = split[1] as string;
    const rest = split[2] as string;
    if (layout.zeros) {
      while ((sign + grouped(`0${whole}`) + rest).length <= layout.width) whole = `0${whole}`;
      if ((sign + grouped(whole) + rest).length < layout.width) whole = `0${whole}`;
    }
    text = grouped(whole) + rest;
  }
  const room = Math.max(0, layout.width - [...sign].length - [...text].length);
  switch (layout.align) {
    case '<':
      return sign + text + layout.fill.repeat(room);
    case '=':
      return sign + layout.fill.repeat(room) + text;
    case '^':
      return layout.fill.repeat(Math.floor(room / 2)) + sign + text + layout.fill.repeat(Math.ceil(room / 2));
    default:
      return layout.fill.repeat(room) + sign + text;
  }
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function bodyText(number: DecimalNumber, type: string | undefined, precision: number | undefined, rounding: Rounding, capitals: boolean): string {
  const size = { ...number, negative: false };
  if (number.kind !== 'finite') return decimalText(size) + (type === '%' ? '%' : '');
  switch (type) {
    case '%': {
      const hundredfold = finite(size.coefficient, size.exponent + 2);
      return `${plain(precision === undefined ? hundredfold : rescale(hundredfold, -precision, rounding).number)}%`;
    }
    case 'f':
    case 'F':
      return plain(precision === undefined ? size : rescale(size, -precision, rounding).number);
    case 'e':
    case 'E':
      return scientific(precision === undefined ? size : significant(size, precision + 1, rounding), type, precision);
    default: {
      const rounded = precision === undefined ? size : significantAtMost(size, Math.max(1, precision), rounding);
      const mark = type === undefined ? (capitals ? 'E' : 'e') : type === 'G' ? 'E' : 'e';
      return decimalText(rounded, false, mark);
    }
  }
}

/** Without an exponent. */
function plain(number: DecimalNumber): string {
  if (number.exponent >= 0) return (number.coefficient * 10n ** BigInt(number.exponent)).toString();
  const digits = number.coefficient.toString().padStart(1 - number.exponent, '0');
  return `${digits.slice(0, number.exponent)}.${digits.slice(number.exponent)}`;
}

function significantAtMost(number: DecimalNumber, count: number, rounding: Rounding): DecimalNumber {
  return roundToPrecision(number, count, rounding).number;
}

/** With exactly so many digits. */
function significant(number: DecimalNumber, count: number, rounding: Rounding): DecimalNumber {
  if (isZero(number)) return { ...number, exponent: number.exponent };
  const rounded = roundToPrecision(number, count, rounding).number;
  return rescale(rounded, adjusted(rounded) - count + 1, rounding).number;
}

function scientific(number: DecimalNumber, mark: string, precision: number | undefined): string {
  const digits = isZero(number) && precision !== undefined ? '0'.repeat(precision + 1) : number.coefficient.toString();
  const exponent = isZero(number) ? (precision === undefined ? number.exponent + digitCount(number.coefficient) - 1 : number.exponent + precision) : adjusted(number);
  return `${digits[0] ?? '0'}${digits.length > 1 ? `.${digits.slice(1)}` : ''}${mark}${exponent < 0 ? '' : '+'}${exponent}`;
}
