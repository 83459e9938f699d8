import type { EventHub } from '../events';
import { InvalidRequestError } from '../errors';
import { runSync } from '../flow';
import { FlushError } from '../map/errors';
import type { IdentityKey } from '../map/identity-key';
import type { InstanceState, Loader } from '../map/state';
import { cascaded, isAlone } from './cascade-walk';
import { IdentityMap } from './identity-map';
import { shownKey } from './lookup-key';
import type { ObjectLifetimes } from './object-lifetimes';
import type { Session } from './session';
import type { SessionEvents } from './session-events';
import type { Snapshot } from './snapshot';

/** What the objects of a session need of it. */
export interface ObjectsHome {
  readonly session: Session;
  readonly loader: Loader;
  readonly events: EventHub<SessionEvents>;
  /** The account of the transaction that is going on, which begins if there is none. */
  account(): Snapshot;
  /** The same; null where none is going on. */
  accountOrNull(): Snapshot | null;
  /** Those of the transactions around it too, the innermost first. */
  accounts(): readonly Snapshot[];
  isFlushing(): boolean;
  /** Null: objects are kept until the session is told to let go of them. */
  readonly lifetimes: ObjectLifetimes | null;
  warn(message: string): void;
}

type ObjectEvent = 'pendingToTransient' | 'persistentToTransient' | 'persistentToDetached' | 'deletedToDetached' | 'pendingToPersistent' | 'persistentToDeleted' | 'deletedToPersistent' | 'beforeAttach' | 'afterAttach' | 'detachedToPersistent' | 'transientToPending' | 'loadedAsPersistent';

/** The objects that belong to a session: those to be inserted, those that have a row, those to be deleted. */
export class SessionObjects {
  readonly identityMap: IdentityMap;
  readonly #new = new Set<InstanceState>();
  readonly #deleted = new Set<InstanceState>();
  readonly #modified = new Set<InstanceState>();
  #inserts = 0;

  constructor(private readonly home: ObjectsHome) {
    this.identityMap = new IdentityMap(home.lifetimes ? (): void => { this.releaseUnreferenced(); } : null); // prettier-ignore
    home.lifetimes?.opened(this);
  }

  get new(): ReadonlySet<InstanceState> {
    return this.#new;
  }

  get deleted(): ReadonlySet<InstanceState> {
    return this.#deleted;
  }

  /** Persistent objects that were changed, whether or not the changes come to anything. */
  get dirty(): InstanceState[] {
    return [...this.#modified].filter((state) => state.modified && this.identityMap.has(state) && !this.#deleted.has(state));
  }

  /** Nothing is left to be written. */
  get isClean(): boolean {
    return this.#new.size === 0 && this.#deleted.size === 0 && (this.#modified.size === 0 || this.dirty.length === 0);
  }

  /** Persistent objects without changes, which are there only because the program has them. */
  *weaklyHeld(): IterableIterator<InstanceState> {
    for (const state of this.identityMap.states) if (!this.#isHeld(state)) yield state;
  }

  /** Objects that the session keeps until it has written them, or may have to put back. */
  *strong(): IterableIterator<InstanceState> {
    yield* this.#new;
    yield* this.#deleted;
    for (const { deleted } of this.home.accounts()) yield* deleted;
    for (const state of this.identityMap.states) if (this.#isHeld(state)) yield state;
  }

  #isHeld(state: InstanceState): boolean {
    return state.modified || this.#new.has(state) || this.#deleted.has(state);
  }

  /** Lets go of the objects that the program has no longer, where that is known. */
  releaseUnreferenced(): void {
    if (this.home.isFlushing()) return;
    for (const state of this.home.lifetimes?.unreferenced(this) ?? []) this.#release(state);
  }

  #release(state: InstanceState): void {
    this.identityMap.delete(state);
    this.#modified.delete(state);
    for (const account of this.home.accounts()) account.forget(state);
    // The program may still have one of its collections.
    for (const key of state.values.keys()) state.mapper.attributes.get(key)?.release(state);
  }

  contains(state: InstanceState): boolean {
    return this.#new.has(state) || this.identityMap.has(state);
  }

  warn(message: string): void {
    this.home.warn(message);
  }

  #tell(name: ObjectEvent, state: InstanceState): void {
    if (this.home.events.has(name)) this.home.events.dispatch(name, this.home.session, state.object);
  }

  // Coming in.

  /** An object that was just made of a row. */
  load(state: InstanceState, key: IdentityKey): void {
    this.#place(state, key);
  }

