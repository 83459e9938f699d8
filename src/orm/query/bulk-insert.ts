import { CursorResult } from '../engine/cursor-result';
import type { Result } from '../engine/result';
import { RowKeys } from '../engine/row';
import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import type { MappedEntity } from '../map/entity';
import type { Mapper } from '../map/mapper';
import { ColumnElement } from '../sql/elements';
import { insert, type Insert } from '../sql/dml';
import type { ClauseElement } from '../sql/clause';
import { columnsOf } from '../sql/select';
import type { Table } from '../sql/schema/table';
import { sameShaped, tableValues, type Mapping, type Values } from './bulk-rows';
import { compileDml } from './dml-compile';
import { returnedObjects } from './execute-select';
import type { DmlCall } from './synchronize';

export interface BulkInsertOptions {
  /** Null is written, and not left to the column's default. */
  readonly renderNulls?: boolean;
  /** The primary keys that the database makes are put into the mappings. */
  readonly returnDefaults?: boolean;
}

interface PendingRow {
  readonly mapping: Mapping;
  /** What is known of the primary key and the other columns that tables have in common. */
  readonly known: Record<string, unknown>;
}

/** The value of the discriminator for rows of a class, where they do not name it. */
function withIdentity(mapper: Mapper, mapping: Mapping): Mapping {
  const { on } = mapper.polymorphism;
  const key = on ? mapper.propertyFor(on)?.key : undefined;
  const identity = mapper.options.polymorphicIdentity;
  return key === undefined || identity === undefined || key in mapping ? mapping : { ...mapping, [key]: identity };
}

/**
 * Inserts rows of a mapped class without making objects of them: for each of its tables rows of the same shape together.
 * @returns the primary keys, in order, as far as they are known
 * @see sqlalchemy.orm.bulk_persistence._bulk_insert
 */
export function* bulkInsert(mapper: Mapper, mappings: readonly Mapping[], call: DmlCall, options: BulkInsertOptions = {}): Flow<readonly Record<string, unknown>[]> {
  const rows = mappings.map((mapping): PendingRow => ({ mapping: withIdentity(mapper, mapper.spread(mapping)), known: {} }));
  const { tables } = mapper;
  for (const [index, table] of tables.entries()) {
    const isLast = index === tables.length - 1;
    yield* insertInto(mapper, table, rows, call, { ...options, returnDefaults: !isLast || options.returnDefaults === true });
  }
  return rows.map(({ known }) => known);
}

function* insertInto(mapper: Mapper, table: Table, rows: readonly PendingRow[], call: DmlCall, options: BulkInsertOptions): Flow<void> {
  const prepared = rows.map((row) => ({ row, values: rowValues(mapper, table, row, options.renderNulls ?? false) }));
  for (const group of sameShaped(prepared, ({ values }) => values)) {
    const [first] = group;
    const hasKey = first !== undefined && table.primaryKey.every((column) => column.key in first.values);
    const wantsKey = options.returnDefaults === true && !hasKey;
    const statement = wantsKey ? insert(table).returnDefaults().replaced({ sortByParameterOrder: true }) : insert(table);
    const sets = group.map(({ values }) => values);
    const result = yield* call.connection.execute(statement, wantsKey && sets.length === 1 ? (sets[0] ?? {}) : sets, { executionOptions: call.settings, cause: call.cause });
    for (const [index, { row, values }] of group.entries()) remember(mapper, table, row, values, result.outcome.insertedKeys[index] ?? null);
  }
}

/** The values for one table, with what the tables before it made of the primary key. */
function rowValues(mapper: Mapper, table: Table, { mapping, known }: PendingRow, renderNulls: boolean): Values {
  return tableValues(mapper, table, { ...mapping, ...known }, renderNulls);
}

function remember(mapper: Mapper, table: Table, { known }: PendingRow, values: Values, key: readonly unknown[] | null): void {
  for (const [place, column] of table.primaryKey.entries()) {
    const attribute = mapper.propertyFor(column)?.key;
    const value = values[column.key] ?? key?.[place];
    if (attribute !== undefined && value !== undefined && value !== null) known[attribute] = value;
  }
}

/**
 * Executes `insert(User)` with a list of mappings. With RETURNING its rows are objects.
 * @throws InvalidRequestError for ON CONFLICT and several tables
 */
