/** What an open file can do. Offsets and lengths are in bytes. */
export interface ByteFile {
  readonly inode: number;
  readonly size: number;
  /** Copies into `target` what stands at `offset`; returns how many bytes there were. */
  read(target: Uint8Array, offset: number): number;
  /** False when there is no room left. */
  write(source: Uint8Array, offset: number): boolean;
  truncate(size: number): boolean;
}

/** How many bytes the files of one {@link MemoryFiles} may hold together, and hold now. */
class Quota {
  used = 0;
  constructor(readonly limit: number) {}
}

/** A file whose bytes live in memory. */
class MemoryFile implements ByteFile {
  #bytes = new Uint8Array(0);
  #size = 0;
  /** The directory entry and every open descriptor count as one holder each. */
  #holders = 0;

  constructor(
    readonly inode: number,
    readonly quota: Quota,
  ) {}

  get size(): number {
    return this.#size;
  }

  read(target: Uint8Array, offset: number): number {
    const found = this.#bytes.subarray(offset, Math.min(offset + target.length, this.#size));
    target.set(found);
    return found.length;
  }

  write(source: Uint8Array, offset: number): boolean {
    const end = offset + source.length;
    if (end > this.#size && !this.truncate(end)) return false;
    this.#bytes.set(source, offset);
    return true;
  }

  truncate(size: number): boolean {
    const used = this.quota.used + size - this.#size;
    if (used > this.quota.limit && size > this.#size) return false;
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, Math.min(this.#bytes.length * 2, this.quota.limit), 4096));
      grown.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = grown;
    } else if (size < this.#size) {
      // What lies beyond the end reads as zeros should the file grow again.
      this.#bytes.fill(0, size, this.#size);
    }
    this.quota.used = used;
    this.#size = size;
    return true;
  }

  copy(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }

  hold(): void {
    this.#holders += 1;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.truncate(0);
    this.#bytes = new Uint8Array(0);
  }
}

/** `/dev/urandom`. SQLite seeds its generator of random numbers and names of temporary files from it. */
class RandomSource implements ByteFile {
  readonly inode = 1;
  readonly size = 0;

  read(target: Uint8Array): number {
    for (let at = 0; at < target.length; at++) target[at] = Math.random() * 256;
    return target.length;
  }

  write(): boolean {
    return true;
  }

  truncate(): boolean {
    return true;
  }
}

const DIRECTORIES = new Set(['/', '/dev', '/tmp']);

/**
 * The files of one database: a small Unix file system in memory. A file that is removed while open
 * lives on until it is closed, as SQLite expects of its temporary files.
 */
export class MemoryFiles {
  readonly #quota: Quota;
  readonly #files = new Map<string, MemoryFile>();
  readonly #random = new RandomSource();
  #inodes = 1;

  /** @param limit bytes that all files may hold together */
  constructor(limit: number) {
    this.#quota = new Quota(limit);
  }

  /** Bytes that all files hold now. */
  get used(): number {
    return this.#quota.used;
  }

  isDirectory(path: string): boolean {
    return DIRECTORIES.has(path);
  }

  find(path: string): ByteFile | null {
    if (path === '/dev/urandom') return this.#random;
    return this.#files.get(path) ?? null;
  }

  create(path: string): ByteFile {
    const file = new MemoryFile((this.#inodes += 1), this.#quota);
    file.hold();
    this.#files.set(path, file);
    return file;
  }

  /** A copy of what every file holds. */
  copy(): Map<string, Uint8Array> {
    return new Map([...this.#files].map(([path, file]) => [path, file.copy()]));
  }

  /** False when there is no such file. */
  remove(path: string): boolean {
    const file = this.#files.get(path);
    if (file === undefined) return false;
    this.#files.delete(path);
    file.release();
    return true;
  }

  opened(file: ByteFile): void {
    if (file instanceof MemoryFile) file.hold();
  }

  closed(file: ByteFile): void {
    if (file instanceof MemoryFile) file.release();
  }
}
