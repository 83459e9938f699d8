import type { Cell } from './cell';

/** A change of a note: lines and columns count from 0, columns in UTF-16 units, the end is exclusive. */
export interface NoteChange {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A replacement in a cell's line (line and columns from 1, in characters) as a change of the note. */
export function fixAsChange(cell: Cell, fix: { readonly line: number; readonly from: number; readonly to: number; readonly text: string }): NoteChange {
  const text = [...(cell.code.split('\n')[fix.line - 1] ?? '')];
  const column = (characters: number): number => (cell.indents[fix.line - 1] ?? 0) + text.slice(0, characters - 1).join('').length;
  return { line: cell.line + fix.line - 1, from: column(fix.from), to: column(fix.to), text: fix.text };
}

const directive = /^(\s*(?:--|#|\/\/)\s*savepoint\s*:)(.*)$/i;

/**
 * The change that makes a cell run on another engine: in its directive where it has one, else a directive above its code.
 * @param noteLine the text of the cell's first line in the note, quote marks and indentation included
 */
export function engineChange(cell: Cell, engine: string, noteLine: string): NoteChange {
  const first = cell.code.split('\n')[0] ?? '';
  const indent = cell.indents[0] ?? 0;
  const found = directive.exec(first);
  if (!found) {
    // The new line stands in the same containers as the one that it pushes down.
    const prefix = noteLine.slice(0, indent);
    return { line: cell.line, from: 0, to: 0, text: `${prefix}-- savepoint: engine=${engine}\n` };
  }
  const [, head = '', rest = ''] = found;
  const option = /(^|\s)engine=("[^"]*"?|\S*)/i.exec(rest);
  if (!option) return { line: cell.line, from: indent + head.length, to: indent + head.length, text: ` engine=${engine}` };
  const start = indent + head.length + option.index + (option[1]?.length ?? 0) + 'engine='.length;
  return { line: cell.line, from: start, to: start + (option[2]?.length ?? 0), text: engine };
}
