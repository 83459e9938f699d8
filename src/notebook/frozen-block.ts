import type { Fence } from './fences';

/**
 * An output that stands frozen in a note: Markdown between two comments below its cell.
 *
 *     <!-- savepoint-output source=0123456789abcdef output=fedcba9876543210 -->
 *
 *     | id |
 *     …
 *
 *     <!-- /savepoint-output output=fedcba9876543210 -->
 */
export interface FrozenBlock {
  /** Line of the opening comment, from 0. */
  readonly line: number;
  /** Line of the closing comment, from 0; that of the opening one where the closing one is gone. */
  readonly endLine: number;
  /** Hash of the cell as it was when its output was frozen. */
  readonly source: string;
  /** The Markdown between the comments, without what its container puts before each line, and without empty lines around it. */
  readonly text: string;
}

const opening = /^([\s>]*)<!-- savepoint-output source=([0-9a-f]{16}) output=([0-9a-f]{16}) -->\s*$/;
const closing = /^[\s>]*<!-- \/savepoint-output output=([0-9a-f]{16}) -->\s*$/;
const mark = '<!-- savepoint-output ';

/** The comment above a frozen output. */
export function openingComment(source: string, output: string): string {
  return `${mark}source=${source} output=${output} -->`;
}

/** The comment below it. It repeats the output's hash, so that nothing that a cell printed can be taken for it. */
export function closingComment(output: string): string {
  return `<!-- /savepoint-output output=${output} -->`;
}

/** Whether a note may hold frozen outputs: a quick look. */
export function holdsFrozen(note: string): boolean {
  return note.includes(mark);
}

/** Finds the frozen outputs of a note, in order. A comment within a fenced block is code, and opens nothing. */
export function findFrozenBlocks(body: string, fences: readonly Fence[]): FrozenBlock[] {
  if (!holdsFrozen(body)) return [];
  const lines = body.split('\n');
  const blocks: FrozenBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const found = opening.exec(lines[at] ?? '');
    if (!found || isWithin(fences, at)) continue;
    const [, prefix = '', source = '', output = ''] = found;
    const length = lines.slice(at).findIndex((line) => closing.exec(line)?.[1] === output);
    const endLine = length < 0 ? at : at + length;
    const text = lines.slice(at + 1, endLine).map((line) => withoutPrefix(line, prefix)).join('\n');
    blocks.push({ line: at, endLine, source, text: text.replace(/^\n+|\n+$/g, '') });
    at = endLine;
  }
  return blocks;
}

/** The frozen output right below a line, empty lines apart; null where something else stands there. */
export function frozenBelow(lines: readonly string[], line: number, blocks: readonly FrozenBlock[]): FrozenBlock | null {
  let next = line + 1;
  while (next < lines.length && isBlank(lines[next] ?? '')) next++;
  return blocks.find((block) => block.line === next) ?? null;
}

/** True for a line that holds nothing but the marks of its quotes. */
export function isBlank(line: string): boolean {
  return /^[\s>]*$/.test(line);
}

/** True where a line lies in one of the stretches. */
export function isWithin(stretches: readonly { readonly line: number; readonly endLine: number }[], at: number): boolean {
  return stretches.some(({ line, endLine }) => line <= at && at <= endLine);
}

/** A container's marks may have lost their last blank, as editors leave empty lines. */
function withoutPrefix(line: string, prefix: string): string {
  if (line.startsWith(prefix)) return line.slice(prefix.length).trimEnd();
  return line.trimEnd() === prefix.trimEnd() ? '' : line.trim();
}
