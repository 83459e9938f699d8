import { ItemView, type WorkspaceLeaf } from 'obsidian';
import { verbsOf } from '../kernel/host/cell-verbs';
import type { NotebookSession } from '../kernel/host/notebook-session';
import { standardMatrixNote } from '../notebook/matrix-cells';
import { mountCell } from '../view';
import type { NoteSessions } from './note-sessions';
import { matrixPaneType } from './open-matrix-pane';

/** A pane with the isolation matrix of the standard set, which needs no note. Its kernel ends with it. */
export class MatrixPane extends ItemView {
  #session: NotebookSession | null = null;
  #unmount: (() => void) | null = null;

  constructor(leaf: WorkspaceLeaf, private readonly sessions: NoteSessions) {
    super(leaf);
    this.icon = 'table';
  }

  override getViewType(): string {
    return matrixPaneType;
  }

  override getDisplayText(): string {
    return this.sessions.words.matrix.title;
  }

  override onOpen(): Promise<void> {
    const session = this.sessions.apart(standardMatrixNote());
    const [cell] = session.cells;
    if (!cell) throw new Error('the note of the matrix has a cell');
    this.#session = session;
    this.#unmount = mountCell(this.contentEl, cell, { ...verbsOf(session, cell), copy: (text) => navigator.clipboard.writeText(text) }, this.sessions.words);
    return Promise.resolve();
  }

  /** Runs it, if it does not run already. */
  draw(): void {
    const [cell] = this.#session?.cells ?? [];
    if (cell && (cell.get().phase === 'idle' || cell.get().phase === 'done')) void this.#session?.run(cell);
  }

  override onClose(): Promise<void> {
    this.#unmount?.();
    this.#session?.reset();
    return Promise.resolve();
  }
}
