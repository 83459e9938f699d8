import type { Mapper } from '../map/mapper';
import { isKnown, NO_VALUE } from '../map/passive';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { and_, BindParameter, ColumnElement } from '../sql/elements';
import { replaceIn } from '../sql/traverse';

/**
 * The condition for the objects that belong to one parent: the join with the parent's values in the place of its columns.
 * @param valueOf the value of a column of the parent
 */
export function lazyClause(relationship: Relationship, valueOf: (column: ColumnElement) => unknown): ColumnElement {
  const { primaryjoin, secondaryjoin, localRemote } = relationship.join;
  const local = new Set<object>(localRemote.map(([column]) => column.identity));
  const bound = replaceIn(primaryjoin, (element) => {
    if (!(element instanceof ColumnElement) || !local.has(element.identity)) return undefined;
    return new BindParameter(null, valueOf(element), { type: element.type, unique: true });
  });
  return secondaryjoin ? and_(bound, secondaryjoin) : bound;
}

/**
 * The primary key of the one related object, told by the foreign keys of the parent.
 * @returns NO_RESULT or NO_VALUE in the place of what is not known
 */
export function relatedKey(relationship: Relationship, target: Mapper, valueOf: (column: ColumnElement) => unknown): readonly unknown[] {
  return target.primaryKey.map((column) => {
    const [own] = relationship.join.localRemote.find(([, remote]) => remote.identity === column.identity) ?? [];
    return own ? valueOf(own) : NO_VALUE;
  });
}

/** The value of a column as the object has it; null where it never got one. */
export function currentValue(state: InstanceState, column: ColumnElement): unknown {
  const value = state.mapper.columnValue(state, column);
  return isKnown(value) ? value : null;
}
