import { lazyContents, makeWhenNeeded } from './cluster';
import type { MemoryNode, PostgresModule } from './emscripten';

type FileSystem = PostgresModule['FS'];
type Entries = Record<string, MemoryNode>;

interface FileState {
  readonly node: MemoryNode;
  readonly mode: number;
  readonly size: number;
  readonly contents: () => Uint8Array;
}

/**
 * The whole file system as it was at a moment, to go back to in place: open files stay open. It shares the bytes of a
 * file with the file system until somebody looks at the file, and costs nothing for all others.
 */
export class FileTreeImage {
  readonly #fs: FileSystem;
  readonly #directories = new Map<MemoryNode, Readonly<Entries>>();
  readonly #files: FileState[] = [];

  constructor(fs: FileSystem) {
    this.#fs = fs;
    this.#note(fs.root);
  }

  /** Makes the file system what it was. */
  restore(): void {
    // What is not where it was goes first: a file may have moved.
    for (const [directory, entries] of this.#directories) {
      for (const [name, node] of Object.entries(entriesOf(directory))) if (entries[name] !== node) this.#remove(directory, node);
    }
    for (const [directory, entries] of this.#directories) {
      for (const [name, node] of Object.entries(entries)) if (entriesOf(directory)[name] !== node) this.#add(directory, name, node);
    }
    for (const { node, mode, size, contents } of this.#files) {
      node.mode = mode;
      node.usedBytes = size;
      if (lazyContents(node) !== contents) makeWhenNeeded(node, contents);
    }
  }

  #note(directory: MemoryNode): void {
    const entries = { ...entriesOf(directory) };
    this.#directories.set(directory, entries);
    for (const node of Object.values(entries)) {
      if (this.#holdsEntries(node)) this.#note(node);
      else if (this.#fs.isFile(node.mode)) this.#files.push(this.#stateOf(node));
    }
  }

  #stateOf(node: MemoryNode): FileState {
    const { mode, usedBytes: size } = node;
    const untouched = lazyContents(node);
    if (untouched) return { node, mode, size, contents: untouched };
    const bytes = node.contents;
    const contents = (): Uint8Array => bytes.slice(0, size);
    makeWhenNeeded(node, contents);
    return { node, mode, size, contents };
  }

  #remove(directory: MemoryNode, node: MemoryNode): void {
    this.#fs.hashRemoveNode(node);
    Reflect.deleteProperty(entriesOf(directory), node.name);
    if (!this.#holdsEntries(node) || this.#directories.has(node)) return;
    for (const inner of Object.values(entriesOf(node))) this.#remove(node, inner);
  }

  #add(directory: MemoryNode, name: string, node: MemoryNode): void {
    node.parent = directory;
    node.name = name;
    entriesOf(directory)[name] = node;
    this.#fs.hashAddNode(node);
  }

  /** Not so where another file system is mounted: /proc/self/fd. */
  #holdsEntries(node: MemoryNode): boolean {
    return this.#fs.isDir(node.mode) && typeof node.contents === 'object';
  }
}

/** The contents of a directory, which are its entries. */
function entriesOf(directory: MemoryNode): Entries {
  return directory.contents as unknown as Entries;
}
