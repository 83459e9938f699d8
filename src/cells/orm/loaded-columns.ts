import type { InstanceState } from '../../orm/map/state';

/** Stands for an attribute that was not read: looking must not read it. */
export class NotLoaded {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** The column attributes of a mapped object, in the order of the mapping, without reading any. Those that a new object was not given are absent. */
export function loadedColumns(state: InstanceState): ReadonlyMap<string, unknown> {
  const columns = new Map<string, unknown>();
  for (const key of state.mapper.columnAttributes) {
    const known = state.values.get(key);
    if (known !== undefined) columns.set(key, known);
    else if (state.key !== null) columns.set(key, new NotLoaded(state.expiredAttributes.has(key) ? '<expired>' : '<not loaded>'));
  }
  return columns;
}

/** The columns of a table of records: those that at least one of them has, and has read. */
export function columnsOf(records: readonly ReadonlyMap<string, unknown>[]): string[] {
  const columns = new Map<string, boolean>();
  for (const record of records) for (const [key, value] of record) columns.set(key, (columns.get(key) ?? false) || !(value instanceof NotLoaded));
  return [...columns].flatMap(([key, isRead]) => (isRead ? [key] : []));
}
