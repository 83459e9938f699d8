import { act } from 'preact/test-utils';
import type { CellOutput } from '../../src/cells/output';
import type { CellActions, CellState, Row } from '../../src/view/model';
import type { TermNote } from '../../src/view/terms/note-of';
import { mountCell } from '../../src/view/mount';
import { createCellStore, type CellStore } from '../../src/view/store';
import { wordsFor } from '../../src/view/words';
import { output } from './gallery/outputs';

/** A cell on the page, with everything it asks of its host recorded. */
export interface Mounted {
  readonly root: HTMLElement;
  readonly store: CellStore;
  readonly actions: { readonly [Name in keyof CellActions]-?: jest.Mock };
  readonly unmount: () => void;
  /** The first element that matches; fails the test where there is none. */
  readonly find: (selector: string) => HTMLElement;
  readonly all: (selector: string) => HTMLElement[];
  /** The texts of all elements that match. */
  readonly texts: (selector: string) => string[];
  readonly set: (change: Partial<CellState>) => Promise<void>;
  readonly click: (element: HTMLElement) => Promise<void>;
  readonly press: (element: Element | null, key: string) => Promise<void>;
}

/** Waits until what was asked of the host has been answered. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Mounts a cell and waits until it is drawn. */
export async function mounted(
  state: Partial<CellState>,
  fetchRows: (result: number, from: number, to: number) => Promise<readonly Row[]> = () => Promise.resolve([]),
  language = 'en',
): Promise<Mounted> {
  const root = document.createElement('div');
  document.body.append(root);
  const store = createCellStore(state);
  const actions = {
    run: jest.fn(),
    runAt: jest.fn(),
    runAbove: jest.fn(),
    runAll: jest.fn(),
    stop: jest.fn(),
    reset: jest.fn(),
    fetchRows: jest.fn(fetchRows),
    copy: jest.fn(() => Promise.resolve()),
    openInNewPane: jest.fn(),
    freeze: jest.fn(),
    unfreeze: jest.fn(),
    copyFrozen: jest.fn(() => Promise.resolve()),
    noteOf: jest.fn((_names: readonly string[]): TermNote | null => null),
    openNote: jest.fn(),
    hoverNote: jest.fn(),
    applyFix: jest.fn(),
    switchEngine: jest.fn(),
    drawSchema: jest.fn(() => Promise.resolve(true)),
    runSql: jest.fn((_sql: string): Promise<CellOutput> => Promise.resolve(output())),
  };
  let unmount = (): void => undefined;
  await act(() => {
    unmount = mountCell(root, store, actions, wordsFor(language));
  });
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  const find = (selector: string): HTMLElement => {
    const element = root.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`nothing matches ${selector}`);
    return element;
  };
  return {
    root,
    store,
    actions,
    unmount: () => {
      unmount();
      root.remove();
    },
    find,
    all,
    texts: (selector) => all(selector).map((element) => element.textContent),
    set: (change) =>
      act(() => {
        store.set(change);
      }),
    click: (element) =>
      act(async () => {
        element.focus();
        element.click();
        await settled();
      }),
    press: (element, key) =>
      act(() => {
        element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }),
  };
}
