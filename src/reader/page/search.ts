import { folded } from './folded';
import type { IndexedText } from './note-index';
import type { NoteEntry } from './vault';

/** More than anyone reads through; typing on is quicker. */
const most = 50;

/** Characters of a note's text that are shown before and after a word that was found in it. */
const shownBefore = 24;
const shownAfter = 56;

/** A note that a search found. */
export interface FoundNote {
  readonly note: NoteEntry;
  /** The words around what was found, where it stands in the text alone. */
  readonly excerpt: string | null;
}

/** The notes whose title, path or text holds every word of a query, the best first: titles that begin with it, then words that do, then texts. */
export function searchNotes(notes: readonly NoteEntry[], query: string, texts: ReadonlyMap<string, IndexedText> = new Map()): FoundNote[] {
  const wanted = folded(query).trim();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  return notes
    .flatMap((note): (FoundNote & { readonly rank: number })[] => {
      const byName = rankOf(note, wanted, words);
      if (byName !== null) return [{ note, rank: byName, excerpt: null }];
      const text = texts.get(note.path);
      if (!text || !words.every((word) => text.folded.includes(word))) return [];
      const whole = text.folded.includes(wanted);
      return [{ note, rank: whole ? 4 : 5, excerpt: excerptOf(text, whole ? wanted : (words[0] ?? '')) }];
    })
    .sort((a, b) => a.rank - b.rank || a.note.title.length - b.note.title.length || (a.note.path < b.note.path ? -1 : 1))
    .slice(0, most)
    .map(({ note, excerpt }) => ({ note, excerpt }));
}

function rankOf({ title, path }: NoteEntry, wanted: string, words: readonly string[]): number | null {
  const name = folded(title);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  return words.every((word) => folded(path).includes(word)) ? 3 : null;
}

/** The text around the first place where something stands in it. */
function excerptOf({ text, folded: compared }: IndexedText, wanted: string): string {
  // Folding may shorten a text: the place in it is at most so far off, and the excerpt begins at a word.
  const at = Math.round((compared.indexOf(wanted) * text.length) / compared.length);
  const from = at <= shownBefore ? 0 : text.indexOf(' ', at - shownBefore) + 1;
  const end = at + wanted.length + shownAfter;
  const to = end >= text.length ? text.length : Math.max(text.lastIndexOf(' ', end), at + wanted.length);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}
