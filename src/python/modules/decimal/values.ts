import { raised } from '../../objects/exceptions';
import { PyObject, type PyType } from '../../objects/object';
import { PyList } from '../../objects/sequences';
import { TrappedError, type DecimalSettings } from './context';
import type { DecimalNumber } from './number';
import { signalTypes } from './signal-types';

/** A `Decimal`. */
export class PyDecimal extends PyObject {
  constructor(
    cls: PyType,
    readonly number: DecimalNumber,
  ) {
    super(cls);
  }
}

/** A `decimal.Context`. */
export class PyDecimalContext extends PyObject {
  constructor(
    cls: PyType,
    public settings: DecimalSettings,
  ) {
    super(cls);
  }
}

/** Which context is in force in an interpreter. */
export interface CurrentContext {
  context: PyDecimalContext;
}

/** Does arithmetic; what a context traps becomes a Python exception. @throws Raised */
export function trapping<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof TrappedError)) throw error;
    throw raised(signalTypes[error.signal], new PyList(error.conditions.map((condition) => signalTypes[condition])));
  }
}
