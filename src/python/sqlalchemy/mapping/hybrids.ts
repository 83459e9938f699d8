import { asValue, nameText } from '../arguments';
import { entityOf, type MappedEntity } from '../../../orm/map/entity';
import type { Mapper } from '../../../orm/map/mapper';
import { asClause, type ClauseElement } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { PyHost } from '../../bridge/host-class';
import type { Flow } from '../../flow';
import { addMembers } from '../../native/define';
import { attributeError } from '../../objects/exceptions';
import { PyMethod } from '../../objects/callables';
import { PyObject, PyType, type Value } from '../../objects/object';
import { call } from '../../protocol/call';
import type { Binder } from '../bind';
import { methods } from '../rows';
import { ColumnAttribute, type MappedClasses } from './mapped-classes';

/** `@hybrid_property`: a property that is SQL on the class. */
export class HybridProperty {
  readonly describes = true;
  name: string | null = null;

  constructor(
    public getter: Value,
    public setter: Value = null,
    public deleter: Value = null,
    public expression: Value = null,
    public updater: Value = null,
  ) {}

  with(changes: Partial<Pick<HybridProperty, 'getter' | 'setter' | 'deleter' | 'expression' | 'updater'>>): HybridProperty {
    const all = { getter: this.getter, setter: this.setter, deleter: this.deleter, expression: this.expression, updater: this.updater, ...changes };
    return new HybridProperty(all.getter, all.setter, all.deleter, all.expression, all.updater);
  }
}

/** `hybrid.inplace`: its decorators add to the hybrid itself, whatever the function is called. */
class HybridInPlace {
  constructor(readonly hybrid: HybridProperty) {}

  add(changes: Partial<Pick<HybridProperty, 'getter' | 'setter' | 'deleter' | 'expression' | 'updater'>>): HybridProperty {
    return Object.assign(this.hybrid, changes);
  }
}

/** `@hybrid_method`: a method that gives SQL when it is called on the class. */
export class HybridMethod {
  readonly describes = true;

  constructor(
    readonly func: Value,
    readonly expression: Value = null,
  ) {}
}

/** The functions of a class method or a static method, and others as they are. */
function functionOf(value: Value): Value {
  return value instanceof PyObject && 'func' in value ? (value.func as Value) : value;
}

/** An expression of a hybrid under its own name. */
function shown(given: Value, name: string | null, entity: MappedEntity | null): ClauseElement | null {
  const host: unknown = given instanceof PyHost ? given.host : null;
  const element = host === null ? null : asClause(host);
  if (!(element instanceof ColumnElement) || name === null) return element;
  return element.annotate({ proxyKey: name, ...(entity ? entity.annotations : {}) });
}

