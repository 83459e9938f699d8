import type { Flow } from '../../../databases/flow';
import type { History } from '../../history/history';
import { VersionLog } from '../../observe/version-log';
import type { PostgresSession } from '../sessioned-postgres';
import { Items } from './items';
import type { Entry, Journal, StatementEntry } from './journal';
import { Matching } from './matching';
import type { ObservedTable } from './observed-table';
import { pointOf, predicateOf } from './predicates';
import type { Known } from './known';
import { noteStatement } from './reads';

/** The history that a journal tells of. */
export function* historyOf(journal: Journal, tables: readonly ObservedTable[], aside: PostgresSession): Flow<History> {
  const { entries } = journal;
  const statements = entries.filter((entry) => entry.kind === 'statement');
  const lost = new Set(statements.flatMap(({ reports }) => reports.filter(({ before, after }) => before === null && after === null).map(({ table }) => table)));
  const kept = entries.map((entry) => (entry.kind === 'statement' ? { ...entry, reports: entry.reports.filter(({ table }) => !lost.has(table)) } : entry));
  const items = new Items(tables.filter((table) => !lost.has(table)), kept);
  const matching = yield* learned(statements, items, aside);
  const ends = new Map(entries.flatMap((entry, index) => (entry.kind === 'commit' ? [[entry.transaction, index] as const] : [])));
  const log = new VersionLog(items.initial);
  const known: Known = { items, matching, log, lost, committedAt: (transaction) => ends.get(transaction) ?? Infinity };
  const savepoints = new Savepoints(log);
  for (const entry of kept) {
    if (entry.kind === 'statement') noteStatement(entry, known);
    else if ('name' in entry) savepoints.note(entry);
    else log.end(entry.transaction, entry.kind, entry.step);
  }
  return log.history((predicate, image) => matching.matches(predicate, image === null ? null : String(image[0])));
}

/** How many versions a transaction had made at each of its savepoints. */
class Savepoints {
  readonly #counts = new Map<string, number>();

  constructor(readonly log: VersionLog) {}

  note({ kind, transaction, name }: Extract<Entry, { name: string }>): void {
    const key = `${transaction}\0${name}`;
    if (kind === 'savepoint') this.#counts.set(key, this.log.count(transaction));
    else this.log.takeBack(transaction, this.#counts.get(key) ?? 0);
  }
}

function* learned(statements: readonly StatementEntry[], items: Items, aside: PostgresSession): Flow<Matching> {
  const matching = new Matching();
  for (const scan of statements.flatMap(({ plan, fetches }) => [...plan.scans, ...(fetches ?? [])])) {
    const images = [...(items.images.get(scan.table)?.values() ?? [])].flatMap((ofItem) => [...ofItem]);
    for (const { where } of [predicateOf(scan), pointOf(scan)].filter((one) => one !== null)) {
      if (where !== null) yield* matching.learn(aside, scan.table, where, images);
    }
  }
  return matching;
}
