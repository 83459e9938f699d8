import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { typeError, valueError } from '../objects/exceptions';
import { PyFloat } from '../objects/float';
import { PyDict } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { callSpecial } from '../protocol/call';
import { intOf, stringOf, toFloat } from '../protocol/numbers';
import { subscript } from '../protocol/operators';
import { asciiText, repr, str } from '../protocol/text';
import { floatDigits } from './format-spec';

interface Conversion {
  readonly flags: string;
  readonly width: number | null;
  readonly precision: number | null;
}

/** Hands out the arguments of a format in turn. */
class Arguments {
  #next = 0;
  readonly #items: readonly Value[];

  constructor(readonly values: Value) {
    this.#items = values instanceof PyTuple ? values.items : [values];
  }

  next(): Value {
    const value = this.#items[this.#next];
    if (value === undefined) throw typeError('not enough arguments for format string');
    this.#next += 1;
    return value;
  }

  /** @throws Raised TypeError when some were not used */
  finish(): void {
    const mapping = !(this.values instanceof PyTuple) && (this.values instanceof PyDict || (typeof this.values === 'object' && this.values !== null && typeOf(this.values).lookup('__getitem__') !== undefined));
    if (this.#next < this.#items.length && !mapping) throw typeError('not all arguments converted during string formatting');
  }
}

function pad(sign: string, body: string, { flags, width }: Conversion, numeric: boolean): string {
  const missing = (width ?? 0) - sign.length - [...body].length;
  if (missing <= 0) return sign + body;
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  if (numeric && flags.includes('0')) return sign + '0'.repeat(missing) + body;
  return ' '.repeat(missing) + sign + body;
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function* integer(value: Value, type: string, conversion: Conversion): Flow<string> {
  let int = intOf(value);
  if (int === undefined && value instanceof PyFloat && 'diu'.includes(type)) int = BigInt(Math.trunc(value.value));
  if (int === undefined) {
    const converted = yield* callSpecial(value, 'diu'.includes(type) ? '__int__' : '__index__');
    int = converted === undefined ? undefined : intOf(converted);
  }
  if (int === undefined) throw typeError(`%${type} format: ${'diu'.includes(type) ? 'a real number' : 'an integer'} is required, not ${typeOf(value).name}`);
  const radix = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10;
  let digits = (int < 0 ? -int : int).toString(radix).padStart(conversion.precision ?? 0, '0');
  let prefix = conversion.flags.includes('#') && radix !== 10 ? `0${type}` : '';
  if (type === 'X') {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return pad(signOf(int < 0, conversion.flags) + prefix, digits, conversion, true);
}

function* float(value: Value, type: string, conversion: Conversion): Flow<string> {
  const number = yield* toFloat(value);
  const negative = number < 0 || Object.is(number, -0);
  if (!Number.isFinite(number)) return pad(signOf(negative, conversion.flags), Number.isNaN(number) ? 'nan' : 'inf', conversion, false);
  return pad(signOf(negative, conversion.flags), floatDigits(Math.abs(number), type, conversion.precision ?? 6, conversion.flags.includes('#')), conversion, true);
}

function character(value: Value): string {
  const text = stringOf(value);
  if (text !== undefined && [...text].length === 1) return text;
  const code = intOf(value);
  if (code === undefined) throw typeError('%c requires int or char');
  return String.fromCodePoint(Number(code));
}

const directive = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([\s\S])?/g;

/** `format % values` */
export function* formatPercent(format: string, values: Value): Flow<string> {
  const args = new Arguments(values);
  let out = '';
  let from = 0;
  for (const match of format.matchAll(directive)) {
    const [whole, name, flags = '', width, precision, type] = match;
    out += format.slice(from, match.index);
    from = match.index + whole.length;
    if (type === '%') {
      out += '%';
      continue;
    }
    if (type === undefined) throw valueError('incomplete format');
    const star = (part: string | undefined): number | null => {
      if (part !== '*') return part === undefined ? null : Number(part);
      const given = intOf(args.next());
      if (given === undefined) throw typeError('* wants int');
      return Number(given);
    };
    const conversion: Conversion = { flags, width: star(width), precision: whole.includes('.') ? (star(precision) ?? 0) : null };
    if (name !== undefined && (values instanceof PyTuple || typeof values !== 'object' || values === null || typeOf(values).lookup('__getitem__') === undefined)) throw typeError('format requires a mapping');
    const value = name === undefined ? args.next() : yield* subscript(values, name);
    out += yield* convert(value, type, conversion, format, match.index + whole.length - 1);
  }
  args.finish();
  return out + format.slice(from);
}

function* convert(value: Value, type: string, conversion: Conversion, format: string, at: number): Flow<string> {
  switch (type) {
    case 's':
    case 'r':
    case 'a': {
      const text = type === 's' ? yield* str(value) : type === 'r' ? yield* repr(value) : asciiText(yield* repr(value));
      return pad('', conversion.precision === null ? text : [...text].slice(0, conversion.precision).join(''), conversion, false);
    }
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return yield* integer(value, type, conversion);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return yield* float(value, type, conversion);
    case 'c':
      return pad('', character(value), conversion, false);
    default:
      throw valueError(`unsupported format character '${type}' (0x${(type.codePointAt(0) ?? 0).toString(16)}) at index ${[...format.slice(0, at)].length}`);
  }
}
