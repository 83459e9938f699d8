import { DatabaseError, EngineCrashError } from '../../databases/errors';
import { PyTuple } from '../../python/objects/sequences';
import { builtinException, exceptionType, raised } from '../../python/objects/exceptions';
import type { PyType, Value } from '../../python/objects/object';

const base = exceptionType('DatabaseError', [builtinException('Exception')], 'savepoint');
const names = ['DataError', 'IntegrityError', 'InternalError', 'NotSupportedError', 'OperationalError', 'ProgrammingError'];

/** The exceptions of DB-API 2.0 (PEP 249) by name, as `from savepoint import IntegrityError` finds them. */
export const databaseExceptions: ReadonlyMap<string, PyType> = new Map([['DatabaseError', base], ...names.map((name) => [name, exceptionType(name, [base], 'savepoint')] as const)]);

/** What Python code may catch of a statement that failed; other errors stay what they are. Its attribute `code` is the SQLSTATE or SQLite's name. */
export function toPythonError(error: unknown): unknown {
  if (!(error instanceof DatabaseError) && !(error instanceof EngineCrashError)) return error;
  const name = error instanceof DatabaseError ? error.name : 'OperationalError';
  const exception = raised(databaseExceptions.get(name) ?? base, error.message);
  exception.exception.args = new PyTuple([error.message]);
  const fields: readonly (readonly [string, Value])[] = error instanceof DatabaseError ? [['code', error.code], ['detail', error.detail], ['hint', error.hint], ['constraint', error.constraint]] : [['code', null]];
  exception.exception.attributes = new Map(fields);
  return exception;
}
