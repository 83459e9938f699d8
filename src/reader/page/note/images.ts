import type { Token } from 'markdown-it';
import { plainText } from '../../markdown/headings';
import { fileAddress } from '../route';
import { decoded, externalLink, isExternal } from './links';
import type { NotePlace } from './note-place';

const shown = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i;
const size = /^(\d{1,4})(?:x(\d{1,4}))?$/;

/** True for files that are shown in the text. */
export function isImage(path: string): boolean {
  return shown.test(path);
}

/** An image of the vault. `label` is its text, its size as Obsidian writes it (`300`, `300x200`), or both: `text|300`. */
export function image(path: string, label: string, { reader }: NotePlace): HTMLImageElement {
  const element = reader.document.createElement('img');
  element.src = fileAddress('files', path);
  element.loading = 'lazy';
  const parts = label.split('|');
  const measure = size.exec(parts.at(-1)?.trim() ?? '');
  if (measure) {
    parts.pop();
    element.width = Number(measure[1]);
    if (measure[2] !== undefined) element.height = Number(measure[2]);
  }
  element.alt = parts.join('|').trim();
  return element;
}

/** `![text](address)`. Nothing is fetched from outside: an image from there is a link to it. */
export function markdownImage(token: Token, place: NotePlace): HTMLElement {
  const source = String(token.attrGet('src') ?? '');
  const label = plainText(token.children ?? []) || token.content;
  const found = isExternal(source) ? null : place.reader.vault.resolve(decoded(source), place.path);
  if (found !== null && isImage(found)) return image(found, label, place);
  const element = isExternal(source) ? externalLink(source, place) : place.reader.document.createElement('span');
  if (!isExternal(source)) element.className = 'reader-unresolved';
  element.textContent = label === '' ? source : label;
  return element;
}
