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

/** All that is known about one mapped object besides the object itself. */
export class InstanceState {
  /** The values of the attributes that are loaded or were set. */
  readonly values = new Map<string, unknown>();
  /** For each changed attribute the value before the first change. */
  readonly committed = new Map<string, unknown>();
  key: IdentityKey | null = null;
  /** The session that it belongs to. */
  loader: Loader | null = null;
  /** Everything was expired; attributes are read again when they are asked for. */
  expired = false;
  readonly expiredAttributes = new Set<string>();
  modified = false;
  /** Its row was deleted by a flush that was not taken back. */
  wasDeleted = false;
  /** Its place among the objects that were added. */
  insertOrder = 0;
  readonly pendingChanges = new Map<string, PendingChanges>();
  /** For relationships to it that matter for orphans: which object has it, or false when none has any longer. */
  readonly parents = new Map<Relationship, InstanceState | false>();
  /** Empty collections that were handed out and not changed yet. */
  readonly emptyCollections = new Map<string, CollectionAdapter>();
  /** Options of the statement that loaded it, for what is loaded later. */
  loadOptions: readonly object[] = [];
  /** Columns that the statement which loaded it left out: each is read when it is asked for. */
  readonly deferredKeys = new Set<string>();
  readonly number = ++created;

  constructor(
    readonly object: object,
    readonly mapper: Mapper,
  ) {}

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
    if (!this.committed.has(key)) this.committed.set(key, previous);
    this.touch();
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
    this.expiredAttributes.clear();
  }

  /** Forgets all values: they are read again when they are asked for. */
  expire(): void {
    this.expired = true;
    this.expiredAttributes.clear();
    for (const key of this.mapper.attributes.keys()) this.#forget(key);
    for (const key of this.mapper.columnAttributes) this.expiredAttributes.add(key);
    this.committed.clear();
    this.deferredKeys.clear();
    this.modified = false;
    this.pendingChanges.clear();
  }

  /** Forgets some values. */
  expireAttributes(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#forget(key);
      this.committed.delete(key);
      this.pendingChanges.delete(key);
      if (this.mapper.columnAttributes.has(key)) this.expiredAttributes.add(key);
    }
  }

  #forget(key: string): void {
    this.mapper.attributes.get(key)?.release(this);
    this.values.delete(key);
    this.emptyCollections.delete(key);
  }

  /** Its values are those of the database. */
  commitAll(): void {
    this.committed.clear();
    this.pendingChanges.clear();
    this.modified = false;
    this.expired = false;
    for (const key of this.values.keys()) this.expiredAttributes.delete(key);
  }

  /** Some of its values are those of the database. */
  commit(keys: Iterable<string>): void {
    for (const key of keys) {
      this.committed.delete(key);
      this.expiredAttributes.delete(key);
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
    let changes = this.pendingChanges.get(key);
    if (!changes) this.pendingChanges.set(key, (changes = { added: [], deleted: new Set() }));
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
