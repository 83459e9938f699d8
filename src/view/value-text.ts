import type { CellValue } from '../cells/output';

/** How a value is set in a table. */
export type ValueKind = 'null' | 'boolean' | 'number' | 'bytes' | 'text';

/** The kind of a value by itself, whatever its column's type. */
export function kindOf(value: CellValue): ValueKind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'text' : 'bytes';
}

/** A value in full, as PostgreSQL's psql would print it: bytes as `\x01ff`, NULL as `NULL`. */
export function valueText(value: CellValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object') return `\\x${value.$bytes}`;
  return String(value);
}

/** A value as it stands in SQL, for the parameters of statements: text in quotes. */
export function literalText(value: CellValue): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : valueText(value);
}

/**
 * Text made to fit one line of at most `width` characters: line breaks become `⏎`, what is beyond becomes `…`.
 * `cut` tells whether anything was changed, so that the whole is worth showing elsewhere.
 */
export function oneLine(text: string, width: number): { readonly text: string; readonly cut: boolean } {
  const tooLong = text.length > width;
  // Only the visible part is scanned, since a value may be megabytes long; half a surrogate pair is left out.
  const head = tooLong ? text.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '') : text;
  const line = head.replace(/\r\n|\r|\n/g, '⏎').replaceAll('\t', ' ');
  return { text: tooLong ? `${line}…` : line, cut: tooLong || /[\r\n]/.test(head) };
}

/** JSON set out over lines, any other text as it is. */
export function laidOut(text: string, type: string): string {
  if (!/^jsonb?$/i.test(type.trim())) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
