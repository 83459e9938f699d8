import { Decimal } from './decimal';
import { Float, UuidValue } from './exact';
import { ormValue, shownByHost } from './host-values';
import { plainText } from './plain-text';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from './temporal';

/**
 * A value as Python's `repr()` shows it: SQLAlchemy's log and messages print parameters so.
 * Arrays are lists, plain objects are dicts.
 */
export function pythonRepr(given: unknown): string {
  const value = ormValue(given);
  switch (typeof value) {
    case 'string':
      return reprString(value);
    case 'number':
      return Number.isInteger(value) ? String(value) : reprFloat(value);
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? 'True' : 'False';
    case 'undefined':
      return 'None';
    case 'function':
      return `<function ${value.name}>`;
    case 'symbol':
      return value.toString();
    default:
      return shownByHost(value) ?? reprObject(value as object | null);
  }
}

/** A tuple: `(1,)`, `('a', 2)`. */
export function reprTuple(values: readonly unknown[]): string {
  return `(${values.map(pythonRepr).join(', ')}${values.length === 1 ? ',' : ''})`;
}

function reprObject(value: object | null): string {
  if (value === null) return 'None';
  if (value instanceof Float) return reprFloat(value.value);
  if (value instanceof Decimal) return `Decimal('${value.toString()}')`;
  if (value instanceof PlainDate) return `datetime.date(${dateParts(value).join(', ')})`;
  if (value instanceof PlainDateTime) return reprDateTime(value);
  if (value instanceof PlainTime) return `datetime.time(${[...timeParts(value), ...zone(value)].join(', ')})`;
  if (value instanceof TimeSpan) return reprSpan(value);
  if (value instanceof UuidValue) return `UUID('${value.text}')`;
  if (value instanceof Date) return reprDateTime(fromJsDate(value));
  if (ArrayBuffer.isView(value)) return reprBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isPlainObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${reprString(key)}: ${pythonRepr(item)}`)
      .join(', ')}}`;
  }
  return plainText(value);
}

/** A JavaScript Date as the local time that Python's naive `datetime` would hold for it in UTC. */
export function fromJsDate(value: Date): PlainDateTime {
  return new PlainDateTime(
    new PlainDate(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate()),
    new PlainTime(value.getUTCHours(), value.getUTCMinutes(), value.getUTCSeconds(), value.getUTCMilliseconds() * 1000),
  );
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : String(value)}.0` : String(value);
}

function reprString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = '';
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === '\\') text += `\\${character}`;
    else if (character === '\n') text += '\\n';
    else if (character === '\r') text += '\\r';
    else if (character === '\t') text += '\\t';
    else if (code < 0x20 || (code >= 0x7f && code < 0xa1) || code === 0xad) text += `\\x${code.toString(16).padStart(2, '0')}`;
    else text += character;
  }
  return quote + text + quote;
}

function reprBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x5c) text += '\\\\';
    else if (byte === 0x27) text += "\\'";
    else if (byte === 0x0a) text += '\\n';
    else if (byte === 0x0d) text += '\\r';
    else if (byte === 0x09) text += '\\t';
    else if (byte < 0x20 || byte >= 0x7f) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else text += String.fromCharCode(byte);
  }
  return `b'${text}'`;
}

const dateParts = ({ year, month, day }: PlainDate): number[] => [year, month, day];

function timeParts({ hour, minute, second, microsecond }: PlainTime): number[] {
  if (microsecond !== 0) return [hour, minute, second, microsecond];
  return second === 0 ? [hour, minute] : [hour, minute, second];
}

function zone({ offset }: PlainTime): string[] {
  if (offset === null) return [];
  return [`tzinfo=datetime.timezone${offset === 0 ? '.utc' : `(${reprSpan(new TimeSpan(0, offset))})`}`];
}

function reprDateTime({ date, time }: PlainDateTime): string {
  return `datetime.datetime(${[...dateParts(date), ...timeParts(time), ...zone(time)].join(', ')})`;
}

function reprSpan({ days, seconds, microseconds }: TimeSpan): string {
  const parts = [
    ...(days === 0 ? [] : [`days=${days}`]),
    ...(seconds === 0 ? [] : [`seconds=${seconds}`]),
    ...(microseconds === 0 ? [] : [`microseconds=${microseconds}`]),
  ];
  return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
}
