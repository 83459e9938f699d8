import type { CursorResult } from '../engine/cursor-result';
import type { Flow } from '../flow';
import { StaleDataError } from '../map/errors';
import type { Mapper } from '../map/mapper';
import { NO_VALUE, PASSIVE } from '../map/passive';
import type { InstanceState } from '../map/state';
import { asClause } from '../sql/clause';
import { delete_, insert, update, type Delete, type Update } from '../sql/dml';
import { BindParameter } from '../sql/elements';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { sameValue } from '../map/same-value';
import type { RowWriter } from './row-writer';

type Values = Record<string, unknown>;

/** One row to be written. */
interface RowWrite {
  readonly state: InstanceState;
  readonly values: Values;
  /** SQL in the place of values. */
  readonly expressions: Values;
}

/** Pending objects in the order in which they were added, then persistent ones by primary key. */
export function sortedStates(states: readonly InstanceState[]): InstanceState[] {
  const pending = states.filter((state) => state.key === null).sort((left, right) => left.insertOrder - right.insertOrder);
  const persistent = states.filter((state) => state.key !== null).sort((left, right) => compareKeys(left.key?.values ?? [], right.key?.values ?? []));
  return [...pending, ...persistent];
}

function compareKeys(left: readonly unknown[], right: readonly unknown[]): number {
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (sameValue(one, other)) continue;
    return (one as number) < (other as number) ? -1 : 1;
  }
  return 0;
}

/** Writes the rows of objects of one hierarchy: UPDATE for those that changed, then INSERT for new ones. */
export function* saveStates(base: Mapper, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const sorted = sortedStates(states);
  const hadKey = new Set(sorted.filter((state) => state.key !== null));
  for (const table of tablesOf(base)) {
    const here = sorted.filter((state) => state.mapper.tables.includes(table));
    yield* updateRows(table, here.filter((state) => hadKey.has(state)), writer);
    yield* insertRows(table, here.filter((state) => !hadKey.has(state)), writer);
  }
}

/** Deletes the rows of objects of one hierarchy. */
export function* deleteStates(base: Mapper, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const sorted = sortedStates(states);
  for (const table of [...tablesOf(base)].reverse()) {
    yield* deleteRows(table, sorted.filter((state) => state.key !== null && state.mapper.tables.includes(table)), writer);
  }
}

/** The tables of a hierarchy, the inherited ones first. */
function tablesOf(base: Mapper): readonly Table[] {
  return [...new Set(base.selfAndSubclasses.flatMap((mapper) => [...mapper.tables]))];
}

/** Neighbours with the same columns go together. */
function groups(rows: readonly RowWrite[], key: (row: RowWrite) => string): RowWrite[][] {
  const made: RowWrite[][] = [];
  let last: string | null = null;
  for (const row of rows) {
    const own = key(row);
    if (own === last) made[made.length - 1]?.push(row);
    else made.push([row]);
    last = own;
  }
  return made;
}

const shape = (row: RowWrite): string => JSON.stringify([Object.keys(row.values).sort(), Object.keys(row.expressions).sort()]);

function attributeKey(mapper: Mapper, column: Column): string | null {
  return mapper.propertyFor(column)?.key ?? null;
}

function insertValues(table: Table, state: InstanceState): RowWrite {
  const [values, expressions]: [Values, Values] = [{}, {}];
  for (const column of table.c) {
    const key = attributeKey(state.mapper, column);
    if (key === null) continue;
    const value = state.values.get(key);
    if (asClause(value)) expressions[column.key] = value;
    else if (value !== null && value !== undefined) values[column.key] = value;
    else if (column.identity === state.mapper.versionColumn?.identity) continue;
    else if (!column.primaryKey && column.default === null && column.serverDefault === null) values[column.key] = null;
  }
  const version = table.c.values().find((column) => column.identity === state.mapper.versionColumn?.identity);
  if (version && !(version.key in values) && state.mapper.options.versionIdGenerator !== false) values[version.key] = state.mapper.nextVersion(null);
  return { state, values, expressions };
}

