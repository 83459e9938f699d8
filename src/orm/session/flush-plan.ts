import { CircularDependencyError } from '../errors';
import type { Flow } from '../flow';
import type { Mapper } from '../map/mapper';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { dependencyOf, type Dependency } from './dependency';
import { writeLinkRows, type Link } from './link-rows';
import { deleteStates, saveStates } from './persistence';
import type { RowWriter } from './row-writer';
import { inCycles, layers, type Edge } from './topology';

/** What the session tells a flush. */
export interface FlushHost {
  readonly writer: RowWriter;
  contains(state: InstanceState): boolean;
  isDeleted(state: InstanceState): boolean;
}

export interface RegisterOptions {
  readonly isDelete?: boolean;
  readonly cancelDelete?: boolean;
  readonly operation?: string;
  readonly along?: Relationship;
}

/** One step of a flush. */
interface Step {
  readonly key: string;
  readonly kind: 'DeleteAll' | 'DeleteState' | 'ProcessAll' | 'ProcessState' | 'SaveUpdateAll' | 'SaveUpdateState';
  readonly order: string;
  readonly mapper: Mapper;
  readonly dependency: Dependency | null;
  readonly state: InstanceState | null;
  readonly isDelete: boolean;
  disabled: boolean;
}

/**
 * Everything that one flush does, in order: which objects are written or deleted, which relationships are processed
 * between. Steps are for all objects of a class; where classes depend on each other in a circle, for one object each.
 * @see sqlalchemy.orm.unitofwork.UOWTransaction
 */
export class FlushPlan {
  readonly states = new Map<InstanceState, { readonly isDelete: boolean }>();
  readonly #mappers = new Map<Mapper, Set<InstanceState>>();
  readonly #dependencies = new Map<Relationship, Dependency>();
  readonly #active = new Map<Mapper, Dependency[]>();
  readonly #steps = new Map<string, Step>();
  readonly #edges: Edge<Step>[] = [];
  readonly #done = new Map<Dependency, { readonly saves: Set<InstanceState>; readonly deletes: Set<InstanceState>; set: boolean }>();
  readonly #linked = new Set<string>();
  #cycles: ReadonlySet<Step> = new Set();

  constructor(private readonly host: FlushHost) {}

  // What is part of the flush.

  /** Brings an object into the flush. False when it belongs to no session, which is warned of. */
  register(state: InstanceState, options: RegisterOptions = {}): boolean {
    if (!this.host.contains(state)) {
      if (state.key === null && options.operation !== undefined && options.along) this.warnOutside(state, options.operation, options.along);
      return false;
    }
    const known = this.states.get(state);
    if (known) {
      if (options.isDelete === true && !known.isDelete) this.states.set(state, { isDelete: true });
      else if (options.cancelDelete === true) this.states.set(state, { isDelete: false });
      return true;
    }
    this.states.set(state, { isDelete: options.isDelete === true || (this.host.isDeleted(state) && options.cancelDelete !== true) });
    const base = state.mapper.base;
    const of = this.#mappers.get(base);
    if (of) of.add(state);
    else {
      this.#mappers.set(base, new Set([state]));
      this.#edges.push([this.#all('SaveUpdateAll', base), this.#all('DeleteAll', base)]);
    }
    return true;
  }

  has(state: InstanceState): boolean {
    return this.states.has(state);
  }

  inSession(state: InstanceState): boolean {
    return this.host.contains(state);
  }

  willDelete(state: InstanceState): boolean {
    return this.states.get(state)?.isDelete ?? false;
  }

  involves(base: Mapper): boolean {
    return this.#mappers.has(base);
  }

  warnOutside(state: InstanceState, operation: string, along: Relationship): void {
    this.host.writer.warn(`Object of type ${state.className} not in session, ${operation} operation along '${along.toString()}' will not proceed`);
  }

  /** True for the first of the two sides of a relationship that asks for a row between two objects. */
  claims(relationship: Relationship, parent: InstanceState, child: InstanceState): boolean {
    const sides = [relationship, ...relationship.reverse];
    const [first] = sides.map((side) => `${String(side.parent.sortKey)}.${side.key}`).sort();
    const isFirst = first === `${String(relationship.parent.sortKey)}.${relationship.key}`;
    const [left, right] = isFirst ? [parent, child] : [child, parent];
    const token = `${first ?? ''}:${left.number}:${right.number}`;
    if (this.#linked.has(token)) return false;
    this.#linked.add(token);
    return true;
  }

  writeLinks(relationship: Relationship, inserted: readonly Link[], deleted: readonly Link[]): Flow<void> {
    return writeLinkRows(this.host.writer, relationship, inserted, deleted);
  }

  // Steps.

  #step(kind: Step['kind'], mapper: Mapper, dependency: Dependency | null, state: InstanceState | null, isDelete: boolean): Step {
    const owner = dependency ? `${String(dependency.relationship.parent.sortKey)}.${dependency.relationship.key}` : String(mapper.sortKey);
    const key = `${kind}:${owner}:${state ? state.number : ''}:${isDelete}`;
    const known = this.#steps.get(key);
    if (known) return known;
    const order = `${kind}:${owner.padStart(6, '0')}:${isDelete ? 1 : 0}`;
    const step: Step = { key, kind, order, mapper, dependency, state, isDelete, disabled: false };
    this.#steps.set(key, step);
    return step;
  }

