import type { Flow } from '../../flow';
import { newType } from '../../machine/build-class';
import { define, defineClass } from '../../native/define';
import { frozensetType, NOT_IMPLEMENTED, typeOf, typeType } from '../../objects/builtin-types';
import { PyClassMethod, PyProperty, PyStaticMethod } from '../../objects/descriptors';
import { runtimeError, typeError } from '../../objects/exceptions';
import { PyDict, PySet } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { attributeOrUndefined, getAttribute, setAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { isSubclass } from '../../protocol/instances';
import { stringOf } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import type { NativeModule } from '../../runtime';

/** Classes that were registered as subclasses of an abstract class. */
const registered = new WeakMap<PyType, PyType[]>();

function* isAbstract(value: Value): Flow<boolean> {
  if (value instanceof PyClassMethod || value instanceof PyStaticMethod) return yield* isAbstract(value.func);
  if (value instanceof PyProperty) return (yield* isAbstract(value.getter)) || (yield* isAbstract(value.setter)) || (yield* isAbstract(value.deleter));
  const mark = yield* attributeOrUndefined(value, '__isabstractmethod__');
  return mark !== undefined && (yield* truth(mark));
}

/** The names of methods that a class has yet to define. */
function* abstractNames(cls: PyType): Flow<string[]> {
  const names = new Set<string>();
  for (const [name, value] of cls.dict) if (yield* isAbstract(value)) names.add(name);
  for (const base of cls.bases) {
    const inherited = base.lookup('__abstractmethods__');
    if (!(inherited instanceof PySet)) continue;
    for (const name of inherited.elements()) {
      const value = typeof name === 'string' ? cls.lookup(name) : undefined;
      if (value !== undefined && (yield* isAbstract(value))) names.add(name as string);
    }
  }
  return [...names];
}

function* markAbstract(cls: PyType): Flow<void> {
  const set = new PySet(frozensetType);
  for (const name of yield* abstractNames(cls)) set.table.put(name, name, null);
  cls.assign('__abstractmethods__', set);
}

function* subclassCheck(cls: PyType, sub: Value): Flow<boolean> {
  if (!(sub instanceof PyType)) throw typeError('issubclass() arg 1 must be a class');
  const hook = yield* getAttribute(cls, '__subclasshook__');
  const answer = yield* call(hook, [sub]);
  if (answer !== NOT_IMPLEMENTED) return yield* truth(answer);
  if (sub.isSubclassOf(cls)) return true;
  for (const virtual of registered.get(cls) ?? []) if (yield* isSubclass(sub, virtual)) return true;
  for (const subclass of cls.subclasses) if (yield* isSubclass(sub, subclass)) return true;
  return false;
}

/** `abc.ABCMeta` */
export const abstractMetaclass: PyType = defineClass<PyType>({
  name: 'ABCMeta',
  module: 'abc',
  bases: [typeType],
  dict: true,
  accepts: (value) => value instanceof PyType,
  statics: {
    '__new__(cls, name, bases, namespace, /, **kwargs)': function* (metaclass, name, bases, namespace, kwargs): Flow<Value> {
      const names = new Map([...(namespace as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
      const keywords = new Map([...(kwargs as PyDict).table.entries()].map(({ key, value }) => [key as string, value]));
      const cls = yield* newType(metaclass as PyType, stringOf(name) ?? '', (bases as PyTuple).items, names, keywords.size === 0 ? null : keywords);
      yield* markAbstract(cls);
      return cls;
    },
  },
  methods: {
    'register(subclass)': function* (self, subclass): Flow<Value> {
      if (!(subclass instanceof PyType)) throw typeError('Can only register classes');
      if (yield* isSubclass(subclass, self)) return subclass;
      if (yield* isSubclass(self, subclass)) throw runtimeError('Refusing to create an inheritance cycle');
      registered.set(self, [...(registered.get(self) ?? []), subclass]);
      return subclass;
    },
    '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
      const cls = typeOf(instance);
      if (cls.isSubclassOf(self)) return true;
      const claimed = yield* attributeOrUndefined(instance, '__class__');
      return (yield* isSubclass(cls, self)) || (claimed instanceof PyType && claimed !== cls && (yield* isSubclass(claimed, self)));
    },
    '__subclasscheck__(subclass, /)': function* (self, subclass): Flow<Value> {
      return yield* subclassCheck(self, subclass);
    },
  },
});

/** `abc.ABC` */
const abstractBase = new PyType(abstractMetaclass, 'ABC', typeType.bases, 'abc');
abstractBase.immutable = false;
abstractBase.instancesHaveDict = false;
abstractBase.dict.set('__slots__', new PyTuple([]));
abstractBase.dict.set('__abstractmethods__', new PySet(frozensetType));
abstractBase.dict.set('__doc__', 'Helper class that provides a standard way to create an ABC using\n    inheritance.\n    ');

const abstractMethod = define('abstractmethod(funcobj)', function* (func): Flow<Value> {
  if (func instanceof PyClassMethod || func instanceof PyStaticMethod || func instanceof PyProperty) return func;
  yield* setAttribute(func, '__isabstractmethod__', true);
  return func;
});

export const abcModule: NativeModule = {
  name: 'abc',
  create: () => ({
    ABC: abstractBase,
    ABCMeta: abstractMetaclass,
    abstractmethod: abstractMethod,
    update_abstractmethods: define('update_abstractmethods(cls)', function* (cls): Flow<Value> {
      if (cls instanceof PyType && cls.dict.has('__abstractmethods__')) yield* markAbstract(cls);
      return cls;
    }),
    get_cache_token: define('get_cache_token()', () => 0),
  }),
};
