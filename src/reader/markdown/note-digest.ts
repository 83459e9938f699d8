import type { Token } from 'markdown-it';
import { taskName } from '../../kernel/host/task-memory';
import { readBody, readNotebook } from '../../notebook/notebook';
import { plainText } from './headings';
import { parseMarkdown } from './parser';
import { wikiLinkOf } from './wiki-links';

/** What a note says to search and to links, without how it looks. */
export interface NoteDigest {
  /** The files that it links to or embeds, as it names them, each once. */
  readonly links: readonly string[];
  /** Its words, code left out. */
  readonly text: string;
  /** Its exercises, by their names. */
  readonly tasks: readonly string[];
}

/** Reads a note for search and for links back. */
export function digestOf(note: string): NoteDigest {
  const links = new Set<string>();
  const texts: string[] = [];
  for (const { children } of parseMarkdown(readBody(note))) {
    if (!children) continue;
    texts.push(plainText(children));
    for (const token of children) {
      const target = targetOf(token);
      if (target !== null && target !== '') links.add(target);
    }
  }
  const tasks = /\btask\b/.test(note) ? readNotebook(note).cells.flatMap((cell) => taskName(cell) ?? []) : [];
  return { links: [...links], text: texts.join(' ').replace(/\s+/g, ' ').trim(), tasks };
}

/** Where an inline token leads within the vault; null for any other token. */
function targetOf(token: Token): string | null {
  if (token.type === 'wiki_link' || token.type === 'wiki_embed') return wikiLinkOf(token).target;
  if (token.type !== 'link_open') return null;
  const href = String(token.attrGet('href') ?? '');
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return null;
  const [path = ''] = href.split('#');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
