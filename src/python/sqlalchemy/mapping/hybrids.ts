import { asRecord, nameText } from '../arguments';
import { InvalidRequestError } from '../../../orm/errors';
import { AssociationComparator } from '../../../orm/map/association-proxy';
import { entityOf, type MappedEntity } from '../../../orm/map/entity';
import type { Mapper } from '../../../orm/map/mapper';
import type { Mapping } from '../../../orm/query/bulk-rows';
import { asClause } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { PyHost } from '../../bridge/host-class';
import type { Flow } from '../../flow';
import { addMembers } from '../../native/define';
import { attributeError } from '../../objects/exceptions';
import { PyFunction, PyMethod } from '../../objects/callables';
import { PyObject, PyType, type Value } from '../../objects/object';
import { call } from '../../protocol/call';
import type { Binder } from '../bind';
import { methods } from '../rows';
import { ComparedAttribute } from './compared-attributes';
import { ExtensionType } from './extension-type';
import { ColumnAttribute, type MappedClasses } from './mapped-classes';

/** The functions of a hybrid. */
interface HybridFunctions {
  readonly getter: Value;
  readonly setter: Value;
  readonly deleter: Value;
  readonly expression: Value;
  readonly comparator: Value;
  readonly updater: Value;
  readonly bulkSetter: Value;
}

const NO_FUNCTIONS: HybridFunctions = { getter: null, setter: null, deleter: null, expression: null, comparator: null, updater: null, bulkSetter: null };

/** `@hybrid_property`: a property that is SQL on the class. */
export class HybridProperty {
  readonly describes = true;
  name: string | null = null;
  functions: HybridFunctions;

  constructor(functions: Partial<HybridFunctions>) {
    this.functions = { ...NO_FUNCTIONS, ...functions };
  }

  with(changes: Partial<HybridFunctions>): HybridProperty {
    return new HybridProperty({ ...this.functions, ...changes });
  }
}

/** `hybrid.inplace`: its decorators add to the hybrid itself, whatever the function is called. */
class HybridInPlace {
  constructor(readonly hybrid: HybridProperty) {}

  add(changes: Partial<HybridFunctions>): HybridProperty {
    this.hybrid.functions = { ...this.hybrid.functions, ...changes };
    return this.hybrid;
  }
}

/** `@hybrid_method`: a method that gives SQL when it is called on the class. */
export class HybridMethod {
  readonly describes = true;

  constructor(
    readonly func: Value,
    public expression: Value = null,
  ) {}
}

/** `hybrid_method.inplace` */
class HybridMethodInPlace {
  constructor(readonly method: HybridMethod) {}
}

/** A hybrid on a class whose expression is a column or made of some. */
export class HybridAttribute extends ColumnAttribute {
  constructor(
    entity: MappedEntity,
    key: string,
    element: ColumnElement,
    readonly hybrid: HybridProperty,
  ) {
    super(entity, key, element);
  }
}

/** The function of a class method or a static method, and others as they are. */
function functionOf(value: Value): Value {
  return value instanceof PyObject && 'func' in value ? (value.func as Value) : value;
}

/** The decorators of a hybrid by name, with what they give it. */
const decorators: Readonly<Record<string, keyof HybridFunctions>> = { getter: 'getter', setter: 'setter', deleter: 'deleter', expression: 'expression', comparator: 'comparator', update_expression: 'updater', bulk_dml: 'bulkSetter' };

/** The parameters of `hybrid_property()`, in order. */
const parameters: readonly (readonly [name: string, of: keyof HybridFunctions])[] = [['fget', 'getter'], ['fset', 'setter'], ['fdel', 'deleter'], ['expr', 'expression'], ['custom_comparator', 'comparator'], ['update_expr', 'updater'], ['bulk_dml_setter', 'bulkSetter']]; // prettier-ignore

