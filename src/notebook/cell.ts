import type { CellKind } from '../cells/cell-kind';
import type { Condition } from '../cells/check/condition';
import type { FrozenBlock } from './frozen-block';
import type { NoteTable } from './tables';

/** A mistake in how a cell is written, found without running it and located in it (line 1 = first line of its code). */
export interface CellProblem {
  /** What kind of mistake: in the cell's directive, in the note's properties, in the fence itself. */
  readonly type: 'DirectiveError' | 'PropertyError' | 'FenceError';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly hint: string | null;
  /** Replacement for the word at `column`, where one is suggested. */
  readonly replacement: { readonly length: number; readonly text: string } | null;
}

/** The options of a cell's first-line directive, read and checked. */
export interface CellOptions {
  /** `postgres`, `sqlite`, `locking` or `server:<name>`; null where the note or the settings decide. */
  readonly engine: string | null;
  /** A named database; null for the engine's default one. */
  readonly db: string | null;
  /** A session of its own on the database; null for the one that the note's cells share. */
  readonly session: string | null;
  readonly name: string | null;
  /** `error`, an SQLSTATE, an SQLite code or an exception's name; null when no error is expected. */
  readonly expect: string | null;
  readonly levels: readonly string[];
  readonly timeoutSeconds: number | null;
  readonly skip: boolean;
  readonly hideCode: boolean;
  readonly setup: boolean;
  readonly matrix: boolean;
  /** Its database is drawn after its statements. */
  readonly diagram: boolean;
  /** As what a schedule's run is printed too; null where it is not. */
  readonly print: 'isolationtester' | null;
  readonly plot: 'line' | 'bar' | 'scatter' | null;
  readonly crash: boolean;
  readonly fork: boolean;
  /** An exercise's title, `''` where it has none; null for a cell that is no exercise. */
  readonly task: string | null;
  /** What its output must be; null where anything will do. */
  readonly check: readonly Condition[] | null;
  /** Hints for an exercise, in the order in which they are given away. */
  readonly hints: readonly string[];
}

/** A fenced block of a note that Savepoint can run. */
export interface Cell {
  /** Position among the note's cells, from 0. */
  readonly index: number;
  /** Line of the opening fence in the note, from 1. */
  readonly line: number;
  /** Line of the closing fence, or the last line of the block where it is never closed, from 1. */
  readonly endLine: number;
  /** False when the note or its container ends before the fence is closed. */
  readonly closed: boolean;
  /** The fence's language, lower case: `sql`, `py`. */
  readonly language: string;
  readonly kind: CellKind;
  /** The block's text without fences, indentation of its container and final line break; lines end in `\n`. */
  readonly code: string;
  /** Per line of `code`: how many characters of the note's line stand before it (quote marks, indentation). */
  readonly indents: readonly number[];
  readonly options: CellOptions;
  readonly problems: readonly CellProblem[];
  /** Hash of kind and code: the same cell after an edit elsewhere in the note. */
  readonly hash: string;
  /** `hash`, made unique within the note by a count for equal cells. */
  readonly key: string;
  /** The output that stands frozen below it; null where none does. */
  readonly frozen: FrozenBlock | null;
}

/** A note's defaults for its cells, from its flat properties. */
export interface NoteDefaults {
  readonly engine: string | null;
  readonly uses: readonly string[];
  readonly timeoutSeconds: number | null;
  /** Links of this note tell how many exercises of their notes are solved. */
  readonly showsProgress: boolean;
  readonly problems: readonly CellProblem[];
}

/** A note, seen as its cells. */
export interface Notebook {
  readonly cells: readonly Cell[];
  /** The tables of its prose, which cells may take as their data. */
  readonly tables: readonly NoteTable[];
  /** Its frozen outputs, also those whose cell is gone. */
  readonly frozen: readonly FrozenBlock[];
  readonly defaults: NoteDefaults;
  /** The note's flat properties, as Python cells find them in `os.environ`; empty in a note without such cells. */
  readonly environment: Readonly<Record<string, string>>;
}
