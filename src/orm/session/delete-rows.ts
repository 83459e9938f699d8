import type { Flow } from '../flow';
import { FlushError, StaleDataError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { delete_ } from '../sql/dml';
import type { Table } from '../sql/schema/table';
import { keyBind, sortedStates, storedValue, tablesOf, versionIn, whereKey, type Values } from './row-values';
import type { RowWriter } from './row-writer';

/** Deletes the rows of objects of one hierarchy. */
export function* deleteStates(base: Mapper, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const sorted = sortedStates(states);
  for (const { mapper, object } of sorted) if (mapper.events.has('beforeDelete')) yield* mapper.events.dispatchFlow('beforeDelete', mapper, writer.connection, object);
  for (const table of [...tablesOf(base)].reverse()) {
    yield* deleteRows(table, sorted.filter((state) => state.key !== null && state.mapper.tables.includes(table)), writer);
  }
  for (const { mapper, object } of sorted) if (mapper.events.has('afterDelete')) yield* mapper.events.dispatchFlow('afterDelete', mapper, writer.connection, object);
}

/** @throws StaleDataError when rows with a version counter are gone already; others are warned of */
function* deleteRows(table: Table, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const [first] = states;
  if (!first || isDeletedByDatabase(table, first.mapper)) return;
  const version = versionIn(table, first.mapper);
  const columns = [...table.primaryKey, ...(version ? [version] : [])];
  const sets: Values[] = [];
  for (const state of states) {
    const set: Values = {};
    for (const column of columns) set[keyBind(column)] = yield* storedValue(state, column);
    for (const column of table.primaryKey) {
      if (set[keyBind(column)] === null) throw new FlushError(`Can't delete from table ${table.description} using NULL for primary key value on column ${column.toString()}`);
    }
    sets.push(set);
  }
  const result = yield* writer.execute(whereKey(delete_(table), columns), sets.length === 1 ? sets[0] : sets);
  if (result.rowcount < 0 || result.rowcount === sets.length || first.mapper.options.confirmDeletedRows === false) return;
  const text = `DELETE statement on table '${table.description}' expected to delete ${sets.length} row(s); ${result.rowcount} were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.`;
  if (version) throw new StaleDataError(text);
  writer.warn(text);
}

/** Rows of an inheriting table go with those of the table above by ON DELETE CASCADE. */
function isDeletedByDatabase(table: Table, mapper: Mapper): boolean {
  const owner = [mapper, ...mapper.ancestors].find((one) => one.localTable === table);
  return owner?.inherits != null && owner.options.passiveDeletes === true;
}
