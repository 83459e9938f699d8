import { CallRequest, type Flow } from '../flow';
import { NativeFunction, PyMethod, type Keywords } from '../objects/callables';
import { NOT_IMPLEMENTED, typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { bindNative } from '../native/signature';
import { bindFast } from './bind';

/** The arguments of a native function in the order of its body; checks `self`. */
export function nativeArguments(func: NativeFunction, args: readonly Value[], keywords: Keywords | null): readonly Value[] {
  if (func.owner === null) {
    const { parameters, plain } = func.signature;
    if (keywords === null && plain && args.length === parameters.length) return args;
    return bindNative(func.name, func.qualname, func.signature, args, keywords);
  }
  const self = args[0];
  if (self === undefined) throw typeError(`unbound method ${func.qualname}() needs an argument`);
  if (func.accepts?.(self) === false) throw typeError(`descriptor '${func.name}' ${func.name.startsWith('__') ? 'requires' : 'for'} ${func.name.startsWith('__') ? `a '${func.owner.name}' object but received a` : `'${func.owner.name}' objects doesn't apply to a`} '${typeOf(self).name}'${func.name.startsWith('__') ? '' : ' object'}`);
  if (keywords === null && func.signature.plain && args.length === func.signature.parameters.length + 1) return args;
  return [self, ...bindNative(func.name, func.qualname, func.signature, args.slice(1), keywords)];
}

/** Calls a callable. Python code runs on the machine; native code at once. */
export function* call(callable: Value, args: readonly Value[] = [], keywords: Keywords | null = null): Flow<Value> {
  if (callable instanceof PyMethod) return yield* call(callable.func, [callable.self, ...args], keywords);
  if (callable instanceof NativeFunction) {
    const result = callable.body(...nativeArguments(callable, args, keywords));
    return callable.flows ? yield* result as Flow<Value> : (result as Value);
  }
  return (yield new CallRequest(callable, args, keywords)) as Value;
}

/** Calls a special method, which is looked up on the class only. Undefined: the class has none. */
export function* callSpecial(object: Value, name: string, args: readonly Value[] = []): Flow<Value | undefined> {
  const cls = typeOf(object);
  const method = cls.lookup(name);
  if (method === undefined) return undefined;
  if (method === null) throw typeError(`'${cls.name}' object does not support ${name}`);
  if (method instanceof NativeFunction && method.owner !== null) return yield* call(method, [object, ...args]);
  const bound = bindFast(method, object, cls);
  if (bound instanceof PyMethod) return yield* call(bound.func, [bound.self, ...args]);
  if (bound !== undefined) return yield* call(bound, args);
  const get = typeOf(method).lookup('__get__') as Value;
  return yield* call(yield* call(get, [method, object, cls]), args);
}

/** The same, where `NotImplemented` counts as absent too. */
export function* callOperator(object: Value, name: string, args: readonly Value[]): Flow<Value | undefined> {
  const result = yield* callSpecial(object, name, args);
  return result === NOT_IMPLEMENTED ? undefined : result;
}
