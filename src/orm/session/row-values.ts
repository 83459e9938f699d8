import type { Mapper } from '../map/mapper';
import { NO_VALUE, PASSIVE } from '../map/passive';
import type { InstanceState } from '../map/state';
import type { Flow } from '../flow';
import type { Delete, Update } from '../sql/dml';
import { BindParameter } from '../sql/elements';
import { ColumnDefault } from '../sql/schema/defaults';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { sameValue } from '../map/same-value';

export type Values = Record<string, unknown>;

/** One row to be written. */
export interface RowWrite {
  readonly state: InstanceState;
  readonly values: Values;
  /** SQL in the place of values. */
  readonly expressions: Values;
}

const NO_EXPRESSIONS: Values = Object.freeze({});

/** A row whose values are known; SQL is given only where there is some. */
export function rowWrite(state: InstanceState, values: Values, expressions: Values | null): RowWrite {
  return { state, values, expressions: expressions ?? NO_EXPRESSIONS };
}

/** Pending objects in the order in which they were added, then persistent ones by primary key. */
export function sortedStates(states: readonly InstanceState[]): InstanceState[] {
  const pending = inOrder(states.filter((state) => state.key === null), (left, right) => left.insertOrder - right.insertOrder);
  const persistent = inOrder(states.filter((state) => state.key !== null), (left, right) => compareKeys(left.key?.values ?? [], right.key?.values ?? []));
  return [...pending, ...persistent];
}

/** Sorts, unless it is sorted: most often it is. */
function inOrder(states: InstanceState[], compare: (left: InstanceState, right: InstanceState) => number): InstanceState[] {
  const isSorted = states.every((state, index) => {
    const before = states[index - 1];
    return before === undefined || compare(before, state) <= 0;
  });
  return isSorted ? states : states.sort(compare);
}

function compareKeys(left: readonly unknown[], right: readonly unknown[]): number {
  for (let index = 0; index < left.length; index += 1) {
    const [one, other] = [left[index], right[index]];
    if (one === other || sameValue(one, other)) continue;
    return (one as number) < (other as number) ? -1 : 1;
  }
  return 0;
}

/** The tables of a hierarchy, the inherited ones first. */
export function tablesOf(base: Mapper): readonly Table[] {
  return [...new Set(base.selfAndSubclasses.flatMap((mapper) => [...mapper.tables]))];
}

/** Neighbours that are written by the same statement: their columns, in the order of the table, are the same. */
export function groups(rows: readonly RowWrite[]): RowWrite[][] {
  const made: RowWrite[][] = [];
  let group: RowWrite[] = [];
  let last: RowWrite | null = null;
  for (const row of rows) {
    if (last && sameNames(last.values, row.values) && sameNames(last.expressions, row.expressions)) group.push(row);
    else made.push((group = [row]));
    last = row;
  }
  return made;
}

function sameNames(left: Values, right: Values): boolean {
  if (left === right) return true;
  let more = 0;
  for (const name in left) {
    if (!Object.hasOwn(right, name)) return false;
    more += 1;
  }
  for (const _ in right) more -= 1;
  return more === 0;
}

/** One set of values is executed once, several at a time. */
export function parametersOf(group: readonly RowWrite[]): Values | Values[] {
  const [first] = group;
  return group.length === 1 && first ? first.values : group.map(({ values }) => values);
}

/** The database makes the value of the column where INSERT names none. */
export function isMadeOnInsert({ serverDefault, default: own }: Column): boolean {
  return serverDefault !== null || (own instanceof ColumnDefault && own.clause !== null);
}

/** The database makes the value of the column where UPDATE names none. */
export function isMadeOnUpdate({ serverOnupdate, onupdate }: Column): boolean {
  return serverOnupdate !== null || (onupdate instanceof ColumnDefault && onupdate.clause !== null);
}

/** The attribute of a column; null for one that is not mapped. */
export function attributeKey(mapper: Mapper, column: Column): string | null {
  return mapper.propertyFor(column)?.key ?? null;
}

/** The counter of versions, where this table has it. */
export function versionIn(table: Table, mapper: Mapper): Column | null {
  const { versionColumn } = mapper;
  return versionColumn ? (table.c.values().find((column) => column.identity === versionColumn.identity) ?? null) : null;
}

export const keyBind = (column: Column): string => `${column.ownTable?.name ?? ''}_${column.key}`;

/** `table.id = :table_id` for all of the columns. */
export function whereKey<S extends Update | Delete>(statement: S, columns: readonly Column[]): S {
  return columns.reduce<S>((made, column) => made.where(column.eq(new BindParameter(keyBind(column), null, { type: column.type, required: true }))) as S, statement);
}

/** The value of a column that the database has; read from there where it is not known. */
export function* storedValue(state: InstanceState, column: Column): Flow<unknown> {
  const key = attributeKey(state.mapper, column) ?? '';
  const committed = state.committedValue(key);
  if (committed !== NO_VALUE) return committed;
  // An expired object is read whole before it is written, so that it is known to have a row.
  if (!state.values.has(key)) return yield* state.attribute(key).load(state, PASSIVE.flush);
  const place = state.mapper.primaryKey.findIndex((one) => state.mapper.propertyFor(one)?.key === key);
  return state.key?.values[place];
}
