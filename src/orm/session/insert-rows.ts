import type { CursorResult } from '../engine/cursor-result';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import type { InstanceState } from '../map/state';
import { asClause } from '../sql/clause';
import { insert } from '../sql/dml';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { attributeKey, groups, isMadeOnInsert, parametersOf, rowWrite, versionIn, type RowWrite, type Values } from './row-values';
import type { RowWriter } from './row-writer';

/** Inserts rows of one table: those of the same shape together, in as few statements as can tell what the database made of them. */
export function* insertRows(table: Table, states: readonly InstanceState[], writer: RowWriter): Flow<void> {
  if (states.length === 0) return;
  const version = states[0] ? versionIn(table, states[0].mapper) : null;
  const columns = new Map<Mapper, readonly InsertedColumn[]>();
  const rows = states.map((state) => {
    const { mapper } = state;
    let own = columns.get(mapper);
    if (!own) columns.set(mapper, (own = insertedColumns(table, mapper, version)));
    return rowOf(own, state, version);
  });
  for (const group of groups(rows)) yield* insertGroup(table, group, version, writer);
}

function* insertGroup(table: Table, group: readonly RowWrite[], version: Column | null, writer: RowWriter): Flow<void> {
  const [first] = group;
  if (!first) return;
  const { mapper } = first.state;
  const { supportsReturning } = writer.dialect;
  const hasKey = table.primaryKey.every((column) => column.key in first.values);
  const hasDefaults = table.c.values().every((column) => !isMadeOnInsert(column) || column.key in first.values);
  const hasExpressions = Object.keys(first.expressions).length > 0;
  const eager = !hasDefaults && supportsReturning && mapper.base.options.eagerDefaults !== false;
  if (hasKey && !hasExpressions && !eager) {
    const result = yield* writer.execute(insert(table), parametersOf(group));
    store(table, group, result, version);
    return;
  }
  if (group.length > 1 && !hasExpressions && supportsReturning) {
    const result = yield* writer.execute(insert(table).returnDefaults().replaced({ sortByParameterOrder: true }), group.map(({ values }) => values));
    store(table, group, result, version);
    return;
  }
  for (const row of group) {
    const statement = hasExpressions ? insert(table).values(row.expressions) : insert(table);
    const result = yield* writer.execute(eager || (supportsReturning && version !== null) ? statement.returnDefaults() : statement, row.values);
    store(table, [row], result, version);
  }
}

/** A column of the table, as rows of one class have it. */
interface InsertedColumn {
  /** The attribute that has the value. */
  readonly attribute: string;
  readonly key: string;
  /** An attribute that is null is written as NULL. */
  readonly writesNull: boolean;
  /** An attribute that was never set is written as NULL. */
  readonly writesAbsent: boolean;
}

function insertedColumns(table: Table, mapper: Mapper, version: Column | null): readonly InsertedColumn[] {
  return mapper.storedIn(table).map(({ column, key: attribute }) => {
    const hasNoDefault = column !== version && !column.primaryKey && column.default === null && column.serverDefault === null;
    // Where null is a value of its own, an attribute without a value is left out.
    return { attribute, key: column.key, writesNull: hasNoDefault || column.type.evaluatesNone, writesAbsent: hasNoDefault && !column.type.evaluatesNone };
  });
}

function rowOf(columns: readonly InsertedColumn[], state: InstanceState, version: Column | null): RowWrite {
  const { mapper } = state;
  const values: Values = {};
  let expressions: Values | null = null;
  for (const { attribute, key, writesNull, writesAbsent } of columns) {
    const value = state.values.get(attribute);
    if (value !== null && value !== undefined) {
      if (typeof value === 'object' && asClause(value)) (expressions ??= {})[key] = value;
      else values[key] = value;
    } else if (value === null ? writesNull : writesAbsent) values[key] = null;
  }
  if (version && !(version.key in values) && mapper.options.versionIdGenerator !== false) values[version.key] = mapper.nextVersion(null);
  return rowWrite(state, values, expressions);
}

/** What objects of one class learn from an execution. */
interface Learned {
  /** Attributes of the primary key, with their places in it. */
  readonly keys: readonly (readonly [attribute: string, place: number])[];
  /** Attributes whose defaults were worked out here, with the names of their parameters. */
  readonly defaults: readonly (readonly [attribute: string | null, bind: string])[];
  /** Attributes that came back, with their places. */
  readonly returned: readonly (readonly [attribute: string, place: number])[];
  /** Attributes whose value only the database knows. */
  readonly unknown: readonly string[];
  readonly version: string | null;
}

/** @param row one of those that were inserted: the others have the same columns */
function learned(table: Table, { state: { mapper }, values, expressions }: RowWrite, { compiled, outcome }: CursorResult, version: Column | null): Learned {
  const returned = (outcome.returned ? (compiled?.implicitReturning ?? []) : []).flatMap((column, place) => {
    const property = mapper.propertyFor(column);
    return property ? [[property.key, place] as const] : [];
  });
  const known = new Set(returned.map(([attribute]) => attribute));
  return {
    keys: table.primaryKey.flatMap((column, place) => {
      const attribute = attributeKey(mapper, column);
      return attribute === null ? [] : [[attribute, place] as const];
    }),
    defaults: (compiled?.prefetches ?? []).map(({ column, bindName }) => [attributeKey(mapper, column), bindName] as const),
    returned,
    unknown: mapper.storedIn(table).flatMap(({ column, key: attribute }) => {
      const isMade = isMadeOnInsert(column) || column.key in expressions;
      return column.primaryKey || !isMade || column.key in values || known.has(attribute) ? [] : attribute;
    }),
    version: version && values[version.key] !== undefined ? attributeKey(mapper, version) : null,
  };
}

/** Objects learn what the database and the defaults made of their rows. @param group rows with the same columns */
function store(table: Table, group: readonly RowWrite[], result: CursorResult, version: Column | null): void {
  const { insertedKeys, compiledParameters, returned } = result.outcome;
  const all = new Map<Mapper, Learned>();
  for (const [index, row] of group.entries()) {
    const { state } = row;
    const { mapper } = state;
    let own = all.get(mapper);
    if (!own) all.set(mapper, (own = learned(table, row, result, version)));
    const key = insertedKeys[index];
    for (const [attribute, place] of own.keys) if (key && (state.values.get(attribute) ?? null) === null) put(state, attribute, key[place]);
    for (const [attribute, bind] of own.defaults) put(state, attribute, compiledParameters[index]?.[bind]);
    if (version && own.version !== null) put(state, own.version, row.values[version.key]);
    for (const [attribute, place] of own.returned) put(state, attribute, returned?.rows[index]?.[place]);
    if (own.unknown.length > 0) state.expireAttributes(own.unknown);
    if (own.returned.length > 0 && mapper.events.has('refreshFlush')) mapper.events.dispatch('refreshFlush', state.object, own.returned.map(([attribute]) => attribute));
  }
}

function put(state: InstanceState, key: string | null, value: unknown): void {
  if (key === null) return;
  state.values.set(key, value);
  state.markRead(key);
}
