import type { ColumnElement } from '../sql/elements';
import type { Mapper } from './mapper';

/** The class shares the table of the class that it inherits from. */
export function isSingleTable(mapper: Mapper): boolean {
  return mapper.inherits !== null && mapper.localTable === mapper.inherits.localTable;
}

/**
 * The condition by which the rows of a class are told from those of others in the same table; null where it has a table
 * of its own.
 * @see sqlalchemy.orm.Mapper._single_table_criterion
 */
export function singleTableCriterion(mapper: Mapper): ColumnElement<boolean> | null {
  const { on } = mapper.polymorphism;
  if (!on || !isSingleTable(mapper)) return null;
  const identities = mapper.selfAndSubclasses.map((one) => one.options.polymorphicIdentity).filter((one) => one !== undefined);
  return on.in_(identities);
}
