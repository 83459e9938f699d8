import type { Flow } from '../flow';
import { PyAwaitable, awaitableType } from '../objects/awaitable';
import { baseExceptionType, objectType, typeType } from '../objects/builtin-types';
import { Raised, type PyException } from '../objects/exception';
import { builtinException, exceptionType, makeException, runtimeError } from '../objects/exceptions';
import type { PyGenerator } from '../objects/generator';
import { PyObject, PyType, type Value } from '../objects/object';
import type { EventLoop } from './event-loop';

export const cancelledErrorType = exceptionType('CancelledError', [baseExceptionType], 'asyncio.exceptions');
export const invalidStateErrorType = exceptionType('InvalidStateError', [builtinException('Exception')], 'asyncio.exceptions');

function classOf(name: string, base: PyType): PyType {
  const type = new PyType(typeType, name, [base], 'asyncio');
  type.allocate = null;
  return type;
}

export const futureType = classOf('Future', objectType);
export const taskType = classOf('Task', futureType);

/** A result that is not there yet. */
export class PyFuture extends PyObject {
  state: 'pending' | 'finished' | 'cancelled' = 'pending';
  result: Value = null;
  error: PyException | null = null;
  readonly #callbacks: ((future: PyFuture) => void)[] = [];

  constructor(
    readonly loop: EventLoop,
    cls: PyType = futureType,
  ) {
    super(cls);
  }

  get done(): boolean {
    return this.state !== 'pending';
  }

  /** Calls back in a later turn of the loop, once there is a result. */
  whenDone(callback: (future: PyFuture) => void): void {
    if (this.done) this.loop.soon(() => { callback(this); });
    else this.#callbacks.push(callback);
  }

  finish(result: Value): void {
    this.result = result;
    this.#settle('finished');
  }

  fail(error: PyException): void {
    this.error = error;
    this.#settle('finished');
  }

  /** Asks for an end without a result. False: it was done already. */
  cancel(message: Value = null): boolean {
    if (this.done) return false;
    this.error = cancelledError(message);
    this.#settle('cancelled');
    return true;
  }

  #settle(state: 'finished' | 'cancelled'): void {
    if (this.done) throw runtimeError('invalid state');
    this.state = state;
    for (const callback of this.#callbacks.splice(0)) this.loop.soon(() => { callback(this); });
  }

  /** The result. @throws Raised its exception */
  take(): Value {
    if (this.error !== null) throw new Raised(this.error);
    return this.result;
  }
}

export function cancelledError(message: Value = null): PyException {
  return message === null ? makeException(cancelledErrorType) : makeException(cancelledErrorType, message);
}

/** A coroutine that the event loop runs. */
export class PyTask extends PyFuture {
  /** What it waits for. */
  waitsFor: PyFuture | null = null;
  /** Whether it is to be cancelled when it goes on. */
  cancelRequested: PyException | null = null;

  constructor(
    loop: EventLoop,
    readonly coroutine: PyGenerator | PyAwaitable,
    public name: string,
  ) {
    super(loop, taskType);
  }

  override cancel(message: Value = null): boolean {
    if (this.done) return false;
    if (this.waitsFor?.cancel(message) === true) return true;
    this.cancelRequested = cancelledError(message);
    return true;
  }
}

/** What `await future` drives. */
export function awaitFuture(future: PyFuture): PyAwaitable {
  let yielded = false;
  return new PyAwaitable(awaitableType, function* (self, _value, raise): Flow<Value | undefined> {
    yield* [];
    if (raise !== null) throw new Raised(raise);
    if (!future.done && !yielded) {
      yielded = true;
      return future;
    }
    self.result = future.take();
    return undefined;
  });
}
