import { overflowError, valueError } from '../objects/exceptions';
import { exponentText, fixedText, floatText, placePoint, significantDigits } from '../protocol/number-text';
import type { Int } from '../protocol/numbers';

/** A format specification (PEP 3101): `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^' | '';
  /** '' stands for '-': negative numbers only. */
  readonly sign: '+' | '-' | ' ' | '';
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | null;
  readonly type: string;
}

const pattern = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([\s\S])?$/u;
/** Widest field: beyond, memory would end first. */
const WIDEST = 1 << 26;

/** @param typeName of the value, for messages. @throws Raised ValueError */
export function parseFormatSpec(spec: string, typeName: string): FormatSpec {
  const match = pattern.exec(spec);
  if (match === null) {
    if (/\.(?!\d)/.test(spec)) throw valueError('Format specifier missing precision');
    throw valueError(`Invalid format specifier '${spec}' for object of type '${typeName}'`);
  }
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match;
  const wide = Number(width ?? 0);
  if (wide > WIDEST || Number(precision ?? 0) > WIDEST) throw valueError('Too many decimal digits in format string');
  return {
    fill: fill ?? (zero === undefined || align !== undefined ? ' ' : '0'),
    align: (align ?? (zero === undefined ? '' : '=')) as FormatSpec['align'],
    sign: (sign ?? '') as FormatSpec['sign'],
    alternate: alternate !== undefined,
    width: wide,
    grouping: (grouping ?? '') as FormatSpec['grouping'],
    precision: precision === undefined ? null : Number(precision),
    type: type ?? '',
  };
}

function pad(text: string, spec: FormatSpec, align: '<' | '>' | '^'): string {
  const missing = spec.width - [...text].length;
  if (missing <= 0) return text;
  if (align === '<') return text + spec.fill.repeat(missing);
  if (align === '>') return spec.fill.repeat(missing) + text;
  const left = Math.floor(missing / 2);
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

/** `format(str, spec)` */
export function formatString(text: string, specText: string, typeName = 'str'): string {
  const spec = parseFormatSpec(specText, typeName);
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, typeName);
  if (spec.align === '=' && !specText.startsWith('0')) throw valueError("'=' alignment not allowed in string format specifier");
  if (spec.sign !== '') throw valueError(spec.sign === ' ' ? 'Space not allowed in string format specifier' : 'Sign not allowed in string format specifier');
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== '') throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  const cut = spec.precision === null ? text : [...text].slice(0, spec.precision).join('');
  return pad(cut, spec, spec.align === '=' || spec.align === '' ? '<' : spec.align);
}

function unknownCode(type: string, typeName: string): Error {
  const code = type.codePointAt(0) ?? 0;
  return valueError(`Unknown format code '${code > 32 && code < 128 ? type : `\\x${code.toString(16)}`}' for object of type '${typeName}'`);
}

function group(digits: string, separator: string, size: number): string {
  if (separator === '') return digits;
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= size) parts.unshift(digits.slice(Math.max(0, end - size), end));
  return parts.join(separator);
}

/** Puts sign, prefix and digits together in the field. `rest` is what follows the digits that are grouped. */
function finish(negative: boolean, prefix: string, digits: string, rest: string, spec: FormatSpec, size = 3): string {
  const sign = negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + prefix;
  let body = group(digits, spec.grouping, size);
  if (spec.align === '=') {
    const missing = spec.width - head.length - body.length - rest.length;
    if (missing > 0) {
      if (spec.fill === '0' && spec.grouping !== '') {
        let zeros = digits;
        while (head.length + group(zeros, spec.grouping, size).length + rest.length < spec.width) zeros = `0${zeros}`;
        body = group(zeros, spec.grouping, size);
      } else body = spec.fill.repeat(missing) + body;
    }
    return head + body + rest;
  }
  return pad(head + body + rest, spec, spec.align === '' ? '>' : spec.align);
}

