import type { Flow } from '../flow';
import { classmethodType, getsetType, memberType, propertyType, staticmethodType, superType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';

/** `property`. Absent parts are `None`. */
export class PyProperty extends PyObject {
  constructor(
    cls: PyType = propertyType,
    public getter: Value = null,
    public setter: Value = null,
    public deleter: Value = null,
    public doc: Value = null,
    public name: string | null = null,
  ) {
    super(cls);
  }
}

/** `staticmethod`. */
export class PyStaticMethod extends PyObject {
  constructor(
    public func: Value,
    cls: PyType = staticmethodType,
  ) {
    super(cls);
  }
}

/** `classmethod`. */
export class PyClassMethod extends PyObject {
  constructor(
    public func: Value,
    cls: PyType = classmethodType,
  ) {
    super(cls);
  }
}

/** An attribute of a native class, computed in TypeScript. */
export class NativeAttribute extends PyObject {
  constructor(
    readonly name: string,
    readonly owner: PyType,
    readonly accepts: (self: Value) => boolean,
    readonly get: (self: Value) => Value | Flow<Value>,
    readonly set: ((self: Value, value: Value | undefined) => void) | null,
    /** Whether `get` is a generator function. */
    readonly flows: boolean,
  ) {
    super(getsetType);
  }
}

/** An attribute that a class with `__slots__` stores. */
export class PySlot extends PyObject {
  constructor(
    readonly name: string,
    readonly owner: PyType,
  ) {
    super(memberType);
  }
}

/** `super()`: looks attributes up behind `start` in the order of `type(self)` (or of `self`, if that is a class). */
export class PySuper extends PyObject {
  constructor(
    readonly start: PyType,
    readonly self: Value,
    /** The class whose order is followed. */
    readonly order: PyType,
    cls: PyType = superType,
  ) {
    super(cls);
  }
}
propertyType.allocate = (cls) => new PyProperty(cls);
staticmethodType.allocate = (cls) => new PyStaticMethod(null, cls);
classmethodType.allocate = (cls) => new PyClassMethod(null, cls);
