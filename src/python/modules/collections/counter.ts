import type { Flow } from '../../flow';
import { define, defineClass, type Methods } from '../../native/define';
import { dictType, NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { iteratorType, PyIterator } from '../../objects/iterators';
import { PyDict } from '../../objects/mappings';
import type { PyType, Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import type { Entry } from '../../objects/table';
import { attributeOrUndefined } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { equals, lessThan } from '../../protocol/compare';
import { collect } from '../../protocol/iterate';
import { getItem, removeItem, setItem } from '../../protocol/keys';
import { intOf, toIndex } from '../../protocol/numbers';
import { binary, subscript, unary } from '../../protocol/operators';
import { repr } from '../../protocol/text';
import { isAbsent } from '../arguments';
import { sortValues } from '../../builtins/sort';
import { refill } from './ordered-dict';

function* countOf(counter: PyDict, key: Value): Flow<Value> {
  return (yield* getItem(counter, key)) ?? 0;
}

/** Adds (or subtracts) counts: those of a mapping, or one for each item of an iterable. */
function* change(self: PyDict, source: Value, sign: '+' | '-'): Flow<void> {
  const keys = yield* attributeOrUndefined(source, 'keys');
  if (keys === undefined) {
    for (const item of yield* collect(source)) yield* setItem(self, item, yield* binary(sign, yield* countOf(self, item), 1));
    return;
  }
  for (const key of yield* collect(yield* call(keys))) {
    const count = yield* subscript(source, key);
    yield* setItem(self, key, yield* binary(sign, yield* countOf(self, key), count));
  }
}

function* changeBy(self: PyDict, args: Value, kwargs: Value, sign: '+' | '-', name: string): Flow<Value> {
  const { items } = args as PyTuple;
  if (items.length > 1) throw typeError(`${name}() takes from 1 to 2 positional arguments but ${items.length + 1} were given`);
  if (!isAbsent(items[0])) yield* change(self, items[0], sign);
  if ((kwargs as PyDict).table.size > 0) yield* change(self, kwargs, sign);
  return null;
}

/** A counter of the positive counts that `pick` makes of two. */
function* combined(a: PyDict, b: PyDict, pick: (x: Value, y: Value) => Flow<Value>): Flow<Value> {
  const result = new PyDict(counterType);
  const keys = [...a.table.entries()].map(({ key }) => key);
  for (const { key } of [...b.table.entries()]) if ((yield* getItem(a, key)) === undefined) keys.push(key);
  for (const key of keys) {
    const count = yield* pick(yield* countOf(a, key), yield* countOf(b, key));
    if (yield* lessThan(0, count)) yield* setItem(result, key, count);
  }
  return result;
}

function* larger(x: Value, y: Value): Flow<Value> {
  return (yield* lessThan(x, y)) ? y : x;
}

function* smaller(x: Value, y: Value): Flow<Value> {
  return (yield* lessThan(x, y)) ? x : y;
}

const combinations: Readonly<Record<string, (x: Value, y: Value) => Flow<Value>>> = {
  add: (x, y) => binary('+', x, y),
  sub: (x, y) => binary('-', x, y),
  or: larger,
  and: smaller,
};

const operatorMethods: Methods<PyDict> = Object.fromEntries(
  Object.entries(combinations).flatMap(([name, pick]) => [
    [
      `__${name}__(other, /)`,
      function* (self: PyDict, other: Value): Flow<Value> {
        return other instanceof PyDict && other.cls.isSubclassOf(counterType) ? yield* combined(self, other, pick) : NOT_IMPLEMENTED;
      },
    ],
    [
      `__i${name}__(other, /)`,
      function* (self: PyDict, other: Value): Flow<Value> {
        if (!(other instanceof PyDict)) return NOT_IMPLEMENTED;
        refill(self, [...((yield* combined(self, other, pick)) as PyDict).table.entries()]);
        return self;
      },
    ],
  ]),
);

const count = define('count(pair)', (pair) => (pair as PyTuple).items[1] as Value);

/** Pairs of key and count, the largest first; equal ones in the order of their first sight. */
function* byCount(self: PyDict): Flow<Value[]> {
  return yield* sortValues(
    [...self.table.entries()].map(({ key, value }) => new PyTuple([key, value])),
    count,
    true,
  );
}

/** Whether each count of one is at most that of the other. */
function* within(a: PyDict, b: PyDict): Flow<boolean> {
  for (const { key } of [...a.table.entries(), ...b.table.entries()]) if (yield* lessThan(yield* countOf(b, key), yield* countOf(a, key))) return false;
  return true;
}

function* equalCounts(a: PyDict, b: PyDict): Flow<boolean> {
  for (const { key } of [...a.table.entries(), ...b.table.entries()]) if (!(yield* equals(yield* countOf(a, key), yield* countOf(b, key)))) return false;
  return true;
}

function comparison(holds: (a: PyDict, b: PyDict) => Flow<boolean>): (self: PyDict, other: Value) => Flow<Value> {
  return function* (self, other): Flow<Value> {
    return other instanceof PyDict && other.cls.isSubclassOf(counterType) ? yield* holds(self, other) : NOT_IMPLEMENTED;
  };
}

function* signed(self: PyDict, sign: '+' | '-'): Flow<Value> {
  const result = new PyDict(counterType);
  for (const { key, value } of [...self.table.entries()]) {
    const count = sign === '-' ? yield* unary('-', value) : value;
    if (yield* lessThan(0, count)) yield* setItem(result, key, count);
  }
  return result;
}

export const counterType: PyType = defineClass<PyDict>({
  name: 'Counter',
  module: 'collections',
  bases: [dictType],
  dict: true,
  allocate: (cls) => new PyDict(cls),
  accepts: (value) => value instanceof PyDict,
  methods: {
    ...operatorMethods,
    '__init__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      return yield* changeBy(self, args, kwargs, '+', 'Counter.__init__');
    },
    'update(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      return yield* changeBy(self, args, kwargs, '+', 'Counter.update');
    },
    'subtract(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      return yield* changeBy(self, args, kwargs, '-', 'Counter.subtract');
    },
    '__getitem__(key, /)': function* (self, key): Flow<Value> {
      const value = yield* getItem(self, key);
      if (value !== undefined) return value;
      const hook = self.cls.lookup('__missing__');
      return hook === undefined ? 0 : yield* call(hook, [self, key]);
    },
    '__missing__(key, /)': () => 0,
    '__delitem__(key, /)': function* (self, key): Flow<Value> {
      yield* removeItem(self, key);
      return null;
    },
    '__eq__(other, /)': comparison(equalCounts),
    '__ne__(other, /)': comparison(function* (a, b) {
      return !(yield* equalCounts(a, b));
    }),
    '__le__(other, /)': comparison(within),
    '__ge__(other, /)': comparison((a, b) => within(b, a)),
    '__lt__(other, /)': comparison(function* (a, b) {
      return (yield* within(a, b)) && !(yield* equalCounts(a, b));
    }),
    '__gt__(other, /)': comparison(function* (a, b) {
      return (yield* within(b, a)) && !(yield* equalCounts(a, b));
    }),
    '__pos__()': function* (self): Flow<Value> {
      return yield* signed(self, '+');
    },
    '__neg__()': function* (self): Flow<Value> {
      return yield* signed(self, '-');
    },
    '__repr__()': function* (self): Flow<Value> {
      if (self.table.size === 0) return `${self.cls.name}()`;
      const parts: string[] = [];
      for (const pair of yield* byCount(self)) {
        const [key, count] = (pair as PyTuple).items as readonly [Value, Value];
        parts.push(`${yield* repr(key)}: ${yield* repr(count)}`);
      }
      return `${self.cls.name}({${parts.join(', ')}})`;
    },
    'most_common(n=None)': function* (self, n): Flow<Value> {
      const sorted = yield* byCount(self);
      return new PyList(isAbsent(n) ? sorted : sorted.slice(0, Math.max(0, Number(yield* toIndex(n)))));
    },
    'elements()': (self) => {
      const entries = [...self.table.entries()];
      let left = 0;
      let current: Entry | undefined;
      return new PyIterator(iteratorType('chain'), () => {
        while (left <= 0) {
          current = entries.shift();
          if (current === undefined) return undefined;
          left = Number(intOf(current.value) ?? 0);
        }
        left -= 1;
        return current?.key;
      });
    },
    'total()': function* (self): Flow<Value> {
      let sum: Value = 0;
      for (const { value } of [...self.table.entries()]) sum = yield* binary('+', sum, value);
      return sum;
    },
    'copy()': (self) => {
      const copy = new PyDict(self.cls);
      refill(copy, [...self.table.entries()]);
      return copy;
    },
  },
});
