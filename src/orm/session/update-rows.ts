import type { CursorResult } from '../engine/cursor-result';
import type { Flow } from '../flow';
import { FlushError, StaleDataError } from '../map/errors';
import { NO_VALUE, PASSIVE } from '../map/passive';
import { sameValue } from '../map/same-value';
import type { InstanceState } from '../map/state';
import { asClause } from '../sql/clause';
import { update } from '../sql/dml';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { attributeKey, groups, isMadeOnUpdate, keyBind, parametersOf, rowWrite, versionIn, whereKey, type RowWrite, type Values } from './row-values';
import type { RowWriter } from './row-writer';
import type { SavePlan } from './save-rows';

/** An object whose row is there. */
export interface Updated {
  readonly state: InstanceState;
  /** The object that has the version of the row: another one where its row is taken over. */
  readonly versionOf: InstanceState;
}

/** Updates changed columns of rows of one table. @throws StaleDataError when rows are gone, or have another version */
export function* updateRows(plan: SavePlan, table: Table, updated: readonly Updated[], writer: RowWriter): Flow<void> {
  const rows: RowWrite[] = [];
  for (const one of updated) {
    const row = yield* rowOf(plan, table, one);
    if (row) rows.push(row);
  }
  for (const group of groups(rows)) yield* updateGroup(table, group, writer);
}

function* updateGroup(table: Table, group: readonly RowWrite[], writer: RowWriter): Flow<void> {
  const [first] = group;
  if (!first) return;
  const { mapper } = first.state;
  const version = versionIn(table, mapper);
  const plain = whereKey(update(table), [...table.primaryKey, ...(version ? [version] : [])]);
  const byDatabase = table.c.values().filter((column) => (isMadeOnUpdate(column) && !(column.key in first.values)) || column.key in first.expressions);
  const eager = writer.dialect.supportsReturning && mapper.base.options.eagerDefaults === true && byDatabase.length > 0;
  const statement = eager ? plain.returnDefaults() : plain;
  let matched = 0;
  if (version !== null || eager || Object.keys(first.expressions).length > 0) {
    for (const row of group) {
      const result = yield* writer.execute(Object.keys(row.expressions).length > 0 ? statement.values(row.expressions) : statement, row.values);
      matched += eager ? (result.outcome.returned?.rows.length ?? 0) : result.rowcount;
      stored(row, result, 0, byDatabase, version);
    }
  } else {
    const result = yield* writer.execute(statement, parametersOf(group));
    matched = result.rowcount;
    const isNews = byDatabase.length > 0 || (result.compiled?.prefetches.length ?? 0) > 0 || (result.compiled?.implicitReturning ?? null) !== null;
    if (isNews) for (const [index, row] of group.entries()) stored(row, result, index, byDatabase, version);
  }
  if (matched >= 0 && matched !== group.length) throw new StaleDataError(`UPDATE statement on table '${table.description}' expected to update ${group.length} row(s); ${matched} were matched.`);
}

/** The object learns what the defaults and the database made of its row. */
function stored({ state, values }: RowWrite, result: CursorResult, index: number, byDatabase: readonly Column[], version: Column | null): void {
  const { mapper } = state;
  const bound = result.outcome.compiledParameters[index] ?? {};
  for (const prefetch of result.compiled?.prefetches ?? []) put(state, attributeKey(mapper, prefetch.column), bound[prefetch.bindName]);
  if (version && version.key in values) put(state, attributeKey(mapper, version), values[version.key]);
  const returned = result.outcome.returned?.rows[index];
  const known = new Set<string>();
  for (const [place, column] of (result.compiled?.implicitReturning ?? []).entries()) {
    const property = mapper.propertyFor(column);
    if (!property || !returned) continue;
    put(state, property.key, returned[place]);
    known.add(property.key);
  }
  const unknown = byDatabase.flatMap((column) => attributeKey(mapper, column) ?? []).filter((key) => !known.has(key));
  if (unknown.length > 0) state.expireAttributes(unknown);
}

