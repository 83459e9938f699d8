import type { Structure } from '../../orm/sql/clause';
import { CustomStatement } from '../../orm/sql/constructs';
import { DdlElement } from '../../orm/sql/ddl';
import { ColumnElement } from '../../orm/sql/elements';
import { FunctionElement } from '../../orm/sql/functions';
import type { Name } from '../../orm/sql/names';
import { types } from '../../orm/sql/types/resolve';
import { TypeEngine } from '../../orm/sql/types/type-engine';
import { derivedInstance, type PyHost } from '../bridge/host-class';
import { NativeAttribute } from '../objects/descriptors';
import type { PyObject, PyType, Value } from '../objects/object';
import type { Bridge } from './bridge';

/** The Python object of an own construct. */
function instanceOf(host: object): PyObject | undefined {
  return (host as { readonly [derivedInstance]?: PyObject })[derivedInstance];
}

/** An attribute that the program gave an instance or its class; undefined where it gave none. */
export function givenAttribute(bridge: Bridge, instance: PyObject, name: string): Value | undefined {
  const own = instance.attributes?.get(name);
  if (own !== undefined) return own;
  const found = instance.cls.lookup(name);
  if (found === undefined || found instanceof NativeAttribute) return undefined;
  return bridge.runtime.callNow(bridge.runtime.modules.get('builtins')?.attributes.get('getattr') ?? null, [instance, name]);
}

function givenType(bridge: Bridge, host: object): TypeEngine {
  const instance = instanceOf(host);
  const given = instance && givenAttribute(bridge, instance, 'type');
  const type = given === undefined ? null : bridge.toOrm(given);
  return type instanceof TypeEngine ? type : types.null;
}

function givenName(bridge: Bridge, host: object): string | null {
  const instance = instanceOf(host);
  const given = instance && givenAttribute(bridge, instance, 'name');
  return typeof given === 'string' ? given : null;
}

const nothing: Structure = [];

/** An expression of a class that Python derived from `ColumnElement`. */
export class OwnColumn extends ColumnElement {
  readonly kind = 'custom';

  constructor(private readonly bridge: Bridge) {
    super();
  }

  get type(): TypeEngine {
    return givenType(this.bridge, this);
  }

  get structure(): Structure {
    return nothing;
  }

  override get name(): Name | null {
    return givenName(this.bridge, this);
  }
}

/** A statement of a class that Python derived from `Executable` and `ClauseElement`. */
export class OwnStatement extends CustomStatement {}

/** A definition of a class that Python derived from `DDLElement`. */
export class OwnDefinition extends DdlElement {
  constructor(readonly cls: PyType) {
    super({ what: 'own', className: `<class '${cls.module}.${cls.qualname}'>` });
  }
}

/** A function of a class that Python derived from `FunctionElement`. */
export class OwnFunction extends FunctionElement {
  constructor(bridge: Bridge, name: string, given: readonly unknown[]) {
    super(name, given, types.null);
    Object.defineProperty(this, 'type', { get: (): TypeEngine => this.resultType(bridge), enumerable: true, configurable: true });
  }

  /** What the class says; of `ReturnTypeFromArgs` the type of the first argument that has one. */
  private resultType(bridge: Bridge): TypeEngine {
    const type = givenType(bridge, this);
    if (!type.isNull || !instanceOf(this)?.cls.mro.some(({ name }) => name === 'ReturnTypeFromArgs')) return type;
    const typed = this.arguments.find((one) => one instanceof ColumnElement && !one.type.isNull);
    return typed instanceof ColumnElement ? typed.type : type;
  }
}

/**
 * Lets instances of a class that Python derived from a native one have attributes of any name: those that the native class
 * works out for itself stand as long as the program gives no others.
 */
export function letOverride(cls: PyType): void {
  for (const base of cls.mro.slice(1)) {
    for (const [name, member] of base.dict) {
      if (!(member instanceof NativeAttribute) || member.set !== null || cls.lookup(name) !== member) continue;
      const read = (self: Value): Value | undefined => (self as PyHost<object>).attributes?.get(name);
      const set = (self: Value, value: Value | undefined): void => {
        const attributes = ((self as PyHost<object>).attributes ??= new Map<string, Value>());
        if (value === undefined) attributes.delete(name);
        else attributes.set(name, value);
      };
      const get = member.flows
        ? function* (self: Value): Generator<never, Value> { return read(self) ?? ((yield* member.get(self) as Generator<never, Value>)); }
        : (self: Value): Value => read(self) ?? (member.get(self) as Value);
      cls.dict.set(name, new NativeAttribute(name, cls, member.accepts, get as NativeAttribute['get'], set, member.flows));
    }
  }
  cls.forget();
}
