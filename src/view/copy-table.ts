import type { CellValue } from '../cells/output';
import type { Row } from './model';
import { valueText } from './value-text';

/** NULL is empty in copies: neither Markdown nor CSV has a word for it. */
function plain(value: CellValue): string {
  return value === null ? '' : valueText(value);
}

/**
 * Text that a Markdown table shows as it is: nothing in it ends the cell or the row, and nothing in it becomes
 * HTML, a link or formatting when a note is read.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\|`*[\]$]|<(?=[a-z/!?])/gi, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/~~|==|%%/g, (pair) => `\\${pair[0]}\\${pair[1]}`)
    .replace(/_/g, (mark, at: number, whole: string) => (insideWord(whole, at) ? mark : '\\_'))
    .replace(/(^|\s)#(?=\S)/g, '$1\\#')
    .replace(/\r\n|\r|\n/g, '<br>');
}

/** An underscore between two letters or figures, as in `author_id`, never begins or ends an emphasis. */
function insideWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) && /[\p{L}\p{N}]/u.test(text.charAt(at + 1));
}

/**
 * A result as a Markdown table.
 * @param numeric per column, whether its values stand on the right.
 */
export function tableToMarkdown(
  columns: readonly string[],
  numeric: readonly boolean[],
  rows: readonly Row[],
): string {
  return markdownTable(columns.map(escapeMarkdown), numeric, rows.map((row) => columns.map((_, at) => escapeMarkdown(plain(row[at] ?? null)))));
}

/**
 * A table of what is Markdown already.
 * @param numeric per column, whether its values stand on the right; where nothing is said, they do not.
 */
export function markdownTable(head: readonly string[], numeric: readonly boolean[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (numeric[at] === true ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** A result as CSV after RFC 4180: lines end in CR LF, and what holds a comma, a quote or a break is quoted. */
export function tableToCsv(columns: readonly string[], rows: readonly Row[]): string {
  const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map(field), ...rows.map((row) => columns.map((_, at) => field(plain(row[at] ?? null))))];
  return lines.map((fields) => `${fields.join(',')}\r\n`).join('');
}
