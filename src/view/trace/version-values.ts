import type { Trace, TraceRows, TraceStep, TraceValue, VersionOfItem } from '../../cells/output';
import { valueText } from '../value-text';
import { statementsOf } from './statements';

/** What is known of versions: their columns with the values in them, by {@link versionKey}. */
export type KnownValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The key of a version among all items'. */
export function versionKey({ item, version }: VersionOfItem): string {
  return `${item}\u0000${version}`;
}

/**
 * The values of versions, as far as the trace tells them: rows read one to one, rows returned, constants that an
 * update sets, and the final state for the last versions. Nothing is computed.
 */
export function valuesOf(trace: Trace, lastVersions: ReadonlyMap<string, string>): KnownValues {
  const known = new Map<string, Map<string, string>>();
  const note = (version: VersionOfItem, column: string, value: string): void => {
    const columns = known.get(versionKey(version)) ?? new Map<string, string>();
    known.set(versionKey(version), columns.set(column.toLowerCase(), value));
  };
  const noteRow = (version: VersionOfItem, columns: readonly string[], row: readonly TraceValue[]): void => {
    for (const [at, column] of columns.entries()) note(version, column, valueText(row[at] ?? null));
  };
  for (const [item, version] of lastVersions) {
    const row = finalRow(item, trace.finalState);
    if (row !== null) noteRow({ item, version }, row.columns, row.rows[0] ?? []);
  }
  for (const step of trace.steps) {
    const { outcome, writes, reads } = step;
    for (const [column, value] of constantsSet(step)) for (const write of writes) note(write, column, value);
    if (outcome.kind !== 'rows' || !showsColumns(step)) continue;
    for (const version of writes.length > 0 ? writes : reads) {
      const row = rowOf(version, writes.length > 0 ? writes : reads, outcome);
      if (row !== null) noteRow(version, outcome.columns, row);
    }
  }
  return known;
}

/** Columns of an item that updates name, by item: they are what its versions differ in. */
export function columnsChanged(trace: Trace): ReadonlyMap<string, ReadonlySet<string>> {
  const changed = new Map<string, Set<string>>();
  for (const step of trace.steps) {
    for (const { item } of step.writes) {
      const columns = changed.get(item) ?? new Set<string>();
      for (const [column] of assignmentsOf(step)) columns.add(column);
      changed.set(item, columns);
    }
  }
  return changed;
}

/** The row of a version: the only one, or the one that begins with the item's key. */
function rowOf({ item }: VersionOfItem, all: readonly VersionOfItem[], { rows }: TraceRows): readonly TraceValue[] | null {
  if (rows.length === 1 && all.length === 1) return rows[0] ?? null;
  const matching = rows.filter(([first = null]) => valueText(first) === keyOf(item));
  return matching.length === 1 ? (matching[0] ?? null) : null;
}

function finalRow(item: string, finalState: Trace['finalState']): TraceRows | null {
  for (const [query, { columns, rows }] of Object.entries(finalState)) {
    if (/\bfrom\s+"?([\w.]+)"?/i.exec(query)?.[1]?.toLowerCase() !== tableOf(item).toLowerCase()) continue;
    const matching = rows.filter(([first = null]) => valueText(first) === keyOf(item));
    if (matching.length === 1) return { columns, rows: matching };
  }
  return null;
}

/** True where the columns of the outcome are the table's own, not computed from them. */
function showsColumns({ sql }: TraceStep): boolean {
  const [statement] = statementsOf(sql).slice(-1);
  const list = /^select\s+(.+?)\s+from\b/i.exec(statement?.text ?? '')?.[1] ?? /\breturning\s+(.+)$/i.exec(statement?.text ?? '')?.[1];
  return list !== undefined && list.split(',').every((column) => /^\s*(?:\w+\.)?(?:"?\w+"?|\*)\s*$/.test(column));
}

function constantsSet(step: TraceStep): readonly (readonly [string, string])[] {
  return assignmentsOf(step).flatMap(([column, value]) => {
    const text = /^'((?:[^']|'')*)'$/.exec(value)?.[1]?.replaceAll("''", "'");
    if (text !== undefined) return [[column, text] as const];
    return /^(-?\d+(\.\d+)?|true|false|null)$/i.test(value) ? [[column, /^null$/i.test(value) ? 'NULL' : value] as const] : [];
  });
}

/** `column = value` of an update's SET, as far as commas in values let them be told apart. */
function assignmentsOf({ sql }: TraceStep): readonly (readonly [string, string])[] {
  const update = statementsOf(sql).find(({ verb }) => verb === 'update');
  const list = /\bset\s+(.+?)(?:\s+(?:where|returning|from)\b.*)?$/i.exec(update?.text ?? '')?.[1] ?? '';
  return list.split(/,(?=\s*"?\w+"?\s*=)/).flatMap((part) => {
    const [, column, value] = /^\s*"?(\w+)"?\s*=\s*(.+?)\s*$/.exec(part) ?? [];
    return column === undefined || value === undefined ? [] : [[column.toLowerCase(), value] as const];
  });
}

/** The table of an item, `account` of `account:1`. */
function tableOf(item: string): string {
  return item.slice(0, Math.max(0, item.indexOf(':')));
}

/** The key of an item within its table. */
export function keyOf(item: string): string {
  return item.slice(item.indexOf(':') + 1);
}
