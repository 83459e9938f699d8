import { readNotebook } from './notebook';

/** Text to be put into a note as one edit. */
export interface Insertion {
  /** Line at whose end it goes, from 0. */
  readonly line: number;
  readonly text: string;
  /** Line of the inserted cell's code in the note that comes of it, from 0. */
  readonly codeLine: number;
}

/**
 * The edit that puts a relation cell below the table at a line and, where the table has no block id to which the cell
 * could refer, gives it one; null where no table is there.
 * @param line from 0, in the table or at its block id
 */
export function analyseTable(note: string, line: number): Insertion | null {
  const table = readNotebook(note).tables.find((candidate) => candidate.line <= line && line <= (candidate.blockLine ?? candidate.endLine));
  if (!table) return null;
  const lines = note.split(/\r\n?|\n/);
  const after = table.blockLine ?? table.endLine;
  const block = table.block ?? freeBlock(lines);
  const id = table.block === null ? `\n\n^${block}` : '';
  const below = (lines[after + 1] ?? '').trim() === '' ? '' : '\n';
  return {
    line: after,
    text: `${id}\n\n\`\`\`relation\ndata: ^${block}\n\`\`\`${below}`,
    codeLine: after + (id === '' ? 3 : 5),
  };
}

/** A block id that the note does not hold. */
function freeBlock(lines: readonly string[]): string {
  const taken = new Set(lines.map((text) => text.trim()));
  let number = 1;
  while (taken.has(`^table-${String(number)}`)) number++;
  return `table-${String(number)}`;
}
