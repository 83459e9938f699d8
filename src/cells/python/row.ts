import { tupleType } from '../../python/objects/builtin-types';
import { attributeError, keyError } from '../../python/objects/exceptions';
import { PyDict } from '../../python/objects/mappings';
import type { PyType, Value } from '../../python/objects/object';
import { PyTuple } from '../../python/objects/sequences';
import { defineClass } from '../../python/native/define';
import type { Flow } from '../../python/flow';
import { call } from '../../python/protocol/call';
import { stringOf } from '../../python/protocol/numbers';
import { repr } from '../../python/protocol/text';

/** A row of a result: a tuple whose items are attributes and keys besides, `row[0]`, `row.owner`, `row['owner']`. */
export class PyRow extends PyTuple {
  constructor(items: readonly Value[], readonly columns: readonly string[]) {
    super(items, rowType);
  }

  /** The item of a column; undefined where there is none of that name. */
  get(column: string): Value | undefined {
    const at = this.columns.indexOf(column);
    return at < 0 ? undefined : this.items[at];
  }
}

const rowType: PyType = defineClass<PyRow>({
  name: 'Row',
  module: 'savepoint',
  bases: [tupleType],
  allocate: null,
  accepts: (value) => value instanceof PyRow,
  attributes: { _fields: (self) => new PyTuple([...self.columns]) },
  methods: {
    '__getattr__(name, /)': (self, name) => {
      const column = stringOf(name) ?? '';
      const found = self.get(column);
      if (found === undefined) throw attributeError(`'Row' object has no attribute '${column}'`, self, column);
      return found;
    },
    '__getitem__(key, /)': function* (self, key): Flow<Value> {
      if (typeof key !== 'string') return yield* call(tupleType.dict.get('__getitem__') ?? null, [self, key]);
      const found = self.get(key);
      if (found === undefined) throw keyError(key);
      return found;
    },
    '__repr__()': function* (self): Flow<Value> {
      const parts: string[] = [];
      for (const [i, item] of self.items.entries()) parts.push(`${self.columns[i] ?? ''}=${yield* repr(item)}`);
      return `Row(${parts.join(', ')})`;
    },
    '_asdict()': (self) => PyDict.of(self.items.map((item, i) => [self.columns[i] ?? '', item] as const)),
  },
});

export { rowType };
