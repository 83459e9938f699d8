import { ArgumentError } from '../../errors';
import { entityOf, MappedEntity } from '../../map/entity';
import { namedEntity } from '../../map/entity-annotations';
import type { Mapper } from '../../map/mapper';
import type { Relationship } from '../../map/relationship';
import { asClause, type ClauseElement } from '../../sql/clause';
import { literal } from '../../sql/constructs';
import { ColumnElement } from '../../sql/elements';
import { fromClause } from '../../sql/from-clause';
import { withOptions } from './option-arguments';
import { attributeReference, type AttributeReference } from './attribute-reference';
import { OptionNode, plainOption, type ColumnOption, type InnerJoin, type RelationshipOption, type Strategy } from './option-tree';

/** One relationship on the way to what an option is about. */
interface PathStep {
  readonly relationship: Relationship;
  readonly ofType: MappedEntity | null;
  readonly criteria: readonly ClauseElement[];
  /** As messages name it. */
  readonly shown: string;
  /** Tells it from others in the keys of the statement cache; null where it has values of its own. */
  readonly key: string | null;
}

/** One thing that an option says, and where. */
interface Instruction {
  readonly path: readonly PathStep[];
  /** Writes it down at its place. */
  readonly apply: (node: OptionNode) => void;
  /** As {@link PathStep.key}. */
  readonly key: string | null;
  /** As messages name it: `joinedload(User.addresses)`. */
  readonly shown: string;
}

export interface JoinedLoadOptions {
  readonly innerjoin?: InnerJoin;
}

export interface RecursiveLoadOptions {
  /** Levels further of a self-referential relationship; -1 for all. */
  readonly recursionDepth?: number | null;
}

export interface ContainsEagerOptions {
  /** The alias by which the statement has the related objects. */
  readonly alias?: unknown;
}

/** How a program writes the options of relationships. */
const optionNames: Readonly<Record<Strategy | 'default', string>> = {
  joined: 'joinedload', selectin: 'selectinload', subquery: 'subqueryload', select: 'lazyload', immediate: 'immediateload', raise: 'raiseload', raise_on_sql: 'raiseload', noload: 'noload',
  contains_eager: 'contains_eager', dynamic: 'options', write_only: 'options', default: 'defaultload',
}; // prettier-ignore

/** Marks all relationships, or all columns. */
export const WILDCARD = '*';

/**
 * How related objects and columns of a class are loaded: `Load(User).joinedload(User.addresses)`. Methods give copies;
 * each goes on from where the last one led. Without a class (`raiseload('*')`) it is about all classes.
 * @see sqlalchemy.orm.Load
 */
export class Load {
  private constructor(
    /** Null for what is about all classes. */
    readonly root: MappedEntity | null,
    private readonly path: readonly PathStep[],
    private readonly instructions: readonly Instruction[],
    /** Subclasses that `selectin_polymorphic()` has named: options beside it may be about them. */
    private readonly subclasses: readonly Mapper[] = [],
  ) {}

  /** @throws ArgumentError for what is no mapped class */
  static of(given: unknown): Load {
    const entity = namedEntity(given);
    if (!entity) throw new ArgumentError(`Subject object for Load() must be a mapped class or an alias of one, got ${String(given)}.`);
    return new Load(entity, [], []);
  }

  /** Of the class that an attribute belongs to; of all classes for `'*'`. */
  static from(attribute: unknown): Load {
    return new Load(attribute === WILDCARD ? null : attributeReference(attribute).parent, [], []);
  }

  static readonly everywhere = new Load(null, [], []);

  /** What it says, without values: statements with options of the same key are read in the same way. Null where it has values. */
  get cacheKey(): string | null {
    const keys = this.instructions.flatMap(({ path, key }) => [...path.map((step) => step.key), key]);
    if (keys.includes(null) || this.root?.isAliased === true) return null;
    return `${this.root?.cacheKey ?? '*'}:${this.instructions.map(({ path, key }) => [...path.map((step) => step.key), key].join('/')).join(';')}`;
  }

  /** The first thing that it says, as a program would write it. */
  get shown(): string {
    return this.instructions[0]?.shown ?? `Load(${this.root?.shortName ?? '*'})`;
  }

  /** Writes all that it says into the tree of a statement. */
  applyTo(root: OptionNode): void {
    for (const { path, apply } of this.instructions) {
      apply(path.reduce((node, { relationship, ofType, criteria }) => node.mergeRelationship(relationship, { ...plainOption(null), ofType, criteria }), root));
    }
  }

  // Relationships.

