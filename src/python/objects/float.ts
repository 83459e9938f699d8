import { floatType, complexType } from './builtin-types';
import { PyObject, type PyType } from './object';

/** A `float`. */
export class PyFloat extends PyObject {
  constructor(
    readonly value: number,
    cls: PyType = floatType,
  ) {
    super(cls);
  }
}

/** A `complex`. */
export class PyComplex extends PyObject {
  constructor(
    readonly real: number,
    readonly imaginary: number,
    cls: PyType = complexType,
  ) {
    super(cls);
  }
}
