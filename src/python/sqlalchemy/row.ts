import type { Row, RowMapping } from '../../orm/engine/row';
import { defineClass } from '../native/define';
import { tupleType } from '../objects/builtin-types';
import { attributeError, builtinException, raised } from '../objects/exceptions';
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
    /** Issues a deprecation warning. */
    private readonly deprecated: (message: string) => void,
  ) {
    super(items, rowType);
  }

  /** The row as a mapping. */
  get mapping(): Value {
    return this.shown(this.row._mapping);
  }

  /** The row itself, by one of the names that it has had for type checkers. */
  asTuple(what: string): this {
    this.deprecated(`The Row.${what} is deprecated, Row now behaves like a tuple and can unpack types directly. (deprecated since: 2.1.0)`);
    return this;
  }

  /** The row itself, by a name that may be a column's. */
  oldTuple(what: string, instead: string, kind: string): this {
    this.deprecated(`The Row.${what} ${kind} is deprecated in favor of Row.${instead}; all Row methods and library-level attributes are intended to be underscored to avoid name conflicts.  Please use Row.${instead}. (deprecated since: 2.0.19)`);
    return this.asTuple(`${instead} ${kind}`);
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
    _t: (self) => self.asTuple('_t attribute'),
    t: (self) => self.get('t') ?? self.oldTuple('t', '_t', 'attribute'),
  },
  methods: {
    '__getattr__(name, /)': (self, name) => {
      const column = stringOf(name) ?? '';
      const found = self.get(column);
      if (found === undefined) throw attributeError(self.row._keys.ofObjects ? column : `Could not locate column in row for column '${column}'`, self, column);
      return found;
    },
    '__setattr__(name, value, /)': () => { throw raised(builtinException('AttributeError'), "can't set attribute"); },
    '_asdict()': (self) => PyDict.of(self.row._fields.map((name, place) => [name, self.items[place] ?? null] as const)),
    '_tuple()': (self) => self.asTuple('_tuple() method'),
    'tuple()': (self) => self.oldTuple('tuple()', '_tuple()', 'method'),
  },
});

export { rowType };