  joinedload(attribute: unknown, options: JoinedLoadOptions = {}): Load {
    return this.#relationship(attribute, { ...plainOption('joined'), innerjoin: options.innerjoin ?? null });
  }

  selectinload(attribute: unknown, options: RecursiveLoadOptions = {}): Load {
    return this.#relationship(attribute, { ...plainOption('selectin'), recursionDepth: options.recursionDepth ?? null });
  }

  subqueryload(attribute: unknown): Load {
    return this.#relationship(attribute, plainOption('subquery'));
  }

  lazyload(attribute: unknown): Load {
    return this.#relationship(attribute, plainOption('select'));
  }

  immediateload(attribute: unknown, options: RecursiveLoadOptions = {}): Load {
    return this.#relationship(attribute, { ...plainOption('immediate'), recursionDepth: options.recursionDepth ?? null });
  }

  /** @param options sqlOnly: what the session has already may be read */
  raiseload(attribute: unknown, options: { readonly sqlOnly?: boolean } = {}): Load {
    return this.#relationship(attribute, plainOption(options.sqlOnly === true ? 'raise_on_sql' : 'raise'));
  }

  noload(attribute: unknown): Load {
    return this.#relationship(attribute, plainOption('noload'));
  }

  /** As the mapping says; it only leads on to the next. */
  defaultload(attribute: unknown): Load {
    return this.#relationship(attribute, plainOption(null));
  }

  /** The statement has the related objects itself. @throws ArgumentError when the alias is nothing that can stand in FROM */
  containsEager(attribute: unknown, options: ContainsEagerOptions = {}): Load {
    const given = options.alias ?? null;
    if (given === null) return this.#relationship(attribute, plainOption('contains_eager'));
    const target = attributeReference(attribute).relationship?.target;
    const named = namedEntity(given);
    if (named || !target) return this.#relationship(attribute, { ...plainOption('contains_eager'), alias: named });
    const alias = new MappedEntity(target, fromClause(given), { alias: true });
    return this.#relationship(attribute, { ...plainOption('contains_eager'), alias });
  }

