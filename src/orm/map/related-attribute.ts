import { ArgumentError, InvalidRequestError } from '../errors';
import { runSync, type Flow } from '../flow';
import { pythonRepr } from '../values/python-repr';
import type { AttributeListeners } from './attribute-listeners';
import { AttributeImpl, EMPTY, type Initiator } from './attribute';
import { collectionHistory, type History, valueHistory, History as Changes } from './history';
import { membersOf, type CollectionAdapter, type CollectionFactory, type CollectionKind } from './collections';
import { isKnown, NO_RESULT, NO_VALUE, PASSIVE, type Passive } from './passive';
import type { Relationship } from './relationship';
import { stateOrNull, type InstanceState } from './state';

/** The values of a relationship: what one related object and a collection of them have in common. */
export abstract class RelatedImpl extends AttributeImpl {
  constructor(
    readonly relationship: Relationship,
    listeners?: AttributeListeners,
  ) {
    super(relationship.key, listeners);
  }

  /** Adds a related object; for a single one, puts it in place. */
  abstract append(state: InstanceState, item: object, initiator: Initiator, passive: Passive): void;
  /** Takes a related object out, if it is there. */
  abstract pop(state: InstanceState, item: object, initiator: Initiator, passive: Passive): void;
  /** The related objects as they are known. */
  abstract itemsOf(value: unknown): readonly object[];

  protected *fetch(state: InstanceState, passive: Passive): Flow<unknown> {
    if (state.key === null) return EMPTY;
    if (state.loader) {
      const found = yield* state.loader.loadRelated(state, this.relationship, passive);
      return found;
    }
    if (!passive.raise) return NO_RESULT;
    throw state.mapper.lazyDetached(state, this.key);
  }

  /** Reads the related objects anew. */
  *loadValue(state: InstanceState): Flow<void> {
    const value = yield* this.fetch(state, PASSIVE.flush);
    if (isKnown(value) && value !== EMPTY) this.setCommitted(state, value);
  }

  /** The state of what is set or appended. @throws ArgumentError when it is no object of the target class */
  protected stateOf(item: object): InstanceState {
    const state = stateOrNull(item);
    if (!state) throw new ArgumentError(`Object ${pythonRepr(item)} is not a mapped instance`);
    return state;
  }

  /** Whether an object has a parent by this relationship. @param optimistic what is assumed where nothing is known */
  hasParent(item: InstanceState, optimistic: boolean): boolean {
    const parent = item.parents.get(this.relationship);
    return parent === undefined ? optimistic : parent !== false;
  }

  setParent(item: InstanceState, parent: InstanceState, has: boolean): void {
    if (!has) {
      const last = item.parents.get(this.relationship);
      // Another parent took it over already.
      if (last !== undefined && last !== false && last !== parent) return;
    }
    item.parents.set(this.relationship, has ? parent : false);
  }

  protected fireAppend(state: InstanceState, given: object, initiator: Initiator): object {
    if (this.relationship.singleParent) this.checkSingleParent(state, this.stateOf(given), initiator);
    const item = this.listeners.appending(state, given, initiator) as object;
    this.noteChange(state);
    const itemState = this.stateOf(item);
    const direct = initiator.attribute === this;
    state.loader?.related(state, this.relationship, itemState, direct);
    for (const impl of this.relationship.backrefImpls()) {
      const token = impl instanceof ObjectImpl ? impl.replaceToken : impl.appendToken;
      if (initiator !== token && initiator !== impl.replaceToken && initiator !== impl.bulkToken) impl.append(itemState, state.object, initiator, PASSIVE.noFetch);
    }
    // While the former parent lets it go it is nobody's: one without a row leaves the session.
    this.setParent(itemState, state, true);
    return item;
  }

  /** @throws InvalidRequestError when an object that may have one parent has another one already */
  protected checkSingleParent(state: InstanceState, item: InstanceState, initiator: Initiator): void {
    if (initiator.attribute.key !== this.key || !this.hasParent(item, item.key !== null)) return;
    throw new InvalidRequestError(
      `Instance ${item.toString()} is already associated with an instance of ${state.mapper.entity.repr} via its ${this.relationship.toString()} attribute, and is only allowed a single parent.`,
      'bbf1',
    );
  }

  protected fireRemove(state: InstanceState, item: object, initiator: Initiator): void {
    this.listeners.removing(state, item, initiator);
    this.noteChange(state);
    const itemState = this.stateOf(item);
    this.setParent(itemState, state, false);
    state.loader?.unrelated(state, this.relationship, itemState, initiator.attribute === this);
    for (const impl of this.relationship.backrefImpls()) {
      const token = impl instanceof ObjectImpl ? impl.replaceToken : impl.removeToken;
      if (initiator !== token && initiator !== impl.removeToken) impl.pop(itemState, state.object, initiator, PASSIVE.noFetch);
    }
  }

  protected abstract noteChange(state: InstanceState): void;
}

