import type { Access } from '../rows/access';
import { predicateOf } from '../rows/predicates';
import { query } from '../rows/storage';
import { itemOf, rowsWhere } from '../rows/tables';
import type { ReadRule } from './levels';
import type { LockMode } from './lock-table';
import { MustWait } from './must-wait';
import type { Store } from './store';

/** What a statement looked at, to be written down once it has gone through. */
export interface Looked {
  readonly access: Access;
  /** Items named by their keys; null when rows were looked for by a condition. */
  readonly points: readonly string[] | null;
  /** Items that satisfied the condition. */
  readonly qualifying: readonly string[];
}

/**
 * Locks what a statement looks at in one table, as its level has it, row by row.
 * @param take the lock for the qualifying rows that is held to the end whatever the level: for a
 *   write, or for SELECT ... FOR UPDATE; null for a plain read
 * @throws MustWait at the first row that another transaction holds; locks taken before are kept
 */
export function lookAt(store: Store, owner: string, access: Access, rule: ReadRule, take: LockMode | null): Looked {
  const { connection, locks } = store;
  const { table, alias, where, examined } = access;
  const points = access.points?.map((literals) => itemOf(table, query(connection, `SELECT ${literals.join(', ')}`).rows[0] ?? [])) ?? null;
  const examinedRows = rowsWhere(connection, table, examined, alias);
  const qualifying = new Set(rowsWhere(connection, table, where, alias).map(({ item }) => item));

  if (take !== null || rule.waitsForWriters) {
    const hidden = points ? points.filter((point) => !examinedRows.some(({ item }) => item === point)) : store.hiddenFrom(owner, { table, alias, where: examined }, examinedRows);
    // A row that does not exist is locked by its key where ranges are: nobody shall insert it.
    const lockedWhenMissing = rule.locksRanges && points !== null;
    for (const item of [...examinedRows.map((row) => row.item), ...hidden]) {
      const wanted = qualifying.has(item) ? take : null;
      wait(store, owner, item, wanted ?? 'shared');
      const exists = !hidden.includes(item);
      const holds = rule.holds === 'examined rows' || (rule.holds === 'qualifying rows' && qualifying.has(item));
      if (wanted) locks.grant(owner, item, wanted);
      else if (exists ? holds : lockedWhenMissing) locks.grant(owner, item, 'shared');
    }
  }
  if (rule.locksRanges && points === null) locks.grantRange(owner, predicateOf(access));
  return { access, points, qualifying: [...qualifying] };
}

/** Goes on only when the lock is free, or one's own. */
export function wait(store: Store, owner: string, item: string, mode: LockMode): void {
  const holders = store.locks.conflicts(owner, item, mode);
  if (holders.length > 0) throw new MustWait(holders, `${item}:${mode}`);
}

/** Writes down what was looked at: rows by key as reads, a condition as a predicate read and reads of what it found. */
export function noteReads(store: Store, transaction: string, { access, points, qualifying }: Looked, step: number): void {
  const { log } = store;
  const { name } = access.table;
  store.touched.add(name);
  if (points) {
    for (const item of points) log.read(transaction, item, name, step);
    return;
  }
  log.predicateRead(transaction, predicateOf(access), step);
  for (const item of qualifying) log.read(transaction, item, name, step);
}
