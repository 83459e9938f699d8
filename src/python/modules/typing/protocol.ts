import type { Flow } from '../../flow';
import { addMembers } from '../../native/define';
import { NativeFunction } from '../../objects/callables';
import { typeError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { attributeOrUndefined } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { construct } from '../../machine/instantiate';
import { abstractMetaclass } from '../abc/abstract-class';
import { keywordsOf } from '../functools/partial';
import { genericType, protocolMetaclass, protocolType } from './generic';
import type { PyTuple } from '../../objects/sequences';

const ordinary = new Set(['__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__', '__module__', '__new__', '__orig_bases__', '__parameters__', '__qualname__', '__slots__', '__subclasshook__', '__weakref__', '__class_getitem__', '_is_protocol', '_is_runtime_protocol', '__init_subclass__', '__match_args__', '__hash__']);

/** The names that a class has to have to be of a protocol. */
export function protocolMembers(cls: PyType): string[] {
  const names = new Set<string>();
  for (const base of cls.mro) {
    if (base === protocolType || base === genericType || base.dict.get('_is_protocol') !== true) continue;
    const annotations = base.dict.get('__annotations__');
    if (annotations instanceof PyDict) for (const { key } of annotations.table.entries()) names.add(key as string);
    for (const name of base.dict.keys()) if (!ordinary.has(name)) names.add(name);
  }
  return [...names];
}

addMembers<PyType>(protocolMetaclass, {
  accepts: (value) => value instanceof PyType,
  methods: {
    '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      if (self.lookup('_is_protocol') === true) throw typeError(self === protocolType ? 'Type Protocol cannot be instantiated; it can only be used as a base class' : 'Protocols cannot be instantiated');
      const keywords = keywordsOf(kwargs);
      return yield* construct(self, (args as PyTuple).items, keywords.size === 0 ? null : keywords);
    },
    '__instancecheck__(instance, /)': function* (self, instance): Flow<Value> {
      if (self.dict.get('_is_protocol') !== true) return yield* call(abstractMetaclass.lookup('__instancecheck__') as NativeFunction, [self, instance]);
      if (self.dict.get('_is_runtime_protocol') !== true) throw typeError('Instance and class checks can only be used with @runtime_checkable protocols');
      if (yield* call(abstractMetaclass.lookup('__instancecheck__') as NativeFunction, [self, instance])) return true;
      for (const name of protocolMembers(self)) if ((yield* attributeOrUndefined(instance, name)) === undefined) return false;
      return true;
    },
    '__subclasscheck__(cls, /)': function* (self, cls): Flow<Value> {
      if (self.dict.get('_is_protocol') !== true || !(cls instanceof PyType)) return yield* call(abstractMetaclass.lookup('__subclasscheck__') as NativeFunction, [self, cls]);
      if (cls.isSubclassOf(self)) return true;
      if (self.dict.get('_is_runtime_protocol') !== true) throw typeError('Instance and class checks can only be used with @runtime_checkable protocols');
      return protocolMembers(self).every((name) => cls.lookup(name) !== undefined);
    },
  },
});
