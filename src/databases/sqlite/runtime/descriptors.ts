import type { ByteFile, MemoryFiles } from './memory-files';

/** An open file, or an open directory (`file` null), as C code holds it. */
export interface Descriptor {
  readonly path: string;
  readonly file: ByteFile | null;
  readonly flags: number;
  position: number;
}

/** The open files of one instance by number. 0, 1 and 2 are taken, as everywhere on Unix. */
export class Descriptors {
  readonly #open = new Map<number, Descriptor>();

  constructor(readonly files: MemoryFiles) {}

  add(path: string, file: ByteFile | null, flags: number): number {
    let number = 3;
    while (this.#open.has(number)) number += 1;
    if (file) this.files.opened(file);
    this.#open.set(number, { path, file, flags, position: 0 });
    return number;
  }

  get(number: number): Descriptor | null {
    return this.#open.get(number) ?? null;
  }

  /** False when there is no such descriptor. */
  close(number: number): boolean {
    const descriptor = this.#open.get(number);
    if (!descriptor) return false;
    this.#open.delete(number);
    if (descriptor.file) this.files.closed(descriptor.file);
    return true;
  }
}