function* insertRows(table: Table, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const rows = states.map((state) => insertValues(table, state));
  for (const group of groups(rows, shape)) {
    const [first] = group;
    if (!first) continue;
    const hasKey = table.primaryKey.every((column) => column.key in first.values);
    const hasDefaults = table.c.values().every((column) => column.serverDefault === null || column.key in first.values);
    const hasExpressions = Object.keys(first.expressions).length > 0;
    const eager = !hasDefaults && writer.dialect.supportsReturning;
    if (hasKey && !hasExpressions && !eager) {
      const result = yield* writer.execute(insert(table), parametersOf(group));
      for (const [index, row] of group.entries()) stored(table, row, result, index);
    } else if (group.length > 1 && !hasExpressions && writer.dialect.supportsReturning) {
      const result = yield* writer.execute(insert(table).returnDefaults().replaced({ sortByParameterOrder: true }), group.map(({ values }) => values));
      for (const [index, row] of group.entries()) stored(table, row, result, index);
    } else {
      for (const row of group) {
        const statement = hasExpressions ? insert(table).values(row.expressions) : insert(table);
        const returning = eager || (writer.dialect.supportsReturning && first.state.mapper.versionColumn !== null);
        const result = yield* writer.execute(returning ? statement.returnDefaults() : statement, row.values);
        stored(table, row, result, 0);
      }
    }
  }
}

/** One set of values is executed once, several at a time. */
function parametersOf(group: readonly RowWrite[]): Values | Values[] {
  const [first] = group;
  return group.length === 1 && first ? first.values : group.map(({ values }) => values);
}

/** The object learns what the database and the defaults made of its row. */
function stored(table: Table, row: RowWrite, result: CursorResult, index: number): void {
  const { state } = row;
  const key = result.outcome.insertedKeys[index];
  for (const [place, column] of table.primaryKey.entries()) {
    const attribute = attributeKey(state.mapper, column);
    if (attribute !== null && key && (state.values.get(attribute) ?? null) === null) state.values.set(attribute, key[place]);
  }
  const bound = result.outcome.compiledParameters[index] ?? {};
  for (const prefetch of result.compiled?.prefetches ?? []) put(state, prefetch.column, bound[prefetch.bindName]);
  const version = state.mapper.versionColumn;
  if (version) {
    const property = state.mapper.propertyFor(version);
    const value = row.values[String(version.key)];
    if (property && value !== undefined) state.values.set(property.key, value);
  }
  const returned = result.outcome.returnedDefaults?.[index];
  const known = new Set<string>();
  for (const [place, column] of (result.compiled?.implicitReturning ?? []).entries()) {
    const property = state.mapper.propertyFor(column);
    if (!property || !returned) continue;
    state.values.set(property.key, returned._values[place]);
    known.add(property.key);
  }
  const unknown = table.c.values().flatMap((column) => {
    const attribute = attributeKey(state.mapper, column);
    if (attribute === null || known.has(attribute) || column.primaryKey) return [];
    return column.key in row.expressions || (column.serverDefault !== null && !(column.key in row.values)) ? [attribute] : [];
  });
  state.expireAttributes(unknown);
}

function put(state: InstanceState, column: Column, value: unknown): void {
  const key = attributeKey(state.mapper, column);
  if (key !== null) state.values.set(key, value);
}

const keyBind = (column: Column): string => `${column.ownTable?.name ?? ''}_${column.key}`;

/** `table.id = :table_id` for all of the primary key, and for the version where there is one. */
function whereKey<S extends Update | Delete>(statement: S, columns: readonly Column[]): S {
  return columns.reduce<S>((made, column) => made.where(column.eq(new BindParameter(keyBind(column), null, { type: column.type, required: true }))) as S, statement);
}

