import type { Relationship } from '../../map/relationship';
import type { InstanceState } from '../../map/state';
import type { PlannedRelation } from './plan-relationship';
import type { RelationReader } from './row-reader';

/** A relationship that stays empty. */
export function emptyRelation(relationship: Relationship): PlannedRelation {
  return { mapper: relationship.parent, reader: () => new Emptying(relationship) };
}

class Emptying implements RelationReader {
  readonly key: string;

  constructor(private readonly relationship: Relationship) {
    this.key = relationship.key;
  }

  fill(state: InstanceState): void {
    state.attribute(this.key).setCommitted(state, this.relationship.uselist ? [] : null);
  }

  extend(): void {
    // A further row tells no more.
  }

  descend(): void {
    // There is nothing in the row.
  }
}
