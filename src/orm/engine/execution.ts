import { InvalidRequestError } from '../errors';
import type { CompiledSql } from '../compile';
import type { Flow } from '../flow';
import { logSeconds } from '../log';
import type { ClauseElement } from '../sql/clause';
import { Insert } from '../sql/dml';
import type { BindParameter } from '../sql/elements';
import type { Column } from '../sql/schema/column';
import { Table } from '../sql/schema/table';
import type { Cause } from './activity';
import type { Cached } from './compiled-cache';
import type { Connection, ExecutionOptions } from './connection';
import { CursorResult, decodedRows, rowsOf, shapeOf, type Outcome } from './cursor-result';
import type { DriverResult } from './driver';
import { manyValuesBatches } from './many-values';
import { RowKeys, type Row } from './row';

type Values = Record<string, unknown>;

interface Call {
  readonly settings: ExecutionOptions;
  readonly cause: Cause | null;
}

const NO_KEYS = new RowKeys([]);

const DEFAULT_PAGE = 1000;

/** Executes a compiled statement with one set of values or several. */
export function* executeCompiled(
  connection: Connection,
  cached: Cached,
  statement: ClauseElement,
  sets: readonly Readonly<Record<string, unknown>>[],
  many: boolean,
  call: Call,
): Flow<CursorResult> {
  const { compiled } = cached;
  const values = valuesOfSets(compiled, sets, many, cached.own);
  const stats = statsText(cached);
  if (many && compiled.manyValues) return yield* insertMany(connection, cached, statement, values, call);
  if (many && values.length > 0) {
    const bound = values.map((set) => compiled.bound(set));
    const sql = bound[0]?.sql ?? compiled.sql;
    const result = yield* connection.run({ sql, parameters: bound.map(({ positional }) => positional), many: true, stats, cause: call.cause });
    return finished(connection, compiled, statement, result, values, null);
  }
  const [set = {}] = values;
  const { sql, positional } = compiled.bound(set);
  const result = yield* connection.run({ sql, parameters: positional, many: false, stats, cause: call.cause });
  const needsRowid = statement instanceof Insert && needsLastRowid(connection, compiled, statement, set);
  const rowid = needsRowid ? yield* connection.driver.lastRowid() : null;
  return finished(connection, compiled, statement, result, [set], rowid);
}

/** How the text came about, as the log tells it. */
function statsText({ hasKey, age }: Cached): string {
  if (!hasKey) return `no key ${logSeconds(0)}`;
  return age === null ? `generated in ${logSeconds(0)}` : `cached since ${(age / 1000).toPrecision(4)}s ago`;
}

/** The values of each set by name, with defaults worked out. @throws InvalidRequestError when one is missing */
function valuesOfSets(compiled: CompiledSql, sets: readonly Readonly<Record<string, unknown>>[], many: boolean, own: ((bind: BindParameter) => BindParameter) | null): Values[] {
  const given = sets.length === 0 ? [{}] : sets;
  return given.map((set, index) => {
    const values = compiled.valuesFor(set, own, many ? index : null);
    for (const prefetch of compiled.prefetches) values[prefetch.bindName] = prefetch.default.valueFor({ currentParameters: values });
    return values;
  });
}

/** The row's number tells its primary key, where neither the statement nor RETURNING does. */
function needsLastRowid(connection: Connection, compiled: CompiledSql, statement: Insert, values: Values): boolean {
  const { state, table } = statement;
  if (!connection.dialect.hasLastRowid || compiled.implicitReturning !== null || state.returning.length > 0 || state.fromSelect || state.multi.length > 0 || state.inline) return false;
  const numbered = table instanceof Table ? table.autoincrementColumn : null;
  return numbered !== null && (values[numbered.key] ?? null) === null;
}

/** The result of an execution, with the primary keys of the rows that it inserted. */
function finished(connection: Connection, compiled: CompiledSql, statement: ClauseElement, result: DriverResult, sets: readonly Values[], rowid: number | bigint | null): CursorResult {
  const { dialect } = connection;
  const shape = result.columns.length === 0 ? null : shapeOf(result.columns, compiled, dialect);
  const rows = shape ? decodedRows(result.rows, shape.decoders) : [];
  const implicit = compiled.implicitReturning !== null;
  const returned = implicit && shape ? rows.map((row) => new shape.keys.rowClass(row)) : null;
  const outcome: Outcome = {
    rowCount: result.rowCount,
    lastRowid: rowid,
    insertedKeys: statement instanceof Insert ? sets.map((set, index) => primaryKey(compiled, statement, set, returned?.[index] ?? null, rowid)) : [],
    returnedDefaults: returned,
    compiledParameters: sets,
    manyValues: false,
  };
  if (!shape || implicit) return new CursorResult(NO_KEYS, null, outcome, compiled, statement);
  return new CursorResult(shape.keys, rowsOf(rows), outcome, compiled, statement);
}

