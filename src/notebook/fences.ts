import MarkdownIt from 'markdown-it';

/** A fenced block as CommonMark sees it, wherever it stands: in lists, quotes, callouts. */
export interface Fence {
  /** The info string's first word, lower case; `''` where there is none. */
  readonly language: string;
  /** The block's text; lines end in `\n`, no final line break. */
  readonly code: string;
  /** Line of the opening fence, from 0. */
  readonly line: number;
  /** Line of the closing fence, or the block's last line where it is never closed, from 0. */
  readonly endLine: number;
  readonly closed: boolean;
  /** Per line of `code`: how many characters of the note's line stand before it. */
  readonly indents: readonly number[];
}

// Blocks only: a fence's place depends on no inline syntax, and notes are read often.
const blocks = new MarkdownIt('commonmark');
blocks.core.ruler.enableOnly(['normalize', 'block']);
// A vault is full of quotes within quotes, never of a hundred of them.
blocks.set({ maxNesting: 100 });

const opening = /^(?:`{3,}|~{3,})/;
const mayHoldFence = /`{3}|~{3}/;

/** Finds the fenced blocks of Markdown whose frontmatter is already blanked. Lines must end in `\n`. */
export function findFences(markdown: string): Fence[] {
  if (!mayHoldFence.test(markdown)) return [];
  const lines = markdown.split('\n');
  const fences: Fence[] = [];
  for (const token of blocks.parse(markdown, {})) {
    if (token.type !== 'fence' || !token.map) continue;
    const [start, end] = token.map;
    const code = token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
    const codeLines = token.content === '' ? [] : code.split('\n');
    const closed = isClosing(lines[end - 1] ?? '', token.markup) && end - 1 > start && end - start - 1 > codeLines.length;
    fences.push({
      language: (/^\S+/.exec(token.info.trim())?.[0] ?? '').toLowerCase(),
      code,
      line: start,
      endLine: end - 1,
      closed,
      indents: codeLines.map((text, i) => indentOf(lines[start + 1 + i] ?? '', text)),
    });
  }
  return fences;
}

/** Whether a line of the note, quote marks and all, ends a block that `markup` opened. */
function isClosing(line: string, markup: string): boolean {
  const bare = line.replace(/^[\s>]*/, '').trimEnd();
  return opening.test(bare) && bare.startsWith(markup) && [...bare].every((c) => c === markup[0]);
}

/** A tab that is half container, half code makes the two differ; then the code starts where both end alike. */
function indentOf(line: string, code: string): number {
  return line.endsWith(code) ? line.length - code.length : Math.max(0, line.length - code.trimStart().length);
}
