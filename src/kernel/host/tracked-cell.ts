import type { CellOutput, SchemaDiagram } from '../../cells/output';
import type { NamedWait } from '../../cells/runner';
import type { EmbeddedEngine } from '../../databases/database';
import type { Cell } from '../../notebook/cell';
import { Observable } from './observable';
import type { TaskState } from './task-memory';

/** What a host knows of a cell between and during its runs. */
export interface CellState {
  readonly phase: 'idle' | 'queued' | 'starting' | 'running' | 'waiting' | 'done';
  /** The engine that ran it, or else the one that would. */
  readonly engine: string | null;
  /** The database engine that is being started, while `phase` is `starting`. */
  readonly opening: EmbeddedEngine | null;
  /** What it waits for, while `phase` is `waiting`. */
  readonly wait: NamedWait | null;
  /** Of how many parts how many are done; null while it is not a run of many parts. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  /** When the run began, in milliseconds since the epoch. */
  readonly startedAt: number | null;
  readonly output: CellOutput | null;
  /** The diagram of its database that a person asked for since; undefined where none was. */
  readonly drawn?: SchemaDiagram | undefined;
  /** The cell, or what it ran on, has changed since `output`. */
  readonly stale: boolean;
  /** Why the cell cannot be run; null when it can. */
  readonly whyNot: string | null;
  /** The exercise that the cell is; null where it is none. */
  readonly task: TaskState | null;
  /** Which run of the kernel gave `output`, counted from 1. */
  readonly ordinal: number | null;
  /** Whether the note keeps an output of the cell, and whether the cell has changed since; null where it keeps none. */
  readonly frozen: 'current' | 'stale' | null;
}

/** A cell of the note with its state; it outlives edits of the note and of the cell itself. */
export class TrackedCell extends Observable<CellState> {
  /** The run whose held rows belong to the shown output. */
  run: number | null = null;
  /** The cells that had defined what the shown output came from. */
  ranOn: ReadonlySet<string> = new Set();
  constructor(public cell: Cell, state: CellState) {
    super(state);
  }
}
