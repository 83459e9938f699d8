import { MappedEntity } from '../../../orm/map/entity';
import type { CollectionFactory } from '../../../orm/map/collections';
import { RelationshipDefinition } from '../../../orm/map/mapper';
import { Synonym, type ColumnPropertyOptions } from '../../../orm/map/property';
import type { LazyStrategy, RelationshipOptions } from '../../../orm/map/relationship';
import { ArgumentError } from '../../../orm/errors';
import { clauseElement, type ClauseElement } from '../../../orm/sql/clause';
import type { ColumnElement } from '../../../orm/sql/elements';
import { Column } from '../../../orm/sql/schema/column';
import { PyObject, PyType, type Value } from '../../objects/object';
import { dictType, listType, setType } from '../../objects/builtin-types';
import { asFlag, asList, asNumber, asText, camelKeys } from '../arguments';
import type { Binder } from '../bind';
import { makeColumn } from '../schema';
import { keyedCollection, listCollection, setCollection, type Keying } from './collections';
import type { MappedClasses } from './mapped-classes';
import { OrderingListClass } from './ordering-lists';

let made = 0;

/** What `dataclass` fields are told by. */
export interface FieldOptions {
  readonly init?: boolean;
  readonly repr?: boolean;
  readonly compare?: boolean;
  readonly kwOnly?: boolean;
  readonly default?: unknown;
  readonly defaultFactory?: Value;
}

const fieldNames = ['init', 'repr', 'compare', 'kw_only', 'default', 'default_factory', 'hash'];

/** What keywords of a declaration say of the field of a dataclass. */
export function fieldOptions(keywords: Readonly<Record<string, unknown>>): FieldOptions {
  return camelKeys(Object.fromEntries(fieldNames.filter((name) => name in keywords).map((name) => [name, keywords[name]])));
}

/** `mapped_column(…)` in a class body. */
export class MappedColumn {
  readonly creation = ++made;
  readonly column: Column;
  readonly field: FieldOptions;
  readonly options: ColumnPropertyOptions;
  readonly sortOrder: number;
  /** A column of this name that another class of the table has already is this one. */
  readonly useExisting: boolean;

  constructor(
    binder: Binder,
    readonly given: readonly unknown[],
    readonly keywords: Readonly<Record<string, unknown>>,
  ) {
    const { deferred, deferred_group: group, active_history: activeHistory, deferred_raiseload: raiseload, sort_order: sortOrder, use_existing_column: existing, ...rest } = keywords;
    const own = Object.fromEntries(Object.entries(rest).filter(([name]) => name === 'default' || !fieldNames.includes(name)));
    this.column = makeColumn(binder, given, own);
    this.field = fieldOptions(keywords);
    this.useExisting = asFlag(existing);
    this.sortOrder = sortOrder === undefined ? 0 : asNumber(sortOrder);
    this.options = {
      ...(asFlag(deferred) || (group !== undefined && group !== null) ? { deferred: true } : {}),
      ...(group === undefined || group === null ? {} : { group: asText(group) }),
      ...(asFlag(activeHistory) ? { activeHistory: true } : {}),
      ...(asFlag(raiseload) ? { deferredRaiseload: true } : {}),
    };
  }

  /** Whether the class body said whether NULL is allowed. */
  get saysNullable(): boolean {
    return this.keywords['nullable'] !== undefined || this.keywords['primary_key'] === true;
  }

  [clauseElement](): ClauseElement {
    return this.column;
  }
}

/** `relationship(…)` in a class body. The target may come from the annotation. */
export class DeclaredRelationship {
  readonly creation = ++made;
  readonly field: FieldOptions;

  constructor(
    readonly argument: unknown,
    readonly keywords: Readonly<Record<string, unknown>>,
  ) {
    this.field = fieldOptions(keywords);
  }

  get options(): { readonly comparatorFactory?: Value } {
    return { comparatorFactory: (this.keywords['comparator_factory'] ?? null) as Value };
  }
}

/** `column_property(…)`, `deferred(…)`, `query_expression()` in a class body. */
export class DeclaredExpression {
  readonly creation = ++made;

  constructor(
    readonly columns: readonly unknown[],
    readonly options: ColumnPropertyOptions & { readonly comparatorFactory?: Value },
    readonly field: FieldOptions = {},
  ) {}

  [clauseElement](): ClauseElement {
    const [first] = this.columns;
    return first instanceof MappedColumn ? first.column : (first as ColumnElement);
  }
}

/** `synonym(…, descriptor=…)`: on objects it is the descriptor. */
export class DescribedSynonym extends Synonym {
  constructor(
    name: string,
    readonly descriptor: PyObject,
  ) {
    super(name);
  }
}

/** What a class body may hold for an attribute. */
export type Declaration = MappedColumn | DeclaredRelationship | DeclaredExpression | Column | Synonym;

