import { Row, RowMapping } from '../../orm/engine/row';
import { stateOrNull } from '../../orm/map/state';
import { plainText } from '../../orm/values/plain-text';
import type { Flow } from '../../python/flow';
import { PyFloat } from '../../python/objects/float';
import { PyDict } from '../../python/objects/mappings';
import { PyBytes, PyList } from '../../python/objects/sequences';
import { PyObject, type Value } from '../../python/objects/object';
import { PySqlRow } from '../../python/sqlalchemy/row';
import { str } from '../../python/protocol/text';
import { columnsOf, loadedColumns, NotLoaded } from '../orm/loaded-columns';
import { resultRows, Scalar } from '../orm/result-rows';
import { objectName } from '../orm/session-objects';
import type { CellValue, ResultSet } from '../output';
import type { RowLimits } from '../runner';
import { toCellValue } from '../sql/cell-values';
import { behind, hasOwnRepr } from './orm-hosts';
import { PyRow } from './row';

/** A table with the rows that are held for scrolling. */
export interface ValueTable {
  readonly result: ResultSet;
  readonly held: readonly (readonly CellValue[])[];
}

/**
 * A list of rows, of dicts with str keys or of mapped objects, a mapped object, or what is left of a result, as a table;
 * null for anything else. Reads nothing of the database. Where objects say something of their own (`__repr__`), the
 * command is `OBJECTS`: the table does not stand for their text.
 */
export function* tableOf(value: Value, limits: RowLimits): Flow<ValueTable | null> {
  const items = itemsOf(value);
  const records = items.flatMap((item) => recordOf(item) ?? []);
  const columns = columnsOf(records);
  if (records.length < items.length || columns.length === 0) return null;
  const held: CellValue[][] = [];
  for (const record of records.slice(0, limits.held)) {
    const row: CellValue[] = [];
    for (const column of columns) row.push(yield* cellValue(record.get(column) ?? null));
    held.push(row);
  }
  const rows = held.slice(0, limits.sent);
  const command = items.some((item) => hasOwnRepr(item as Value)) ? 'OBJECTS' : 'VALUE';
  const result: ResultSet = {
    command, tag: `${command} ${String(records.length)}`, columns, types: columns.map(() => ''),
    rows, rowCount: records.length, truncated: records.length > rows.length, held: held.length, plan: null,
  };
  return { result, held };
}

function itemsOf(value: Value): readonly unknown[] {
  if (value instanceof PyList) return value.items;
  return stateOrNull(value) ? [value] : (resultRows(behind(value), (item) => recordOf(item) !== null) ?? []);
}

function recordOf(item: unknown): ReadonlyMap<string, unknown> | null {
  if (item instanceof PyRow) return new Map(item.columns.map((column) => [column, item.get(column) ?? null]));
  if (item instanceof PySqlRow) return named(item.row);
  if (item instanceof Row) return named(item);
  if (item instanceof RowMapping) return new Map(item.entries());
  if (item instanceof Scalar) return new Map([[item.name, item.value]]);
  const state = stateOrNull(item);
  if (state) return loadedColumns(state);
  if (!(item instanceof PyDict)) return null;
  const record = new Map<string, Value>();
  for (const { key, value } of item.table.entries()) {
    if (typeof key !== 'string') return null;
    record.set(key, value);
  }
  return record;
}

function named(row: Row): ReadonlyMap<string, unknown> {
  return new Map(row._fields.map((name, place) => [name, row._values[place]]));
}

/** Mapped objects in rows are named by their class: what they say of themselves might be read first. */
function* cellValue(value: unknown): Flow<CellValue> {
  if (value instanceof NotLoaded) return value.text;
  if (value === null || typeof value !== 'object') return toCellValue(value as Exclude<Value, PyObject>);
  if (value instanceof PyFloat) return toCellValue(value.value);
  if (value instanceof PyBytes) return toCellValue(value.data);
  // A value of the ORM's own, a date say: what Python made of it is a PyObject.
  if (!(value instanceof PyObject)) return plainText(value);
  const state = stateOrNull(value);
  return state ? objectName(state, String) : yield* str(value);
}
