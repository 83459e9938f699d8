import type { MemoryMap } from './memory-map';
import type { Process } from './process';

/** Size of a page of a table, and of the buffers in shared memory that hold them. */
const blockSize = 8192;

/** In a buffer's descriptor: which block of a file the buffer holds, and the buffer's own number. */
const blockNumber = 16;
const bufferNumber = 20;

/** InvalidBlockNumber: the buffer holds none. */
const noBlock = 0xffff_ffff;

/** The shared memory of a server at a moment. What is in buffers that hold no block is nobody's, and left out. */
export class SharedImage {
  /** [address, bytes] of each part. */
  readonly #parts: (readonly [address: number, bytes: Uint8Array])[] = [];

  /** @throws Error when the buffers are not what they should be */
  constructor(process: Process, map: MemoryMap) {
    const blocks = process.get('BufferBlocks');
    const count = process.get('NBuffers');
    const descriptors = map.shared('Buffer Descriptors');
    const descriptorSize = map.sizeOf('Buffer Descriptors') / count;
    const keep = (start: number, end: number): void => {
      if (end > start) this.#parts.push([start, process.bytes.slice(start, end)]);
    };
    keep(map.sharedStart, blocks);
    // Neighbours together: copying is quicker in large pieces.
    let first = 0;
    for (let i = 0; i <= count; i++) {
      if (i < count && holdsBlock(process, descriptors + i * descriptorSize, i)) continue;
      keep(blocks + first * blockSize, blocks + i * blockSize);
      first = i + 1;
    }
    keep(blocks + count * blockSize, map.sharedEnd);
  }

  restore(process: Process): void {
    for (const [address, bytes] of this.#parts) process.bytes.set(bytes, address);
  }

  /** Bytes that the image takes. */
  get size(): number {
    return this.#parts.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  }
}

function holdsBlock(process: Process, descriptor: number, buffer: number): boolean {
  if (process.word(descriptor + bufferNumber) !== buffer) throw new Error("PostgreSQL's buffers are not laid out as expected");
  return process.word(descriptor + blockNumber) !== noBlock;
}
