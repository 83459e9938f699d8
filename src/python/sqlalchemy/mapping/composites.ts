import { CompositeComparator, CompositeProperty, composite, type CompositeAttribute, type CompositeComparison } from '../../../orm/map/composite';
import type { Mapper, Property } from '../../../orm/map/mapper';
import { attributeName } from '../../../orm/map/property';
import type { InstanceState } from '../../../orm/map/state';
import { ArgumentError, InvalidRequestError } from '../../../orm/errors';
import { asClause, clauseElement } from '../../../orm/sql/clause';
import type { ColumnElement } from '../../../orm/sql/elements';
import { ClauseList } from '../../../orm/sql/elements';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyDict } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { attributeOrUndefined, getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import type { Binder } from '../bind';
import { methods } from '../rows';
import type { AttributeAnnotation } from './annotations';
import { MappedColumn } from './declarations';
import type { MappedClasses } from './mapped-classes';

/** `composite(Point, mapped_column("x"), mapped_column("y"))` in a class body. The class may come from the annotation. */
export class DeclaredComposite {
  readonly describes = true;

  constructor(
    /** What makes the value: a class, a function; null where the annotation tells. */
    readonly make: Value,
    readonly parts: readonly unknown[],
    readonly options: CompositeOptions = {},
  ) {}
}

export interface CompositeOptions {
  readonly comparatorFactory?: Value;
  /** Tells of which values of the columns there is none; null for none at all. Undefined leaves it to the annotation. */
  readonly returnNoneOn?: Value;
}

/** Is told of the values of composites whose class tells when it changes. */
export type ValueTracker = (value: Value, state: InstanceState, key: string) => void;

/** Binds composites. */
export function bindComposites(binder: Binder, classes: MappedClasses): PyType {
  binder.class<DeclaredComposite>({ name: 'Composite', module: 'sqlalchemy.orm.descriptor_props', of: DeclaredComposite });
  const compare = (comparison: CompositeComparison) => (self: CompositeComparator, other: unknown): ColumnElement => self.compare(comparison, other);
  const each = (name: 'desc' | 'asc' | 'nullsFirst' | 'nullsLast') => (self: CompositeComparator): ClauseList => new ClauseList(self.columns.map((column) => column[name]()));
  binder.class<CompositeComparator>({
    name: 'InstrumentedAttribute',
    module: 'sqlalchemy.orm.attributes',
    of: CompositeComparator,
    comparisons: { '==': compare('eq'), '!=': compare('ne'), '<': compare('lt'), '<=': compare('le'), '>': compare('gt'), '>=': compare('ge') },
    methods: methods<CompositeComparator>()({ 'desc()': each('desc'), 'asc()': each('asc'), 'nulls_first()': each('nullsFirst'), 'nulls_last()': each('nullsLast'), '__clause_element__()': (self) => self[clauseElement]() }),
    attributes: {
      key: (self) => self.key,
      property: (self) => self.entity.mapper.properties.get(self.key),
      parent: (self) => (self.entity.isAliased ? self.entity : self.entity.mapper),
      class_: (self) => self.entity.mapper.entity.target,
      clauses: (self) => self.columns.map((column, place) => classes.attributeOf(self.entity, self.keys[place] ?? '', column)),
      expression: (self) => self[clauseElement](),
    },
    str: (self) => attributeName(self.entity.mapper, self.key),
  });
  const property = binder.class<CompositeProperty>({
    name: 'Composite',
    module: 'sqlalchemy.orm.descriptor_props',
    of: CompositeProperty,
    attributes: {
      key: (self) => self.key,
      parent: (self) => self.parent,
      props: (self) => self.attribute.definition.keys.map((key) => self.parent.properties.get(key)),
      columns: (self) => self.attribute.definition.keys.map((key) => columnOf(self.parent, key)),
      attrs: (self) => [...self.attribute.definition.keys],
    },
    str: (self) => self.toString(),
  });
  return property.type;
}

function columnOf(mapper: Mapper, key: string): ColumnElement | null {
  const property = mapper.properties.get(key);
  return property?.kind === 'column' ? property.column : null;
}

/** A composite of a class as its mapper takes it. @param mapperOf the mapper of the class, once it is there */
export function compositeOf(binder: Binder, name: string, declared: DeclaredComposite, annotation: AttributeAnnotation | null, mapperOf: () => Mapper, track: ValueTracker): CompositeAttribute {
  const make = declared.make ?? annotation?.type ?? null;
  if (make === null) throw new ArgumentError('composite() needs the class of its values');
  const { bridge } = binder;
  const none = noneTest(binder, declared, annotation);
  const tracks = make instanceof PyType && make.lookup('_tells_changes') === true;
  let keys: readonly string[] | null = null;
  return composite({
    make: (...parts) => bridge.runtime.callNow(make, parts.map((part) => bridge.toPython(part))) as object,
    isNone: none,
    shown: (value) => bridge.repr(value),
    parts: (value) => (bridge.runtime.callNow(valuesOf, [value as PyObject, make]) as PyTuple).items,
    ...(make instanceof PyType ? { accepts: (value) => value instanceof PyObject && value.cls.isSubclassOf(make) } : { accepts: () => false }),
    ...(tracks ? { adopted: (value, state) => { track(value as PyObject, state, name); } } : {}),
    get keys() {
      return (keys ??= declared.parts.map((part) => keyOf(mapperOf(), part)));
    },
  }); // prettier-ignore
}

/** Tells of which values of the columns there is no value of the composite. */
function noneTest({ bridge }: Binder, { make, options: { returnNoneOn } }: DeclaredComposite, annotation: AttributeAnnotation | null): (parts: readonly unknown[]) => boolean {
  if (returnNoneOn instanceof PyObject) return (parts) => bridge.callNow(returnNoneOn, parts) === true;
  const isOptional = returnNoneOn === undefined && make === null && annotation?.optional === true;
  return isOptional ? (parts) => parts.every((part) => part === null) : () => false;
}

function keyOf(mapper: Mapper, part: unknown): string {
  if (typeof part === 'string') return part;
  const column = part instanceof MappedColumn ? part.column : asClause(part);
  const found = [...mapper.properties].find(([, property]: readonly [string, Property]) => property.kind === 'column' && property.columns.some((one) => one.identity === column?.identity));
  if (!found) throw new ArgumentError('composite() takes names of attributes, or columns');
  return found[0];
}

/** The values of a composite: of `__composite_values__()`, or of the fields of a dataclass. */
const valuesOf = define('composite_values(value, cls, /)', function* (value, cls): Flow<Value> {
  const own = yield* attributeOrUndefined(value, '__composite_values__');
  if (own !== undefined) return yield* call(own);
  const fields = yield* attributeOrUndefined(cls instanceof PyType ? cls : value, '__dataclass_fields__');
  if (!(fields instanceof PyDict)) throw new InvalidRequestError(`Composite class ${cls instanceof PyType ? cls.name : 'None'} is not a dataclass and does not define a __composite_values__() method; can't get state`);
  const values: Value[] = [];
  for (const { key } of fields.table.entries()) values.push(yield* getAttribute(value, key as string));
  return new PyTuple(values);
});

/** The fields of a dataclass in order: their names and types. Empty for other classes. */
export function fieldsOf(binder: Binder, cls: Value): readonly (readonly [name: string, type: Value])[] {
  const found = binder.bridge.runtime.callNow(namedTypes, [cls]);
  return found instanceof PyTuple ? found.items.map((pair) => (pair as PyTuple).items as unknown as readonly [string, Value]) : [];
}

const namedTypes = define('field_types(cls, /)', function* (cls): Flow<Value> {
  const fields = yield* attributeOrUndefined(cls, '__dataclass_fields__');
  const types: Value[] = [];
  if (fields instanceof PyDict) for (const { key, value } of fields.table.entries()) types.push(new PyTuple([key, yield* getAttribute(value, 'type')]));
  return new PyTuple(types);
});
