import { ArgumentError } from '../errors';
import { runAsync } from '../flow';
import { construct, instrument, type JavaScriptClass } from '../map/instrumented-class';
import { PASSIVE } from '../map/passive';
import { stateOrNull } from '../map/state';
import type { EntityClass, Mapper, MapperOptions, PropertyDefinition } from '../map/mapper';
import type { ColumnElement } from '../sql/elements';
import { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { defineAttribute, standForEntity } from './class-attributes';
import { ColumnBuilder } from './column-builder';
import { ExpressionBuilder, SynonymBuilder } from './read-only-builder';
import { RelationshipBuilder } from './relationship-builder';

/** Key of what was declared of a class. */
const declaration: unique symbol = Symbol('declaration');

interface Declared {
  readonly [declaration]: Declaration;
}

/** What is said of a class besides its attributes. */
export interface MappingOptions {
  /** The class's name in messages, where it has none of its own. */
  readonly name?: string | null;
  /** The attribute that tells of which class a row is. */
  readonly polymorphicOn?: string | null;
  /** What that attribute is for this class. */
  readonly identity?: unknown;
  /** All columns are in the class's own table. */
  readonly concrete?: boolean;
  /** How the table is joined to that of the parent, where foreign keys do not tell. */
  readonly inheritCondition?: ColumnElement | null;
  readonly eagerDefaults?: boolean | 'auto';
  readonly confirmDeletedRows?: boolean;
  /** False: each object is written, with what is told before and after, before the next one. */
  readonly batch?: boolean;
  /** Gives the next version; false leaves it to the database. */
  readonly versionIdGenerator?: ((version: unknown) => unknown) | false;
}

/** Where classes are mapped. */
export interface DeclarationHome {
  /** Maps what is not mapped yet. @throws InvalidRequestError when a mapper cannot be configured */
  mapperOf(declared: Declaration): Mapper;
  /** True while arrows are called to learn what they say: classes have no attributes yet, only columns. */
  isMapping(declared: Declaration): boolean;
}

/** A class as {@link DeclarativeBase.table} made it. It is mapped when it is first used: by then the classes that it refers to are there. */
export class Declaration implements EntityClass {
  /** The constructor that was made. A note's own class may extend it. */
  readonly target: JavaScriptClass;
  #actual: JavaScriptClass;
  #name: string | null;
  /** Columns by attribute. */
  readonly columns: ReadonlyMap<string, Column>;

  /** @param table null for a class that shares the table of its parent */
  constructor(
    readonly tableName: string | null,
    readonly table: Table | null,
    columns: ReadonlyMap<string, Column>,
    private readonly shape: Readonly<Record<string, unknown>>,
    readonly options: MappingOptions,
    readonly parent: Declaration | null,
    home: DeclarationHome,
  ) {
    this.columns = columns;
    this.#name = options.name ?? null;
    this.target = parent ? class extends (parent.actual as new (values?: object) => object) {} : rootClass(home);
    this.#actual = this.target;
    Object.defineProperty(this.target, declaration, { value: this });
    // Functions have a name and a length of their own, which would hide those of a parent.
    for (const own of ['name', 'length']) Reflect.deleteProperty(this.target, own);
    standForEntity(this.target, Object.keys(shape), {
      mapper: (asked) => {
        if (typeof asked === 'function') adopt(asked as JavaScriptClass);
        return home.mapperOf(this);
      },
      unmappedColumn: (key) => (home.isMapping(this) ? this.#column(key) : null),
      unmappedTable: () => (home.isMapping(this) ? this.ownTable : null),
    });
  }

  #column(key: string): Column | null {
    return this.columns.get(key) ?? (this.parent ? this.parent.#column(key) : null);
  }

  /** The class whose objects rows become. */
  get actual(): JavaScriptClass {
    return this.#actual;
  }

  /** Its own table, or that of the parent which it shares. */
  get ownTable(): Table | null {
    return this.table ?? this.parent?.ownTable ?? null;
  }

  get name(): string {
    return this.#name ?? classNameFor(this.tableName ?? this.parent?.name ?? 'Mapped');
  }

  get repr(): string {
    return `<class '__main__.${this.name}'>`;
  }

  instantiate(): object {
    return Object.create(this.#actual.prototype as object) as object;
  }

  /** The class has a name of its own from now on, unless it was told one. */
  named(name: string): void {
    this.#name ??= name;
  }

  /** A note's own class extends the one that was made: rows become its objects. */
  extendedBy(actual: JavaScriptClass): void {
    if (this.#actual === actual) return;
    const own = Object.getOwnPropertyDescriptor(actual, 'name')?.value as unknown;
    this.#actual = actual;
    if (typeof own === 'string' && own !== '') this.#name ??= own;
    // JavaScript's own name and length of a function hide attributes of the same names.
    for (const key of ['name', 'length']) if (this.#has(key) && typeof Object.getOwnPropertyDescriptor(actual, key)?.value !== 'function') defineAttribute(actual, key);
  }

  #has(key: string): boolean {
    return key in this.shape || (this.parent !== null && this.parent.#has(key));
  }

  /** Attributes that are known only when all classes are there. @throws ReferenceError where one is not */
  late(): ReadonlyMap<string, RelationshipBuilder<unknown, unknown> | ExpressionBuilder<unknown>> {
    const found = new Map<string, RelationshipBuilder<unknown, unknown> | ExpressionBuilder<unknown>>();
    for (const [key, arrow] of Object.entries(this.shape)) {
      if (typeof arrow !== 'function') continue;
      const given: unknown = (arrow as () => unknown)();
      if (!(given instanceof RelationshipBuilder || given instanceof ExpressionBuilder)) throw notAnAttribute(this.name, key);
      found.set(key, given);
    }
    return found;
  }

  /** What the mapper is told. @param late what {@link late} gave */
  properties(late: ReturnType<Declaration['late']>, targetOf: (builder: RelationshipBuilder<unknown, unknown>) => unknown): Record<string, PropertyDefinition> {
    const properties: Record<string, PropertyDefinition> = {};
    for (const [key, given] of Object.entries(this.shape)) {
      if (given instanceof ColumnBuilder) {
        const { deferred, group, activeHistory } = given.mapping;
        const column = this.columns.get(key);
        if (column) properties[key] = { columns: [column], deferred, group, activeHistory };
      } else if (given instanceof SynonymBuilder) properties[key] = given.property;
      else {
        const builder = late.get(key);
        if (builder instanceof ExpressionBuilder) properties[key] = { columns: [builder.expression], ...builder.options };
        else if (builder) properties[key] = builder.definition(targetOf(builder));
      }
    }
    return properties;
  }

  /** @throws ArgumentError for a discriminator that is no column */
  mapperOptions(parent: Mapper | null): MapperOptions {
    const { polymorphicOn, identity, concrete, inheritCondition, eagerDefaults, confirmDeletedRows, batch, versionIdGenerator } = this.options;
    const [version] = [...this.columns].filter(([key]) => this.builder(key)?.mapping.versionId === true).map(([, column]) => column);
    const on = polymorphicOn == null ? null : this.columns.get(polymorphicOn);
    if (on === undefined) throw new ArgumentError(`Can't determine polymorphic_on value '${String(polymorphicOn)}' - no attribute is mapped to this name.`);
    const given: MapperOptions = { polymorphicIdentity: identity, concrete, eagerDefaults, confirmDeletedRows, batch, versionIdGenerator };
    return {
      ...withoutUndefined(given),
      ...(parent ? { inherits: parent } : {}),
      ...(on ? { polymorphicOn: on } : {}),
      ...(version ? { versionIdCol: version } : {}),
      ...(inheritCondition ? { inheritCondition } : {}),
    };
  }

  builder(key: string): ColumnBuilder<unknown> | null {
    const given = this.shape[key];
    return given instanceof ColumnBuilder ? given : null;
  }

  /** Gives objects and the class the attributes that the mapper has, those of backrefs too. */
  instrument(mapper: Mapper): void {
    instrument(this.target, mapper);
    for (const key of mapper.properties.keys()) if (!Object.hasOwn(this.target, key)) defineAttribute(this.target, key);
  }
}

/** The class at the root of a hierarchy: its constructor takes attributes by name. */
function rootClass(home: DeclarationHome): JavaScriptClass {
  return class {
    /** Attributes that are read with `await`: `await user.awaitableAttrs.addresses`. */
    get awaitableAttrs(): object {
      return awaitableAttributes(this);
    }

    constructor(values: Readonly<Record<string, unknown>> = {}) {
      const declared = (new.target as unknown as Declared)[declaration];
      adopt(new.target);
      construct(home.mapperOf(declared), this, values, (key) => key in this);
    }
  };
}

/** The attributes of an object, each as a promise. @see sqlalchemy.ext.asyncio.AsyncAttrs */
function awaitableAttributes(object: object): object {
  return new Proxy(object, {
    get: (target, key) => {
      const state = stateOrNull(target);
      if (!state || typeof key !== 'string' || !state.mapper.attributes.has(state.mapper.realKey(key))) return Reflect.get(target, key) as unknown;
      const impl = state.attribute(key);
      return runAsync(impl.load(state, PASSIVE.off)).then((value) => impl.presented(value));
    },
  });
}

/** What was declared of a class, or of the one that it extends; null for other classes. Takes note of a class that extends. */
export function declarationOf(target: unknown): Declaration | null {
  if (typeof target !== 'function' || !(declaration in target)) return null;
  adopt(target as unknown as JavaScriptClass);
  return (target as unknown as Declared)[declaration];
}

function adopt(target: JavaScriptClass): void {
  const declared = (target as unknown as Declared)[declaration];
  if (target !== declared.target && Object.getPrototypeOf(target) === declared.target) declared.extendedBy(target);
}

/** `user_account` as the name of a class: `UserAccount`. */
function classNameFor(table: string): string {
  return table
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function notAnAttribute(name: string, key: string): ArgumentError {
  return new ArgumentError(`Attribute ${name}.${key} is neither a column nor a relationship: write int(), str(), … or an arrow with many(), one() or columnProperty().`);
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
