import type { MemoryMap } from './memory-map';
import type { Process } from './process';

/** Room for the heap to grow before an image must be allocated anew. */
const slack = 1 << 20;

/**
 * The private memory of one session, while another one is at work: static data, stack and the heap but for the shared
 * memory that lies in it.
 */
export class MemoryImage {
  #bytes = new Uint8Array(0);
  /** How many of the bytes count. */
  #size = 0;
  #stack = 0;
  #heapEnd = 0;

  /** Takes the session that is in place. */
  save(process: Process, map: MemoryMap): void {
    this.#stack = process.module.stackSave();
    this.#heapEnd = process.heapEnd;
    const parts = this.#parts(map);
    this.#size = parts.reduce((sum, [start, end]) => sum + end - start, 0);
    if (this.#bytes.length < this.#size) this.#bytes = new Uint8Array(this.#size + slack);
    let at = 0;
    for (const [start, end] of parts) {
      this.#bytes.set(process.bytes.subarray(start, end), at);
      at += end - start;
    }
  }

  /** The same, for as long as it is wanted. */
  copy(): MemoryImage {
    const copy = new MemoryImage();
    copy.#bytes = this.#bytes.slice(0, this.#size);
    copy.#size = this.#size;
    copy.#stack = this.#stack;
    copy.#heapEnd = this.#heapEnd;
    return copy;
  }

  /** Puts the session in place of the one that was there. */
  restore(process: Process, map: MemoryMap): void {
    const before = process.heapEnd;
    let at = 0;
    for (const [start, end] of this.#parts(map)) {
      process.bytes.set(this.#bytes.subarray(at, (at += end - start)), start);
    }
    // malloc takes fresh heap for zeros.
    if (before > this.#heapEnd) process.bytes.fill(0, this.#heapEnd, before);
    process.module.stackRestore(this.#stack);
  }

  #parts(map: MemoryMap): readonly (readonly [start: number, end: number])[] {
    return [
      [map.staticStart, map.staticEnd],
      [this.#stack & ~15, map.stackTop],
      [map.stackTop, map.sharedStart],
      [map.sharedEnd, this.#heapEnd],
    ];
  }
}
