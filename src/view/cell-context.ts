import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CellActions } from './model';
import type { Words } from './words';

/** What every part of a cell's view may need. */
export interface CellContext {
  readonly words: Words;
  readonly actions: CellActions;
  /** Begins the ids of this cell's elements, unique on the page. */
  readonly id: string;
  /** The engine and the level that a person has asked to see of a schedule, for the output that is to come. */
  readonly asked: { current: AskedRun | null };
}

/** A run of a schedule that was asked for in the output of another. */
export interface AskedRun {
  readonly engine: string;
  /** Null: all of the engine. */
  readonly level: string | null;
  /** The choice that had the focus, which it is to have in the next output too. */
  readonly by?: 'engine' | 'level';
}

/** Hands {@link CellContext} down. */
export const CellContextProvider = createContext<CellContext | null>(null);

/** The cell that a component stands in. */
export function useCell(): CellContext {
  const context = useContext(CellContextProvider);
  if (context === null) throw new Error('a part of a cell stands outside of one');
  return context;
}
