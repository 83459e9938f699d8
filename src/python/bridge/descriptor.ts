import type { Flow } from '../flow';
import { addMembers } from '../native/define';
import { objectType, typeType } from '../objects/builtin-types';
import { attributeError } from '../objects/exceptions';
import { PyObject, PyType, type Value } from '../objects/object';
import { settle } from './settle';

/** An attribute of a class that the host computes: another thing on the class than on its instances, if need be. */
export interface HostDescriptor {
  /** @param instance undefined: it was asked for on the class */
  readonly get: (instance: PyObject | undefined, owner: PyType) => Value | Flow<Value>;
  /** Undefined deletes. Without it, an attribute of that name on the instance goes before. */
  readonly set?: (instance: PyObject, value: Value | undefined) => void | Flow<void>;
  /** Called when a class with this attribute has been made. */
  readonly named?: (owner: PyType, name: string) => void;
}

/** An attribute that {@link hostDescriptor} made. */
export class PyHostDescriptor extends PyObject {
  constructor(
    cls: PyType,
    readonly definition: HostDescriptor,
  ) {
    super(cls);
  }
}

const readOnlyType = new PyType(typeType, 'host_attribute', [objectType], 'savepoint');
const dataType = new PyType(typeType, 'host_data_attribute', [readOnlyType], 'savepoint');

function isDescriptor(value: Value): value is PyHostDescriptor {
  return value instanceof PyHostDescriptor;
}

addMembers(readOnlyType, {
  accepts: isDescriptor,
  methods: {
    '__get__(instance, owner=None, /)': function* (self, instance, owner): Flow<Value> {
      const object = instance instanceof PyObject ? instance : undefined;
      return yield* settle(self.definition.get(object, owner instanceof PyType ? owner : (object as PyObject).cls));
    },
    '__set_name__(owner, name, /)': (self, owner, name) => {
      self.definition.named?.(owner as PyType, name as string);
      return null;
    },
  },
});

function* assign(self: PyHostDescriptor, instance: Value, value: Value | undefined): Flow<Value> {
  const { set } = self.definition;
  if (set === undefined || !(instance instanceof PyObject)) throw attributeError('attribute is read-only', instance, '');
  yield* settle(set(instance, value));
  return null;
}

addMembers(dataType, {
  accepts: isDescriptor,
  methods: {
    '__set__(instance, value, /)': function* (self, instance, value): Flow<Value> {
      return yield* assign(self, instance, value);
    },
    '__delete__(instance, /)': function* (self, instance): Flow<Value> {
      return yield* assign(self, instance, undefined);
    },
  },
});

/** A descriptor, to be put into a class: `cls.assign('name', hostDescriptor({...}))`. */
export function hostDescriptor(definition: HostDescriptor): PyObject {
  return new PyHostDescriptor(definition.set === undefined ? readOnlyType : dataType, definition);
}
