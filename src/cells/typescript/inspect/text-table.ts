import { stateOrNull } from '../../../orm/map/state';
import { inspect, type InspectOptions } from './inspect';
import { columnsOf } from '../../orm/loaded-columns';
import { resultRows } from '../../orm/result-rows';
import { ormRecord, shownOrmValue } from './orm-values';

/** Rows of named columns, as `console.table` and rich outputs show a list of objects. */
export interface TableOfValues {
  readonly columns: readonly string[];
  /** A cell is absent where its row has no such field. */
  readonly rows: readonly (readonly ({ readonly value: unknown } | null)[])[];
}

/** A list of plain objects, a mapped object or several, or the rows of a result as a table; null for anything else. */
export function tableOf(value: unknown): TableOfValues | null {
  const items = stateOrNull(value) ? [value] : Array.isArray(value) ? (value as readonly unknown[]) : resultRows(value, (item) => recordOf(item) !== null);
  if (items === null || items.length === 0) return null;
  const records = items.flatMap((item) => recordOf(item) ?? []);
  const columns = columnsOf(records);
  if (records.length < items.length || columns.length === 0) return null;
  return { columns, rows: records.map((row) => columns.map((column) => (row.has(column) ? { value: row.get(column) } : null))) };
}

function recordOf(value: unknown): ReadonlyMap<string, unknown> | null {
  return ormRecord(value) ?? (isRecord(value) ? new Map(Object.entries(value)) : null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof Map) && !(value instanceof Set) && !(value instanceof Error) && !(value instanceof Promise) && shownOrmValue(value) === null;
}

/** `console.table`: a list or an object of rows in a frame of box characters; null where the value is no such thing. */
export function textTable(value: unknown, only: readonly string[] | null, options: InspectOptions): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const isMap = value instanceof Map;
  const entries: (readonly [unknown, unknown])[] = value instanceof Map || value instanceof Set ? [...value.entries()].map(([key, item], i) => [isMap ? key : i, item]) : Object.entries(value);
  const columns: string[] = [];
  let hasValues = false;
  for (const [, row] of entries) {
    if (typeof row === 'object' && row !== null) for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
    hasValues ||= typeof row !== 'object' || row === null;
  }
  const shown = only ?? columns;
  const show = (item: unknown): string => inspect(item, { ...options, depth: typeof item === 'object' && item !== null && Object.keys(item).length > 2 ? -1 : 0 });
  const head = [isMap || value instanceof Set ? '(iteration index)' : '(index)', ...shown, ...(hasValues ? ['Values'] : [])];
  const body = entries.map(([key, row]) => {
    const isRow = typeof row === 'object' && row !== null;
    return [String(key), ...shown.map((column) => (isRow && Object.hasOwn(row, column) ? show((row as Record<string, unknown>)[column]) : '')), ...(hasValues ? [isRow ? '' : show(row)] : [])];
  });
  return framed(head, body);
}

function framed(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(...[title, ...body.map((row) => row[i] ?? '')].map((text) => [...text].length)) + 2);
  const cell = (text: string, width: number): string => {
    const left = Math.floor((width - [...text].length) / 2);
    return ' '.repeat(left) + text + ' '.repeat(width - left - [...text].length);
  };
  const line = (row: readonly string[]): string => `│${widths.map((width, i) => cell(row[i] ?? '', width)).join('│')}│`;
  const rule = (left: string, middle: string, right: string): string => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n');
}
