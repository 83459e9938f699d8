import { settleColumn } from '../../../orm/map/declarative-column';
import { UnknownKeywordError } from '../../../orm/map/errors';
import { RelationshipDefinition, type Mapper, type MapperOptions, type PropertyDefinition } from '../../../orm/map/mapper';
import { Synonym, type ColumnDefinition } from '../../../orm/map/property';
import type { Registry } from '../../../orm/map/registry';
import type { LazyStrategy } from '../../../orm/map/relationship';
import { ArgumentError, InvalidRequestError } from '../../../orm/errors';
import { asClause } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { FromClause } from '../../../orm/sql/from-clause';
import { Column } from '../../../orm/sql/schema/column';
import { SelectBase } from '../../../orm/sql/selectable';
import { Table, type TableArgument } from '../../../orm/sql/schema/table';
import { TypeEngine } from '../../../orm/sql/types/type-engine';
import type { Flow } from '../../flow';
import { PyObject, PyType, type Value } from '../../objects/object';
import { attributeOrUndefined, setAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { asList, asRecord, camelKeys, nameText } from '../arguments';
import type { Binder } from '../bind';
import { AnnotationReader, MappedAnnotation, type AttributeAnnotation } from './annotations';
import { compositeOf, DeclaredComposite, fieldsOf } from './composites';
import { DeclaredAttr } from './declared-attr';
import { DeclaredExpression, DeclaredRelationship, DescribedSynonym, MappedColumn, RelationshipReader, type FieldOptions } from './declarations';
import type { MappedClasses } from './mapped-classes';
import { PythonTypes, tableArguments } from './python-types';
import { ClassScan, copied, type FoundAttribute } from './scan-class';

/** A registry of mapped classes with what its base class says of types. */
export interface MappingHome {
  readonly registry: Registry;
  readonly typeMap: Value;
}

/** An attribute as a dataclass counts it. */
export interface DeclaredField {
  readonly name: string;
  readonly field: FieldOptions;
  readonly annotated: boolean;
  /** The value that the class body gives beside `Mapped[…]`. */
  readonly plain: Value | undefined;
  /** The class in whose body it stands. */
  readonly owner: PyType;
}

/** What mapping a class gave. */
export interface DeclaredMapping {
  readonly mapper: Mapper;
  readonly fields: readonly DeclaredField[];
}

const lazyOfKind: Readonly<Record<AttributeAnnotation['kind'], LazyStrategy | null>> = { Mapped: null, WriteOnlyMapped: 'write_only', DynamicMapped: 'dynamic' };

/** Maps one class by what its body declares. */
export class ClassMapping {
  readonly #types: PythonTypes;
  readonly #reader: AnnotationReader;
  readonly #relationships: RelationshipReader;
  readonly #properties: Record<string, PropertyDefinition> = {};
  readonly #columns: { readonly column: Column; readonly order: number }[] = [];
  readonly #fields: DeclaredField[] = [];

  constructor(
    private readonly binder: Binder,
    private readonly classes: MappedClasses,
    private readonly cls: PyType,
    private readonly home: MappingHome,
  ) {
    this.#types = new PythonTypes(binder, home.typeMap);
    this.#reader = new AnnotationReader(binder.bridge.runtime);
    this.#relationships = new RelationshipReader(binder, classes);
  }

  /** @throws InvalidRequestError for a class without a table; ArgumentError and its kin for what is wrong with it */
  *map(): Flow<DeclaredMapping> {
    const { classes, cls, binder } = this;
    const scan = new ClassScan(binder, binder.bridge.runtime, classes, cls);
    const attributes = yield* scan.attributes();
    const parent = classes.above(cls);
    for (const attribute of attributes) {
      if (attribute.composite) this.#declareComposite(attribute.name, attribute.composite, attribute.annotation);
      else this.#declare(attribute);
    }
    const mapperArgs = asRecord(binder.bridge.toOrm((yield* this.#directive('__mapper_args__')) ?? null));
    const table = yield* this.#table(parent, mapperArgs['concrete'] === true);
    const options = this.#mapperOptions(mapperArgs, parent, table);
    const mapper = this.home.registry.map({ entity: classes.entity(cls), table, properties: this.#properties, options });
    cls.assign('__table__', binder.bridge.toPython(mapper.localTable));
    cls.assign('__mapper__', binder.bridge.toPython(mapper));
    classes.add(cls, mapper);
    if (parent && mapper.options.concrete === true) mapper.standBelow(parent);
    for (const { name, declaration, composite } of attributes) {
      const factory = composite ? composite.options.comparatorFactory : declaration instanceof DeclaredExpression || declaration instanceof DeclaredRelationship ? declaration.options.comparatorFactory : null;
      if (factory !== undefined && factory !== null) classes.compareWith(mapper.property(name), factory);
    }
    return { mapper, fields: this.#fields };
  }

  /** A value of the class or of its mixins; functions with `declared_attr` are called. Those of mapped classes above do not count. */
  *#directive(name: string): Flow<Value | undefined> {
    for (const owner of this.cls.mro) {
      if (owner !== this.cls && this.classes.find(owner)) continue;
      const value = owner.dict.get(name);
      if (value === undefined) continue;
      const given: unknown = this.binder.bridge.toOrm(value);
      if (given instanceof DeclaredAttr) return yield* call(given.fn, [this.cls]);
      return yield* attributeOrUndefined(this.cls, name);
    }
    return undefined;
  }

  *#table(parent: Mapper | null, concrete: boolean): Flow<FromClause | null> {
    const { binder, cls } = this;
    const given: unknown = binder.bridge.toOrm((yield* this.#directive('__table__')) ?? null);
    const element = asClause(given);
    const columns = this.#columns.map((one, place) => ({ ...one, place })).sort((left, right) => left.order - right.order || left.place - right.place).map(({ column }) => column);
    if (element instanceof FromClause) return element;
    const name = yield* this.#directive('__tablename__');
    if (name === undefined || name === null) {
      if (!parent || concrete) throw new InvalidRequestError(`Class ${this.classes.entity(cls).repr} does not have a __table__ or __tablename__ specified and does not inherit from an existing table-mapped class.`);
      // Single-table inheritance: the columns go to the table of the class above.
      if (parent.localTable instanceof Table) for (const column of columns) this.#append(parent.localTable, column);
      return null;
    }
    const { items, options } = tableArguments(yield* this.#directive('__table_args__'));
    const args = items.map((item) => binder.bridge.toOrm(item)) as TableArgument[];
    return Table.define(nameText(name), this.home.registry.metadata, ...columns, ...args, camelKeys(asRecord(binder.bridge.toOrm(options))));
  }

  /** @throws ArgumentError when the table has another column of that name */
  #append(table: Table, column: Column): void {
    const known = table.c.get(column.key);
    if (!known) table.appendColumn(column);
    else if (known !== column) {
      throw new ArgumentError(`Column '${column.name}' on class ${this.cls.name} conflicts with existing column '${known.toString()}'.  If using Declarative, consider using the use_existing_column parameter of mapped_column() to resolve conflicts.`);
    }
  }

  /** The column of the table above that a declaration with `use_existing_column` means. */
  #existing(name: string, declaration: MappedColumn): Column | null {
    const table = declaration.useExisting ? this.classes.above(this.cls)?.localTable : null;
    const known = table?.c.get(declaration.column.name === '' ? name : declaration.column.name);
    return known instanceof Column ? known : null;
  }

  /** A composite, with the columns that stand in it only: these are columns of the class, under their own names. */
  #declareComposite(name: string, declared: DeclaredComposite, annotation: AttributeAnnotation | null): void {
    const { binder, classes, cls } = this;
    const fields = fieldsOf(binder, declared.make ?? annotation?.type ?? null);
    const parts = declared.parts.length === 0 ? fields.map(() => new MappedColumn(binder, [], {})) : declared.parts;
    for (const [place, part] of parts.entries()) {
      if (!(part instanceof MappedColumn)) continue;
      const [field, type] = fields[place] ?? ['', undefined];
      const own = type === undefined ? null : this.#reader.read(new MappedAnnotation(type));
      settleColumn(part.column, {
        ...(part.column.name === '' ? { name: field } : {}),
        ...(own && part.column.type.isNull ? { type: this.#types.required(own, part.column.name === '' ? field : part.column.name) } : {}),
        ...(own && !part.saysNullable ? { nullable: own.nullable } : {}),
      });
      this.#column(part.column.name, part.column, {}, 0);
    }
    const mapperOf = (): Mapper => classes.find(cls) as Mapper;
    this.#properties[name] = compositeOf(binder, name, parts === declared.parts ? declared : new DeclaredComposite(declared.make, parts, declared.options), annotation, mapperOf, (value, state, key) => { classes.tracking.adopt(value, state, key); });
    if (annotation) this.#fields.push({ name, field: {}, annotated: true, plain: undefined, owner: cls });
  } // prettier-ignore

  #declare(attribute: FoundAttribute): void {
    const { name, declaration, annotation } = attribute;
    const field = declaration && 'field' in declaration ? declaration.field : {};
    if (annotation) this.#fields.push({ name, field, annotated: true, plain: attribute.plain, owner: attribute.owner });
    if (declaration instanceof Column) this.#column(name, declaration, {}, 0);
    else if (declaration instanceof MappedColumn) this.#mappedColumn(attribute, declaration);
    else if (declaration instanceof DeclaredExpression) this.#properties[name] = this.#expression(name, declaration);
    else if (declaration instanceof Synonym) this.#properties[name] = declaration;
    else if (declaration instanceof DeclaredRelationship) this.#properties[name] = this.#relationship(declaration, annotation);
    else if (annotation) this.#byAnnotation(attribute, annotation);
  }

  /** `name: Mapped[str]`, without a value: a column, or where the type is a class of objects a relationship. */
  #byAnnotation(attribute: FoundAttribute, annotation: AttributeAnnotation): void {
    const declared = annotation.metadata.map((one) => this.binder.bridge.toOrm(one)).find((one) => one instanceof DeclaredRelationship);
    if (declared instanceof DeclaredRelationship) {
      this.#properties[attribute.name] = this.#relationship(declared, annotation);
      return;
    }
    this.#mappedColumn(attribute, new MappedColumn(this.binder, [], {}));
  }

  #relationship(declaration: DeclaredRelationship, annotation: AttributeAnnotation | null): RelationshipDefinition {
    return this.#relationships.read(declaration, {
      target: annotation ? this.#targetOf(annotation) : null,
      collection: annotation?.collection ?? null,
      scalar: annotation !== null && annotation.collection === null && annotation.kind === 'Mapped',
      lazy: annotation ? lazyOfKind[annotation.kind] : null,
    });
  }

  /** A name in quotes is first of all that of a mapped class, which may come later, whatever else is called so now. */
  #targetOf({ forward, quoted, type }: AttributeAnnotation): unknown {
    const isMapped = type instanceof PyType && this.classes.find(type) !== undefined;
    return forward ?? (isMapped ? null : quoted) ?? this.binder.bridge.toOrm(type);
  }

  #mappedColumn({ name, annotation }: FoundAttribute, declared: MappedColumn): void {
    const shared = (annotation?.metadata ?? []).map((one) => this.binder.bridge.toOrm(one)).find((one) => one instanceof MappedColumn);
    const declaration = shared instanceof MappedColumn ? merged(this.binder, shared, declared) : declared;
    const { column } = declaration;
    settleColumn(column, {
      ...(column.name === '' ? { name } : {}),
      ...(annotation && column.type.isNull && column.foreignKeys.length === 0 ? { type: this.#types.required(annotation, name) } : {}),
      ...(annotation && column.type.isNull && column.foreignKeys.length > 0 ? typeIfKnown(this.#types.find(annotation)) : {}),
      ...(annotation && !declaration.saysNullable ? { nullable: annotation.nullable } : {}),
    });
    this.#column(name, this.#existing(name, declaration) ?? column, declaration.options, declaration.sortOrder);
  }

  #column(name: string, column: Column, options: Omit<ColumnDefinition, 'columns'>, order: number): void {
    if (column.name === '') settleColumn(column, { name });
    this.#columns.push({ column, order });
    this.#properties[name] = Object.keys(options).length > 0 || column.key !== name ? { columns: [column], ...options } : column;
  }

  #expression(name: string, declaration: DeclaredExpression): ColumnDefinition {
    const columns = declaration.columns.map((one) => {
      if (one instanceof MappedColumn || one instanceof Column) {
        const column = one instanceof MappedColumn ? one.column : one;
        if (column.table === null) {
          if (column.name === '') settleColumn(column, { name });
          this.#columns.push({ column, order: 0 });
        }
        return column;
      }
      return readColumn(name, one);
    });
    return { columns, ...declaration.options };
  }

  #mapperOptions(given: Readonly<Record<string, unknown>>, inherits: Mapper | null, table: FromClause | null): MapperOptions {
    const { polymorphic_on: on, polymorphic_identity: identity, version_id_col: version, version_id_generator: generator, primary_key: primaryKey, ...rest } = given;
    const columnOf = (one: unknown): unknown => (one instanceof MappedColumn ? one.column : typeof one === 'string' ? (table?.c.get(one) ?? this.#propertyColumn(one) ?? one) : (asClause(one) ?? one));
    const call = this.binder.bridge;
    return {
      ...(camelKeys(Object.fromEntries(Object.entries(rest).filter(([name]) => !['exclude_properties', 'include_properties', 'properties'].includes(name)))) as MapperOptions),
      ...(inherits && rest['concrete'] !== true ? { inherits } : {}),
      ...(inherits && rest['concrete'] === true ? { leading: this.#leading(inherits) } : {}),
      ...leavingOut(rest),
      ...(on === undefined || on === null ? {} : { polymorphicOn: columnOf(on) as ColumnElement }),
      ...(identity === undefined ? {} : { polymorphicIdentity: identity }),
      ...(version === undefined ? {} : { versionIdCol: columnOf(version) as ColumnElement }),
      ...(generator === undefined ? {} : { versionIdGenerator: generator instanceof PyObject ? (version: unknown): unknown => call.callNow(generator, [version]) : false }),
      ...(primaryKey === undefined ? {} : { primaryKey: (Array.isArray(primaryKey) ? primaryKey : [primaryKey]).map(columnOf) as ColumnElement[] }),
    };
  }

  /** Attributes of the class above that the body of a concrete class only annotates come before its others. */
  #leading(above: Mapper): readonly string[] {
    return [...above.properties.keys()].filter((key) => !this.cls.dict.has(key));
  }

  #propertyColumn(name: string): ColumnElement | undefined {
    const definition = this.#properties[name];
    return definition instanceof ColumnElement ? definition : undefined;
  }
}

/** Which columns get no attribute, as a mapper is told. */
export function leavingOut(given: Readonly<Record<string, unknown>>): Pick<MapperOptions, 'excludeProperties' | 'includeProperties'> {
  const names = (one: unknown): readonly string[] => asList(one).map((name) => (typeof name === 'string' ? name : String((asClause(name) as ColumnElement).key)));
  const { exclude_properties: excluded, include_properties: included } = given;
  return {
    ...(excluded === undefined || excluded === null ? {} : { excludeProperties: names(excluded) }),
    ...(included === undefined || included === null ? {} : { includeProperties: names(included) }),
  };
}

/** What `column_property()` reads: an expression, or the value of a SELECT. @throws InvalidRequestError for anything else */
export function readColumn(name: string, given: unknown): ColumnElement {
  const element = asClause(given);
  if (element instanceof ColumnElement) return element;
  if (element instanceof SelectBase) return element.scalarSubquery();
  throw new InvalidRequestError(`column_property() '${name}' needs an SQL expression`);
}

function typeIfKnown(type: TypeEngine | null): { readonly type?: TypeEngine } {
  return type ? { type } : {};
}

/** What `Annotated` says of a column, with what the class body says besides: the body goes before. */
function merged(binder: Binder, shared: MappedColumn, own: MappedColumn): MappedColumn {
  const items = [...own.given, ...shared.given.map(copied).filter((one) => !(one instanceof TypeEngine && own.given.some((other) => other instanceof TypeEngine)))];
  return new MappedColumn(binder, items, { ...shared.keywords, ...own.keywords });
}

/** What `__init__` of a mapped class does. @throws UnknownKeywordError for a name that the class does not have */
export function* construct(classes: MappedClasses, instance: PyObject, values: ReadonlyMap<string, Value>): Flow<void> {
  const mapper = classes.stateOf(instance).mapper;
  mapper.registry.configure();
  for (const [name, value] of values) {
    if (instance.cls.lookup(name) === undefined) throw new UnknownKeywordError(name, instance.cls.name);
    const property = mapper.properties.get(name);
    if (property && property.kind !== 'composite' && !(property instanceof DescribedSynonym)) classes.write(instance, name, value);
    else yield* setAttribute(instance, name, value);
  }
}
