import { EngineCrashError } from '../errors';
import type { Flow } from '../flow';
import type { Parts } from '../parts';
import { boot } from './boot';
import type { PostgresModule } from './emscripten';
import { Interrupts } from './interrupts';
import { Pipe } from './pipe';
import type { Exchanged, Session } from './session';
import { leaveSubtransactions, StackOverflow } from './stack-overflow';

/** How the module ends a statement that raised an error, where PostgreSQL would jump back to its main loop. */
const exitLongJump = 100;

/** So many lines of the server's log are kept to explain a crash. */
const keptLogLines = 10;

/** A PostgreSQL server in this thread, with one session. */
export class Server implements Session {
  readonly #pipe = new Pipe();
  readonly #interrupts: Interrupts;
  readonly #overflow = new StackOverflow();
  readonly #log: string[] = [];
  #module: PostgresModule | null = null;
  /** Why the server cannot be used. */
  #end: EngineCrashError | null = null;

  private constructor(interrupted: () => boolean) {
    this.#interrupts = new Interrupts(interrupted);
  }

  /**
   * Boots a server.
   * @param interrupted polled while a statement runs; true ends it
   * @throws EngineCrashError when it does not come up
   */
  static async start(parts: Parts, interrupted: () => boolean): Promise<Server> {
    const server = new Server(interrupted);
    const log = (line: string): void => {
      if (server.#log.push(line) > keptLogLines) server.#log.shift();
    };
    try {
      server.#module = await boot(parts, server.#pipe, server.#interrupts, server.#overflow, log);
    } catch (error) {
      throw server.#crashed(error);
    }
    server.#log.length = 0;
    return server;
  }

  /** False after a crash and after {@link stop}. */
  get running(): boolean {
    return this.#module !== null;
  }

  // eslint-disable-next-line require-yield -- one session alone never waits for another
  *exchange(batch: Uint8Array, interruptible: boolean): Flow<Exchanged> {
    if (!this.#module) throw this.#end ?? new EngineCrashError('PostgreSQL is not running');
    this.#pipe.open(batch);
    if (interruptible) this.#interrupts.arm();
    try {
      this.#answer(this.#module);
    } catch (error) {
      throw this.#crashed(error);
    } finally {
      this.#interrupts.disarm();
    }
    return { answer: this.#pipe.output, interrupted: this.#interrupts.delivered };
  }

  /** Lets go of the process; there is nothing on a disk that would have to be written. */
  stop(): void {
    this.#module = null;
    this.#end ??= new EngineCrashError('the database is closed');
  }

  #answer(module: PostgresModule): void {
    const stack = module.stackSave();
    const words = new Int32Array(module.HEAPU8.buffer);
    const handler = words[module._PG_exception_stack >> 2] ?? 0;
    while (this.#pipe.pending || module._pq_buffer_remaining_data() > 0) {
      const level = module._GetCurrentTransactionNestLevel();
      try {
        module._PostgresMainLoopOnce();
      } catch (error) {
        module.stackRestore(stack);
        if (!isExit(this.#overflow.caught(error, handler, 0), exitLongJump)) throw error;
        module._PostgresMainLongJmp();
        leaveSubtransactions(module, level);
      }
    }
    module._PostgresSendReadyForQueryIfNecessary();
    module._pgl_pq_flush();
  }

  #crashed(error: unknown): EngineCrashError {
    const reason = error instanceof RangeError ? 'it ran out of stack' : messageOf(error);
    const log = this.#log.length > 0 ? `\n${this.#log.join('\n')}` : '';
    this.#module = null;
    this.#end = new EngineCrashError(`PostgreSQL stopped: ${reason}${log}`, { cause: error });
    return this.#end;
  }
}

function isExit(error: unknown, status: number): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === status;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'an unknown exception';
}
