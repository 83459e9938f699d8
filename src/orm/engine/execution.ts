import { InvalidRequestError, SqlAlchemyError, StatementError } from '../errors';
import type { CompiledSql } from '../compile';
import type { ManyValuesPlan } from '../compile/many-values-plan';
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
import { manyValuesBatches, type ManyValuesBatch } from './many-values';
import { RowKeys } from './row';

type Values = Readonly<Record<string, unknown>>;

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
  sets: readonly Values[],
  many: boolean,
  call: Call,
): Flow<CursorResult> {
  const { compiled } = cached;
  const ready = <T>(work: () => T): T => readied(connection, compiled, sets, work);
  const values = ready(() => valuesOfSets(compiled, sets, many, cached.own));
  const stats = connection.engine.log ? statsText(cached) : '';
  if (many && compiled.manyValues) return yield* insertMany(connection, cached, statement, values, call);
  if (many && values.length > 0) {
    const bound = ready(() => values.map((set) => compiled.bound(set)));
    const sql = bound[0]?.sql ?? compiled.sql;
    const result = yield* connection.run({ sql, parameters: bound.map(({ positional }) => positional), many: true, stats, cause: call.cause });
    return finished(connection, compiled, statement, result, values, null);
  }
  const [set = {}] = values;
  const { sql, positional } = ready(() => compiled.bound(set));
  const result = yield* connection.run({ sql, parameters: positional, many: false, stats, cause: call.cause });
  const needsRowid = statement instanceof Insert && needsLastRowid(connection, compiled, statement, set);
  const rowid = needsRowid ? yield* connection.driver.lastRowid() : null;
  return finished(connection, compiled, statement, result, [set], rowid);
}

/**
 * Makes the values of a statement ready for the driver.
 * @throws StatementError with the statement, where a value is missing or is nothing that its type takes
 */
function readied<T>(connection: Connection, compiled: CompiledSql, sets: readonly Values[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    const told = connection.dialect.values.describeError?.(error, sets);
    if (!told) throw error;
    const parameters = sets.length === 0 ? null : told.parameters;
    throw new StatementError(`(${told.type}) ${told.message}`, { statement: compiled.sql, parameters, parametersHidden: connection.engine.settings.hideParameters === true }, error, error instanceof SqlAlchemyError ? error.code : null);
  }
}

/** How the text came about, as the log tells it. */
function statsText({ hasKey, age }: Cached): string {
  if (!hasKey) return `no key ${logSeconds(0)}`;
  return age === null ? `generated in ${logSeconds(0)}` : `cached since ${(age / 1000).toPrecision(4)}s ago`;
}

