import type { ClauseElement } from '../sql/clause';
import { FromGrouping, Join, type FromClause } from '../sql/from-clause';
import { select } from '../sql/select';
import { ColumnAdapter } from './column-adapter';

/** A FROM element under a name of its own. @see sqlalchemy.sql.expression.FromClause._anonymous_fromclause */
export function anonymous(from: FromClause, name: string | null, flat: boolean): FromClause {
  if (from instanceof FromGrouping) return anonymous(from.element, name, flat);
  if (!(from instanceof Join)) return from.alias(name);
  if (!flat) return select(from.left, from.right).selectFrom(from).setLabelStyle('tablename').correlate(null).subquery(name);
  const side = (one: FromClause): FromClause => anonymous(one, name === null || one instanceof Join ? name : `${name}_${String(one.name)}`, true);
  const [left, right] = [side(from.left), side(from.right)];
  const adapters = [new ColumnAdapter(left), new ColumnAdapter(right)];
  const onclause = adapters.reduce<ClauseElement>((clause, adapter) => adapter.in(clause), from.onclause);
  return new Join(left, right, onclause, { isouter: from.isouter, full: from.full });
}
