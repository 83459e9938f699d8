import type { StatementEntry } from './journal';
import type { Known } from './known';
import { isOnKey, pointOf, predicateOf } from './predicates';
import type { Scan } from './scans';

/**
 * Writes down what a statement read and then what it wrote.
 *
 * Which version of a row a statement saw follows from the rules of multiversion concurrency control
 * (PostgreSQL manual, 13.2): the newest one of its own transaction or of one that had committed
 * when its snapshot was taken; of a row that it locks or changes, the newest that is committed when
 * it goes through: READ COMMITTED looks at that again, and other levels fail if it is not the same.
 */
export function noteStatement(entry: StatementEntry, known: Known): void {
  const { items, log } = known;
  const { transaction, step, plan, reports } = entry;
  const changesOf = new Map(reports.map((report) => [report, items.changes.get(report) ?? []]));
  const changes = [...changesOf.values()].flat();
  const written = new Set(changes.map(({ item }) => item));
  for (const scan of entry.fetches ?? plan.scans) {
    if (known.lost.has(scan.table)) continue;
    if (entry.fetches || scan.partial) noteReturned(entry, scan, known);
    else noteScan(entry, scan, written, known);
  }
  for (const [report, ofReport] of changesOf) {
    for (const change of ofReport) {
      if (plan.overwritesOnConflict && change.before !== null) log.read(transaction, change.item, change.table.name, step);
      known.versions.set(report, log.write(transaction, change, step, entry.throughCursor));
    }
  }
}

/** Of rows that were looked up one by one, or up to a limit, those that came back were read. */
function noteReturned(entry: StatementEntry, scan: Scan, known: Known): void {
  const { transaction, step, returned } = entry;
  const versionOf = versionSeen(entry, scan, known);
  for (const values of returned) {
    const item = known.items.byKey(scan.table, values);
    if (item === null) known.gaps.addStep(step);
    else known.log.read(transaction, item, scan.table.name, step, versionOf(item), entry.throughCursor);
  }
}

/** Rows by key as reads, a condition as a predicate read and reads of what it found. */
function noteScan(entry: StatementEntry, scan: Scan, written: ReadonlySet<string>, known: Known): void {
  const { items, matching, log } = known;
  const { transaction, step } = entry;
  const { table, conjuncts, reuses } = scan;
  const predicate = predicateOf(scan);
  const point = pointOf(scan);
  if (!matching.knows(predicate) || (point && !matching.knows(point))) {
    known.gaps.addStep(step);
    return;
  }
  const versionOf = versionSeen(entry, scan, known);
  const all = items.of(table);
  if (point) {
    const named = all.filter((item) => [...(items.images.get(table)?.get(item) ?? [])].some((image) => matching.matches(point, image)));
    // Finding a row by its key in order to overwrite it is no read.
    const isBlind = reuses === false && conjuncts.every((one) => isOnKey(one, table));
    for (const item of named) {
      if (!isBlind || !written.has(item)) log.read(transaction, item, table.name, step, versionOf(item));
    }
    return;
  }
  log.predicateRead(transaction, predicate, step, versionOf);
  if (reuses === false && conjuncts.length === 0) return;
  for (const item of all) {
    const version = versionOf(item);
    const image = log.image(item, version);
    if (image !== null && matching.matches(predicate, String(image[0]))) log.read(transaction, item, table.name, step, version);
  }
}

/** The version of an item that a statement saw. */
function versionSeen({ transaction, seesUpTo }: StatementEntry, scan: Scan, { matching, log, committedAt }: Known): (item: string) => string {
  const predicate = predicateOf(scan);
  const sees = (writer: string | null): boolean => writer === null || writer === transaction || committedAt(writer) < seesUpTo;
  return (item) => {
    const version = log.visible(item, sees);
    if (!scan.locks) return version;
    const image = log.image(item, version);
    return image !== null && matching.matches(predicate, String(image[0])) ? log.current(item) : version;
  };
}