/** The values of each set by name, with defaults worked out. @throws InvalidRequestError when one is missing */
function valuesOfSets(compiled: CompiledSql, sets: readonly Values[], many: boolean, own: ((bind: BindParameter) => BindParameter) | null): readonly Values[] {
  const given = sets.length === 0 ? [{}] : sets;
  return given.map((set, index) => {
    const known = compiled.valuesFor(set, own, many ? index : null);
    if (compiled.prefetches.length === 0) return known;
    const values = { ...known };
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
  const shape = result.columns.length === 0 ? null : shapeOf(result.columns, compiled, dialect, statement);
  const rows = shape ? decodedRows(result.rows, shape.decoders) : [];
  const implicit = compiled.implicitReturning !== null;
  const returned = implicit && shape ? { keys: shape.keys, rows } : null;
  const outcome: Outcome = {
    rowCount: result.rowCount,
    lastRowid: rowid,
    insertedKeys: statement instanceof Insert ? primaryKeys(compiled, statement, sets, returned?.rows ?? null, rowid) : [],
    returned,
    compiledParameters: sets,
    manyValues: false,
  };
  if (!shape || implicit) return new CursorResult(NO_KEYS, null, outcome, compiled, statement);
  return new CursorResult(shape.keys, rowsOf(rows), outcome, compiled, statement);
}

/** The primary keys of rows that were inserted: from their values, from RETURNING, or the row's number. */
function primaryKeys(compiled: CompiledSql, statement: Insert, sets: readonly Values[], returned: DriverResult['rows'] | null, rowid: number | bigint | null): readonly (readonly unknown[] | null)[] {
  const { table } = statement;
  if (!(table instanceof Table)) return sets.map(() => null);
  const numbered = table.autoincrementColumn;
  const columns = table.primaryKey.map((column: Column) => ({
    key: column.key,
    place: (compiled.implicitReturning ?? []).findIndex((one) => one.identity === column.identity),
    otherwise: column === numbered ? rowid : null,
  }));
  return sets.map((values, index) => {
    const row = returned?.[index];
    return columns.map(({ key, place, otherwise }) => (row && place >= 0 ? row[place] : (values[key] ?? otherwise)));
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
  const { log } = connection.engine;
  const pageSize = Number(call.settings['insertmanyvaluesPageSize'] ?? call.settings['insertmanyvalues_page_size'] ?? DEFAULT_PAGE);
  const rows: (readonly unknown[])[] = [];
  let columns: DriverResult['columns'] = [];
  let latest: string | null = null;
  for (const batch of manyValuesBatches(compiled, sets, pageSize)) {
    const stats = log ? batchStats(cached, batch, plan) : '';
    const result = yield* connection.run({ sql: batch.sql, parameters: batch.parameters, many: false, repeats: batch.sql === latest, stats, cause: call.cause });
    latest = batch.sql;
    columns = result.columns;
    for (const row of plan.sentinels && plan.sorted ? inOrder(compiled, result, sets.slice(batch.start, batch.start + batch.count)) : result.rows) rows.push(row);
  }
  const shown = columns.length - (plan.sentinels?.length ?? 0);
  const trimmed: DriverResult = { columns: columns.slice(0, shown), rows: plan.sentinels ? rows.map((row) => row.slice(0, shown)) : rows, rowCount: rows.length };
  return finishedMany(connection, compiled, statement, trimmed, sets);
}

/** What the log tells of a batch in front of its parameters. */
function batchStats(cached: Cached, batch: ManyValuesBatch, plan: ManyValuesPlan): string {
  const order = `${plan.sorted ? 'ordered' : 'unordered'}${batch.downgraded ? '; batch not supported' : ''}`;
  const place = `${batch.number}/${batch.total} (${order})`;
  return batch.number === 1 ? `${statsText(cached)} (insertmanyvalues) ${place}` : `insertmanyvalues ${place}`;
}

/** The rows of one batch in the order of their parameters, found by the sentinels at the end of each row. */
function inOrder(compiled: CompiledSql, result: DriverResult, sets: readonly Values[]): readonly (readonly unknown[])[] {
  const plan = compiled.manyValues;
  const count = plan?.sentinels?.length ?? 0;
  if (result.rows.length !== sets.length && plan?.upsert !== true) {
    throw new InvalidRequestError(`Sentinel-keyed result set did not produce correct number of rows ${sets.length}; produced ${result.rows.length}.  Please ensure the sentinel column is fully unique and populated in all cases.`);
  }
  const sentinel = (row: readonly unknown[]): readonly unknown[] => row.slice(row.length - count);
  if (!plan?.sentinelBinds) return [...result.rows].sort((left, right) => compare(sentinel(left), sentinel(right)));
  const binds = plan.sentinelBinds.map((name) => ({ name, encode: compiled.encoder(name) }));
  const byKey = new Map(result.rows.map((row) => [sentinel(row).map(text).join('\u0000'), row]));
  return sets.map((set) => {
    const key = binds.map(({ name, encode }) => text(encode(set[name]))).join('\u0000');
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
  const returned = implicit ? { keys: shape.keys, rows } : null;
  const outcome: Outcome = {
    rowCount: result.rowCount,
    lastRowid: null,
    insertedKeys: statement instanceof Insert ? primaryKeys(compiled, statement, sets, returned?.rows ?? null, null) : [],
    returned,
    compiledParameters: sets,
    manyValues: true,
  };
  if (implicit) return new CursorResult(NO_KEYS, null, outcome, compiled, statement);
  return new CursorResult(shape.keys, rowsOf(rows), outcome, compiled, statement);
}
