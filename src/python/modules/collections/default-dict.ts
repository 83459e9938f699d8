import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { dictType, NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { keyError, typeError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import { call } from '../../protocol/call';
import { getItem, setItem } from '../../protocol/keys';
import { updateDict } from '../../protocol/mapping';
import { nestedRepr, repr } from '../../protocol/text';
import { refill } from './ordered-dict';
import type { PyTuple } from '../../objects/sequences';

/** `collections.defaultdict` */
export class PyDefaultDict extends PyDict {
  factory: Value = null;

  copy(): PyDefaultDict {
    const copy = new PyDefaultDict(this.cls);
    copy.factory = this.factory;
    refill(copy, [...this.table.entries()]);
    return copy;
  }
}

function* missing(self: PyDefaultDict, key: Value): Flow<Value> {
  if (self.factory === null) throw keyError(key);
  const value = yield* call(self.factory);
  yield* setItem(self, key, value);
  return value;
}

export const defaultDictType: PyType = defineClass<PyDefaultDict>({
  name: 'defaultdict',
  module: 'collections',
  namedWithModule: true,
  bases: [dictType],
  allocate: (cls) => new PyDefaultDict(cls),
  accepts: (value) => value instanceof PyDefaultDict,
  attributes: {
    default_factory: {
      get: (self) => self.factory,
      set: (self, value) => {
        self.factory = value ?? null;
      },
    },
  },
  methods: {
    '__init__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      const [factory = null, mapping, ...more] = (args as PyTuple).items;
      if (more.length > 0) throw typeError(`dict expected at most 1 argument, got ${more.length + 1}`);
      if (factory !== null && typeOf(factory).lookup('__call__') === undefined) throw typeError('first argument must be callable or None');
      self.factory = factory;
      if (mapping !== undefined) yield* updateDict(self, mapping);
      yield* updateDict(self, kwargs);
      return null;
    },
    '__getitem__(key, /)': function* (self, key): Flow<Value> {
      const value = yield* getItem(self, key);
      if (value !== undefined) return value;
      const hook = self.cls.lookup('__missing__');
      return hook === undefined ? yield* missing(self, key) : yield* call(hook, [self, key]);
    },
    '__missing__(key, /)': missing,
    '__repr__()': function* (self): Flow<Value> {
      const factory = yield* nestedRepr(self, '...', () => repr(self.factory));
      const parts: string[] = [];
      const inside = yield* nestedRepr(self, "defaultdict(...)", function* () {
        for (const { key, value } of [...self.table.entries()]) parts.push(`${yield* repr(key)}: ${yield* repr(value)}`);
        return `{${parts.join(', ')}}`;
      });
      return `${self.cls.name}(${factory}, ${inside})`;
    },
    'copy()': (self) => self.copy(),
    '__copy__()': (self) => self.copy(),
    '__or__(other, /)': function* (self, other): Flow<Value> {
      if (!(other instanceof PyDict)) return NOT_IMPLEMENTED;
      const merged = self.copy();
      yield* updateDict(merged, other);
      return merged;
    },
  },
});