/** `format(int, spec)` */
export function formatInt(value: Int, specText: string, typeName = 'int'): string {
  const spec = parseFormatSpec(specText, typeName);
  switch (spec.type) {
    case '':
    case 'd':
    case 'n':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
    case 'c':
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      return formatFloatWith(Number(value), spec);
    default:
      throw unknownCode(spec.type, typeName);
  }
  if (spec.precision !== null) throw valueError('Precision not allowed in integer format specifier');
  if (spec.type === 'c') {
    if (spec.sign !== '') throw valueError("Sign not allowed with integer format specifier 'c'");
    if (value < 0 || value > 0x10ffff) throw overflowError('%c arg not in range(0x110000)');
    return pad(String.fromCodePoint(Number(value)), spec, spec.align === '' || spec.align === '=' ? '<' : spec.align);
  }
  const radix = spec.type === 'b' ? 2 : spec.type === 'o' ? 8 : spec.type === 'x' || spec.type === 'X' ? 16 : 10;
  if (spec.grouping === ',' && radix !== 10) throw valueError(`Cannot specify ',' with '${spec.type}'.`);
  const negative = value < 0;
  let digits = (negative ? -value : value).toString(radix);
  let prefix = spec.alternate && radix !== 10 ? `0${spec.type}` : '';
  if (spec.type === 'X') {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return finish(negative, prefix, digits, '', spec, radix === 10 ? 3 : 4);
}

/** `format(float, spec)` */
export function formatFloat(value: number, specText: string, typeName = 'float'): string {
  const spec = parseFormatSpec(specText, typeName);
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) throw unknownCode(spec.type, typeName);
  return formatFloatWith(value, spec);
}

/** The digits of a number >= 0 (finite) in one of the styles of `%`-formatting, without a sign. */
export function floatDigits(value: number, type: string, precision: number, alternate: boolean): string {
  switch (type) {
    case 'f':
    case 'F':
      return fixedText(value, precision) + (alternate && precision === 0 ? '.' : '');
    case 'e':
    case 'E': {
      const { digits, exponent } = significantDigits(value, precision + 1);
      const text = `${digits[0] ?? '0'}${precision > 0 || alternate ? '.' : ''}${digits.slice(1)}${exponentText(exponent)}`;
      return type === 'E' ? text.toUpperCase() : text;
    }
    default: {
      const count = Math.max(1, precision);
      const found = significantDigits(value, count);
      const scientific = found.exponent < -4 || found.exponent >= count;
      let text = scientific ? `${found.digits[0] ?? '0'}.${found.digits.slice(1)}` : placePoint(found);
      if (!alternate && text.includes('.')) text = text.replace(/\.?0+$/, '');
      if (!alternate && text.endsWith('.')) text = text.slice(0, -1);
      const whole = scientific ? text + exponentText(found.exponent) : text;
      return type === 'G' ? whole.toUpperCase() : whole;
    }
  }
}

function formatFloatWith(value: number, spec: FormatSpec): string {
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const upper = spec.type === 'E' || spec.type === 'F' || spec.type === 'G';
  if (!Number.isFinite(value)) {
    const word = Number.isNaN(value) ? 'nan' : 'inf';
    return finish(negative, '', upper ? word.toUpperCase() : word, spec.type === '%' ? '%' : '', { ...spec, grouping: '' });
  }
  let text: string;
  if (spec.type === '%') text = `${fixedText(magnitude * 100, spec.precision ?? 6)}%`;
  else if (spec.type === '') {
    if (spec.precision === null) text = floatText(magnitude);
    else {
      text = floatDigits(magnitude, 'g', spec.precision, spec.alternate);
      const exponent = significantDigits(magnitude, Math.max(1, spec.precision)).exponent;
      if (exponent >= -4 && exponent === spec.precision - 1 && !text.includes('.')) text = floatDigits(magnitude, 'e', Math.max(0, spec.precision - 1), false).replace(/\.?0+e/, 'e');
      else if (!/[.e]/.test(text)) text += '.0';
    }
  } else text = floatDigits(magnitude, spec.type === 'n' ? 'g' : spec.type, spec.precision ?? 6, spec.alternate);
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  return finish(negative, '', digits, text.slice(digits.length), spec);
}
