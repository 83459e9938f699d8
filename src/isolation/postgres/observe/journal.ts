import type { Plan, Scan } from './scans';
import type { RowReport } from './row-reports';

/** What happened in a schedule, in the order in which it did. */
export type Entry = StatementEntry | SavepointEntry | EndEntry;

/** A statement went through. */
export interface StatementEntry {
  readonly kind: 'statement';
  readonly transaction: string;
  readonly step: number;
  readonly plan: Plan;
  /** It saw the transactions that had committed before this entry, and its own. */
  readonly seesUpTo: number;
  readonly reports: readonly RowReport[];
  /** The rows that it returned, by the names of their columns. */
  readonly returned: readonly ReadonlyMap<string, string>[];
  /** Set for a FETCH: how its cursor looks for rows. */
  readonly fetches: readonly Scan[] | null;
  /** True when it read or changed a cursor's current row. */
  readonly throughCursor: boolean;
}

/** SAVEPOINT, or ROLLBACK TO one. */
export interface SavepointEntry {
  readonly kind: 'savepoint' | 'rollback to';
  readonly transaction: string;
  readonly name: string;
}

export interface EndEntry {
  readonly kind: 'commit' | 'abort';
  readonly transaction: string;
  readonly step: number;
}

/** What the sessions of a schedule did, to be made a history of when all is over. */
export class Journal {
  readonly entries: Entry[] = [];

  /** What is committed by now can be seen by what starts now. */
  get now(): number {
    return this.entries.length;
  }

  add(entry: Entry): void {
    this.entries.push(entry);
  }
}
