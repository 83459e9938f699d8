import { InvalidRequestError } from '../../errors';
import { MappingAssertionError } from '../../map/errors';
import { identityKey, type IdentityKey } from '../../map/identity-key';
import type { Mapper } from '../../map/mapper';
import type { InstanceState } from '../../map/state';
import { ormValue } from '../../values/host-values';
import { pythonRepr } from '../../values/python-repr';
import type { Loading, PostLoads } from './loading';

/** A row as the database gave it: values by place. */
export type RowValues = readonly unknown[];

/** What one row gives for one thing that was selected: an object, or a value. */
export type ValueReader = (row: RowValues, loading: Loading) => unknown;

/** How related objects that are in the row itself get into an object. */
export interface RelationReader {
  readonly key: string;
  /** The first row of the object. */
  fill(state: InstanceState, row: RowValues, loading: Loading): void;
  /** A further row of the object. */
  extend(state: InstanceState, row: RowValues, loading: Loading): void;
  /** The object has the attribute already; what hangs on the related objects may still be new. */
  descend(state: InstanceState, row: RowValues, loading: Loading): void;
}

/** Where the values of one class are in a row, and what becomes of the attributes that are not there. */
export interface RowFill {
  readonly keys: readonly string[];
  /** For each key its place. */
  readonly places: readonly number[];
  /** Read when they are asked for, all together. */
  readonly expired: readonly string[];
  /** Left out by an option: each is read when it is asked for. */
  readonly deferred: readonly string[];
  readonly relations: readonly RelationReader[];
  /** Relationships that are not in the row: objects that are read anew forget them. */
  readonly forgotten: readonly string[];
}

/** Where the columns of an entity are in a row. */
export interface RowShape {
  readonly mapper: Mapper;
  readonly keyPlaces: readonly number[];
  /** Where the discriminator is; -1 where rows do not tell their class. */
  readonly discriminator: number;
  /** What a row fills in an object of the class itself, or of a subclass. */
  fillFor(mapper: Mapper): RowFill;
  readonly posts: PostLoads;
  /** What objects remember about how they were loaded; null where there is nothing to remember. */
  readonly origin: object | null;
  /** It is what was asked for, not something related. */
  readonly isRoot: boolean;
}

/** Makes objects of rows: one for each identity. Places are worked out once for a statement. */
export class RowReader {
  readonly #fills = new Map<Mapper, RowFill>();
  readonly #only: RowFill | null;
  readonly #base: Mapper;

  constructor(private readonly shape: RowShape) {
    this.#base = shape.mapper.base;
    this.#only = shape.discriminator < 0 ? shape.fillFor(shape.mapper) : null;
  }

  /** The object of a row; null where the row has none, as in an outer join. @throws InvalidRequestError for a discriminator of another class */
  read(row: RowValues, loading: Loading): object | null {
    const { refresh } = loading.mode;
    if (refresh && this.shape.isRoot) {
      this.#fillAll(refresh.state, row, loading, false);
      return refresh.state.object;
    }
    const key = this.#key(row, loading);
    if (!key) return null;
    const known = loading.session.find(key);
    if (!known) {
      const state = this.#classOf(row, loading).createState();
      loading.session.adopt(state, key);
      this.#fillAll(state, row, loading, true);
      return state.object;
    }
    if (known.reading === loading || loading.mode.populateExisting) this.#fillAll(known, row, loading, false);
    else this.#fillMissing(known, row, loading);
    return known.object;
  }

