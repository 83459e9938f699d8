import type { Connection, Database, EmbeddedEngine } from '../databases/database';
import type { Flow } from '../databases/flow';
import type { CellEngine, CellKind, MatrixToRun } from './cell-kind';
import type { CellPlace } from './cell-place';
import type { Check } from './check/condition';
import type { MappedTable } from './mapped-table';
import type { LinkedTable } from './linked-table';
import type { NamedResult } from './named-rows';
import type { CellError, CellOutput, CellValue, Recovery, SchemaDiagram, StatementCause } from './output';

/** What a runner is told of a cell: everything that decides what running it does. */
export interface CellToRun {
  readonly kind: CellKind;
  /** The fence's language, lower case. */
  readonly language: string;
  readonly code: string;
  readonly engine: CellEngine;
  /** A named database; null for the engine's default one. */
  readonly db: string | null;
  /** A session of its own on that database; null for the one that the note's cells share. */
  readonly session: string | null;
  /** Isolation levels at which a schedule runs, as the cell names them; empty for the engine's usual one. */
  readonly levels: readonly string[];
  /** SQL that makes the state from which a schedule starts, where the note's cells have not made it; null where they have. */
  readonly preparation: readonly string[] | null;
  /** True where a specification's run is printed as isolationtester prints it. */
  readonly printed: boolean;
  /** Of what a matrix is drawn; null for a cell that draws none. */
  readonly matrix: MatrixToRun | null;
  /** True where the database is drawn after the cell's statements. */
  readonly diagram?: boolean;
  /** True where power fails after the cell's statements. */
  readonly crash: boolean;
  /** True where the cell runs on a copy of the database, which is thrown away afterwards. */
  readonly fork: boolean;
  /** `error`, a code or an exception's name; null when no error is expected. */
  readonly expect: string | null;
  /** What its output must be; absent where anything will do. */
  readonly check?: Check | undefined;
  /** Milliseconds after which the cell is interrupted. */
  readonly timeoutMs: number;
  readonly limits: RowLimits;
  /** Where it stands among others; absent for a cell that stands alone. */
  readonly place?: CellPlace;
  /** What a Python cell finds in `os.environ`; absent for nothing. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The table of a note that it takes as its data; absent for a cell that takes none. */
  readonly table?: LinkedTable | undefined;
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

/** A session of the notebook. */
export interface NotebookConnection {
  readonly database: Database;
  readonly connection: Connection;
  /** What the note calls the session with that number; null for the one that its cells share. */
  readonly nameOf: (number: number) => string | null;
}

/** A wait for a lock, with its blockers as the note names them. */
export interface NamedWait {
  readonly blockedBy: readonly (string | null)[];
  /** The lock as the engine names it. */
  readonly waitsOn: string;
}

/** What a runner may use of the kernel. */
export interface Surroundings {
  /** A session of the notebook on one of its databases, opened at first use: the one that its cells share, or a named one. */
  session(engine: EmbeddedEngine, db: string | null, name?: string | null): Promise<NotebookConnection>;
  /**
   * Runs a flow on a session to its end. While it waits for a lock of another session, later cells of the note run.
   * @param onWait told when it begins to wait
   */
  drive<T>(flow: Flow<T>, on: NotebookConnection, onWait?: (wait: NamedWait) => void): Promise<T>;
  /** An empty database beside the notebook's, which the runner closes. Nobody is told of what it runs. */
  fresh(engine: EmbeddedEngine): Promise<Database>;
  /** An independent copy of a database's committed state, which the runner closes. What it runs is the cell's. */
  copy(database: Database): Promise<Database>;
  /**
   * Stops a database of the notebook as if power failed, and opens anew what its disk held, for this cell's successors.
   * @throws TypeError when the engine has no disk
   */
  crash(database: Database): Promise<Recovery>;
  /** The schema of the database that a session is on, as what is committed has it; null where it has no tables. */
  drawSchema(on: NotebookConnection): Promise<SchemaDiagram | null>;
  /** Tells how far a long run has come. */
  progress(done: number, of: number): void;
  /** Executions since the cell began, in order. */
  executed(): CellOutput['statements'];
  /** Tells why the last execution of this SQL was made. */
  caused(sql: string, cause: StatementCause): void;
  /** The table of a class that a cell of the note, or of a note that it uses, has mapped; null where there is no such class. */
  mapped(name: string): MappedTable | null;
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
  readonly matrix?: CellOutput['matrix'];
  readonly recovery?: CellOutput['recovery'];
  readonly trees?: CellOutput['trees'];
  readonly relation?: CellOutput['relation'];
  readonly sessions?: CellOutput['sessions'];
  readonly diagram?: CellOutput['diagram'] | null;
  /** The last rows that statements gave, for the languages whose cells come later. */
  readonly rows?: NamedResult | null;
  /** Names that the cell defined, where that is more or less than what its text tells. */
  readonly defined?: readonly string[];
  /** What reached the databases, where that is not simply all that did: a schedule's steps are told by its trace. */
  readonly statements?: CellOutput['statements'];
  readonly error: CellError | null;
  readonly interrupted: boolean;
}

/** Runs the cells of one kind. Errors of the cell are part of the outcome; a runner throws only on bugs. */
export type Runner = (cell: CellToRun, surroundings: Surroundings) => Promise<RunnerOutcome>;
