/** The names of imports that PostgreSQL calls while it works: it reads the clock, and reads and writes blocks. */
const checkpoints = ['emscripten_date_now', 'clock_time_get', 'fd_pread', 'fd_pwrite'];

/** ITIMER_REAL. */
const realTimer = 0;

/** What a signal handler needs of the instance. */
interface Process {
  readonly memory: WebAssembly.Memory;
  /** Addresses of PostgreSQL's variables: the statement is to end; some flag is set; what wakes a sleeper. */
  readonly cancelPending: number;
  readonly interruptPending: number;
  readonly latch: number;
  readonly fireTimer: (which: number, now: number) => void;
}

type Import = (...values: never[]) => unknown;

/**
 * Lets a running statement be ended. The module runs in one thread and has no signals; what a signal handler would do is
 * done when PostgreSQL calls out, and PostgreSQL acts on it at its own next safe point. A statement that neither sleeps
 * nor touches a block outside its buffers calls out only at its start and end: it can be ended only with its kernel.
 */
export class Interrupts {
  readonly #interrupted: () => boolean;
  #process: Process | null = null;
  /** True while a statement runs that may be interrupted. */
  #armed = false;
  #delivered = false;
  /** When PostgreSQL's own timer (that of statement_timeout, say) is due, by performance.now(). */
  #alarm = Infinity;

  /** @param interrupted polled often; true ends the running statement */
  constructor(interrupted: () => boolean) {
    this.#interrupted = interrupted;
  }

  /** Puts the checks into what the module is about to import. */
  hook(imports: WebAssembly.Imports): void {
    // Emscripten keeps all its imports in one object, whatever they are called.
    const env: Record<string, unknown> = { ...imports['env'] };
    for (const name of checkpoints) {
      const original = env[name] as Import | undefined;
      if (!original) throw new Error(`PostgreSQL no longer imports ${name}`);
      env[name] = (...values: never[]) => {
        this.#check();
        return original(...values);
      };
    }
    // The original uses setTimeout, which cannot fire while a statement runs and must not fire between two.
    env['_setitimer_js'] = (_which: number, milliseconds: number) => {
      this.#alarm = milliseconds > 0 ? performance.now() + milliseconds : Infinity;
      return 0;
    };
    imports['env'] = imports['wasi_snapshot_preview1'] = env as WebAssembly.ModuleImports;
  }

  /** Takes hold of the instance that was made with the hooked imports. */
  attach(exports: WebAssembly.Exports, memory: WebAssembly.Memory): void {
    const addressOf = (name: string): number => (exports[name] as WebAssembly.Global<'i32'>).value;
    this.#process = {
      memory,
      cancelPending: addressOf('QueryCancelPending'),
      interruptPending: addressOf('InterruptPending'),
      latch: addressOf('MyLatch'),
      fireTimer: exports['_emscripten_timeout'] as Process['fireTimer'],
    };
  }

  /** A statement begins that may be interrupted. */
  arm(): void {
    this.#armed = true;
    this.#delivered = false;
  }

  /** The statement ended. */
  disarm(): void {
    this.#armed = false;
    // A statement that ended before it noticed must not leave the order to the next one.
    if (this.#delivered && this.#process) this.#words(this.#process)[this.#process.cancelPending >> 2] = 0;
  }

  /** True when the last statement that was armed for was told to end. */
  get delivered(): boolean {
    return this.#delivered;
  }

  #check(): void {
    if (performance.now() >= this.#alarm) {
      this.#alarm = Infinity;
      this.#process?.fireTimer(realTimer, performance.now());
    }
    if (this.#armed && !this.#delivered && this.#process && this.#interrupted()) {
      this.#delivered = true;
      // What PostgreSQL's handler of SIGINT does.
      const words = this.#words(this.#process);
      words[this.#process.interruptPending >> 2] = 1;
      words[this.#process.cancelPending >> 2] = 1;
      const latch = words[this.#process.latch >> 2] ?? 0;
      if (latch !== 0) words[latch >> 2] = 1;
    }
  }

  #words({ memory }: Process): Int32Array {
    return new Int32Array(memory.buffer);
  }
}
