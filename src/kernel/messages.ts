import type { CellNames, CellText } from '../cells/cell-names';
import type { CellOutput, CellValue } from '../cells/output';
import type { CellToRun, NamedWait } from '../cells/runner';
import type { EmbeddedEngine } from '../databases/database';
import type { PartName } from '../databases/parts';

/** What a host says to a kernel. */
export type ToKernel =
  | { readonly type: 'run'; readonly run: number; readonly cell: CellToRun; /** How often Stop was pressed before this run. */ readonly stops: number }
  /** Asks what cells define and need. */
  | { readonly type: 'names'; readonly request: number; readonly cells: readonly CellText[] }
  /** Asks for held rows of a cell that ran. */
  | { readonly type: 'rows'; readonly request: number; readonly run: number; readonly result: number; readonly from: number; readonly to: number }
  /** No cell will follow that could end a wait: those that still wait are given up. */
  | { readonly type: 'last' }
  /** The rows of that run are no longer wanted. */
  | { readonly type: 'release'; readonly run: number }
  | { readonly type: 'part'; readonly name: PartName; readonly data: PackedPart | null };

/** What a kernel says to its host. */
export type FromKernel =
  | { readonly type: 'ready' }
  | { readonly type: 'need'; readonly part: PartName }
  | { readonly type: 'opening'; readonly run: number; readonly engine: EmbeddedEngine }
  /** A run waits for other sessions, and later cells may run meanwhile; null once it goes on. */
  | { readonly type: 'waiting'; readonly run: number; readonly wait: NamedWait | null }
  /** How far a run of many parts has come. */
  | { readonly type: 'progress'; readonly run: number; readonly done: number; readonly of: number }
  | { readonly type: 'names'; readonly request: number; readonly names: readonly CellNames[] }
  | { readonly type: 'done'; readonly run: number; readonly output: CellOutput; readonly defined: Defined }
  | { readonly type: 'rows'; readonly request: number; readonly rows: readonly (readonly CellValue[])[] | null }
  /** The kernel itself failed; it answers nothing any more. */
  | { readonly type: 'broken'; readonly message: string };

/** What a run made that later cells may use. */
export interface Defined {
  /** Names of the cell's language. */
  readonly names: readonly string[];
  /** Tables and views that its statements created, in lower case. */
  readonly tables: readonly string[];
}

/** A part as it is stored: its bytes, or their base64 text, gzip-compressed or not. */
export interface PackedPart {
  readonly data: Uint8Array | string;
  readonly gzip: boolean;
}

/** One end of a channel between a host and a kernel. Messages are structured clones, in order. */
export interface Channel<Out, In> {
  send(message: Out): void;
  receive(listener: (message: In) => void): void;
}
