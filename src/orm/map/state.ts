import type { Flow } from '../flow';
import type { AttributeImpl } from './attribute';
import type { CollectionAdapter } from './collections';
import type { IdentityKey } from './identity-key';
import type { Mapper } from './mapper';
import { NO_VALUE, type Passive } from './passive';
import type { Relationship } from './relationship';

/** What the session of an object does for its attributes. */
export interface Loader {
  readonly sessionId: number;
  /** Reads columns of a persistent object again, or for the first time. @throws ObjectDeletedError when the row is gone */
  loadColumns(state: InstanceState, keys: ReadonlySet<string>, passive: Passive): Flow<void>;
  /** The related objects: one, null, or a list. NO_RESULT or NO_VALUE where they cannot be told. */
  loadRelated(state: InstanceState, relationship: Relationship, passive: Passive): Flow<unknown>;
  /** The object was changed, and is kept until it is written. */
  modified(state: InstanceState): void;
  /** An object was put into a relationship of `state`. @param direct the change was made on this very attribute */
  related(state: InstanceState, relationship: Relationship, item: InstanceState, direct: boolean): void;
  /** An object was taken out of a relationship of `state`. */
  unrelated(state: InstanceState, relationship: Relationship, item: InstanceState, direct: boolean): void;
}

/** Changes to a collection that is not loaded yet. */
export interface PendingChanges {
  readonly added: object[];
  readonly deleted: Set<object>;
}

let created = 0;

const NO_KEYS: ReadonlySet<string> = new Set();
const NO_VALUES: ReadonlyMap<string, never> = new Map<string, never>();

/** All that is known about one mapped object besides the object itself. */
export class InstanceState {
  /** The values of the attributes that are loaded or were set. */
  readonly values = new Map<string, unknown>();
  #committed: Map<string, unknown> | null = null;
  key: IdentityKey | null = null;
  /** The session that it belongs to. */
  loader: Loader | null = null;
  /** Everything was expired; attributes are read again when they are asked for. */
  expired = false;
  #expiredAttributes: ReadonlySet<string> | null = null;
  /** The set of expired attributes is its own: it may be changed. */
  #ownsExpired = false;
  modified = false;
  /** It was expired as a whole at some time: relationships that it does not have since count as expired. */
  everExpired = false;
  /** Its row was deleted by a flush that was not taken back. */
  wasDeleted = false;
  /** The last that had it let it go while it was in no session: a flush lets it go too. */
  orphanedOutside = false;
  /** Its place among the objects that were added. */
  insertOrder = 0;
  #pendingChanges: Map<string, PendingChanges> | null = null;
  #parents: Map<Relationship, InstanceState | false> | null = null;
  #emptyCollections: Map<string, CollectionAdapter> | null = null;
  /** How the statement that loaded it was told to load: what is loaded later follows it. Null where nothing was said. */
  loadedBy: object | null = null;
  /** The reading of rows that filled it last. */
  reading: object | null = null;
  #deferredKeys: Set<string> | null = null;
  readonly number = ++created;

  constructor(
    readonly object: object,
    readonly mapper: Mapper,
  ) {}

  // Most objects are read and never changed: what only changes need is made at the first use.

  /** For each changed attribute the value before the first change. */
  get committed(): ReadonlyMap<string, unknown> {
    return this.#committed ?? NO_VALUES;
  }

  /** Attributes that are read again when they are asked for. */
  get expiredAttributes(): ReadonlySet<string> {
    return this.#expiredAttributes ?? NO_KEYS;
  }

  get pendingChanges(): ReadonlyMap<string, PendingChanges> {
    return this.#pendingChanges ?? NO_VALUES;
  }

