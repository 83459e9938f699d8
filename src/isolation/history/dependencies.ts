import type { DependencyKind } from '../trace';
import type { History, HistoryEvent, ItemEvent, PredicateRead } from './history';
import type { Installed, VersionOrder } from './version-order';

/** An edge of the direct serialization graph: `from` must come before `to`. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly kind: DependencyKind;
  /** The item, or the predicate. */
  readonly item: string;
  /** The items by whose versions the edge came about; the item itself unless it is a predicate. */
  readonly causes: readonly string[];
  /** The steps of `from`'s operation and of `to`'s. */
  readonly steps: readonly [number, number];
  /** True when `from` or `to` went through a cursor. */
  readonly throughCursor: boolean;
  /** The predicates by which the item that was read had been found; empty for one that was named by its key. */
  readonly foundBy: readonly string[];
}

/**
 * The direct dependencies between committed transactions (Adya, Liskov, O'Neil 2000, section 4.4):
 * ww to the writer of the next version, wr from the writer to the reader, rw from the reader to
 * the writer of the next version; for a predicate only where a version changes what matches it.
 */
export function dependenciesOf(history: History, order: VersionOrder): Dependency[] {
  const edges = new Map<string, Dependency>();
  const add = (edge: Dependency): void => {
    const { from, to, kind, item } = edge;
    if (from === to || !order.committed.has(from) || !order.committed.has(to)) return;
    const key = [from, to, kind, item].join('\0');
    const known = edges.get(key);
    if (!known) edges.set(key, edge);
    else edges.set(key, { ...known, causes: union(known.causes, edge.causes), foundBy: union(known.foundBy, edge.foundBy), throughCursor: known.throughCursor || edge.throughCursor });
  };
  for (const item of itemsOf(history)) addOverwrites(item, order, history, add);
  for (const event of history.events) {
    if (event.kind === 'read') {
      const { transaction, item, version, step, throughCursor } = event;
      const place = order.place(item, version);
      const writer = order.writer(item, version);
      if (place < 0) continue;
      const edge = { item, causes: [item], throughCursor, foundBy: predicatesFinding(event, history) };
      if (writer !== null) add({ ...edge, from: writer, to: transaction, kind: 'wr', steps: [writeStep(history, writer, item, version), step] });
      const next = order.of(item)[place + 1];
      if (next?.transaction) add({ ...edge, from: transaction, to: next.transaction, kind: 'rw', steps: [step, next.step] });
    } else if (event.kind === 'predicate read') {
      for (const item of itemsOf(history)) addPredicate(event, item, order, history, add);
    }
  }
  return [...edges.values()];
}

/** Every item that is written or read. */
export function itemsOf(history: History): Set<string> {
  return new Set(history.events.flatMap((event) => (event.kind === 'read' || event.kind === 'write' ? event.item : event.kind === 'predicate read' ? [...event.versions.keys()] : [])));
}

/** The predicates of the same statement that the version read satisfies. */
function predicatesFinding({ transaction, step, item, version }: ItemEvent, history: History): string[] {
  return history.events.flatMap((event) =>
    event.kind === 'predicate read' && event.transaction === transaction && event.step === step && history.matches(event.predicate, item, version) ? event.predicate : [],
  );
}

function addOverwrites(item: string, order: VersionOrder, history: History, add: (edge: Dependency) => void): void {
  const versions = order.of(item);
  for (const [index, next] of versions.entries()) {
    const previous = versions[index - 1];
    if (!previous?.transaction || !next.transaction) continue;
    const throughCursor = history.events.some((event) => isWriteOf(event, next) && event.throughCursor && event.item === item);
    add({ from: previous.transaction, to: next.transaction, kind: 'ww', item, causes: [item], steps: [previous.step, next.step], throughCursor, foundBy: [] });
  }
}

function isWriteOf(event: HistoryEvent, version: Installed): event is Extract<HistoryEvent, { item: string }> {
  return event.kind === 'write' && event.transaction === version.transaction && event.version === version.version;
}

/** The edges that one predicate read has because of one item. */
function addPredicate(read: PredicateRead, item: string, order: VersionOrder, history: History, add: (edge: Dependency) => void): void {
  const versions = order.of(item);
  const seen = read.versions.get(item);
  const place = seen === undefined ? 0 : order.place(item, seen);
  if (place < 0) return;
  const matches = versions.map(({ version }) => history.matches(read.predicate, item, version));
  const edge = { item: read.predicate, causes: [item], throughCursor: false, foundBy: [] };
  for (let at = place; at > 0; at--) {
    const { transaction, step } = versions[at] as Installed;
    if (matches[at] === matches[at - 1] || transaction === null) continue;
    add({ ...edge, from: transaction, to: read.transaction, kind: 'predicate wr', steps: [step, read.step] });
    break;
  }
  for (let at = place + 1; at < versions.length; at++) {
    const { transaction, step } = versions[at] as Installed;
    if (matches[at] === matches[at - 1] || transaction === null) continue;
    add({ ...edge, from: read.transaction, to: transaction, kind: 'predicate rw', steps: [read.step, step] });
    break;
  }
}

function writeStep(history: History, transaction: string, item: string, version: string): number {
  const write = history.events.find((event) => event.kind === 'write' && event.transaction === transaction && event.item === item && event.version === version);
  return write?.step ?? 0;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
