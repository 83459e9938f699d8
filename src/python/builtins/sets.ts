import type { Flow } from '../flow';
import { addConstructor, addMembers, type Methods } from '../native/define';
import { NOT_IMPLEMENTED, frozensetType, setType } from '../objects/builtin-types';
import { builtinException, keyError, raised } from '../objects/exceptions';
import { PySet } from '../objects/mappings';
import type { PyType, Value } from '../objects/object';
import { hashSet } from '../protocol/hash';
import { collect, iterateSet } from '../protocol/iterate';
import { addElement, hasElement, removeElement, tokenOf } from '../protocol/keys';
import { orderUnion, setOrder } from '../protocol/set-order';
import { joinReprs, nestedRepr } from '../protocol/text';
import type { Token } from '../objects/table';
import { alias } from './lists';

function isSet(value: Value): value is PySet {
  return value instanceof PySet;
}

function ordered(set: PySet): readonly Value[] {
  return setOrder(set) ?? [...set.elements()];
}

function* setOf(value: Value, cls: PyType = setType): Flow<PySet> {
  if (isSet(value) && value.cls === cls && cls === setType) return value;
  const set = new PySet(cls);
  for (const item of isSet(value) ? value.elements() : yield* collect(value)) yield* addElement(set, item);
  return set;
}

/** The class of what a set operation gives: that of the left operand, without subclasses. */
function resultType(set: PySet): PyType {
  return set.cls.isSubclassOf(frozensetType) ? frozensetType : setType;
}

function* union(a: PySet, b: PySet): Flow<PySet> {
  const result = new PySet(resultType(a));
  for (const item of a.elements()) yield* addElement(result, item);
  for (const item of b.elements()) yield* addElement(result, item);
  orderUnion(result, a, b);
  return result;
}

function* selected(a: PySet, b: PySet, inBoth: boolean): Flow<PySet> {
  const result = new PySet(resultType(a));
  for (const item of ordered(a)) if ((yield* hasElement(b, item)) === inBoth) yield* addElement(result, item);
  return result;
}

function* symmetric(a: PySet, b: PySet): Flow<PySet> {
  const result = yield* selected(a, b, false);
  for (const item of ordered(b)) if (!(yield* hasElement(a, item))) yield* addElement(result, item);
  return result;
}

function* within(a: PySet, b: PySet): Flow<boolean> {
  if (a.table.size > b.table.size) return false;
  for (const item of a.elements()) if (!(yield* hasElement(b, item))) return false;
  return true;
}

function* equal(a: PySet, b: PySet): Flow<boolean> {
  return a.table.size === b.table.size && (yield* within(a, b));
}

/** Operators between two sets, by the heading of their method. */
export const setOperations: Readonly<Record<string, (a: PySet, b: PySet) => Flow<Value>>> = {
  '__or__(other, /)': union,
  '__and__(other, /)': (a, b) => selected(a, b, true),
  '__sub__(other, /)': (a, b) => selected(a, b, false),
  '__xor__(other, /)': symmetric,
  '__eq__(other, /)': equal,
  '__ne__(other, /)': function* (a, b) {
    return !(yield* equal(a, b));
  },
  '__le__(other, /)': within,
  '__lt__(other, /)': function* (a, b) {
    return a.table.size < b.table.size && (yield* within(a, b));
  },
  '__ge__(other, /)': (a, b) => within(b, a),
  '__gt__(other, /)': function* (a, b) {
    return a.table.size > b.table.size && (yield* within(b, a));
  },
};

function replace(set: PySet, by: PySet): void {
  const entries = [...by.table.entries()];
  set.table.clear();
  for (const { key, hash } of entries) {
    if (hash === undefined) set.table.put(tokenOf(key) as Token, key, null);
    else set.table.putHashed(hash, key, null);
  }
}

/** A method of any number of iterables. */
function many(operate: (a: PySet, b: PySet) => Flow<PySet>): (self: PySet, others: Value) => Flow<Value> {
  return function* (self, others) {
    let result = yield* union(self, new PySet());
    for (const other of yield* collect(others)) result = yield* operate(result, yield* setOf(other));
    return result;
  };
}

function manyInPlace(operate: (a: PySet, b: PySet) => Flow<PySet>): (self: PySet, others: Value) => Flow<Value> {
  return function* (self, others) {
    for (const other of yield* collect(others)) replace(self, yield* operate(self, yield* setOf(other)));
    return null;
  };
}

