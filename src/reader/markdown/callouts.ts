import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/** What the first line of a callout says: `> [!warning]- Title`. */
export interface Callout {
  /** `note`, `warning`, …: lower case. */
  readonly kind: string;
  /** Null where it cannot be folded. */
  readonly fold: 'open' | 'closed' | null;
  /** Whether it has a title of its own; else its kind is the title. */
  readonly titled: boolean;
}

const head = /^\[!([^\]|\n]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)/;

/** Obsidian's callouts: quotes whose first line names a kind become `callout` tokens, their title's first. */
export function callouts(md: MarkdownIt): void {
  md.core.ruler.after('block', 'callout', (state) => {
    const tokens = state.tokens;
    const out: Token[] = [];
    const closings: boolean[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (token.type === 'blockquote_close' && closings.pop() === true) token.type = 'callout_close';
      out.push(token);
      if (token.type !== 'blockquote_open') continue;
      const text = tokens[i + 1]?.type === 'paragraph_open' ? tokens[i + 2] : undefined;
      const match = text && head.exec(text.content);
      closings.push(Boolean(match));
      if (!match) continue;
      const [whole, kind = '', fold = '', title = ''] = match;
      token.type = 'callout_open';
      token.meta = { callout: { kind: kind.trim().toLowerCase(), fold: fold === '+' ? 'open' : fold === '-' ? 'closed' : null, titled: !['', kind.trim().toLowerCase()].includes(title.trim().toLowerCase()) } satisfies Callout };
      out.push(...titleTokens(state, token.level + 1, title.trim() === '' ? capitalised(kind.trim()) : title));
      text.content = text.content.slice(whole.length);
      // A callout of nothing but its first line has no paragraph left.
      if (text.content.trim() === '') i += 3;
    }
    state.tokens = out;
  });
}

function titleTokens({ Token: TokenClass }: StateCore, level: number, title: string): Token[] {
  const tokens = [new TokenClass('callout_title_open', '', 1), new TokenClass('inline', '', 0), new TokenClass('callout_title_close', '', -1)] as const;
  for (const token of tokens) token.level = level;
  tokens[1].content = title;
  tokens[1].children = [];
  return [...tokens];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The callout that a token opens. */
export function calloutOf(token: Token): Callout {
  return token.meta?.callout as Callout;
}
