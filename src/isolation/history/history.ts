import type { TraceValue } from '../trace';

/**
 * A history: what transactions read and wrote, in the order in which it happened.
 *
 * Terms are those of Adya, Liskov and O'Neil, "Generalized Isolation Level Definitions" (2000):
 * a write makes a *version* of an *item*; a predicate read looks at one version of every item.
 */
export interface History {
  readonly events: readonly HistoryEvent[];
  /** True where a version of an item satisfies a predicate. An item that is unborn or dead satisfies none. */
  matches(predicate: string, item: string, version: string): boolean;
  /** Items that did not exist when the history began. */
  readonly unborn: ReadonlySet<string>;
  /** What is in a version, by column; null where the row is not there. Missing where it is not known. */
  readonly valuesOf?: (item: string, version: string) => Readonly<Record<string, TraceValue>> | null;
  /** What could not be observed, each as a clause. */
  readonly gaps?: readonly string[];
  /** Versions by item in their order, where it is known to be another than that of commits. */
  readonly order?: ReadonlyMap<string, readonly string[]>;
}

export type HistoryEvent = ItemEvent | PredicateRead | EndEvent;

export interface ItemEvent {
  readonly kind: 'read' | 'write';
  readonly transaction: string;
  readonly item: string;
  /** The version read or made. */
  readonly version: string;
  readonly step: number;
  /** True when it went through a cursor's current row. */
  readonly throughCursor: boolean;
}

export interface PredicateRead {
  readonly kind: 'predicate read';
  readonly transaction: string;
  readonly predicate: string;
  /** The version of every item that it looked at; an item that is missing was unborn. */
  readonly versions: ReadonlyMap<string, string>;
  readonly step: number;
}

export interface EndEvent {
  readonly kind: 'commit' | 'abort';
  readonly transaction: string;
  readonly step: number;
}

/** The version of an item with which the history began. */
export const INITIAL = 'init';
/** The version of an item before it was inserted. */
export const UNBORN = 'unborn';

/** The transactions that committed. */
export function committedIn(history: History): Set<string> {
  return new Set(history.events.flatMap((event) => (event.kind === 'commit' ? event.transaction : [])));
}

/** T2 before T10. */
export function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