  #all(kind: 'SaveUpdateAll' | 'DeleteAll', mapper: Mapper): Step {
    return this.#step(kind, mapper.base, null, null, kind === 'DeleteAll');
  }

  #statesOf(mapper: Mapper, isDelete: boolean): InstanceState[] {
    return [...(this.#mappers.get(mapper.base) ?? [])].filter((state) => this.states.get(state)?.isDelete === isDelete && state.mapper.isa(mapper));
  }

  /** Lets relationships bring in further objects, until there are no more. */
  *#prepare(): Flow<void> {
    for (let found = true; found; ) {
      found = false;
      for (const base of [...this.#mappers.keys()]) {
        for (const mapper of base.selfAndSubclasses) {
          for (const relationship of mapper.ownRelationships) if (!relationship.viewonly && (yield* this.#prepareOne(relationship))) found = true;
        }
      }
    }
  }

  *#prepareOne(relationship: Relationship): Flow<boolean> {
    let dependency = this.#dependencies.get(relationship);
    if (!dependency) this.#dependencies.set(relationship, (dependency = dependencyOf(relationship)));
    let done = this.#done.get(dependency);
    if (!done) this.#done.set(dependency, (done = { saves: new Set(), deletes: new Set(), set: false }));
    const { saves, deletes } = done;
    const toDelete = this.#statesOf(relationship.parent, true).filter((state) => !deletes.has(state));
    const toSave = this.#statesOf(relationship.parent, false).filter((state) => !saves.has(state));
    for (const state of toDelete) deletes.add(state);
    for (const state of toSave) saves.add(state);
    if (toDelete.length > 0) yield* dependency.prepareDeletes(this, toDelete);
    if (toSave.length > 0) yield* dependency.prepareSaves(this, toSave);
    if (toDelete.length + toSave.length === 0) return false;
    if (!done.set && ((yield* dependency.concerns(this, toDelete, true)) || (yield* dependency.concerns(this, toSave, false)))) {
      done.set = true;
      this.#connect(dependency);
    }
    return true;
  }

  /** The order between a relationship and the rows on both its sides. */
  #connect(dependency: Dependency): void {
    const { parent, target, direction } = dependency.relationship;
    this.#active.set(parent.base, [...(this.#active.get(parent.base) ?? []), dependency]);
    const after = this.#step('ProcessAll', parent, dependency, null, false);
    const before = this.#step('ProcessAll', parent, dependency, null, true);
    const [parentSaves, parentDeletes] = [this.#all('SaveUpdateAll', parent), this.#all('DeleteAll', parent)];
    const [childSaves, childDeletes] = [this.#all('SaveUpdateAll', target), this.#all('DeleteAll', target)];
    if (direction === 'ONETOMANY') {
      this.#edges.push([parentSaves, after], [after, childSaves], [after, childDeletes], [childSaves, parentDeletes], [childDeletes, parentDeletes], [before, childSaves], [before, childDeletes]);
    } else if (direction === 'MANYTOONE') {
      this.#edges.push([childSaves, after], [after, parentSaves], [parentSaves, childDeletes], [parentDeletes, childDeletes]);
    } else {
      this.#edges.push([parentSaves, after], [childSaves, after], [after, childDeletes], [before, parentSaves], [before, parentDeletes], [before, childDeletes], [before, childSaves]);
    }
  }

  /** Does it all. */
  *execute(): Flow<void> {
    yield* this.#prepare();
    const edges = yield* this.#withoutCycles();
    const steps = [...this.#steps.values()].filter((step) => !step.disabled && !this.#cycles.has(step)).sort((left, right) => (left.order < right.order ? -1 : left.order > right.order ? 1 : 0));
    const failed = (left: readonly Step[]): Error => new CircularDependencyError(`Circular dependency detected. (${left.map(({ state }) => state?.toString() ?? '').join(', ')})`, left, edges);
    for (const layer of layers(edges, steps, failed)) {
      // Steps of one kind for single objects are done together.
      const waiting = new Set(layer);
      for (const step of layer) {
        if (!waiting.delete(step)) continue;
        const same = step.state ? [...waiting].filter((other) => other.state && other.kind === step.kind && other.mapper === step.mapper && other.dependency === step.dependency && other.isDelete === step.isDelete) : [];
        for (const other of same) waiting.delete(other);
        yield* this.#run(step, [step, ...same].flatMap(({ state }) => state ?? []));
      }
    }
  }

  *#run(step: Step, given: readonly InstanceState[]): Flow<void> {
    const { dependency, mapper, isDelete } = step;
    const states = step.state ? given : this.#statesOf(mapper, isDelete);
    if (states.length === 0) return;
    if (dependency) yield* isDelete ? dependency.processDeletes(this, states) : dependency.processSaves(this, states);
    else yield* isDelete ? deleteStates(mapper, states, this.host.writer) : saveStates(mapper, states, this.host.writer);
  }

  /** The edges, with steps in circles split into steps for single objects. */
  *#withoutCycles(): Flow<readonly Edge<Step>[]> {
    this.#cycles = inCycles(this.#edges);
    if (this.#cycles.size === 0) return this.#edges;
    const split = new Map<Step, readonly Step[]>();
    for (const step of this.#cycles) split.set(step, yield* this.#split(step));
    const parts = (step: Step): readonly Step[] => split.get(step) ?? [step];
    return this.#edges.flatMap(([before, after]): Edge<Step>[] => {
      if (before.disabled || after.disabled || (this.#cycles.has(before) && this.#cycles.has(after))) return [];
      return parts(before).flatMap((one) => parts(after).map((other): Edge<Step> => [one, other]));
    });
  }

  *#split(step: Step): Flow<readonly Step[]> {
    if (step.dependency) return [];
    const { mapper, isDelete } = step;
    const states = this.#statesOf(mapper, isDelete);
    const made = states.map((state) => this.#stateStep(state, isDelete));
    for (const one of made) this.#edges.push(isDelete ? [this.#all('SaveUpdateAll', mapper), one] : [one, this.#all('DeleteAll', mapper)]);
    for (const dependency of this.#active.get(mapper) ?? []) {
      yield* this.#splitDependency(dependency, states.filter((state) => state.mapper.isa(dependency.relationship.parent)), isDelete);
    }
    return made;
  }

  #stateStep(state: InstanceState, isDelete: boolean): Step {
    return this.#step(isDelete ? 'DeleteState' : 'SaveUpdateState', state.mapper.base, null, state, isDelete);
  }

  *#splitDependency(dependency: Dependency, states: readonly InstanceState[], isDelete: boolean): Flow<void> {
    const { parent, target } = dependency.relationship;
    this.#step('ProcessAll', parent, dependency, null, isDelete).disabled = true;
    const childSaves = this.#all('SaveUpdateAll', target);
    const childInCycle = this.#cycles.has(childSaves);
    const whole = this.#all(isDelete ? 'DeleteAll' : 'SaveUpdateAll', parent);
    for (const state of states) {
      const related = yield* dependency.related(state, isDelete);
      if (related.length === 0) continue;
      const process = this.#step('ProcessState', parent, dependency, state, isDelete);
      const own = this.#cycles.has(whole) ? this.#stateStep(state, isDelete) : whole;
      const children: (readonly [step: Step | null, isDelete: boolean])[] = childInCycle
        ? related.map((child) => (child && this.states.has(child) ? [this.#stateStep(child, this.willDelete(child)), this.willDelete(child)] : [null, false]))
        : [[childSaves, false], [this.#all('DeleteAll', target), true]];
      for (const [child, childDeleted] of children) this.#order(dependency, process, own, child, isDelete, childDeleted);
    }
  }

  /** The order of the rows of two objects and the relationship between them. */
  #order(dependency: Dependency, process: Step, parent: Step, child: Step | null, isDelete: boolean, childDeleted: boolean): void {
    const add = (before: Step | null, after: Step | null): void => {
      if (before && after) this.#edges.push([before, after]);
    };
    switch (dependency.relationship.direction) {
      case 'ONETOMANY':
        if (isDelete) {
          add(process, child);
          add(child, parent);
          return;
        }
        add(parent, process);
        add(process, child);
        return;
      case 'MANYTOONE':
        if (isDelete) {
          if (childDeleted) add(parent, child);
          return;
        }
        if (!childDeleted) add(child, process);
        add(process, parent);
        return;
      case 'MANYTOMANY':
        if (isDelete) {
          add(process, child);
          add(process, parent);
          return;
        }
        add(parent, process);
        if (childDeleted) add(process, child);
        else add(child, process);
    }
  }
}
