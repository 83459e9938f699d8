import { LinkIndex } from './links';

/** A note with its names. */
export interface NamedNote {
  /** From the vault's root, with forward slashes. */
  readonly path: string;
  readonly aliases: readonly string[];
}

/** A note that was found by a name. */
export interface FoundNote {
  readonly path: string;
  /** What a wiki link to it says: its name, or its path where the name alone would mean another. */
  readonly link: string;
}

/** The notes of a vault, found by name or alias. */
export class NoteNames {
  readonly #links: LinkIndex;
  readonly #byName = new Map<string, string[]>();

  constructor(notes: readonly NamedNote[]) {
    this.#links = new LinkIndex(notes.map(({ path }) => path));
    for (const { path, aliases } of notes) {
      for (const name of new Set([nameOf(path), ...aliases].map(keyOf))) {
        const known = this.#byName.get(name);
        if (known) known.push(path);
        else this.#byName.set(name, [path]);
      }
    }
  }

  /**
   * The note that has one of several names, the first ones being the most fitting. Notes in the top-level folder of
   * the one that asks, or in the same language's folder below it, go first, whatever the name: a vault may hold the same in
   * several languages, a folder for each.
   * @param from path of the note that asks, which is not found itself
   */
  find(names: readonly string[], from: string): FoundNote | null {
    const candidates = names.flatMap((name, rank) => (this.#byName.get(keyOf(name)) ?? []).map((path) => ({ path, rank })));
    const path = nearestNote(candidates, from);
    if (path === null || path === from) return null;
    const name = nameOf(path);
    return { path, link: this.#links.resolve(name, from) === path ? name : path.replace(/\.md$/i, '') };
  }
}

/** Of notes that were found, the one that is meant: by top-level or language folder, then by rank, then by folder, then the shortest path. */
export function nearestNote(candidates: readonly { readonly path: string; readonly rank: number }[], from: string): string | null {
  const distance = (path: string): number => (partOf(path) === partOf(from) ? 0 : 1);
  const apart = (path: string): number => (folderOf(path) === folderOf(from) ? 0 : 1);
  const sorted = [...candidates].sort((a, b) => (
    distance(a.path) - distance(b.path) || a.rank - b.rank || apart(a.path) - apart(b.path) || a.path.length - b.path.length || (a.path < b.path ? -1 : 1)));
  return sorted[0]?.path ?? null;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The part of a vault in which a note stands: down to the folder named like a language, `Savepoint/ru`, else its top-level folder. */
function partOf(path: string): string {
  return /^(?:[^/]+\/)*?[a-z]{2}(?=\/)/.exec(path)?.[0] ?? (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');
}

/** Names are compared without case, and whichever way a file system composes its accents. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
