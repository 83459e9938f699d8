import type { Token } from 'markdown-it';
import { parseWikiLink, type WikiLink } from '../../../notebook/links';
import { wikiLinkLabel, wikiLinkOf } from '../../markdown/wiki-links';
import { fileAddress, routeTo } from '../route';
import type { NotePlace } from './note-place';
import type { Makers } from './tokens-to-dom';

/** Links of a note: to notes, to headings, to files of the vault, to the world outside. */
export function linkMakers(place: NotePlace): Makers {
  return {
    wiki_link: (token) => wikiLink(wikiLinkOf(token), place),
    link_open: (token) => markdownLink(token, place),
  };
}

/** A wiki link as an element; text alone where it leads nowhere. */
export function wikiLink(link: WikiLink, place: NotePlace, label = wikiLinkLabel(link)): HTMLElement {
  const element = internalLink(link, place);
  element.textContent = label;
  return element;
}

function internalLink({ target, heading, block }: WikiLink, { reader, path }: NotePlace): HTMLElement {
  const found = reader.vault.resolve(target, path);
  if (found === null) {
    const missing = reader.document.createElement('span');
    missing.className = 'reader-unresolved';
    missing.title = reader.readerWords.unresolved(target);
    return missing;
  }
  const anchor = reader.document.createElement('a');
  if (reader.vault.note(found)) {
    anchor.href = routeTo(found, heading ?? (block === null ? null : `^${block}`));
  } else {
    anchor.href = fileAddress('files', found);
    openApart(anchor);
  }
  return anchor;
}

/** `[text](address)`, `<https://…>` and bare addresses. */
function markdownLink(token: Token, place: NotePlace): HTMLElement {
  const href = String(token.attrGet('href') ?? '');
  if (isExternal(href)) return externalLink(href, place);
  // What has a scheme of any other kind is no place to go to: javascript:, data:, file:.
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return place.reader.document.createElement('span');
  return internalLink(parseWikiLink(decoded(href).replaceAll('|', ' ')), place);
}

/** True for addresses outside of the vault that a link may lead to. */
export function isExternal(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(href);
}

/** A link that leaves the vault. */
export function externalLink(href: string, { reader }: NotePlace): HTMLAnchorElement {
  const anchor = reader.document.createElement('a');
  anchor.href = href;
  anchor.className = 'reader-external';
  openApart(anchor);
  return anchor;
}

/** An address of Markdown as a path of the vault. */
export function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function openApart(anchor: HTMLAnchorElement): void {
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
}
