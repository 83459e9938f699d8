import type { PostgresModule } from '../emscripten';

/** Variables of PostgreSQL that Savepoint reads or sets; the program exports their addresses. */
export type Variable =
  | 'CritSectionCount'
  | 'InterruptHoldoffCount'
  | 'InterruptPending'
  | 'IsUnderPostmaster'
  | 'MyBackendType'
  | 'MyDatabaseId'
  | 'MyLatch'
  | 'MyProc'
  | 'MyProcPid'
  | 'PG_exception_stack'
  | 'ProcDiePending'
  | 'QueryCancelPending'
  | 'NBuffers'
  | 'TransamVariables'
  | 'BufferBlocks'
  | 'BufferDescriptors';

/** Functions of PostgreSQL that Savepoint calls and PGlite's own JavaScript does not know. */
export interface ProcessFunctions {
  _emscripten_timeout(which: number, now: number): void;
  emscripten_get_sbrk_ptr(): number;
  malloc(size: number): number;
  ProcessInterrupts(): void;
  procsignal_sigusr1_handler(signal: number): void;
  /** Exported by the patch (build/postgres/sessions/patch.mjs); absent in the stock module. */
  readonly savepoint_InitProcess?: () => void;
  readonly savepoint_ProcArrayAdd?: (proc: number) => void;
  readonly savepoint_pgstat_beinit?: () => void;
  readonly savepoint_pgstat_bestart_initial?: () => void;
  readonly savepoint_pgstat_bestart_final?: () => void;
  readonly savepoint_SharedInvalBackendInit?: (sendOnly: number) => void;
  readonly savepoint_ProcSignalInit?: (cancelKey: number, length: number) => void;
}

/** A PostgreSQL program in this thread: its memory, variables and functions. */
export class Process {
  readonly module: PostgresModule;
  readonly exports: WebAssembly.Exports;
  readonly functions: ProcessFunctions;
  readonly #memory: WebAssembly.Memory;
  readonly #addresses = new Map<string, number>();
  #words = new Uint32Array(0);
  #bytes = new Uint8Array(0);

  constructor(module: PostgresModule, exports: WebAssembly.Exports, memory: WebAssembly.Memory) {
    this.module = module;
    this.exports = exports;
    this.functions = exports as unknown as ProcessFunctions;
    this.#memory = memory;
  }

  /** The memory in words of 32 bits. Renewed whenever it grows: never keep it. */
  get words(): Uint32Array {
    if (this.#words.buffer !== this.#memory.buffer) this.#words = new Uint32Array(this.#memory.buffer);
    return this.#words;
  }

  /** The memory in bytes. Renewed whenever it grows: never keep it. */
  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }

  /** The word at an address. */
  word(address: number): number {
    return this.words[address >>> 2] ?? 0;
  }

  setWord(address: number, value: number): void {
    this.words[address >>> 2] = value;
  }

  /** Address of a variable. */
  address(name: Variable | '__heap_base' | 'savepoint_my_wait_event_info' | 'savepoint_constants_end'): number {
    const known = this.#addresses.get(name);
    if (known !== undefined) return known;
    const global = this.exports[name];
    if (!(global instanceof WebAssembly.Global)) throw new Error(`PostgreSQL does not export ${name}`);
    const address = Number(global.value);
    this.#addresses.set(name, address);
    return address;
  }

  /** Value of a variable of 32 bits. */
  get(name: Variable): number {
    return this.word(this.address(name));
  }

  set(name: Variable, value: number): void {
    this.setWord(this.address(name), value);
  }

  /**
   * Whether one session alone is in use. It cannot have to wait then, and functions run that cannot be left in the
   * middle: see build/postgres/sessions/twins.mjs.
   */
  set alone(alone: boolean) {
    const { savepoint_alone: variable } = this.exports;
    if (variable instanceof WebAssembly.Global) variable.value = alone ? 1 : 0;
  }

  /** Where the heap ends for now. */
  get heapEnd(): number {
    return this.word(this.functions.emscripten_get_sbrk_ptr());
  }
}
