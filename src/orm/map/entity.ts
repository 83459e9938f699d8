import { ArgumentError } from '../errors';
import { asClause, clauseElement, type Annotations, type ClauseElement, type HasClauseElement } from '../sql/clause';
import type { DmlPlugin } from '../sql/dml-plugin';
import { ColumnElement } from '../sql/elements';
import type { EntityNamespace } from '../sql/entity';
import type { FromClause } from '../sql/from-clause';
import type { StatementPlugin } from '../sql/plugin';
import { ColumnAdapter } from './column-adapter';
import type { Mapper } from './mapper';
import { mappedPolymorphic, polymorphicJoin } from './polymorphic-tables';
import type { ColumnProperty } from './property';
import { RelationshipAttribute } from './relationship-attribute';

/** What the ORM does with statements of entities. */
export interface EntityPlugins {
  readonly select: StatementPlugin;
  readonly dml: DmlPlugin;
}

let plugins: EntityPlugins | null = null;

/** Lets statements take entities: the room that compiles them registers here when it is loaded. */
export function setEntityPlugins(given: EntityPlugins): void {
  plugins = given;
}

/** What registered itself; null before the room that compiles statements is loaded. */
export function entityPlugins(): EntityPlugins | null {
  return plugins;
}

/**
 * An attribute of a class as a program has it: an expression for columns, a {@link RelationshipAttribute}, or what a
 * descriptor of the class (hybrid, association proxy, composite) gives. All of them compare by `eq()`.
 */
export type ClassAttribute = ColumnElement | RelationshipAttribute | ComparableAttribute;

/** What a descriptor gives for a class. */
export interface ComparableAttribute extends HasClauseElement {
  eq(other: unknown): ColumnElement<boolean>;
}

/** An attribute that is no property of the mapper: a hybrid, an association proxy. Gives what it is for an entity. */
export type ClassDescriptor = (entity: MappedEntity) => ColumnElement | ComparableAttribute;

export interface EntityOptions {
  /** It is not the class itself but an alias of it. */
  readonly alias?: boolean;
  readonly name?: string | null;
  /** Columns of `selectable` that have no other connection with the table are found by name. */
  readonly adaptOnNames?: boolean;
  /** The subclasses whose columns are selected too (`with_polymorphic`). */
  readonly polymorphic?: readonly Mapper[];
  /** The `with_polymorphic()` of which it is a subclass. */
  readonly partOf?: MappedEntity;
}

/** What a class reads of its subclasses, as long as it has so many. */
interface Family {
  readonly size: number;
  readonly polymorphic: readonly Mapper[];
  readonly selectable: FromClause;
  /** Where columns of tables are others in the selectable. */
  readonly adapter: ColumnAdapter | null;
}

/**
 * A mapped class as statements see it: the class itself ({@link entityOf}) or an alias of it (`aliased()`).
 * What stands for it in SQL is {@link element}: an annotated FROM element. Its attributes come from {@link attribute}.
 * @see sqlalchemy.orm.util.AliasedInsp
 */
export class MappedEntity implements EntityNamespace, HasClauseElement {
  readonly #attributes = new Map<string, ClassAttribute>();
  readonly #subclasses = new Map<string, MappedEntity>();
  #element: FromClause | null = null;
  #family: Family | null = null;
  readonly isAliased: boolean;
  readonly #adapter: ColumnAdapter | null;

  /** @param given what stands in FROM for an alias; null for the class itself */
  constructor(
    readonly mapper: Mapper,
    private readonly given: FromClause | null,
    readonly options: EntityOptions = {},
  ) {
    this.isAliased = options.alias ?? false;
    this.#adapter = given && given !== mapper.table ? new ColumnAdapter(given, mapper, options.adaptOnNames) : null;
  }

  /** Adapts columns of the class's tables to the alias; null where they are the tables' own. */
  get adapter(): ColumnAdapter | null {
    return this.given ? this.#adapter : this.#ownFamily().adapter;
  }

