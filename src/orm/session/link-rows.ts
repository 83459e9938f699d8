import type { Flow } from '../flow';
import { StaleDataError } from '../map/errors';
import type { ColumnPair } from '../map/relationship-join';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { delete_, insert } from '../sql/dml';
import { BindParameter } from '../sql/elements';
import { NO_VALUE } from '../map/passive';
import type { RowWriter } from './row-writer';

type Values = Record<string, unknown>;
export type Link = readonly [parent: InstanceState, child: InstanceState];

/** Inserts and deletes the rows of a secondary table. @throws StaleDataError when a row that is to be deleted is not there */
export function* writeLinkRows(writer: RowWriter, relationship: Relationship, inserted: readonly Link[], deleted: readonly Link[]): Flow<void> {
  const { secondary, join } = relationship;
  if (!secondary) return;
  // In the order of the table, whichever side asks.
  const linking = new Set<object>([...join.pairs, ...join.secondaryPairs].map(({ target }) => target.identity));
  const columns = secondary.c.values().filter((column) => linking.has(column.identity));
  const rows = (links: readonly Link[]): Values[] => links.map(([parent, child]) => ({ ...values(parent, join.pairs, true), ...values(child, join.secondaryPairs, true) }));
  if (deleted.length > 0) {
    const statement = columns.reduce((made, column) => made.where(column.eq(new BindParameter(String(column.key), null, { type: column.type, required: true }))), delete_(secondary));
    const result = yield* writer.execute(statement, one(rows(deleted)));
    if (result.rowcount >= 0 && result.rowcount !== deleted.length) {
      throw new StaleDataError(`DELETE statement on table '${secondary.description}' expected to delete ${deleted.length} row(s); Only ${result.rowcount} were matched.`);
    }
  }
  if (inserted.length > 0) yield* writer.execute(insert(secondary), one(inserted.map(([parent, child]) => ({ ...values(parent, join.pairs, false), ...values(child, join.secondaryPairs, false) }))));
}

function one(sets: readonly Values[]): Values | readonly Values[] {
  const [only] = sets;
  return sets.length === 1 && only ? only : sets;
}

/** The columns of the secondary table that refer to an object. @param before by the key that the database has */
function values(state: InstanceState, pairs: readonly ColumnPair[], before: boolean): Values {
  const read = (pair: ColumnPair): unknown => (before ? state.mapper.committedColumnValue(state, pair.source) : state.mapper.columnValue(state, pair.source));
  return Object.fromEntries(pairs.map((pair) => [String(pair.target.key), read(pair) === NO_VALUE ? null : read(pair)]));
}
