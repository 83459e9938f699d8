import type { PostgresModule } from './emscripten';
import { FrontendMessages } from './protocol/frontend';

/** Answers beyond this size give their buffer back, in bytes. */
const keptCapacity = 1 << 20;

/** Types of the messages Execute and CopyInResponse. */
const executeType = 0x45;
const copyInType = 0x47;

/** What PostgreSQL takes for its client's socket: a batch of messages to read, and a buffer for what it writes. */
export class Pipe {
  #input: Uint8Array = new Uint8Array(0);
  #read = 0;
  /** How far the server may read for now. */
  #released = 0;
  #output = new Uint8Array(1 << 16);
  #written = 0;
  /** How far the output was looked through for its last message, and the type of that. */
  #seen = 0;
  #last = 0;

  /** Lays out a batch for the server to read, and forgets what it wrote before. */
  open(batch: Uint8Array): void {
    this.#lay(batch);
    this.#written = this.#seen = this.#last = 0;
    if (this.#output.length > keptCapacity) this.#output = new Uint8Array(1 << 16);
  }

  /** True when the server has not read the whole batch. */
  get pending(): boolean {
    return this.#read < this.#input.length;
  }

  /** What the server wrote since the batch was opened. */
  get output(): Uint8Array {
    return this.#output.subarray(0, this.#written);
  }

  /** The next bytes for the server to read, at most that many. */
  take(length: number): Uint8Array {
    if (this.#read === this.#released) this.#release();
    const bytes = this.#input.subarray(this.#read, Math.min(this.#read + length, this.#released));
    this.#read += bytes.length;
    return bytes;
  }

  /**
   * Lets the server read up to the next Execute and no further. COPY … FROM STDIN then comes here for its data, before
   * it takes the next messages for that, which would end the server.
   */
  #release(): void {
    if (this.#awaitsCopyData()) this.#lay(new FrontendMessages().copyFail('there is none').sync().bytes());
    const view = new DataView(this.#input.buffer, this.#input.byteOffset);
    for (let type = 0; type !== executeType && this.#released < this.#input.length; ) {
      type = view.getUint8(this.#released);
      this.#released += 1 + view.getInt32(this.#released + 1);
    }
  }

  #lay(batch: Uint8Array): void {
    this.#input = batch;
    this.#read = this.#released = 0;
  }

  /** Takes what the server writes. */
  put(bytes: Uint8Array): void {
    const needed = this.#written + bytes.length;
    if (needed > this.#output.length) {
      const larger = new Uint8Array(Math.max(needed, this.#output.length * 2));
      larger.set(this.output);
      this.#output = larger;
    }
    this.#output.set(bytes, this.#written);
    this.#written = needed;
  }

  #awaitsCopyData(): boolean {
    const view = new DataView(this.#output.buffer);
    while (this.#seen < this.#written) {
      this.#last = view.getUint8(this.#seen);
      this.#seen += 1 + view.getInt32(this.#seen + 1);
    }
    return this.#last === copyInType;
  }
}

/**
 * Makes the module read from pipes and write to them.
 * @param current the pipe of the session at work
 */
export function connectPipes(module: PostgresModule, current: () => Pipe): void {
  const read = (pointer: number, length: number): number => {
    const bytes = current().take(length);
    module.HEAPU8.set(bytes, pointer);
    return bytes.length;
  };
  const write = (pointer: number, length: number): number => {
    current().put(module.HEAPU8.subarray(pointer, pointer + length));
    return length;
  };
  // Emscripten's letters for (pointer, int) => int.
  module._pgl_set_rw_cbs(module.addFunction(read, 'ipi'), module.addFunction(write, 'ipi'));
}
