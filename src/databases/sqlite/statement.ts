import type { ColumnInfo, Value } from '../result';
import { DatabaseError } from '../errors';
import { reportedCommand } from './command-tag';
import { programmingError } from './failure';
import type { Handle } from './handle';
import { columnNames, declaredType, parameterCount, widenParameter } from './layout';
import { Code } from './result-codes';

/** Codes of sqlite3_column_type. */
const Type = { INTEGER: 1, FLOAT: 2, TEXT: 3, BLOB: 4, NULL: 5 } as const;
const TYPE_NAMES = ['', 'INTEGER', 'REAL', 'TEXT', 'BLOB', ''] as const;

/** Destructor argument that makes SQLite copy what is bound. */
const TRANSIENT = -1;

const MAX_INT64 = 2n ** 63n - 1n;

/** Longer texts and blobs are not kept from one execution to the next. */
const LIGHT = 1_000;

const NO_COLUMNS: readonly ColumnInfo[] = [];

/** The columns of a statement as they were told last. */
interface Described {
  /** Where SQLite kept their names: it moves when the statement is compiled anew. */
  readonly names: number;
  /** Types as declared, `''` for expressions. */
  readonly declared: readonly ColumnInfo[];
  readonly isComplete: boolean;
}

/** One prepared statement of a connection. */
export class Statement {
  /** Type codes of the first value of each column that was not null, 0 before. */
  readonly #seen: number[] = [];
  #command: string | undefined;
  #wanted: number | undefined;
  #described: Described | null = null;
  /** A step was taken since the last reset. */
  #isActive = false;
  /** What is bound takes memory that should be given back. */
  #isHeavy = false;

  constructor(
    readonly handle: Handle,
    readonly pointer: number,
    readonly sql: string,
  ) {}

