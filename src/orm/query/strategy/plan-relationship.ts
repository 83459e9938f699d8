import { InvalidRequestError } from '../../errors';
import type { Mapper } from '../../map/mapper';
import type { Relationship } from '../../map/relationship';
import type { EntityPlan } from '../entity-plan';
import { emptyRelation } from './absent';
import { planImmediate } from './immediate';
import { planContained, planJoined } from './joined';
import type { RelationshipOption, Strategy } from './option-tree';
import { planPolymorphic } from './polymorphic';
import type { RelationReader } from './row-reader';
import { planSelectIn } from './selectin';
import { planSubquery } from './subquery';

/** How a relationship is filled from the rows of the statement. */
export interface PlannedRelation {
  /** Objects of other classes have no such attribute. */
  readonly mapper: Mapper;
  /** To be used when the statement is complete. Null where nothing is to be done with the rows. */
  reader(): RelationReader | null;
}

/** Plans how a relationship of an entity is loaded, as options or the mapping say. Null where rows are of no use to it. */
export function planRelationship(owner: EntityPlan, relationship: Relationship): PlannedRelation | null {
  const option = owner.scope.relationship(relationship);
  const strategy = strategyOf(option, relationship);
  switch (strategy) {
    case 'joined':
      return planJoined(owner, relationship, option);
    case 'contains_eager':
      return planContained(owner, relationship, option);
    case 'noload':
      return emptyRelation(relationship);
    case 'selectin':
    case 'subquery':
    case 'immediate':
      planPost(owner, relationship, option, strategy);
      return null;
    default:
      return null;
  }
}

const EAGER: ReadonlySet<Strategy> = new Set(['joined', 'contains_eager', 'selectin', 'subquery', 'immediate', 'noload']);

/** @throws InvalidRequestError for eager loading of a collection that is never loaded */
function strategyOf(option: RelationshipOption | null, relationship: Relationship): Strategy {
  const { lazy } = relationship;
  if (lazy !== 'dynamic' && lazy !== 'write_only') return option?.strategy ?? lazy;
  const asked = option?.strategy ?? null;
  if (asked !== null && EAGER.has(asked)) throw new InvalidRequestError(`'${relationship.toString()}' does not support object population - eager loading cannot be applied.`);
  return lazy;
}

function planPost(owner: EntityPlan, relationship: Relationship, option: RelationshipOption | null, strategy: 'selectin' | 'subquery' | 'immediate'): void {
  if (strategy === 'selectin') planSelectIn(owner, relationship, option);
  else if (strategy === 'subquery') planSubquery(owner, relationship, option);
  else planImmediate(owner, relationship);
}

/** Plans what rows of subclasses need, which the statement does not select: their relationships, and their own columns. */
export function planSubclassLoads(owner: EntityPlan): void {
  const { mapper, polymorphicMappers } = owner.entity;
  for (const other of mapper.selfAndSubclasses) {
    if (other === mapper) continue;
    // Even where the statement selects the columns of the subclass, as SQLAlchemy does it.
    planPolymorphic(owner, other);
    if (polymorphicMappers.includes(other)) continue;
    for (const relationship of other.ownRelationships) {
      const option = owner.scope.relationship(relationship);
      const strategy = strategyOf(option, relationship);
      if (strategy === 'selectin' || strategy === 'subquery' || strategy === 'immediate') planPost(owner, relationship, option, strategy);
    }
  }
}
