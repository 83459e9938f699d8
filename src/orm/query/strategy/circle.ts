import type { Relationship } from '../../map/relationship';
import type { EntityPlan } from '../entity-plan';

/**
 * Eager loading would come to a class that it has come from already, and nobody asked for it by name; or it would go
 * deeper than `join_depth`.
 */
export function goesInCircle({ scope }: EntityPlan, relationship: Relationship): boolean {
  if (scope.isNamed(relationship)) return false;
  const { joinDepth } = relationship.options;
  return joinDepth != null ? scope.path.length + 1 > joinDepth : scope.path.has(relationship.target);
}
