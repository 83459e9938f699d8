import { dictType, frozensetType, mappingProxyType, setType, builtinType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';
import { AttributeTable, HashTable, type Table } from './table';

/** A `dict`. Look keys up with the functions of protocol/keys.ts. */
export class PyDict extends PyObject {
  constructor(
    cls: PyType = dictType,
    readonly table: Table = new HashTable(),
  ) {
    super(cls);
  }

  /** A dict over a namespace: changes of the one are changes of the other. */
  static over(names: Map<string, Value>): PyDict {
    return new PyDict(dictType, new AttributeTable(names));
  }

  /** A new dict of these names, in this order. */
  static of(names: Iterable<readonly [string, Value]>): PyDict {
    const dict = new PyDict();
    for (const [name, value] of names) dict.table.put(name, name, value);
    return dict;
  }

  /** The value of a string key. */
  get(name: string): Value | undefined {
    return this.table.find(name)?.value;
  }

  /** Sets the value of a string key. */
  set(name: string, value: Value): void {
    this.table.put(name, name, value);
  }
}

/** A `set` or `frozenset`: the keys of its table. */
export class PySet extends PyObject {
  /** How CPython's table of it began, where not with the smallest one: its size, and how many elements were in it then. */
  began: { readonly size: number; readonly count: number } | null = null;

  constructor(
    cls: PyType = setType,
    readonly table: HashTable = new HashTable(),
  ) {
    super(cls);
  }

  /** The elements in their order of iteration. */
  *elements(): IterableIterator<Value> {
    for (const entry of this.table.entries()) yield entry.key;
  }
}

/** A read-only view of a dict: `SomeClass.__dict__`. */
export class PyMappingProxy extends PyObject {
  constructor(readonly mapping: PyDict) {
    super(mappingProxyType);
  }
}

export type DictViewKind = 'keys' | 'values' | 'items';

/** Of `d.keys()`, `d.values()`, `d.items()`. */
export const dictViewTypes: Readonly<Record<DictViewKind, PyType>> = {
  keys: builtinType('dict_keys', { subclassable: false, allocate: null }),
  values: builtinType('dict_values', { subclassable: false, allocate: null }),
  items: builtinType('dict_items', { subclassable: false, allocate: null }),
};

/** A live view of a dict. */
export class PyDictView extends PyObject {
  constructor(
    readonly dict: PyDict,
    readonly kind: DictViewKind,
  ) {
    super(dictViewTypes[kind]);
  }
}

dictType.allocate = (cls) => new PyDict(cls);
setType.allocate = (cls) => new PySet(cls);
frozensetType.allocate = (cls) => new PySet(cls);
