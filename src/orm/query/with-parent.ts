import { ArgumentError } from '../errors';
import { relationshipOf } from '../map/entity-annotations';
import { stateOrNull } from '../map/state';
import { asClause } from '../sql/clause';
import type { ColumnElement } from '../sql/elements';

/**
 * The condition for the objects that belong to one object by a relationship: `with_parent(user, User.addresses)`.
 * @throws ArgumentError for what is no relationship, or no mapped object
 * @see sqlalchemy.orm.with_parent
 */
export function withParent(instance: unknown, attribute: unknown): ColumnElement<boolean> {
  const element = asClause(attribute);
  const relationship = element ? relationshipOf(element) : null;
  if (!relationship) throw new ArgumentError('with_parent() accepts class-bound mapped attributes, not strings.');
  const state = stateOrNull(instance);
  if (!state) throw new ArgumentError('Mapped instance expected for with_parent()');
  return relationship.ofParent(state);
}
