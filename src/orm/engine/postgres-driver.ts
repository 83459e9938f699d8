import type { Connection, Database } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Value } from '../../databases/result';
import { arrayText } from '../dialect/array-text';
import { ArgumentError } from '../errors';
import type { Flow } from '../flow';
import { Decimal } from '../values/decimal';
import { Float, UuidValue } from '../values/exact';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../values/temporal';
import { fromJsDate } from '../values/python-repr';
import { asyncpgError } from './asyncpg-errors';
import type { Driver, DriverConnection, DriverResult } from './driver';

const LEVELS = ['AUTOCOMMIT', 'READ COMMITTED', 'READ UNCOMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];

/** PostgreSQL in the manner of SQLAlchemy's asyncpg dialect: a transaction begins with the first statement. */
export class PostgresDriver implements Driver {
  constructor(private readonly database: Database) {}

  get version(): string {
    return this.database.version;
  }

  connect(): DriverConnection {
    return new PostgresDriverConnection(this.database.connect());
  }
}

class PostgresDriverConnection implements DriverConnection {
  #level: string | null = null;

  constructor(private readonly connection: Connection) {}

  get number(): number {
    return this.connection.number;
  }

  *execute(sql: string, parameters: readonly unknown[], repeats = false): Flow<DriverResult> {
    yield* this.#begin();
    const result = yield* told(this.connection.execute(sql, parameters.map(wire), { repeats }));
    return { columns: result.columns, rows: result.rows, rowCount: result.rowCount ?? -1 };
  }

  *executeMany(sql: string, parameters: readonly (readonly unknown[])[]): Flow<DriverResult> {
    yield* this.#begin();
    const result = yield* told(this.connection.executeMany(sql, parameters.map((set) => set.map(wire))));
    return { columns: result.columns, rows: result.rows, rowCount: result.rowCount ?? -1 };
  }

  *#begin(): Flow<void> {
    if (this.#level === 'AUTOCOMMIT' || this.connection.inTransaction) return;
    yield* told(this.connection.execute(this.#level === null ? 'BEGIN;' : `BEGIN ISOLATION LEVEL ${this.#level};`));
  }

  // eslint-disable-next-line require-yield -- PostgreSQL has no such number: nothing is asked.
  *lastRowid(): Flow<null> {
    return null;
  }

  *commit(): Flow<void> {
    if (this.connection.inTransaction) yield* told(this.connection.execute('COMMIT;'));
  }

  *rollback(): Flow<void> {
    if (this.connection.inTransaction) yield* told(this.connection.execute('ROLLBACK;'));
  }

  // eslint-disable-next-line require-yield -- It is said when the next transaction begins.
  *setIsolationLevel(level: string | null): Flow<void> {
    if (level !== null && !LEVELS.includes(level)) {
      throw new ArgumentError(`Invalid value '${level}' for isolation_level. Valid isolation levels for 'postgresql' are ${LEVELS.join(', ')}`);
    }
    this.#level = level;
  }

  *isolationLevel(): Flow<string> {
    if (this.#level !== null && this.#level !== 'AUTOCOMMIT') return this.#level;
    const result = yield* told(this.connection.execute('show transaction isolation level'));
    return String(result.rows[0]?.[0] ?? '').toUpperCase();
  }

  close(): void {
    this.connection.close();
  }
}

/** A bound value as the wire takes it: PostgreSQL reads the text of what JavaScript has no type for. */
function wire(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return arrayText(value as readonly unknown[], itemText);
  return textOf(value);
}

function itemText(value: unknown): string {
  if (value instanceof Uint8Array) return `\\x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  return typeof value === 'object' && value !== null ? textOf(value) : String(value);
}

function textOf(value: object): string {
  if (value instanceof Decimal || value instanceof PlainDate || value instanceof PlainTime || value instanceof PlainDateTime || value instanceof UuidValue) return value.toString();
  if (value instanceof TimeSpan) return `${value.days} days ${value.seconds} seconds ${value.microseconds} microseconds`;
  if (value instanceof Date) return fromJsDate(value).toString();
  return JSON.stringify(value);
}

/** The refusals of the server as those of asyncpg. */
function* told<T>(flow: Flow<T>): Flow<T> {
  try {
    return yield* flow;
  } catch (error) {
    if (error instanceof DatabaseError) throw asyncpgError(error);
    throw error;
  }
}
