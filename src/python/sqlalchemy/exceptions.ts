import { nameText } from './arguments';
import { WouldWaitError } from '../../databases/flow';
import { DriverError } from '../../orm/engine/driver';
import { DbApiError, SqlAlchemyError, StatementError } from '../../orm/errors';
import { addMembers } from '../native/define';
import { PyException, Raised } from '../objects/exception';
import { builtinException, exceptionType, makeException } from '../objects/exceptions';
import type { PyType, Value } from '../objects/object';

/** SQLAlchemy's exceptions: module, base, names. A name that stands further up in the list is the base's. */
const hierarchy: readonly (readonly [module: string, base: string, names: string])[] = [
  ['sqlalchemy.exc', 'Exception', 'HasDescriptionCode'],
  ['sqlalchemy.exc', 'HasDescriptionCode', 'SQLAlchemyError'],
  ['sqlalchemy.exc', 'SQLAlchemyError', 'ArgumentError CompileError IdentifierError CircularDependencyError InvalidRequestError StatementError DisconnectionError TimeoutError UnboundExecutionError InvalidatePoolError'],
  ['sqlalchemy.exc', 'ArgumentError', 'DuplicateColumnError ObjectNotExecutableError NoSuchModuleError NoForeignKeysError AmbiguousForeignKeysError ConstraintColumnNotFoundError'],
  ['sqlalchemy.exc', 'CompileError', 'UnsupportedCompilationError'],
  [
    'sqlalchemy.exc',
    'InvalidRequestError',
    'NoInspectionAvailable PendingRollbackError ResourceClosedError NoSuchColumnError NoResultFound MultipleResultsFound NoReferenceError AwaitRequired MissingGreenlet NoSuchTableError UnreflectableTableError IllegalStateChangeError AmbiguousColumnError NoDBAPILoaded',
  ],
  ['sqlalchemy.exc', 'NoReferenceError', 'NoReferencedTableError NoReferencedColumnError'],
  ['sqlalchemy.exc', 'StatementError', 'DBAPIError'],
  ['sqlalchemy.exc', 'DBAPIError', 'InterfaceError DatabaseError'],
  ['sqlalchemy.exc', 'DatabaseError', 'DataError OperationalError IntegrityError InternalError ProgrammingError NotSupportedError'],
  ['sqlalchemy.orm.exc', 'SQLAlchemyError', 'StaleDataError FlushError DetachedInstanceError LoaderStrategyException'],
  ['sqlalchemy.orm.exc', 'InvalidRequestError', 'UnmappedError ObjectDeletedError UnmappedColumnError ObjectDereferencedError MappedAnnotationError'],
  ['sqlalchemy.orm.exc', 'UnmappedError', 'UnmappedInstanceError UnmappedClassError'],
  ['sqlalchemy.exc', 'DeprecationWarning', 'SADeprecationWarning LegacyAPIWarning MovedIn20Warning'],
  ['sqlalchemy.exc', 'PendingDeprecationWarning', 'SAPendingDeprecationWarning'],
  ['sqlalchemy.exc', 'RuntimeWarning', 'SAWarning'],
];

const types = new Map<string, PyType>();
for (const [module, base, names] of hierarchy) {
  for (const name of names.split(' ')) types.set(name, exceptionType(name, [types.get(base) ?? builtinException(base)], module));
}

addMembers(exceptionNamed('SQLAlchemyError'), {
  accepts: (value) => value instanceof PyException,
  methods: { '__str__()': (self) => self.fields.get('message') ?? (self.args.items.length === 1 ? nameText(self.args.items[0] ?? null) : '') },
  attributes: { code: (self) => self.fields.get('code') ?? null },
});
addMembers<PyException>(exceptionNamed('StatementError'), {
  accepts: (value): value is PyException => value instanceof PyException,
  attributes: Object.fromEntries(['statement', 'params', 'orig', 'connection_invalidated', 'hide_parameters', 'detail'].map((name) => [name, (self: PyException) => self.fields.get(name) ?? null])),
});

/** One of SQLAlchemy's exception classes. */
export function exceptionNamed(name: string): PyType {
  return types.get(name) ?? builtinException('Exception');
}

