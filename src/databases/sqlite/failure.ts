import { DatabaseError, type DatabaseErrorName } from '../errors';
import { codeName, primaryCode, type PrimaryCode } from './result-codes';

/** Exception classes by primary code, as Python's `sqlite3` raises them (Modules/_sqlite/util.c). */
const CLASSES: Partial<Record<PrimaryCode, DatabaseErrorName>> = {
  INTERNAL: 'InternalError',
  NOTFOUND: 'InternalError',
  // Python raises MemoryError here, which is no database error; this is the class for what the engine lacks.
  NOMEM: 'OperationalError',
  ERROR: 'OperationalError',
  PERM: 'OperationalError',
  ABORT: 'OperationalError',
  BUSY: 'OperationalError',
  LOCKED: 'OperationalError',
  READONLY: 'OperationalError',
  INTERRUPT: 'OperationalError',
  IOERR: 'OperationalError',
  FULL: 'OperationalError',
  CANTOPEN: 'OperationalError',
  PROTOCOL: 'OperationalError',
  EMPTY: 'OperationalError',
  SCHEMA: 'OperationalError',
  TOOBIG: 'DataError',
  CONSTRAINT: 'IntegrityError',
  MISMATCH: 'IntegrityError',
  // Python's InterfaceError: the driver was used wrongly.
  MISUSE: 'ProgrammingError',
  RANGE: 'ProgrammingError',
};

/** What SQLite says about a failed statement. */
export interface Failure {
  /** The extended result code. */
  readonly code: number;
  readonly message: string;
  /** Offset into the statement in UTF-16 units. */
  readonly offset: number | null;
}

/** The typed error for what SQLite says. */
export function databaseError({ code, message, offset }: Failure): DatabaseError {
  const primary = primaryCode(code);
  const name = (primary && CLASSES[primary]) ?? 'DatabaseError';
  return new DatabaseError(name, { code: codeName(code), message, offset, ...constraintIn(message) });
}

/** The connection was used as it must not be; worded like Python's `sqlite3`. */
export function programmingError(message: string): DatabaseError {
  return new DatabaseError('ProgrammingError', { code: 'SQLITE_MISUSE', message });
}

/** SQLite tells which constraint failed in the message only: `UNIQUE constraint failed: book.isbn`. */
function constraintIn(message: string): { constraint?: string; table?: string; column?: string | null } {
  const [, kind, what] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)$/s.exec(message) ?? [];
  if (what === undefined) return {};
  if (kind === 'CHECK') return { constraint: what };
  const index = /^index '(.*)'$/s.exec(what)?.[1];
  if (index !== undefined) return { constraint: index };
  const [table, column, ...more] = what.split(/\.|, /);
  return { table, column: more.length === 0 ? column : null };
}
