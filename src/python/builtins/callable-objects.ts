import type { Flow } from '../flow';
import { addConstructor, addMembers } from '../native/define';
import { NOT_IMPLEMENTED, builtinFunctionType, builtinMethodType, cellType, classmethodType, functionType, getsetType, memberType, methodDescriptorType, methodType, moduleType, propertyType, slotWrapperType, staticmethodType, superType, typeOf } from '../objects/builtin-types';
import { Cell, NativeFunction, PyFunction, PyMethod } from '../objects/callables';
import { NativeAttribute, PyClassMethod, PyProperty, PySlot, PyStaticMethod, PySuper } from '../objects/descriptors';
import { attributeError, typeError, valueError } from '../objects/exceptions';
import { identity } from '../objects/identity';
import { PyDict } from '../objects/mappings';
import { PyModule } from '../objects/module';
import { keywordsIn, namesIn } from '../objects/namespaces';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { attributeOrUndefined, bind, getAttribute } from '../protocol/attributes';
import { call } from '../protocol/call';
import { hash } from '../protocol/hash';
import { stringOf } from '../protocol/numbers';
import { addressOf, repr } from '../protocol/text';

/** What can be called with arguments as they come. */
function passOn(target: (self: never) => Value): (self: Value, args: Value, kwargs: Value) => Flow<Value> {
  return function* (self, args, kwargs) {
    return yield* call(target(self as never), (args as PyTuple).items, keywordsIn(kwargs));
  };
}

const itself = (self: Value): Value => self;

function installFunctions(): void {
  addMembers<PyFunction>(functionType, {
    accepts: (value): value is PyFunction => value instanceof PyFunction,
    methods: {
      '__repr__()': (self) => `<function ${self.qualname} at ${addressOf(self)}>`,
      '__call__(*args, **kwargs)': passOn(itself),
      '__get__(instance, owner=None, /)': (self, instance) => (instance === null ? self : new PyMethod(self, instance)),
    },
    attributes: {
      __name__: { get: (self) => self.name, set: (self, value) => { self.name = stringOf(value ?? null) ?? self.name; } },
      __qualname__: { get: (self) => self.qualname, set: (self, value) => { self.qualname = stringOf(value ?? null) ?? self.qualname; } },
      __doc__: { get: (self) => self.doc, set: (self, value) => { self.doc = value ?? null; } },
      __module__: { get: (self) => self.module, set: (self, value) => { self.module = value ?? null; } },
      __defaults__: {
        get: (self) => (self.defaults.length === 0 ? null : new PyTuple(self.defaults)),
        set: (self, value) => { self.defaults = value instanceof PyTuple ? value.items : []; },
      },
      __kwdefaults__: {
        get: (self) => (self.keywordDefaults === null ? null : PyDict.of(self.keywordDefaults)),
        set: (self, value) => { self.keywordDefaults = value instanceof PyDict ? namesIn(value) : null; },
      },
      __annotations__: {
        get: (self) => PyDict.over((self.annotations ??= new Map<string, Value>())),
        set: (self, value) => { self.annotations = value instanceof PyDict ? namesIn(value) : null; },
      },
      __globals__: (self) => PyDict.over(self.globals),
      __closure__: (self) => (self.closure.length === 0 ? null : new PyTuple(self.closure)),
      __code__: (self) => codeObject(self),
      __type_params__: (self) => new PyTuple(self.typeParameters),
    },
  });
  addMembers<Cell>(cellType, {
    accepts: (value): value is Cell => value instanceof Cell,
    attributes: {
      cell_contents: (self) => {
        if (self.value === undefined) throw valueError('Cell is empty');
        return self.value;
      },
    },
  });
  for (const type of [builtinFunctionType, methodDescriptorType, slotWrapperType]) installNative(type);
  for (const type of [methodType, builtinMethodType]) installMethod(type);
}

function installMethod(type: PyType): void {
  addMembers<PyMethod>(type, {
    accepts: (value): value is PyMethod => value instanceof PyMethod,
    methods: {
      '__repr__()': function* (self): Flow<Value> {
        if (self.func instanceof NativeFunction) return `<built-in method ${self.func.name} of ${typeOf(self.self).name} object at ${self.self instanceof PyObject ? addressOf(self.self) : '0x0'}>`;
        return `<bound method ${stringOf((yield* attributeOrUndefined(self.func, '__qualname__')) ?? '?') ?? '?'} of ${yield* repr(self.self)}>`;
      },
      '__call__(*args, **kwargs)': passOn(itself),
      '__eq__(other, /)': (self, other) => (other instanceof PyMethod ? self.func === other.func && self.self === other.self : NOT_IMPLEMENTED),
      '__hash__()': function* (self): Flow<Value> {
        return yield* hash(new PyTuple([self.self instanceof PyObject ? identity(self.self) : self.self, self.func instanceof PyObject ? identity(self.func) : self.func]));
      },
      '__getattr__(name, /)': function* (self, name): Flow<Value> {
        return yield* getAttribute(self.func, name as string);
      },
    },
    attributes: {
      __func__: (self) => self.func,
      __self__: (self) => self.self,
      __doc__: function* (self): Flow<Value> {
        return (yield* attributeOrUndefined(self.func, '__doc__')) ?? null;
      },
      __module__: function* (self): Flow<Value> {
        return (yield* attributeOrUndefined(self.func, '__module__')) ?? null;
      },
    },
  });
}

