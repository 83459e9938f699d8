import { ItemView, TFile, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import { showCell } from './cell-view';
import type { NoteSessions } from './note-sessions';
import { outputPaneType, type OutputPaneState } from './open-output-pane';

/** A pane of its own for one cell's output, beside the note or in another window. */
export class OutputPane extends ItemView {
  #state: OutputPaneState | null = null;
  #unmount: (() => void) | null = null;

  constructor(leaf: WorkspaceLeaf, private readonly sessions: NoteSessions) {
    super(leaf);
    this.icon = 'database';
  }

  override getViewType(): string {
    return outputPaneType;
  }

  override getDisplayText(): string {
    const name = this.#state?.path.split('/').at(-1)?.replace(/\.md$/, '');
    return name ?? 'Savepoint';
  }

  override getState(): Record<string, unknown> {
    return this.#state ?? {};
  }

  override async setState(state: unknown, result: ViewStateResult): Promise<void> {
    const { path, key } = (state ?? {}) as Partial<OutputPaneState>;
    if (typeof path === 'string' && typeof key === 'string') {
      this.#state = { path, key };
      await this.#show(path, key);
    }
    await super.setState(state, result);
  }

  override onClose(): Promise<void> {
    this.#unmount?.();
    return Promise.resolve();
  }

  async #show(path: string, key: string): Promise<void> {
    this.#unmount?.();
    this.#unmount = null;
    const file = this.app.vault.getFileByPath(path);
    const cell = (await this.sessions.at(path))?.cells.find((tracked) => tracked.cell.key === key);
    if (file instanceof TFile && cell) this.#unmount = showCell(this.contentEl, cell, file, this.sessions);
  }
}
