import type { CellOutput, CellReport, NoteReport } from '../cells/output';
import { rowBytes } from '../cells/runner';
import type { EmbeddedEngine } from '../databases/database';
import { startConfinedProcess } from '../kernel/host/confined-process';
import { NotebookSession } from '../kernel/host/notebook-session';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import type { Cell, Notebook } from '../notebook/cell';
import { nearest } from '../notebook/nearest';
import { readBlocks, readNotebook, type Block } from '../notebook/notebook';
import { BuiltParts, builtFile } from './built-files';
import { UsageError } from './usage-error';
import { readNote, type NoteFile } from './vault';

/** How notes are run. */
export interface RunOptions {
  readonly engine: EmbeddedEngine;
  readonly timeoutMs: number;
  /** Only this cell: by its name or its index. */
  readonly cell: string | null;
  readonly progress: (line: string) => void;
}

/** A note that was run: its report, and every block of it, cells or not. */
export interface RanNote {
  readonly report: NoteReport;
  readonly blocks: readonly Block[];
}

/** Runs the cells of notes, each note in a kernel of its own. One per run of the command line. */
export class NoteRunner {
  readonly #parts = new BuiltParts();

  constructor(private readonly options: RunOptions) {}

  /**
   * Runs a note's cells, top-down, going on after a cell that failed.
   * @throws UsageError when the note cannot be read or has no such cell.
   */
  async run(note: NoteFile): Promise<RanNote> {
    const text = readNote(note);
    const notebook = readNotebook(text);
    const chosen = this.#choose(notebook, note);
    const session = new NotebookSession({
      startKernel: async () => startConfinedProcess(builtFile('kernel-process.cjs'), await this.#parts.kernelSource()),
      parts: this.#parts,
      readNotebook: () => Promise.resolve(notebook),
      defaultEngine: () => this.options.engine,
      timeoutMs: () => this.options.timeoutMs,
      limits: () => ({ sent: 1_000, held: 1_000, ...rowBytes }),
      onKernelLost: () => { this.options.progress(`${note.path}: the kernel was lost; the next cell gets a fresh one`); },
    });
    session.update(notebook);
    try {
      const cells: CellReport[] = [];
      for (const tracked of session.cells) {
        if (!chosen.has(tracked.cell)) continue;
        cells.push(reportOf(tracked, await session.run(tracked)));
      }
      return { report: { path: note.path, cells }, blocks: readBlocks(text) };
    } finally {
      session.reset();
    }
  }

  #choose(notebook: Notebook, note: NoteFile): Set<Cell> {
    const { cell: wanted } = this.options;
    if (wanted === null) return new Set(notebook.cells);
    const chosen = notebook.cells.filter((cell) => cell.options.name === wanted || (/^\d+$/.test(wanted) && cell.index === Number(wanted)));
    if (chosen.length > 0) return new Set(chosen);
    const meant = nearest(wanted, notebook.cells.flatMap((cell) => cell.options.name ?? []));
    throw new UsageError(`${note.path}: no cell ${wanted}${meant === null ? ` (the note has ${String(notebook.cells.length)})` : `; did you mean ${meant}?`}`);
  }
}

function reportOf({ cell }: TrackedCell, output: CellOutput | null): CellReport {
  if (!output) throw new Error('a cell of the command line is never dropped');
  const { status, reason, durationMs, ...rest } = output;
  return {
    index: cell.index, line: cell.line, language: cell.language, kind: cell.kind, name: cell.options.name,
    status, reason, durationMs, ...rest, frozen: null,
  };
}
