import { runSync, type Flow } from '../flow';
import { AttributeListeners } from './attribute-listeners';
import { History, valueHistory } from './history';
import { isKnown, NO_RESULT, NO_VALUE, PASSIVE, WAS_SET, type Passive } from './passive';
import { sameValue } from './same-value';
import type { InstanceState } from './state';
import type { ValueTracking } from './value-tracking';

/** Where a change began, and of what kind it is: what keeps two sides of a relationship from answering each other forever. */
export interface Initiator {
  readonly attribute: AttributeImpl;
  readonly kind: 'append' | 'bulk replace' | 'remove' | 'replace';
}

/** Nothing is there to load: the attribute has its empty value. */
export const EMPTY: unique symbol = Symbol('ATTR_EMPTY');

/** How the values of one attribute of a mapped class are read and changed. */
export abstract class AttributeImpl {
  readonly appendToken: Initiator = { attribute: this, kind: 'append' };
  readonly removeToken: Initiator = { attribute: this, kind: 'remove' };
  readonly replaceToken: Initiator = { attribute: this, kind: 'replace' };
  readonly bulkToken: Initiator = { attribute: this, kind: 'bulk replace' };
  /** The value before a change is loaded if need be. */
  activeHistory = false;

  constructor(
    readonly key: string,
    readonly listeners: AttributeListeners = new AttributeListeners(),
  ) {}

  /** The value is a collection. */
  get isCollection(): boolean {
    return false;
  }

  /** What is read where the value is not there. */
  protected abstract fetch(state: InstanceState, passive: Passive): Flow<unknown>;
  /** The value of an attribute that never got one. */
  protected abstract emptyValue(state: InstanceState): unknown;
  /** Puts a value that the database has in its place. */
  abstract setCommitted(state: InstanceState, value: unknown): unknown;
  abstract set(state: InstanceState, value: unknown, initiator?: Initiator): void;
  /** The value is no longer there. */
  abstract delete(state: InstanceState): void;
  protected abstract historyOf(state: InstanceState, current: unknown): History;

  /** What the program gets for a value. */
  presented(value: unknown): unknown {
    return isKnown(value) ? value : null;
  }

  /** As {@link presented}, for the value that an object has. */
  valueOf(_state: InstanceState, value: unknown): unknown {
    return this.presented(value);
  }

  /** The value, read from the database where it is not there. */
  get(state: InstanceState): unknown {
    const value = state.values.get(this.key);
    if (value !== undefined) return this.valueOf(state, value);
    return this.valueOf(state, runSync(this.load(state, PASSIVE.off)));
  }

  /** The value as far as `passive` lets it be known: NO_VALUE or NO_RESULT otherwise. */
  *load(state: InstanceState, passive: Passive): Flow<unknown> {
    const known = state.values.get(this.key);
    if (known !== undefined) return known;
    if (!passive.load) return NO_VALUE;
    const value = yield* this.#read(state, passive);
    if (value === NO_RESULT || value === NO_VALUE) return value;
    if (value === WAS_SET) return state.values.has(this.key) ? state.values.get(this.key) : NO_VALUE;
    if (value !== EMPTY) return this.setCommitted(state, value);
    return passive.initialize ? this.emptyValue(state) : NO_VALUE;
  }

  *#read(state: InstanceState, passive: Passive): Flow<unknown> {
    if (!state.expiredAttributes.has(this.key)) return yield* this.fetch(state, passive);
    if (!passive.sql) return NO_RESULT;
    yield* state.loadExpired(passive);
    return WAS_SET;
  }

  /** What changed, without asking the database. */
  history(state: InstanceState): History {
    const value = state.values.get(this.key);
    return this.historyOf(state, value === undefined ? NO_VALUE : value);
  }

  /** What changed; the current value is loaded where `passive` allows it. */
  *loadHistory(state: InstanceState, passive: Passive): Flow<History> {
    return this.historyOf(state, yield* this.load(state, passive));
  }

  /** Lets go of what belongs to the value, before it is forgotten. */
  release(_state: InstanceState): void {
    // Plain values need nothing.
  }
}

/** An attribute with a plain value: one column, or what a composite is made of. */
export class ScalarImpl extends AttributeImpl {
  /** Who is told of its values, where these can change inside. */
  tracking: ValueTracking | null = null;

  constructor(
    key: string,
    /** The other columns that are read with it when it is read late; null when it is never left out by its mapping. */
    private readonly deferredWith: (() => ReadonlySet<string>) | null,
    listeners?: AttributeListeners,
  ) {
    super(key, listeners);
  }

  protected *fetch(state: InstanceState, passive: Passive): Flow<unknown> {
    const own = state.deferredKeys.has(this.key);
    if (state.key === null || (!own && !this.deferredWith)) return EMPTY;
    if (!passive.sql) return NO_RESULT;
    if (!state.loader) throw state.mapper.lazyDetached(state, this.key, 'deferred');
    const group = this.deferredWith?.() ?? new Set([this.key]);
    yield* state.loader.loadColumns(state, new Set([...group].filter((key) => !state.values.has(key))), passive);
    return WAS_SET;
  }

  protected emptyValue(state: InstanceState): unknown {
    const { initScalar } = this.listeners;
    return initScalar.length === 0 ? NO_VALUE : initScalar.reduce<unknown>((value, listener) => listener(state, this.key, value), null);
  }

  setCommitted(state: InstanceState, value: unknown): unknown {
    state.values.set(this.key, value);
    state.forgetChange(this.key);
    return value;
  }

  set(state: InstanceState, value: unknown, initiator: Initiator = this.replaceToken): void {
    const known = state.values.get(this.key);
    const old = known !== undefined ? known : this.activeHistory && state.key !== null && state.loader ? runSync(this.load(state, PASSIVE.noInitializeButLoad)) : NO_VALUE;
    const listened = this.listeners.set.length > 0 ? this.listeners.setting(state, value, old, initiator) : value;
    const taken = this.tracking ? this.#exchanged(this.tracking, state, listened, old) : listened;
    state.recordChange(this.key, old === NO_RESULT ? NO_VALUE : old);
    state.values.set(this.key, taken === undefined ? null : taken);
  }

  #exchanged(tracking: ValueTracking, state: InstanceState, value: unknown, old: unknown): unknown {
    if (value === old) return value;
    const taken = value === null || value === undefined ? null : tracking.entering(state, this.key, value);
    if (isKnown(old) && old !== null) tracking.leaving(state, old);
    return taken;
  }

  override valueOf(state: InstanceState, value: unknown): unknown {
    if (!this.tracking || !isKnown(value) || value === null) return this.presented(value);
    const taken = this.tracking.entering(state, this.key, value);
    if (taken !== value) state.values.set(this.key, taken);
    return taken;
  }

  delete(state: InstanceState): void {
    const old = state.values.has(this.key) ? state.values.get(this.key) : NO_VALUE;
    if (isKnown(old)) this.listeners.removing(state, old, this.removeToken);
    state.recordChange(this.key, old);
    state.values.delete(this.key);
  }

  protected historyOf(state: InstanceState, current: unknown): History {
    return valueHistory(state.committed.get(this.key), current, sameValue);
  }
}
