import type { Flow } from '../flow';
import type { History } from '../map/history';
import { PASSIVE, type Passive } from '../map/passive';
import type { RelatedImpl } from '../map/related-attribute';
import type { Relationship } from '../map/relationship';
import { stateOrNull, type InstanceState } from '../map/state';
import { cascaded } from './cascade-walk';
import type { FlushPlan } from './flush-plan';
import type { Link } from './link-rows';
import { clear, populate, sourceChanged } from './sync-columns';

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

  /** What changed, as far as it is in memory. */
  protected known(state: InstanceState): History {
    return this.impl.history(state);
  }

  /** How far a deleted parent's children are looked for. */
  get deleteReach(): Passive {
    return this.relationship.passiveDeletes === false ? PASSIVE.flush : PASSIVE.noInitialize;
  }

  /** Something is there that the flush must look at. */
  *concerns(plan: FlushPlan, states: readonly InstanceState[], isDelete: boolean): Flow<boolean> {
    const { relationship } = this;
    const passive = !isDelete || relationship.passiveDeletes !== false ? PASSIVE.noInitialize : relationship.direction === 'MANYTOONE' ? PASSIVE.noFetch : PASSIVE.flush;
    for (const state of states) {
      const history = passive.load ? yield* this.history(state, passive) : this.known(state);
      if (!history.isEmpty) return true;
    }
    return states.length > 0 && !relationship.isSelfReferential && plan.involves(relationship.target.base);
  }

  /** All objects that an attribute holds or held before. */
  *related(state: InstanceState, isDelete: boolean): Flow<readonly (InstanceState | null)[]> {
    const history = isDelete ? yield* this.history(state, this.deleteReach) : this.known(state);
    return history.sum.map(stateOrNull);
  }

  protected hasParent(child: InstanceState): boolean {
    return this.impl.hasParent(child, child.key !== null);
  }

  protected keyChanged(state: InstanceState): boolean {
    return sourceChanged(state, this.relationship.join.pairs);
  }

  protected *deleteWithCascades(plan: FlushPlan, child: InstanceState): Flow<void> {
    plan.register(child, { isDelete: true, operation: 'delete', along: this.relationship });
    for (const other of yield* cascaded('delete', child)) plan.register(other, { isDelete: true });
  }

  protected *deleteOrphans(plan: FlushPlan, children: readonly unknown[]): Flow<void> {
    for (const child of statesOf(children)) if (!this.hasParent(child)) yield* this.deleteWithCascades(plan, child);
  }
}

function statesOf(values: readonly unknown[]): InstanceState[] {
  return values.flatMap((value) => stateOrNull(value) ?? []);
}

/** The children have the foreign key. */
export class OneToManyDependency extends Dependency {
  /** Children that another parent has by now: they keep its key. */
  readonly #adopted = new Set<InstanceState>();

  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    for (const state of states) {
      const keyChanged = this.keyChanged(state);
      const history = keyChanged && !relationship.passiveUpdates ? yield* this.history(state, PASSIVE.flush) : this.known(state);
      for (const child of statesOf(history.added)) {
        plan.register(child, { cancelDelete: true, operation: 'add', along: relationship });
        this.#adopted.add(child);
      }
      if (relationship.cascade.has('delete-orphan')) yield* this.deleteOrphans(plan, history.deleted);
      else if (relationship.passiveDeletes !== 'all') for (const child of statesOf(history.deleted)) plan.register(child, { operation: 'delete', along: relationship });
      if (!keyChanged) continue;
      for (const child of statesOf(history.unchanged)) plan.register(child, { listOnly: relationship.passiveUpdates, operation: 'pk change', along: relationship });
    }
  }

  *prepareDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    const { cascade } = relationship;
    const empties = !cascade.has('delete') && relationship.passiveDeletes !== 'all';
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.deleted)) {
        if (!this.hasParent(child)) plan.register(child, { isDelete: cascade.has('delete') || cascade.has('delete-orphan'), operation: 'delete', along: relationship });
      }
      if (empties) for (const child of statesOf(history.unchanged)) plan.register(child, { operation: 'delete', along: relationship });
    }
  }

  *processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    const empties = !relationship.cascade.has('delete-orphan') && relationship.passiveDeletes !== 'all';
    for (const state of states) {
      const history = this.known(state);
      for (const child of statesOf(history.added)) {
        yield* this.#copy(plan, state, child, false);
        this.#later(plan, child);
      }
      if (empties) for (const child of statesOf(history.deleted)) if (!this.hasParent(child)) this.#empty(plan, child);
      if (this.keyChanged(state)) for (const child of statesOf(history.unchanged)) yield* this.#copy(plan, state, child, relationship.passiveUpdates);
    }
  }

  *processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    if (!relationship.postUpdate && relationship.passiveDeletes === 'all') return;
    const empties = relationship.postUpdate || !relationship.cascade.has('delete');
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      const left = statesOf(history.deleted).filter((child) => !this.hasParent(child));
      const kept = empties ? statesOf(history.unchanged).filter((child) => !this.#adopted.has(child)) : [];
      for (const child of [...left, ...kept]) {
        this.#empty(plan, child);
        this.#later(plan, child);
      }
    }
  }

  *#copy(plan: FlushPlan, parent: InstanceState, child: InstanceState, cascadesKeys: boolean): Flow<void> {
    if (!this.relationship.postUpdate && plan.willDelete(child)) return;
    yield* populate(parent, child, child.mapper, this.relationship.join.pairs, cascadesKeys ? plan : null);
  }

  #empty(plan: FlushPlan, child: InstanceState): void {
    if (!this.relationship.postUpdate && plan.willDelete(child)) return;
    clear(child, child.mapper, this.relationship.join.pairs);
  }

  #later(plan: FlushPlan, child: InstanceState): void {
    if (this.relationship.postUpdate) plan.postUpdate(child, this.relationship.join.pairs.map(({ target }) => target));
  }
}

