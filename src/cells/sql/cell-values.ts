import type { ColumnInfo, Value } from '../../databases/result';
import type { CellValue } from '../output';

/** A driver's value as an output holds it; see {@link CellValue}. */
export function toCellValue(value: Value, type = ''): CellValue {
  switch (typeof value) {
    case 'bigint':
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString();
    case 'number':
      // JSON has neither; PostgreSQL spells them like this.
      return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
    case 'string':
      return type.startsWith('timestamp') ? toIso8601(value) : value;
    case 'object':
      return value === null ? null : { $bytes: toHex(value) };
    default:
      return value;
  }
}

/** A row of values, by the types of its columns. */
export function toCellRow(row: readonly Value[], columns: readonly ColumnInfo[]): CellValue[] {
  return row.map((value, i) => toCellValue(value, columns[i]?.type));
}

/** `2024-03-01 10:00:00+00` to `2024-03-01T10:00:00+00:00`; what is no such text (`infinity`, years BC, arrays) stays. */
function toIso8601(timestamp: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)?(:\d\d)?(:\d\d)?$/.exec(timestamp);
  if (!match) return timestamp;
  const [, date = '', time = '', hours = '', minutes = hours && ':00', seconds = ''] = match;
  return `${date}T${time}${hours}${minutes}${seconds}`;
}

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
