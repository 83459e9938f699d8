import type { LinearMemory } from './runtime/linear-memory';

/**
 * Where SQLite 3.54.1, as sql.js 1.16.0 compiles it, keeps what its missing exports would tell.
 * {@link selfCheck} tries every one of these when a database is opened.
 */
const SQLITE3 = {
  errCode: 64,
  errByteOffset: 68,
  autoCommit: 85,
  xProgress: 380,
  pProgressArg: 384,
  nProgressOps: 388,
} as const;
const VDBE = { nVar: 16, aVar: 100, aColName: 116 } as const;
const MEM = { size: 40, text: 8, flags: 16, isText: 2 } as const;


/**
 * Settings of `struct Sqlite3Config`, one after the other from `mxStrlen` on, as the build has them:
 * by them the struct is found, whose `bOpenUri` stands six bytes before.
 */
const CONFIGURATION = [0x7ffffffe, 0, 1200, 40, 65_536] as const;
const OPEN_URI = -6;
/** Static data lies at the beginning of memory. */
const STATIC_DATA = 2 ** 18;

/**
 * Has sqlite3_open take URIs while `open` runs: the one way to a shared cache that this build
 * leaves, since SQLITE_CONFIG_URI and sqlite3_enable_shared_cache cannot be called.
 * @returns null when the setting cannot be found
 */
export function takingUris<T>(memory: LinearMemory, open: () => T): T | null {
  const last = Math.min(STATIC_DATA, memory.view.byteLength) - CONFIGURATION.length * 4;
  const places: number[] = [];
  for (let at = 0; at < last; at += 4) {
    if (CONFIGURATION.every((value, index) => memory.view.getUint32(at + index * 4, true) === value)) places.push(at + OPEN_URI);
  }
  const [place, ...more] = places;
  if (place === undefined || more.length > 0 || memory.bytes[place] !== 0) return null;
  memory.bytes[place] = 1;
  try {
    return open();
  } finally {
    memory.bytes[place] = 0;
  }
}

/** sqlite3_get_autocommit: false inside a transaction. */
export function autoCommit(memory: LinearMemory, db: number): boolean {
  return memory.bytes[db + SQLITE3.autoCommit] !== 0;
}

/** sqlite3_extended_errcode */
export function extendedCode(memory: LinearMemory, db: number): number {
  return memory.view.getInt32(db + SQLITE3.errCode, true);
}

/** sqlite3_error_offset: in bytes of UTF-8, -1 where the error has no place. */
export function errorByteOffset(memory: LinearMemory, db: number): number {
  return memory.view.getInt32(db + SQLITE3.errByteOffset, true);
}

/** Forgets the place of the last error: SQLite keeps it over errors that have none. */
export function clearErrorByteOffset(memory: LinearMemory, db: number): void {
  memory.view.setInt32(db + SQLITE3.errByteOffset, -1, true);
}

/** sqlite3_progress_handler: `callback` is asked every `steps` steps of the virtual machine, non-zero interrupts. */
export function setProgressHandler(memory: LinearMemory, db: number, steps: number, callback: number): void {
  memory.view.setUint32(db + SQLITE3.xProgress, callback, true);
  memory.view.setUint32(db + SQLITE3.pProgressArg, 0, true);
  memory.view.setUint32(db + SQLITE3.nProgressOps, steps, true);
}

/** sqlite3_bind_parameter_count */
export function parameterCount(memory: LinearMemory, statement: number): number {
  return memory.view.getInt16(statement + VDBE.nVar, true);
}

/** Turns a parameter (from 1) that is bound to a small integer into one that is bound to `value`: sqlite3_bind_int64. */
export function widenParameter(memory: LinearMemory, statement: number, index: number, value: bigint): void {
  const values = memory.view.getUint32(statement + VDBE.aVar, true);
  memory.view.setBigInt64(values + (index - 1) * MEM.size, value, true);
}

/** Where the names and types of columns stand: somewhere else after every change of the schema that SQLite noticed. */
export function columnNames(memory: LinearMemory, statement: number): number {
  return memory.view.getUint32(statement + VDBE.aColName, true);
}

/** sqlite3_column_decltype, `''` for an expression. Names of all columns come first in the array, then their types. */
export function declaredType(memory: LinearMemory, statement: number, column: number, columns: number): string {
  const type = columnNames(memory, statement) + (columns + column) * MEM.size;
  // An expression's entry is NULL, and then what its text points to was never set.
  if ((memory.view.getUint16(type + MEM.flags, true) & MEM.isText) === 0) return '';
  return memory.cString(memory.view.getUint32(type + MEM.text, true));
}
