import type { CellOutput, CellValue, TextFix } from '../cells/output';

/** A row of a result, in the order of its columns. */
export type Row = readonly CellValue[];

/** Where a cell is on its way. */
export type CellPhase = 'idle' | 'queued' | 'starting' | 'running' | 'waiting' | 'done';

/** What a cell's view shows at one moment. */
export interface CellState {
  readonly phase: CellPhase;
  /** The engine as it names itself (`PostgreSQL 18.6`), or by its option (`postgres`) before it ran. */
  readonly engine: string | null;
  /** The engine that is being started, by its option; null when none is. */
  readonly opening: string | null;
  /** The sessions that it waits for, by name, null being the note's own; null while it waits for none. */
  readonly wait: { readonly blockedBy: readonly (string | null)[] } | null;
  /** Of how many parts how many are done; null while it is not a run of many parts. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** When the run began, in milliseconds of `Date.now()`. */
  readonly startedAt: number | null;
  /** What the last run gave; kept while the next one works. */
  readonly output: CellOutput | null;
  /** True when the cell, or one that it depends on, has changed since `output` came. */
  readonly stale: boolean;
  /** Why this cell cannot be run; null where it can. */
  readonly whyNot: string | null;
  /** Which run of the kernel gave `output`, from 1. */
  readonly ordinal: number | null;
}

/** An observable snapshot. `get` returns the same object until it changes. */
export interface CellModel {
  get(): CellState;
  /** Calls `listener` after every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** Rows `from` (inclusive) to `to` (exclusive) of the cell's result with that index in `output.results`. */
export type FetchRows = (result: number, from: number, to: number) => Promise<readonly Row[]>;

/** What a person may ask of a cell. */
export interface CellActions {
  run(): void;
  /** For a schedule: runs it on an engine at levels, both by their options' names, whatever its directive says. */
  runAt?(engine: string, levels: readonly string[]): void;
  runAbove(): void;
  runAll(): void;
  stop(): void;
  reset(): void;
  readonly fetchRows: FetchRows;
  /** Puts text on the clipboard; rejects where that is not allowed. */
  copy(text: string): Promise<void>;
  openInNewPane?(): void;
  applyFix?(fix: TextFix): void;
  /** Runs SQL on the cell's database, in turn with the note's cells; its output is not kept. */
  runSql?(sql: string): Promise<CellOutput>;
  /** Makes the cell run on `sqlite` or `postgres`. */
  switchEngine?(engine: string): void;
}
