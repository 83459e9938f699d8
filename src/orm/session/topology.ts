/** What must come first and what comes after it. */
export type Edge<T> = readonly [before: T, after: T];

/**
 * Items in layers: those of a layer depend on earlier layers only.
 * @param failed makes the error for items that wait for each other
 */
export function layers<T>(edges: readonly Edge<T>[], items: readonly T[], failed: (left: readonly T[]) => Error): T[][] {
  const waiting = new Set(items);
  const before = new Map<T, T[]>();
  for (const [first, then] of edges) {
    const list = before.get(then);
    if (list) list.push(first);
    else before.set(then, [first]);
  }
  const made: T[][] = [];
  while (waiting.size > 0) {
    const layer = [...waiting].filter((item) => !(before.get(item) ?? []).some((one) => waiting.has(one)));
    if (layer.length === 0) throw failed([...waiting]);
    for (const item of layer) waiting.delete(item);
    made.push(layer);
  }
  return made;
}

/** The items from which a way of edges leads back to themselves. */
export function inCycles<T>(edges: readonly Edge<T>[]): Set<T> {
  const after = new Map<T, Set<T>>();
  for (const [first, then] of edges) after.set(first, (after.get(first) ?? new Set<T>()).add(then));
  const found = new Set<T>();
  for (const start of after.keys()) {
    const reached = new Set<T>();
    const open = [...(after.get(start) ?? [])];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (reached.has(one)) continue;
      reached.add(one);
      open.push(...(after.get(one) ?? []));
    }
    if (reached.has(start)) found.add(start);
  }
  return found;
}
