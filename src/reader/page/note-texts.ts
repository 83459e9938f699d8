import { fileAddress } from './route';
import { served } from './served';

/** The notes' texts as they stand on disk, read anew each time they are asked for. */
export class NoteTexts {
  readonly #last = new Map<string, string>();
  readonly #watchers = new Set<(path: string, text: string) => void>();

  /** @throws when the note cannot be read. */
  async read(path: string): Promise<string> {
    const text = await (await served(fileAddress('notes', path))).text();
    const before = this.#last.get(path);
    this.#last.set(path, text);
    if (before !== undefined && before !== text) for (const watcher of [...this.#watchers]) watcher(path, text);
    return text;
  }

  /** Calls `watcher` with a note's path and text when a reading finds it changed, until the returned function is called. */
  watch(watcher: (path: string, text: string) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }
}
