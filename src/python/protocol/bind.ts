import { typeOf } from '../objects/builtin-types';
import { NativeFunction, PyFunction, PyMethod } from '../objects/callables';
import { NativeAttribute, PyClassMethod, PyProperty, PySlot, PyStaticMethod } from '../objects/descriptors';
import { attributeError } from '../objects/exceptions';
import { PyObject, type PyType, type Value } from '../objects/object';

/**
 * What an attribute of a class is to an instance (undefined: to the class itself), where that needs no call of Python.
 * Undefined: a descriptor has to be asked.
 */
export function bindFast(attribute: Value, instance: Value | undefined, owner: PyType): Value | undefined {
  if (!(attribute instanceof PyObject)) return attribute;
  if (attribute instanceof PyFunction) return instance === undefined ? attribute : new PyMethod(attribute, instance);
  if (attribute instanceof NativeFunction) return instance === undefined || attribute.owner === null ? attribute : new PyMethod(attribute, instance);
  if (attribute instanceof PyStaticMethod) return attribute.func;
  if (attribute instanceof PyClassMethod) {
    const func = attribute.func;
    if (func instanceof PyFunction || func instanceof NativeFunction) return new PyMethod(func, owner);
    return typeOf(func).lookup('__get__') === undefined ? new PyMethod(func, owner) : undefined;
  }
  if (attribute instanceof NativeAttribute) {
    if (instance === undefined) return attribute;
    return attribute.flows ? undefined : (attribute.get(instance) as Value);
  }
  if (attribute instanceof PyProperty) return instance === undefined && attribute.cls.lookup('__get__') instanceof NativeFunction ? attribute : undefined;
  if (attribute instanceof PySlot) {
    if (instance === undefined) return attribute;
    const value = instance instanceof PyObject ? instance.attributes?.get(attribute.name) : undefined;
    if (value === undefined) throw attributeError(`'${typeOf(instance).name}' object has no attribute '${attribute.name}'`, instance, attribute.name);
    return value;
  }
  return attribute.cls.lookup('__get__') === undefined ? attribute : undefined;
}

/** Whether an attribute of a class goes before those of the instance. */
export function isDataDescriptor(attribute: Value): boolean {
  if (!(attribute instanceof PyObject)) return false;
  if (attribute instanceof PyFunction || attribute instanceof NativeFunction) return false;
  if (attribute instanceof PyProperty || attribute instanceof NativeAttribute || attribute instanceof PySlot) return true;
  return attribute.cls.lookup('__set__') !== undefined || attribute.cls.lookup('__delete__') !== undefined;
}
