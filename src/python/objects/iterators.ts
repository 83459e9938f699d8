import type { Flow } from '../flow';
import { builtinType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';

/** An iterator that never calls Python. `next` gives undefined at the end, and then always. */
export class PyIterator extends PyObject {
  constructor(
    cls: PyType,
    readonly next: () => Value | undefined,
    /** How many are left, where that is known: `__length_hint__`. */
    readonly left: (() => number) | null = null,
    /** What it goes over, and nothing else holds a value for it; undefined where that is not told. */
    readonly over?: Value,
  ) {
    super(cls);
  }
}

/** An iterator that may call Python: `map`, `filter`, `zip`. `advance` gives undefined at the end. */
export class PyFlowIterator extends PyObject {
  constructor(
    cls: PyType,
    readonly advance: () => Flow<Value | undefined>,
  ) {
    super(cls);
  }
}

const iteratorTypes = new Map<string, PyType>();

/** The class of the iterators of a built-in, made at its first use: `list_iterator`. */
export function iteratorType(name: string): PyType {
  let type = iteratorTypes.get(name);
  if (type === undefined) {
    type = builtinType(name, { subclassable: false, allocate: null, bases: [nativeIteratorType] });
    iteratorTypes.set(name, type);
  }
  return type;
}

/** What native iterators have in common (`__iter__`, `__next__`); it shows in no order of resolution. */
export const nativeIteratorType = builtinType('iterator', { subclassable: false, allocate: null });
