import { baseExceptionType, tracebackType } from './builtin-types';
import { PyObject, type PyType, type Value } from './object';
import { EMPTY_TUPLE, type PyTuple } from './sequences';
import type { Code } from '../compile/code';

/** Where an exception passed through: one line of a traceback. */
export interface TraceEntry {
  readonly code: Code;
  /** Index of the instruction. */
  readonly at: number;
}

/** An exception instance. */
export class PyException extends PyObject {
  args: PyTuple = EMPTY_TUPLE;
  cause: PyException | null = null;
  context: PyException | null = null;
  suppressContext = false;
  /** Innermost frame first. */
  trace: TraceEntry[] = [];
  /** What the class defines natively: `name` of a NameError, `value` of a StopIteration... */
  readonly fields = new Map<string, Value>();

  constructor(cls: PyType = baseExceptionType) {
    super(cls);
  }
}
baseExceptionType.allocate = (cls) => new PyException(cls);

/** `exception.__traceback__`. */
export class PyTraceback extends PyObject {
  constructor(readonly entries: readonly TraceEntry[]) {
    super(tracebackType);
  }
}

/** How a Python exception travels through TypeScript: thrown by native code, caught and thrown on by the machine. */
export class Raised extends Error {
  override readonly name = 'Raised';
  constructor(readonly exception: PyException) {
    super();
  }
}
