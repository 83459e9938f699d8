import type { App, TFile } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';

export const outputPaneType = 'savepoint-output';

/** Which cell a pane shows; survives a restart of Obsidian as long as the cell's text does. */
export interface OutputPaneState extends Record<string, unknown> {
  readonly path: string;
  readonly key: string;
}

/** Opens a cell's output in a new pane. */
export async function openOutputPane(app: App, file: TFile, cell: TrackedCell): Promise<void> {
  const state: OutputPaneState = { path: file.path, key: cell.cell.key };
  await app.workspace.getLeaf('split').setViewState({ type: outputPaneType, active: true, state });
}
