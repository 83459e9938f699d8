import type { TaskMemory } from './task-memory';

/** Where a host keeps a text on this device. */
export interface TextStore {
  read(): string | null;
  write(text: string): void;
}

/** Remembers solved exercises in a host's store: by note, the names of those that are solved. */
export class StoredTasks implements TaskMemory {
  readonly #watchers = new Set<() => void>();

  constructor(private readonly store: TextStore) {}

  isSolved(note: string, task: string): boolean {
    return this.#read().get(note)?.has(task) ?? false;
  }

  solve(note: string, task: string): void {
    const solved = this.#read();
    const ofNote = solved.get(note) ?? new Set<string>();
    if (ofNote.has(task)) return;
    solved.set(note, ofNote.add(task));
    this.store.write(JSON.stringify(Object.fromEntries([...solved].map(([path, tasks]) => [path, [...tasks]]))));
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Calls `watcher` after each exercise that is newly solved, until the returned function is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Read anew each time: another window may have written meanwhile. What is no such text holds nothing. */
  #read(): Map<string, Set<string>> {
    try {
      const stored: unknown = JSON.parse(this.store.read() ?? '{}');
      if (typeof stored !== 'object' || stored === null) return new Map();
      return new Map(Object.entries(stored).map(([note, tasks]: [string, unknown]) => [note, new Set(Array.isArray(tasks) ? tasks.map(String) : [])]));
    } catch {
      return new Map();
    }
  }
}
