import type { DatabaseError, DatabaseErrorName } from '../../databases/errors';
import { DriverError } from './driver';

/** asyncpg's classes for SQLSTATEs (asyncpg/exceptions). Others have the class of their first two characters. */
const CLASSES: Readonly<Record<string, string>> = {
  '0A000': 'FeatureNotSupportedError', '21000': 'CardinalityViolationError', '22001': 'StringDataRightTruncationError', '22003': 'NumericValueOutOfRangeError',
  '22004': 'NullValueNotAllowedError', '22007': 'InvalidDatetimeFormatError', '22008': 'DatetimeFieldOverflowError', '22012': 'DivisionByZeroError',
  '22023': 'InvalidParameterValueError', '2201B': 'InvalidRegularExpressionError', '2201E': 'InvalidArgumentForLogarithmError', '22026': 'StringDataLengthMismatchError',
  '22P02': 'InvalidTextRepresentationError', '22P03': 'InvalidBinaryRepresentationError', '23001': 'RestrictViolationError', '23502': 'NotNullViolationError',
  '23503': 'ForeignKeyViolationError', '23505': 'UniqueViolationError', '23514': 'CheckViolationError', '23P01': 'ExclusionViolationError',
  '25001': 'ActiveSQLTransactionError', '25006': 'ReadOnlySQLTransactionError', '25P01': 'NoActiveSQLTransactionError', '25P02': 'InFailedSQLTransactionError',
  '2BP01': 'DependentObjectsStillExistError', '3B001': 'InvalidSavepointSpecificationError', '3D000': 'InvalidCatalogNameError', '3F000': 'InvalidSchemaNameError',
  '40001': 'SerializationError', '40P01': 'DeadlockDetectedError', '42501': 'InsufficientPrivilegeError', '42601': 'PostgresSyntaxError', '42602': 'InvalidNameError',
  '42622': 'NameTooLongError', '42701': 'DuplicateColumnError', '42702': 'AmbiguousColumnError', '42703': 'UndefinedColumnError', '42704': 'UndefinedObjectError',
  '42710': 'DuplicateObjectError', '42712': 'DuplicateAliasError', '42723': 'DuplicateFunctionError', '42725': 'AmbiguousFunctionError', '42803': 'GroupingError',
  '42804': 'DatatypeMismatchError', '42809': 'WrongObjectTypeError', '42830': 'InvalidForeignKeyError', '42846': 'CannotCoerceError', '42883': 'UndefinedFunctionError',
  '42P01': 'UndefinedTableError', '42P02': 'UndefinedParameterError', '42P06': 'DuplicateSchemaError', '42P07': 'DuplicateTableError', '42P08': 'AmbiguousParameterError',
  '42P10': 'InvalidColumnReferenceError', '42P16': 'InvalidTableDefinitionError', '42P17': 'InvalidObjectDefinitionError', '42P18': 'IndeterminateDatatypeError',
  '42P19': 'InvalidRecursionError', '42P20': 'WindowingError', '42P21': 'CollationMismatchError', '54001': 'StatementTooComplexError', '55000': 'ObjectNotInPrerequisiteStateError',
  '55P03': 'LockNotAvailableError', '57014': 'QueryCanceledError', P0001: 'RaiseError',
}; // prettier-ignore

const FAMILIES: Readonly<Record<string, string>> = {
  '08': 'PostgresConnectionError', '22': 'DataError', '23': 'IntegrityConstraintViolationError', '25': 'InvalidTransactionStateError', '40': 'TransactionRollbackError',
  '42': 'SyntaxOrAccessError', '53': 'InsufficientResourcesError', '54': 'ProgramLimitExceededError', '55': 'ObjectNotInPrerequisiteStateError',
  '57': 'OperatorInterventionError', P0: 'PLPGSQLError', XX: 'InternalServerError',
}; // prettier-ignore

/** SQLAlchemy's asyncpg dialect tells apart only these; all others are its plain `Error`. */
function kindOf(code: string): [kind: DatabaseErrorName | null, name: string] {
  if (code.startsWith('23')) return ['IntegrityError', 'IntegrityError'];
  if (code.startsWith('42')) return ['ProgrammingError', 'ProgrammingError'];
  if (code.startsWith('XX')) return ['InternalError', 'InternalServerError'];
  return [null, 'Error'];
}

/** A refusal by PostgreSQL as SQLAlchemy's asyncpg dialect words it. */
export function asyncpgError(error: DatabaseError): DriverError {
  const [kind, name] = kindOf(error.code);
  const own = CLASSES[error.code] ?? FAMILIES[error.code.slice(0, 2)] ?? 'PostgresError';
  const detail = error.detail === null ? '' : `\nDETAIL:  ${error.detail}`;
  const hint = error.hint === null ? '' : `\nHINT:  ${error.hint}`;
  const message = `<class 'asyncpg.exceptions.${own}'>: ${error.message}${detail}${hint}`;
  return new DriverError(kind, `sqlalchemy.dialects.postgresql.asyncpg.${name}`, message, { cause: error });
}
