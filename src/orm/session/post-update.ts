import type { Flow } from '../flow';
import { StaleDataError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { update } from '../sql/dml';
import type { Table } from '../sql/schema/table';
import { attributeKey, groups, keyBind, parametersOf, sortedStates, storedValue, tablesOf, versionIn, whereKey, type RowWrite, type Values } from './row-values';
import type { RowWriter } from './row-writer';

/**
 * Writes foreign keys by an UPDATE of their own: after all rows are there, or before some go.
 * @param columns identities of the columns to be written
 * @throws StaleDataError when a row is gone
 */
export function* updateColumns(base: Mapper, states: readonly InstanceState[], columns: ReadonlySet<object>, writer: RowWriter): Flow<void> {
  const sorted = sortedStates(states);
  for (const table of tablesOf(base)) {
    const rows: RowWrite[] = [];
    for (const state of sorted) {
      const row = state.mapper.tables.includes(table) ? yield* values(table, state, columns) : null;
      if (row) rows.push(row);
    }
    for (const group of groups(rows)) yield* write(table, group, writer);
  }
}

function* values(table: Table, state: InstanceState, columns: ReadonlySet<object>): Flow<RowWrite | null> {
  const made: Values = {};
  for (const column of table.c) {
    const key = attributeKey(state.mapper, column);
    if (key !== null && !column.primaryKey && columns.has(column.identity)) made[column.key] = state.values.get(key) ?? null;
  }
  if (Object.keys(made).length === 0) return null;
  for (const column of table.primaryKey) made[keyBind(column)] = state.values.get(attributeKey(state.mapper, column) ?? '') ?? (yield* storedValue(state, column));
  const version = versionIn(table, state.mapper);
  if (version) {
    const key = attributeKey(state.mapper, version) ?? '';
    const current = state.key === null ? state.values.get(key) : yield* storedValue(state, version);
    made[keyBind(version)] = state.values.get(key) ?? current;
    if (state.key !== null && state.mapper.options.versionIdGenerator !== false) made[version.key] = state.mapper.nextVersion(state.values.get(key) ?? current);
  }
  return { state, values: made, expressions: {} };
}

function* write(table: Table, group: readonly RowWrite[], writer: RowWriter): Flow<void> {
  const [first] = group;
  if (!first) return;
  const version = versionIn(table, first.state.mapper);
  const result = yield* writer.execute(whereKey(update(table), [...table.primaryKey, ...(version ? [version] : [])]), parametersOf(group));
  if (result.rowcount >= 0 && result.rowcount !== group.length) {
    throw new StaleDataError(`UPDATE statement on table '${table.description}' expected to update ${group.length} row(s); ${result.rowcount} were matched.`);
  }
  for (const { state, values: written } of group) {
    const key = version ? attributeKey(state.mapper, version) : null;
    if (version && key !== null && version.key in written) state.values.set(key, written[version.key]);
  }
}