const readingMethods: Methods<PySet> = {
  ...Object.fromEntries(
    Object.entries(setOperations).map(([heading, operate]) => [
      heading,
      function* (self: PySet, other: Value): Flow<Value> {
        return isSet(other) ? yield* operate(self, other) : NOT_IMPLEMENTED;
      },
    ]),
  ),
  '__len__()': (self) => self.table.size,
  '__iter__()': (self) => iterateSet(self),
  '__contains__(item, /)': function* (self, item): Flow<Value> {
    return yield* hasElement(self, isSet(item) ? yield* setOf(item, frozensetType) : item);
  },
  '__repr__()': function* (self): Flow<Value> {
    const name = self.cls.name;
    if (self.table.size === 0) return `${name}()`;
    return yield* nestedRepr(self, `${name}(...)`, function* () {
      const inner = `{${yield* joinReprs(ordered(self))}}`;
      return self.cls === setType ? inner : `${name}(${inner})`;
    });
  },
  'copy()': function* (self): Flow<Value> {
    return yield* union(self, new PySet());
  },
  'union(*others)': many(union),
  'intersection(*others)': many((a, b) => selected(a, b, true)),
  'difference(*others)': many((a, b) => selected(a, b, false)),
  'symmetric_difference(other, /)': function* (self, other): Flow<Value> {
    return yield* symmetric(self, yield* setOf(other));
  },
  'isdisjoint(other, /)': function* (self, other): Flow<Value> {
    for (const item of yield* collect(other)) if (yield* hasElement(self, item)) return false;
    return true;
  },
  'issubset(other, /)': function* (self, other): Flow<Value> {
    return yield* within(self, yield* setOf(other));
  },
  'issuperset(other, /)': function* (self, other): Flow<Value> {
    return yield* within(yield* setOf(other), self);
  },
};

function inPlaceOperator(operate: (a: PySet, b: PySet) => Flow<PySet>): (self: PySet, other: Value) => Flow<Value> {
  return function* (self, other) {
    if (!isSet(other)) return NOT_IMPLEMENTED;
    replace(self, yield* operate(self, other));
    return self;
  };
}

/** Gives `set` and `frozenset` their methods. */
export function installSets(): void {
  addMembers(setType, {
    accepts: isSet,
    methods: {
      ...readingMethods,
      '__init__(iterable?, /)': function* (self, iterable?: Value): Flow<Value> {
        self.table.clear();
        if (iterable !== undefined) for (const item of yield* collect(iterable)) yield* addElement(self, item);
        return null;
      },
      '__ior__(other, /)': inPlaceOperator(union),
      '__iand__(other, /)': inPlaceOperator((a, b) => selected(a, b, true)),
      '__isub__(other, /)': inPlaceOperator((a, b) => selected(a, b, false)),
      '__ixor__(other, /)': inPlaceOperator(symmetric),
      'add(element, /)': function* (self, element): Flow<Value> {
        yield* addElement(self, element);
        return null;
      },
      'discard(element, /)': function* (self, element): Flow<Value> {
        yield* removeElement(self, element);
        return null;
      },
      'remove(element, /)': function* (self, element): Flow<Value> {
        if (!(yield* removeElement(self, element))) throw keyError(element);
        return null;
      },
      'pop()': function* (self): Flow<Value> {
        const [first] = ordered(self);
        if (first === undefined) throw raised(builtinException('KeyError'), 'pop from an empty set');
        yield* removeElement(self, first);
        return first;
      },
      'clear()': (self) => {
        self.table.clear();
        return null;
      },
      'update(*others)': function* (self, others): Flow<Value> {
        for (const other of yield* collect(others)) for (const item of yield* collect(other)) yield* addElement(self, item);
        return null;
      },
      'intersection_update(*others)': manyInPlace((a, b) => selected(a, b, true)),
      'difference_update(*others)': manyInPlace((a, b) => selected(a, b, false)),
      'symmetric_difference_update(other, /)': function* (self, other): Flow<Value> {
        replace(self, yield* symmetric(self, yield* setOf(other)));
        return null;
      },
    },
    classMethods: { '__class_getitem__(item, /)': (cls, item) => alias(cls, item) },
    constants: { __hash__: null },
  });
  addMembers(frozensetType, {
    accepts: isSet,
    methods: {
      ...readingMethods,
      '__hash__()': function* (self): Flow<Value> {
        return yield* hashSet(self);
      },
    },
    classMethods: { '__class_getitem__(item, /)': (cls, item) => alias(cls, item) },
  });
  addConstructor(frozensetType, '(iterable?, /)', function* (cls, iterable?: Value): Flow<Value> {
    if (iterable === undefined) return new PySet(cls as PyType);
    if (cls === frozensetType && isSet(iterable) && iterable.cls === frozensetType) return iterable;
    return yield* setOf(iterable, cls as PyType);
  });
}
