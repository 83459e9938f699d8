import type { CellOutput, CellValue, SchemaDiagram, TextFix } from '../cells/output';
import type { NoteOf, TermNote } from './terms/note-of';

/** A row of a result, in the order of its columns. */
export type Row = readonly CellValue[];

/** Where a cell is on its way. */
export type CellPhase = 'idle' | 'queued' | 'starting' | 'running' | 'waiting' | 'done';

/** A cell that is an exercise. */
export interface TaskState {
  readonly title: string;
  readonly hints: readonly string[];
  /** It was solved on this device, be it long ago. */
  readonly solved: boolean;
}

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
  /** The diagram of its database that a person asked for since. */
  readonly drawn?: SchemaDiagram | undefined;
  /** True when the cell, or one that it depends on, has changed since `output` came. */
  readonly stale: boolean;
  /** Why this cell cannot be run; null where it can. */
  readonly whyNot: string | null;
  /** The exercise that the cell is; null where it is none. */
  readonly task: TaskState | null;
  /** Which run of the kernel gave `output`, from 1. */
  readonly ordinal: number | null;
  /** Whether the note keeps an output of this cell below it, and whether the cell has changed since; null where it keeps none. */
  readonly frozen: 'current' | 'stale' | null;
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
  /** Writes the output into the note below the cell. */
  freeze?(): void;
  /** Takes it out of there. */
  unfreeze?(): void;
  /** Finds the note that explains a term; where absent, terms are plain text. */
  readonly noteOf?: NoteOf;
  /** Goes to a note that a term links to; where absent, the anchor leads there by itself. */
  openNote?(note: TermNote, event: MouseEvent): void;
  /** Previews a note while the pointer rests on a term. */
  hoverNote?(note: TermNote, event: MouseEvent, term: HTMLElement): void;
  /** Where notes cannot be written: puts on the clipboard what freezing would write; rejects where that is not allowed. */
  copyFrozen?(): Promise<void>;
  applyFix?(fix: TextFix): void;
  /** Runs SQL on the cell's database, in turn with the note's cells; its output is not kept. */
  runSql?(sql: string): Promise<CellOutput>;
  /** For an SQL cell: draws its database, below its output. False where there is nothing to draw. */
  drawSchema?(): Promise<boolean>;
  /** Makes the cell run on `sqlite` or `postgres`. */
  switchEngine?(engine: string): void;
}
