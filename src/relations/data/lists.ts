import type { CodedTable } from './table';

/** A value that looks like several. */
export interface ListValue {
  readonly column: string;
  /** Number of the row among the distinct ones, from 1. */
  readonly row: number;
  readonly parts: readonly string[];
  readonly separator: string;
}

const separators = [/\s*<br\s*\/?>\s*/i, /\s*;\s*/, /\s*,\s+/, /\s*,\s*/, /\s+\/\s+/] as const;

/**
 * Values that look like lists, which first normal form does not allow. SQL cannot tell: to it any text is one value.
 * The parts must be of one kind: all with digits or all without, none a sentence.
 */
export function listValues(table: CodedTable, most = 20): ListValue[] {
  const found: ListValue[] = [];
  for (const [row, values] of table.rows.entries()) {
    for (const [column, value] of values.entries()) {
      const list = value === null ? null : asList(value);
      if (!list) continue;
      found.push({ column: table.columns[column] ?? '', row: row + 1, ...list });
      if (found.length >= most) return found;
    }
  }
  return found;
}

function asList(value: string): Pick<ListValue, 'parts' | 'separator'> | null {
  for (const separator of separators) {
    const parts = value.split(separator);
    if (parts.length < 2 || !parts.every((part) => part !== '' && part.length <= 40)) continue;
    // 3,14 is a number, 1,234,567 too.
    if (/^-?\d{1,3}(?:,\d+)+$/.test(value)) return null;
    const withDigits = parts.filter((part) => /\d/.test(part)).length;
    const short = parts.every((part) => part.split(/\s+/).length <= 2);
    if (short && (withDigits === 0 || withDigits === parts.length)) return { parts, separator: separator.exec(value)?.[0] ?? ',' };
    return null;
  }
  return null;
}
