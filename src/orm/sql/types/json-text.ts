import { Decimal } from '../../values/decimal';
import { Float } from '../../values/exact';
import { plainText } from '../../values/plain-text';
import { ormValue } from '../../values/host-values';

/**
 * A document as Python's `json.dumps()` writes it: with a space after `,` and `:`, and nothing but ASCII.
 * @throws TypeError where a value has no JSON form
 */
export function jsonText(given: unknown): string {
  const value = ormValue(given);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return asciiText(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Float) return Number.isInteger(value.value) ? `${value.value}.0` : numberText(value.value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (value instanceof Map) return objectText([...(value as ReadonlyMap<unknown, unknown>)]);
  if (typeof value === 'object' && !(value instanceof Decimal) && isRecord(value)) return objectText(Object.entries(value));
  throw new TypeError(`Object of type ${(value).constructor.name} is not JSON serializable`);
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function objectText(entries: readonly (readonly [unknown, unknown])[]): string {
  return `{${entries.map(([key, value]) => `${asciiText(plainText(ormValue(key)))}: ${jsonText(value)}`).join(', ')}}`;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'Infinity' : '-Infinity';
}

function asciiText(value: string): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
