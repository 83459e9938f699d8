import type { Flow } from '../flow';
import { addConstructor, addMembers, type Methods } from '../native/define';
import { NOT_IMPLEMENTED, dictType, mappingProxyType, typeOf } from '../objects/builtin-types';
import { keyError, raised, builtinException, typeError } from '../objects/exceptions';
import { PyIterator, iteratorType } from '../objects/iterators';
import { PyDict, PyDictView, PyMappingProxy, PySet, dictViewTypes, type DictViewKind } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import type { Entry, Token } from '../objects/table';
import { call } from '../protocol/call';
import { equals, same } from '../protocol/compare';
import { collect, iterateDict } from '../protocol/iterate';
import { addElement, getItem, hasElement, removeItem, setItem, tokenOf } from '../protocol/keys';
import { updateDict } from '../protocol/mapping';
import { joinReprs, nestedRepr, repr } from '../protocol/text';
import { alias } from './lists';
import { setOperations } from './sets';

function isDict(value: Value): value is PyDict {
  return value instanceof PyDict;
}

function* equalDicts(a: PyDict, b: PyDict): Flow<boolean> {
  if (a.table.size !== b.table.size) return false;
  for (const { key, value } of [...a.table.entries()]) {
    const other = yield* getItem(b, key);
    if (other === undefined || !(yield* same(value, other))) return false;
  }
  return true;
}

function* reprDict(dict: PyDict): Flow<string> {
  return yield* nestedRepr(dict, '{...}', function* () {
    const parts: string[] = [];
    for (const { key, value } of [...dict.table.entries()]) parts.push(`${yield* repr(key)}: ${yield* repr(value)}`);
    return `{${parts.join(', ')}}`;
  });
}

function reversed(dict: PyDict, kind: DictViewKind): PyIterator {
  const entries = [...dict.table.entries()].reverse();
  let index = 0;
  return new PyIterator(iteratorType(`dict_reverse${kind === 'keys' ? 'key' : kind === 'values' ? 'value' : 'item'}iterator`), () => {
    const entry = entries[index++];
    if (entry === undefined) return undefined;
    return kind === 'keys' ? entry.key : kind === 'values' ? entry.value : new PyTuple([entry.key, entry.value]);
  });
}

function* updateFrom(dict: PyDict, other: Value | undefined, keywords: Value): Flow<void> {
  if (other !== undefined) yield* updateDict(dict, other);
  for (const { key, value } of (keywords as PyDict).table.entries()) dict.set(key as string, value);
}

function* getOrRaise(dict: PyDict, key: Value): Flow<Value> {
  const value = yield* getItem(dict, key);
  if (value !== undefined) return value;
  const missing = typeOf(dict).immutable ? undefined : typeOf(dict).lookup('__missing__');
  if (missing !== undefined) return yield* call(missing, [dict, key]);
  throw keyError(key);
}

function copyOf(dict: PyDict): PyDict {
  const copy = new PyDict();
  for (const entry of dict.table.entries()) {
    if (entry.hash === undefined) copy.table.put(tokenFor(entry), entry.key, entry.value);
    else copy.table.putHashed(entry.hash, entry.key, entry.value);
  }
  return copy;
}

function tokenFor(entry: Entry): Token {
  return tokenOf(entry.key) as Token;
}

/** Methods that look only. */
const readingMethods: Methods<PyDict> = {
  '__len__()': (self) => self.table.size,
  '__iter__()': (self) => iterateDict(self),
  '__reversed__()': (self) => reversed(self, 'keys'),
  '__contains__(key, /)': function* (self, key): Flow<Value> {
    return (yield* getItem(self, key)) !== undefined;
  },
  '__getitem__(key, /)': function* (self, key): Flow<Value> {
    return yield* getOrRaise(self, key);
  },
  '__eq__(other, /)': function* (self, other): Flow<Value> {
    const dict = other instanceof PyMappingProxy ? other.mapping : other;
    return isDict(dict) ? yield* equalDicts(self, dict) : NOT_IMPLEMENTED;
  },
  '__ne__(other, /)': function* (self, other): Flow<Value> {
    return isDict(other) ? !(yield* equalDicts(self, other)) : NOT_IMPLEMENTED;
  },
  '__or__(other, /)': function* (self, other): Flow<Value> {
    if (!isDict(other)) return NOT_IMPLEMENTED;
    const merged = copyOf(self);
    yield* updateDict(merged, other);
    return merged;
  },
  '__ror__(other, /)': function* (self, other): Flow<Value> {
    if (!isDict(other)) return NOT_IMPLEMENTED;
    const merged = copyOf(other);
    yield* updateDict(merged, self);
    return merged;
  },
  'get(key, default=None, /)': function* (self, key, fallback): Flow<Value> {
    const value = yield* getItem(self, key);
    return value === undefined ? fallback : value;
  },
  'keys()': (self) => new PyDictView(self, 'keys'),
  'values()': (self) => new PyDictView(self, 'values'),
  'items()': (self) => new PyDictView(self, 'items'),
  'copy()': (self) => copyOf(self),
};

