import type { MarkdownIt, StateBlock } from 'markdown-it';

const comment = /%%[\s\S]*?%%|<!--[\s\S]*?-->/y;

/** `%% comments %%` and `<!-- comments -->`, within a line or around whole blocks: they leave nothing. */
export function comments(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'comment', (state) => {
    comment.lastIndex = state.pos;
    const match = comment.exec(state.src);
    if (!match || comment.lastIndex > state.posMax) return false;
    state.pos = comment.lastIndex;
    return true;
  });

  md.block.ruler.before('fence', 'comment', (state, startLine, endLine, silent) => {
    const first = lineOf(state, startLine);
    const end = first.startsWith('%%') ? '%%' : first.startsWith('<!--') ? '-->' : null;
    // What ends in the line where it begins may stand before a text; a line of its own is a block.
    if (end === null || (first.includes(end, 2) && (end === '%%' || !first.trimEnd().endsWith(end)))) return false;
    if (silent) return true;
    let line = startLine;
    if (!first.includes(end, 2)) do line++; while (line < endLine && !lineOf(state, line).includes(end));
    state.line = Math.min(line + 1, endLine);
    return true;
  }, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