  /** Its values were read, too. */
  loaded(state: InstanceState): void {
    this.#tell('loadedAsPersistent', state);
  }

  #place(state: InstanceState, key: IdentityKey): InstanceState | null {
    state.key = key;
    state.loader = this.home.loader;
    this.home.lifetimes?.adopted(state);
    return this.identityMap.set(key, state);
  }

  modified(state: InstanceState): void {
    this.home.account();
    this.#modified.add(state);
  }

  /** Adds an object and those that it brings along. @throws InvalidRequestError as {@link save} */
  saveWithCascades(state: InstanceState): void {
    state.mapper.registry.configure();
    state.orphanedOutside = false;
    this.save(state);
    if (!isAlone(state)) for (const other of runSync(cascaded('save-update', state, (one) => this.contains(one)))) this.save(other);
  }

  /** Adds one object. @throws InvalidRequestError when it belongs to another session, or was deleted */
  save(state: InstanceState): void {
    if (state.key === null) this.#savePending(state);
    else this.attachPersistent(state, state.key, false);
  }

  #savePending(state: InstanceState): void {
    const attaches = this.#beforeAttach(state);
    if (!this.#new.has(state)) {
      this.#new.add(state);
      state.insertOrder = ++this.#inserts;
    }
    if (attaches) this.#attached(state);
  }

  /**
   * Adds an object that has a row.
   * @param revert its deletion is taken back
   * @param deletes it is to be deleted, maybe once more
   */
  attachPersistent(state: InstanceState, key: IdentityKey, revert: boolean, deletes = false): void {
    const wasDeleted = state.wasDeleted;
    if (wasDeleted && !deletes) {
      if (!revert) {
        throw new InvalidRequestError(`Instance '${state.toString()}' has been deleted.  Use the make_transient() function to send this object back to the transient state.`);
      }
      if (!state.loader) return;
      state.wasDeleted = false;
    }
    const attaches = this.#beforeAttach(state);
    this.#deleted.delete(state);
    const other = this.identityMap.get(key);
    if (other && other !== state && !revert) {
      throw new InvalidRequestError(`Can't attach instance ${state.toString()}; another instance with key ${shownKey(key)} is already present in this session.`);
    }
    this.#place(state, key);
    if (state.modified) this.#modified.add(state);
    if (attaches) this.#attached(state);
    else if (revert && wasDeleted) this.#tell('deletedToPersistent', state);
  }

  /** True when the object belongs to no session yet. @throws InvalidRequestError when it belongs to another one */
  #beforeAttach(state: InstanceState): boolean {
    this.home.account();
    const { loader } = this.home;
    if (state.loader === loader) return false;
    if (state.loader) {
      throw new InvalidRequestError(`Object '${state.toString()}' is already attached to session '${state.loader.sessionId}' (this is '${loader.sessionId}')`);
    }
    this.#tell('beforeAttach', state);
    return true;
  }

  #attached(state: InstanceState): void {
    state.loader = this.home.loader;
    this.#tell('afterAttach', state);
    this.#tell(state.key ? 'detachedToPersistent' : 'transientToPending', state);
  }

  // Going out.

  /** Marks an object whose row the next flush deletes. */
  markDeleted(state: InstanceState): void {
    if (this.#deleted.has(state) || state.key === null) return;
    this.attachPersistent(state, state.key, false, true);
    this.#deleted.add(state);
  }

  /** @param toTransient their rows are not there after all */
  expunge(states: readonly InstanceState[], toTransient = false): void {
    for (const state of states) {
      if (!this.#new.delete(state)) {
        if (this.identityMap.has(state)) this.identityMap.delete(state);
        else this.home.accountOrNull()?.deleted.delete(state);
        this.#deleted.delete(state);
      }
      this.#modified.delete(state);
      this.#detach(state, toTransient);
    }
  }

  #detach(state: InstanceState, toTransient: boolean): void {
    const { deleted, persistent, pending } = state;
    state.loader = null;
    if (toTransient) {
      state.key = null;
      state.wasDeleted = false;
    }
    if (persistent) this.#tell(toTransient ? 'persistentToTransient' : 'persistentToDetached', state);
    else if (deleted) this.#tell('deletedToDetached', state);
    else if (pending) this.#tell('pendingToTransient', state);
  }

  expungeAll(): void {
    const gone = this.home.accounts().flatMap(({ deleted }) => [...deleted]);
    const all = new Set([...this.identityMap.states, ...this.#new, ...gone.filter((state) => state.loader === this.home.loader)]);
    this.identityMap.clear();
    this.#new.clear();
    this.#deleted.clear();
    this.#modified.clear();
    for (const state of all) this.#detach(state, false);
  }

  /** Objects whose deletion is final. */
  detachDeleted(states: Iterable<InstanceState>): void {
    for (const state of states) if (state.loader === this.home.loader) this.#detach(state, false);
  }

  // Flushes.

  /** Objects learn that their rows were deleted. */
  rowsDeleted(states: readonly InstanceState[]): void {
    const account = this.home.accountOrNull();
    for (const state of states) {
      account?.deleted.add(state);
      this.identityMap.delete(state);
      this.#deleted.delete(state);
      this.#modified.delete(state);
      state.wasDeleted = true;
      this.#tell('persistentToDeleted', state);
    }
  }

  /** Objects whose rows a statement changed: taking it back expires them. */
  rowsAltered(states: readonly InstanceState[]): void {
    const account = this.home.accountOrNull();
    for (const state of states) account?.dirty.add(state);
  }

  /** Objects learn that their rows were written. @throws FlushError for one that has no primary key */
  rowsWritten(states: readonly InstanceState[]): void {
    const account = this.home.accountOrNull();
    const fresh: InstanceState[] = [];
    for (const state of states) {
      if (state.mapper.hasSameKey(state) && this.identityMap.has(state)) {
        this.#written(state, account);
        continue;
      }
      const key = state.key && !knowsKey(state) ? state.key : state.mapper.identityKeyOf(state);
      if (key.values.includes(null) && (!state.mapper.allowPartialKeys || key.values.every((value) => value === null))) throw new FlushError(nullKey(state));
      if (state.key === null) {
        fresh.push(state);
      } else if (state.key.token !== key.token) {
        this.identityMap.delete(state);
        if (account && !account.keys.has(state)) account.keys.set(state, state.key);
      }
      const replaced = this.#place(state, key);
      if (replaced && replaced.mapper.identityKeyOf(replaced).token === key.token) {
        this.home.warn(`Identity map already had an identity for ${shownKey(key)}, replacing it with newly flushed object.   Are there load operations occurring inside of an event handler within the flush?`);
      }
      this.#written(state, account);
    }
    for (const state of fresh) {
      if (this.#new.delete(state)) this.#tell('pendingToPersistent', state);
    }
  }

  #written(state: InstanceState, account: Snapshot | null): void {
    state.orphanedOutside = false;
    state.commitAll();
    this.#modified.delete(state);
    if (this.#new.has(state)) account?.added.add(state);
    else account?.dirty.add(state);
  }

  /** Forgets changes that were made while a flush was on its way. Gives their number. */
  forgetChanges(): number {
    const changed = this.dirty;
    for (const state of changed) state.commitAll();
    this.#modified.clear();
    return changed.length;
  }

  // Transactions.

  /**
   * Puts objects back to what they were before a transaction.
   * @param dirtyOnly of the others only those that it touched are expired
   */
  restore(account: Snapshot, dirtyOnly: boolean): void {
    const gone = new Set([...account.added, ...this.#new]);
    this.expunge([...gone], true);
    for (const [state, key] of account.keys) {
      this.identityMap.delete(state);
      state.key = gone.has(state) ? null : key;
      if (!gone.has(state)) this.identityMap.set(key, state);
    }
    for (const state of new Set([...account.deleted, ...this.#deleted])) {
      if (state.key && !gone.has(state)) this.attachPersistent(state, state.key, true);
    }
    for (const state of this.identityMap.states) {
      if (!dirtyOnly || state.modified || account.dirty.has(state)) this.expire(state);
    }
  }

  expire(state: InstanceState): void {
    state.expire();
    this.#modified.delete(state);
  }

  expireAll(): void {
    for (const state of this.identityMap.states) this.expire(state);
  }
}

/** The primary key is among the values that the object has. */
function knowsKey(state: InstanceState): boolean {
  return state.mapper.keyAttributes.every((attribute) => attribute !== null && state.values.has(attribute));
}

function nullKey(state: InstanceState): string {
  return `Instance ${state.toString()} has a NULL identity key.  If this is an auto-generated value, check that the database table allows generation of new primary key values, and that the mapped Column object is configured to expect these generated values.  Ensure also that this flush() is not occurring at an inappropriate time, such as within a load() event.`;
}
