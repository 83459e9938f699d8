import type { Flow } from '../flow';
import { genericAliasType, noneType, typeOf, typeType } from '../objects/builtin-types';
import { NativeFunction } from '../objects/callables';
import { typeError } from '../objects/exceptions';
import { PyType, type Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { PyGenericAlias, PyUnion } from '../objects/typing';
import { attributeOrUndefined } from './attributes';
import { call } from './call';
import { truth } from './truth';

function classes(value: Value): readonly Value[] | null {
  if (value instanceof PyTuple) return value.items;
  return value instanceof PyUnion ? value.args.items : null;
}

/** `isinstance(value, cls)`. @throws Raised TypeError */
export function* isInstance(value: Value, cls: Value): Flow<boolean> {
  const several = classes(cls);
  if (several !== null) {
    for (const one of several) if (yield* isInstance(value, one)) return true;
    return false;
  }
  if (cls === null) return typeOf(value) === noneType && cls === value;
  const type = typeOf(value);
  if (type === cls) return true;
  if (cls instanceof PyGenericAlias && cls.cls === genericAliasType) throw typeError('isinstance() argument 2 cannot be a parameterized generic');
  const hook = typeOf(cls).lookup('__instancecheck__');
  if (hook !== undefined && !(hook instanceof NativeFunction && hook.owner === typeType)) return yield* truth(yield* call(hook, [cls, value]));
  if (!(cls instanceof PyType)) throw typeError('isinstance() arg 2 must be a type, a tuple of types, or a union');
  if (type.isSubclassOf(cls)) return true;
  const claimed = value !== null && typeof value === 'object' ? yield* attributeOrUndefined(value, '__class__') : undefined;
  return claimed instanceof PyType && claimed !== type && claimed.isSubclassOf(cls);
}

/** `issubclass(sub, cls)`. @throws Raised TypeError */
export function* isSubclass(sub: Value, cls: Value): Flow<boolean> {
  if (!(sub instanceof PyType)) throw typeError('issubclass() arg 1 must be a class');
  const several = classes(cls);
  if (several !== null) {
    for (const one of several) if (yield* isSubclass(sub, one)) return true;
    return false;
  }
  if (cls instanceof PyGenericAlias && cls.cls === genericAliasType) throw typeError('issubclass() argument 2 cannot be a parameterized generic');
  const hook = typeOf(cls).lookup('__subclasscheck__');
  if (hook !== undefined && !(hook instanceof NativeFunction && hook.owner === typeType)) return yield* truth(yield* call(hook, [cls, sub]));
  if (cls === null) return sub === noneType;
  if (!(cls instanceof PyType)) throw typeError('issubclass() arg 2 must be a class, a tuple of classes, or a union');
  return sub.isSubclassOf(cls);
}
