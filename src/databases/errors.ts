import type { Notice } from './result';

/** Facts about a failed statement, as the engine told them. */
export interface DatabaseErrorFields {
  /** SQLSTATE for PostgreSQL (`23505`), the name of the extended result code for SQLite (`SQLITE_CONSTRAINT_UNIQUE`). */
  readonly code: string;
  readonly message: string;
  /** PostgreSQL's severity; `ERROR` for SQLite. */
  readonly severity?: string;
  readonly detail?: string | null;
  readonly hint?: string | null;
  /** Offset into the statement's text of what is wrong, in UTF-16 units from 0; null where the engine does not say. */
  readonly offset?: number | null;
  readonly constraint?: string | null;
  readonly table?: string | null;
  readonly column?: string | null;
  /** PostgreSQL's CONTEXT lines. */
  readonly context?: string | null;
}

/** The engine refused a statement. `name` is DB-API's class for the code: `IntegrityError`, `ProgrammingError`, … */
export class DatabaseError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly offset: number | null;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly context: string | null;
  /** What the server had said before the statement failed. */
  notices: readonly Notice[] = [];

  constructor(name: DatabaseErrorName, fields: DatabaseErrorFields) {
    super(fields.message);
    this.name = name;
    this.code = fields.code;
    this.severity = fields.severity ?? 'ERROR';
    this.detail = fields.detail ?? null;
    this.hint = fields.hint ?? null;
    this.offset = fields.offset ?? null;
    this.constraint = fields.constraint ?? null;
    this.table = fields.table ?? null;
    this.column = fields.column ?? null;
    this.context = fields.context ?? null;
  }
}

/** The exception classes of Python's DB-API 2.0 (PEP 249), by which notes and SQLAlchemy name database errors. */
export type DatabaseErrorName =
  | 'DatabaseError'
  | 'DataError'
  | 'IntegrityError'
  | 'InternalError'
  | 'NotSupportedError'
  | 'OperationalError'
  | 'ProgrammingError';

/** A statement was stopped from outside before it ended. Its connection stays usable. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  constructor(message = 'the statement was interrupted') {
    super(message);
  }
}

/** The engine itself broke (out of memory, an aborted instance): its database is lost and must be opened anew. */
export class EngineCrashError extends Error {
  override readonly name = 'EngineCrashError';
}