/** A relationship to one object. */
export class ObjectImpl extends RelatedImpl {
  protected emptyValue(): unknown {
    return NO_VALUE;
  }

  setCommitted(state: InstanceState, value: unknown): unknown {
    state.values.set(this.key, value);
    state.forgetChange(this.key);
    return value;
  }

  itemsOf(value: unknown): readonly object[] {
    return isKnown(value) && typeof value === 'object' && value !== null ? [value] : [];
  }

  set(state: InstanceState, value: unknown, initiator: Initiator = this.replaceToken): void {
    this.#replace(state, value, initiator);
  }

  #replace(state: InstanceState, given: unknown, initiator: Initiator): void {
    const old = runSync(this.load(state, this.activeHistory && state.key !== null ? PASSIVE.previousLoaded : PASSIVE.previous));
    if (this.relationship.singleParent && given && given !== old) this.checkSingleParent(state, this.stateOf(given), initiator);
    const value = this.listeners.set.length > 0 ? this.listeners.setting(state, given, old, initiator) : given;
    const child = value === null || value === undefined ? null : this.stateOf(value);
    if (child) this.relationship.checkTarget(child);
    const before = isKnown(old) && old !== value ? stateOrNull(old) : null;
    state.recordChange(this.key, old);
    state.values.set(this.key, child ? child.object : null);
    if (before) this.setParent(before, state, false);
    if (old !== value) this.#tellOthers(state, before, child, initiator);
    if (child) this.setParent(child, state, true);
  }

  /** Tells the session and the other side of the relationship. */
  #tellOthers(state: InstanceState, before: InstanceState | null, child: InstanceState | null, initiator: Initiator): void {
    const direct = initiator.attribute === this;
    if (before) state.loader?.unrelated(state, this.relationship, before, direct);
    if (child) state.loader?.related(state, this.relationship, child, direct);
    for (const impl of this.relationship.backrefImpls()) {
      const replaced = impl instanceof ObjectImpl ? impl.replaceToken : impl.removeToken;
      if (before && initiator !== replaced) impl.pop(before, state.object, this.appendToken, PASSIVE.noFetch);
      const added = impl instanceof ObjectImpl ? impl.replaceToken : impl.appendToken;
      if (child && initiator !== added && initiator !== impl.bulkToken) impl.append(child, state.object, initiator, PASSIVE.noFetch);
    }
  }

  delete(state: InstanceState): void {
    this.#replace(state, null, this.removeToken);
  }

  append(state: InstanceState, item: object, initiator: Initiator): void {
    this.#replace(state, item, initiator);
  }

  pop(state: InstanceState, item: object, initiator: Initiator): void {
    const current = runSync(this.load(state, PASSIVE.previous));
    // It may point elsewhere by now.
    if (isKnown(current) && current !== item) return;
    this.#replace(state, null, initiator);
  }

  protected noteChange(state: InstanceState): void {
    state.recordChange(this.key, state.values.get(this.key) ?? NO_VALUE);
  }

  protected historyOf(state: InstanceState, current: unknown): History {
    return valueHistory(state.committed.get(this.key), current, (left, right) => left === right);
  }
}

/** A relationship to many objects. Values are {@link CollectionAdapter}s. */
export class CollectionImpl extends RelatedImpl {
  /** The object whose collection is being replaced. */
  #replaced: InstanceState | null = null;
  #kind: { readonly value: CollectionKind | null } | null = null;

  constructor(
    relationship: Relationship,
    private readonly factory: CollectionFactory,
    listeners?: AttributeListeners,
  ) {
    super(relationship, listeners);
  }

  /** What its collections behave like; null where any collection may take their place. */
  get kind(): CollectionKind | null {
    this.#kind ??= { value: this.factory({ appending: (item) => item, removing: () => undefined }).kind ?? null };
    return this.#kind.value;
  }

  override presented(value: unknown): unknown {
    return isKnown(value) ? (value as CollectionAdapter).collection : null;
  }

  itemsOf(value: unknown): readonly object[] {
    return isKnown(value) && value !== null && value !== undefined ? (value as CollectionAdapter).members() : [];
  }

  override get isCollection(): boolean {
    return true;
  }

  #created(state: InstanceState): CollectionAdapter {
    const adapter: CollectionAdapter = this.factory({
      appending: (item) => {
        this.#place(state, adapter);
        return this.fireAppend(state, item, state === this.#replaced ? this.bulkToken : this.appendToken);
      },
      removing: (item) => {
        this.#place(state, adapter);
        this.fireRemove(state, item, this.removeToken);
      },
    });
    for (const listener of this.listeners.initCollection) listener(state, adapter.collection);
    return adapter;
  }

