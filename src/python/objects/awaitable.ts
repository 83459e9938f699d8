import type { Flow } from '../flow';
import { builtinType } from './builtin-types';
import type { PyException } from './exception';
import { PyObject, type PyType, type Value } from './object';

/** What `await` and `yield from` drive natively: a future, a timer, a host's operation, a step of an async generator. */
export class PyAwaitable extends PyObject {
  /** What it came to, once `resume` has given undefined. */
  result: Value = null;

  constructor(
    cls: PyType,
    /**
     * Continues it with what the event loop sends (or an exception to raise). Gives what it yields to the event loop,
     * or undefined when `result` is there.
     */
    readonly resume: (self: PyAwaitable, value: Value, raise: PyException | null) => Flow<Value | undefined>,
  ) {
    super(cls);
  }
}

export const awaitableType = builtinType('awaitable', { subclassable: false, allocate: null });

/** Of what `async def` would have made, had it been written in Python. */
export const nativeCoroutineType = builtinType('coroutine', { subclassable: false, allocate: null });

/** What an async generator yields to whoever iterates it, as opposed to what it yields to the event loop. */
export class AsyncYield extends PyObject {
  constructor(readonly value: Value) {
    super(awaitableType);
  }
}

/** What is yielded to the event loop by what waits for something outside of Python. */
export class PyWait extends PyObject {
  constructor(readonly until: Promise<void>) {
    super(awaitableType);
  }
}
