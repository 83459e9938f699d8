import type { Cell } from './cell';
import { closingComment, openingComment } from './frozen-block';
import { hashText } from './hash';
import { readNotebook } from './notebook';

/** A place in a note: line and column from 0, columns in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly ch: number;
}

/** A replacement in a note; lines of `text` are parted by `\n`, whatever the note's own breaks. */
export interface TextEdit {
  readonly from: TextPosition;
  readonly to: TextPosition;
  readonly text: string;
}

/**
 * The edits that write outputs below their cells, in the place of what is frozen there.
 * @param outputs Markdown by the cell's key; an empty text takes out what is frozen
 * @returns null where a cell is no longer in the note as it was, or is never closed: then nothing may be written
 */
export function freezeEdits(note: string, outputs: ReadonlyMap<string, string>): TextEdit[] | null {
  const lines = linesOf(note);
  const { cells } = readNotebook(note);
  const edits: TextEdit[] = [];
  for (const [key, markdown] of outputs) {
    const cell = cells.find((one) => one.key === key);
    if (!cell?.closed) return null;
    const text = markdown === '' ? '' : blockOf(cell, lines[cell.endLine - 1] ?? '', markdown);
    const edit = replacing(cell, lines, text);
    if (edit) edits.push(edit);
  }
  return edits.sort((a, b) => a.from.line - b.from.line);
}

/**
 * The edits that take frozen outputs out of a note.
 * @param keys of the cells; null for all that is frozen in it, also below cells that are gone
 */
export function unfreezeEdits(note: string, keys: ReadonlySet<string> | null): TextEdit[] {
  const lines = linesOf(note);
  const notebook = readNotebook(note);
  const ofCells = notebook.cells.filter(({ key }) => keys?.has(key) ?? true).flatMap((cell) => replacing(cell, lines, '') ?? []);
  if (keys !== null) return ofCells;
  const owned = new Set(notebook.cells.map(({ frozen }) => frozen));
  const orphans = notebook.frozen.filter((block) => !owned.has(block)).map(({ line, endLine }) => ({ from: line === 0 ? { line: 0, ch: 0 } : endOf(lines, line - 1), to: endOf(lines, endLine), text: '' }));
  return [...ofCells, ...orphans].sort((a, b) => a.from.line - b.from.line);
}

/** The note after edits that do not overlap. Its line breaks stay what they are. */
export function applyEdits(note: string, edits: readonly TextEdit[]): string {
  const lineBreak = /\r\n|\r|\n/.exec(note)?.[0] ?? '\n';
  const starts = [0, ...[...note.matchAll(/\r\n|\r|\n/g)].map((found) => found.index + found[0].length)];
  const offset = ({ line, ch }: TextPosition): number => (starts[line] ?? note.length) + ch;
  let result = note;
  for (const { from, to, text } of [...edits].sort((a, b) => b.from.line - a.from.line)) {
    result = result.slice(0, offset(from)) + text.replaceAll('\n', lineBreak) + result.slice(offset(to));
  }
  return result;
}

/**
 * What freezing writes below a cell that stands in no container: for a person to paste, where notes cannot be written.
 * @param markdown the cell's output
 */
export function frozenText(cell: Cell, markdown: string): string {
  return `${blockOf(cell, '', markdown).trimStart()}\n`;
}

/** The edit after which `text` stands below a cell, and nothing else that was frozen; null where that is so already. */
function replacing(cell: Cell, lines: readonly string[], text: string): TextEdit | null {
  const from = endOf(lines, cell.endLine - 1);
  const to = cell.frozen === null ? from : endOf(lines, cell.frozen.endLine);
  const before = lines.slice(from.line + 1, to.line + 1).map((line) => `\n${line}`).join('');
  return before === text ? null : { from, to, text };
}

/** The frozen block of a cell, an empty line above it, in the containers of the cell's closing fence. */
function blockOf(cell: Cell, closingFence: string, markdown: string): string {
  const prefix = /^[\s>]*/.exec(closingFence)?.[0] ?? '';
  const body = markdown.split('\n').map((line) => line.trimEnd()).join('\n').replace(/^\n+|\n+$/g, '');
  const hash = hashText(body);
  return ['', openingComment(cell.hash, hash), '', ...body.split('\n'), '', closingComment(hash)].map((line) => `\n${(prefix + line).trimEnd()}`).join('');
}

function endOf(lines: readonly string[], line: number): TextPosition {
  return { line, ch: (lines[line] ?? '').length };
}

function linesOf(note: string): string[] {
  return note.split(/\r\n|\r|\n/);
}