/** Gives `dict`, its views and `mappingproxy` their methods. */
export function installDict(): void {
  addMembers(dictType, {
    accepts: isDict,
    methods: {
      ...readingMethods,
      '__init__(mapping?, /, **keywords)': function* (self, mapping, keywords?: Value): Flow<Value> {
        yield* updateFrom(self, mapping, keywords as Value);
        return null;
      },
      '__repr__()': function* (self): Flow<Value> {
        return yield* reprDict(self);
      },
      '__setitem__(key, value, /)': function* (self, key, value): Flow<Value> {
        yield* setItem(self, key, value);
        return null;
      },
      '__delitem__(key, /)': function* (self, key): Flow<Value> {
        if ((yield* removeItem(self, key)) === undefined) throw keyError(key);
        return null;
      },
      '__ior__(other, /)': function* (self, other): Flow<Value> {
        yield* updateDict(self, other);
        return self;
      },
      'clear()': (self) => {
        self.table.clear();
        return null;
      },
      'pop(key, default?, /)': function* (self, key, fallback?: Value): Flow<Value> {
        const value = (yield* removeItem(self, key)) ?? fallback;
        if (value === undefined) throw keyError(key);
        return value;
      },
      'popitem()': (self) => {
        const last = [...self.table.entries()].at(-1);
        if (last === undefined) throw raised(builtinException('KeyError'), 'popitem(): dictionary is empty');
        self.table.remove(last.hash === undefined ? tokenFor(last) : last);
        return new PyTuple([last.key, last.value]);
      },
      'setdefault(key, default=None, /)': function* (self, key, fallback): Flow<Value> {
        const value = yield* getItem(self, key);
        if (value !== undefined) return value;
        yield* setItem(self, key, fallback);
        return fallback;
      },
      'update(mapping?, /, **keywords)': function* (self, mapping, keywords?: Value): Flow<Value> {
        yield* updateFrom(self, mapping, keywords as Value);
        return null;
      },
    },
    classMethods: {
      'fromkeys(iterable, value=None, /)': function* (cls, iterable, value): Flow<Value> {
        const made = yield* call(cls);
        for (const key of yield* collect(iterable)) {
          if (isDict(made)) yield* setItem(made, key, value);
        }
        return made;
      },
      '__class_getitem__(item, /)': (cls, item) => alias(cls, item),
    },
    constants: { __hash__: null },
  });
  addMembers(mappingProxyType, {
    accepts: (value): value is PyMappingProxy => value instanceof PyMappingProxy,
    methods: {
      ...Object.fromEntries(Object.entries(readingMethods).map(([heading, body]) => [heading, rerouted(body)])),
      '__repr__()': function* (self): Flow<Value> {
        return `mappingproxy(${yield* reprDict(self.mapping)})`;
      },
    },
  });
  addConstructor(mappingProxyType, '(mapping, /)', (_cls, mapping) => {
    if (!isDict(mapping)) throw typeError(`mappingproxy() argument must be a mapping, not ${typeOf(mapping).name}`);
    return new PyMappingProxy(mapping);
  });
  for (const kind of ['keys', 'values', 'items'] as const) installView(kind);
}

/** The method of a dict for what holds one. Flows stay flows: `define` must see a generator function. */
function rerouted(body: Methods<PyDict>[string]): Methods<PyMappingProxy>[string] {
  return function* (self, ...args): Flow<Value> {
    const result = body(self.mapping, ...args);
    return isDict(result as Value) || typeof result !== 'object' || result === null || !('throw' in result) ? (result as Value) : yield* result;
  };
}

function* viewItems(view: PyDictView): Flow<PySet> {
  const set = new PySet();
  for (const item of yield* collect(view)) yield* addElement(set, item);
  return set;
}

function* viewHas(view: PyDictView, item: Value): Flow<boolean> {
  const { dict, kind } = view;
  if (kind === 'keys') return (yield* getItem(dict, item)) !== undefined;
  if (kind === 'values') {
    for (const { value } of [...dict.table.entries()]) if (yield* same(value, item)) return true;
    return false;
  }
  if (!(item instanceof PyTuple) || item.items.length !== 2) return false;
  const value = yield* getItem(dict, item.items[0] as Value);
  return value !== undefined && (yield* equals(value, item.items[1] as Value));
}

function installView(kind: DictViewKind): void {
  const methods: Record<string, (self: PyDictView, ...args: Value[]) => Value | Flow<Value>> = {
    '__len__()': (self) => self.dict.table.size,
    '__iter__()': (self) => iterateDict(self.dict, kind),
    '__reversed__()': (self) => reversed(self.dict, kind),
    '__contains__(item, /)': function* (self, item): Flow<Value> {
      return yield* viewHas(self, item);
    },
    '__repr__()': function* (self): Flow<Value> {
      return `dict_${kind}([${yield* joinReprs(yield* collect(self))}])`;
    },
  };
  if (kind !== 'values') {
    for (const [heading, operate] of Object.entries(setOperations)) {
      methods[heading] = function* (self, other): Flow<Value> {
        const set = new PySet();
        if (typeOf(other).lookup('__iter__') === undefined) return NOT_IMPLEMENTED;
        for (const item of yield* collect(other)) yield* addElement(set, item);
        return yield* operate(yield* viewItems(self), set);
      };
    }
    methods['isdisjoint(other, /)'] = function* (self, other): Flow<Value> {
      const mine = yield* viewItems(self);
      for (const item of yield* collect(other)) if (yield* hasElement(mine, item)) return false;
      return true;
    };
  }
  addMembers(dictViewTypes[kind], {
    accepts: (value): value is PyDictView => value instanceof PyDictView && value.kind === kind,
    methods,
    attributes: { mapping: (self) => new PyMappingProxy(self.dict) },
    ...(kind === 'values' ? {} : { constants: { __hash__: null } }),
  });
}
