import type { MarkdownIt, Token } from 'markdown-it';

const id = /(?:^|\s)\^([\w-]+)\s*$/;

/** `A sentence. ^its-id`: names the block for links such as `[[Note#^its-id]]` and leaves its text. */
export function blockIds(md: MarkdownIt): void {
  md.core.ruler.push('block_id', (state) => {
    for (const [i, token] of state.tokens.entries()) {
      const last = token.type === 'inline' ? token.children?.at(-1) : undefined;
      const match = last?.type === 'text' ? id.exec(last.content) : null;
      if (!last || !match) continue;
      last.content = last.content.slice(0, match.index);
      token.meta = { block: match[1], alone: token.content.trim() === match[0].trim() };
      const opening = state.tokens[i - 1];
      // The paragraph of a tight list is not drawn; its item is.
      (opening?.hidden === true ? state.tokens[i - 2] : opening)?.attrSet('id', `^${match[1] ?? ''}`);
    }
  });
}

/** The id that an inline token gives its block; `alone` where it stands below the block that it names. */
export function blockIdOf(token: Token): { readonly block: string; readonly alone: boolean } | null {
  return token.meta && 'block' in token.meta ? (token.meta as { block: string; alone: boolean }) : null;
}
