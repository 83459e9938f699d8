import type { WikiLink } from './links';

/** A Markdown table of a note, for cells that take it as their data. */
export interface NoteTable {
  /** Its block id, `^orders`, without the mark; null where it has none. */
  readonly block: string | null;
  /** The heading under which it stands; null above the first one. */
  readonly heading: string | null;
  /** Line of its column names, from 0. */
  readonly line: number;
  /** Line of its last row, from 0. */
  readonly endLine: number;
  /** Line of its block id, from 0; null where it has none. */
  readonly blockLine: number | null;
  /** Its lines as they stand in the note. */
  readonly markdown: string;
}

const delimiterRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const blockId = /^\s*\^([\p{L}\p{N}-]+)\s*$/u;
const headingLine = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;

/**
 * Finds the tables of a note's own text. Lines must end in `\n`.
 * @param apart stretches of lines that are none of it: fenced blocks, frozen outputs
 */
export function findTables(body: string, apart: readonly { readonly line: number; readonly endLine: number }[]): NoteTable[] {
  if (!/^.*\|.*\n\s*\|?\s*:?-+/m.test(body)) return [];
  const lines = body.split('\n');
  for (const { line, endLine } of apart) lines.fill('', line, endLine + 1);
  const tables: NoteTable[] = [];
  let heading: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at] ?? '';
    heading = headingLine.exec(text)?.[1] ?? heading;
    if (!beginsTable(text, lines[at + 1])) continue;
    let end = at + 1;
    while (isRow(lines[end + 1] ?? '', text)) end++;
    let after = end + 1;
    while (after < lines.length && (lines[after] ?? '').trim() === '') after++;
    const id = blockId.exec(lines[after] ?? '')?.[1] ?? null;
    tables.push({ block: id, heading, line: at, endLine: end, blockLine: id === null ? null : after, markdown: lines.slice(at, end + 1).join('\n') });
    at = end;
  }
  return tables;
}

function beginsTable(head: string, below: string | undefined): boolean {
  return below !== undefined && head.includes('|') && !delimiterRow.test(head) && delimiterRow.test(below) && below.includes('|');
}

function isRow(line: string, head: string): boolean {
  return line.trim() !== '' && (head.trim().startsWith('|') ? line.trim().startsWith('|') : line.includes('|'));
}

/** The table that a link means: by its block, else the first one under its heading, else the note's first. */
export function tableOf(tables: readonly NoteTable[], { block, heading }: Pick<WikiLink, 'block' | 'heading'>): NoteTable | null {
  const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
  if (block !== null) return tables.find((table) => same(table.block, block)) ?? null;
  if (heading !== null) return tables.find((table) => same(table.heading, heading)) ?? null;
  return tables[0] ?? null;
}
