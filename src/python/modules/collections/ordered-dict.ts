import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { dictType, NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { keyError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import type { Entry, Token } from '../../objects/table';
import { same } from '../../protocol/compare';
import { collect } from '../../protocol/iterate';
import { getItem, removeItem, setItem, tokenOf } from '../../protocol/keys';
import { nestedRepr, repr } from '../../protocol/text';
import { truth } from '../../protocol/truth';
import { PyTuple } from '../../objects/sequences';

/** Fills a dict with entries of another, without hashing anew. */
export function refill(dict: PyDict, entries: readonly Entry[]): void {
  dict.table.clear();
  for (const entry of entries) {
    if (entry.hash === undefined) dict.table.put(tokenOf(entry.key) as Token, entry.key, entry.value);
    else dict.table.putHashed(entry.hash, entry.key, entry.value);
  }
}

function* equalInOrder(a: PyDict, b: PyDict): Flow<boolean> {
  if (a.table.size !== b.table.size) return false;
  const others = [...b.table.entries()];
  const ordered = b.cls.isSubclassOf(orderedDictType);
  for (const [index, { key, value }] of [...a.table.entries()].entries()) {
    const other = ordered ? (others[index] as Entry) : undefined;
    if (other !== undefined && !(yield* same(key, other.key))) return false;
    const counterpart = other === undefined ? yield* getItem(b, key) : other.value;
    if (counterpart === undefined || !(yield* same(value, counterpart))) return false;
  }
  return true;
}

export const orderedDictType: PyType = defineClass<PyDict>({
  name: 'OrderedDict',
  module: 'collections',
  namedWithModule: true,
  bases: [dictType],
  dict: true,
  allocate: (cls) => new PyDict(cls),
  accepts: (value) => value instanceof PyDict,
  classMethods: {
    'fromkeys(iterable, value=None)': function* (cls, iterable, value): Flow<Value> {
      const dict = new PyDict(cls);
      for (const key of yield* collect(iterable)) yield* setItem(dict, key, value);
      return dict;
    },
  },
  methods: {
    '__eq__(other, /)': function* (self, other): Flow<Value> {
      return other instanceof PyDict ? yield* equalInOrder(self, other) : NOT_IMPLEMENTED;
    },
    '__ne__(other, /)': function* (self, other): Flow<Value> {
      return other instanceof PyDict ? !(yield* equalInOrder(self, other)) : NOT_IMPLEMENTED;
    },
    '__repr__()': function* (self): Flow<Value> {
      return yield* nestedRepr(self, '...', function* () {
        const parts: string[] = [];
        for (const { key, value } of [...self.table.entries()]) parts.push(`(${yield* repr(key)}, ${yield* repr(value)})`);
        return parts.length === 0 ? `${self.cls.name}()` : `${self.cls.name}([${parts.join(', ')}])`;
      });
    },
    'copy()': (self) => {
      const copy = new PyDict(self.cls);
      refill(copy, [...self.table.entries()]);
      return copy;
    },
    'popitem(last=True)': function* (self, last): Flow<Value> {
      const entries = [...self.table.entries()];
      const entry = (yield* truth(last)) ? entries.at(-1) : entries[0];
      if (entry === undefined) throw keyError('dictionary is empty');
      yield* removeItem(self, entry.key);
      return new PyTuple([entry.key, entry.value]);
    },
    'move_to_end(key, last=True)': function* (self, key, last): Flow<Value> {
      const value = yield* getItem(self, key);
      if (value === undefined) throw keyError(key);
      const entries = [...self.table.entries()];
      let at = 0;
      for (const [index, entry] of entries.entries()) if (yield* same(entry.key, key)) at = index;
      const [moved] = entries.splice(at, 1) as [Entry];
      refill(self, (yield* truth(last)) ? [...entries, moved] : [moved, ...entries]);
      return null;
    },
  },
});
