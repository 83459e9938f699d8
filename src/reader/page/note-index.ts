import type { NoteIndex as ServedIndex } from '../server/note-index';
import { folded } from './folded';
import { served } from './served';
import type { NoteEntry, Vault } from './vault';

/** A note's text as search reads it. */
export interface IndexedText {
  readonly text: string;
  /** The text as it is compared: without case and accents. */
  readonly folded: string;
}

/** What the notes say and which ones link to which; fetched when it is first needed. */
export class NoteIndex {
  readonly texts: ReadonlyMap<string, IndexedText>;
  readonly #tasks: ReadonlyMap<string, readonly string[]>;
  readonly #backLinks = new Map<string, NoteEntry[]>();

  constructor({ notes }: ServedIndex, vault: Vault) {
    this.texts = new Map(notes.map(({ path, text }) => [path, { text, folded: folded(text) }]));
    this.#tasks = new Map(notes.map(({ path, tasks }) => [path, tasks]));
    for (const { path, links } of notes) {
      const from = vault.note(path);
      const targets = new Set(links.map((link) => vault.resolve(link, path)));
      for (const target of targets) {
        if (from === null || target === null || target === path) continue;
        this.#backLinks.set(target, [...(this.#backLinks.get(target) ?? []), from]);
      }
    }
  }

  /** The names of a note's exercises. */
  tasksOf(path: string): readonly string[] {
    return this.#tasks.get(path) ?? [];
  }

  /** The notes that link to one, by their titles. */
  linkingTo(path: string): readonly NoteEntry[] {
    return [...(this.#backLinks.get(path) ?? [])].sort((a, b) => a.title.localeCompare(b.title, undefined, { numeric: true }));
  }
}

/**
 * Fetches the index once, however often it is asked for.
 * @returns a function whose promise is null where there is no index: the reader works without
 */
export function indexSource(vault: Vault): () => Promise<NoteIndex | null> {
  let index: Promise<NoteIndex | null> | null = null;
  return () => (index ??= served('index.json').then(async (response) => new NoteIndex((await response.json()) as ServedIndex, vault)).catch(() => null));
}
