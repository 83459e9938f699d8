import type { Flow } from '../../../databases/flow';
import type { History } from '../../history/history';
import { sessionOf } from '../../history/transaction-name';
import type { Moment } from '../../moment';
import { onlyChanges } from '../../observe/moments';
import { VersionLog } from '../../observe/version-log';
import type { PostgresSession } from '../sessioned-postgres';
import { Items } from './items';
import type { Entry, StatementEntry } from './journal';
import type { Known } from './known';
import { Matching } from './matching';
import type { Observation } from './observation';
import { momentsOf, type Owner } from './postgres-moments';
import { pointOf, predicateOf } from './predicates';
import { noteStatement } from './reads';
import type { RowReport } from './row-reports';
import { valuesIn } from './row-values';
import { VersionPlaces } from './version-places';

/** Of more items versions are not told. */
const MOST_ITEMS = 40;

/** What an observation comes to. */
export interface Observed {
  readonly history: History;
  readonly moments: ReadonlyMap<number, Moment>;
}

/** The history that an observation's journal tells of, and how things stood after its steps. */
export function* observedBy(observation: Observation): Flow<Observed> {
  const { journal, tables, aside, gaps } = observation;
  const { entries } = journal;
  const statements = entries.filter((entry) => entry.kind === 'statement');
  const lost = new Set(statements.flatMap(({ reports }) => reports.filter(({ before, after }) => before === null && after === null).map(({ table }) => table)));
  for (const { name } of lost) gaps.addTable(name);
  const kept = entries.map((entry) => (entry.kind === 'statement' ? { ...entry, reports: entry.reports.filter(({ table }) => !lost.has(table)) } : entry));
  const left = tables.filter((table) => !lost.has(table));
  const items = new Items(left, kept);
  const matching = yield* learned(statements, items, aside);
  const ends = new Map(entries.flatMap((entry, index) => (entry.kind === 'commit' ? [[entry.transaction, index] as const] : [])));
  const log = new VersionLog(items.initial);
  const known: Known = { items, matching, log, lost, gaps, versions: new Map(), committedAt: (transaction) => ends.get(transaction) ?? Infinity };
  const savepoints = new Savepoints(log);
  for (const entry of kept) {
    if (entry.kind === 'statement') noteStatement(entry, known);
    else if ('name' in entry) savepoints.note(entry);
    else log.end(entry.transaction, entry.kind, entry.step);
  }
  const seen = log.history(
    (predicate, image) => matching.matches(predicate, image === null ? null : String(image[0])),
    (_, [image]) => valuesIn(String(image)),
  );
  const shown = itemsShown(seen);
  if (shown.size > MOST_ITEMS) gaps.addVersions();
  const moments = momentsOf(observation.looked, {
    places: new VersionPlaces(left, observation.reports, items, (report) => known.versions.get(report) ?? null),
    owners: ownersIn(observation.reports, kept),
    items: new Set([...shown].slice(0, MOST_ITEMS)),
  });
  return { history: { ...seen, gaps: gaps.clauses }, moments: onlyChanges(moments) };
}

/** What is written comes before what is only read. */
function itemsShown({ events }: History): Set<string> {
  const items = (kind: 'read' | 'write'): string[] => events.flatMap((event) => (event.kind === kind ? event.item : []));
  return new Set([...items('write'), ...items('read')]);
}

/** Whose the transactions are that changed rows. */
function ownersIn(reports: readonly RowReport[], entries: readonly Entry[]): Map<number, Owner> {
  const sessions = new Map(entries.flatMap((entry) => (entry.kind === 'statement' ? entry.reports.map((report) => [report.top, sessionOf(entry.transaction)] as const) : [])));
  return new Map(
    reports.flatMap(({ xid, top }) => {
      const session = sessions.get(top);
      return session === undefined || xid === null || top === null ? [] : [[xid, { session, top }] as const];
    }),
  );
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
