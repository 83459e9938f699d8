import type { Trace } from '../isolation/trace';

export type {
  AnomalyCode, Claims, DependencyKind, ErrorOutcome, Outcome, Trace, TraceAnomaly, TraceDependency, TraceRows, TraceStep, TraceValue, VersionOfItem,
} from '../isolation/trace';

/**
 * The output of a cell: the one contract between runners, views, hosts and tests.
 * Everything here is plain JSON; `savepoint run --json` prints it as it is.
 */

/** A value in JSON: integers beyond 2^53 and decimals as strings, bytes in hexadecimal, dates as ISO 8601. */
export type CellValue = null | boolean | number | string | { readonly $bytes: string };

/** `ok`: it did what it should. `interrupted`: it was stopped or ran out of time. */
export type CellStatus = 'ok' | 'error' | 'skipped' | 'interrupted';

/** The rows, or the count of rows, that one statement gave. */
export interface ResultSet {
  /** The command's name: `SELECT`, `INSERT`, `CREATE TABLE`. */
  readonly command: string;
  /** The command tag: `SELECT 2`, `INSERT 0 1`. */
  readonly tag: string;
  /** Names of the columns; empty when the statement returns no rows. */
  readonly columns: readonly string[];
  /** Types of the columns as the engine spells them, `''` where a column has none. */
  readonly types: readonly string[];
  /** The first rows; the kernel may hold more of them (see `held`). */
  readonly rows: readonly (readonly CellValue[])[];
  /** Rows returned, or rows changed; null where neither is counted. */
  readonly rowCount: number | null;
  /** True when `rows` does not hold all rows of the statement. */
  readonly truncated: boolean;
  /** Rows that the kernel holds and hands out on demand; equals `rows.length` when all are here. */
  readonly held: number;
  /** What an EXPLAIN said, as a tree; null for any other statement. */
  readonly plan: PlanNode | null;
}

/** A node of a query plan. */
export interface PlanNode {
  /** The operation: `Seq Scan on account`, `SEARCH book USING INDEX ...`. */
  readonly title: string;
  /** Lines that belong to the node: cost, filter, index condition. */
  readonly details: readonly string[];
  readonly children: readonly PlanNode[];
}

/** A statement as the driver got it. */
export interface Statement {
  readonly sql: string;
  /** The bound values; a list of lists for an executemany. */
  readonly parameters: readonly CellValue[] | readonly (readonly CellValue[])[];
  /** Number of the connection on its database, from 1. */
  readonly connection: number;
  readonly engine: string;
  readonly durationMs: number;
  readonly rowCount: number | null;
}

/** Why a cell failed. */
export interface CellError {
  /** `IntegrityError`, `DirectiveError`, `TimeoutError`, … */
  readonly type: string;
  readonly message: string;
  /** SQLSTATE, or SQLite's code by name; null where there is none. */
  readonly code: string | null;
  /** Line in the cell, from 1. */
  readonly line: number | null;
  /** Column in that line, from 1, in characters. */
  readonly column: number | null;
  readonly hint: string | null;
  /** The engine's detail line. */
  readonly detail: string | null;
  /** The line of the cell that is meant, for the caret; null where there is none. */
  readonly excerpt: string | null;
  /** A replacement that mends the cell, where one is known. */
  readonly fix: TextFix | null;
}

/** A replacement within one line of the cell. Columns count from 1; `to` is exclusive. */
export interface TextFix {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What running a cell gave. */
export interface CellOutput {
  readonly status: CellStatus;
  /** Why a cell was skipped. */
  readonly reason: string | null;
  readonly durationMs: number;
  /** Which engine ran it, as it names itself (`SQLite 3.49.1`); null when none did. */
  readonly engine: string | null;
  /** What the code printed. */
  readonly stdout: string;
  /** Notices, warnings and logs: what a terminal would get beside the output. */
  readonly log: string;
  /** The repr of the last expression. */
  readonly value: string | null;
  readonly results: readonly ResultSet[];
  readonly statements: readonly Statement[];
  /** What happened when a schedule ran, one trace for each level; null for any other cell. */
  readonly trace: readonly Trace[] | null;
  /** A report on normal forms. */
  readonly relation: null;
  readonly error: CellError | null;
}

/** A cell of a note with what running it gave: an entry of `cells` in the report. */
export interface CellReport extends CellOutput {
  /** Position among the note's cells, from 0. */
  readonly index: number;
  /** Line of the opening fence in the note, from 1. */
  readonly line: number;
  /** The fence's language, lower case. */
  readonly language: string;
  readonly kind: string;
  readonly name: string | null;
  /** How it compares with the output frozen in the note; null when none is frozen. */
  readonly frozen: null | 'same' | 'different' | 'stale';
}

/** The report of one note. */
export interface NoteReport {
  /** Path relative to the vault, with forward slashes. */
  readonly path: string;
  readonly cells: readonly CellReport[];
}

/** What `--json` prints. */
export interface Report {
  readonly savepoint: string;
  readonly notes: readonly NoteReport[];
}
