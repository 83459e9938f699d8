import type { Flow } from '../../python/flow';
import { PyFloat } from '../../python/objects/float';
import { PyDict } from '../../python/objects/mappings';
import { PyBytes, PyList } from '../../python/objects/sequences';
import type { Value } from '../../python/objects/object';
import { str } from '../../python/protocol/text';
import type { CellValue, ResultSet } from '../output';
import type { RowLimits } from '../runner';
import { toCellValue } from '../sql/cell-values';
import { PyRow } from './row';

/** A list of rows, or of dicts with str keys, as a result with the rows that are held for scrolling; null for anything else. */
export function* tableOf(value: Value, limits: RowLimits): Flow<{ result: ResultSet; held: readonly (readonly CellValue[])[] } | null> {
  const records = value instanceof PyList ? value.items.map(recordOf) : [];
  if (records.length === 0 || records.includes(null)) return null;
  const columns = [...new Set(records.flatMap((record) => [...(record?.keys() ?? [])]))];
  if (columns.length === 0) return null;
  const held: CellValue[][] = [];
  for (const record of records.slice(0, limits.held)) {
    const row: CellValue[] = [];
    for (const column of columns) row.push(yield* cellValue(record?.get(column) ?? null));
    held.push(row);
  }
  const rows = held.slice(0, limits.sent);
  const result: ResultSet = {
    command: 'VALUE', tag: `VALUE ${String(records.length)}`, columns, types: columns.map(() => ''),
    rows, rowCount: records.length, truncated: records.length > rows.length, held: held.length, plan: null,
  };
  return { result, held };
}

function recordOf(item: Value): ReadonlyMap<string, Value> | null {
  if (item instanceof PyRow) return new Map(item.columns.map((column) => [column, item.get(column) ?? null]));
  if (!(item instanceof PyDict)) return null;
  const record = new Map<string, Value>();
  for (const { key, value } of item.table.entries()) {
    if (typeof key !== 'string') return null;
    record.set(key, value);
  }
  return record;
}

function* cellValue(value: Value): Flow<CellValue> {
  if (value === null || typeof value !== 'object') return toCellValue(value);
  if (value instanceof PyFloat) return toCellValue(value.value);
  if (value instanceof PyBytes) return toCellValue(value.data);
  return yield* str(value);
}
