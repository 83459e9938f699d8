import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { PyMethod, type Keywords } from '../../objects/callables';
import { PyDict } from '../../objects/mappings';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { call } from '../../protocol/call';
import { getItem, removeItem, setItem } from '../../protocol/keys';
import { addressOf } from '../../protocol/text';
import { namedTupleType } from '../collections/namedtuple';
import { keywordsOf } from './partial';

const infoType = namedTupleType('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'], 'functools');

/** A function that remembers its results. */
export class PyCachedFunction extends PyObject {
  hits = 0;
  misses = 0;
  results = new PyDict();

  constructor(
    readonly func: Value,
    /** The most results that are kept; null: all. */
    readonly limit: number | null,
    readonly typed: boolean,
  ) {
    super(cachedFunctionType);
  }

  /** What arguments are remembered by. */
  key(args: readonly Value[], keywords: Keywords): Value {
    const parts: Value[] = [...args];
    if (keywords.size > 0) {
      parts.push(separator);
      for (const [name, value] of keywords) parts.push(name, value);
    }
    if (this.typed) parts.push(...args.map(typeOf), ...[...keywords.values()].map(typeOf));
    return new PyTuple(parts);
  }

  *call(args: readonly Value[], keywords: Keywords): Flow<Value> {
    const passed = keywords.size === 0 ? null : keywords;
    if (this.limit === 0) {
      this.misses += 1;
      return yield* call(this.func, args, passed);
    }
    const key = this.key(args, keywords);
    const known = yield* getItem(this.results, key);
    if (known !== undefined) {
      this.hits += 1;
      if (this.limit !== null) {
        // The one that was used last goes to the end.
        yield* removeItem(this.results, key);
        yield* setItem(this.results, key, known);
      }
      return known;
    }
    this.misses += 1;
    const result = yield* call(this.func, args, passed);
    if (this.limit !== null && this.results.table.size >= this.limit) {
      for (const { key: oldest } of this.results.table.entries()) {
        yield* removeItem(this.results, oldest);
        break;
      }
    }
    yield* setItem(this.results, key, result);
    return result;
  }
}

export const cachedFunctionType: PyType = defineClass<PyCachedFunction>({
  name: '_lru_cache_wrapper',
  module: 'functools',
  namedWithModule: true,
  allocate: null,
  subclassable: false,
  dict: true,
  accepts: (value) => value instanceof PyCachedFunction,
  methods: {
    '__call__(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
      return yield* self.call((args as PyTuple).items, keywordsOf(kwargs));
    },
    '__get__(instance, owner=None, /)': (self, instance) => (instance === null ? self : new PyMethod(self, instance)),
    '__repr__()': (self) => `<functools._lru_cache_wrapper object at ${addressOf(self)}>`,
    '__copy__()': (self) => self,
    '__deepcopy__(memo, /)': (self) => self,
    'cache_info()': (self) => new PyTuple([self.hits, self.misses, self.limit, self.results.table.size], infoType),
    'cache_clear()': (self) => {
      self.hits = 0;
      self.misses = 0;
      self.results = new PyDict();
      return null;
    },
    'cache_parameters()': (self) => PyDict.of([['maxsize', self.limit], ['typed', self.typed]]),
  },
});

/** Stands between positional arguments and names. */
const separator = new PyObject(cachedFunctionType);