  /** For relationships to it that matter for orphans: which object has it, or false when none has any longer. */
  get parents(): Map<Relationship, InstanceState | false> {
    return (this.#parents ??= new Map<Relationship, InstanceState | false>());
  }

  /** Empty collections that were handed out and not changed yet. */
  get emptyCollections(): ReadonlyMap<string, CollectionAdapter> {
    return this.#emptyCollections ?? NO_VALUES;
  }

  keepEmptyCollection(key: string, adapter: CollectionAdapter): void {
    (this.#emptyCollections ??= new Map<string, CollectionAdapter>()).set(key, adapter);
  }

  dropEmptyCollection(key: string): void {
    this.#emptyCollections?.delete(key);
  }

  /** Columns that the statement which loaded it left out: each is read when it is asked for. */
  get deferredKeys(): ReadonlySet<string> {
    return this.#deferredKeys ?? NO_KEYS;
  }

  markDeferred(key: string): void {
    (this.#deferredKeys ??= new Set<string>()).add(key);
  }

  undefer(key: string): void {
    this.#deferredKeys?.delete(key);
  }

  /** The attribute was read, or its value is known otherwise. */
  markRead(key: string): void {
    this.#deferredKeys?.delete(key);
    if (this.#expiredAttributes?.has(key)) this.#ownExpired().delete(key);
  }

  /** The attribute is read again when it is asked for. */
  markExpired(key: string): void {
    this.#ownExpired().add(key);
  }

  /** Nothing is read again. */
  forgetExpired(): void {
    this.#expiredAttributes = null;
    this.#ownsExpired = false;
  }

  #ownExpired(): Set<string> {
    if (!this.#ownsExpired) this.#expiredAttributes = new Set(this.#expiredAttributes);
    this.#ownsExpired = true;
    return this.#expiredAttributes as Set<string>;
  }

  get transient(): boolean {
    return this.key === null && this.loader === null;
  }

  get pending(): boolean {
    return this.key === null && this.loader !== null;
  }

  get persistent(): boolean {
    return this.key !== null && this.loader !== null && !this.wasDeleted;
  }

  get detached(): boolean {
    return this.key !== null && this.loader === null;
  }

  /** Its row was deleted in the transaction that is going on. */
  get deleted(): boolean {
    return this.key !== null && this.loader !== null && this.wasDeleted;
  }

  /** The primary key; null before the first flush. */
  get identity(): readonly unknown[] | null {
    return this.key?.values ?? null;
  }

  /** An attribute is about to change. @param previous its value, or NO_VALUE */
  recordChange(key: string, previous: unknown): void {
    const committed = (this.#committed ??= new Map<string, unknown>());
    if (!committed.has(key)) committed.set(key, previous);
    this.touch();
  }

  /** An attribute counts as changed, whatever its value is. */
  flagModified(key: string): void {
    const impl = this.attribute(key);
    impl.listeners.modifying(this, impl.replaceToken);
    // Whatever was known of its value before: it is to be written.
    this.forgetChange(impl.key);
    this.recordChange(impl.key, NO_VALUE);
  }

  /** The value of an attribute is that of the database. */
  forgetChange(key: string): void {
    this.#committed?.delete(key);
  }

  /** It has changes, so that the session must look at it. */
  touch(): void {
    if (this.modified) return;
    this.modified = true;
    this.loader?.modified(this);
  }

  /** Reads what was expired and not set since. */
  *loadExpired(passive: Passive): Flow<void> {
    const keys = new Set([...this.expiredAttributes].filter((key) => !this.committed.has(key) && this.mapper.columnAttributes.has(key)));
    if (!this.loader) throw this.mapper.detached(this, 'attribute refresh operation cannot proceed');
    yield* this.loader.loadColumns(this, keys, passive);
    this.forgetExpired();
  }

  /** Forgets all values: they are read again when they are asked for. */
  expire(): void {
    this.expired = true;
    this.everExpired = true;
    for (const { key } of this.mapper.relationships) this.mapper.attributes.get(key)?.release(this);
    if (this.values.size > 0) this.values.clear();
    this.#emptyCollections = null;
    this.#expiredAttributes = this.mapper.undeferredColumns;
    this.#ownsExpired = false;
    this.#committed = null;
    this.#deferredKeys = null;
    this.modified = false;
    this.#pendingChanges = null;
    this.#parents = null;
    if (this.mapper.events.has('expire')) this.mapper.events.dispatch('expire', this.object, null);
  }

  /** Forgets some values. */
  expireAttributes(given: Iterable<string>): void {
    const keys = [...given];
    if (keys.length > 0 && this.mapper.events.has('expire')) this.mapper.events.dispatch('expire', this.object, keys);
    for (const key of keys) {
      this.#forget(key);
      this.#committed?.delete(key);
      this.#pendingChanges?.delete(key);
      if (this.mapper.columnAttributes.has(key) && !this.mapper.isDeferred(key)) this.markExpired(key);
    }
  }

  #forget(key: string): void {
    this.mapper.attributes.get(key)?.release(this);
    this.values.delete(key);
    this.#emptyCollections?.delete(key);
  }

  /** Its values are those of the database. */
  commitAll(): void {
    this.#committed = null;
    this.#pendingChanges = null;
    this.modified = false;
    this.expired = false;
    if (this.#expiredAttributes === null || this.#expiredAttributes.size === 0) return;
    const left = [...this.#expiredAttributes].filter((key) => !this.values.has(key));
    this.#expiredAttributes = left.length === 0 ? null : new Set(left);
    this.#ownsExpired = left.length > 0;
  }

  /** Some of its values are those of the database. */
  commit(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#committed?.delete(key);
      if (this.#expiredAttributes?.has(key)) this.#ownExpired().delete(key);
    }
  }

  /** Calls `visit` with all that it holds: values, those before changes, collections, lists of objects. */
  eachHeld(visit: (held: unknown) => void): void {
    for (const value of this.values.values()) visit(value);
    for (const value of this.#committed?.values() ?? []) visit(value);
    for (const value of this.#emptyCollections?.values() ?? []) visit(value);
    for (const { added, deleted } of this.#pendingChanges?.values() ?? []) {
      visit(added);
      visit([...deleted]);
    }
  }

  attribute(key: string): AttributeImpl {
    return this.mapper.attribute(key);
  }

  /** The value before changes: what the database has, as far as it is known. */
  committedValue(key: string): unknown {
    return this.committed.has(key) ? this.committed.get(key) : (this.values.has(key) ? this.values.get(key) : NO_VALUE);
  }

  pendingOf(key: string): PendingChanges {
    const pending = (this.#pendingChanges ??= new Map<string, PendingChanges>());
    let changes = pending.get(key);
    if (!changes) pending.set(key, (changes = { added: [], deleted: new Set() }));
    return changes;
  }

  /** Changes to a collection that is loaded now; null where there are none. */
  takePending(key: string): PendingChanges | null {
    const changes = this.#pendingChanges?.get(key) ?? null;
    this.#pendingChanges?.delete(key);
    return changes;
  }

  /** `<Author at 0x5a1f0>`: how messages name the object. */
  toString(): string {
    return `<${this.mapper.entity.name} at 0x${(0x7f0000000000 + this.number * 0x40).toString(16)}>`;
  }

  /** The class in brackets: `<Author>`. */
  get className(): string {
    return `<${this.mapper.entity.name}>`;
  }
}

/** Key of the property that holds the state of a mapped object. */
export const instanceState: unique symbol = Symbol('instanceState');

interface Mapped {
  [instanceState]?: InstanceState;
}

/** The state of a mapped object; null for others. */
export function stateOrNull(object: unknown): InstanceState | null {
  if (typeof object !== 'object' || object === null) return null;
  return (object as Mapped)[instanceState] ?? null;
}

/** The state of an object of this mapper; made at the first call. */
export function stateFor(object: object, mapper: Mapper): InstanceState {
  const known = (object as Mapped)[instanceState];
  if (known) return known;
  const state = new InstanceState(object, mapper);
  Object.defineProperty(object, instanceState, { value: state, enumerable: false, writable: true, configurable: true });
  return state;
}
