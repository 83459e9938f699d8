import type { Cell, Notebook } from './cell';
import { readDirective } from './directive';
import { findFences, type Fence } from './fences';
import { findFrozenBlocks, frozenBelow, isWithin, type FrozenBlock } from './frozen-block';
import { readEnvironment, splitFrontmatter } from './frontmatter';
import { hashText } from './hash';
import { kindOf } from './kind';
import { problemAt } from './problem';
import { findTables } from './tables';

/** Reads a note: its properties and, in order, the fenced blocks that are cells. Total: any text is a note. */
export function readNotebook(text: string): Notebook {
  const normal = normalise(text);
  const { body, defaults } = splitFrontmatter(normal);
  const counts = new Map<string, number>();
  const cells: Cell[] = [];
  const { fences, frozen } = blocksOf(body);
  const lines = frozen.length === 0 ? [] : body.split('\n');
  for (const fence of fences) {
    const cell = cellOf(fence, cells.length, counts, frozenBelow(lines, fence.endLine, frozen));
    if (cell) cells.push(cell);
  }
  // Nobody else asks for it, and most notes need not be read for it.
  const environment = cells.some(({ kind }) => kind === 'python') ? readEnvironment(normal) : {};
  return { cells, tables: findTables(body, [...fences, ...frozen]), frozen, defaults, environment };
}

/** The fenced blocks of a note's own text, and the outputs frozen in it, whose fences are none of its own. */
function blocksOf(body: string): { fences: Fence[]; frozen: FrozenBlock[] } {
  const fences = findFences(body);
  const frozen = findFrozenBlocks(body, fences);
  return { fences: frozen.length === 0 ? fences : fences.filter(({ line }) => !isWithin(frozen, line)), frozen };
}

/** A fenced block of a note, cell or not: what `savepoint run` tells of every block. */
export interface Block {
  readonly line: number;
  readonly language: string;
  readonly isCell: boolean;
}

/** Every fenced block of a note, in order. */
export function readBlocks(text: string): Block[] {
  return blocksOf(splitFrontmatter(normalise(text)).body).fences.map(({ line, language, code }) => ({
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

function cellOf(fence: Fence, index: number, counts: Map<string, number>, frozen: FrozenBlock | null): Cell | null {
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
    frozen,
  };
}
