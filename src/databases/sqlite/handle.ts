import { InterruptedError, type DatabaseError } from '../errors';
import { withPlainBlanks } from '../sql-text/blanks';
import { isBlankOrComment } from '../sql-text/token';
import { tokens } from '../sql-text/tokens';
import { databaseError, programmingError } from './failure';
import { autoCommit, clearErrorByteOffset, errorByteOffset, extendedCode, setProgressHandler } from './layout';
import { Code } from './result-codes';
import type { Instance, SqliteFunctions } from './runtime/instance';
import type { LinearMemory } from './runtime/linear-memory';
import { Statement } from './statement';
import { offsetOfMissingName } from './missing-name';
import { unitsBefore } from './utf8-offset';

/** Bytes that are always at hand for texts and blobs on their way to SQLite. */
const SCRATCH = 65_536;

/** One `sqlite3 *`: SQLite's own connection, with what its C functions need to be called from here. */
export class Handle {
  readonly c: SqliteFunctions;
  readonly memory: LinearMemory;
  readonly #pointer: number;
  readonly #scratch: number;
  /** Where C functions put pointers that they return. */
  readonly #out: number;

  /** @throws DatabaseError when SQLite cannot open `path` */
  constructor(readonly instance: Instance, path: string) {
    this.c = instance.c;
    this.memory = instance.memory;
    this.#scratch = this.c.malloc(SCRATCH);
    this.#out = this.c.malloc(8);
    if (this.#scratch === 0 || this.#out === 0) throw outOfMemory();
    const code = this.lend(path.length * 3 + 1, (address) => {
      this.memory.bytes[address + this.memory.writeText(path, address)] = 0;
      return this.c.sqlite3_open(address, this.#out);
    });
    this.#pointer = this.memory.view.getUint32(this.#out, true);
    if (code !== Code.OK) throw this.#pointer === 0 ? outOfMemory() : this.failure('');
  }

  /** False inside a transaction. */
  get autoCommit(): boolean {
    return autoCommit(this.memory, this.#pointer);
  }

  /** Rows that the last INSERT, UPDATE or DELETE changed. */
  get changes(): number {
    return this.c.sqlite3_changes(this.#pointer);
  }

  /** Has `callback` asked every `steps` steps of the virtual machine whether to go on (0) or to interrupt (1). */
  watch(steps: number, callback: number): void {
    setProgressHandler(this.memory, this.#pointer, steps, callback);
  }

  /**
   * Compiles one statement; null when the text holds none.
   * @throws DatabaseError when SQLite refuses it or the text holds more than one statement
   */
  prepare(sql: string): Statement | null {
    if (sql.includes('\0')) throw programmingError('the query contains a null character');
    let text = withPlainBlanks(sql, 'sqlite');
    let compiled = this.#compile(text);
    if (compiled.pointer === 0 && compiled.rest > 0) {
      // SQLite stopped at an empty statement. What follows keeps its offsets.
      const start = statementStart(text, 0);
      if (start < 0) return null;
      text = ' '.repeat(start) + text.slice(start);
      compiled = this.#compile(text);
    }
    if (compiled.pointer === 0) return null;
    if (compiled.rest > 0 && statementStart(text, text.length - compiled.rest) >= 0) {
      this.c.sqlite3_finalize(compiled.pointer);
      throw programmingError('You can only execute one statement at a time.');
    }
    return new Statement(this, compiled.pointer, text);
  }

  /** Compiles the first statement; `rest` counts the UTF-16 units after it. */
  #compile(text: string): { pointer: number; rest: number } {
    clearErrorByteOffset(this.memory, this.#pointer);
    return this.lend(text.length * 3 + 1, (address) => {
      const length = this.memory.writeText(text, address);
      this.memory.bytes[address + length] = 0;
      this.check(this.c.sqlite3_prepare_v2(this.#pointer, address, length + 1, this.#out, this.#out + 4), text);
      const pointer = this.memory.view.getUint32(this.#out, true);
      const end = this.memory.view.getUint32(this.#out + 4, true) - address;
      return { pointer, rest: end >= length ? 0 : text.length - unitsBefore(text, end) };
    });
  }

  /** Runs statements of the driver's own, which nobody is told of. */
  run(sql: string): void {
    this.check(
      this.lend(sql.length * 3 + 1, (address) => {
        this.memory.bytes[address + this.memory.writeText(sql, address)] = 0;
        return this.c.sqlite3_exec(this.#pointer, address, 0, 0, 0);
      }),
    );
  }

  /** The address of `size` bytes that hold until the next call; for what is copied at once. @param size at most {@link SCRATCH} */
  scratch(size: number): number {
    if (size > SCRATCH) throw new RangeError(`${size} bytes are more than fit into the scratch memory`);
    return this.#scratch;
  }

  /** Lends `use` the address of at least `size` bytes. */
  lend<T>(size: number, use: (address: number) => T): T {
    if (size <= SCRATCH) return use(this.#scratch);
    const address = this.c.malloc(size);
    if (address === 0) throw outOfMemory();
    try {
      return use(address);
    } finally {
      this.c.free(address);
    }
  }

  /** @throws the error that `code` stands for, unless it is SQLITE_OK */
  check(code: number, sql = ''): void {
    if (code !== Code.OK) throw this.failure(sql);
  }

  /** The error that SQLite reported last; `sql` is the text into which its offset points. */
  failure(sql: string): DatabaseError | InterruptedError {
    const code = extendedCode(this.memory, this.#pointer);
    if (code === Code.INTERRUPT) return new InterruptedError();
    const bytes = errorByteOffset(this.memory, this.#pointer);
    const message = this.memory.cString(this.c.sqlite3_errmsg(this.#pointer));
    return databaseError({ code, message, offset: bytes < 0 || sql === '' ? offsetOfMissingName(message, sql) : unitsBefore(sql, bytes) });
  }

  /** Before a statement runs: what went wrong earlier is over. */
  forgetErrors(): void {
    clearErrorByteOffset(this.memory, this.#pointer);
  }

  /** Closes; an open transaction is rolled back. All statements must be finalized. */
  close(): void {
    this.c.sqlite3_close_v2(this.#pointer);
    this.c.free(this.#scratch);
    this.c.free(this.#out);
  }
}

/** Where the first real token at or after `from` starts; -1 when only blanks, comments and semicolons follow. */
function statementStart(sql: string, from: number): number {
  for (const token of tokens(sql.slice(from), 'sqlite')) {
    if (!isBlankOrComment(token) && token.text !== ';') return from + token.offset;
  }
  return -1;
}

function outOfMemory(): DatabaseError {
  return databaseError({ code: Code.NOMEM, message: 'out of memory', offset: null });
}