/** The exception classes of a module, by name. `sqlalchemy.orm.exc` has some of `sqlalchemy.exc`, too. */
export function exceptionsOf(module: 'sqlalchemy.exc' | 'sqlalchemy.orm.exc'): Record<string, Value> {
  const own = [...types].filter(([, type]) => type.module === module);
  const shared = module === 'sqlalchemy.orm.exc' ? ['NoResultFound', 'MultipleResultsFound', 'NoForeignKeysError'].map((name) => [name, exceptionNamed(name)] as const) : [];
  const older = module === 'sqlalchemy.orm.exc' ? [['ConcurrentModificationError', exceptionNamed('StaleDataError')] as const] : [];
  return Object.fromEntries([...own, ...shared, ...older]);
}

/** Errors of the ORM that Python has its own classes for. */
const builtinNames: Readonly<Record<string, string>> = { NotImplementedError: 'NotImplementedError', AssertionError: 'AssertionError' };

/** The bases of DB-API's exceptions (PEP 249). */
const driverBases: Readonly<Partial<Record<string, string>>> = {
  DatabaseError: 'Error', InterfaceError: 'Error', DataError: 'DatabaseError', OperationalError: 'DatabaseError', IntegrityError: 'DatabaseError', InternalError: 'DatabaseError',
  ProgrammingError: 'DatabaseError', NotSupportedError: 'DatabaseError',
}; // prettier-ignore

/** Drivers' exceptions by qualified name, made when they are first raised. */
const driverTypes = new Map<string, PyType>();

function driverType(qualified: string): PyType {
  let type = driverTypes.get(qualified);
  if (type === undefined) {
    const dot = qualified.lastIndexOf('.');
    const module = dot < 0 ? 'builtins' : qualified.slice(0, dot);
    const name = qualified.slice(dot + 1);
    const base = driverBases[name];
    type = exceptionType(name, [base === undefined ? builtinException('Exception') : driverType(`${module}.${base}`)], module);
    driverTypes.set(qualified, type);
  }
  return type;
}

function driverException(error: DriverError): PyException {
  return makeException(driverType(error.qualifiedName), error.message);
}

function original(error: unknown): Value {
  if (error instanceof Raised) return error.exception;
  if (error instanceof DriverError) return driverException(error);
  const raised = pythonError(error);
  if (raised instanceof Raised) return raised.exception;
  return error instanceof Error ? makeException(builtinException('Exception'), error.message) : null;
}

const made = new WeakMap<Error, Raised>();

/**
 * What Python sees of an error of the ORM: an exception of SQLAlchemy's class of that name, with its message. Errors that no
 * program is to see (a stop, a fault of the evaluator) are given back as they are.
 */
export function pythonError(error: unknown): unknown {
  if (error instanceof Raised || !(error instanceof Error)) return error;
  const known = made.get(error);
  if (known) return known;
  const raised = translated(error);
  if (raised) made.set(error, raised);
  return raised ?? error;
}

function translated(error: Error): Raised | null {
  if (error instanceof SqlAlchemyError) return new Raised(alchemyException(error));
  // What a handler of the program was told by the driver itself.
  if (error instanceof DriverError) return new Raised(driverException(error));
  const builtin = builtinNames[error.name];
  if (builtin !== undefined) return new Raised(makeException(builtinException(builtin), error.message));
  if (error instanceof WouldWaitError || error instanceof SyntaxError) return null;
  if (error instanceof TypeError) return new Raised(makeException(builtinException('TypeError'), error.message));
  if (error instanceof RangeError) {
    const type = error.message.includes('index out of range') ? 'IndexError' : error.message.includes('defined enum values') ? 'LookupError' : 'ValueError';
    return new Raised(makeException(builtinException(type), error.message));
  }
  return null;
}

function alchemyException(error: SqlAlchemyError): PyException {
  const exception = makeException(types.get(error.name) ?? exceptionNamed('SQLAlchemyError'), error instanceof StatementError ? error.said : error.text);
  exception.fields.set('message', error.message);
  exception.fields.set('code', error.code);
  if (error instanceof StatementError) {
    exception.fields.set('code', error.errorCode);
    exception.fields.set('statement', error.statement);
    exception.fields.set('params', error.failed.parameters);
    exception.fields.set('orig', original(error.orig));
    if (error instanceof DbApiError) exception.fields.set('connection_invalidated', error.connectionInvalidated);
    const cause = exception.fields.get('orig');
    if (cause instanceof PyException) exception.cause = cause;
  }
  return exception;
}

/** One of SQLAlchemy's exceptions, to be thrown. @param code of the page that explains it */
export function raise(name: string, message: string, code: string | null = null): Raised {
  const exception = makeException(exceptionNamed(name), message);
  exception.fields.set('message', new SqlAlchemyError(message, code).message);
  exception.fields.set('code', code);
  return new Raised(exception);
}
