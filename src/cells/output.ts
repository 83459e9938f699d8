import type { Matrix } from '../isolation/matrix';
import type { Trace } from '../isolation/trace';
import type { RelationReport } from '../relations/report/relation-report';
import type { CheckOutcome } from './check/condition';

export type { Matrix, MatrixAnomaly, MatrixLevel, MatrixSquare, SquareOutcome } from '../isolation/matrix';
export type {
  AnomalyCode, Claims, CrashOutcome, DependencyKind, ErrorOutcome, HeldLock, Moment, Outcome, RowVersion, RowVersionState, SessionSnapshot, TakenSnapshot,
  Trace, TraceAnomaly, TraceDependency, TraceRows, TraceStep, TraceValue, VersionOfItem,
} from '../isolation/trace';
export type {
  RelationReport, ReportAnomaly, ReportArrow, ReportCheck, ReportData, ReportDecomposition, ReportForm, ReportPart, ReportRow, ReportViolation, Step as RelationStep,
} from '../relations/report/relation-report';

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
  /** Why the ORM sent it, where no line of the cell asks for it. */
  readonly cause?: StatementCause;
}

/** Why the ORM sent a statement. */
export interface StatementCause {
  /** `autoflush`, `lazy load`, `refresh`, `select-in load`, … */
  readonly kind: string;
  /** In words: `lazy load of User.addresses of <User #1>`. */
  readonly text: string;
  /** What was loaded; null where nothing was. */
  readonly load: {
    readonly entity: string;
    readonly attribute: string;
    /** The loader option that would have read it along; null where none would. */
    readonly remedy: string | null;
  } | null;
}

/** A relationship that was read object by object, where one statement more would have read it for all. */
export interface LoadedOneByOne {
  /** `User.addresses`. */
  readonly attribute: string;
  /** For how many objects. */
  readonly count: number;
  /** `selectinload(User.addresses)`. */
  readonly remedy: string;
  /** The edit of the cell that adds it; null where the statement that is meant is not sure. */
  readonly fix: TextFix | null;
}

/** The life of a mapped object, as SQLAlchemy names its states. */
export type ObjectState = 'transient' | 'pending' | 'persistent' | 'deleted' | 'detached';

/** A mapped object as its session knows it when the cell has run. */
export interface MappedObject {
  readonly class: string;
  /** Its primary key, `1` or `1, 2`; null before its row is inserted. */
  readonly identity: string | null;
  readonly state: ObjectState;
  /** Its values are read again when they are asked for. */
  readonly expired: boolean;
  /** It was given to `session.delete()`: the next flush deletes its row. */
  readonly toBeDeleted: boolean;
  /** What was set and not written yet. */
  readonly changes: readonly AttributeChange[];
}

/** A changed attribute, its values as the language of the cell shows them. */
export interface AttributeChange {
  readonly attribute: string;
  /** The value before; null where there was none, or it was never read. */
  readonly from: string | null;
  /** Null where the attribute was deleted. */
  readonly to: string | null;
}

/** The objects of a session. */
export interface SessionObjects {
  /** The variable that holds the session; null for objects of the cell's variables that are in none. */
  readonly session: string | null;
  readonly objects: readonly MappedObject[];
  /** How many it has beyond those that are listed. */
  readonly more: number;
}

/** An entity-relationship diagram. */
export interface SchemaDiagram {
  /** `classes`: of what the code declared. `database`: of what there is. */
  readonly of: 'classes' | 'database';
  /** The same in Mermaid's language: `erDiagram …`. */
  readonly mermaid: string;
  readonly tables: readonly DiagramTable[];
  readonly links: readonly DiagramLink[];
}

export interface DiagramTable {
  readonly name: string;
  readonly columns: readonly DiagramColumn[];
}

export interface DiagramColumn {
  readonly name: string;
  readonly type: string;
  /** Its part in keys: primary, foreign, unique by itself. */
  readonly keys: readonly ('PK' | 'FK' | 'UK')[];
  readonly nullable: boolean;
}

/** A foreign key. */
export interface DiagramLink {
  /** The table that has it, and its columns. */
  readonly from: string;
  readonly columns: readonly string[];
  /** The table that it refers to. */
  readonly to: string;
  /** A row may refer to none. */
  readonly optional: boolean;
  /** A row is referred to once at most. */
  readonly unique: boolean;
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

/** A database after a crash. */
export interface Recovery {
  /** True when a transaction was open, which is gone. */
  readonly lostTransaction: boolean;
  /** What the engine told of its recovery. */
  readonly log: readonly string[];
}

/** A nested value, one node for each of its parts. */
export interface ValueTree {
  /** The part's name in what holds it; null for the whole. */
  readonly key: string | null;
  /** The value itself, or what kind of thing its parts make. */
  readonly text: string;
  readonly children: readonly ValueTree[];
}

/** A value that code showed as a tree. */
export interface ShownTree {
  /** `value`: it is the cell's last expression, whose text is `value`. */
  readonly of: 'value' | 'display';
  readonly tree: ValueTree;
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
  /** Result sets of statements, and tables that code showed (`DISPLAY`; `VALUE` is its last expression). */
  readonly results: readonly ResultSet[];
  /** Nested values that code showed. */
  readonly trees?: readonly ShownTree[];
  readonly statements: readonly Statement[];
  /** What was loaded object by object; absent where nothing was. */
  readonly oneByOne?: readonly LoadedOneByOne[];
  /** The objects of the sessions that the cell names, as they are at its end; absent where there are none. */
  readonly sessions?: readonly SessionObjects[];
  /** The entity-relationship diagram that is the cell's value, or that it asks for; absent where there is none. */
  readonly diagram?: SchemaDiagram;
  /** What happened when a schedule ran, one trace for each level; null for any other cell. */
  readonly trace: readonly Trace[] | null;
  /** Anomalies against levels; null for a cell that draws no matrix. */
  readonly matrix: Matrix | null;
  /** What became of the database where power failed after the cell's statements; null where it did not. */
  readonly recovery: Recovery | null;
  /** Keys, normal form and decompositions of a relation; null for any other cell. */
  readonly relation: RelationReport | null;
  readonly error: CellError | null;
  /** How the output stands to the cell's `check=`; absent where nothing is checked. */
  readonly check?: CheckOutcome;
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
