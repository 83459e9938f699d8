import type { MarkdownIt } from 'markdown-it';

// The limit keeps a text full of unclosed marks from costing the square of its length.
const highlight = /==(?=[^\s=])([\s\S]{0,2000}?[^\s=])==(?!=)/y;

/** `==highlighted==`, as `mark` elements that may hold other inline syntax. */
export function highlights(md: MarkdownIt): void {
  md.inline.ruler.before('emphasis', 'mark', (state, silent) => {
    highlight.lastIndex = state.pos;
    const match = highlight.exec(state.src);
    const end = highlight.lastIndex;
    if (!match || end > state.posMax) return false;
    if (!silent) {
      const { posMax } = state;
      state.push('mark_open', 'mark', 1);
      state.pos += 2;
      state.posMax = end - 2;
      state.md.inline.tokenize(state);
      state.push('mark_close', 'mark', -1);
      state.posMax = posMax;
    }
    state.pos = end;
    return true;
  });
}
