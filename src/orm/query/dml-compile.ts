import { ColumnProperty } from '../map/property';
import type { MappedEntity } from '../map/entity';
import { parentEntityOf } from '../map/entity-annotations';
import type { Mapper } from '../map/mapper';
import { singleTableCriterion } from '../map/single-table';
import type { Dml, Setter } from '../sql/dml';
import { Insert } from '../sql/dml';
import { FromClause } from '../sql/from-clause';
import { select } from '../sql/select';
import { compileReturning, type CompiledSelect } from './select-compile';
import { optionCriteria } from './entity-criteria';

/** What an INSERT, UPDATE or DELETE of a mapped class comes to. */
export interface CompiledDml {
  /** The statement of the table. */
  readonly core: Dml;
  /** How the rows of RETURNING are read; null without. */
  readonly returning: CompiledSelect | null;
}

const compiled = new WeakMap<Dml, CompiledDml>();

/** The mapped class that a statement changes. */
export function dmlEntity(statement: Dml): MappedEntity | null {
  return parentEntityOf(statement.table);
}

/**
 * The statement of a table that one of a mapped class becomes. Worked out once for each statement.
 * @see sqlalchemy.orm.bulk_persistence.BulkUDCompileState
 */
export function compileDml(statement: Dml): CompiledDml {
  const known = compiled.get(statement);
  if (known) return known;
  const made = compileAnew(statement);
  compiled.set(statement, made);
  return made;
}

function compileAnew(statement: Dml): CompiledDml {
  const { state } = statement;
  const entity = dmlEntity(statement);
  const returning = state.returning.length > 0 ? compileReturning(select(...state.returning).options(...state.options)) : null;
  const table = unannotated(state.table);
  if (!entity) return { core: statement.replaced({ table }), returning };
  const { mapper } = entity;
  const criteria = statement instanceof Insert ? [] : [...optionCriteria(state.options, entity), singleTableCriterion(mapper)].filter((one) => one !== null);
  const core = statement.replaced({
    table,
    setters: state.setters.map((setter) => columnSetter(mapper, setter)),
    multi: state.multi.map((row) => row.map((setter) => columnSetter(mapper, setter))),
    where: [...state.where, ...criteria.map((one) => entity.adapt(one))],
    returning: returning ? returning.core.state.rawColumns : [],
  });
  return { core, returning };
}

function unannotated(table: FromClause): FromClause {
  return table.identity instanceof FromClause ? table.identity : table;
}

/** A value for an attribute, by the key of its column. */
function columnSetter(mapper: Mapper, [column, value]: Setter): Setter {
  return typeof column === 'string' ? [columnKey(mapper, column), value] : [column, value];
}

/** The key of the column that an attribute is in the table of the class itself; the name as it is where there is none. */
export function columnKey(mapper: Mapper, name: string): string {
  const property = mapper.properties.get(mapper.realKey(name));
  if (!(property instanceof ColumnProperty)) return name;
  const own = property.columns.find((column) => mapper.localTable.c.includes(column)) ?? property.column;
  return own.key ?? name;
}
