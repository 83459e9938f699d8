import type { MarkdownIt, Token } from 'markdown-it';

const box = /^\[([^\]])\](?:\s+|$)/;

/** `- [ ] to do` and `- [x] done`: the item learns its state, the brackets leave its text. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.push('task', (state) => {
    for (const [i, token] of state.tokens.entries()) {
      if (token.type !== 'list_item_open' || state.tokens[i + 1]?.type !== 'paragraph_open') continue;
      const text = state.tokens[i + 2]?.children?.[0];
      const match = text?.type === 'text' ? box.exec(text.content) : null;
      if (!text || !match) continue;
      text.content = text.content.slice(match[0].length);
      token.meta = { task: match[1] === ' ' ? 'open' : 'done' };
    }
  });
}

/** The state of a list item; null where it is no task. */
export function taskOf(token: Token): 'open' | 'done' | null {
  return (token.meta?.task as 'open' | 'done' | undefined) ?? null;
}
