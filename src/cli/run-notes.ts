import { join } from 'node:path';
import type { CellOutput, CellReport, NoteReport } from '../cells/output';
import { rowBytes } from '../cells/runner';
import type { EmbeddedEngine } from '../databases/database';
import { startConfinedProcess } from '../kernel/host/confined-process';
import { NotebookSession } from '../kernel/host/notebook-session';
import type { NoteLinks } from '../kernel/host/run-order';
import type { Cell, Notebook } from '../notebook/cell';
import { LinkIndex } from '../notebook/links';
import { nearestName } from '../spelling/nearest-name';
import { readBlocks, readNotebook, type Block } from '../notebook/notebook';
import { BuiltParts, builtFile } from './built-files';
import { compareFrozen } from './frozen-outputs';
import { UsageError } from './usage-error';
import { findNotes, readNote, type NoteFile } from './vault';

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
  /** The text that was run. */
  readonly text: string;
  /** By the cell's index: the lines in which its output differs from the frozen one. */
  readonly differences: ReadonlyMap<number, readonly string[]>;
}

/** Runs the cells of notes, each note in a kernel of its own. One per run of the command line. */
export class NoteRunner {
  readonly #parts = new BuiltParts();
  /** By vault: its notes, found by links. Read at the first link. */
  readonly #vaults = new Map<string, LinkIndex>();

  constructor(private readonly options: RunOptions) {}

  /**
   * Runs a note's cells, top-down, going on after a cell that failed.
   * @throws UsageError when the note cannot be read or has no such cell.
   */
  async run(note: NoteFile): Promise<RanNote> {
    return this.runText(note.path, readNote(note), { path: () => note.path, read: (link, from) => Promise.resolve(this.#linkedNote(link, from, note.vault)) });
  }

  /**
   * The same for a text that is at hand.
   * @param links the notes to which it links
   * @throws UsageError when there is no such cell
   */
  async runText(path: string, text: string, links?: NoteLinks): Promise<RanNote> {
    const notebook = readNotebook(text);
    const chosen = this.#choose(notebook, path);
    const session = new NotebookSession({
      startKernel: async () => startConfinedProcess(builtFile('kernel-process.cjs'), await this.#parts.kernelSource()),
      parts: this.#parts,
      readNotebook: () => Promise.resolve(notebook),
      defaultEngine: () => this.options.engine,
      timeoutMs: () => this.options.timeoutMs,
      limits: () => ({ sent: 1_000, held: 1_000, ...rowBytes }),
      links,
      onKernelLost: () => { this.options.progress(`${path}: the kernel was lost; the next cell gets a fresh one`); },
    });
    session.update(notebook);
    try {
      const ran = await session.runEach((cell) => chosen.has(cell));
      const differences = new Map<number, readonly string[]>();
      const cells = ran.map(({ tracked: { cell }, output }) => {
        if (!output) throw new Error('a cell of the command line is never dropped');
        const { state, difference } = compareFrozen(cell, output, notebook);
        if (difference) differences.set(cell.index, difference);
        return reportOf(cell, output, state);
      });
      return { report: { path, cells }, blocks: readBlocks(text), text, differences };
    } finally {
      session.reset();
    }
  }

  /** The note that a link means; null where it means none, or another file. */
  #linkedNote(link: string, from: string, vault: string): { path: string; notebook: Notebook } | null {
    const index = this.#vaults.get(vault) ?? new LinkIndex(findNotes([vault]).map((one) => one.path));
    this.#vaults.set(vault, index);
    const found = index.resolve(link, from);
    return found === null ? null : { path: found, notebook: readNotebook(readNote({ file: join(vault, found), vault, path: found })) };
  }

  #choose(notebook: Notebook, path: string): Set<Cell> {
    const { cell: wanted } = this.options;
    if (wanted === null) return new Set(notebook.cells);
    const chosen = notebook.cells.filter((cell) => cell.options.name === wanted || (/^\d+$/.test(wanted) && cell.index === Number(wanted)));
    if (chosen.length > 0) return new Set(chosen);
    const meant = nearestName(wanted, notebook.cells.flatMap((cell) => cell.options.name ?? []));
    throw new UsageError(`${path}: no cell ${wanted}${meant === null ? ` (the note has ${String(notebook.cells.length)})` : `; did you mean ${meant}?`}`);
  }
}

function reportOf(cell: Cell, output: CellOutput, frozen: CellReport['frozen']): CellReport {
  const { status, reason, durationMs, ...rest } = output;
  return {
    index: cell.index, line: cell.line, language: cell.language, kind: cell.kind, name: cell.options.name,
    status, reason, durationMs, ...rest, frozen,
  };
}
