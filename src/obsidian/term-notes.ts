import { parseFrontMatterAliases, type App, type TFile } from 'obsidian';
import { nearestNote } from '../notebook/note-names';
import type { NoteOf } from '../view';

/** The notes of the vault, found by name as Obsidian resolves links, or by alias. */
export class TermNotes {
  /** By alias, lower case; read again after the vault's properties have changed. */
  #byAlias: ReadonlyMap<string, readonly TFile[]> | null = null;

  constructor(private readonly app: App) {}

  /** Forgets what was read. */
  changed(): void {
    this.#byAlias = null;
  }

  /** Finds notes as seen from one. */
  from(path: string): NoteOf {
    const { metadataCache, vault } = this.app;
    return (names) => {
      const candidates = names.flatMap((name, rank) => {
        const named = metadataCache.getFirstLinkpathDest(name, path);
        const files = [...(named?.extension === 'md' ? [named] : []), ...(this.#aliases().get(name.toLowerCase()) ?? [])];
        return files.map((file) => ({ path: file.path, rank }));
      });
      const found = nearestNote(candidates, path);
      const file = found === null || found === path ? null : vault.getFileByPath(found);
      if (!file) return null;
      const link = metadataCache.fileToLinktext(file, path, true);
      return { link, href: link };
    };
  }

  #aliases(): ReadonlyMap<string, readonly TFile[]> {
    if (this.#byAlias) return this.#byAlias;
    const byAlias = new Map<string, TFile[]>();
    for (const file of this.app.vault.getMarkdownFiles()) {
      for (const alias of parseFrontMatterAliases(this.app.metadataCache.getFileCache(file)?.frontmatter ?? null) ?? []) {
        byAlias.set(alias.toLowerCase(), [...(byAlias.get(alias.toLowerCase()) ?? []), file]);
      }
    }
    this.#byAlias = byAlias;
    return byAlias;
  }
}
