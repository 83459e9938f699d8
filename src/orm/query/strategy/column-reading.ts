import type { Mapper } from '../../map/mapper';
import type { ColumnProperty } from '../../map/property';
import { Label, Null, type ColumnElement } from '../../sql/elements';
import type { LoadScope } from './load-scope';

/** What a statement does about an attribute with columns: reads them, leaves them for later, or for good, or reads an expression instead. */
export type ColumnReading = 'columns' | 'deferred' | 'nothing' | ColumnElement;

/**
 * Whether an attribute is read with its object: as options say, or else the mapping.
 * @param asked it was asked for by name
 */
export function columnReading(mapper: Mapper, property: ColumnProperty, scope: LoadScope, asked: boolean): ColumnReading {
  const option = scope.column(property.key);
  if (property.options.queryExpression === true) return option?.expression ?? (isWithoutValue(property) ? 'nothing' : 'columns');
  if (asked || tellsRows(mapper, property)) return 'columns';
  const { group } = property.options;
  if (group != null && scope.isUndeferred(group)) return 'columns';
  const said = option ?? scope.columnDefault;
  return (said ? said.deferred : property.deferred) ? 'deferred' : 'columns';
}

/** A `query_expression()` without a default has a value only where a statement gives one. */
export function isWithoutValue({ column, options }: ColumnProperty): boolean {
  return options.queryExpression === true && column instanceof Label && column.element instanceof Null;
}

/** Without it rows could not be told apart. */
function tellsRows(mapper: Mapper, property: ColumnProperty): boolean {
  const { on } = mapper.polymorphism;
  return property.columns.some((column) => mapper.primaryKey.some((key) => key.identity === column.identity) || on?.identity === column.identity);
}

/** The error of reading later is asked for by an option, or by the mapping. */
export function raisesWhenDeferred(property: ColumnProperty, scope: LoadScope | null): boolean {
  const option = scope ? (scope.column(property.key) ?? scope.columnDefault) : null;
  return option ? option.deferred && option.raiseload : property.options.deferredRaiseload === true;
}
