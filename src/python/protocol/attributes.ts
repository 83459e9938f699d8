import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { NativeFunction, PyFunction } from '../objects/callables';
import { NativeAttribute, PyProperty, PySlot, PySuper } from '../objects/descriptors';
import { attributeError, isRaised, typeError } from '../objects/exceptions';
import { PyModule } from '../objects/module';
import { PyObject, PyType, type Value } from '../objects/object';
import { bindFast, isDataDescriptor } from './bind';
import { call } from './call';

/** The `__getattribute__`, `__setattr__` and `__delattr__` of `object`, `type`, `module` and `super`: those that need not be called. */
const ordinary = new Set<Value>();

/** Marks a native method as one that does just what this file does. */
export function markOrdinary(method: Value): void {
  ordinary.add(method);
}

/** An attribute, where finding it needs no call of Python; undefined otherwise, and when there is none. */
export function getAttributeFast(object: Value, name: string): Value | undefined {
  const cls = typeOf(object);
  const custom = cls.lookup('__getattribute__');
  if (custom !== undefined && !ordinary.has(custom)) return undefined;
  if (object instanceof PyType) return getTypeAttributeFast(object, cls, name);
  if (object instanceof PySuper) {
    const found = findSuper(object, name);
    if (found !== undefined) return bindFast(found, object.self === object.order ? undefined : object.self, object.order);
  }
  const onClass = cls.lookup(name);
  if (onClass !== undefined && isDataDescriptor(onClass)) return bindFast(onClass, object, cls);
  if (object instanceof PyObject) {
    const own = object.attributes?.get(name);
    if (own !== undefined && !(onClass instanceof PySlot)) return own;
  }
  return onClass === undefined ? undefined : bindFast(onClass, object, cls);
}

function getTypeAttributeFast(object: PyType, metaclass: PyType, name: string): Value | undefined {
  const onMeta = metaclass.lookup(name);
  if (onMeta !== undefined && isDataDescriptor(onMeta)) return bindFast(onMeta, object, metaclass);
  const own = object.lookup(name);
  if (own !== undefined) return bindFast(own, undefined, object);
  return onMeta === undefined ? undefined : bindFast(onMeta, object, metaclass);
}

