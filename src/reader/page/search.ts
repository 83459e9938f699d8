import type { NoteEntry } from './vault';

/** More than anyone reads through; typing on is quicker. */
const most = 50;

/** The notes whose title or path holds every word of a query, the best first: titles that begin with it, then words that do. */
export function searchNotes(notes: readonly NoteEntry[], query: string): NoteEntry[] {
  const wanted = folded(query).trim();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  return notes
    .flatMap((note) => {
      const rank = rankOf(note, wanted, words);
      return rank === null ? [] : [{ note, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.note.title.length - b.note.title.length || (a.note.path < b.note.path ? -1 : 1))
    .slice(0, most)
    .map(({ note }) => note);
}

function rankOf({ title, path }: NoteEntry, wanted: string, words: readonly string[]): number | null {
  const name = folded(title);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  return words.every((word) => folded(path).includes(word)) ? 3 : null;
}

/** Without case and accents: nobody types them to find. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
}
