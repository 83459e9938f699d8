import { ItemView, TFile, type App, type ViewStateResult, type WorkspaceLeaf } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { showCell } from './cell-view';
import type { NoteSessions } from './note-sessions';

export const outputPaneType = 'savepoint-output';

/** Which cell a pane shows; survives a restart of Obsidian as long as the cell's text does. */
interface OutputPaneState extends Record<string, unknown> {
  readonly path: string;
  readonly key: string;
}

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

/** Opens a cell's output in a new pane. */
export async function openOutputPane(app: App, file: TFile, cell: TrackedCell): Promise<void> {
  const leaf = app.workspace.getLeaf('split');
  await leaf.setViewState({ type: outputPaneType, active: true, state: { path: file.path, key: cell.cell.key } });
}