  /** Reads subclasses each by a statement of their own. @throws ArgumentError for what is no mapped class */
  selectinPolymorphic(classes: readonly unknown[]): Load {
    const mappers = classes.map((one): Mapper => {
      const entity = namedEntity(one);
      if (!entity) throw new ArgumentError('selectin_polymorphic() expects mapped classes');
      return entity.mapper;
    });
    const said = this.#with(`poly ${mappers.map(({ sortKey }) => sortKey).join(',')}`, (node) => {
      node.polymorphic = [...node.polymorphic, ...mappers.filter((one) => !node.polymorphic.includes(one))];
    });
    return new Load(said.root, said.path, said.instructions, [...this.subclasses, ...mappers]);
  }

  // Columns.

  defer(attribute: unknown, options: { readonly raiseload?: boolean } = {}): Load {
    return this.#column(attribute, { deferred: true, raiseload: options.raiseload ?? false, expression: null });
  }

  undefer(attribute: unknown): Load {
    return this.#column(attribute, { deferred: false, raiseload: false, expression: null });
  }

  undeferGroup(name: string): Load {
    return this.#with(`group ${JSON.stringify(name)}`, (node) => void node.undeferredGroups.add(name));
  }

  /** These columns only. @throws ArgumentError when they are of different classes */
  loadOnly(...given: readonly unknown[]): Load {
    const [attributes, options] = withOptions<{ readonly raiseload?: boolean }>(given);
    const references = attributes.map((attribute) => this.#linked(attribute, attribute !== attributes[0]));
    const keys = references.map(({ key }) => key);
    return this.#with(`only ${keys.join(',')} ${String(options.raiseload ?? false)}`, (node) => {
      for (const key of keys) node.columns.set(key, { deferred: false, raiseload: false, expression: null });
      node.columnDefault = { deferred: true, raiseload: options.raiseload ?? false, expression: null };
    }, this.path, 'load_only', references[0]?.shown);
  }

  /** What is read in the place of an attribute that was mapped as `query_expression()`. */
  withExpression(attribute: unknown, expression: unknown): Load {
    const element = asClause(expression);
    const value = element instanceof ColumnElement ? element : literal(expression);
    return this.#column(attribute, { deferred: false, raiseload: false, expression: value });
  }

  /** Further options about what this one leads to. @throws ArgumentError when one of them is about something else */
  options(...others: readonly Load[]): Load {
    const subclasses = [...this.subclasses];
    const added = others.flatMap((other) => {
      const { root } = other;
      if (root && !subclasses.some((one) => root.mapper.isa(one) && !root.isAliased)) this.#checkLink(root, other.#subject());
      subclasses.push(...other.subclasses);
      return other.instructions.map((one): Instruction => ({ ...one, path: [...this.path, ...one.path] }));
    });
    return new Load(this.root, this.path, [...this.instructions, ...added], subclasses);
  }

  #subject(): string {
    return this.path[0]?.shown ?? this.root?.shortName ?? '';
  }

  #with(key: string | null, apply: (node: OptionNode) => void, path = this.path, called = 'options', of: string = this.#subject()): Load {
    const shown = `${called}(${[...this.path.map((step) => step.shown), of].join(' -> ')})`;
    return new Load(this.root, path, [...this.instructions, { path: this.path, apply, key, shown }], path === this.path ? this.subclasses : []);
  }

  #relationship(attribute: unknown, option: Omit<RelationshipOption, 'node'>): Load {
    if (attribute === WILDCARD) return this.#everyRelationship(option.strategy);
    const { relationship, ofType, criteria, shown, key } = this.#linked(attribute, false);
    if (!relationship) throw new ArgumentError('expected ORM mapped attribute for loader strategy argument');
    const isPlain = criteria.length === 0 && ofType?.isAliased !== true && !option.alias;
    const name = isPlain ? `${relationship.parent.sortKey}.${key}${ofType ? `~${ofType.cacheKey}` : ''}` : null;
    const said = name === null ? null : `${String(option.strategy)} ${String(option.innerjoin)} ${String(option.recursionDepth)} ${name}`;
    const next = [...this.path, { relationship, ofType, criteria: [], shown, key: name }];
    return this.#with(said, (node) => void node.mergeRelationship(relationship, { ...option, ofType: ofType ?? option.alias, criteria }), next, optionNames[option.strategy ?? 'default'], shown);
  }

  #everyRelationship(strategy: Strategy | null): Load {
    return this.#with(`${String(strategy)} *`, (node) => {
      node.relationshipDefault = { ...plainOption(strategy), node: new OptionNode() };
    });
  }

  #column(attribute: unknown, option: ColumnOption): Load {
    const said = option.expression ? null : `${String(option.deferred)} ${String(option.raiseload)}`;
    if (attribute === WILDCARD) {
      return this.#with(said === null ? null : `${said} *`, (node) => {
        node.columnDefault = option;
      });
    }
    const { key, shown } = this.#linked(attribute, false);
    const called = option.expression ? 'with_expression' : option.deferred ? 'defer' : 'undefer';
    return this.#with(said === null ? null : `${said} ${key}`, (node) => void node.columns.set(key, option), this.path, called, shown);
  }

  /** @throws ArgumentError when the attribute is none of the class that this option has come to */
  #linked(attribute: unknown, inGroup: boolean): AttributeReference {
    const reference = attributeReference(attribute);
    if (inGroup && !this.#leadsTo(reference.parent)) {
      throw new ArgumentError("Can't apply wildcard ('*') or load_only() loader option to multiple entities in the same option. Use separate options per entity.");
    }
    this.#checkLink(reference.parent, reference.shown);
    return reference;
  }

  /** The class that this option has come to. */
  get #place(): MappedEntity | null {
    const last = this.path[this.path.length - 1];
    return last ? (last.ofType ?? entityOf(last.relationship.target)) : this.root;
  }

  #leadsTo(entity: MappedEntity): boolean {
    const place = this.#place;
    if (!place) return true;
    if (entity.isAliased || place.isAliased) return entity === place || (!entity.isAliased && place.polymorphicMappers.includes(entity.mapper)) || (entity.selectable === place.selectable && place.mapper.isRelatedTo(entity.mapper));
    return place.mapper.isa(entity.mapper);
  }

  #checkLink(entity: MappedEntity, shown: string): void {
    const place = this.#place;
    if (!place || this.#leadsTo(entity)) return;
    const last = this.path[this.path.length - 1];
    if (!last) throw new ArgumentError(`ORM mapped attribute "${shown}" does not link mapped class "${place.description}"`);
    const related = last.relationship.target;
    const ofType = last.ofType && last.ofType.mapper !== related ? `.of_type(${last.ofType.description})` : '';
    const hint =
      ofType === '' && !place.isAliased && entity.mapper.isa(related)
        ? `  Did you mean to use "${last.shown}.of_type(${entity.shortName})" or "loadopt.options(selectin_polymorphic(${related.entity.name}, [${entity.shortName}]), ...)" ?`
        : '';
    throw new ArgumentError(`ORM mapped entity or attribute "${shown}" does not link from relationship "${last.shown}${ofType}".${hint}`);
  }
}

