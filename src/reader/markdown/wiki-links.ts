import type { MarkdownIt, Token } from 'markdown-it';
import { parseWikiLink, type WikiLink } from '../../notebook/links';

const link = /!?\[\[([^[\]\n]+)\]\]/y;

/** `[[Note#Heading|alias]]` and `![[Note]]`, as tokens `wiki_link` and `wiki_embed`. */
export function wikiLinks(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'wiki_link', (state, silent) => {
    link.lastIndex = state.pos;
    const match = link.exec(state.src);
    // A link within a link's text would be no link that anyone can follow.
    if (!match || link.lastIndex > state.posMax || state.linkLevel > 0) return false;
    const [whole, inside = ''] = match;
    if (!silent) {
      const token = state.push(whole.startsWith('!') ? 'wiki_embed' : 'wiki_link', '', 0);
      token.content = inside;
      token.meta = { link: parseWikiLink(inside) };
    }
    state.pos += whole.length;
    return true;
  });
}

/** The link of a token of this rule. */
export function wikiLinkOf(token: Token): WikiLink {
  return token.meta?.link as WikiLink;
}

/** A link as a person reads it: its alias, or where it leads. */
export function wikiLinkLabel({ target, heading, block, alias }: WikiLink): string {
  const fragment = heading ?? (block === null ? null : `^${block}`);
  return alias ?? [target, fragment].filter((part) => part !== '' && part !== null).join(' › ');
}
