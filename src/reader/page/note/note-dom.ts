import type { Token } from 'markdown-it';
import type { NotebookSession } from '../../../kernel/host/notebook-session';
import { headingsOf } from '../../markdown/headings';
import { taskOf } from '../../markdown/task-lists';
import { wikiLinkOf } from '../../markdown/wiki-links';
import { routeTo } from '../route';
import { calloutMakers } from './callout';
import { codeBlock } from './code-block';
import { embed } from './embed';
import { markdownImage } from './images';
import { hideWhileLive } from './frozen-part';
import { linkMakers } from './links';
import type { NotePlace } from './note-place';
import { appendTokens, type Made, type Makers } from './tokens-to-dom';

/**
 * A note, or a part of one, as nodes. Its cells run in `session`, which has taken the note's text.
 * @param anchored headings get their ids: for the note that the address names, of which there is one.
 */
export function noteToDom(tokens: readonly Token[], session: NotebookSession, place: NotePlace, anchored: boolean): DocumentFragment {
  const { document, readerWords } = place.reader;
  const anchors = new Map(anchored ? headingsOf(tokens).map(({ at, anchor, text }) => [tokens[at], { anchor, text }] as const) : []);
  const element = (tag: string, className: string): HTMLElement => {
    const made = document.createElement(tag);
    made.className = className;
    return made;
  };
  const embedding = new Set(tokens.filter((_, i) => tokens[i + 1]?.children?.some(({ type }) => type === 'wiki_embed') === true));
  const named = (made: HTMLElement, token: Token): HTMLElement => {
    const id = anchored ? token.attrGet('id') : null;
    if (id !== null) made.id = String(id);
    return made;
  };
  const makers: Makers = {
    ...linkMakers(place),
    ...calloutMakers(place),
    text: (token) => document.createTextNode(token.content),
    code_inline: (token) => {
      const code = document.createElement('code');
      code.textContent = token.content;
      return code;
    },
    softbreak: () => document.createElement('br'),
    hardbreak: () => document.createElement('br'),
    fence: (token) => codeBlock(token, session, place),
    code_block: (token) => codeBlock(token, session, place),
    image: (token) => markdownImage(token, place),
    wiki_embed: (token) => embed(wikiLinkOf(token), place, noteToDom),
    // An embedded note is no part of a sentence; nor may a paragraph hold one.
    paragraph_open: (token) => named(embedding.has(token) ? element('div', 'reader-paragraph') : document.createElement('p'), token),
    heading_open: (token) => {
      const known = anchors.get(token);
      const heading = document.createElement(token.tag);
      if (!known) return heading;
      heading.id = known.anchor;
      return anchoredHeading(heading, routeTo(place.path, known.anchor), document);
    },
    table_open: () => {
      const scroller = element('div', 'reader-table');
      scroller.tabIndex = 0;
      const table = document.createElement('table');
      scroller.append(table);
      return { outer: scroller, inner: table };
    },
    th_open: (token) => element('th', alignment(token)),
    td_open: (token) => element('td', alignment(token)),
    ordered_list_open: (token) => {
      const list = document.createElement('ol');
      const start = token.attrGet('start');
      if (start !== null) list.start = Number(start);
      return list;
    },
    list_item_open: (token) => {
      const task = taskOf(token);
      if (task === null) return named(document.createElement('li'), token);
      const item = element('li', `reader-task reader-task-${task}`);
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = task === 'done';
      box.disabled = true;
      box.setAttribute('aria-label', readerWords.task);
      item.append(box);
      return named(item, token);
    },
  };
  const fragment = document.createDocumentFragment();
  appendTokens(tokens, fragment, makers, (token, node) => { hideWhileLive(token, node, session, place.lifetime); });
  return fragment;
}

/** A heading whose text is followed by a link to itself, out of the way until it is wanted. */
function anchoredHeading(heading: HTMLElement, href: string, document: Document): Made {
  const text = document.createElement('span');
  const link = document.createElement('a');
  link.href = href;
  link.className = 'reader-anchor';
  link.tabIndex = -1;
  link.setAttribute('aria-hidden', 'true');
  link.textContent = '#';
  heading.append(text, link);
  return { outer: heading, inner: text };
}

/** Markdown-it writes a column's alignment as a style, which the page's policy does not let in. */
function alignment(token: Token): string {
  const match = /text-align:(left|right|center)/.exec(String(token.attrGet('style') ?? ''));
  return match ? `reader-align-${match[1] ?? ''}` : '';
}
