import type { Value as DriverValue } from '../../databases/result';
import type { Flow } from '../../python/flow';
import { typeError } from '../../python/objects/exceptions';
import { PyFloat } from '../../python/objects/float';
import { PyBoxed, PyObject, type Value } from '../../python/objects/object';
import { PyByteArray, PyBytes, PyList } from '../../python/objects/sequences';
import { call } from '../../python/protocol/call';
import { getAttribute } from '../../python/protocol/attributes';
import { floatOf, intOf, stringOf, toInt } from '../../python/protocol/numbers';
import { str } from '../../python/protocol/text';
import type { Runtime } from '../../python/runtime';
import type { NamedResult } from '../named-rows';
import { PyRow } from './row';

const floats = /^(?:float[48]|real|double|float)/i;

/** Where Python has a class for what a database gives as text: its module, and how the class reads the text. */
const readers: readonly (readonly [types: RegExp, module: string, path: readonly string[]])[] = [
  [/^numeric/, 'decimal', ['Decimal']],
  [/^timestamp/, 'datetime', ['datetime', 'fromisoformat']],
  [/^date$/, 'datetime', ['date', 'fromisoformat']],
  [/^time$/, 'datetime', ['time', 'fromisoformat']],
  [/^uuid$/, 'uuid', ['UUID']],
  [/^jsonb?$/, 'json', ['loads']],
];

/** A result as a list of rows. PostgreSQL's types become Python's as its drivers have it; SQLite's dates are texts, as they are. */
export function* rowsToPython({ columns, rows }: NamedResult, runtime: Runtime): Flow<Value> {
  const names = columns.map(({ name }) => name);
  const list: Value[] = [];
  for (const row of rows) {
    const items: Value[] = [];
    for (const [i, value] of row.entries()) items.push(yield* toPython(value, columns[i]?.type ?? '', runtime));
    list.push(new PyRow(items, names));
  }
  return new PyList(list);
}

function* toPython(value: DriverValue, type: string, runtime: Runtime): Flow<Value> {
  if (typeof value === 'number') return Number.isInteger(value) && !floats.test(type) ? value : new PyFloat(value);
  if (typeof value === 'bigint') return toInt(value);
  if (value instanceof Uint8Array) return new PyBytes(value);
  if (typeof value !== 'string') return value;
  const reader = readers.find(([types]) => types.test(type));
  return reader ? yield* read(value, reader, runtime) : value;
}

function* read(text: string, [, module, path]: (typeof readers)[number], runtime: Runtime): Flow<Value> {
  // What Python cannot hold stays text: infinity, years before Christ.
  if (module === 'datetime' && !/^\d{4}-\d\d-\d\d|^\d\d:/.test(text)) return text;
  let reader: Value = yield* runtime.importModule(module);
  for (const name of path) reader = yield* getAttribute(reader, name);
  return yield* call(reader, [text]);
}

/**
 * A Python value as a parameter of a statement.
 * @throws Raised TypeError for what no database takes
 */
export function* toParameter(value: Value): Flow<DriverValue> {
  if (value === null || typeof value === 'boolean') return value;
  const plain = stringOf(value) ?? intOf(value) ?? floatOf(value);
  if (plain !== undefined) return plain;
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  if (value instanceof PyObject && !(value instanceof PyBoxed) && asText.has(value.cls.name)) return yield* str(value);
  throw typeError(`a database takes None, bool, int, float, str, bytes, Decimal, dates and UUIDs, not '${value instanceof PyObject ? value.cls.name : typeof value}'`);
}

/** Classes whose text every database reads. */
const asText: ReadonlySet<string> = new Set(['Decimal', 'date', 'datetime', 'time', 'UUID']);
