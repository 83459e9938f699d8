import { comparedPairs } from '../../map/compared-columns';
import type { Relationship } from '../../map/relationship';
import type { ColumnElement } from '../../sql/elements';

/**
 * The foreign keys by which related objects, or the rows of a secondary table, tell their parent without a join, in the order of its primary key. Null
 * where the join says more than that the foreign key is the primary key of the parent, or `omit_join` forbids it.
 * @see sqlalchemy.orm.strategies.SelectInLoader
 */
export function keysWithoutJoin(relationship: Relationship): readonly ColumnElement[] | null {
  const { parent, join, options } = relationship;
  if (join.direction === 'MANYTOONE' || options.omitJoin === false) return null;
  if (join.secondaryjoin && relationship.isSelfReferential && options.omitJoin !== true) return null;
  const keys = parent.primaryKey.flatMap((column) => {
    const same = parent.propertyFor(column)?.columns ?? [column];
    return join.localRemote.find(([local]) => same.some((one) => one.identity === local.identity))?.[1] ?? [];
  });
  if (keys.length !== parent.primaryKey.length) return null;
  // A secondary table refers to the parent in any case.
  if (options.omitJoin === true || join.secondaryjoin) return keys;
  return comparedPairs(join.primaryjoin) === keys.length ? keys : null;
}