function* updateRows(table: Table, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const rows: RowWrite[] = [];
  for (const state of states) {
    const row = yield* updateValues(table, state);
    if (row) rows.push(row);
  }
  for (const group of groups(rows, shape)) {
    const [first] = group;
    if (!first) continue;
    const version = versionIn(table, first.state.mapper);
    const statement = whereKey(update(table), [...table.primaryKey, ...(version ? [version] : [])]);
    let matched = 0;
    if (Object.keys(first.expressions).length > 0) {
      for (const row of group) matched += (yield* writer.execute(statement.values(row.expressions), row.values)).rowcount;
    } else {
      const result = yield* writer.execute(statement, parametersOf(group));
      matched = result.rowcount;
      for (const [index, row] of group.entries()) {
        const bound = result.outcome.compiledParameters[index] ?? {};
        for (const prefetch of result.compiled?.prefetches ?? []) put(row.state, prefetch.column, bound[prefetch.bindName]);
      }
    }
    if (matched !== group.length) throw new StaleDataError(`UPDATE statement on table '${table.description}' expected to update ${group.length} row(s); ${matched} were matched.`);
    for (const { state, values, expressions } of group) {
      if (version) put(state, version, values[version.key]);
      const unknown = table.c.values().filter((column) => column.key in expressions || (column.serverOnupdate !== null && !(column.key in values)));
      state.expireAttributes(unknown.flatMap((column) => attributeKey(state.mapper, column) ?? []));
    }
  }
}

function versionIn(table: Table, mapper: Mapper): Column | null {
  return table.c.values().find((column) => column.identity === mapper.versionColumn?.identity) ?? null;
}

/** The changed columns of an object in one table, with its key; null when nothing changed there. */
function* updateValues(table: Table, state: InstanceState): Flow<RowWrite | null> {
  const { mapper } = state;
  const [values, expressions]: [Values, Values] = [{}, {}];
  for (const column of table.c) {
    const key = attributeKey(mapper, column);
    if (key === null || !state.committed.has(key) || !state.values.has(key)) continue;
    const value = state.values.get(key);
    if (asClause(value)) expressions[column.key] = value;
    else if (!sameAsCommitted(value, state.committed.get(key))) values[column.key] = value;
  }
  const version = versionIn(table, mapper);
  if (Object.keys(values).length === 0 && Object.keys(expressions).length === 0) return null;
  for (const column of table.primaryKey) values[keyBind(column)] = yield* keyValue(state, column);
  if (version) {
    const key = attributeKey(mapper, version) ?? '';
    const current = state.committedValue(key) === NO_VALUE ? yield* state.attribute(key).load(state, PASSIVE.flush) : state.committedValue(key);
    values[keyBind(version)] = current;
    values[version.key] ??= mapper.nextVersion(current);
  }
  return { state, values, expressions };
}

function sameAsCommitted(value: unknown, committed: unknown): boolean {
  return typeof committed !== 'symbol' && sameValue(value, committed);
}

/** The value of a primary key column that the database has. */
function* keyValue(state: InstanceState, column: Column): Flow<unknown> {
  const key = attributeKey(state.mapper, column) ?? '';
  const committed = state.committedValue(key);
  if (committed !== NO_VALUE) return committed;
  // An expired object is read whole before it is written, so that it is known to have a row.
  if (!state.values.has(key)) return yield* state.attribute(key).load(state, PASSIVE.flush);
  const place = state.mapper.primaryKey.findIndex((one) => state.mapper.propertyFor(one)?.key === key);
  return state.key?.values[place];
}

function* deleteRows(table: Table, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  const [first] = states;
  if (!first) return;
  const version = versionIn(table, first.mapper);
  const columns = [...table.primaryKey, ...(version ? [version] : [])];
  const statement = whereKey(delete_(table), columns);
  const sets: Values[] = [];
  for (const state of states) {
    const set: Values = {};
    for (const column of columns) set[keyBind(column)] = yield* keyValue(state, column);
    sets.push(set);
  }
  const result = yield* writer.execute(statement, sets.length === 1 ? sets[0] : sets);
  if (result.rowcount < 0 || result.rowcount === sets.length || first.mapper.options.confirmDeletedRows === false) return;
  const text = `DELETE statement on table '${table.description}' expected to delete ${sets.length} row(s); ${result.rowcount} were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.`;
  if (version) throw new StaleDataError(text);
  writer.warn(text);
}
