import { composite } from '../../../orm/map/composite';
import type { ComputedAttribute } from '../../../orm/map/computed-attribute';
import { entityOf, type ClassAttribute } from '../../../orm/map/entity';
import type { Mapper } from '../../../orm/map/mapper';
import type { Property } from '../../../orm/map/mapper';
import { ArgumentError } from '../../../orm/errors';
import { asClause, clauseElement, type ClauseElement } from '../../../orm/sql/clause';
import { not_ } from '../../../orm/sql/elements';
import { hostDescriptor } from '../../bridge/descriptor';
import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { PyDict } from '../../objects/mappings';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { attributeOrUndefined, getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { carriedOut, type Binder } from '../bind';
import type { AttributeAnnotation } from './annotations';
import { MappedColumn } from './declarations';

/** `composite(Point, mapped_column("x"), mapped_column("y"))` in a class body. The class may come from the annotation. */
export class DeclaredComposite {
  readonly describes = true;

  constructor(
    readonly make: Value,
    readonly parts: readonly unknown[],
  ) {}
}

/** A composite on the class: it is compared as a whole. */
export class ComparedAttribute {
  constructor(readonly attribute: ClassAttribute) {}

  [clauseElement](): ClauseElement {
    return asClause(this.attribute) as ClauseElement;
  }
}

/** Binds composites. */
export function bindComposites(binder: Binder): void {
  binder.class<DeclaredComposite>({ name: 'Composite', module: 'sqlalchemy.orm.descriptor_props', of: DeclaredComposite });
  binder.class<ComparedAttribute>({
    name: 'InstrumentedAttribute',
    module: 'sqlalchemy.orm.attributes',
    of: ComparedAttribute,
    comparisons: { '==': (self, other) => self.attribute.eq(other), '!=': (self, other) => not_(self.attribute.eq(other)) },
  });
}

/** Puts a composite into its class, once the class is mapped. */
export function describeComposite(binder: Binder, cls: PyType, mapper: Mapper, name: string, declared: DeclaredComposite, annotation: AttributeAnnotation | null): void {
  const make = declared.make ?? annotation?.type ?? null;
  if (make === null) throw new ArgumentError('composite() needs the class of its values');
  const { runtime } = binder.bridge;
  const made = composite({
    make: (...parts) => runtime.callNow(make, parts.map((part) => binder.bridge.toPython(part))) as object,
    parts: (value) => (runtime.callNow(valuesOf, [value as PyObject]) as PyTuple).items,
    keys: declared.parts.map((part) => keyOf(mapper, part)),
  });
  if (made.onClass) mapper.descriptors.set(name, made.onClass);
  cls.assign(name, computed(binder, mapper, name, made));
}

/** A computed attribute as Python sees it. */
function computed(binder: Binder, mapper: Mapper, name: string, attribute: ComputedAttribute): PyObject {
  return hostDescriptor({
    get: (instance) => carriedOut(() => binder.bridge.toPython(instance === undefined ? new ComparedAttribute(entityOf(mapper).required(name)) : attribute.get(instance))),
    set: (instance, value) => carriedOut(() => { attribute.set(instance, value); }),
  }); // prettier-ignore
}

function keyOf(mapper: Mapper, part: unknown): string {
  if (typeof part === 'string') return part;
  const column = part instanceof MappedColumn ? part.column : asClause(part);
  const found = [...mapper.properties].find(([, property]: readonly [string, Property]) => property.kind === 'column' && property.columns.some((one) => one.identity === column?.identity));
  if (!found) throw new ArgumentError('composite() takes names of attributes, or columns');
  return found[0];
}

/** The values of a composite: of `__composite_values__()`, or of the fields of a dataclass. */
const valuesOf = define('composite_values(value, /)', function* (value): Flow<Value> {
  const own = yield* attributeOrUndefined(value, '__composite_values__');
  if (own !== undefined) return yield* call(own);
  const fields = yield* attributeOrUndefined(value, '__dataclass_fields__');
  if (!(fields instanceof PyDict)) throw new ArgumentError('the class of a composite is a dataclass, or has __composite_values__()');
  const values: Value[] = [];
  for (const { key } of fields.table.entries()) values.push(yield* getAttribute(value, key as string));
  return new PyTuple(values);
});

/** The types of the fields of a dataclass, in order. */
export function fieldTypes(binder: Binder, cls: Value): readonly Value[] {
  const found = binder.bridge.runtime.callNow(typesOf, [cls]);
  return found instanceof PyTuple ? found.items : [];
}

const typesOf = define('field_types(cls, /)', function* (cls): Flow<Value> {
  const fields = yield* attributeOrUndefined(cls, '__dataclass_fields__');
  const types: Value[] = [];
  if (fields instanceof PyDict) for (const { value } of fields.table.entries()) types.push(yield* getAttribute(value, 'type'));
  return new PyTuple(types);
});
