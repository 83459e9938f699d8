import type { Cell, Notebook } from './cell';
import { readDirective } from './directive';
import { findFences, type Fence } from './fences';
import { splitFrontmatter } from './frontmatter';
import { hashText } from './hash';
import { kindOf } from './kind';
import { problemAt } from './problem';
import { findTables } from './tables';

/** Reads a note: its properties and, in order, the fenced blocks that are cells. Total: any text is a note. */
export function readNotebook(text: string): Notebook {
  const { body, defaults } = splitFrontmatter(normalise(text));
  const counts = new Map<string, number>();
  const cells: Cell[] = [];
  const fences = findFences(body);
  for (const fence of fences) {
    const cell = cellOf(fence, cells.length, counts);
    if (cell) cells.push(cell);
  }
  return { cells, tables: findTables(body, fences), defaults };
}

/** A fenced block of a note, cell or not: what `savepoint run` tells of every block. */
export interface Block {
  readonly line: number;
  readonly language: string;
  readonly isCell: boolean;
}

/** Every fenced block of a note, in order. */
export function readBlocks(text: string): Block[] {
  return findFences(splitFrontmatter(normalise(text)).body).map(({ line, language, code }) => ({
    line: line + 1,
    language,
    isCell: kindOf(language, code) !== null,
  }));
}

/** A note's Markdown without its properties: what a reader shows. Lines are those that cells name. */
export function readBody(text: string): string {
  return splitFrontmatter(normalise(text)).body;
}

/** Line ends of any system become `\n`; a byte order mark is no text. Lines keep their numbers. */
function normalise(text: string): string {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return bare.includes('\r') ? bare.replace(/\r\n?/g, '\n') : bare;
}

const neverClosed = problemAt('FenceError', 1, 1, 'the fence that opens this block is never closed', 'close the block with a line of the same marks');

function cellOf(fence: Fence, index: number, counts: Map<string, number>): Cell | null {
  const kind = kindOf(fence.language, fence.code);
  if (kind === null) return null;
  const { options, problems } = readDirective(fence.code);
  const hash = hashText(`${kind}\n${fence.code}`);
  const twin = counts.get(hash) ?? 0;
  counts.set(hash, twin + 1);
  return {
    index,
    line: fence.line + 1,
    endLine: fence.endLine + 1,
    closed: fence.closed,
    language: fence.language,
    kind,
    code: fence.code,
    indents: fence.indents,
    options,
    problems: fence.closed ? problems : [neverClosed, ...problems],
    hash,
    key: `${hash}:${String(twin)}`,
  };
}
