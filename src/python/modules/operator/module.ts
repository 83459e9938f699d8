import type { Flow } from '../../flow';
import { addConstructor, define, defineClass } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { typeError, valueError } from '../../objects/exceptions';
import { PyDict } from '../../objects/mappings';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { getAttribute } from '../../protocol/attributes';
import { call, callSpecial } from '../../protocol/call';
import { richCompare, same } from '../../protocol/compare';
import { collect } from '../../protocol/iterate';
import { intOf, stringOf, toIndex } from '../../protocol/numbers';
import { binary, contains, inPlace, setSubscript, subscript, unary } from '../../protocol/operators';
import { comparisons, type BinaryOperator, type Comparison } from '../../protocol/operator-table';
import { joinReprs, repr } from '../../protocol/text';
import { length, truth } from '../../protocol/truth';
import type { NativeModule } from '../../runtime';
import { keywordsOf } from '../functools/partial';

const binaryNames: Readonly<Record<string, BinaryOperator>> = { add: '+', sub: '-', mul: '*', truediv: '/', floordiv: '//', mod: '%', pow: '**', lshift: '<<', rshift: '>>', and_: '&', or_: '|', xor: '^', matmul: '@' };
const comparisonShort: Readonly<Record<Comparison, string>> = { '<': 'lt', '<=': 'le', '==': 'eq', '!=': 'ne', '>': 'gt', '>=': 'ge' };

function binaryFunctions(): Record<string, Value> {
  const functions: Record<string, Value> = {};
  for (const [name, op] of Object.entries(binaryNames)) {
    functions[name] = define(`${name}(a, b, /)`, function* (a, b): Flow<Value> {
      return yield* binary(op, a, b);
    });
    const inPlaceName = `i${name.replace('_', '')}`;
    functions[inPlaceName] = define(`${inPlaceName}(a, b, /)`, function* (a, b): Flow<Value> {
      return yield* inPlace(op, a, b);
    });
  }
  for (const op of comparisons) {
    const name = comparisonShort[op];
    functions[name] = define(`${name}(a, b, /)`, function* (a, b): Flow<Value> {
      return yield* richCompare(op, a, b);
    });
  }
  return functions;
}

/** `attrgetter`, `itemgetter` and `methodcaller`: what they were made of, and what they do. */
class PyGetter extends PyObject {
  constructor(
    cls: PyType,
    readonly args: readonly Value[],
    readonly keywords: ReadonlyMap<string, Value>,
    readonly get: (object: Value) => Flow<Value>,
  ) {
    super(cls);
  }
}

function getterType(name: string, signature: string, make: (args: readonly Value[], keywords: ReadonlyMap<string, Value>) => (object: Value) => Flow<Value>): PyType {
  const type: PyType = defineClass<PyGetter>({
    name,
    module: 'operator',
    namedWithModule: true,
    accepts: (value) => value instanceof PyGetter,
    methods: {
      '__call__(obj, /)': function* (self, object): Flow<Value> {
        return yield* self.get(object);
      },
      '__repr__()': function* (self): Flow<Value> {
        const parts = [yield* joinReprs(self.args)];
        for (const [key, value] of self.keywords) parts.push(`${key}=${yield* repr(value)}`);
        return `operator.${name}(${parts.join(', ')})`;
      },
    },
  });
  addConstructor(type, signature, (cls, args, kwargs) => {
    const { items } = args as PyTuple;
    const keywords = kwargs instanceof PyDict ? keywordsOf(kwargs) : new Map<string, Value>();
    return new PyGetter(cls as PyType, items, keywords, make(items, keywords));
  });
  return type;
}

/** What several getters give: one its value, more a tuple. */
function several(getters: readonly ((object: Value) => Flow<Value>)[]): (object: Value) => Flow<Value> {
  const [only] = getters;
  if (only !== undefined && getters.length === 1) return only;
  return function* (object): Flow<Value> {
    const values: Value[] = [];
    for (const getter of getters) values.push(yield* getter(object));
    return new PyTuple(values);
  };
}

const attrgetterType = getterType('attrgetter', '(*args)', (args) => {
  if (args.length === 0) throw typeError('attrgetter expected 1 argument, got 0');
  const paths = args.map((arg) => {
    const path = stringOf(arg);
    if (path === undefined) throw typeError('attribute name must be a string');
    return path.split('.');
  });
  return several(
    paths.map(
      (path) =>
        function* (object): Flow<Value> {
          let value = object;
          for (const name of path) value = yield* getAttribute(value, name);
          return value;
        },
    ),
  );
});