/** Binds hybrids. */
export function bindHybrids(binder: Binder, classes: MappedClasses, attribute: PyType): Record<string, Value> {
  const { bridge } = binder;
  const property = binder.class<HybridProperty>({
    name: 'hybrid_property',
    module: 'sqlalchemy.ext.hybrid',
    of: HybridProperty,
    construct: (_, given, keywords) =>
      new HybridProperty(Object.fromEntries(parameters.map(([name, of], place) => [of, functionOf((given[place] ?? keywords[name] ?? null) as Value)]))),
  });
  const inPlaceMethods = Object.fromEntries(Object.entries(decorators).map(([name, of]) => [`${name}(fn)`, (self: HybridInPlace, fn: unknown): HybridProperty => self.add({ [of]: functionOf(fn as Value) })]));
  binder.class<HybridInPlace>({ name: '_InPlace', module: 'sqlalchemy.ext.hybrid', of: HybridInPlace, methods: inPlaceMethods });
  binder.class<HybridAttribute>({
    name: 'hybrid_propertyProxy',
    module: 'sqlalchemy.orm.attributes',
    of: HybridAttribute,
    bases: [attribute],
    attributes: { overrides: (self) => self.hybrid, fget: (self) => self.hybrid.functions.getter, info: () => ({}), __doc__: (self) => (self.hybrid.functions.getter instanceof PyFunction ? self.hybrid.functions.getter.doc : null) },
    str: (self) => `${self.entity.shortName}.${self.key}`,
  });
  addMembers<PyHost<HybridProperty>>(property.type, {
    accepts: (value): value is PyHost<HybridProperty> => property.unwrap(value) !== undefined,
    methods: {
      '__get__(instance, owner=None, /)': function* ({ host }, instance, owner): Flow<Value> {
        if (instance !== null) return yield* call(host.functions.getter, [instance]);
        const mapper = owner instanceof PyType ? (classes.find(owner) ?? classes.above(owner)) : null;
        const given = yield* call(host.functions.comparator ?? host.functions.expression ?? host.functions.getter, [owner ?? null]);
        return mapper && host.name !== null ? bridge.toPython(onEntity(binder, host, host.name, entityOf(mapper), given, owner ?? null) ?? given) : given;
      },
      '__set__(instance, value, /)': function* ({ host }, instance, value): Flow<Value> {
        if (host.functions.setter === null) throw attributeError("can't set attribute", instance, host.name ?? '');
        yield* call(host.functions.setter, [instance, value]);
        return null;
      },
      '__delete__(instance, /)': function* ({ host }, instance): Flow<Value> {
        if (host.functions.deleter === null) throw attributeError("can't delete attribute", instance, host.name ?? '');
        yield* call(host.functions.deleter, [instance]);
        return null;
      },
      '__set_name__(owner, name, /)': ({ host }, _owner, name) => {
        host.name ??= nameText(name);
        return null;
      },
      ...Object.fromEntries(Object.entries(decorators).map(([name, of]) => [`${name}(fn)`, ({ host }: PyHost<HybridProperty>, fn: Value): Value => bridge.toPython(host.with({ [of]: functionOf(fn) }))])),
    },
    attributes: {
      inplace: ({ host }) => bridge.toPython(new HybridInPlace(host)),
      overrides: (self) => self,
      fget: ({ host }) => host.functions.getter,
      fset: ({ host }) => host.functions.setter,
      expr: ({ host }) => host.functions.expression,
      __name__: ({ host }) => host.name,
      extension_type: () => bridge.toPython(new ExtensionType('HYBRID_PROPERTY')),
    },
  });
  return { hybrid_property: property.type, hybrid_method: bindMethods(binder) };
}

function bindMethods(binder: Binder): PyType {
  const { bridge } = binder;
  const method = binder.class<HybridMethod>({ name: 'hybrid_method', module: 'sqlalchemy.ext.hybrid', of: HybridMethod, construct: (_, [func, expression]) => new HybridMethod(func as Value, functionOf((expression ?? null) as Value)) });
  binder.class<HybridMethodInPlace>({
    name: '_InPlace',
    module: 'sqlalchemy.ext.hybrid',
    of: HybridMethodInPlace,
    methods: methods<HybridMethodInPlace>()({
      'expression(expr)': (self, expression) => {
        self.method.expression = functionOf(expression as Value);
        return self.method;
      },
    }),
  });
  addMembers<PyHost<HybridMethod>>(method.type, {
    accepts: (value): value is PyHost<HybridMethod> => method.unwrap(value) !== undefined,
    methods: {
      '__get__(instance, owner=None, /)': ({ host }, instance, owner) => (instance === null ? new PyMethod(host.expression ?? host.func, owner ?? null) : new PyMethod(host.func, instance)),
      'expression(expr)': ({ host }, expression) => method.wrap(new HybridMethod(host.func, functionOf(expression))),
    },
    attributes: { inplace: ({ host }) => bridge.toPython(new HybridMethodInPlace(host)), extension_type: () => bridge.toPython(new ExtensionType('HYBRID_METHOD')) },
  });
  return method.type;
}

