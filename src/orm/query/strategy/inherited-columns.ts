import { entityOf } from '../../map/entity';
import type { Mapper } from '../../map/mapper';
import { isKnown } from '../../map/passive';
import type { InstanceState } from '../../map/state';
import { and_, BinaryExpression, BindParameter, ColumnElement } from '../../sql/elements';
import { Join, type FromClause } from '../../sql/from-clause';
import { replaceIn } from '../../sql/traverse';
import type { RelatedSelectRequest } from './related-select';

/**
 * Reads some columns of an object from as few tables as they are in: those of a subclass without the tables of its base,
 * whose values the object has. Null where all tables are needed.
 * @see sqlalchemy.orm.Mapper._optimized_get_statement
 */
export function inheritedColumnsSelect(state: InstanceState, only: ReadonlySet<string>): Pick<RelatedSelectRequest, 'entity' | 'from' | 'where'> | null {
  const { mapper } = state;
  if (!mapper.inherits || mapper.options.concrete === true) return null;
  const columns = mapper.columnProperties.filter(({ key }) => only.has(key)).flatMap((property) => property.columns);
  const tables = new Set<FromClause>(columns.flatMap((column) => column.fromObjects));
  if (tables.size === 0 || tables.has(mapper.base.localTable)) return null;
  const conditions: ColumnElement[] = [];
  for (const one of [...mapper.ancestors].reverse().concat(mapper)) {
    if (!tables.has(one.localTable) && conditions.length === 0) continue;
    const condition = inheritCondition(one);
    if (!condition) continue;
    conditions.push(condition);
    tables.add(one.localTable);
  }
  const [first, ...others] = conditions;
  const bound = first ? withKnownValues(first, state, tables) : null;
  if (!bound) return null;
  return { entity: entityOf(mapper), from: [...tables], where: [and_(bound, ...others)] };
}

function inheritCondition(mapper: Mapper): ColumnElement | null {
  if (mapper.localTable === mapper.inherits?.localTable || !(mapper.table instanceof Join)) return null;
  const { onclause } = mapper.table;
  return onclause instanceof ColumnElement ? onclause : null;
}

/** The condition with values of the object in the place of the columns of other tables. Null where it does not have them. */
function withKnownValues(condition: ColumnElement, state: InstanceState, tables: ReadonlySet<FromClause>): ColumnElement | null {
  const unknown: ColumnElement[] = [];
  const valueFor = (column: ColumnElement, other: ColumnElement): BindParameter | null => {
    if (column.fromObjects.some((from) => tables.has(from))) return null;
    const value = state.mapper.committedColumnValue(state, column);
    if (!isKnown(value) || value === null) unknown.push(column);
    return new BindParameter(null, value, { type: other.type, unique: true });
  };
  const bound = replaceIn(condition, (element) => {
    if (!(element instanceof BinaryExpression) || !(element.left instanceof ColumnElement) || !(element.right instanceof ColumnElement)) return undefined;
    const [left, right] = [valueFor(element.left, element.right), valueFor(element.right, element.left)];
    return left || right ? element.rebuilt({ left: left ?? element.left, right: right ?? element.right }) : undefined;
  });
  return unknown.length === 0 ? bound : null;
}
