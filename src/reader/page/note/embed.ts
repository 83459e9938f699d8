import { readBody, readNotebook } from '../../../notebook/notebook';
import type { WikiLink } from '../../../notebook/links';
import { parseMarkdown } from '../../markdown/parser';
import { blockOf, sectionOf } from '../../markdown/sections';
import { image, isImage } from './images';
import { wikiLink } from './links';
import type { NotePlace, ShowNote } from './note-place';

/** Notes within notes within notes: nobody reads on below this. */
const deepest = 5;

/** `![[Note]]`, `![[Note#Heading]]`, `![[image.png|300]]`: what is embedded, where it is embedded. */
export function embed(link: WikiLink, place: NotePlace, show: ShowNote): HTMLElement {
  const found = place.reader.vault.resolve(link.target, place.path);
  if (found === null) return wikiLink(link, place);
  if (isImage(found)) return image(found, link.alias ?? '', place);
  return place.reader.vault.note(found) ? embeddedNote(found, link, place, show) : wikiLink(link, place);
}

/** A box with the note's name and, once it is read, its text. Its cells are runnable, in the session of their own note. */
function embeddedNote(path: string, link: WikiLink, place: NotePlace, show: ShowNote): HTMLElement {
  const { document, readerWords } = place.reader;
  const box = document.createElement('section');
  box.className = 'reader-embed';
  const source = wikiLink(link, place);
  source.className = 'reader-embed-source';
  const content = document.createElement('div');
  content.className = 'reader-prose';
  box.append(source, content);
  box.setAttribute('aria-label', source.textContent);
  if (place.within.includes(path)) content.append(message(readerWords.embedsItself, document));
  else if (place.within.length >= deepest) content.append(message(readerWords.embedsTooDeep, document));
  else void fill(content, path, link, place, show);
  return box;
}

async function fill(content: HTMLElement, path: string, { heading, block }: WikiLink, place: NotePlace, show: ShowNote): Promise<void> {
  const { reader, lifetime } = place;
  const read = async (): Promise<Node> => {
    const text = await reader.texts.read(path);
    if (lifetime.ended) return reader.document.createDocumentFragment();
    const tokens = parseMarkdown(readBody(text));
    const part = heading === null ? (block === null ? tokens : blockOf(tokens, block)) : sectionOf(tokens, heading);
    if (!part) return message(reader.readerWords.noSuchSection(heading ?? `^${block ?? ''}`), reader.document);
    const session = reader.sessions.of(path);
    session.update(readNotebook(text));
    return show(part, session, { ...place, path, within: [...place.within, path] }, false);
  };
  content.replaceChildren(await read().catch(() => message(reader.readerWords.serverGone, reader.document)));
}

function message(text: string, document: Document): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = 'reader-message';
  paragraph.textContent = text;
  return paragraph;
}
