import type { Process } from './process';

/** What Asyncify adds to a module. */
interface Asyncified {
  asyncify_start_unwind(buffer: number): void;
  asyncify_stop_unwind(): void;
  asyncify_start_rewind(buffer: number): void;
  asyncify_stop_rewind(): void;
}

/** Room for the frames of a suspended session; the deepest that was seen took 1.8 KB. */
const bufferSize = 64 << 10;

/**
 * Leaves the program in the middle and enters it again. Asyncify has given each function that can be on the stack then
 * two more modes: returning at once, its variables put into a buffer, and running to where it was left.
 */
export class Suspension {
  readonly #process: Process;
  readonly #instances: Asyncified[];
  readonly #buffer: number;
  /** What the program is doing just now. */
  mode: 'normal' | 'unwinding' | 'rewinding' = 'normal';

  /** The current session is to be the one that all others are copies of: each has its buffer at the same address. */
  constructor(process: Process, sideModules: readonly WebAssembly.Instance[]) {
    this.#process = process;
    this.#instances = [process.exports, ...sideModules.map(({ exports }) => exports)].flatMap((exports) => asyncified(exports));
    this.#buffer = process.functions.malloc(bufferSize);
  }

  /**
   * Makes each instance fail once in a function of its own, the program first: no room to be left is an error. By the
   * stacks of these errors one sees what the host calls the modules.
   */
  failures(): (() => unknown)[] {
    return this.#instances.map((instance) => () => {
      this.#layBuffer(0);
      try {
        instance.asyncify_start_unwind(this.#buffer);
      } catch (error) {
        return error;
      } finally {
        this.#layBuffer(bufferSize);
        instance.asyncify_stop_unwind();
      }
      return null;
    });
  }

  /** Begins to leave the program; it returns to its caller when it has. */
  unwind(): void {
    this.mode = 'unwinding';
    this.#layBuffer(bufferSize);
    for (const instance of this.#instances) instance.asyncify_start_unwind(this.#buffer);
  }

  unwound(): void {
    for (const instance of this.#instances) instance.asyncify_stop_unwind();
    this.mode = 'normal';
  }

  /** The program, called again, shall run to where it was left. */
  rewind(): void {
    this.mode = 'rewinding';
    for (const instance of this.#instances) instance.asyncify_start_rewind(this.#buffer);
  }

  rewound(): void {
    for (const instance of this.#instances) instance.asyncify_stop_rewind();
    this.mode = 'normal';
  }

  /** The buffer's head, which lies in it: where the next frame goes, and where the room for frames ends. */
  #layBuffer(size: number): void {
    this.#process.setWord(this.#buffer, this.#buffer + 8);
    this.#process.setWord(this.#buffer + 4, this.#buffer + size);
  }
}

function asyncified(exports: WebAssembly.Exports): Asyncified[] {
  return 'asyncify_start_unwind' in exports ? [exports as unknown as Asyncified] : [];
}
