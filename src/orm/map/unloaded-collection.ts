import { InvalidRequestError } from '../errors';
import { runSync, type Flow } from '../flow';
import type { AttributeListeners } from './attribute-listeners';
import type { Initiator } from './attribute';
import { membersOf } from './collections';
import { History } from './history';
import { isKnown, NO_VALUE, PASSIVE, type Passive } from './passive';
import { RelatedImpl } from './related-attribute';
import type { Relationship } from './relationship';
import type { InstanceState } from './state';

/** What programs see of collections that are never loaded as a whole. */
export interface UnloadedCollections {
  /** `lazy="write_only"`. */
  writeOnly(state: InstanceState, impl: UnloadedCollectionImpl): object;
  /** `lazy="dynamic"`. */
  dynamic(state: InstanceState, impl: UnloadedCollectionImpl): object;
}

let collections: UnloadedCollections | null = null;

/** Tells what such collections are: the room that queries registers here when it is loaded. */
export function setUnloadedCollections(given: UnloadedCollections): void {
  collections = given;
}

/**
 * A relationship whose objects are never loaded by asking for it: what is added and removed is written with the next
 * flush, everything else is a query.
 * @see sqlalchemy.orm.WriteOnlyMapped
 */
export class UnloadedCollectionImpl extends RelatedImpl {
  /** @throws InvalidRequestError for a relationship to one object */
  constructor(relationship: Relationship, listeners?: AttributeListeners) {
    super(relationship, listeners);
    if (relationship.uselist) return;
    throw new InvalidRequestError(
      `On relationship ${relationship.toString()}, 'dynamic' loaders cannot be used with many-to-one/one-to-one relationships and/or uselist=False.`,
    );
  }

  override get isCollection(): boolean {
    return true;
  }

  get #isDynamic(): boolean {
    return this.relationship.lazy === 'dynamic';
  }

  override get(state: InstanceState): unknown {
    return this.#isDynamic ? collections?.dynamic(state, this) : collections?.writeOnly(state, this);
  }

  /** What the program sees, where it asks; the objects, where the flush may read them; otherwise nothing is known. @throws InvalidRequestError where they would have to be read and must not be */
  override *load(state: InstanceState, passive: Passive): Flow<unknown> {
    if (passive === PASSIVE.off) return this.get(state);
    if (!passive.sql || state.key === null || !state.loader) return NO_VALUE;
    if (this.#isDynamic) return yield* state.loader.loadRelated(state, this.relationship, passive);
    throw new InvalidRequestError(
      `Attribute ${this.relationship.toString()} can't load the existing state from the database for this operation; full iteration is not permitted.  If this is a delete operation, configure passive_deletes=True on the write-only relationship() when using cascades`,
    );
  }

  override *loadHistory(state: InstanceState, passive: Passive): Flow<History> {
    const value = yield* this.load(state, passive);
    return this.historyOf(state, value);
  }

  protected historyOf(state: InstanceState, current: unknown): History {
    const pending = state.pendingChanges.get(this.key);
    const [added, deleted] = [pending?.added ?? [], pending?.deleted ?? new Set<object>()];
    const unchanged = this.itemsOf(current).filter((item) => !added.includes(item) && !deleted.has(item));
    return new History([...added], unchanged, [...deleted]);
  }

  itemsOf(value: unknown): readonly object[] {
    return isKnown(value) && Array.isArray(value) ? (value as object[]) : [];
  }

  append(state: InstanceState, item: object, initiator: Initiator): void {
    const added = this.fireAppend(state, item, initiator);
    const pending = state.pendingOf(this.key);
    pending.deleted.delete(added);
    if (!pending.added.includes(added)) pending.added.push(added);
  }

  pop(state: InstanceState, item: object, initiator: Initiator): void {
    this.fireRemove(state, item, initiator);
    const { added, deleted } = state.pendingOf(this.key);
    const place = added.indexOf(item);
    if (place >= 0) added.splice(place, 1);
    else deleted.add(item);
  }

  /** Adds an object, as the program does. */
  add(state: InstanceState, item: object): void {
    this.append(state, item, this.appendToken);
  }

  /** Takes an object out, as the program does. */
  remove(state: InstanceState, item: object): void {
    this.pop(state, item, this.removeToken);
  }

  /** @throws InvalidRequestError where what was there cannot be known */
  set(state: InstanceState, value: unknown): void {
    const members = membersOf(value);
    if (!members) throw new TypeError(`Incompatible collection type: ${value === null ? 'None' : typeof value} is not list-like`);
    if (state.key !== null && !this.#isDynamic) {
      throw new InvalidRequestError(`Collection "${this.relationship.toString()}" does not support implicit iteration; collection replacement operations can't be used`);
    }
    const before = runSync(this.loadHistory(state, PASSIVE.merge)).nonDeleted;
    for (const item of members) if (!before.includes(item)) this.add(state, item);
    for (const item of before) if (!members.includes(item as object)) this.remove(state, item as object);
  }

  delete(state: InstanceState): void {
    this.set(state, []);
  }

  /** What a statement has read is nothing that is kept. */
  setCommitted(): unknown {
    return NO_VALUE;
  }

  protected emptyValue(): unknown {
    return NO_VALUE;
  }

  protected noteChange(state: InstanceState): void {
    state.touch();
  }
}