/** The primary key of a row that was inserted: from its values, from RETURNING, or the row's number. */
function primaryKey(compiled: CompiledSql, statement: Insert, values: Values, returned: Row | null, rowid: number | bigint | null): readonly unknown[] | null {
  const { table } = statement;
  if (!(table instanceof Table)) return null;
  const numbered = table.autoincrementColumn;
  return table.primaryKey.map((column: Column) => {
    const place = (compiled.implicitReturning ?? []).findIndex((one) => one.identity === column.identity);
    if (returned && place >= 0) return returned._values[place];
    const given = values[column.key] ?? null;
    return given === null && column === numbered ? rowid : given;
  });
}

/**
 * An INSERT … RETURNING of many rows, in as few statements as its order allows.
 * @throws InvalidRequestError when rows come back that no parameters belong to
 */
function* insertMany(connection: Connection, cached: Cached, statement: ClauseElement, sets: readonly Values[], call: Call): Flow<CursorResult> {
  const { compiled } = cached;
  const plan = compiled.manyValues;
  if (!plan) throw new InvalidRequestError('the statement has no rows to repeat');
  const processed = sets.map((set) => processedSet(compiled, set));
  const pageSize = Number(call.settings['insertmanyvaluesPageSize'] ?? call.settings['insertmanyvalues_page_size'] ?? DEFAULT_PAGE);
  const rows: (readonly unknown[])[] = [];
  let columns: DriverResult['columns'] = [];
  for (const batch of manyValuesBatches(compiled, processed, pageSize)) {
    const order = `${plan.sorted ? 'ordered' : 'unordered'}${batch.downgraded ? '; batch not supported' : ''}`;
    const place = `${batch.number}/${batch.total} (${order})`;
    const stats = batch.number === 1 ? `${statsText(cached)} (insertmanyvalues) ${place}` : `insertmanyvalues ${place}`;
    const result = yield* connection.run({ sql: batch.sql, parameters: batch.parameters, many: false, stats, cause: call.cause });
    columns = result.columns;
    rows.push(...(plan.sentinels && plan.sorted ? inOrder(compiled, result, batch.rows, processed) : result.rows));
  }
  const shown = columns.length - (plan.sentinels?.length ?? 0);
  const trimmed: DriverResult = { columns: columns.slice(0, shown), rows: plan.sentinels ? rows.map((row) => row.slice(0, shown)) : rows, rowCount: rows.length };
  return finishedMany(connection, compiled, statement, trimmed, sets);
}

function processedSet(compiled: CompiledSql, set: Values): Values {
  return Object.fromEntries([...compiled.binds].map(([name, bind]) => [name, compiled.processed(set[name], bind.type)]));
}

/** The rows of one batch in the order of their parameters, found by the sentinels at the end of each row. */
function inOrder(compiled: CompiledSql, result: DriverResult, places: readonly number[], processed: readonly Values[]): readonly (readonly unknown[])[] {
  const plan = compiled.manyValues;
  const count = plan?.sentinels?.length ?? 0;
  if (result.rows.length !== places.length && plan?.upsert !== true) {
    throw new InvalidRequestError(`Sentinel-keyed result set did not produce correct number of rows ${places.length}; produced ${result.rows.length}.  Please ensure the sentinel column is fully unique and populated in all cases.`);
  }
  const sentinel = (row: readonly unknown[]): readonly unknown[] => row.slice(row.length - count);
  if (!plan?.sentinelBinds) return [...result.rows].sort((left, right) => compare(sentinel(left), sentinel(right)));
  const names = plan.sentinelBinds;
  const byKey = new Map(result.rows.map((row) => [sentinel(row).map(text).join('\u0000'), row]));
  return places.map((place) => {
    const key = names.map((name) => text(processed[place]?.[name])).join('\u0000');
    const row = byKey.get(key);
    if (!row) throw new InvalidRequestError(`Can't match sentinel values in result set to parameter sets; key ${key} was not found. There may be a mismatch between the datatype passed to the DBAPI driver vs. that which it returns in a result row.`);
    return row;
  });
}

function text(value: unknown): string {
  return String(value);
}

function compare(left: readonly unknown[], right: readonly unknown[]): number {
  for (let index = 0; index < left.length; index++) {
    const [one, other] = [left[index] as number, right[index] as number];
    if (one < other) return -1;
    if (one > other) return 1;
  }
  return 0;
}

function finishedMany(connection: Connection, compiled: CompiledSql, statement: ClauseElement, result: DriverResult, sets: readonly Values[]): CursorResult {
  const shape = shapeOf(result.columns, compiled, connection.dialect);
  const rows = decodedRows(result.rows, shape.decoders);
  const implicit = compiled.implicitReturning !== null;
  const returned = implicit ? rows.map((row) => new shape.keys.rowClass(row)) : null;
  const outcome: Outcome = {
    rowCount: result.rowCount,
    lastRowid: null,
    insertedKeys: statement instanceof Insert ? sets.map((set, index) => primaryKey(compiled, statement, set, returned?.[index] ?? null, null)) : [],
    returnedDefaults: returned,
    compiledParameters: sets,
    manyValues: true,
  };
  if (implicit) return new CursorResult(NO_KEYS, null, outcome, compiled, statement);
  return new CursorResult(shape.keys, rowsOf(rows), outcome, compiled, statement);
}