  /** What stands in FROM. */
  get selectable(): FromClause {
    return this.given ?? this.#ownFamily().selectable;
  }

  /** The subclasses whose columns are read along. */
  get polymorphicMappers(): readonly Mapper[] {
    return this.options.polymorphic ?? this.#ownFamily().polymorphic;
  }

  /** Tells entities of one form from others in the keys of the statement cache. */
  get cacheKey(): string {
    const { mapper, options } = this;
    const kind = `${this.isAliased ? 'a' : 'm'}${options.adaptOnNames === true ? 'n' : ''}`;
    return `${kind}${[mapper, ...(options.polymorphic ?? [])].map(({ sortKey }) => sortKey).join('+')}/${mapper.hierarchy.size}`;
  }

  /** What the mapping says about reading subclasses along. It changes while classes are added. */
  #ownFamily(): Family {
    const { size } = this.mapper.hierarchy;
    if (this.#family?.size === size) return this.#family;
    const { concreteUnion, concreteFamily } = this.mapper;
    if (concreteUnion) {
      this.#family = { size, polymorphic: this.given ? [] : concreteFamily.slice(1), selectable: concreteUnion, adapter: new ColumnAdapter(concreteUnion, this.mapper) };
      this.#attributes.clear();
    } else {
      const polymorphic = this.given ? [] : mappedPolymorphic(this.mapper);
      this.#family = { size, polymorphic, selectable: polymorphicJoin(this.mapper, polymorphic), adapter: null };
    }
    this.#element = null;
    return this.#family;
  }

  /** What stands for the entity in `select()`, `join()`, `select_from()`, `update()` and so on. */
  get element(): FromClause {
    if (!this.given) this.#ownFamily();
    return (this.#element ??= this.#annotated());
  }

  [clauseElement](): FromClause {
    return this.element;
  }

  #annotated(): FromClause {
    const { mapper } = this;
    const own = { ...this.annotations, cacheKey: this.cacheKey };
    // INSERT, UPDATE and DELETE are of the table of the class itself.
    const dmlTable = this.selectable === mapper.localTable ? null : mapper.localTable.annotate(own);
    return this.selectable.annotate(dmlTable && !this.isAliased ? { ...own, dmlTable } : own);
  }

  /** What all elements of the entity are annotated with. */
  get annotations(): Annotations {
    return { plugin: plugins?.select, dmlPlugin: plugins?.dml, parentEntity: this, entityNamespace: this };
  }

  /** `Mapper[User(user_account)]`; `aliased(User)` for an alias. */
  get description(): string {
    return this.isAliased ? `aliased(${this.mapper.entity.name})` : this.mapper.toString();
  }

  toString(): string {
    return this.description;
  }

  /** The class's name; `aliased(User)` for an alias. */
  get shortName(): string {
    return this.isAliased ? this.description : this.mapper.entity.name;
  }

  /** By what rows name it: the class's name, or the alias's own. */
  get rowName(): string {
    return this.options.name ?? this.mapper.entity.name;
  }

  entityOf(mapper: Mapper): MappedEntity {
    return entityOf(mapper);
  }

  /** The entity of a subclass among those that are read along: `poly.Engineer`. Null when there is none of this name. */
  subclass(name: string): MappedEntity | null {
    const known = this.#subclasses.get(name);
    if (known) return known;
    const mapper = this.polymorphicMappers.find((one) => one.entity.name === name);
    if (!mapper) return null;
    const made = new MappedEntity(mapper, this.selectable, { ...this.options, polymorphic: [], partOf: this.options.partOf ?? this });
    this.#subclasses.set(name, made);
    return made;
  }

