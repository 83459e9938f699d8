import type { App } from 'obsidian';

export const matrixPaneType = 'savepoint-matrix';

/** A pane that draws when it is asked to. */
interface Drawing {
  draw(): void;
}

/** Shows the pane with the isolation matrix, and draws it. A pane that is open already is brought to the front. */
export async function openMatrixPane({ workspace }: App): Promise<void> {
  const [open] = workspace.getLeavesOfType(matrixPaneType);
  const leaf = open ?? workspace.getLeaf('tab');
  if (!open) await leaf.setViewState({ type: matrixPaneType, active: true });
  await workspace.revealLeaf(leaf);
  if (draws(leaf.view)) leaf.view.draw();
}

function draws(view: object): view is Drawing {
  return 'draw' in view;
}
