import type { Flow } from '../flow';
import { newType } from '../machine/build-class';
import { allocate, construct, markOrdinaryConstructor } from '../machine/instantiate';
import { addConstructor, addMembers, define } from '../native/define';
import { NOT_IMPLEMENTED, objectType, typeOf, typeType } from '../objects/builtin-types';
import { PyStaticMethod } from '../objects/descriptors';
import { attributeError, typeError } from '../objects/exceptions';
import { identity } from '../objects/identity';
import { PyDict, PyMappingProxy } from '../objects/mappings';
import { PyModule } from '../objects/module';
import { keywordsIn, namesIn } from '../objects/namespaces';
import { PyObject, PyType, linearize, type Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { getGeneric, markOrdinary, noAttribute, setGeneric } from '../protocol/attributes';
import { call } from '../protocol/call';
import { isInstance, isSubclass } from '../protocol/instances';
import { stringOf } from '../protocol/numbers';
import { defaultRepr, qualifiedName, repr, str } from '../protocol/text';
import { unionOf } from './typing-objects';

const anything = (_value: Value): _value is Value => true;

/** The names that `dir()` lists. */
export function namesOf(object: Value): string[] {
  const names = new Set<string>();
  if (object instanceof PyType) for (const cls of object.mro) for (const name of cls.dict.keys()) names.add(name);
  else {
    if (object instanceof PyObject) for (const name of object.attributes?.keys() ?? []) names.add(name);
    if (!(object instanceof PyModule)) for (const cls of typeOf(object).mro) for (const name of cls.dict.keys()) names.add(name);
  }
  return [...names].sort();
}

/** How attributes are found, set and deleted where a class says nothing else: alike for objects and for classes. */
const attributeAccess = {
  '__getattribute__(name, /)': function* (self: Value, name: Value): Flow<Value> {
    const value = yield* getGeneric(self, stringOf(name) ?? '');
    if (value === undefined) throw noAttribute(self, stringOf(name) ?? '');
    return value;
  },
  '__setattr__(name, value, /)': function* (self: Value, name: Value, value: Value): Flow<Value> {
    yield* setGeneric(self, stringOf(name) ?? '', value);
    return null;
  },
  '__delattr__(name, /)': function* (self: Value, name: Value): Flow<Value> {
    yield* setGeneric(self, stringOf(name) ?? '', undefined);
    return null;
  },
};

/** Gives `object` and `type` their methods. */
export function installObjectAndType(): void {
  addMembers<Value>(objectType, {
    accepts: anything,
    methods: {
      '__init__(*args, **kwargs)': (self, args, kwargs) => {
        const cls = typeOf(self);
        if (((args as PyTuple).items.length > 0 || (kwargs as PyDict).table.size > 0) && cls.lookup('__new__') === newObject) throw typeError(`${cls.name}.__init__() takes exactly one argument (the instance to initialize)`);
        return null;
      },
      '__repr__()': (self) => (self instanceof PyObject ? defaultRepr(self) : `<${typeOf(self).name} object>`),
      '__str__()': function* (self): Flow<Value> {
        return yield* repr(self);
      },
      '__format__(spec, /)': function* (self, spec): Flow<Value> {
        if (spec !== '') throw typeError(`unsupported format string passed to ${typeOf(self).name}.__format__`);
        return yield* str(self);
      },
      '__eq__(other, /)': (self, other) => (self === other ? true : NOT_IMPLEMENTED),
      '__ne__(other, /)': function* (self, other): Flow<Value> {
        const equal = yield* equalMethod(self, other);
        return equal === NOT_IMPLEMENTED ? NOT_IMPLEMENTED : !equal;
      },
      '__lt__(other, /)': () => NOT_IMPLEMENTED,
      '__le__(other, /)': () => NOT_IMPLEMENTED,
      '__gt__(other, /)': () => NOT_IMPLEMENTED,
      '__ge__(other, /)': () => NOT_IMPLEMENTED,
      '__hash__()': (self) => (self instanceof PyObject ? identity(self) : 0),
      ...attributeAccess,
      '__dir__()': (self) => new PyList(namesOf(self)),
      '__sizeof__()': () => 16,
      '__reduce__()': (self) => {
        throw typeError(`cannot pickle '${typeOf(self).name}' object`);
      },
    },
    attributes: {
      __class__: {
        get: (self) => typeOf(self),
        set: (self, value) => {
          if (!(value instanceof PyType)) throw typeError("__class__ must be set to a class, not '" + typeOf(value ?? null).name + "' object");
          if (!(self instanceof PyObject) || self.cls.immutable || value.immutable) throw typeError('__class__ assignment only supported for mutable types or ModuleType subclasses');
          self.cls = value;
        },
      },
      __dict__: {
        get: (self) => {
          if (!(self instanceof PyObject) || !self.cls.instancesHaveDict) throw noAttribute(self, '__dict__');
          return PyDict.over((self.attributes ??= new Map<string, Value>()));
        },
        set: (self, value) => {
          if (!(self instanceof PyObject) || !(value instanceof PyDict)) throw typeError('__dict__ must be set to a dictionary');
          self.attributes = namesIn(value);
        },
      },
    },
    classMethods: {
      '__init_subclass__(**kwargs)': (cls, kwargs) => {
        if ((kwargs as PyDict).table.size > 0) throw typeError(`${cls.name}.__init_subclass__() takes no keyword arguments`);
        return null;
      },
      '__subclasshook__(cls, /)': () => NOT_IMPLEMENTED,
    },
    constants: { __doc__: 'The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n' },
  });
  objectType.dict.set('__new__', newObject);
  markOrdinaryConstructor(newObject);
  for (const name of ['__getattribute__', '__setattr__', '__delattr__']) markOrdinary(objectType.dict.get(name) as Value);
  markOrdinaryConstructor(objectType.dict.get('__init__') as Value);
  installType();
}

function* equalMethod(self: Value, other: Value): Flow<Value> {
  const method = typeOf(self).lookup('__eq__') as Value;
  return yield* call(method, [self, other]);
}

const newObject = new PyStaticMethod(define('object(cls, *args, **kwargs)', (cls, args, kwargs) => {
  const type = cls as PyType;
  if (((args as PyTuple).items.length > 0 || (kwargs as PyDict).table.size > 0) && type.lookup('__init__') === objectType.dict.get('__init__')) throw typeError(`${type.name}() takes no arguments`);
  const abstract = type.lookup('__abstractmethods__');
  const missing = abstract instanceof PyObject && 'table' in abstract ? [...(abstract as PyDict).table.entries()].map((entry) => entry.key as string).sort() : [];
  if (missing.length > 0) throw typeError(`Can't instantiate abstract class ${type.name} with abstract method${missing.length === 1 ? '' : 's'} ${missing.join(', ')}`);
  return allocate(type);
}));

function isType(value: Value): value is PyType {
  return value instanceof PyType;
}

function installType(): void {
  addMembers(typeType, {
    accepts: isType,
    methods: {
      '__init__(*args, **kwargs)': () => null,
      '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
        return yield* construct(self, (args as PyTuple).items, keywordsIn(kwargs));
      },
      '__repr__()': (self) => `<class '${qualifiedName(self)}'>`,
      ...attributeAccess,
      '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
        return yield* isInstance(instance, self);
      },
      '__subclasscheck__(subclass, /)': function* (self, subclass): Flow<Value> {
        return yield* isSubclass(subclass, self);
      },
      '__or__(other, /)': (self, other) => unionOf([self, other]) ?? NOT_IMPLEMENTED,
      '__ror__(other, /)': (self, other) => unionOf([other, self]) ?? NOT_IMPLEMENTED,
      'mro()': (self) => new PyList([self, ...linearize(self.bases)]),
      '__subclasses__()': (self) => new PyList([...self.subclasses]),
      '__dir__()': (self) => new PyList(namesOf(self)),
    },
    attributes: {
      __name__: {
        get: (self) => self.name,
        set: (self, value) => {
          self.name = stringOf(value ?? null) ?? self.name;
        },
      },
      __qualname__: {
        get: (self) => self.qualname,
        set: (self, value) => {
          self.qualname = stringOf(value ?? null) ?? self.qualname;
        },
      },
      __module__: {
        get: (self) => self.dict.get('__module__') ?? self.module,
        set: (self, value) => {
          self.assign('__module__', value);
        },
      },
      __bases__: (self) => new PyTuple(self.bases),
      __base__: (self) => self.bases[0] ?? null,
      __mro__: (self) => new PyTuple(self.mro),
      __dict__: (self) => new PyMappingProxy(PyDict.over(self.dict)),
      __doc__: {
        get: (self) => self.dict.get('__doc__') ?? null,
        set: (self, value) => {
          self.assign('__doc__', value);
        },
      },
      __annotations__: {
        get: (self) => {
          let annotations = self.dict.get('__annotations__');
          if (annotations === undefined) {
            if (self.immutable) throw attributeError(`type object '${self.name}' has no attribute '__annotations__'`, self, '__annotations__');
            annotations = new PyDict();
            self.assign('__annotations__', annotations);
          }
          return annotations;
        },
        set: (self, value) => {
          self.assign('__annotations__', value);
        },
      },
      __abstractmethods__: {
        get: (self) => {
          const value = self.dict.get('__abstractmethods__');
          if (value === undefined) throw attributeError('__abstractmethods__', self, '__abstractmethods__');
          return value;
        },
        set: (self, value) => {
          self.assign('__abstractmethods__', value);
        },
      },
      __flags__: () => 0,
      __type_params__: (self) => self.dict.get('__type_params__') ?? new PyTuple([]),
    },
    classMethods: {
      '__prepare__(*args, **kwargs)': () => new PyDict(),
    },
  });
  addConstructor(typeType, '(*args, **kwargs)', function* (cls, args, kwargs): Flow<Value> {
    const given = (args as PyTuple).items;
    if (given.length !== 3) throw typeError('type() takes 1 or 3 arguments');
    const [name, bases, namespace] = given as readonly [Value, Value, Value];
    if (stringOf(name) === undefined) throw typeError(`type.__new__() argument 1 must be str, not ${typeOf(name).name}`);
    if (!(bases instanceof PyTuple)) throw typeError(`type.__new__() argument 2 must be tuple, not ${typeOf(bases).name}`);
    if (!(namespace instanceof PyDict)) throw typeError(`type.__new__() argument 3 must be dict, not ${typeOf(namespace).name}`);
    return yield* newType(cls as PyType, stringOf(name) ?? '', bases.items, namesIn(namespace), keywordsIn(kwargs));
  });
  markOrdinaryConstructor(typeType.dict.get('__call__') as Value);
  markOrdinaryConstructor(typeType.dict.get('__init__') as Value);
  for (const name of ['__getattribute__', '__setattr__', '__delattr__']) markOrdinary(typeType.dict.get(name) as Value);
}
