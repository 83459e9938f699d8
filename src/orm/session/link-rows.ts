import type { Flow } from '../flow';
import { StaleDataError } from '../map/errors';
import { NO_VALUE } from '../map/passive';
import type { ColumnPair } from '../map/relationship-join';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { delete_, insert, update } from '../sql/dml';
import { BindParameter, type ColumnElement } from '../sql/elements';
import type { FromClause } from '../sql/from-clause';
import type { RowWriter } from './row-writer';
import { currentValue } from './sync-columns';

type Values = Record<string, unknown>;
export type Link = readonly [parent: InstanceState, child: InstanceState];

/** What happens to the rows of a secondary table. */
export interface LinkChanges {
  readonly inserted: readonly Link[];
  readonly deleted: readonly Link[];
  /** Rows whose keys follow those of their objects. */
  readonly moved: readonly Link[];
}

/** Writes the rows of a secondary table. @throws StaleDataError when a row that is to be changed is not there */
export function* writeLinkRows(writer: RowWriter, relationship: Relationship, { inserted, deleted, moved }: LinkChanges): Flow<void> {
  const { secondary, join } = relationship;
  if (!secondary) return;
  // In the order of the table, whichever side asks.
  const linking = new Set<object>([...join.pairs, ...join.secondaryPairs].map(({ target }) => target.identity));
  const columns = secondary.c.values().filter((column) => linking.has(column.identity));
  const rows = function* (links: readonly Link[], before: boolean): Flow<Values[]> {
    const made: Values[] = [];
    for (const [parent, child] of links) made.push({ ...(yield* keys(parent, join.pairs, before)), ...(yield* keys(child, join.secondaryPairs, before)) });
    return made;
  };
  if (deleted.length > 0) {
    const statement = columns.reduce((made, column) => made.where(column.eq(bind(column, ''))), delete_(secondary));
    const result = yield* writer.execute(statement, one(yield* rows(deleted, true)));
    check('DELETE', 'delete', secondary, deleted.length, result.rowcount);
  }
  if (moved.length > 0) {
    const statement = columns.reduce((made, column) => made.where(column.eq(bind(column, 'old_'))), update(secondary));
    const old = yield* rows(moved, true);
    const sets = (yield* rows(moved, false)).map((now, index) => {
      const before = old[index] ?? {};
      return { ...now, ...Object.fromEntries(Object.entries(before).map(([key, value]) => [`old_${key}`, value])) };
    });
    const result = yield* writer.execute(statement, one(sets));
    check('UPDATE', 'update', secondary, moved.length, result.rowcount);
  }
  if (inserted.length > 0) yield* writer.execute(insert(secondary), one(yield* rows(inserted, false)));
}

function bind(column: ColumnElement, prefix: string): BindParameter {
  return new BindParameter(`${prefix}${String(column.key)}`, null, { type: column.type, required: true });
}

function check(verb: string, action: string, table: FromClause, expected: number, matched: number): void {
  if (matched < 0 || matched === expected) return;
  throw new StaleDataError(`${verb} statement on table '${table.description}' expected to ${action} ${expected} row(s); Only ${matched} were matched.`);
}

function one(sets: readonly Values[]): Values | readonly Values[] {
  const [only] = sets;
  return sets.length === 1 && only ? only : sets;
}

/** The columns of the secondary table that refer to an object. @param before by the key that the database has */
function* keys(state: InstanceState, pairs: readonly ColumnPair[], before: boolean): Flow<Values> {
  const made: Values = {};
  for (const { source, target } of pairs) {
    const committed = before ? state.mapper.committedColumnValue(state, source) : NO_VALUE;
    const value = committed === NO_VALUE ? yield* currentValue(state, source) : committed;
    made[String(target.key)] = value === NO_VALUE ? null : value;
  }
  return made;
}
