import type { Flow } from '../flow';
import type { History } from '../map/history';
import { PASSIVE, type Passive } from '../map/passive';
import type { RelatedImpl } from '../map/related-attribute';
import type { Relationship } from '../map/relationship';
import { stateOrNull, type InstanceState } from '../map/state';
import { cascaded } from './cascade-walk';
import { clear, populate, sourceChanged } from './sync-columns';
import type { FlushPlan } from './flush-plan';

/** What a flush does for one relationship besides writing rows: foreign keys are set, orphans deleted. */
export abstract class Dependency {
  constructor(readonly relationship: Relationship) {}

  protected get impl(): RelatedImpl {
    return this.relationship.parent.related(this.relationship.key);
  }

  /** Which objects the relationship brings into the flush. */
  abstract prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void>;
  abstract prepareDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void>;
  /** Copies keys, once the rows that they come from are there. */
  abstract processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void>;
  /** Empties keys, before the rows that they refer to go. */
  abstract processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void>;

  protected history(state: InstanceState, passive: Passive): Flow<History> {
    return this.impl.loadHistory(state, passive);
  }

  /** How far a deleted parent's children are looked for. */
  get deleteReach(): Passive {
    return this.relationship.passiveDeletes === false ? PASSIVE.flush : PASSIVE.noInitialize;
  }

  /** Something is there that the flush must look at. */
  *concerns(plan: FlushPlan, states: readonly InstanceState[], isDelete: boolean): Flow<boolean> {
    const { relationship } = this;
    const passive = !isDelete || relationship.passiveDeletes !== false ? PASSIVE.noInitialize : relationship.direction === 'MANYTOONE' ? PASSIVE.noFetch : PASSIVE.flush;
    for (const state of states) if (!(yield* this.history(state, passive)).isEmpty) return true;
    return states.length > 0 && !relationship.isSelfReferential && plan.involves(relationship.target.base);
  }

  /** All objects that an attribute holds or held before. */
  *related(state: InstanceState, isDelete: boolean): Flow<readonly (InstanceState | null)[]> {
    const history = yield* this.history(state, isDelete ? this.deleteReach : PASSIVE.noInitialize);
    return history.sum.map(stateOrNull);
  }

  protected hasParent(child: InstanceState): boolean {
    return this.impl.hasParent(child, child.key !== null);
  }

  protected *deleteWithCascades(plan: FlushPlan, child: InstanceState): Flow<void> {
    plan.register(child, { isDelete: true });
    for (const other of yield* cascaded('delete', child)) plan.register(other, { isDelete: true });
  }
}

function statesOf(values: readonly unknown[]): InstanceState[] {
  return values.flatMap((value) => stateOrNull(value) ?? []);
}

/** The children have the foreign key. */
export class OneToManyDependency extends Dependency {
  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    for (const state of states) {
      const keyChanged = sourceChanged(state, relationship.join.pairs);
      const history = yield* this.history(state, keyChanged && !relationship.passiveUpdates ? PASSIVE.flush : PASSIVE.noInitialize);
      for (const child of statesOf(history.added)) plan.register(child, { cancelDelete: true, operation: 'add', along: relationship });
      for (const child of statesOf(history.deleted)) {
        if (!relationship.cascade.has('delete-orphan')) {
          if (relationship.passiveDeletes !== 'all') plan.register(child, { operation: 'delete', along: relationship });
        } else if (!this.hasParent(child)) yield* this.deleteWithCascades(plan, child);
      }
      if (keyChanged) for (const child of statesOf(history.unchanged)) plan.register(child, { operation: 'pk change', along: relationship });
    }
  }

  *prepareDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    const empties = !relationship.cascade.has('delete') && relationship.passiveDeletes !== 'all';
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.deleted)) {
        if (!this.hasParent(child)) plan.register(child, { isDelete: relationship.cascade.has('delete-orphan'), operation: 'delete', along: relationship });
      }
      if (empties) for (const child of statesOf(history.unchanged)) plan.register(child, { operation: 'delete', along: relationship });
    }
  }

  *processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    for (const state of states) {
      const history = yield* this.history(state, PASSIVE.noInitialize);
      for (const child of statesOf(history.added)) this.#copy(plan, state, child);
      for (const child of statesOf(history.deleted)) {
        if (!relationship.cascade.has('delete-orphan') && !this.hasParent(child)) this.#empty(plan, child);
      }
      if (sourceChanged(state, relationship.join.pairs)) for (const child of statesOf(history.unchanged)) this.#copy(plan, state, child);
    }
  }

  *processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    if (relationship.passiveDeletes === 'all') return;
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.deleted)) if (!this.hasParent(child)) this.#empty(plan, child);
      if (relationship.cascade.has('delete')) continue;
      for (const child of statesOf(history.unchanged)) if (this.impl.hasParent(child, true) && !takenOver(child, relationship, state)) this.#empty(plan, child);
    }
  }

  #copy(plan: FlushPlan, parent: InstanceState, child: InstanceState): void {
    if (plan.willDelete(child) || !plan.has(child)) return;
    populate(parent, child, child.mapper, this.relationship.join.pairs);
  }

  #empty(plan: FlushPlan, child: InstanceState): void {
    if (plan.willDelete(child) || !plan.has(child)) return;
    clear(child, child.mapper, this.relationship.join.pairs);
  }
}