const itemgetterType = getterType('itemgetter', '(*args)', (args) => {
  if (args.length === 0) throw typeError('itemgetter expected 1 argument, got 0');
  return several(
    args.map(
      (key) =>
        function* (object): Flow<Value> {
          return yield* subscript(object, key);
        },
    ),
  );
});

const methodcallerType = getterType('methodcaller', '(*args, **kwargs)', (args, keywords) => {
  const [name, ...rest] = args;
  if (name === undefined) throw typeError('methodcaller needs at least one argument, the method name');
  const method = stringOf(name);
  if (method === undefined) throw typeError('method name must be a string');
  return function* (object): Flow<Value> {
    return yield* call(yield* getAttribute(object, method), rest, keywords.size === 0 ? null : keywords);
  };
});

function* position(sequence: Value, value: Value): Flow<number> {
  for (const [index, item] of (yield* collect(sequence)).entries()) if (yield* same(item, value)) return index;
  throw valueError('sequence.index(x): x not in sequence');
}

export const operatorModule: NativeModule = {
  name: 'operator',
  create: () => ({
    ...binaryFunctions(),
    attrgetter: attrgetterType,
    itemgetter: itemgetterType,
    methodcaller: methodcallerType,
    abs: define('abs(a, /)', function* (a): Flow<Value> {
      const result = yield* callSpecial(a, '__abs__');
      if (result === undefined) throw typeError(`bad operand type for abs(): '${typeOf(a).label}'`);
      return result;
    }),
    concat: define('concat(a, b, /)', function* (a, b): Flow<Value> {
      if (typeOf(a).lookup('__getitem__') === undefined) throw typeError(`'${typeOf(a).label}' object can't be concatenated`);
      return yield* binary('+', a, b);
    }),
    contains: define('contains(a, b, /)', function* (a, b): Flow<Value> {
      return yield* contains(a, b);
    }),
    countOf: define('countOf(a, b, /)', function* (a, b): Flow<Value> {
      let count = 0;
      for (const item of yield* collect(a)) if (yield* same(item, b)) count += 1;
      return count;
    }),
    delitem: define('delitem(a, b, /)', function* (a, b): Flow<Value> {
      yield* setSubscript(a, b, undefined);
      return null;
    }),
    getitem: define('getitem(a, b, /)', function* (a, b): Flow<Value> {
      return yield* subscript(a, b);
    }),
    index: define('index(a, /)', function* (a): Flow<Value> {
      return yield* toIndex(a);
    }),
    indexOf: define('indexOf(a, b, /)', function* (a, b): Flow<Value> {
      return yield* position(a, b);
    }),
    inv: define('inv(a, /)', function* (a): Flow<Value> {
      return yield* unary('~', a);
    }),
    invert: define('invert(a, /)', function* (a): Flow<Value> {
      return yield* unary('~', a);
    }),
    is_: define('is_(a, b, /)', (a, b) => a === b),
    is_not: define('is_not(a, b, /)', (a, b) => a !== b),
    length_hint: define('length_hint(obj, default=0, /)', function* (object, fallback): Flow<Value> {
      if (typeOf(object).lookup('__len__') !== undefined) return yield* length(object);
      const hint = yield* callSpecial(object, '__length_hint__');
      return hint === undefined ? fallback : (intOf(hint) ?? fallback);
    }),
    neg: define('neg(a, /)', function* (a): Flow<Value> {
      return yield* unary('-', a);
    }),
    not_: define('not_(a, /)', function* (a): Flow<Value> {
      return !(yield* truth(a));
    }),
    pos: define('pos(a, /)', function* (a): Flow<Value> {
      return yield* unary('+', a);
    }),
    setitem: define('setitem(a, b, c, /)', function* (a, b, c): Flow<Value> {
      yield* setSubscript(a, b, c);
      return null;
    }),
    truth: define('truth(a, /)', function* (a): Flow<Value> {
      return yield* truth(a);
    }),
    call: define('call(obj, /, *args, **kwargs)', function* (object, args, kwargs): Flow<Value> {
      const keywords = keywordsOf(kwargs);
      return yield* call(object, (args as PyTuple).items, keywords.size === 0 ? null : keywords);
    }),
  }),
};