/** The parent has the foreign key. */
export class ManyToOneDependency extends Dependency {
  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    for (const state of states) {
      plan.register(state, { operation: 'add', along: this.relationship });
      if (this.relationship.cascade.has('delete-orphan')) yield* this.deleteOrphans(plan, (yield* this.history(state, this.deleteReach)).deleted);
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
    const { pairs } = relationship.join;
    for (const state of states) {
      const history = this.known(state);
      if (history.hasChanges && (relationship.postUpdate || !plan.willDelete(state))) {
        const [child] = statesOf(history.added);
        if (!child) clear(state, state.mapper, pairs);
        else if (plan.inSession(child)) yield* populate(child, state, state.mapper, pairs, null);
        else plan.warnOutside(child, 'add', relationship, "won't");
      }
      if (!history.isEmpty) this.#later(plan, state);
    }
  }

  *processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    // The row with the foreign key goes, and the key with it; unless the other row goes first.
    if (!relationship.postUpdate || relationship.cascade.has('delete-orphan') || relationship.passiveDeletes === 'all') return;
    for (const state of states) {
      clear(state, state.mapper, relationship.join.pairs);
      const history = yield* this.history(state, this.deleteReach);
      if (history.sum.some((one) => one !== null)) this.#later(plan, state);
    }
  }

  #later(plan: FlushPlan, state: InstanceState): void {
    if (this.relationship.postUpdate) plan.postUpdate(state, this.relationship.join.pairs.map(({ target }) => target));
  }
}

/** A table of its own has the foreign keys of both sides. */
export class ManyToManyDependency extends Dependency {
  *prepareSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    for (const state of states) {
      if (!relationship.passiveUpdates && this.keyChanged(state)) yield* this.history(state, PASSIVE.flush);
      if (relationship.cascade.has('delete-orphan')) yield* this.deleteOrphans(plan, this.known(state).deleted);
    }
  }

  *prepareDeletes(_plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    // The rows between them must be known before the parents go.
    if (this.relationship.passiveDeletes === false) for (const state of states) yield* this.history(state, this.deleteReach);
  }

  *processSaves(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const { relationship } = this;
    const inserted: Link[] = [];
    const deleted: Link[] = [];
    const moved: Link[] = [];
    for (const state of states) {
      const moves = !relationship.passiveUpdates && this.keyChanged(state);
      const history = moves ? yield* this.history(state, PASSIVE.flush) : this.known(state);
      for (const child of statesOf(history.added)) if (this.#links(plan, state, child, 'add')) inserted.push([state, child]);
      for (const child of statesOf(history.deleted)) if (this.#links(plan, state, child, 'delete')) deleted.push([state, child]);
      if (moves) for (const child of statesOf(history.unchanged)) if (plan.claims(relationship, state, child)) moved.push([state, child]);
    }
    yield* plan.writeLinks(relationship, { inserted, deleted, moved });
  }

  *processDeletes(plan: FlushPlan, states: readonly InstanceState[]): Flow<void> {
    const deleted: Link[] = [];
    for (const state of states) {
      const history = yield* this.history(state, this.deleteReach);
      for (const child of statesOf(history.nonAdded)) if (this.#links(plan, state, child, 'delete')) deleted.push([state, child]);
    }
    yield* plan.writeLinks(this.relationship, { inserted: [], deleted, moved: [] });
  }

  /** Whether the row between two objects is for this side to write: the other one must be in the session, and its side must not have come first. */
  #links(plan: FlushPlan, state: InstanceState, child: InstanceState, operation: 'add' | 'delete'): boolean {
    if (!plan.claims(this.relationship, state, child)) return false;
    if (plan.inSession(child)) return true;
    if (!child.deleted) plan.warnOutside(child, operation, this.relationship, "won't");
    return false;
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
