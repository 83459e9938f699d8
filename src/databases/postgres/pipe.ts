import type { PostgresModule } from './emscripten';
import type { RowBudget } from '../row-budget';
import { AnswerReader, type Answer } from './answer';
import { FrontendMessages } from './protocol/frontend';

/** Type of the message Execute. */
const executeType = 0x45;

/** What PostgreSQL takes for its client's socket: a batch of messages to read, and a reader of what it writes. */
export class Pipe {
  #input: Uint8Array = new Uint8Array(0);
  #read = 0;
  /** How far the server may read for now. */
  #released = 0;
  #reader = new AnswerReader();

  /**
   * Lays out a batch for the server to read, and forgets what it wrote before.
   * @param budget how much of its answer is wanted
   */
  open(batch: Uint8Array, budget?: RowBudget): void {
    this.#lay(batch);
    this.#reader = new AnswerReader(budget);
  }

  /** True when the server has not read the whole batch. */
  get pending(): boolean {
    return this.#read < this.#input.length;
  }

  /** What the server has answered since the batch was opened. */
  get answer(): Answer {
    return this.#reader.answer;
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
    if (this.#reader.awaitsCopyData) this.#lay(new FrontendMessages().copyFail('there is none').sync().bytes());
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
    this.#reader.read(bytes);
  }
}

/**
 * Makes the module read from pipes and write to them.
 * @param current the pipe of the session at work
 * @param onWrite called after something was written to one
 */
export function connectPipes(module: PostgresModule, current: () => Pipe, onWrite: (pipe: Pipe) => void): void {
  const read = (pointer: number, length: number): number => {
    const bytes = current().take(length);
    module.HEAPU8.set(bytes, pointer);
    return bytes.length;
  };
  const write = (pointer: number, length: number): number => {
    const pipe = current();
    pipe.put(module.HEAPU8.subarray(pointer, pointer + length));
    onWrite(pipe);
    return length;
  };
  // Emscripten's letters for (pointer, int) => int.
  module._pgl_set_rw_cbs(module.addFunction(read, 'ipi'), module.addFunction(write, 'ipi'));
}
