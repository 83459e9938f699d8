import type { Flow } from '../../flow';
import { define, defineClass } from '../../native/define';
import { NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { typeError } from '../../objects/exceptions';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { call } from '../../protocol/call';
import { richCompare } from '../../protocol/compare';
import { iterate, next } from '../../protocol/iterate';
import { intOf } from '../../protocol/numbers';
import { comparisonNames, comparisons } from '../../protocol/operator-table';
import { truth } from '../../protocol/truth';
import type { NativeModule } from '../../runtime';
import { cachedFunctionType, PyCachedFunction } from './lru-cache';
import { partialType } from './partial';

/** What `cmp_to_key` makes of a value: it compares by the function. */
class PyComparisonKey extends PyObject {
  constructor(
    readonly compare: Value,
    readonly value: Value,
  ) {
    super(comparisonKeyType);
  }
}

const comparisonKeyType: PyType = defineClass<PyComparisonKey>({
  name: 'KeyWrapper',
  module: 'functools',
  namedWithModule: true,
  allocate: null,
  accepts: (value) => value instanceof PyComparisonKey,
  attributes: { obj: (self) => self.value },
  methods: Object.fromEntries(
    comparisons.map((op) => [
      `${comparisonNames[op]}(other, /)`,
      function* (self: PyComparisonKey, other: Value): Flow<Value> {
        if (!(other instanceof PyComparisonKey)) return NOT_IMPLEMENTED;
        return yield* richCompare(op, yield* call(self.compare, [self.value, other.value]), 0);
      },
    ]),
  ),
});

/** The part of `functools` that is native. */
export const nativeFunctoolsModule: NativeModule = {
  name: '_functools',
  create: () => ({
    partial: partialType,
    reduce: define('reduce(function, iterable, initial?, /)', function* (func: Value, iterable: Value, initial?: Value): Flow<Value> {
      const iterator = yield* iterate(iterable);
      let result = initial ?? (initial === null ? null : yield* next(iterator));
      if (result === undefined) throw typeError('reduce() of empty iterable with no initial value');
      for (;;) {
        const item = yield* next(iterator);
        if (item === undefined) return result;
        result = yield* call(func, [result, item]);
      }
    }),
    cmp_to_key: define('cmp_to_key(mycmp)', (compare) => define('key(obj)', (value) => new PyComparisonKey(compare, value))),
    cached_function: define('cached_function(func, maxsize, typed, /)', function* (func, limit, typed): Flow<Value> {
      const most = intOf(limit);
      return new PyCachedFunction(func, most === undefined ? null : Math.max(0, Number(most)), yield* truth(typed));
    }),
    _lru_cache_wrapper: cachedFunctionType,
  }),
};