  /** The attribute of this name: `User.name`, `User.addresses`. Null when there is none. */
  attribute(name: string): ClassAttribute | null {
    if (!this.given && this.mapper.concreteUnion) this.#ownFamily();
    const known = this.#attributes.get(name);
    if (known) return known;
    const kind = this.mapper.properties.get(name)?.kind;
    // What a descriptor gives is made anew each time, as its parameters must be.
    const described = kind === undefined ? this.#described(name) : null;
    if (described) return described;
    // Columns are there while classes are still being mapped; relationships, and what backrefs add, are not.
    if (kind !== 'column' || this.mapper.options.concrete === true) this.mapper.registry.configure();
    if (!this.given) this.#ownFamily();
    const made = this.#make(name);
    if (made) this.#attributes.set(name, made);
    return made;
  }

  /** The element of an attribute that is made of others: a hybrid, a composite. Null for columns and relationships. */
  computed(name: string): ClauseElement | null {
    const { mapper } = this;
    if (mapper.properties.get(name)?.kind !== 'composite' && (mapper.properties.has(name) || !mapper.descriptor(name))) return null;
    return asClause(this.attribute(name));
  }

  /** @throws ArgumentError when there is no such attribute */
  required(name: string): ClassAttribute {
    const attribute = this.attribute(name);
    if (!attribute) throw new ArgumentError(`Mapper '${this.mapper.toString()}' has no property '${name}'`);
    return attribute;
  }

  /** The element of a column attribute. @throws ArgumentError when there is none of this name */
  column(name: string): ColumnElement {
    const attribute = this.required(name);
    if (attribute instanceof ColumnElement) return attribute;
    throw new ArgumentError(`'${name}' is no column of ${this.mapper.toString()}`);
  }

  #make(name: string): ClassAttribute | null {
    const { mapper } = this;
    const property = mapper.properties.get(name);
    switch (property?.kind) {
      case 'column':
        return this.#columnAttribute(property);
      case 'relationship':
        return new RelationshipAttribute(this, property);
      case 'synonym': {
        const made = this.attribute(property.name);
        return made instanceof ColumnElement ? made.annotate({ proxyKey: name, cacheKey: `${this.cacheKey}.${name}` }) : made;
      }
      case 'composite':
        return property.attribute.comparator(this, name);
      default:
        return this.#polymorphicAttribute(name);
    }
  }

  #columnAttribute(property: ColumnProperty): ColumnElement {
    const { key } = property;
    return this.adapt(property.column).annotate({ ...this.annotations, propertyKey: key, proxyKey: key, dmlKey: key, cacheKey: `${this.cacheKey}.${key}` });
  }

  /** Attributes of the subclasses that are read along. */
  #polymorphicAttribute(name: string): ClassAttribute | null {
    for (const mapper of this.polymorphicMappers) {
      const property = mapper.properties.get(name);
      if (property?.kind === 'column') return this.#columnAttribute(property);
    }
    return null;
  }

  #described(name: string): ClassAttribute | null {
    const made = this.mapper.descriptor(name)?.(this) ?? null;
    if (!(made instanceof ColumnElement)) return made;
    return made.annotate({ ...this.annotations, propertyKey: name, proxyKey: name, cacheKey: `${this.cacheKey}.${name}` });
  }

  /** A copy of an element with the class's columns as the entity has them. */
  adapt<E extends ClauseElement>(element: E): E {
    return this.adapter ? this.adapter.in(element) : element;
  }
}

const entities = new WeakMap<Mapper, MappedEntity>();

/** The entity that a mapped class itself is. Always the same one. */
export function entityOf(mapper: Mapper): MappedEntity {
  const known = entities.get(mapper);
  if (known) return known;
  const made = new MappedEntity(mapper, null);
  entities.set(mapper, made);
  return made;
}

/**
 * What `User.name` is. The TypeScript face and Python's attribute access both come here.
 * @throws ArgumentError when the class has no such attribute
 */
export function classAttribute(mapper: Mapper, key: string): ClassAttribute {
  return entityOf(mapper).required(key);
}