/**
 * What a hybrid is on a class or an alias of it.
 * @param given what its function gave for it
 * @returns null where that is no SQL
 */
function onEntity(binder: Binder, hybrid: HybridProperty, name: string, entity: MappedEntity, given: Value, owner: Value): HybridAttribute | ComparedAttribute | null {
  const { updater } = hybrid.functions;
  const { bridge } = binder;
  const assigns = updater === null ? {} : { assigns: (value: unknown): unknown => bridge.callNow(updater, [owner, value]) };
  if (given instanceof PyObject && !(given instanceof PyHost)) return given.cls.lookup('__clause_element__') === undefined ? null : new ComparedAttribute(bridge, entity, name, given, assigns);
  const element = asClause(given instanceof PyHost ? given.host : null);
  if (!(element instanceof ColumnElement)) return null;
  return new HybridAttribute(entity, name, element.annotate({ ...entity.annotations, proxyKey: name, propertyKey: name, cacheKey: `${entity.cacheKey}.${name}`, ...assigns }), hybrid);
}

/** What an association proxy goes through, and to what; null for anything else. */
function proxyOf(value: Value): readonly [through: string, attribute: string] | null {
  if (!(value instanceof PyObject) || value.cls.name !== 'AssociationProxy') return null;
  const { attributes } = value;
  return [nameText(attributes?.get('target_collection') ?? null), nameText(attributes?.get('value_attr') ?? null)];
}

/** Lets statements know the hybrids and the association proxies of a class, for `filter_by()`, for values by name and for aliases of it. */
export function describeHybrids(binder: Binder, cls: PyType, mapper: Mapper): void {
  for (const owner of cls.mro) {
    for (const [name, value] of owner.dict) {
      const proxied = proxyOf(value);
      if (proxied && !mapper.descriptors.has(name)) mapper.descriptors.set(name, (entity) => new AssociationComparator(entity, ...proxied));
      const host: unknown = value instanceof PyHost ? value.host : null;
      if (!(host instanceof HybridProperty) || mapper.descriptors.has(name) || mapper.properties.has(name)) continue;
      mapper.descriptors.set(name, (entity) => described(binder, host, name, entity));
      mapper.spreads.set(name, (mapping) => spread(binder, host, cls, name, mapping));
    }
  }
}

/** @throws TypeError for a hybrid that gives no SQL */
function described(binder: Binder, hybrid: HybridProperty, name: string, entity: MappedEntity): ColumnElement | ComparedAttribute {
  const { comparator, expression, getter } = hybrid.functions;
  const owner = binder.bridge.toPython(entity);
  const made = onEntity(binder, hybrid, name, entity, binder.bridge.runtime.callNow(comparator ?? expression ?? getter, [owner]), owner);
  if (made) return made instanceof HybridAttribute ? made.element : made;
  throw new TypeError(`the hybrid '${name}' gives no SQL expression`);
}

/** `bulk_dml`: values of a mapping, with those that a hybrid makes of its own. @throws InvalidRequestError where it says nothing of it */
function spread(binder: Binder, { functions: { bulkSetter } }: HybridProperty, cls: PyType, name: string, mapping: Mapping): Mapping {
  if (bulkSetter === null) throw new InvalidRequestError("Can't evaluate bulk DML statement; please supply a bulk_dml decorated function");
  const { bridge } = binder;
  const values = bridge.toPython({ ...mapping });
  bridge.runtime.callNow(bulkSetter, [cls, values, bridge.toPython(mapping[name])]);
  return asRecord(bridge.toOrm(values));
}