  #key(row: RowValues, loading: Loading): IdentityKey | null {
    const { keyPlaces } = this.shape;
    const values: unknown[] = [];
    let some = false;
    for (const place of keyPlaces) {
      const value = row[place] ?? null;
      if (value !== null) some = true;
      values.push(value);
    }
    // Objects of concrete classes are told apart by their own keys.
    const base = this.shape.mapper.concreteChildren.length > 0 ? this.#classOf(row, loading).base : this.#base;
    return some ? identityKey(base, values, loading.mode.identityToken) : null;
  }

  #classOf(row: RowValues, loading: Loading): Mapper {
    const { mapper, discriminator } = this.shape;
    const value = discriminator < 0 ? null : (row[discriminator] ?? null);
    if (value === null) return mapper;
    const { identities } = mapper.polymorphism;
    const actual = identities.get(value) ?? identities.get(ormValue(value));
    if (!actual) {
      if (identities.size === 0) return mapper;
      throw new MappingAssertionError(`No such polymorphic_identity ${pythonRepr(value)} is defined`);
    }
    if (actual.isa(mapper) || mapper.concreteFamily.includes(actual)) return actual;
    throw new InvalidRequestError(
      `Row with identity key ${pythonRepr(this.#key(row, loading)?.values ?? [])} can't be loaded into an object; the polymorphic discriminator column '${String(mapper.polymorphism.on)}' refers to ${actual.toString()}, which is not a sub mapper of the requested ${mapper.toString()}`,
    );
  }

  #fillOf(state: InstanceState): RowFill {
    if (this.#only) return this.#only;
    let fill = this.#fills.get(state.mapper);
    if (!fill) this.#fills.set(state.mapper, (fill = this.shape.fillFor(state.mapper)));
    return fill;
  }

  /** An object that was just made, or that is read anew. */
  #fillAll(state: InstanceState, row: RowValues, loading: Loading, isMade: boolean): void {
    const fill = this.#fillOf(state);
    if (state.reading === loading) {
      for (const relation of fill.relations) relation.extend(state, row, loading);
      return;
    }
    state.reading = loading;
    const { origin, posts } = this.shape;
    if (isMade || loading.mode.refresh?.state !== state) state.loadedBy = origin;
    const { keys, places } = fill;
    for (let index = 0; index < keys.length; index += 1) state.values.set(keys[index] as string, row[places[index] as number] ?? null);
    if (!isMade) forget(state, fill);
    for (const key of fill.expired) state.markExpired(key);
    for (const key of fill.deferred) state.markDeferred(key);
    for (const relation of fill.relations) relation.fill(state, row, loading);
    if (!isMade) this.#settle(state, fill, loading);
    loading.session.populated?.(state, isMade ? 'load' : 'refresh', refreshedNames(state, loading));
    if (posts.all.length > 0) loading.queue(posts, state, true);
  }

  /** An object that is read anew has what the database has. */
  #settle(state: InstanceState, fill: RowFill, loading: Loading): void {
    const { refresh } = loading.mode;
    for (const key of fill.keys) state.undefer(key);
    if (refresh?.state === state && refresh.only) {
      state.commit(refresh.only);
      if (state.expiredAttributes.size === 0) state.expired = false;
      return;
    }
    const expired = new Set(fill.expired);
    state.commitAll();
    for (const key of expired) state.markExpired(key);
  }

  /** An object that the session had before: what it does not have is filled. */
  #fillMissing(state: InstanceState, row: RowValues, loading: Loading): void {
    const fill = this.#fillOf(state);
    const before = loading.partial.get(state);
    const missing = before ?? missingIn(state, fill);
    if (!before) loading.partial.set(state, missing);
    if (missing.size > 0) this.#fillKeys(state, row, fill, missing);
    for (const relation of fill.relations) {
      if (!missing.has(relation.key)) relation.descend(state, row, loading);
      else if (before) relation.extend(state, row, loading);
      else relation.fill(state, row, loading);
    }
    if (before) return;
    if (missing.size > 0) {
      if (state.expired && state.expiredAttributes.size === 0) state.expired = false;
      loading.session.populated?.(state, 'refresh', [...missing]);
    }
    if (this.shape.posts.all.length > 0) loading.queue(this.shape.posts, state, false);
  }

  #fillKeys(state: InstanceState, row: RowValues, { keys, places }: RowFill, missing: ReadonlySet<string>): void {
    keys.forEach((key, index) => {
      if (!missing.has(key)) return;
      state.values.set(key, row[places[index] as number] ?? null);
      state.markRead(key);
    });
  }
}

/** The attributes that a refresh is about: as far as events go, relationships that had to be forgotten are read anew too. */
function refreshedNames(state: InstanceState, { mode: { refresh } }: Loading): readonly string[] | null {
  if (!refresh?.only) return null;
  if (refresh.isExpired !== true || !state.everExpired) return [...refresh.only];
  return [...refresh.only, ...state.mapper.relationships.flatMap(({ key }) => (state.values.has(key) ? [] : [key]))];
}

function forget(state: InstanceState, { expired, deferred, forgotten }: RowFill): void {
  for (const key of expired) state.values.delete(key);
  for (const key of deferred) state.values.delete(key);
  state.expireAttributes(forgotten.filter((key) => state.values.has(key)));
}

const NONE: ReadonlySet<string> = new Set();

/** The attributes that an object neither has nor got a value for since. */
function missingIn(state: InstanceState, fill: RowFill): ReadonlySet<string> {
  const isMissing = (key: string): boolean => !state.values.has(key) && !state.committed.has(key);
  const keys = fill.keys.filter(isMissing);
  const relations = fill.relations.filter(({ key }) => isMissing(key));
  return keys.length + relations.length === 0 ? NONE : new Set([...keys, ...relations.map(({ key }) => key)]);
}
