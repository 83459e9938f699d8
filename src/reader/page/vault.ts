import { LinkIndex } from '../../notebook/links';
import { NoteNames } from '../../notebook/note-names';
import type { NoteOf } from '../../view';
import { routeTo } from './route';

/** A note as lists and links know it. */
export interface NoteEntry {
  readonly path: string;
  readonly title: string;
  readonly aliases?: readonly string[];
}

/** `vault.json`: what the vault holds. */
export interface VaultListing {
  readonly name: string;
  readonly notes: readonly NoteEntry[];
  readonly attachments: readonly string[];
}

/** The vault as the page knows it: its notes, and where links lead. */
export class Vault {
  readonly name: string;
  readonly notes: readonly NoteEntry[];
  readonly #links: LinkIndex;
  readonly #names: NoteNames;
  readonly #notesByPath: ReadonlyMap<string, NoteEntry>;

  /** @param language of the reader: among several start pages, the one in the folder of that name comes first */
  constructor({ name, notes, attachments }: VaultListing, private readonly language = 'en') {
    this.name = name;
    this.notes = notes;
    this.#links = new LinkIndex([...notes.map(({ path }) => path), ...attachments]);
    this.#names = new NoteNames(notes.map(({ path, aliases = [] }) => ({ path, aliases })));
    this.#notesByPath = new Map(notes.map((note) => [note.path, note]));
  }

  /** The path that a link of the note `from` leads to; null where that is nowhere. */
  resolve(target: string, from: string): string | null {
    return this.#links.resolve(target, from);
  }

  /** Finds the notes that explain terms, as seen from a note. */
  notesFrom(path: string): NoteOf {
    return (names) => {
      const found = this.#names.find(names, path);
      return found && { link: found.link, href: routeTo(found.path) };
    };
  }

  /** The note at a path; null where the path is no note's. */
  note(path: string): NoteEntry | null {
    return this.#notesByPath.get(path) ?? null;
  }

  /** The note that an address names; where it names none, the one to begin with. */
  noteAt(path: string): NoteEntry | null {
    if (path === '') return this.#first();
    return this.note(path) ?? this.note(`${path}.md`) ?? this.note(this.resolve(path, '') ?? '');
  }

  /** A start page where there is one, else the first note nearest to the root. */
  #first(): NoteEntry | null {
    const depth = ({ path }: NoteEntry): number => path.split('/').length;
    const byDepth = [...this.notes].sort((a, b) => depth(a) - depth(b));
    const starts = byDepth.filter(({ title }) => /^(start here|start|index|home|readme|welcome|начните здесь)$/i.test(title));
    return starts.find(({ path }) => path.startsWith(`${this.language}/`)) ?? starts[0] ?? byDepth[0] ?? null;
  }
}
