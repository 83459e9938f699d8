import type { Value } from '../objects/object';

/**
 * Classes that programs name in annotations and for `isinstance()`, by the modules that have them. Each is bound somewhere
 * under this name.
 */
export const boundNames: Readonly<Record<string, string>> = {
  sqlalchemy: 'AggregateOrderBy ClauseList FrozenResult GenerativeSelect Inspector MappingResult NestedTransaction RootTransaction RowMapping ScalarResult SelectBase UpdateBase ColumnCollection ExceptionContext ExecutionContext PoolProxiedConnection TableValuedColumn ColumnOperators Operators CheckFirst FunctionElement',
  'sqlalchemy.sql': 'TableValuedColumn ColumnCollection CheckFirst DDL DDLElement ExecutableDDLElement',
  'sqlalchemy.sql.expression': 'ClauseList GenerativeSelect SelectBase UpdateBase ColumnCollection TableValuedColumn ColumnOperators Operators',
  'sqlalchemy.sql.elements': 'ClauseList TableValuedColumn',
  'sqlalchemy.sql.selectable': 'GenerativeSelect SelectBase',
  'sqlalchemy.sql.base': 'ColumnCollection ReadOnlyColumnCollection',
  'sqlalchemy.sql.dml': 'UpdateBase',
  'sqlalchemy.schema': 'CheckFirst',
  'sqlalchemy.engine': 'FrozenResult Inspector NestedTransaction RootTransaction ExceptionContext ExecutionContext CursorResult',
  'sqlalchemy.engine.reflection': 'Inspector',
  'sqlalchemy.engine.interfaces': 'ExceptionContext ExecutionContext',
  'sqlalchemy.engine.default': 'DefaultExecutionContext',
  'sqlalchemy.pool': 'PoolResetState PoolProxiedConnection',
  'sqlalchemy.orm':
    'AppenderQuery AttributeState ClassManager InstanceState MappedColumn MappedSQLExpression ORMExecuteState QueryContext RelationshipDirection LoaderCallableStatus SessionTransactionOrigin UOWTransaction WriteOnlyCollection AttributeEventToken InspectionAttrExtensionType InstrumentedAttribute LoaderCriteriaOption',
  'sqlalchemy.orm.collections': 'CollectionAdapter',
}; // prettier-ignore

/** Some classes are bound under another name than programs import them by. */
export const aliases: Readonly<Record<string, string>> = { ExceptionContext: 'ExceptionContextImpl', ColumnCollection: 'ReadOnlyColumnCollection', ExecutionContext: 'DefaultExecutionContext', PoolProxiedConnection: '_ConnectionFairy' };

/** The classes of {@link boundNames} of a module. @param classes all that are bound, by name */
export function boundIn(module: string, classes: ReadonlyMap<string, Value>): Record<string, Value> {
  const names = boundNames[module];
  if (names === undefined) return {};
  return Object.fromEntries(names.split(' ').flatMap((name) => {
    const found = classes.get(aliases[name] ?? name);
    return found === undefined ? [] : [[name, found] as const];
  }));
}