/** `function.__code__`, as far as it says what a function takes. */
function codeObject({ code }: PyFunction): Value {
  const object = new PyObject(codeObjectType);
  object.attributes = new Map<string, Value>([
    ['co_name', code.name],
    ['co_qualname', code.qualname],
    ['co_filename', code.source.fileName],
    ['co_firstlineno', code.firstLine],
    ['co_argcount', code.positional],
    ['co_posonlyargcount', code.positionalOnly],
    ['co_kwonlyargcount', code.keywordOnly],
    ['co_varnames', new PyTuple(code.locals)],
    ['co_freevars', new PyTuple(code.cells.slice(code.ownCells))],
    ['co_cellvars', new PyTuple(code.cells.slice(0, code.ownCells))],
    ['co_consts', new PyTuple(code.constants)],
    ['co_names', new PyTuple(code.names)],
    ['co_flags', (code.rest ? 4 : 0) | (code.keywords ? 8 : 0) | (code.isGenerator ? 32 : 0) | (code.isCoroutine ? 128 : 0)],
  ]);
  return object;
}

function installNative(type: PyType): void {
  addMembers<NativeFunction>(type, {
    accepts: (value): value is NativeFunction => value instanceof NativeFunction,
    methods: {
      '__repr__()': (self) => (self.owner === null ? `<built-in function ${self.name}>` : `<${self.cls === slotWrapperType ? 'slot wrapper' : 'method'} '${self.name}' of '${self.owner.name}' objects>`),
      '__call__(*args, **kwargs)': passOn(itself),
      '__get__(instance, owner=None, /)': (self, instance) => (instance === null || self.owner === null ? self : new PyMethod(self, instance)),
    },
    attributes: {
      __name__: (self) => self.name,
      __qualname__: (self) => self.qualname,
      __doc__: (self) => self.doc,
      __module__: (self) => self.module ?? (self.owner === null ? 'builtins' : null),
      __self__: () => null,
      __text_signature__: (self) => self.signature.text,
    },
  });
}

function copyProperty(self: PyProperty, changes: Partial<Pick<PyProperty, 'getter' | 'setter' | 'deleter'>>): PyProperty {
  return new PyProperty(self.cls, changes.getter ?? self.getter, changes.setter ?? self.setter, changes.deleter ?? self.deleter, self.doc, self.name);
}

