import type { Flow } from '../../flow';
import { baseExceptionType, typeOf } from '../../objects/builtin-types';
import { PyException, PyTraceback, Raised } from '../../objects/exception';
import { builtinException, runtimeError, typeError } from '../../objects/exceptions';
import { PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { bind } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import type { Frame } from '../frame';
import { instantiate } from '../instantiate';
import type { Machine } from '../machine';
import type { Operation } from '../operation';

function* exceptionOf(value: Value, what: string): Flow<PyException> {
  if (value instanceof PyException) return value;
  if (value instanceof PyType && value.isSubclassOf(baseExceptionType)) {
    const made = yield* instantiate(value, [], null);
    if (made instanceof PyException) return made;
    throw typeError(`calling ${value.name} should have returned an instance of BaseException, not ${typeOf(made).name}`);
  }
  throw typeError(what);
}

function* raise(machine: Machine, value: Value, cause: Value | undefined): Flow<Value> {
  const exception = yield* exceptionOf(value, 'exceptions must derive from BaseException');
  if (cause !== undefined) {
    exception.cause = cause === null ? null : yield* exceptionOf(cause, 'exception causes must derive from BaseException');
    exception.suppressContext = true;
  }
  machine.setContext(exception);
  throw new Raised(exception);
}

function matches(exception: PyException, type: Value): boolean {
  if (type instanceof PyTuple) return type.items.some((one) => matches(exception, one));
  if (!(type instanceof PyType) || !type.isSubclassOf(baseExceptionType)) throw typeError('catching classes that do not inherit from BaseException is not allowed');
  return exception.cls.isSubclassOf(type);
}

/** Finds `__enter__` and `__exit__`, bound. */
function* managerMethods(manager: Value, enter: string, exit: string, what: string): Flow<readonly [Value, Value]> {
  const cls = typeOf(manager);
  const found: Value[] = [];
  for (const name of [enter, exit]) {
    const method = cls.lookup(name);
    if (method === undefined) throw typeError(`'${cls.name}' object does not support the ${what} protocol${name === exit ? ` (missed ${exit} method)` : ''}`);
    found.push(yield* bind(method, manager, cls));
  }
  return found as unknown as readonly [Value, Value];
}

function* enter(frame: Frame, manager: Value, asynchronous: boolean): Flow<Value> {
  const [begin, end] = asynchronous
    ? yield* managerMethods(manager, '__aenter__', '__aexit__', 'asynchronous context manager')
    : yield* managerMethods(manager, '__enter__', '__exit__', 'context manager');
  frame.push(end);
  return yield* call(begin);
}

function* exitWith(exit: Value, exception: PyException): Flow<Value> {
  return yield* call(exit, [exception.cls, exception, new PyTraceback(exception.trace)]);
}

/** Exceptions and context managers. */
export const exceptionOperations = {
  /** Operand: how many of exception and cause there are. */
  RAISE: (machine, frame, operand) => {
    if (operand === 0) {
      const { handled } = machine;
      if (handled === null) throw runtimeError('No active exception to reraise');
      machine.reraise(handled);
    }
    const cause = operand === 2 ? frame.pop() : undefined;
    const value = frame.pop();
    if (value instanceof PyException && cause === undefined) {
      machine.setContext(value);
      throw new Raised(value);
    }
    machine.start(raise(machine, value, cause));
  },
  RERAISE: (machine, frame) => {
    machine.reraise(frame.pop() as PyException);
  },
  /** exception -> . Operand: where on the stack the exception lies that was handled before; -1: none was. */
  END_HANDLER: (_machine, frame, operand) => {
    frame.sp -= 1;
    frame.handled = operand < 0 ? null : (frame.stack[operand] as PyException);
  },
  /** exception type -> exception bool */
  MATCH_EXCEPTION: (_machine, frame) => {
    const type = frame.pop();
    frame.push(matches(frame.peek() as PyException, type));
  },
  ASSERTION_ERROR: (_machine, frame) => {
    frame.push(builtinException('AssertionError'));
  },
  /** manager -> exit value */
  WITH_ENTER: (machine, frame) => {
    machine.start(enter(frame, frame.pop(), false));
  },
  ASYNC_WITH_ENTER: (machine, frame) => {
    machine.start(enter(frame, frame.pop(), true));
  },
  /** exit -> result */
  WITH_EXIT: (machine, frame) => {
    machine.call(frame, frame.pop(), [null, null, null], null);
  },
  /** exit exception -> exit exception result */
  WITH_EXCEPT: (machine, frame) => {
    machine.start(exitWith(frame.peek(1), frame.peek() as PyException));
  },
} satisfies Record<string, Operation>;
