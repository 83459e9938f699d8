import type { Connection, Database, EmbeddedEngine } from '../databases/database';
import type { CellEngine, CellKind } from './cell-kind';
import type { CellError, CellOutput, CellValue } from './output';

/** What a runner is told of a cell: everything that decides what running it does, and nothing of the note around it. */
export interface CellToRun {
  readonly kind: CellKind;
  /** The fence's language, lower case. */
  readonly language: string;
  readonly code: string;
  readonly engine: CellEngine;
  /** A named database; null for the engine's default one. */
  readonly db: string | null;
  /** Isolation levels at which a schedule runs, as the cell names them; empty for the engine's usual one. */
  readonly levels: readonly string[];
  /** `error`, a code or an exception's name; null when no error is expected. */
  readonly expect: string | null;
  /** Milliseconds after which the cell is interrupted. */
  readonly timeoutMs: number;
  readonly limits: RowLimits;
}

/** How many rows of a result are kept. */
export interface RowLimits {
  /** Rows that are sent along with the output. */
  readonly sent: number;
  /** Rows that the kernel holds for the asking; a statement's further rows are not even fetched. */
  readonly held: number;
  /** Bytes that the held rows of one result may take, nearly. */
  readonly heldBytes: number;
  /** Bytes that the sent rows of one result may take, nearly. */
  readonly sentBytes: number;
}

/** Bytes of a result that hosts let a kernel hold and send: what fits into any device's memory, and into one message. */
export const rowBytes = { heldBytes: 64 * 1024 * 1024, sentBytes: 4 * 1024 * 1024 } as const;

/** What a runner may use of the kernel. */
export interface Surroundings {
  /** The notebook's session on one of its databases, opened at first use. */
  session(engine: EmbeddedEngine, db: string | null): Promise<{ readonly database: Database; readonly connection: Connection }>;
  /** Executions since the cell began, in order. */
  executed(): CellOutput['statements'];
  /** True once the cell is to end. */
  interrupted(): boolean;
  /** Lets the kernel know that a database broke, so that it is opened anew at its next use. */
  discard(database: Database): void;
}

/** The outcome of one kind's runner: the output's parts that the kind decides. */
export interface RunnerOutcome {
  readonly engine: string | null;
  readonly results: CellOutput['results'];
  /** By result: every row that is held, of which `results` has the first ones. */
  readonly held: readonly (readonly (readonly CellValue[])[])[];
  readonly stdout: string;
  readonly log: string;
  readonly value: string | null;
  readonly trace: CellOutput['trace'];
  /** What reached the databases, where that is not simply all that did: a schedule's steps are told by its trace. */
  readonly statements?: CellOutput['statements'];
  readonly error: CellError | null;
  readonly interrupted: boolean;
}

/** Runs the cells of one kind. Errors of the cell are part of the outcome; a runner throws only on bugs. */
export type Runner = (cell: CellToRun, surroundings: Surroundings) => Promise<RunnerOutcome>;
