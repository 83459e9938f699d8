import type { MappedEntity } from '../map/entity';
import type { ClauseElement } from '../sql/clause';

/** An option of a statement that puts conditions on an entity wherever the statement uses it. */
export interface EntityCriteria {
  /** The conditions, as the entity has the columns. Empty where it says nothing about the entity. */
  criteriaFor(entity: MappedEntity): readonly ClauseElement[];
}

function isEntityCriteria(option: object): option is EntityCriteria {
  return 'criteriaFor' in option && typeof option.criteriaFor === 'function';
}

/** What the options of a statement demand of an entity. */
export function optionCriteria(options: readonly object[], entity: MappedEntity): readonly ClauseElement[] {
  return options.flatMap((option) => (isEntityCriteria(option) ? option.criteriaFor(entity) : []));
}
