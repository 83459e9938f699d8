import type { Flow } from '../flow';
import { typeOf, typeType } from '../objects/builtin-types';
import { NativeFunction, PyFunction, type Keywords } from '../objects/callables';
import { PyStaticMethod } from '../objects/descriptors';
import { typeError } from '../objects/exceptions';
import type { PyType, Value } from '../objects/object';
import { bind } from '../protocol/attributes';
import { call } from '../protocol/call';

/** `object.__new__`, `object.__init__` and `type.__call__`, which the machine need not call; filled by the built-in classes. */
const ordinary = new Set<Value>();

/** Marks a native function as one that does nothing but what {@link instantiate} expects. */
export function markOrdinaryConstructor(func: Value): void {
  ordinary.add(func);
}

/** The `__init__` of a class whose instances are plain objects made by nothing else; null for other classes. */
export function plainConstructor(cls: PyType): PyFunction | null {
  if (cls.cls !== typeType || cls.immutable) return null;
  const initialize = cls.lookup('__init__');
  if (!(initialize instanceof PyFunction)) return null;
  const create = cls.lookup('__new__');
  if (create === undefined || !ordinary.has(create) || !cls.plain) return null;
  return initialize;
}

/** `cls(...)`. */
export function* instantiate(cls: PyType, args: readonly Value[], keywords: Keywords | null): Flow<Value> {
  const metacall = cls.cls.lookup('__call__');
  if (metacall !== undefined && !ordinary.has(metacall)) return yield* call(metacall, [cls, ...args], keywords);
  return yield* construct(cls, args, keywords);
}

/** `type.__call__`: `__new__`, then `__init__` if that gave an instance. */
export function* construct(cls: PyType, args: readonly Value[], keywords: Keywords | null): Flow<Value> {
  if (cls === typeType && args.length === 1 && (keywords === null || keywords.size === 0)) return typeOf(args[0] as Value);
  const create = cls.lookup('__new__');
  const initialize = cls.lookup('__init__');
  let instance: Value;
  if (create === undefined) instance = allocate(cls);
  else {
    const func = create instanceof PyStaticMethod ? create.func : create;
    if (ordinary.has(create) && initialize !== undefined && ordinary.has(initialize) && (args.length > 0 || (keywords?.size ?? 0) > 0)) throw typeError(`${cls.name}() takes no arguments`);
    instance = yield* call(func, [cls, ...args], keywords);
  }
  if (!typeOf(instance).isSubclassOf(cls)) return instance;
  const actual = typeOf(instance).lookup('__init__');
  if (actual === undefined || ordinary.has(actual)) return instance;
  const bound = actual instanceof NativeFunction || actual instanceof PyFunction ? null : yield* bind(actual, instance, typeOf(instance));
  const result = bound === null ? yield* call(actual, [instance, ...args], keywords) : yield* call(bound, args, keywords);
  if (result !== null) throw typeError(`__init__() should return None, not '${typeOf(result).name}'`);
  return instance;
}

/** An empty instance. @throws Raised TypeError for a class whose instances Python cannot make */
export function allocate(cls: PyType): Value {
  if (cls.allocate === null) throw typeError(`cannot create '${cls.name}' instances`);
  return cls.allocate(cls);
}
