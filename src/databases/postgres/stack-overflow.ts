import type { PostgresModule } from './emscripten';

/** elog.h's ERROR. */
const errorLevel = 21;

/**
 * 57014, query canceled, as PostgreSQL packs it: six bits for each character. Handlers of "others" let it pass: where
 * there was no room to run a handler further in, those further out must not go on as if it had run.
 */
const queryCanceled = [...'57014'].reduce((code, digit, i) => code | (Number(digit) << (6 * i)), 0);

/** The message of the error that an overflow becomes, as PostgreSQL words that of its own limit. */
export const overflowMessage = 'stack depth limit exceeded';

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
  #raise: ((handler: number, context: number) => void) | null = null;
  /**
   * Overflows pass all frames. A statement that was suspended has entered its frames a second time, and what handler was
   * in force at the first is not known any more.
   */
  passing = false;

  /** Takes hold of an instance. */
  attach(module: PostgresModule, exports: WebAssembly.Exports): void {
    const ereport = exports as unknown as Ereport;
    const message = module.stringToNewUTF8(overflowMessage);
    const hint = module.stringToNewUTF8('The statement, or functions that call each other, are nested too deeply.');

    this.#raise = (handler, context) => {
      // The frames below this one are gone; what they had put there to handle or to explain an error is, too.
      const words = new Int32Array(module.HEAPU8.buffer);
      words[module._PG_exception_stack >> 2] = handler;
      words[module._error_context_stack >> 2] = context;
      // Nor does a jump count any more that did not get to its handler.
      words[module.___THREW__ >> 2] = 0;

      // Errors that were raised or handled further in went with their frames. There is room for few of them.
      ereport.FlushErrorState();
      ereport.errstart(errorLevel, 0);
      ereport.errcode(queryCanceled);
      ereport.errmsg(message, 0);
      ereport.errhint(hint, 0);
      ereport.errfinish(0, 0, 0);
    };
  }

  /**
   * Returns the exception to go on with: the jump to PostgreSQL's handler in place of an overflow, any other as it is.
   * Where there is not even room to raise an error it is an overflow again, and the next frame tries.
   * @param handler what PG_exception_stack was when the frame was entered
   * @param context the same of error_context_stack
   */
  readonly caught = (error: unknown, handler: number, context: number): unknown => {
    if (this.passing || !isOverflow(error)) return error;
    return this.raised(error, handler, context);
  };

  /** The same, whether they pass or not. */
  raised(error: unknown, handler: number, context: number): unknown {
    if (!this.#raise) return error;
    try {
      this.#raise(handler, context);
    } catch (jump) {
      return jump;
    }
    return error;
  }
}

/**
 * Ends subtransactions that functions began and could not end, for want of room to run their handlers.
 * @param level how deeply transactions were nested before the statement; 0 when none was begun
 */
export function leaveSubtransactions(module: PostgresModule, level: number): void {
  const own = Math.max(level, 1);
  if (module._GetCurrentTransactionNestLevel() <= own) return;
  while (module._GetCurrentTransactionNestLevel() > own) module._RollbackAndReleaseCurrentSubTransaction();
  module._AbortCurrentTransaction();
}

export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
