/**
 * The trace of a schedule: what happened when it ran. Plain JSON, as `savepoint run --json` prints it.
 */

import type { Moment } from './moment';

export type { HeldLock, Moment, RowVersion, RowVersionState, SessionSnapshot, TakenSnapshot } from './moment';

/** A value of a row in JSON: integers beyond 2^53 and decimals as strings, bytes in hexadecimal. */
export type TraceValue = null | boolean | number | string | { readonly $bytes: string };

/** One run of one schedule on one engine at one level. */
export interface Trace {
  readonly engine: string;
  readonly level: string;
  /** The steps' names, where the schedule is a permutation of named steps; null for a schedule written as it runs. */
  readonly permutation: readonly string[] | null;
  readonly sessions: readonly string[];
  readonly steps: readonly TraceStep[];
  readonly end: {
    /** Sessions whose statement was still waiting when the schedule had ended. */
    readonly stillBlocked: readonly string[];
    /** Sessions that had left a transaction open. */
    readonly openTransactions: readonly string[];
  };
  /** By query: the rows of every table that the schedule touched, after all had ended. */
  readonly finalState: Readonly<Record<string, TraceRows>>;
  /** Sessions of which a transaction was committed by a COMMIT. */
  readonly committed: readonly string[];
  /** Sessions of which a transaction was rolled back, or left open at the end. */
  readonly aborted: readonly string[];
  readonly anomalies: readonly TraceAnomaly[];
  readonly dependencies: readonly TraceDependency[];
  /** A serial order of the committed transactions with the same effect; null where there is none. */
  readonly serialOrder: readonly string[] | null;
  /** What is to be said of the run as a whole: observation given up, a replay that disagrees. */
  readonly remarks: readonly string[];
}

export interface TraceRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TraceValue[])[];
}

export interface TraceStep {
  /** From 1, in the order of the schedule. */
  readonly step: number;
  readonly session: string;
  readonly sql: string;
  /** The prose after the session's mark; `''` where there is none. */
  readonly comment: string;
  /** Line in the cell on which the step starts, from 1. */
  readonly line: number;
  readonly outcome: Outcome;
  /** True when the step had to wait, also when its wait ended in an error. */
  readonly blocked: boolean;
  /** Sessions that it waited for when its wait began. */
  readonly blockedBy: readonly string[];
  /** The lock it waited for, as the engine names it; null where it did not wait. */
  readonly waitsOn: string | null;
  /** The step after which its wait was over; its own number when it ended by itself, as a deadlock's victim does. */
  readonly resumedAfterStep: number | null;
  /** True when its session was still waiting as its turn came. */
  readonly queued: boolean;
  /** For a queued step: the step during which it ran. */
  readonly ranAfterStep: number | null;
  readonly notices: readonly string[];
  readonly reads: readonly VersionOfItem[];
  readonly writes: readonly VersionOfItem[];
  /** What its comment claims against what happened; null where it claims nothing. */
  readonly claims: Claims | null;
  /**
   * Locks, snapshots and row versions as they are after the step. Missing where nothing is other than after the step
   * before, or nothing is known; what happens to a queued step shows after the step during which it ran.
   */
  readonly after?: Moment;
}

/** `BLOCKS` and `unblocks` in a step's comment, and whether they came true. */
export interface Claims {
  readonly blocks: boolean | null;
  readonly unblocks: boolean | null;
}

export interface VersionOfItem {
  /** `table:key`. */
  readonly item: string;
  /** `T1.2`: the second version that T1 wrote; `init`: as the schedule found it; `unborn`: before it was inserted. */
  readonly version: string;
  /** What is in it, by column; null where the row is not there. Missing where it is not known. */
  readonly values?: Readonly<Record<string, TraceValue>> | null;
}

export type Outcome =
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly TraceValue[])[]; readonly tag?: string }
  | { readonly kind: 'ok'; readonly tag: string; readonly changes?: number }
  | ErrorOutcome
  /** It was waiting when the schedule ended. */
  | { readonly kind: 'never_resumed' }
  /** Its session was waiting to the end. */
  | { readonly kind: 'never_ran' }
  | CrashOutcome;

/** Power failed, and the database was opened anew from what its disk held. Every session goes on as a new one. */
export interface CrashOutcome {
  readonly kind: 'crash';
  /** Sessions whose transaction was open, and is gone. */
  readonly lost: readonly string[];
  /** What the engine told of its recovery. */
  readonly log: readonly string[];
}

/** An error as the engine words it: PostgreSQL by `sqlstate`, SQLite by name and number. */
export interface ErrorOutcome {
  readonly kind: 'error';
  readonly message: string;
  readonly sqlstate?: string;
  readonly severity?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly constraint?: string;
  readonly sqlite_code?: string;
  readonly sqlite_errorcode?: number;
}

/** The phenomena by their codes; design and sources in {@link file://./detect/phenomenon.ts}. */
export type AnomalyCode =
  | 'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'P4C' | 'A5A' | 'A5B'
  | 'G0' | 'G1a' | 'G1b' | 'G1c' | 'OTV' | 'PMP' | 'G-single' | 'G2-item' | 'G2'
  | 'read-only' | 'out-of-order';

export interface TraceAnomaly {
  /** The name that textbooks give it: `lost update`. */
  readonly name: string;
  /** The learner's code first, then the classes that it belongs to. */
  readonly codes: readonly AnomalyCode[];
  readonly sessions: readonly string[];
  readonly items: readonly string[];
  readonly steps: readonly number[];
  /** One sentence that says why. */
  readonly explanation: string;
}

export type DependencyKind = 'ww' | 'wr' | 'rw' | 'predicate rw' | 'predicate wr';

/** `to` depends on `from`: in any serial order with the same effect, `from` comes first. */
export interface TraceDependency {
  readonly from: string;
  readonly to: string;
  readonly kind: DependencyKind;
  readonly item: string;
  /** The step of `from`'s operation, then that of `to`'s. */
  readonly steps: readonly number[];
}