function installDescriptors(): void {
  addMembers<PyProperty>(propertyType, {
    accepts: (value): value is PyProperty => value instanceof PyProperty,
    methods: {
      '__init__(fget=None, fset=None, fdel=None, doc=None)': function* (self, getter, setter, deleter, doc): Flow<Value> {
        self.getter = getter;
        self.setter = setter;
        self.deleter = deleter;
        self.doc = doc ?? (getter === null ? null : ((yield* attributeOrUndefined(getter, '__doc__')) ?? null));
        return null;
      },
      '__get__(instance, owner=None, /)': function* (self, instance): Flow<Value> {
        if (instance === null) return self;
        if (self.getter === null) throw attributeError(`property '${self.name ?? ''}' of '${typeOf(instance).name}' object has no getter`, instance, self.name ?? '');
        return yield* call(self.getter, [instance]);
      },
      '__set__(instance, value, /)': function* (self, instance, value): Flow<Value> {
        if (self.setter === null) throw attributeError(`property '${self.name ?? ''}' of '${typeOf(instance).name}' object has no setter`, instance, self.name ?? '');
        return yield* call(self.setter, [instance, value]);
      },
      '__delete__(instance, /)': function* (self, instance): Flow<Value> {
        if (self.deleter === null) throw attributeError(`property '${self.name ?? ''}' of '${typeOf(instance).name}' object has no deleter`, instance, self.name ?? '');
        return yield* call(self.deleter, [instance]);
      },
      '__set_name__(owner, name, /)': (self, _owner, name) => {
        self.name = stringOf(name) ?? null;
        return null;
      },
      'getter(fget, /)': (self, getter) => copyProperty(self, { getter }),
      'setter(fset, /)': (self, setter) => copyProperty(self, { setter }),
      'deleter(fdel, /)': (self, deleter) => copyProperty(self, { deleter }),
    },
    attributes: {
      fget: (self) => self.getter,
      fset: (self) => self.setter,
      fdel: (self) => self.deleter,
      __doc__: { get: (self) => self.doc, set: (self, value) => { self.doc = value ?? null; } },
      __isabstractmethod__: function* (self): Flow<Value> {
        return self.getter === null ? false : ((yield* attributeOrUndefined(self.getter, '__isabstractmethod__')) ?? false);
      },
    },
  });
  for (const type of [classmethodType, staticmethodType]) {
    addMembers<PyClassMethod | PyStaticMethod>(type, {
      accepts: (value): value is PyClassMethod | PyStaticMethod => value instanceof PyClassMethod || value instanceof PyStaticMethod,
      methods: {
        '__init__(function, /)': (self, func) => {
          self.func = func;
          return null;
        },
        '__repr__()': function* (self): Flow<Value> {
          return `<${type.name}(${yield* repr(self.func)})>`;
        },
        '__get__(instance, owner=None, /)': function* (self, instance, owner): Flow<Value> {
          const cls = owner instanceof PyType ? owner : typeOf(instance);
          return self instanceof PyStaticMethod ? self.func : yield* bind(self.func, cls, cls.cls);
        },
        ...(type === staticmethodType ? { '__call__(*args, **kwargs)': passOn((self: PyStaticMethod) => self.func) } : {}),
      },
      attributes: {
        __func__: (self) => self.func,
        __wrapped__: (self) => self.func,
        __name__: function* (self): Flow<Value> {
          return (yield* attributeOrUndefined(self.func, '__name__')) ?? null;
        },
        __doc__: function* (self): Flow<Value> {
          return (yield* attributeOrUndefined(self.func, '__doc__')) ?? null;
        },
        __isabstractmethod__: function* (self): Flow<Value> {
          return (yield* attributeOrUndefined(self.func, '__isabstractmethod__')) ?? false;
        },
      },
    });
  }
  addMembers<NativeAttribute>(getsetType, {
    accepts: (value): value is NativeAttribute => value instanceof NativeAttribute,
    methods: { '__repr__()': (self) => `<attribute '${self.name}' of '${self.owner.name}' objects>` },
    attributes: { __name__: (self) => self.name },
  });
  addMembers<PySlot>(memberType, {
    accepts: (value): value is PySlot => value instanceof PySlot,
    methods: { '__repr__()': (self) => `<member '${self.name}' of '${self.owner.name}' objects>` },
    attributes: { __name__: (self) => self.name },
  });
}

function installSuper(): void {
  addMembers<PySuper>(superType, {
    accepts: (value): value is PySuper => value instanceof PySuper,
    methods: {
      '__repr__()': (self) => `<super: <class '${self.start.name}'>, <${self.order.name} object>>`,
    },
    attributes: { __thisclass__: (self) => self.start, __self__: (self) => self.self, __self_class__: (self) => self.order },
  });
  superType.allocate = null;
}

/** `super(cls, object)`. @throws Raised TypeError */
export function makeSuper(start: Value, self: Value): PySuper {
  if (!(start instanceof PyType)) throw typeError(`super() argument 1 must be a type, not ${typeOf(start).name}`);
  if (self instanceof PyType && self.isSubclassOf(start)) return new PySuper(start, self, self);
  if (typeOf(self).isSubclassOf(start)) return new PySuper(start, self, typeOf(self));
  throw typeError('super(type, obj): obj must be an instance or subtype of type');
}

function installModule(): void {
  addMembers<PyModule>(moduleType, {
    accepts: (value): value is PyModule => value instanceof PyModule,
    methods: {
      '__repr__()': (self) => `<module '${self.name}'${self.attributes.has('__file__') ? '' : ' (built-in)'}>`,
    },
    attributes: { __dict__: (self) => PyDict.over(self.attributes) },
  });
  addConstructor(moduleType, '(name, doc=None)', (_cls, name, doc) => new PyModule(stringOf(name) ?? '', new Map([['__doc__', doc]])));
}

/** The class of `function.__code__`. */
const codeObjectType = new PyType(typeOf(functionType), 'code', functionType.bases);

/** Gives functions, methods, descriptors, `super` and modules their methods. */
export function installCallables(): void {
  addMembers<PyObject>(codeObjectType, {
    accepts: (value): value is PyObject => value instanceof PyObject,
    methods: { '__repr__()': (self) => `<code object ${stringOf(self.attributes?.get('co_name') ?? null) ?? '?'} at ${addressOf(self)}>` },
  });
  installFunctions();
  installDescriptors();
  installSuper();
  installModule();
}
