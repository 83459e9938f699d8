import type { Cell } from '../../notebook/cell';
import type { TrackedCell } from './tracked-cell';

/**
 * Finds the cells of a note again after an edit. Equal code is the same cell wherever it moved;
 * what is left between two cells found again is taken, in order, for edited cells, which become stale.
 */
export function matchCells(before: readonly TrackedCell[], now: readonly Cell[], create: (cell: Cell) => TrackedCell): TrackedCell[] {
  const byKey = new Map(before.map((tracked) => [tracked.cell.key, tracked]));
  const found = now.map((cell) => byKey.get(cell.key) ?? null);
  const taken = new Set(found);
  const position = new Map(before.map((tracked, i) => [tracked, i]));
  return now.map((cell, i) => {
    const same = found[i];
    const tracked = same ?? editedTwin(before, taken, position, found, i);
    if (!tracked) return create(cell);
    taken.add(tracked);
    found[i] = tracked;
    const edited = tracked.cell.hash !== cell.hash;
    tracked.cell = cell;
    if (edited && tracked.get().output) tracked.set({ ...tracked.get(), stale: true });
    return tracked;
  });
}

/** The first old cell that nobody took, after the one found before `i` and before the one found after it. */
function editedTwin(
  before: readonly TrackedCell[],
  taken: ReadonlySet<TrackedCell | null>,
  position: ReadonlyMap<TrackedCell, number>,
  found: readonly (TrackedCell | null)[],
  i: number,
): TrackedCell | null {
  const previous = found.slice(0, i).findLast((tracked) => tracked !== null);
  const next = found.slice(i + 1).find((tracked) => tracked !== null);
  const from = previous ? (position.get(previous) ?? -1) + 1 : 0;
  const to = next ? (position.get(next) ?? before.length) : before.length;
  return before.slice(from, to).find((tracked) => !taken.has(tracked)) ?? null;
}
