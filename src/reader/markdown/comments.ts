import type { MarkdownIt, StateBlock } from 'markdown-it';

const comment = /%%[\s\S]*?%%/y;

/** `%% comments %%`, within a line or around whole blocks: they leave nothing. */
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
    if (!first.startsWith('%%') || first.includes('%%', 2)) return false;
    if (silent) return true;
    let line = startLine + 1;
    while (line < endLine && !lineOf(state, line).includes('%%')) line++;
    state.line = Math.min(line + 1, endLine);
    return true;
  }, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
