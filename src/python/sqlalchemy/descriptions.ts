import { entityOf, type MappedEntity } from '../../orm/map/entity';
import { entityIn, ownEntityOf, parentEntityOf, propertyKeyOf } from '../../orm/map/entity-annotations';
import { bundleOf } from '../../orm/map/bundle';
import { dmlEntity } from '../../orm/query/dml-compile';
import type { ClauseElement } from '../../orm/sql/clause';
import type { Dml } from '../../orm/sql/dml';
import { ColumnElement } from '../../orm/sql/elements';
import type { Select } from '../../orm/sql/select';
import { ColumnAttribute } from './mapping/mapped-classes';

/** What a statement selects, one description a member: `select(...).column_descriptions`. */
export function describedColumns(statement: Select): unknown[] {
  return (statement.plugin ? statement.state.rawColumns : statement.selectedColumns).map(described);
}

/** The same of RETURNING: `insert(...).returning_column_descriptions`. */
export function describedReturning(statement: Dml): unknown[] {
  return statement.state.returning.map(described);
}

function described(given: ClauseElement): unknown {
  const entity = ownEntityOf(given);
  if (entity) return { name: entity.rowName, type: entityOf(entity.mapper), aliased: entity.isAliased, expr: entity, entity };
  const bundle = bundleOf(given);
  const of = entityIn(given);
  if (bundle) return { name: bundle.name, type: null, aliased: false, expr: bundle, entity: of };
  const column = given instanceof ColumnElement ? given : null;
  const key = propertyKeyOf(given);
  const expr = column && of && key !== null && parentEntityOf(given) === of ? new ColumnAttribute(of, key, column) : given;
  return { name: column?.proxyKey ?? null, type: column?.type ?? null, aliased: of?.isAliased ?? false, expr, entity: of };
}

/** The mapped class that a statement changes; of a table without a class its table alone. */
export function describedEntity(statement: Dml): unknown {
  const entity: MappedEntity | null = dmlEntity(statement);
  const { table } = statement;
  if (!entity) return { name: table.description, table: table.identity };
  return { name: entity.rowName, type: entityOf(entity.mapper), expr: entity, entity, table: entity.mapper.localTable };
}
