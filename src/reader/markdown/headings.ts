import type { Token } from 'markdown-it';
import { wikiLinkLabel, wikiLinkOf } from './wiki-links';

/** A heading of a note. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  /** Unique within the note; links name it by this or by its text. */
  readonly anchor: string;
  /** Position of its opening token. */
  readonly at: number;
}

/** The headings of a note, in order, those in quotes and callouts left out. */
export function headingsOf(tokens: readonly Token[]): Heading[] {
  const taken = new Map<string, number>();
  return tokens.flatMap((token, at) => {
    if (token.type !== 'heading_open' || token.level > 0) return [];
    const text = plainText(tokens[at + 1]?.children ?? []).trim();
    const name = linkable(text);
    const twin = (taken.get(name.toLowerCase()) ?? 0) + 1;
    taken.set(name.toLowerCase(), twin);
    return [{ level: Number(token.tag.slice(1)), text, anchor: twin === 1 ? name : `${name} ${String(twin)}`, at }];
  });
}

/** The heading that a link means, whatever its case and punctuation. */
export function findHeading(headings: readonly Heading[], wanted: string): Heading | null {
  const key = linkable(wanted).toLowerCase();
  return headings.find(({ anchor }) => anchor.toLowerCase() === key) ?? null;
}

/** A heading as links write it: wiki links can hold no brackets, bars, hashes or carets. */
function linkable(text: string): string {
  return text.normalize('NFC').replace(/[\s#|^[\]\\:%]+/g, ' ').trim();
}

/** What inline tokens say, without their form. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    if (token.type === 'wiki_link') return wikiLinkLabel(wikiLinkOf(token));
    if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
    return token.type === 'image' ? token.content : token.type === 'text' || token.type === 'code_inline' ? token.content : '';
  }).join('');
}
