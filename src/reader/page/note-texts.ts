import { fileAddress } from './route';

/** The notes' texts as they stand on disk, read anew each time they are asked for. */
export class NoteTexts {
  readonly #last = new Map<string, string>();
  readonly #watchers = new Set<(path: string) => void>();

  /** @throws when the note cannot be read. */
  async read(path: string): Promise<string> {
    const response = await fetch(fileAddress('notes', path));
    if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
    const text = await response.text();
    const before = this.#last.get(path);
    this.#last.set(path, text);
    if (before !== undefined && before !== text) for (const watcher of [...this.#watchers]) watcher(path);
    return text;
  }

  /** Calls `watcher` with a note's path when a reading finds it changed, until the returned function is called. */
  watch(watcher: (path: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }
}
