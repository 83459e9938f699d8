import type { Connection, Database } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Value } from '../../databases/result';
import type { Flow } from '../flow';
import { Decimal } from '../values/decimal';
import { Float } from '../values/exact';
import { ArgumentError } from '../errors';
import { DriverError, type Driver, type DriverConnection, type DriverResult } from './driver';

const LEVELS = ['READ UNCOMMITTED', 'SERIALIZABLE', 'AUTOCOMMIT'];

/** Statements before which Python's `sqlite3` begins a transaction. */
const CHANGES_ROWS = /^\s*(?:insert|update|delete|replace)\b/i;

/** SQLite in the manner of Python's `sqlite3`: a transaction begins with the first statement that changes rows, not before. */
export class SqliteDriver implements Driver {
  constructor(private readonly database: Database) {}

  get version(): string {
    return this.database.version;
  }

  connect(): DriverConnection {
    return new SqliteDriverConnection(this.database.connect());
  }
}

class SqliteDriverConnection implements DriverConnection {
  #autocommit = false;

  constructor(private readonly connection: Connection) {}

  get number(): number {
    return this.connection.number;
  }

  *execute(sql: string, parameters: readonly unknown[]): Flow<DriverResult> {
    const changesRows = CHANGES_ROWS.test(sql);
    try {
      if (changesRows && this.#mustBegin()) yield* this.connection.execute('BEGIN ');
      const result = yield* this.connection.execute(sql, wired(parameters));
      return { columns: result.columns, rows: result.rows, rowCount: result.rowCount !== null && changesRows ? result.rowCount : -1 };
    } catch (error) {
      throw refusal(error);
    }
  }

  *executeMany(sql: string, parameters: readonly (readonly unknown[])[]): Flow<DriverResult> {
    if (CHANGES_ROWS.test(sql) && this.#mustBegin()) yield* told(this.connection.execute('BEGIN '));
    const result = yield* told(this.connection.executeMany(sql, parameters.map(wired)));
    return { columns: result.columns, rows: result.rows, rowCount: result.rowCount ?? -1 };
  }

  #mustBegin(): boolean {
    return !this.#autocommit && !this.connection.inTransaction;
  }

  *lastRowid(): Flow<number | bigint | null> {
    const result = yield* told(this.connection.execute('SELECT last_insert_rowid()'));
    return (result.rows[0]?.[0] as number | bigint | undefined) ?? null;
  }

  *commit(): Flow<void> {
    if (this.connection.inTransaction) yield* told(this.connection.execute('COMMIT'));
  }

  *rollback(): Flow<void> {
    if (this.connection.inTransaction) yield* told(this.connection.execute('ROLLBACK'));
  }

  *setIsolationLevel(level: string | null): Flow<void> {
    if (level !== null && !LEVELS.includes(level)) {
      throw new ArgumentError(`Invalid value '${level}' for isolation_level. Valid isolation levels for 'sqlite' are ${LEVELS.join(', ')}`);
    }
    this.#autocommit = level === 'AUTOCOMMIT';
    if (level !== 'AUTOCOMMIT') yield* told(this.connection.execute(`PRAGMA read_uncommitted = ${level === 'READ UNCOMMITTED' ? 1 : 0}`));
  }

  *isolationLevel(): Flow<string> {
    const result = yield* told(this.connection.execute('PRAGMA read_uncommitted'));
    return result.rows[0]?.[0] === 1 ? 'READ UNCOMMITTED' : 'SERIALIZABLE';
  }

  close(): void {
    this.connection.close();
  }
}

/** Bound values as SQLite takes them: mostly they are so already. */
function wired(values: readonly unknown[]): readonly Value[] {
  return values.every(isWire) ? values : values.map(wire);
}

function isWire(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || value === null;
}

/** A bound value as SQLite takes it. @throws DriverError for what SQLite has no type for, worded as `sqlite3` does */
function wire(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value === null || value === undefined) return null;
  if (value instanceof Float) return value.value;
  if (value instanceof Uint8Array) return value;
  const name = value instanceof Decimal ? 'decimal.Decimal' : value.constructor.name;
  throw new DriverError('ProgrammingError', 'sqlite3.ProgrammingError', `Error binding parameter 1: type '${name}' is not supported`);
}

/** The refusals of the engine as those of `sqlite3`. */
function* told<T>(flow: Flow<T>): Flow<T> {
  try {
    return yield* flow;
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): unknown {
  return error instanceof DatabaseError ? sqliteError(error) : error;
}

/** A refusal by SQLite as `sqlite3` words it. */
export function sqliteError(error: DatabaseError): DriverError {
  return new DriverError(error.name as DriverError['kind'], `sqlite3.${error.name}`, error.message, { cause: error });
}
