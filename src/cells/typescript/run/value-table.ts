import type { CellValue, ResultSet } from '../../output';
import type { RowLimits } from '../../runner';
import { toCellValue } from '../../sql/cell-values';
import { inspect } from '../inspect/inspect';
import type { TableOfValues } from '../inspect/text-table';

/** A list of objects as a result, with the rows that are held for scrolling. */
export function tableResult(command: 'VALUE' | 'DISPLAY', { columns, rows }: TableOfValues, limits: RowLimits): { result: ResultSet; held: readonly (readonly CellValue[])[] } {
  const held = rows.slice(0, limits.held).map((row) => row.map((cell) => (cell === null ? null : cellValue(cell.value))));
  const sent = held.slice(0, limits.sent);
  const result: ResultSet = {
    command, tag: `${command} ${String(rows.length)}`, columns, types: columns.map(() => ''),
    rows: sent, rowCount: rows.length, truncated: rows.length > sent.length, held: held.length, plan: null,
  };
  return { result, held };
}

function cellValue(value: unknown): CellValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return toCellValue(value);
    case 'undefined':
      return null;
    default:
      if (value === null || value instanceof Uint8Array) return toCellValue(value);
      if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
      return inspect(value, { depth: 1 }).replace(/\s*\n\s*/g, ' ');
  }
}