/** Another parent has the child by now. */
function takenOver(child: InstanceState, relationship: Relationship, parent: InstanceState): boolean {
  const now = child.parents.get(relationship);
  return now !== undefined && now !== false && now !== parent;
}

/** The parent has the foreign key. */
export class ManyToOneDependency extends Dependency {
  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    for (const state of states) {
      plan.register(state, { operation: 'add', along: this.relationship });
      if (!this.relationship.cascade.has('delete-orphan')) continue;
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.deleted)) if (!this.hasParent(child)) yield* this.deleteWithCascades(plan, child);
    }
  }

  *prepareDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { cascade } = this.relationship;
    if (!cascade.has('delete') && !cascade.has('delete-orphan')) return;
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      const children = cascade.has('delete-orphan') ? history.sum : history.nonDeleted;
      for (const child of statesOf(children)) yield* this.deleteWithCascades(plan, child);
    }
  }

  *processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    for (const state of states) {
      const history = yield* this.history(state, PASSIVE.noInitialize);
      if (!history.hasChanges || plan.willDelete(state)) continue;
      const [child] = statesOf(history.added);
      if (!child) clear(state, state.mapper, relationship.join.pairs);
      else if (plan.inSession(child)) populate(child, state, state.mapper, relationship.join.pairs);
      else plan.warnOutside(child, 'add', relationship);
    }
  }

  *processDeletes(): Flow<void> {
    // The row with the foreign key goes, and the key with it.
  }
}

/** A table of its own has the foreign keys of both sides. */
export class ManyToManyDependency extends Dependency {
  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    if (!relationship.cascade.has('delete-orphan')) return;
    for (const state of states) {
      const history = yield* this.history(state, PASSIVE.noInitialize);
      for (const child of statesOf(history.deleted)) if (!this.hasParent(child)) yield* this.deleteWithCascades(plan, child);
    }
  }

  *prepareDeletes(_plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    // The rows between them must be known before the parents go.
    if (this.relationship.passiveDeletes === false) for (const state of states) yield* this.history(state, this.deleteReach);
  }

  *processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const [inserted, deleted]: [InstanceState, InstanceState][][] = [[], []];
    for (const state of states) {
      const history = yield* this.history(state, PASSIVE.noInitialize);
      for (const child of statesOf(history.added)) {
        if (!plan.inSession(child)) plan.warnOutside(child, 'add', this.relationship);
        else if (plan.claims(this.relationship, state, child)) inserted?.push([state, child]);
      }
      for (const child of statesOf(history.deleted)) if (plan.claims(this.relationship, state, child)) deleted?.push([state, child]);
    }
    yield* plan.writeLinks(this.relationship, inserted ?? [], deleted ?? []);
  }

  *processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const deleted: [InstanceState, InstanceState][] = [];
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.nonAdded)) if (plan.claims(this.relationship, state, child)) deleted.push([state, child]);
    }
    yield* plan.writeLinks(this.relationship, [], deleted);
  }
}

export function dependencyOf(relationship: Relationship): Dependency {
  switch (relationship.direction) {
    case 'ONETOMANY':
      return new OneToManyDependency(relationship);
    case 'MANYTOONE':
      return new ManyToOneDependency(relationship);
    case 'MANYTOMANY':
      return new ManyToManyDependency(relationship);
  }
}
