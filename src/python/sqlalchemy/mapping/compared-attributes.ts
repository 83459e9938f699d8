import type { ComparableAttribute, MappedEntity } from '../../../orm/map/entity';
import { asClause, clauseElement, type Annotations, type ClauseElement } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { ArgumentError } from '../../../orm/errors';
import { hostClass, PyHost } from '../../bridge/host-class';
import { addMembers, define } from '../../native/define';
import type { Flow } from '../../flow';
import type { Value } from '../../objects/object';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { richCompare } from '../../protocol/compare';
import { binary, unary } from '../../protocol/operators';
import { comparisonNames, operatorNames, unaryNames, type BinaryOperator, type Comparison, type UnaryOperator } from '../../protocol/operator-table';
import type { Binder } from '../bind';
import type { Bridge } from '../bridge';

/** An attribute of a class whose operators are those of a comparator that the program wrote. */
export class ComparedAttribute implements ComparableAttribute {
  constructor(
    private readonly bridge: Bridge,
    readonly entity: MappedEntity,
    readonly key: string,
    /** The comparator: an object of Python. */
    readonly comparator: Value,
    /** What its element is annotated with beside the entity and the name. */
    private readonly annotations: Annotations = {},
  ) {}

  /** @throws ArgumentError where the comparator stands for no SQL */
  [clauseElement](): ClauseElement {
    const given = this.bridge.toOrm(this.comparator);
    const element = asClause(given);
    if (!element) throw new ArgumentError(`Column expression, FROM clause, or other columns clause element expected, got ${this.bridge.repr(this.comparator)}.`);
    // A composite is several columns: each of them tells its entity.
    const own = element instanceof ColumnElement ? { ...this.entity.annotations, propertyKey: this.key, cacheKey: `${this.entity.cacheKey}.${this.key}` } : {};
    return element.annotate({ ...own, proxyKey: this.key, ...this.annotations });
  }

  eq(other: unknown): ColumnElement<boolean> {
    const { bridge } = this;
    const found = asClause(bridge.toOrm(bridge.runtime.callNow(equal, [this.comparator, bridge.toPython(other)])));
    if (found instanceof ColumnElement) return found as ColumnElement<boolean>;
    throw new ArgumentError(`the comparator of '${this.key}' gives no SQL expression`);
  }
}

const equal = define('eq(a, b, /)', function* (a, b): Flow<Value> {
  return yield* richCompare('==', a, b);
});

/** Binds such attributes: whatever is done with one is done with its comparator. */
export function bindComparedAttributes(binder: Binder): void {
  const made = hostClass<ComparedAttribute>({
    name: 'InstrumentedAttribute',
    module: 'sqlalchemy.orm.attributes',
    is: (host): host is ComparedAttribute => host instanceof ComparedAttribute,
  });
  binder.bridge.shows(ComparedAttribute, made);
  const accepts = (value: Value): value is PyHost<ComparedAttribute> => value instanceof PyHost && value.host instanceof ComparedAttribute;
  const methods: Record<string, (self: PyHost<ComparedAttribute>, ...given: Value[]) => Flow<Value>> = {
    '__getattr__(name, /)': function* ({ host }, name): Flow<Value> {
      return yield* getAttribute(host.comparator, name as string);
    },
    '__getitem__(key, /)': function* ({ host }, key): Flow<Value> {
      return yield* call(yield* getAttribute(host.comparator, '__getitem__'), [key]);
    },
    '__clause_element__()': function* ({ host }): Flow<Value> {
      yield* [];
      return binder.bridge.toPython(host[clauseElement]());
    },
  };
  for (const [op, name] of Object.entries(operatorNames)) {
    methods[`__${name}__(other, /)`] = function* ({ host }, other): Flow<Value> { return yield* binary(op as BinaryOperator, host.comparator, other); };
    methods[`__r${name}__(other, /)`] = function* ({ host }, other): Flow<Value> { return yield* binary(op as BinaryOperator, other, host.comparator); };
  }
  for (const [op, heading] of Object.entries(comparisonNames)) methods[`${heading}(other, /)`] = function* ({ host }, other): Flow<Value> { return yield* richCompare(op as Comparison, host.comparator, other); };
  for (const [op, name] of Object.entries(unaryNames)) methods[`${name}()`] = function* ({ host }): Flow<Value> { return yield* unary(op as UnaryOperator, host.comparator); };
  addMembers<PyHost<ComparedAttribute>>(made.type, {
    accepts,
    methods,
    attributes: {
      key: ({ host }) => host.key,
      class_: ({ host }) => binder.bridge.toPython(host.entity.mapper.entity.target),
      parent: ({ host }) => binder.bridge.toPython(host.entity.isAliased ? host.entity : host.entity.mapper),
      comparator: ({ host }) => host.comparator,
      property: ({ host }) => binder.bridge.toPython(host.entity.mapper.properties.get(host.entity.mapper.realKey(host.key))),
      expression: ({ host }) => binder.bridge.toPython(host[clauseElement]()),
    },
  });
}
