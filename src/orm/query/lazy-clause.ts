import type { Mapper } from '../map/mapper';
import { isKnown, NO_VALUE } from '../map/passive';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { and_, BindParameter, ColumnElement } from '../sql/elements';
import { replaceIn } from '../sql/traverse';

/** The condition for the objects that belong to one parent. */
export interface LazyClause {
  readonly condition: ColumnElement;
  /** Its parameters by name, each with the column of the parent that has the value. */
  readonly parameters: ReadonlyMap<string, ColumnElement>;
}

/** The join of a relationship with parameters in the place of the parent's columns. */
export function lazyClause(relationship: Relationship): LazyClause {
  const { primaryjoin, secondaryjoin, localRemote, isRemote } = relationship.join;
  const local = new Set<object>(localRemote.map(([column]) => column.identity));
  const binds = new Map<object, BindParameter>();
  const parameters = new Map<string, ColumnElement>();
  const bound = replaceIn(primaryjoin, (element) => {
    if (!(element instanceof ColumnElement) || !local.has(element.identity) || isRemote(element)) return undefined;
    const known = binds.get(element.identity);
    if (known) return known;
    // No parameter of the condition itself is called so: names of those come from columns.
    const name = `value of the parent ${binds.size + 1}`;
    const bind = new BindParameter(name, null, { type: element.type, required: true });
    binds.set(element.identity, bind);
    parameters.set(name, element);
    return bind;
  });
  return { condition: secondaryjoin ? and_(bound, secondaryjoin) : bound, parameters };
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