export function* executeBulkInsert(statement: Insert, entity: MappedEntity, mappings: readonly Mapping[], call: DmlCall): Flow<Result> {
  const { mapper } = entity;
  if (mapper.tables.length === 1) return yield* insertOneTable(statement, mapper, mappings, call);
  if (statement.state.onConflict) {
    throw new InvalidRequestError(`bulk INSERT with a 'post values' clause (typically upsert) not supported for multi-table mapper ${mapper.toString()}`);
  }
  if (statement.state.returning.length > 0) return yield* insertTables(statement, mapper, mappings, call);
  yield* bulkInsert(mapper, mappings, call, { renderNulls: keepsNulls(call) });
  return withoutRows(statement, mappings.length);
}

/** The result of statements that gave no rows. */
function withoutRows(statement: Insert, rowCount: number): CursorResult {
  const outcome = { rowCount, lastRowid: null, insertedKeys: [], returned: null, compiledParameters: [], manyValues: false };
  return new CursorResult(new RowKeys([]), null, outcome, null, statement);
}

function* insertOneTable(statement: Insert, mapper: Mapper, mappings: readonly Mapping[], call: DmlCall): Flow<Result> {
  const { returning } = compileDml(statement);
  const [table] = mapper.tables;
  if (!table) throw new InvalidRequestError(`${mapper.toString()} has no table`);
  const prepared = mappings.map((mapping) => ({ values: tableValues(mapper, table, withIdentity(mapper, mapping), keepsNulls(call)) }));
  const rows: (readonly unknown[])[] = [];
  let last: CursorResult | null = null;
  let changed = 0;
  for (const group of sameShaped(prepared, ({ values }) => values)) {
    const sets = group.map(({ values }) => values);
    last = yield* call.connection.execute(statement, sets, { executionOptions: call.settings, cause: call.cause });
    changed += Math.max(last.rowcount, 0);
    if (returning) rows.push(...last.lists());
  }
  if (!last) return yield* call.connection.execute(statement, null, { executionOptions: call.settings, cause: call.cause });
  if (!returning) return new CursorResult(last.rowKeys, null, { ...last.outcome, rowCount: changed }, last.compiled, statement);
  return yield* returnedObjects(last, returning, call, rows);
}

function keepsNulls({ settings }: DmlCall): boolean {
  return (settings['renderNulls'] ?? settings['render_nulls']) === true;
}

/** Each table gives the columns that it has of RETURNING; together they are the rows. */
function* insertTables(statement: Insert, mapper: Mapper, mappings: readonly Mapping[], call: DmlCall): Flow<Result> {
  const { returning } = compileDml(statement);
  if (!returning) throw new InvalidRequestError('INSERT without RETURNING gives no rows');
  const wanted = returning.core.state.rawColumns;
  const combined = mappings.map(() => new Map<ClauseElement, unknown>());
  const rows = mappings.map((mapping): PendingRow => ({ mapping: withIdentity(mapper, mapping), known: {} }));
  let last: CursorResult | null = null;
  for (const table of mapper.tables) {
    const own = wanted.filter((column) => isOf(table, column));
    const columns = [...own, ...table.primaryKey.filter((key) => !own.some((column) => column.identity === key.identity))];
    const prepared = rows.map((row, index) => ({ index, row, values: rowValues(mapper, table, row, keepsNulls(call)) }));
    for (const group of sameShaped(prepared, ({ values }) => values)) {
      const insertion = insert(table).returning(...columns, { sortByParameterOrder: true });
      last = yield* call.connection.execute(insertion, group.map(({ values }) => values), { executionOptions: call.settings, cause: call.cause });
      for (const [place, values] of last.lists().entries()) {
        const entry = group[place];
        if (!entry) continue;
        columns.forEach((column, at) => combined[entry.index]?.set(column.identity, values[at]));
        remember(mapper, table, entry.row, entry.values, table.primaryKey.map((key) => combined[entry.index]?.get(key.identity)));
      }
    }
  }
  if (!last) throw new InvalidRequestError('no rows to insert');
  return yield* returnedObjects(last, returning, call, combined.map((values) => wanted.map((column) => values.get(column.identity) ?? null)));
}

function isOf(table: Table, column: ClauseElement): boolean {
  return column instanceof ColumnElement && columnsOf(table).some((own) => own.identity === column.identity);
}
