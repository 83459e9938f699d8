import type { CellOutput, CellValue } from '../cells/output';
import type { CellToRun } from '../cells/runner';
import type { EmbeddedEngine } from '../databases/database';
import type { PartName } from '../databases/parts';

/** What a host says to a kernel. */
export type ToKernel =
  | { readonly type: 'run'; readonly run: number; readonly cell: CellToRun; /** How often Stop was pressed before this run. */ readonly stops: number }
  /** Asks for held rows of a cell that ran. */
  | { readonly type: 'rows'; readonly request: number; readonly run: number; readonly result: number; readonly from: number; readonly to: number }
  /** The rows of that run are no longer wanted. */
  | { readonly type: 'release'; readonly run: number }
  | { readonly type: 'part'; readonly name: PartName; readonly data: PackedPart | null };

/** What a kernel says to its host. */
export type FromKernel =
  | { readonly type: 'ready' }
  | { readonly type: 'need'; readonly part: PartName }
  | { readonly type: 'opening'; readonly run: number; readonly engine: EmbeddedEngine }
  | { readonly type: 'done'; readonly run: number; readonly output: CellOutput }
  | { readonly type: 'rows'; readonly request: number; readonly rows: readonly (readonly CellValue[])[] | null }
  /** The kernel itself failed; it answers nothing any more. */
  | { readonly type: 'broken'; readonly message: string };

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
