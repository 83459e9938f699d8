import type { DatabaseErrorName } from '../databases/errors';

/** Where SQLAlchemy's errors are explained; each message that has a page ends with its address. */
const BACKGROUND = 'https://sqlalche.me/e/21/';

/** Root of all errors of this library. Names and texts are SQLAlchemy's (`sqlalchemy.exc`). */
export class SqlAlchemyError extends Error {
  override readonly name: string = 'SQLAlchemyError';
  /** The page that explains the error, null where it has none. */
  readonly code: string | null;
  /** What the message was before the address of its page. */
  readonly text: string;

  constructor(text: string, code: string | null = null) {
    super(code === null ? text : `${text} (Background on this error at: ${BACKGROUND}${code})`);
    this.text = text;
    this.code = code;
  }
}

/** An invalid argument: of the wrong kind, or in a wrong combination. */
export class ArgumentError extends SqlAlchemyError {
  override readonly name: string = 'ArgumentError';
}

/** A dialect that does not exist. */
export class NoSuchModuleError extends ArgumentError {
  override readonly name: string = 'NoSuchModuleError';
}

/** A table has a column of that name already. */
export class DuplicateColumnError extends ArgumentError {
  override readonly name: string = 'DuplicateColumnError';
}

/** No foreign key links two tables that are to be joined. */
export class NoForeignKeysError extends ArgumentError {
  override readonly name: string = 'NoForeignKeysError';
}

/** More than one foreign key links two tables that are to be joined. */
export class AmbiguousForeignKeysError extends ArgumentError {
  override readonly name: string = 'AmbiguousForeignKeysError';
}

/** Something was asked for that cannot be done in the state that things are in. */
export class InvalidRequestError extends SqlAlchemyError {
  override readonly name: string = 'InvalidRequestError';
}

/** A table that reflection or a foreign key looks for does not exist. */
export class NoSuchTableError extends InvalidRequestError {
  override readonly name: string = 'NoSuchTableError';
}

/** A column that a foreign key names does not exist. */
export class NoReferenceError extends InvalidRequestError {
  override readonly name: string = 'NoReferenceError';
  constructor(
    text: string,
    readonly tableName: string,
    code: string | null = null,
  ) {
    super(text, code);
  }
}

/** The table that a foreign key names is not in the metadata. */
export class NoReferencedTableError extends NoReferenceError {
  override readonly name: string = 'NoReferencedTableError';
}

/** The column that a foreign key names is not in its table. */
export class NoReferencedColumnError extends NoReferenceError {
  override readonly name: string = 'NoReferencedColumnError';
}

/** A name that a row does not have. */
export class NoSuchColumnError extends InvalidRequestError {
  override readonly name: string = 'NoSuchColumnError';
}

/** A row was required, and there was none. */
export class NoResultFound extends InvalidRequestError {
  override readonly name: string = 'NoResultFound';
}

/** One row was required, and there were more. */
export class MultipleResultsFound extends InvalidRequestError {
  override readonly name: string = 'MultipleResultsFound';
}

/** A transaction failed and must be rolled back first. */
export class PendingRollbackError extends InvalidRequestError {
  override readonly name: string = 'PendingRollbackError';
}

/** Nothing tells which database a session's statement is for. */
export class UnboundExecutionError extends InvalidRequestError {
  override readonly name: string = 'UnboundExecutionError';
}

/** A connection or result that is closed was used. */
export class ResourceClosedError extends InvalidRequestError {
  override readonly name: string = 'ResourceClosedError';
}

/** `await` is needed where a statement must wait. */
export class MissingGreenlet extends InvalidRequestError {
  override readonly name: string = 'MissingGreenlet';
}

/** A statement cannot be turned into SQL. */
export class CompileError extends SqlAlchemyError {
  override readonly name: string = 'CompileError';
}

/** The dialect has no way to say something. */
export class UnsupportedCompilationError extends CompileError {
  override readonly name: string = 'UnsupportedCompilationError';
}

/** An identifier is longer than the database allows. */
export class IdentifierError extends SqlAlchemyError {
  override readonly name: string = 'IdentifierError';
}

/** Tables refer to each other in a circle, or objects depend on each other in one. */
export class CircularDependencyError extends SqlAlchemyError {
  override readonly name: string = 'CircularDependencyError';
  constructor(
    text: string,
    readonly cycles: readonly unknown[],
    readonly edges: readonly unknown[],
  ) {
    super(text);
  }
}

