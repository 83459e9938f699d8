import { CircularDependencyError } from '../errors';
import type { Flow } from '../flow';
import { ObjectDeletedError } from '../map/errors';
import type { IdentityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import { PASSIVE } from '../map/passive';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import type { ColumnElement } from '../sql/elements';
import { dependencyOf, type Dependency } from './dependency';
import { FlushSteps, type Step } from './flush-steps';
import { writeLinkRows, type LinkChanges } from './link-rows';
import { deleteStates } from './delete-rows';
import { updateColumns } from './post-update';
import { saveStates } from './save-rows';
import type { RowWriter } from './row-writer';
import { orderOfAll, orderOfPair } from './step-order';
import { inCycles, layers, type Edge } from './topology';

/** What the session tells a flush. */
export interface FlushHost {
  /** Where the rows of a class are written. */
  writer(mapper: Mapper): Flow<RowWriter>;
  warn(message: string): void;
  contains(state: InstanceState): boolean;
  isDeleted(state: InstanceState): boolean;
  /** The object that the session has for a key. */
  identity(key: IdentityKey): InstanceState | null;
  /** The row of an object turned out to be gone. */
  vanished(state: InstanceState): void;
}

export interface RegisterOptions {
  readonly isDelete?: boolean;
  readonly cancelDelete?: boolean;
  /** Nothing is written for the object itself; what depends on it is. */
  readonly listOnly?: boolean;
  readonly operation?: string;
  readonly along?: Relationship;
}

const PLAINLY: RegisterOptions = {};

/** What happens to one object in a flush. */
export interface Fate {
  readonly isDelete: boolean;
  readonly listOnly: boolean;
}

const SAVED: Fate = { isDelete: false, listOnly: false };
const DELETED: Fate = { isDelete: true, listOnly: false };
const fate = (isDelete: boolean, listOnly: boolean): Fate => (listOnly ? { isDelete, listOnly } : (isDelete ? DELETED : SAVED));

/**
 * Everything that one flush does, in order: which objects are written or deleted, which relationships are processed
 * between. Steps are for all objects of a class; where classes depend on each other in a circle, for one object each.
 * @see sqlalchemy.orm.unitofwork.UOWTransaction
 */
export class FlushPlan {
  readonly states = new Map<InstanceState, Fate>();
  readonly #mappers = new Map<Mapper, Set<InstanceState>>();
  readonly #dependencies = new Map<Relationship, Dependency>();
  readonly #active = new Map<Mapper, Dependency[]>();
  readonly #steps = new FlushSteps();
  readonly #done = new Map<Dependency, { readonly saves: Set<InstanceState>; readonly deletes: Set<InstanceState>; set: boolean }>();
  readonly #linked = new Set<string>();
  readonly #postUpdates = new Map<Mapper, { readonly states: Set<InstanceState>; readonly columns: Set<object> }>();
  /** Primary key columns that the database changes along with those that they refer to. */
  readonly #cascadedKeys = new Map<InstanceState, Set<object>>();
  #cycles: ReadonlySet<Step> = new Set();

  constructor(private readonly host: FlushHost) {}

  get hasWork(): boolean {
    return this.states.size > 0;
  }

  // What is part of the flush.

  /** Brings an object into the flush. False when it belongs to no session, which is warned of. */
  register(state: InstanceState, options: RegisterOptions = PLAINLY): boolean {
    if (!this.host.contains(state)) {
      if (!state.deleted && options.operation !== undefined && options.along) this.warnOutside(state, options.operation, options.along);
      return false;
    }
    const { isDelete = false, cancelDelete = false, listOnly = false } = options;
    if (this.states.has(state)) {
      if (!listOnly && (isDelete || cancelDelete)) this.states.set(state, { isDelete, listOnly: false });
      else if (!listOnly && this.states.get(state)?.listOnly === true) this.states.set(state, { isDelete: this.willDelete(state), listOnly: false });
      return true;
    }
    this.states.set(state, fate(isDelete || (this.host.isDeleted(state) && !cancelDelete), listOnly));
    const { base } = state.mapper;
    const of = this.#mappers.get(base);
    if (of) of.add(state);
    else {
      this.#mappers.set(base, new Set([state]));
      this.#steps.before(this.#steps.saveAll(base), this.#steps.deleteAll(base));
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

  warn(message: string): void {
    this.host.warn(message);
  }

  warnOutside(state: InstanceState, operation: string, along: Relationship, negation: 'will not' | "won't" = 'will not'): void {
    this.warn(`Object of type ${state.className} not in session, ${operation} operation along '${along.toString()}' ${negation} proceed`);
  }

  /** The persistent object whose key a pending one has; null where there is none. */
  *holderOf(key: IdentityKey): Flow<InstanceState | null> {
    const found = this.host.identity(key);
    if (!found?.expired) return found;
    try {
      yield* found.loadExpired(PASSIVE.flush);
      return found;
    } catch (error) {
      if (!(error instanceof ObjectDeletedError)) throw error;
      this.host.vanished(found);
      return null;
    }
  }

  /** Another object takes over the row: it is not deleted. */
  spare(state: InstanceState): void {
    this.states.set(state, { isDelete: this.willDelete(state), listOnly: true });
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

  *writeLinks(relationship: Relationship, changes: LinkChanges): Flow<void> {
    if (changes.inserted.length + changes.deleted.length + changes.moved.length === 0) return;
    yield* writeLinkRows(yield* this.host.writer(relationship.parent), relationship, changes);
  }

  /** Foreign keys of an object are written by an UPDATE of their own. */
  postUpdate(state: InstanceState, columns: readonly ColumnElement[]): void {
    const known = this.#postUpdates.get(state.mapper.base) ?? { states: new Set<InstanceState>(), columns: new Set<object>() };
    this.#postUpdates.set(state.mapper.base, known);
    known.states.add(state);
    for (const column of columns) known.columns.add(column.identity);
  }

  /** A column of the primary key gets its new value from the database, by ON UPDATE CASCADE. */
  cascadesKey(state: InstanceState, column: ColumnElement): void {
    this.#cascadedKeys.set(state, (this.#cascadedKeys.get(state) ?? new Set<object>()).add(column.identity));
  }

  isKeyCascaded(state: InstanceState, column: ColumnElement): boolean {
    return this.#cascadedKeys.get(state)?.has(column.identity) ?? false;
  }

  /** The objects of a class whose rows are written, or deleted. @param all those too for which nothing is written */
  statesOf(mapper: Mapper, isDelete: boolean, all = true): InstanceState[] {
    const found: InstanceState[] = [];
    for (const state of this.#mappers.get(mapper.base) ?? []) {
      const fate = this.states.get(state);
      if (fate?.isDelete === isDelete && (all || !fate.listOnly) && state.mapper.isa(mapper)) found.push(state);
    }
    return found;
  }

  // Steps.

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
    const toDelete = this.statesOf(relationship.parent, true).filter((state) => !deletes.has(state));
    const toSave = this.statesOf(relationship.parent, false).filter((state) => !saves.has(state));
    for (const state of toDelete) deletes.add(state);
    for (const state of toSave) saves.add(state);
    if (toDelete.length > 0) yield* dependency.prepareDeletes(this, toDelete);
    if (toSave.length > 0) yield* dependency.prepareSaves(this, toSave);
    if (toDelete.length + toSave.length === 0) return false;
    if (!done.set && ((yield* dependency.concerns(this, toDelete, true)) || (yield* dependency.concerns(this, toSave, false)))) {
      done.set = true;
      const { base } = relationship.parent;
      this.#active.set(base, [...(this.#active.get(base) ?? []), dependency]);
      orderOfAll(this.#steps, dependency);
    }
    return true;
  }

  /** Does it all. */
  *execute(): Flow<void> {
    yield* this.#prepare();
    const edges = yield* this.#withoutCycles();
    const steps = this.#steps.all.filter((step) => !step.disabled && !this.#cycles.has(step)).sort((left, right) => (left.order < right.order ? -1 : left.order > right.order ? 1 : 0));
    const failed = (left: readonly Step[]): Error => new CircularDependencyError(`Circular dependency detected. (${left.map(described).join(', ')})`, left, edges);
    for (const layer of layers(edges, steps, failed)) for (const together of alike(layer)) yield* this.#run(together);
  }

  *#run(steps: readonly Step[]): Flow<void> {
    const [step] = steps;
    if (!step) return;
    const { dependency, mapper, isDelete } = step;
    if (step.kind === 'PostUpdateAll') {
      yield* this.#updateLater(mapper, isDelete);
      return;
    }
    const writes = dependency === null;
    const states = step.state ? steps.flatMap(({ state }) => (state && !(writes && this.states.get(state)?.listOnly === true) ? state : [])) : this.statesOf(mapper, isDelete, !writes);
    if (states.length === 0) return;
    if (dependency) yield* isDelete ? dependency.processDeletes(this, states) : dependency.processSaves(this, states);
    else if (isDelete) yield* deleteStates(mapper, states, yield* this.host.writer(mapper));
    else yield* saveStates(this, mapper, states, yield* this.host.writer(mapper));
  }

  *#updateLater(base: Mapper, isDelete: boolean): Flow<void> {
    const asked = this.#postUpdates.get(base);
    const now = [...(asked?.states ?? [])].filter((state) => this.willDelete(state) === isDelete);
    if (asked && now.length > 0) yield* updateColumns(base, now, asked.columns, yield* this.host.writer(base));
  }

  /** The edges, with steps in circles split into steps for single objects. */
  *#withoutCycles(): Flow<readonly Edge<Step>[]> {
    const { edges } = this.#steps;
    this.#cycles = new Set([...inCycles(edges)].filter(({ kind }) => kind !== 'PostUpdateAll'));
    if (this.#cycles.size === 0) return edges;
    const split = new Map<Step, readonly Step[]>();
    for (const step of this.#cycles) split.set(step, yield* this.#split(step));
    const parts = (step: Step): readonly Step[] => split.get(step) ?? [step];
    return edges.flatMap(([before, after]): Edge<Step>[] => {
      if (before.disabled || after.disabled || (this.#cycles.has(before) && this.#cycles.has(after))) return [];
      return parts(before).flatMap((one) => parts(after).map((other): Edge<Step> => [one, other]));
    });
  }

  *#split(step: Step): Flow<readonly Step[]> {
    if (step.dependency) return [];
    const { mapper, isDelete } = step;
    const states = this.statesOf(mapper, isDelete);
    const made = states.map((state) => this.#steps.one(state, isDelete));
    for (const one of made) {
      if (isDelete) this.#steps.before(this.#steps.saveAll(mapper), one);
      else this.#steps.before(one, this.#steps.deleteAll(mapper));
    }
    for (const dependency of this.#active.get(mapper) ?? []) {
      yield* this.#splitDependency(dependency, states.filter((state) => state.mapper.isa(dependency.relationship.parent)), isDelete);
    }
    return made;
  }

  *#splitDependency(dependency: Dependency, states: readonly InstanceState[], isDelete: boolean): Flow<void> {
    const { parent, target } = dependency.relationship;
    this.#steps.process(dependency, null, isDelete).disabled = true;
    const childSaves = this.#steps.saveAll(target);
    const childInCycle = this.#cycles.has(childSaves);
    const whole = isDelete ? this.#steps.deleteAll(parent) : this.#steps.saveAll(parent);
    for (const state of states) {
      const related = yield* dependency.related(state, isDelete);
      if (related.length === 0) continue;
      const process = this.#steps.process(dependency, state, isDelete);
      const own = this.#cycles.has(whole) ? this.#steps.one(state, isDelete) : whole;
      const children: (readonly [step: Step | null, isDelete: boolean])[] = childInCycle
        ? related.map((child) => (child && this.states.has(child) ? [this.#steps.one(child, this.willDelete(child)), this.willDelete(child)] : [null, false]))
        : [[childSaves, false], [this.#steps.deleteAll(target), true]]; // prettier-ignore
      for (const [child, childDeleted] of children) orderOfPair(this.#steps, dependency, { process, parent: own, child, isDelete, childDeleted });
    }
  }
}

function described({ kind, mapper, state }: Step): string {
  return `${kind}(${state?.toString() ?? mapper.toString()})`;
}

/** The steps of a layer; those of one kind for single objects are done together. */
function alike(layer: readonly Step[]): readonly (readonly Step[])[] {
  const made = new Map<string, Step[]>();
  for (const step of layer) {
    const known = step.state ? made.get(step.order) : undefined;
    if (known) known.push(step);
    else made.set(step.order, [step]);
  }
  return [...made.values()];
}
