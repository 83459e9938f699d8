import type { Cell } from './cell';

/** How a frozen output compares with the cell and with what it gives. `stale`: the cell has changed since. */
export type FrozenState = 'same' | 'different' | 'stale';

/**
 * Compares what is frozen below a cell with what the cell gives.
 * @param outputs its output as Markdown, once in each language in which it may have been frozen
 * @returns null where nothing is frozen
 */
export function frozenState(cell: Cell, outputs: readonly string[]): FrozenState | null {
  if (cell.frozen === null) return null;
  if (isFrozenStale(cell)) return 'stale';
  return outputs.some((output) => isSameOutput(cell.frozen?.text ?? '', output)) ? 'same' : 'different';
}

/** True where a cell has changed since its output was frozen. */
export function isFrozenStale({ frozen, hash }: Cell): boolean {
  return frozen !== null && frozen.source !== hash;
}

/**
 * Whether two outputs say the same. What a vault's other notes decide, its links, and what tools for tidy Markdown
 * change, empty lines and the blanks within tables, are no difference.
 */
export function isSameOutput(frozen: string, output: string): boolean {
  return bare(frozen) === bare(output);
}

function bare(markdown: string): string {
  return withoutLinks(markdown)
    .split('\n')
    .map((line) => (line.startsWith('|') ? line.replace(/\s*\|\s*/g, '|').replace(/-{3,}/g, '---') : line).trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

/** Wiki links as the text that a reader sees of them. */
export function withoutLinks(markdown: string): string {
  return markdown.replace(/\[\[([^[\]\n]*)\]\]/g, (_, link: string) => /(?:\\?\|)(.*)$/.exec(link)?.[1] ?? link);
}