/** A dialect cannot express an operation (Python's NotImplementedError). */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';
}

/** Truth of an expression and other uses that Python calls a TypeError. */
export class ExpressionTypeError extends TypeError {}

/** A statement, and what it was executed with, as it is told with an error. */
export interface FailedStatement {
  readonly statement: string | null;
  /** The parameters as the log shows them; null where they are not shown. */
  readonly parameters: string | null;
  /** The engine's log does not show parameters. */
  readonly parametersHidden?: boolean;
  /** Told in front: why the statement was run when its writer did not ask for it. */
  readonly details?: readonly string[];
}

/** An error while a statement was executed. Its message shows the statement and its parameters. */
export class StatementError extends SqlAlchemyError {
  override readonly name: string = 'StatementError';

  #failed: FailedStatement;
  readonly #said: string;

  constructor(
    text: string,
    failed: FailedStatement,
    readonly orig: unknown,
    /** The page that explains it. */
    readonly errorCode: string | null = null,
  ) {
    super(statementMessage(text, failed, errorCode));
    this.#failed = failed;
    this.#said = text;
  }

  /** What went wrong, without the statement. */
  get said(): string {
    return this.#said;
  }

  /** The statement, and what it was executed with. */
  get failed(): FailedStatement {
    return this.#failed;
  }

  /** Tells more in front of the message: why the statement was run. */
  addDetail(detail: string): void {
    this.#failed = { ...this.#failed, details: [...(this.#failed.details ?? []), detail] };
    this.message = statementMessage(this.#said, this.#failed, this.errorCode);
  }

  /** The SQL text, null where there was none. */
  get statement(): string | null {
    return this.failed.statement;
  }
}

function statementMessage(text: string, failed: FailedStatement, code: string | null): string {
  const lines = [...(failed.details ?? []).map((detail) => `(${detail})`), text];
  if (failed.statement !== null && failed.statement !== '') {
    lines.push(`[SQL: ${failed.statement}]`);
    if (failed.parametersHidden === true) lines.push('[SQL parameters hidden due to hide_parameters=True]');
    else if (failed.parameters !== null) lines.push(`[parameters: ${failed.parameters}]`);
  }
  if (code !== null) lines.push(`(Background on this error at: ${BACKGROUND}${code})`);
  return lines.join('\n');
}

/** The driver refused a statement. */
export class DbApiError extends StatementError {
  override readonly name: string = 'DBAPIError';
  /** True when the connection was lost with it. */
  connectionInvalidated = false;
}

export class InterfaceError extends DbApiError {
  override readonly name: string = 'InterfaceError';
}

export class DatabaseApiError extends DbApiError {
  override readonly name: string = 'DatabaseError';
}

export class DataError extends DatabaseApiError {
  override readonly name: string = 'DataError';
}

export class OperationalError extends DatabaseApiError {
  override readonly name: string = 'OperationalError';
}

export class IntegrityError extends DatabaseApiError {
  override readonly name: string = 'IntegrityError';
}

export class InternalError extends DatabaseApiError {
  override readonly name: string = 'InternalError';
}

export class ProgrammingError extends DatabaseApiError {
  override readonly name: string = 'ProgrammingError';
}

export class NotSupportedError extends DatabaseApiError {
  override readonly name: string = 'NotSupportedError';
}

type DbApiErrorClass = new (text: string, failed: FailedStatement, orig: unknown, code: string) => DbApiError;

const DBAPI_ERRORS: Readonly<Record<DatabaseErrorName, readonly [DbApiErrorClass, string]>> = {
  DatabaseError: [DatabaseApiError, '4xp6'],
  DataError: [DataError, '9h9h'],
  IntegrityError: [IntegrityError, 'gkpj'],
  InternalError: [InternalError, '2j85'],
  NotSupportedError: [NotSupportedError, 'tw8g'],
  OperationalError: [OperationalError, 'e3q8'],
  ProgrammingError: [ProgrammingError, 'f405'],
};

/**
 * The error for a refusal by the driver.
 * @param text what the driver said, with the driver's class in front: `(sqlite3.IntegrityError) UNIQUE …`
 */
export function dbApiError(name: DatabaseErrorName, text: string, failed: FailedStatement, orig: unknown): DbApiError {
  const [errorClass, code] = DBAPI_ERRORS[name];
  return new errorClass(text, failed, orig, code);
}