  /** The name of the command, found at first use. */
  get command(): string {
    return (this.#command ??= reportedCommand(this.sql));
  }

  /** Binds all parameters, in order. */
  bind(parameters: readonly Value[]): void {
    const wanted = (this.#wanted ??= parameterCount(this.handle.memory, this.pointer));
    if (wanted !== parameters.length) {
      throw programmingError(
        `Incorrect number of bindings supplied. The current statement uses ${wanted}, and there are ${parameters.length} supplied.`,
      );
    }
    for (let index = 0; index < wanted; index++) this.handle.check(this.#bindOne(index + 1, parameters[index] as Value));
  }

  /** Goes on to the next row; false when there is none. */
  step(): boolean {
    this.#isActive = true;
    const code = this.handle.c.sqlite3_step(this.pointer);
    if (code === Code.ROW) return true;
    if (code === Code.DONE) return false;
    this.#described = null;
    throw this.handle.failure(this.sql);
  }

  /** Number of columns; 0 when the statement returns no rows. Right after the first step: SQLite may recompile before. */
  get columnCount(): number {
    return this.handle.c.sqlite3_column_count(this.pointer);
  }

  /** The row that the last step reached. */
  row(columnCount: number): Value[] {
    const row = new Array<Value>(columnCount);
    for (let column = 0; column < columnCount; column++) row[column] = this.#value(column);
    return row;
  }

  /** Names and types; a column without a declared type has the type of its first value so far. */
  columns(columnCount: number): readonly ColumnInfo[] {
    if (columnCount === 0) return NO_COLUMNS;
    const names = columnNames(this.handle.memory, this.pointer);
    if (this.#described?.names !== names || this.#described.declared.length !== columnCount) this.#described = this.#describe(names, columnCount);
    const { declared, isComplete } = this.#described;
    return isComplete ? declared : declared.map(({ name, type }, column) => ({ name, type: type || (TYPE_NAMES[this.#seen[column] ?? 0] ?? '') }));
  }

  #describe(names: number, columnCount: number): Described {
    const { c, memory } = this.handle;
    const declared = Array.from({ length: columnCount }, (_, column) => ({
      name: memory.cString(c.sqlite3_column_name(this.pointer, column)),
      type: declaredType(memory, this.pointer, column, columnCount),
    }));
    return { names, declared, isComplete: declared.every(({ type }) => type !== '') };
  }

  /** Ends the execution and releases its locks; returns the code with which it ended. */
  reset(): number {
    if (this.#isHeavy) this.handle.c.sqlite3_clear_bindings(this.pointer);
    this.#isHeavy = false;
    if (!this.#isActive) return Code.OK;
    this.#isActive = false;
    this.#seen.fill(0);
    return this.handle.c.sqlite3_reset(this.pointer);
  }

  finalize(): void {
    this.handle.c.sqlite3_finalize(this.pointer);
  }

  #value(column: number): Value {
    const { c, memory } = this.handle;
    const type = c.sqlite3_column_type(this.pointer, column);
    if (type === Type.NULL) return null;
    if (!this.#seen[column]) this.#seen[column] = type;
    if (type === Type.FLOAT) return c.sqlite3_column_double(this.pointer, column);
    if (type === Type.INTEGER) {
      const value = c.sqlite3_column_double(this.pointer, column);
      // Beyond the safe integers the double is rounded, SQLite's text is not.
      return Number.isSafeInteger(value) ? value : BigInt(this.#text(column));
    }
    if (type === Type.TEXT) return this.#text(column);
    const start = c.sqlite3_column_blob(this.pointer, column);
    return memory.bytes.slice(start, start + c.sqlite3_column_bytes(this.pointer, column));
  }

  #text(column: number): string {
    const { c, memory } = this.handle;
    const start = c.sqlite3_column_text(this.pointer, column);
    return memory.text(start, c.sqlite3_column_bytes(this.pointer, column));
  }

  #bindOne(index: number, value: Value): number {
    const { c, memory } = this.handle;
    switch (typeof value) {
      case 'number':
        if (!Number.isSafeInteger(value)) return c.sqlite3_bind_double(this.pointer, index, value);
        if ((value | 0) === value) return c.sqlite3_bind_int(this.pointer, index, value);
        return this.#bindWide(index, BigInt(value));
      case 'bigint':
        return this.#bindWide(index, value);
      case 'boolean':
        return c.sqlite3_bind_int(this.pointer, index, value ? 1 : 0);
      case 'string':
        return this.#bindText(index, value);
      default:
    }
    if (value === null) return c.sqlite3_bind_blob(this.pointer, index, 0, 0, 0);
    // Not `instanceof`: the bytes may come from another realm.
    if (ArrayBuffer.isView(value)) {
      if (value.length > LIGHT) this.#isHeavy = true;
      return this.handle.lend(value.length, (address) => {
        memory.bytes.set(value, address);
        return c.sqlite3_bind_blob(this.pointer, index, address, value.length, TRANSIENT);
      });
    }
    throw programmingError(`Error binding parameter ${index}: type '${typeof value}' is not supported`);
  }

  #bindText(index: number, text: string): number {
    if (text.length > LIGHT) {
      this.#isHeavy = true;
      return this.handle.lend(text.length * 3, (address) => this.#bindTextAt(index, text, address));
    }
    return this.#bindTextAt(index, text, this.handle.scratch(text.length * 3));
  }

  #bindTextAt(index: number, text: string, address: number): number {
    const { c, memory } = this.handle;
    return c.sqlite3_bind_text(this.pointer, index, address, memory.writeText(text, address), TRANSIENT);
  }

  #bindWide(index: number, value: bigint): number {
    if (value > MAX_INT64 || value < -MAX_INT64 - 1n) {
      throw new DatabaseError('DataError', {
        code: 'SQLITE_TOOBIG',
        message: `Error binding parameter ${index}: ${value} does not fit into SQLite's 64-bit INTEGER`,
      });
    }
    const code = this.handle.c.sqlite3_bind_int(this.pointer, index, 0);
    if (code === Code.OK) widenParameter(this.handle.memory, this.pointer, index, value);
    return code;
  }
}
