import type { Result, Value } from '../databases/result';
import type { TraceRows, TraceValue } from './trace';

/** A value in JSON: what no JSON number holds exactly becomes text. */
export function traceValue(value: Value): TraceValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return { $bytes: Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}

export function traceRows({ columns, rows }: Pick<Result, 'columns' | 'rows'>): TraceRows {
  return { columns: columns.map(({ name }) => name), rows: rows.map((row) => row.map(traceValue)) };
}