export function isDeclaration(value: unknown): value is Declaration {
  return value instanceof MappedColumn || value instanceof DeclaredRelationship || value instanceof DeclaredExpression || value instanceof Column || value instanceof Synonym;
}

/** The ways in which a program may name how related objects are read. */
const lazyNames: Readonly<Record<string, LazyStrategy>> = { True: 'select', False: 'joined', None: 'noload' };

/** Makes what Python told `relationship()` into the ORM's options. */
export class RelationshipReader {
  constructor(
    private readonly binder: Binder,
    private readonly classes: MappedClasses,
  ) {}

  /** @param collection the class of the collection that the annotation named; null where it named none */
  read({ argument, keywords }: DeclaredRelationship, annotated: { readonly target: unknown; readonly collection: 'list' | 'set' | 'dict' | null; readonly scalar: boolean; readonly lazy: LazyStrategy | null }): RelationshipDefinition {
    const target = argument ?? annotated.target;
    if (target === null || target === undefined) throw new ArgumentError('relationship() needs the related class, as an argument or in its annotation');
    const options = this.#options(keywords);
    const collection = options.collection ?? (annotated.collection === 'set' ? setCollection : listCollection);
    const uselist = options.uselist ?? (annotated.scalar && options.collection === undefined ? false : undefined);
    const lazy = options.lazy ?? annotated.lazy ?? undefined;
    return new RelationshipDefinition(this.#late(resolved(target)), { ...options, collection, ...(uselist === undefined ? {} : { uselist }), ...(lazy === undefined ? {} : { lazy }) });
  }

  #options(keywords: Readonly<Record<string, unknown>>): RelationshipOptions {
    const own = Object.fromEntries(Object.entries(keywords).filter(([name]) => !fieldNames.includes(name) && name !== 'argument'));
    const options = camelKeys(own);
    for (const name of ['secondary', 'primaryjoin', 'secondaryjoin', 'foreignKeys', 'remoteSide', 'orderBy']) {
      if (options[name] !== undefined && options[name] !== null) options[name] = this.#late(options[name]);
    }
    const { collectionClass, backref, lazy, cascade, comparatorFactory: _own, ...rest } = options;
    return {
      ...(rest as RelationshipOptions),
      ...(cascade === undefined || cascade === null ? {} : { cascade: cascade === false ? '' : asText(cascade) }),
      ...(collectionClass === undefined || collectionClass === null ? {} : { collection: this.factory(collectionClass) }),
      ...(backref === undefined || backref === null ? {} : { backref: this.#backref(backref) }),
      ...(lazy === undefined ? {} : { lazy: typeof lazy === 'string' ? (lazy as LazyStrategy) : (lazyNames[lazy === null ? 'None' : lazy === true ? 'True' : 'False'] ?? 'select') }),
    };
  }

  /** `backref="parent"`, `backref=backref("parent", …)`: collections of the other side are Python's, too. */
  #backref(given: unknown): readonly [string, RelationshipOptions] {
    if (typeof given === 'string') return [given, { collection: listCollection }];
    if (given instanceof Backref) return [given.name, { collection: listCollection, ...this.#options(given.keywords) }];
    const [name, keywords] = asList(given);
    return [asText(name), { collection: listCollection, ...this.#options((keywords ?? {}) as Readonly<Record<string, unknown>>) }];
  }

  /** The class of a collection, or a function that makes one. */
  factory(given: unknown): CollectionFactory {
    if (given === listType) return listCollection;
    if (given === setType) return setCollection;
    if (given === dictType) throw new ArgumentError(`Type InstrumentedDict must elect an appender method to be a collection class`);
    if (typeof given === 'function') return given as CollectionFactory;
    if (given instanceof KeyedDict || given instanceof OrderingListClass) return given.factory;
    if (given instanceof PyObject) return this.classes.collections.factory(given);
    throw new ArgumentError('collection_class takes a class, or a function that makes collections');
  }

  /** Functions are called when the mappers are configured. */
  #late(given: unknown): unknown {
    if (given instanceof MappedColumn) return given.column;
    if (Array.isArray(given)) return given.map((one) => this.#late(one));
    if (!(given instanceof PyObject) || given instanceof PyType) return given;
    return () => this.classes.whileResolving(() => resolved(this.binder.bridge.callNow(given)));
  }
}

/** A class of Python that was given late stands for its mapper; an alias of one for itself. */
export function resolved(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(resolved);
  if (given instanceof MappedEntity) return given.isAliased ? given : given.mapper;
  return given;
}

/** `backref("name", …)` */
export class Backref {
  constructor(
    readonly name: string,
    readonly keywords: Readonly<Record<string, unknown>>,
  ) {}
}

/** `attribute_keyed_dict("name")`: the class of a collection. */
export class KeyedDict {
  readonly factory: CollectionFactory;

  constructor(readonly keying: Keying) {
    this.factory = keyedCollection(keying);
  }
}