function findSuper(object: PySuper, name: string): Value | undefined {
  if (name === '__class__') return undefined;
  const { mro } = object.order;
  for (let index = mro.indexOf(object.start) + 1; index < mro.length; index += 1) {
    const value = (mro[index] as PyType).dict.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** `object.name`. @throws Raised AttributeError */
export function* getAttribute(object: Value, name: string): Flow<Value> {
  const value = yield* findAttribute(object, name);
  if (value === undefined) throw noAttribute(object, name);
  return value;
}

/** `object.name`, undefined where there is none. Other exceptions than AttributeError pass. */
export function* findAttribute(object: Value, name: string): Flow<Value | undefined> {
  const fast = getAttributeFast(object, name);
  if (fast !== undefined) return fast;
  const cls = typeOf(object);
  const custom = cls.lookup('__getattribute__');
  const fallback = cls.lookup('__getattr__');
  try {
    if (custom !== undefined && !ordinary.has(custom)) return yield* call(custom, [object, name]);
    const value = yield* getGeneric(object, name);
    if (value !== undefined) return value;
  } catch (error) {
    if (!isRaised(error, 'AttributeError')) throw error;
    if (fallback === undefined) throw error;
  }
  if (fallback === undefined) return undefined;
  return yield* call(fallback, [object, name]);
}

/** `getattr(object, name, None)` in the sense of `hasattr`: an AttributeError counts as absent. */
export function* attributeOrUndefined(object: Value, name: string): Flow<Value | undefined> {
  try {
    return yield* findAttribute(object, name);
  } catch (error) {
    if (isRaised(error, 'AttributeError')) return undefined;
    throw error;
  }
}

/** What `object.__getattribute__` (and `type`'s) does, without `__getattr__`. Undefined: there is no such attribute. */
export function* getGeneric(object: Value, name: string): Flow<Value | undefined> {
  const cls = typeOf(object);
  if (object instanceof PySuper) {
    const found = findSuper(object, name);
    if (found !== undefined) return yield* bind(found, object.self === object.order ? undefined : object.self, object.order);
  }
  const onClass = cls.lookup(name);
  if (onClass !== undefined && isDataDescriptor(onClass)) return yield* bind(onClass, object, cls);
  if (object instanceof PyType) {
    const own = object.lookup(name);
    if (own !== undefined) return yield* bind(own, undefined, object);
  } else if (object instanceof PyObject && !(onClass instanceof PySlot)) {
    const own = object.attributes?.get(name);
    if (own !== undefined) return own;
  }
  return onClass === undefined ? undefined : yield* bind(onClass, object, cls);
}

/** What an attribute of a class is to an instance (undefined: to the class itself). */
export function* bind(attribute: Value, instance: Value | undefined, owner: PyType): Flow<Value> {
  const fast = bindFast(attribute, instance, owner);
  if (fast !== undefined) return fast;
  if (attribute instanceof NativeAttribute) return yield* attribute.get(instance as Value) as Flow<Value>;
  const get = typeOf(attribute).lookup('__get__');
  if (get === undefined) return attribute;
  return yield* call(get, [attribute, instance ?? null, owner]);
}

/** `object.name = value`; with undefined `del object.name`. @throws Raised AttributeError */
export function* setAttribute(object: Value, name: string, value: Value | undefined): Flow<void> {
  const custom = typeOf(object).lookup(value === undefined ? '__delattr__' : '__setattr__');
  if (custom !== undefined && !ordinary.has(custom)) {
    yield* call(custom, value === undefined ? [object, name] : [object, name, value]);
    return;
  }
  yield* setGeneric(object, name, value);
}

/** Sets an attribute where that needs no call of Python. False: use {@link setAttribute}. */
export function setAttributeFast(object: Value, name: string, value: Value): boolean {
  if (!(object instanceof PyObject) || object instanceof PyType) return false;
  const { cls } = object;
  const custom = cls.lookup('__setattr__');
  if (!cls.instancesHaveDict || (custom !== undefined && !ordinary.has(custom))) return false;
  const onClass = cls.lookup(name);
  if (onClass !== undefined && isDataDescriptor(onClass)) return false;
  (object.attributes ??= new Map<string, Value>()).set(name, value);
  return true;
}

/** What `object.__setattr__` and `type.__setattr__` do. */
export function* setGeneric(object: Value, name: string, value: Value | undefined): Flow<void> {
  const cls = typeOf(object);
  if (object instanceof PyType && object.immutable) throw typeError(`cannot set '${name}' attribute of immutable type '${object.label}'`);
  const onClass = cls.lookup(name);
  if (onClass !== undefined && isDataDescriptor(onClass)) {
    yield* setThrough(onClass, object, name, value);
    return;
  }
  if (object instanceof PyType) {
    if (value === undefined && !object.dict.has(name)) throw attributeError(name, object, name);
    object.assign(name, value);
    return;
  }
  if (!(object instanceof PyObject) || !cls.instancesHaveDict) {
    if (onClass !== undefined) throw attributeError(`'${cls.label}' object attribute '${name}' is read-only`, object, name);
    throw noAttribute(object, name);
  }
  if (value !== undefined) (object.attributes ??= new Map<string, Value>()).set(name, value);
  else if (object.attributes?.delete(name) !== true) throw attributeError(object instanceof PyModule ? noAttributeText(object, name) : `'${cls.label}' object has no attribute '${name}'`, object, name);
}

function* setThrough(descriptor: Value, object: Value, name: string, value: Value | undefined): Flow<void> {
  const cls = typeOf(object);
  if (descriptor instanceof PySlot) {
    const attributes = ((object as PyObject).attributes ??= new Map<string, Value>());
    if (value !== undefined) attributes.set(name, value);
    else if (!attributes.delete(name)) throw attributeError(`'${cls.label}' object has no attribute '${name}'`, object, name);
    return;
  }
  if (descriptor instanceof NativeAttribute) {
    if (descriptor.set === null) throw attributeError(`attribute '${name}' of '${descriptor.owner.label}' objects is not writable`, object, name);
    descriptor.set(object, value);
    return;
  }
  if (descriptor instanceof PyProperty && typeOf(descriptor).lookup('__set__') instanceof NativeFunction) {
    const accessor = value === undefined ? descriptor.deleter : descriptor.setter;
    if (accessor === null) throw attributeError(`property ${descriptor.name === null ? '' : `'${descriptor.name}' `}of '${cls.label}' object has no ${value === undefined ? 'deleter' : 'setter'}`, object, name);
    yield* call(accessor, value === undefined ? [object] : [object, value]);
    return;
  }
  const method = typeOf(descriptor).lookup(value === undefined ? '__delete__' : '__set__');
  if (method === undefined) throw attributeError(value === undefined ? '__delete__' : '__set__', object, name);
  yield* call(method, value === undefined ? [descriptor, object] : [descriptor, object, value]);
}

function noAttributeText(object: Value, name: string): string {
  if (object instanceof PyType) return `type object '${object.label}' has no attribute '${name}'`;
  if (object instanceof PyModule) {
    const own = object.attributes.get('__name__');
    return `module '${typeof own === 'string' ? own : object.name}' has no attribute '${name}'`;
  }
  return `'${typeOf(object).label}' object has no attribute '${name}'`;
}

/** The error for an attribute that is not there. */
export function noAttribute(object: Value, name: string): Error {
  return attributeError(noAttributeText(object, name), object, name);
}

/** A function on the class of an object that a call may use without binding it first; undefined where that would not be the same. */
export function findMethod(object: Value, name: string): PyFunction | NativeFunction | undefined {
  const cls = typeOf(object);
  if (object instanceof PyType || object instanceof PySuper) return undefined;
  const method = cls.lookup(name);
  if (!(method instanceof PyFunction) && !(method instanceof NativeFunction && method.owner !== null)) return undefined;
  if (object instanceof PyObject && object.attributes?.has(name) === true) return undefined;
  const custom = cls.lookup('__getattribute__');
  return custom === undefined || ordinary.has(custom) ? method : undefined;
}
