import type { Row, RowMapping } from '../../orm/engine/row';
import { defineClass } from '../native/define';
import { tupleType } from '../objects/builtin-types';
import { attributeError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import type { PyType, Value } from '../objects/object';
import { PyTuple } from '../objects/sequences';
import { stringOf } from '../protocol/numbers';

/** A row of a result: a named tuple. */
export class PySqlRow extends PyTuple {
  constructor(
    readonly row: Row,
    items: readonly Value[],
    private readonly shown: (mapping: RowMapping) => Value,
  ) {
    super(items, rowType);
  }

  /** The row as a mapping. */
  get mapping(): Value {
    return this.shown(this.row._mapping);
  }

  /** The value of a column by name; undefined where there is none of that name. */
  get(name: string): Value | undefined {
    return this.row._keys.has(name) ? this.items[this.row._keys.place(name)] : undefined;
  }
}

const rowType: PyType = defineClass<PySqlRow>({
  name: 'Row',
  module: 'sqlalchemy.engine.row',
  bases: [tupleType],
  allocate: null,
  accepts: (value) => value instanceof PySqlRow,
  attributes: {
    _fields: (self) => new PyTuple([...self.row._fields]),
    _mapping: (self) => self.mapping,
    _t: (self) => self,
    t: (self) => self.get('t') ?? self,
  },
  methods: {
    '__getattr__(name, /)': (self, name) => {
      const column = stringOf(name) ?? '';
      const found = self.get(column);
      if (found === undefined) throw attributeError(self.row._keys.ofObjects ? column : `Could not locate column in row for column '${column}'`, self, column);
      return found;
    },
    '_asdict()': (self) => PyDict.of(self.row._fields.map((name, place) => [name, self.items[place] ?? null] as const)),
    '_tuple()': (self) => self,
  },
});

export { rowType };