function put(state: InstanceState, key: string | null, value: unknown): void {
  if (key === null) return;
  state.values.set(key, value);
  state.markRead(key);
}

/** The changed columns of an object in one table, with its key; null when nothing changed there. */
function* rowOf(plan: SavePlan, table: Table, { state, versionOf }: Updated): Flow<RowWrite | null> {
  const { mapper } = state;
  const values: Values = {};
  let expressions: Values | null = null;
  if (state.committed.size > 0) {
    for (const { column, key } of mapper.storedIn(table)) {
      if (!state.committed.has(key) || !state.values.has(key)) continue;
      const value = state.values.get(key);
      if (typeof value === 'object' && asClause(value)) (expressions ??= {})[column.key] = value;
      else if (!isCommitted(value, state.committed.get(key))) values[column.key] = value;
    }
  }
  const version = versionIn(table, mapper);
  const changed = expressions !== null || Object.keys(values).length > 0;
  if (version) {
    if (!changed && !changesElsewhere(state)) return null;
    yield* setVersion(values, state, versionOf, version, changed);
  } else if (!changed) return null;
  for (const column of table.primaryKey) {
    const known = unchangedKey(state, column);
    if (known === null) yield* setKey(plan, table, state, column, values);
    else values[keyBind(column)] = known;
  }
  const written = Object.keys(values).length - table.primaryKey.length - (version ? 1 : 0);
  return expressions !== null || written > 0 ? rowWrite(state, values, expressions) : null;
}

function isCommitted(value: unknown, committed: unknown): boolean {
  return typeof committed !== 'symbol' && sameValue(value, committed);
}

/** Another table of the object's class gets changes: the version grows all the same. */
function changesElsewhere(state: InstanceState): boolean {
  return state.mapper.columnProperties.some(({ key }) => state.committed.has(key) && state.attribute(key).history(state).added.length > 0);
}

function* setVersion(values: Values, state: InstanceState, versionOf: InstanceState, version: Column, changed: boolean): Flow<void> {
  const key = attributeKey(versionOf.mapper, version) ?? '';
  const known = versionOf.committedValue(key);
  const current = known === NO_VALUE ? yield* versionOf.attribute(key).load(versionOf, PASSIVE.flush) : known;
  values[keyBind(version)] = current;
  if (version.key in values) return;
  if (state.mapper.options.versionIdGenerator !== false) values[version.key] = state.mapper.nextVersion(current);
  else if (!changed) values[version.key] = current;
}

/** The value of a column of the primary key that nobody has changed; null where it is not known, or not plain. */
function unchangedKey(state: InstanceState, column: Column): unknown {
  const key = attributeKey(state.mapper, column);
  return key === null || state.committed.has(key) ? null : (state.values.get(key) ?? null);
}

/** The value by which a row is found: the one that the database has, which may be the new one already. @throws FlushError when it is NULL */
function* setKey(plan: SavePlan, table: Table, state: InstanceState, column: Column, values: Values): Flow<void> {
  const key = attributeKey(state.mapper, column) ?? '';
  const history = yield* state.attribute(key).loadHistory(state, PASSIVE.flush);
  const [added] = history.added;
  let found: unknown;
  if (history.added.length === 0) {
    [found] = history.unchanged;
    if (history.unchanged.length === 0) found = state.key?.values[state.mapper.primaryKey.findIndex((one) => state.mapper.propertyFor(one)?.key === key)];
  } else if (history.deleted.length === 0 || plan.isKeyCascaded(state, column)) {
    found = added;
    Reflect.deleteProperty(values, column.key);
  } else [found] = history.deleted;
  if (found === null || found === undefined) throw new FlushError(`Can't update table ${table.description} using NULL for primary key value on column ${column.toString()}`);
  values[keyBind(column)] = found;
}
