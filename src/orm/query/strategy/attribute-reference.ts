import { ArgumentError } from '../../errors';
import type { MappedEntity } from '../../map/entity';
import { parentEntityOf, propertyKeyOf, relationshipOf } from '../../map/entity-annotations';
import type { Relationship } from '../../map/relationship';
import { asClause, type ClauseElement } from '../../sql/clause';

/** An attribute that a loader option names: `User.addresses`, `User.name`. */
export interface AttributeReference {
  /** The class or alias that it was asked of. */
  readonly parent: MappedEntity;
  readonly key: string;
  /** Null for a column. */
  readonly relationship: Relationship | null;
  readonly ofType: MappedEntity | null;
  readonly criteria: readonly ClauseElement[];
  /** As messages name it. */
  readonly shown: string;
}

/** @throws ArgumentError for what is no attribute of a mapped class */
export function attributeReference(given: unknown): AttributeReference {
  if (typeof given === 'string') {
    throw new ArgumentError('Strings are not accepted for attribute names in loader options; please use class-bound attributes directly.');
  }
  const element = asClause(given);
  const relation = element ? relationshipOf(element) : null;
  if (relation) {
    const { parent, key, relationship, ofTypeEntity, extraCriteria } = relation;
    return { parent, key, relationship, ofType: ofTypeEntity, criteria: extraCriteria, shown: relation.toString() };
  }
  const parent = element ? parentEntityOf(element) : null;
  const key = element ? propertyKeyOf(element) : null;
  if (!parent || key === null) throw new ArgumentError('expected ORM mapped attribute for loader strategy argument');
  return { parent, key, relationship: null, ofType: null, criteria: [], shown: `${parent.shortName}.${key}` };
}
