import { identityKey, type IdentityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import type { ColumnProperty } from '../map/property';
import type { InstanceState } from '../map/state';
import type { ColumnElement } from '../sql/elements';
import { select, type Select } from '../sql/select';

/** Where objects that rows stand for are kept. */
export interface EntityHome {
  find(key: IdentityKey): InstanceState | null;
  /** Takes in an object that was just made of a row. */
  adopt(state: InstanceState, key: IdentityKey): void;
}

/** The attributes that are read with an object, or those asked for. */
export function loadedProperties(mapper: Mapper, only: ReadonlySet<string> | null = null): readonly ColumnProperty[] {
  return mapper.columnProperties.filter((property) => (only ? only.has(property.key) : !property.deferred));
}

function columnsOf(properties: readonly ColumnProperty[]): ColumnElement[] {
  return properties.flatMap((property) => [...property.columns]);
}

/** SELECT of some attributes of a class, of no row in particular. */
export function entitySelect(mapper: Mapper, properties: readonly ColumnProperty[]): Select {
  const { polymorphism, inherits, table } = mapper;
  const statement = select(...columnsOf(properties)).selectFrom(table);
  const isSingle = inherits !== null && mapper.localTable === inherits.localTable;
  if (!isSingle || !polymorphism.on) return statement;
  const identities = mapper.selfAndSubclasses.map((one) => one.options.polymorphicIdentity).filter((one) => one !== undefined);
  return statement.where(polymorphism.on.in_(identities));
}

/** Makes objects of the rows of {@link entitySelect}. */
export class EntityReader {
  readonly #places = new Map<string, number>();
  readonly #key: readonly number[];
  readonly #discriminator: number;

  constructor(
    private readonly home: EntityHome,
    private readonly mapper: Mapper,
    private readonly properties: readonly ColumnProperty[],
    /** Values that objects have already are read anew. */
    private readonly refresh = false,
  ) {
    let place = 0;
    for (const property of properties) {
      this.#places.set(property.key, place);
      place += property.columns.length;
    }
    this.#key = mapper.primaryKey.map((column) => this.#places.get(mapper.propertyFor(column)?.key ?? '') ?? -1);
    const on = mapper.polymorphism.on;
    this.#discriminator = on ? (this.#places.get(mapper.propertyFor(on)?.key ?? '') ?? -1) : -1;
  }

  /** The object of a row; null where the row has none, as in an outer join. */
  read(row: readonly unknown[]): object | null {
    const values = this.#key.map((place) => row[place] ?? null);
    if (values.every((value) => value === null)) return null;
    const actual = this.mapper.polymorphism.identities.get(row[this.#discriminator]) ?? this.mapper;
    const key = identityKey(this.mapper, values);
    const known = this.home.find(key);
    if (known) {
      this.fill(known, row, (name) => this.refresh || (!known.values.has(name) && !known.committed.has(name)));
      return known.object;
    }
    const state = actual.createState();
    this.home.adopt(state, key);
    this.fill(state, row, () => true);
    // What the class has beyond the statement's own is read when it is asked for.
    for (const name of actual.columnAttributes) if (!this.#places.has(name) && !this.mapper.columnAttributes.has(name)) state.expiredAttributes.add(name);
    return state.object;
  }

  /** Puts the values of a row into an object. */
  fill(state: InstanceState, row: readonly unknown[], takes: (key: string) => boolean): void {
    for (const { key } of this.properties) {
      if (!takes(key)) continue;
      state.values.set(key, row[this.#places.get(key) ?? -1] ?? null);
      state.committed.delete(key);
      state.expiredAttributes.delete(key);
      state.deferredKeys.delete(key);
    }
    if (state.expiredAttributes.size === 0) state.expired = false;
  }
}
