import { bytearrayType, bytesType, listType, rangeType, sliceType, tupleType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';

/** A `list`. */
export class PyList extends PyObject {
  constructor(
    public items: Value[],
    cls: PyType = listType,
  ) {
    super(cls);
  }
}

/** A `tuple`; named tuples are subclasses. */
export class PyTuple extends PyObject {
  constructor(
    readonly items: readonly Value[],
    cls: PyType = tupleType,
  ) {
    super(cls);
  }
}

/** `bytes`. */
export class PyBytes extends PyObject {
  constructor(
    readonly data: Uint8Array,
    cls: PyType = bytesType,
  ) {
    super(cls);
  }
}

/** A `bytearray`. */
export class PyByteArray extends PyObject {
  constructor(
    public data: Uint8Array,
    cls: PyType = bytearrayType,
  ) {
    super(cls);
  }
}

/** A `range`. Bounds are ints as {@link Value} holds them, almost always numbers. */
export class PyRange extends PyObject {
  constructor(
    readonly start: number | bigint,
    readonly stop: number | bigint,
    readonly step: number | bigint,
    /** The number of elements. */
    readonly length: number | bigint,
  ) {
    super(rangeType);
  }
}

/** A `slice`; absent parts are `None`. */
export class PySlice extends PyObject {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super(sliceType);
  }
}

/** The empty tuple. */
export const EMPTY_TUPLE = new PyTuple([]);
listType.allocate = (cls) => new PyList([], cls);
tupleType.allocate = (cls) => new PyTuple([], cls);
