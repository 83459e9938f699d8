import { PyFloat } from '../objects/float';
import { PyDict, PySet } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PyTuple } from '../objects/sequences';
import { intOf, stringOf, toInt } from '../protocol/numbers';
import { setItemFast } from '../protocol/keys';

/** Values that mean the same in both languages. */
export type Plain = null | undefined | boolean | number | bigint | string | Uint8Array | readonly Plain[] | ReadonlyMap<Plain, Plain> | { readonly [name: string]: Plain };

/**
 * A plain value as Python's. Whole numbers become ints, others floats; arrays lists; objects and maps dicts. Where a whole
 * number is to be a float, make the `PyFloat` yourself.
 */
export function toPython(value: Plain): Value {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new PyFloat(value);
    case 'bigint':
      return toInt(value);
    case 'boolean':
    case 'string':
      return value;
    case 'object':
      break;
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return new PyBytes(value);
  if (Array.isArray(value)) return new PyList((value as readonly Plain[]).map(toPython));
  const dict = new PyDict();
  const entries: Iterable<readonly [Plain, Plain]> = value instanceof Map ? (value as ReadonlyMap<Plain, Plain>) : Object.entries(value as { readonly [name: string]: Plain });
  for (const [key, item] of entries) setItemFast(dict, toPython(key), toPython(item));
  return dict;
}

/** A Python value as a plain one; undefined for what has no such form (objects, functions). */
export function toPlain(value: Value): Plain {
  if (value === null || typeof value === 'boolean') return value;
  const int = intOf(value);
  if (int !== undefined) return int;
  const text = stringOf(value);
  if (text !== undefined) return text;
  if (value instanceof PyFloat) return value.value;
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.map(toPlain);
  if (value instanceof PySet) return [...value.elements()].map(toPlain);
  if (value instanceof PyDict) return new Map([...value.table.entries()].map((entry) => [toPlain(entry.key), toPlain(entry.value)]));
  return undefined;
}
