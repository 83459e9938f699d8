import { useLayoutEffect, useState } from 'preact/hooks';
import type { CellModel, CellState } from './model';

/** The model's state, drawn again after every change. */
export function useSnapshot(model: CellModel): CellState {
  const [state, setState] = useState(() => model.get());
  useLayoutEffect(() => {
    const read = (): void => { setState(model.get()); };
    // What changed between the first drawing and this subscription would be missed otherwise.
    read();
    return model.subscribe(read);
  }, [model]);
  return state;
}
