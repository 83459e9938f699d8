import { CursorResult, type Outcome } from '../engine/cursor-result';
import { RowKeys } from '../engine/row';
import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import { identityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import { StaleDataError } from '../map/errors';
import { BindParameter } from '../sql/elements';
import { keyOf, update, type Dml, type Update } from '../sql/dml';
import type { Table } from '../sql/schema/table';
import { sameShaped, tableValues, type Mapping, type Values } from './bulk-rows';
import { compileDml } from './dml-compile';
import { synchronizationOf, type DmlCall } from './synchronize';

/**
 * Executes `update(User)` with a list of mappings, each with the primary key of its row.
 * @throws InvalidRequestError for conditions, and for a mapping without its primary key
 * @see sqlalchemy.orm.bulk_persistence.BulkORMUpdate
 */
export function* executeBulkUpdate(statement: Update, mapper: Mapper, mappings: readonly Mapping[], call: DmlCall): Flow<CursorResult> {
  const mode = synchronizationOf(call.settings);
  if (statement.state.ordered) {
    throw new InvalidRequestError('bulk ORM UPDATE does not support ordered_values() for custom UPDATE statements with bulk parameter sets.  Use a non-bulk UPDATE statement or use values().');
  }
  if (statement.state.where.length > 0 && mode !== false && mode !== 'fetch') {
    throw new InvalidRequestError(
      'bulk synchronize of persistent objects not supported when using bulk update with additional WHERE criteria right now.  add synchronize_session=None execution option to bypass synchronize of persistent objects.',
    );
  }
  if (mode === 'fetch') throw new InvalidRequestError("The 'fetch' synchronization strategy is not available for 'bulk' ORM updates (i.e. multiple parameter sets)");
  const changed = yield* bulkUpdate(mapper, mappings, call, compileDml(statement).core);
  if (mode !== false) synchronizeByKey(mapper, mappings, call);
  const outcome: Outcome = { rowCount: changed, lastRowid: null, insertedKeys: [], returned: null, compiledParameters: [], manyValues: false };
  return new CursorResult(new RowKeys([]), null, outcome, null, statement);
}

/**
 * Updates rows by primary key, without objects: rows whose values have the same names together. Gives how many were there.
 * @param statement conditions and values that all of them have besides
 */
export function* bulkUpdate(mapper: Mapper, mappings: readonly Mapping[], call: DmlCall, statement: Dml | null = null): Flow<number> {
  let changed = 0;
  for (const table of mapper.tables) changed = Math.max(changed, yield* updateTable(mapper, table, mappings, call, statement));
  return changed;
}

function* updateTable(mapper: Mapper, table: Table, mappings: readonly Mapping[], call: DmlCall, given: Dml | null): Flow<number> {
  const keys = new Set(table.primaryKey.map((column) => column.key));
  const rows = mappings.map((mapping) => {
    const all = tableValues(mapper, table, mapping, true);
    return { key: keyValues(mapper, table, mapping), values: Object.fromEntries(Object.entries(all).filter(([name]) => !keys.has(name))) };
  });
  const fixed = (given?.state.setters ?? []).filter(([column]) => table.c.has(keyOf(column)));
  const conditions = given?.state.where ?? [];
  let changed = 0;
  for (const group of sameShaped(rows.filter(({ values }) => Object.keys(values).length + fixed.length > 0), ({ values }) => values)) {
    const own = byKey(table, Object.keys(group[0]?.values ?? {}));
    const statement = own.where(...conditions).replaced({ setters: [...fixed.filter(([column]) => !own.state.setters.some(([key]) => keyOf(key) === keyOf(column))), ...own.state.setters] });
    const sets = group.map(({ key, values }) => ({ ...values, ...key }));
    const result = yield* call.connection.execute(statement, sets.length === 1 ? (sets[0] ?? {}) : sets, { executionOptions: call.settings, cause: call.cause });
    if (conditions.length === 0 && sets.length === 1 && result.rowcount >= 0 && result.rowcount !== 1) {
      throw new StaleDataError(`UPDATE statement on table '${table.description}' expected to update 1 row(s); ${result.rowcount} were matched.`);
    }
    changed += Math.max(result.rowcount, 0);
  }
  return changed;
}

/** `UPDATE … SET … WHERE table.id = :table_id`. */
function byKey(table: Table, columns: readonly string[]): Update {
  const conditions = table.primaryKey.map((column) => column.eq(new BindParameter(keyName(table, column.key), null, { type: column.type, required: true, unique: false })));
  const values = Object.fromEntries(columns.map((key) => [key, new BindParameter(key, null, { type: table.c.get(key)?.type ?? null, required: true, unique: false, isCrud: true })]));
  return update(table).where(...conditions).values(values);
}

function keyName(table: Table, key: string): string {
  return `${table.description}_${key}`;
}

/** @throws InvalidRequestError for a mapping that has no primary key */
function keyValues(mapper: Mapper, table: Table, mapping: Mapping): Values {
  const values = tableValues(mapper, table, mapping, true);
  const missing = table.primaryKey.filter((column) => (values[column.key] ?? null) === null);
  if (missing.length > 0) {
    const names = missing.map((column) => column.toString()).join(', ');
    throw new InvalidRequestError(`No primary key value supplied for column(s) ${names}; per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values`, 'bupq');
  }
  return Object.fromEntries(table.primaryKey.map((column) => [keyName(table, column.key), values[column.key]]));
}

/** Objects of the session get the values of their rows. */
function synchronizeByKey(mapper: Mapper, mappings: readonly Mapping[], { session }: DmlCall): void {
  const altered = mappings.flatMap((mapping) => {
    const values = mapper.primaryKey.map((column) => mapping[mapper.propertyFor(column)?.key ?? ''] ?? null);
    const state = session.find(identityKey(mapper, values));
    if (!state) return [];
    const names = Object.keys(mapping).filter((name) => mapper.columnAttributes.has(mapper.realKey(name)) && state.values.has(mapper.realKey(name)));
    const settled = names.filter((name) => !state.committed.has(mapper.realKey(name)));
    for (const name of settled) state.values.set(mapper.realKey(name), mapping[name]);
    state.commit(settled.map((name) => mapper.realKey(name)));
    // What was changed and not written is read again.
    state.expireAttributes(names.filter((name) => !settled.includes(name)).map((name) => mapper.realKey(name)));
    return [state];
  });
  session.objects.rowsAltered(altered);
}

