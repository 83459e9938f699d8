import type { Table, Value } from '../data/table';
import { RelationNotationError } from './notation-error';

/** The row of dashes below the names of a table's columns. */
const delimiterRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** Whether a Markdown table begins at a line: names of columns, and dashes below them. */
export function tableBeginsAt(lines: readonly string[], index: number): boolean {
  const below = lines[index + 1];
  const head = lines[index] ?? '';
  return below !== undefined && delimiterRow.test(below) && (below.includes('|') || head.includes('|')) && head.trim() !== ''
    && !delimiterRow.test(head) && cellsOf(below).length === cellsOf(head).length;
}

/**
 * Reads the Markdown table that begins at a line. An empty cell is NULL; a value in double quotes keeps its blanks.
 * @param firstLine number of the lines' first one, for errors
 * @returns the table and the index of the first line after it
 * @throws RelationNotationError for a column without a name, a name that stands twice, a row with too many cells
 */
export function readTable(lines: readonly string[], index: number, firstLine = 1): { readonly table: Table; readonly end: number } {
  const head = lines[index] ?? '';
  const heads = cellsOf(head);
  const columns = heads.map((cell) => unquoted(cell.text) ?? '');
  const seen = new Set<string>();
  for (const [i, name] of columns.entries()) {
    if (name === '') throw new RelationNotationError('this column has no name', firstLine + index, columnAt(head, heads[i]));
    if (seen.has(name)) throw new RelationNotationError(`the column ${name} stands twice`, firstLine + index, columnAt(head, heads[i]));
    seen.add(name);
  }
  const withBars = head.trim().startsWith('|');
  const rows: Value[][] = [];
  let end = index + 2;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || (withBars ? !line.trim().startsWith('|') : !/[^\\]\||^\|/.test(line))) break;
    const cells = cellsOf(line);
    const extra = cells[columns.length];
    if (extra) throw new RelationNotationError(`this row has ${cells.length} cells, the table has ${columns.length} columns`, firstLine + end, columnAt(line, extra), 'a bar within a value is written \\|');
    rows.push(columns.map((_, i) => unquoted(cells[i]?.text ?? '')));
  }
  return { table: { columns, rows }, end };
}

interface Cell {
  readonly text: string;
  /** Where it begins in the line, in UTF-16 units from 0. */
  readonly start: number;
}

/** Where a cell begins in its line, from 1, in characters. */
function columnAt(line: string, cell: Cell | undefined): number {
  return [...line.slice(0, cell?.start ?? 0)].length + 1;
}

/** The cells of a row: what stands between bars that no backslash precedes. */
function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let text = '';
  let start = 0;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\' && line[i + 1] === '|') {
      text += '|';
      i++;
    } else if (line[i] === '|') {
      cells.push({ text: text.trim(), start });
      text = '';
      start = i + 1;
    } else text += line[i] ?? '';
  }
  cells.push({ text: text.trim(), start });
  if (line.trim().startsWith('|')) cells.shift();
  if (cells.length > 1 && cells.at(-1)?.text === '' && /\|\s*$/.test(line)) cells.pop();
  return cells;
}

/** A cell's value: null for an empty one; double quotes around a value are not part of it, doubled ones within it are one. */
function unquoted(text: string): Value {
  if (text === '') return null;
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
