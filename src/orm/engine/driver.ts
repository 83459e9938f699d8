import type { DatabaseErrorName } from '../../databases/errors';
import type { Flow } from '../flow';

/** A column of a result as the driver tells it. */
export interface DriverColumn {
  readonly name: string;
  /** The type as the database names it; empty where it has none. */
  readonly type: string;
}

/** What the driver gives for one execution. */
export interface DriverResult {
  /** Empty when the statement returns no rows. */
  readonly columns: readonly DriverColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** Rows that the statement changed or gave; -1 where nobody knows. */
  readonly rowCount: number;
}

/** What a transaction is begun with. */
export interface TransactionStart {
  /** In upper case, as the database names it; null for its default. */
  readonly isolationLevel: string | null;
}

/** One session with a database, in DB-API's manner: transactions begin by themselves unless it is in autocommit mode. */
export interface DriverConnection {
  /** Tells sessions on one database apart, from 1. */
  readonly number: number;
  /**
   * @param parameters as bind processing made them
   * @param repeats the statement before it was the same, with other parameters
   */
  execute(sql: string, parameters: readonly unknown[], repeats?: boolean): Flow<DriverResult>;
  executeMany(sql: string, parameters: readonly (readonly unknown[])[]): Flow<DriverResult>;
  /** The number that SQLite gave to the last row inserted; null for databases without such numbers. */
  lastRowid(): Flow<number | bigint | null>;
  commit(): Flow<void>;
  rollback(): Flow<void>;
  /** `AUTOCOMMIT`, or a level of the database; null for its default. */
  setIsolationLevel(level: string | null): Flow<void>;
  isolationLevel(): Flow<string>;
  close(): void;
}

/** A database, as far as an engine needs to know it. */
export interface Driver {
  connect(): DriverConnection;
  /** What the database calls itself, with its version. */
  readonly version: string;
}

/** The driver refused something. Its text is worded as that of the driver which SQLAlchemy would use. */
export class DriverError extends Error {
  constructor(
    /** DB-API's class for it; null where the driver has only its base class. */
    readonly kind: DatabaseErrorName | null,
    /** `sqlite3.IntegrityError`: stands in parentheses in front of the message. */
    readonly qualifiedName: string,
    message: string,
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.name = qualifiedName.split('.').pop() ?? 'Error';
  }
}
