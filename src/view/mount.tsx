import { render } from 'preact';
import { CellContextProvider } from './cell-context';
import { CellView } from './cell-view';
import type { CellActions, CellModel } from './model';
import type { Words } from './words';

let mounted = 0;

/**
 * Draws a cell's bar and output into `container` and keeps them up to date with `model`.
 * @returns removes what was drawn.
 */
export function mountCell(container: HTMLElement, model: CellModel, actions: CellActions, words: Words): () => void {
  mounted += 1;
  const context = { words, actions, id: `savepoint-${mounted}`, asked: { current: null } };
  render(
    <CellContextProvider.Provider value={context}>
      <CellView model={model} />
    </CellContextProvider.Provider>,
    container,
  );
  return () => { render(null, container); };
}
