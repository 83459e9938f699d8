import type { PostgresModule } from './emscripten';

/** elog.h's ERROR. */
const errorLevel = 21;

/** 54001, statement too complex, as PostgreSQL packs it: six bits for each character. */
const statementTooComplex = [...'54001'].reduce((code, digit, i) => code | (Number(digit) << (6 * i)), 0);

/** What PostgreSQL's ereport() consists of. */
interface Ereport {
  errstart(level: number, domain: number): number;
  errcode(code: number): number;
  errmsg(format: number, values: number): number;
  errhint(format: number, values: number): number;
  errfinish(file: number, line: number, routine: number): void;
  FlushErrorState(): void;
}

/**
 * Makes an ERROR of the statement out of an overflow of the host's call stack. PostgreSQL watches its own stack, which
 * in WebAssembly is not where calls and their returns are kept; that one ends without warning and without a handler. The
 * exception then passes the frames in which PostgreSQL could catch errors; in the innermost we raise one.
 */
export class StackOverflow {
  #raise: (() => void) | null = null;
  #raising = false;

  /** Takes hold of an instance. */
  attach(module: PostgresModule, exports: WebAssembly.Exports, memory: WebAssembly.Memory): void {
    const ereport = exports as unknown as Ereport;
    const message = module.stringToNewUTF8('stack depth limit exceeded');
    const hint = module.stringToNewUTF8('The statement, or functions that call each other, are nested too deeply.');
    const contextStack = (exports['error_context_stack'] as WebAssembly.Global<'i32'>).value >> 2;

    this.#raise = () => {
      // The frames below this one are gone, and what they wanted to say about the error with them.
      const words = new Int32Array(memory.buffer);
      const top = module.stackSave();
      let callback = words[contextStack] ?? 0;
      while (callback !== 0 && callback < top) callback = words[callback >> 2] ?? 0;
      words[contextStack] = callback;

      if (this.#raising) ereport.FlushErrorState();
      this.#raising = true;
      ereport.errstart(errorLevel, 0);
      ereport.errcode(statementTooComplex);
      ereport.errmsg(message, 0);
      ereport.errhint(hint, 0);
      ereport.errfinish(0, 0, 0);
    };
  }

  /**
   * Returns the exception to go on with: the jump to PostgreSQL's handler in place of an overflow, any other as it is.
   * Where there is not even room to raise an error it is the overflow, and the next frame tries again.
   */
  readonly caught = (error: unknown): unknown => {
    if (!this.#raise || !isOverflow(error)) return error;
    try {
      this.#raise();
    } catch (jump) {
      if (!isOverflow(jump)) this.#raising = false;
      return jump;
    }
    return error;
  };
}

function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