/** Binds hybrids. */
export function bindHybrids(binder: Binder, classes: MappedClasses): Record<string, Value> {
  const property = binder.class<HybridProperty>({
    name: 'hybrid_property',
    module: 'sqlalchemy.ext.hybrid',
    of: HybridProperty,
    construct: (_, [getter, setter, deleter, expression], keywords) =>
      new HybridProperty((getter ?? keywords['fget'] ?? null) as Value, (setter ?? keywords['fset'] ?? null) as Value, (deleter ?? keywords['fdel'] ?? null) as Value, functionOf((expression ?? keywords['expr'] ?? null) as Value)),
  });
  const inPlace = binder.class<HybridInPlace>({
    name: '_InPlace',
    module: 'sqlalchemy.ext.hybrid',
    of: HybridInPlace,
    methods: methods<HybridInPlace>()({
      'getter(fget)': (self, getter) => self.add({ getter: asValue(getter) }),
      'setter(fset)': (self, setter) => self.add({ setter: asValue(setter) }),
      'deleter(fdel)': (self, deleter) => self.add({ deleter: asValue(deleter) }),
      'expression(expr)': (self, expression) => self.add({ expression: functionOf(asValue(expression)) }),
      'update_expression(meth)': (self, updater) => self.add({ updater: functionOf(asValue(updater)) }),
    }),
  });
  const isProperty = (value: Value): value is PyHost<HybridProperty> => property.unwrap(value) !== undefined;
  const give = (made: HybridProperty): Value => property.wrap(made);
  addMembers<PyHost<HybridProperty>>(property.type, {
    accepts: isProperty,
    methods: {
      '__get__(instance, owner=None, /)': function* ({ host }, instance, owner): Flow<Value> {
        if (instance !== null) return yield* call(host.getter, [instance]);
        const given = yield* call(host.expression ?? host.getter, [owner ?? null]);
        const mapper = owner instanceof PyType ? (classes.find(owner) ?? classes.above(owner)) : null;
        const element = shown(given, host.name, mapper ? entityOf(mapper) : null);
        if (!(element instanceof ColumnElement) || !mapper || host.name === null) return given;
        return binder.bridge.toPython(new ColumnAttribute(entityOf(mapper), host.name, element));
      },
      '__set__(instance, value, /)': function* ({ host }, instance, value): Flow<Value> {
        if (host.setter === null) throw attributeError("can't set attribute", instance, host.name ?? '');
        yield* call(host.setter, [instance, value]);
        return null;
      },
      '__delete__(instance, /)': function* ({ host }, instance): Flow<Value> {
        if (host.deleter === null) throw attributeError("can't delete attribute", instance, host.name ?? '');
        yield* call(host.deleter, [instance]);
        return null;
      },
      '__set_name__(owner, name, /)': ({ host }, _owner, name) => {
        host.name ??= nameText(name);
        return null;
      },
      'getter(fget)': ({ host }, getter) => give(host.with({ getter })),
      'setter(fset)': ({ host }, setter) => give(host.with({ setter })),
      'deleter(fdel)': ({ host }, deleter) => give(host.with({ deleter })),
      'expression(expr)': ({ host }, expression) => give(host.with({ expression: functionOf(expression) })),
      'update_expression(meth)': ({ host }, updater) => give(host.with({ updater: functionOf(updater) })),
    },
    attributes: { inplace: ({ host }) => inPlace.wrap(new HybridInPlace(host)), fget: ({ host }) => host.getter, fset: ({ host }) => host.setter, expr: ({ host }) => host.expression, __name__: ({ host }) => host.name },
  });
  const method = binder.class<HybridMethod>({ name: 'hybrid_method', module: 'sqlalchemy.ext.hybrid', of: HybridMethod, construct: (_, [func]) => new HybridMethod(func as Value) });
  addMembers<PyHost<HybridMethod>>(method.type, {
    accepts: (value): value is PyHost<HybridMethod> => method.unwrap(value) !== undefined,
    methods: {
      '__get__(instance, owner=None, /)': ({ host }, instance, owner) => (instance === null ? new PyMethod(host.expression ?? host.func, owner ?? null) : new PyMethod(host.func, instance)),
      'expression(expr)': ({ host }, expression) => method.wrap(new HybridMethod(host.func, functionOf(expression))),
    },
  });
  return { hybrid_property: property.type, hybrid_method: method.type };
}

/** Lets statements know the hybrids of a class, for `filter_by()` and for aliases of it. */
export function describeHybrids(binder: Binder, cls: PyType, mapper: Mapper): void {
  for (const owner of cls.mro) {
    for (const [name, value] of owner.dict) {
      const host: unknown = value instanceof PyHost ? value.host : null;
      if (!(host instanceof HybridProperty) || mapper.descriptors.has(name)) continue;
      mapper.descriptors.set(name, (entity) => expressionOf(binder, host, name, entity));
    }
  }
}

function expressionOf(binder: Binder, hybrid: HybridProperty, name: string, entity: MappedEntity): ColumnElement {
  const given = binder.bridge.runtime.callNow(hybrid.expression ?? hybrid.getter, [binder.bridge.toPython(entity)]);
  const element = shown(given, name, entity);
  if (element instanceof ColumnElement) return element;
  throw new TypeError(`the hybrid '${name}' gives no SQL expression`);
}