  #dispose(state: InstanceState, adapter: CollectionAdapter): void {
    for (const listener of this.listeners.disposeCollection) listener(state, adapter.collection);
    adapter.release();
  }

  /** An empty collection becomes the value when it is changed for the first time. */
  #place(state: InstanceState, adapter: CollectionAdapter): void {
    if (state.emptyCollections.get(this.key) !== adapter) return;
    state.dropEmptyCollection(this.key);
    state.values.set(this.key, adapter);
  }

  protected emptyValue(state: InstanceState): unknown {
    const known = state.emptyCollections.get(this.key);
    if (known) return known;
    const adapter = this.#created(state);
    state.keepEmptyCollection(this.key, adapter);
    return adapter;
  }

  override release(state: InstanceState): void {
    const value = state.values.get(this.key) ?? state.emptyCollections.get(this.key);
    if (value) (value as CollectionAdapter).release();
  }

  setCommitted(state: InstanceState, value: unknown): unknown {
    const adapter = this.#created(state);
    for (const item of membersOf(value) ?? []) adapter.add(item);
    state.values.set(this.key, adapter);
    state.dropEmptyCollection(this.key);
    state.forgetChange(this.key);
    const pending = state.takePending(this.key);
    if (!pending) return adapter;
    this.noteChange(state);
    for (const item of pending.added) adapter.add(item);
    for (const item of pending.deleted) adapter.take(item);
    return adapter;
  }

  /** @throws ArgumentError (Python's TypeError) for what is no collection */
  set(state: InstanceState, value: unknown): void {
    const given = membersOf(value);
    if (!given) throw new TypeError(`Incompatible collection type: ${value === null || value === undefined ? 'None' : pythonTypeOf(value)} is not list-like`);
    const present = (state.values.get(this.key) ?? state.emptyCollections.get(this.key)) as CollectionAdapter | undefined;
    if (present && present.collection === value) return;
    const adapter = this.#created(state);
    const members = this.listeners.replacing(state, given, this.bulkToken);
    const loaded = runSync(this.load(state, PASSIVE.off));
    const old = isKnown(loaded) ? (loaded as CollectionAdapter) : null;
    this.noteChange(state);
    const before = new Set(old?.members() ?? []);
    const after = new Set(members);
    state.dropEmptyCollection(this.key);
    state.values.set(this.key, adapter);
    // Only what is new or gone is told about.
    this.#replaced = state;
    try {
      for (const item of members) {
        if (before.has(item)) {
          adapter.add(item);
          for (const listener of this.listeners.appendWithoutChange) listener(state, item, this.bulkToken);
          state.loader?.related(state, this.relationship, this.stateOf(item), true);
        }
        else adapter.append(item);
      }
    } finally {
      this.#replaced = null;
    }
    for (const item of before) if (!after.has(item)) this.fireRemove(state, item, this.bulkToken);
    if (old) this.#dispose(state, old);
  }

  delete(state: InstanceState): void {
    for (const item of this.itemsOf(state.values.get(this.key) ?? NO_VALUE)) this.fireRemove(state, item, this.removeToken);
    this.release(state);
    state.values.delete(this.key);
  }

  append(state: InstanceState, item: object, initiator: Initiator, passive: Passive): void {
    const value = runSync(this.load(state, passive));
    if (!isKnown(value)) {
      const added = this.fireAppend(state, item, initiator);
      const pending = state.pendingOf(this.key);
      // What was taken out and is put back is no change.
      if (!pending.deleted.delete(added) && !pending.added.includes(added)) pending.added.push(added);
      return;
    }
    const adapter = value as CollectionAdapter;
    if (adapter.admits?.(item, initiator.attribute.key) === false) return;
    this.#place(state, adapter);
    adapter.add(this.fireAppend(state, item, initiator));
  }

  pop(state: InstanceState, item: object, initiator: Initiator, passive: Passive): void {
    const value = runSync(this.load(state, passive));
    if (!isKnown(value)) {
      this.fireRemove(state, item, initiator);
      const pending = state.pendingOf(this.key);
      const place = pending.added.indexOf(item);
      if (place >= 0) pending.added.splice(place, 1);
      else pending.deleted.add(item);
      return;
    }
    const adapter = value as CollectionAdapter;
    if (adapter.tellsFirst !== true && !adapter.members().includes(item)) return;
    this.#place(state, adapter);
    this.fireRemove(state, item, initiator);
    adapter.take(item);
  }

  protected noteChange(state: InstanceState): void {
    if (state.committed.has(this.key)) {
      state.touch();
      return;
    }
    const value = state.values.get(this.key) ?? state.emptyCollections.get(this.key);
    state.recordChange(this.key, value ? (value as CollectionAdapter).members() : NO_VALUE);
  }

  protected historyOf(state: InstanceState, current: unknown): History {
    if (isKnown(current)) return collectionHistory(state.committed.get(this.key) as object[] | typeof NO_VALUE | undefined, this.itemsOf(current));
    const pending = state.pendingChanges.get(this.key);
    return pending ? new Changes([...pending.added], [], [...pending.deleted]) : Changes.empty;
  }
}

function pythonTypeOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? (stateOrNull(value)?.mapper.entity.name ?? value.constructor.name) : typeof value;
}
