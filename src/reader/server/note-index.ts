import { readFile, stat } from 'node:fs/promises';
import { digestOf, type NoteDigest } from '../markdown/note-digest';
import type { VaultFolder } from './vault-folder';

/** `index.json`: what the notes say and where they link to. The page asks for it when it is first needed. */
export interface NoteIndex {
  readonly notes: readonly (NoteDigest & { readonly path: string })[];
}

/** Characters of text that an index holds; a larger vault is searched by titles and paths alone. */
const mostText = 8_000_000;

/** Reads the notes of a vault for search and links back; again only those that were changed since. */
export class NoteIndexer {
  readonly #known = new Map<string, { readonly stamp: string; readonly digest: NoteDigest }>();

  constructor(private readonly vault: VaultFolder) {}

  async index(): Promise<NoteIndex> {
    const notes: (NoteDigest & { path: string })[] = [];
    for (const { path } of (await this.vault.list()).notes) {
      const digest = await this.#digest(path);
      if (digest) notes.push({ path, ...digest });
    }
    const size = notes.reduce((sum, { text }) => sum + text.length, 0);
    return { notes: size <= mostText ? notes : notes.map((note) => ({ ...note, text: '' })) };
  }

  /** Null for a note that went, or may not be read. */
  async #digest(path: string): Promise<NoteDigest | null> {
    const file = await this.vault.find(path.split('/'));
    if (file === null) return null;
    try {
      const { mtimeMs, size } = await stat(file);
      const stamp = `${String(mtimeMs)} ${String(size)}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.digest;
      const digest = digestOf(await readFile(file, 'utf8'));
      this.#known.set(path, { stamp, digest });
      return digest;
    } catch {
      return null;
    }
  }
}
