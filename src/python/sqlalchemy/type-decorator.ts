import { nameText } from './arguments';
import { CompileError } from '../../orm/errors';
import type { ClauseElement } from '../../orm/sql/clause';
import { UserDefinedType } from '../../orm/sql/types/standard';
import { TypeDecorator } from '../../orm/sql/types/type-decorator';
import { TypeEngine, type ValueDialect } from '../../orm/sql/types/type-engine';
import { PyHost } from '../bridge/host-class';
import { builtinException, raised } from '../objects/exceptions';
import { PyFunction } from '../objects/callables';
import type { PyType, Value } from '../objects/object';
import type { Binder } from './bind';

/** A method of the Python class; undefined where it has none of its own. */
function methodOf(cls: PyType, name: string): PyFunction | undefined {
  const found = cls.lookup(name);
  return found instanceof PyFunction ? found : undefined;
}

/** The Python object of a type: its methods are called on it. */
function selfOf(binder: Binder, type: TypeEngine): Value {
  return binder.bridge.toPython(type);
}

/** A `TypeDecorator` that Python derived: its methods are Python's. */
export class PythonTypeDecorator extends TypeDecorator {
  declare processBindParam?: (value: unknown, dialect: ValueDialect) => unknown;
  declare processResultValue?: (value: unknown, dialect: ValueDialect) => unknown;
  declare processLiteralParam?: (value: unknown, dialect: ValueDialect) => unknown;
  declare loadDialectImpl?: (dialect: ValueDialect) => TypeEngine | null;
  override readonly cacheOk: boolean | null;

  constructor(
    private readonly binder: Binder,
    readonly cls: PyType,
    readonly impl: TypeEngine,
  ) {
    super();
    const cacheable = cls.lookup('cache_ok');
    this.cacheOk = typeof cacheable === 'boolean' ? cacheable : null;
    const bind = (name: 'processBindParam' | 'processResultValue' | 'processLiteralParam', python: string): void => {
      const method = methodOf(cls, python);
      if (method) this[name] = (value, dialect) => this.#call(method, value, dialect);
    };
    bind('processBindParam', 'process_bind_param');
    bind('processResultValue', 'process_result_value');
    bind('processLiteralParam', 'process_literal_param');
    const load = methodOf(cls, 'load_dialect_impl');
    if (load) this.loadDialectImpl = (dialect) => this.#call(load, dialect) as TypeEngine;
  }

  /** @throws Raised AttributeError where the class names no `impl` */
  static of(binder: Binder, cls: PyType, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): PythonTypeDecorator {
    const impl = cls.dict.get('impl') ?? cls.mro.map((one) => one.dict.get('impl')).find((one) => one !== undefined && !isNative(one));
    if (impl === undefined || impl === null) {
      throw raised(builtinException('AttributeError'), "TypeDecorator implementations require a class-level variable 'impl' which refers to the class of type being decorated");
    }
    const type: unknown = given.length > 0 || Object.keys(keywords).length > 0 ? binder.bridge.toOrm(callWith(binder, impl, given, keywords)) : binder.bridge.toOrm(impl);
    if (!(type instanceof TypeEngine)) throw new CompileError(`TypeDecorator ${cls.name} has an impl that is no type`);
    return new PythonTypeDecorator(binder, cls, type);
  }

  override get className(): string {
    return this.cls.name;
  }

  override coerceCompared(op: never, value: unknown, valueType: TypeEngine): TypeEngine {
    const method = methodOf(this.cls, 'coerce_compared_value');
    if (!method) return super.coerceCompared(op, value, valueType);
    const found = this.#call(method, null, value);
    return found instanceof TypeEngine ? found : this;
  }

  override bindExpression(bind: ClauseElement): ClauseElement | null {
    const method = methodOf(this.cls, 'bind_expression');
    return method ? (this.#call(method, bind) as ClauseElement) : super.bindExpression(bind);
  }

  override columnExpression(column: ClauseElement): ClauseElement | null {
    const method = methodOf(this.cls, 'column_expression');
    return method ? (this.#call(method, column) as ClauseElement) : super.columnExpression(column);
  }

  #call(method: PyFunction, ...given: readonly unknown[]): unknown {
    const { bridge } = this.binder;
    const value = bridge.runtime.callNow(method, [selfOf(this.binder, this), ...given.map((one) => bridge.toPython(one))]);
    // A type or an expression is wanted as such; any other value stays Python's.
    return value instanceof PyHost ? bridge.toOrm(value) : bridge.typeIn(value);
  }
}

/** A `UserDefinedType` that Python derived: `get_col_spec()` tells how it is written. */
export class PythonType extends UserDefinedType {
  constructor(
    private readonly binder: Binder,
    readonly cls: PyType,
  ) {
    super();
  }

  static of(binder: Binder, cls: PyType): PythonType {
    return new PythonType(binder, cls);
  }

  get className(): string {
    return this.cls.name;
  }

  columnSpec(): string {
    const method = methodOf(this.cls, 'get_col_spec');
    if (!method) throw new CompileError(`${this.cls.name} has no get_col_spec()`);
    return nameText(this.binder.bridge.runtime.callNow(method, [selfOf(this.binder, this)]));
  }
}

function callWith(binder: Binder, impl: Value, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): Value {
  const { bridge } = binder;
  return bridge.runtime.callNow(impl, given.map((one) => bridge.toPython(one)), new Map(Object.entries(keywords).map(([name, one]) => [name, bridge.toPython(one)])));
}

/** The attribute `impl` of the native base is no class. */
function isNative(value: Value): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof PyHost) && value.cls.name === 'getset_descriptor';
}
