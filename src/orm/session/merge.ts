import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import { StaleDataError } from '../map/errors';
import type { IdentityKey, IdentityToken } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import { isKnown, PASSIVE } from '../map/passive';
import { CollectionImpl } from '../map/related-attribute';
import type { Relationship } from '../map/relationship';
import { sameValue } from '../map/same-value';
import { stateOrNull, type InstanceState } from '../map/state';
import { plainText } from '../values/plain-text';
import type { ObjectLoading } from './object-loading';
import type { SessionObjects } from './session-objects';

/**
 * Copies the state of an object onto the one of the session with the same primary key; onto a new one where there is
 * none. Related objects follow where the merge cascade leads.
 * @param load false: nothing is read, the given objects are taken as what the database has
 * @param options loader options for the session's object, where it is read
 * @returns the session's object
 * @throws InvalidRequestError for objects that were changed or have no row, where nothing is read
 */
export function* mergeObjects(objects: SessionObjects, loading: ObjectLoading, given: InstanceState, load: boolean, options: readonly object[] = []): Flow<object> {
  return (yield* new Merge(objects, loading, load, options).state(given)).object;
}

/** One merge: what was merged already is not merged again. */
class Merge {
  readonly #merged = new Map<InstanceState, InstanceState>();
  readonly #byKey = new Map<Mapper, Map<IdentityToken, InstanceState>>();
  /** Relationships by which an object was reached: the way back is not taken. */
  readonly #reached = new Map<InstanceState, Set<Relationship>>();

  constructor(
    private readonly objects: SessionObjects,
    private readonly loading: ObjectLoading,
    private readonly load: boolean,
    private readonly options: readonly object[],
  ) {}

  *state(given: InstanceState): Flow<InstanceState> {
    const known = this.#merged.get(given);
    if (known) return known;
    const { mapper } = given;
    const key = given.key ?? mapper.identityKeyOf(given);
    const own = yield* this.#target(given, key);
    this.#merged.set(given, own);
    this.#remember(key, own);
    if (own === given) return own;
    this.#checkVersion(given, own);
    own.loadedBy = given.loadedBy;
    for (const { key: name } of mapper.columnProperties) this.#copyColumn(given, own, name);
    for (const relationship of mapper.relationships) yield* this.#copyRelated(given, own, relationship);
    if (!this.load) own.commitAll();
    return own;
  }

  /** The session's object for a key: one that it has, one that it reads, or a new one. */
  *#target(given: InstanceState, key: IdentityKey): Flow<InstanceState> {
    const { objects, load } = this;
    const { mapper } = given;
    if (given.key === null) {
      if (objects.new.has(given)) {
        objects.warn(`Instance ${given.toString()} is already pending in this Session yet is being merged again; this is probably not what you want to do`);
      }
      if (!load) throw new InvalidRequestError('merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  flush() all changes on mapped instances before merging with load=False.');
    }
    const hasKey = given.key !== null || (key.values.some((value) => value !== null) && (mapper.allowPartialKeys || !key.values.includes(null)));
    const own = objects.identityMap.get(key) ?? (hasKey ? (this.#byKey.get(mapper.base)?.get(key.token) ?? null) : null);
    if (own) return own;
    if (!load) return this.#untouched(given, key);
    const found = hasKey ? stateOrNull(yield* this.loading.byKey(mapper, key.values, { options: this.#merged.size === 0 ? this.options : [] })) : null;
    if (found) return found;
    const made = mapper.createState();
    objects.saveWithCascades(made);
    return made;
  }

  #untouched(given: InstanceState, key: IdentityKey): InstanceState {
    if (given.modified) throw new InvalidRequestError("merge() with load=False option does not support objects marked as 'dirty'.  flush() all changes on mapped instances before merging with load=False.");
    const made = given.mapper.createState();
    made.key = key;
    this.objects.save(made);
    return made;
  }

  #remember(key: IdentityKey, own: InstanceState): void {
    const { base } = own.mapper;
    const known = this.#byKey.get(base) ?? new Map<IdentityToken, InstanceState>();
    this.#byKey.set(base, known.set(key.token, own));
  }

  /** @throws StaleDataError when the given object is of another version */
  #checkVersion(given: InstanceState, own: InstanceState): void {
    const { versionColumn } = given.mapper;
    if (!versionColumn) return;
    const [version, present] = [given.mapper.columnValue(given, versionColumn), own.mapper.columnValue(own, versionColumn)];
    if (!isKnown(version) || !isKnown(present) || sameValue(version, present)) return;
    throw new StaleDataError(
      `Version id '${plainText(version)}' on merged state ${own.toString()} does not match existing version '${plainText(present)}'. Leave the version attribute unset when merging to update the most recent version.`,
    );
  }

  #copyColumn(given: InstanceState, own: InstanceState, name: string): void {
    if (given.values.has(name)) {
      if (this.load) own.attribute(name).set(own, given.values.get(name));
      else own.attribute(name).setCommitted(own, given.values.get(name));
    } else if (own.key !== null && !own.values.has(name)) {
      own.expireAttributes([name]);
    }
  }

  *#copyRelated(given: InstanceState, own: InstanceState, relationship: Relationship): Flow<void> {
    if (this.load && [...relationship.reverse].some((other) => this.#reached.get(given)?.has(other))) return;
    if (!relationship.cascade.has('merge') || !given.values.has(relationship.key)) return;
    const impl = own.mapper.related(relationship.key);
    // What the session's object has now must be known, so that what is missing is taken out.
    if (this.load && impl instanceof CollectionImpl) yield* impl.load(own, PASSIVE.merge);
    const items: object[] = [];
    for (const item of impl.itemsOf(given.values.get(relationship.key))) {
      const state = stateOrNull(item);
      if (!state) continue;
      this.#reached.set(state, (this.#reached.get(state) ?? new Set<Relationship>()).add(relationship));
      items.push((yield* this.state(state)).object);
    }
    const value = relationship.uselist ? items : (items[0] ?? null);
    if (this.load) impl.set(own, value);
    else impl.setCommitted(own, value);
  }
}
