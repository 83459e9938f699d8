import type { Flow } from '../../flow';
import { AsyncYield, PyAwaitable } from '../../objects/awaitable';
import { typeOf } from '../../objects/builtin-types';
import type { PyException } from '../../objects/exception';
import { isRaised, typeError } from '../../objects/exceptions';
import { PyGenerator } from '../../objects/generator';
import { PyIterator } from '../../objects/iterators';
import { Raised } from '../../objects/exception';
import type { Value } from '../../objects/object';
import { callSpecial } from '../../protocol/call';
import { iterate } from '../../protocol/iterate';
import { delegateStep } from '../delegation';
import { Mode } from '../frame';
import type { Operation } from '../operation';

/** What `await` drives: the value itself, or what its `__await__` gives. @throws Raised TypeError */
export function* awaitable(value: Value, where = ''): Flow<Value> {
  if (value instanceof PyAwaitable) return value;
  if (value instanceof PyGenerator && value.kind === 'coroutine') return value;
  const iterator = yield* callSpecial(value, '__await__');
  if (iterator === undefined) throw typeError(where === '' ? `object ${typeOf(value).name} can't be used in 'await' expression` : `'async ${where}' received an object from ${where === 'for' ? '__anext__' : '__aenter__'} that does not implement __await__: ${typeOf(value).name}`);
  if (iterator instanceof PyGenerator && iterator.kind === 'coroutine') throw typeError('__await__() returned a coroutine');
  if (!(iterator instanceof PyAwaitable) && typeOf(iterator).lookup('__next__') === undefined) throw typeError(`__await__() returned non-iterator of type '${typeOf(iterator).name}'`);
  return iterator;
}

function* asyncIterator(value: Value): Flow<Value> {
  const cls = typeOf(value);
  if (cls.lookup('__aiter__') === undefined) throw typeError(`'async for' requires an object with __aiter__ method, got ${cls.name}`);
  const iterator = (yield* callSpecial(value, '__aiter__')) as Value;
  if (typeOf(iterator).lookup('__anext__') === undefined) throw typeError(`'async for' received an object from __aiter__ that does not implement __anext__: ${typeOf(iterator).name}`);
  return iterator;
}

function* asyncNext(iterator: Value): Flow<Value> {
  return yield* awaitable((yield* callSpecial(iterator, '__anext__')) as Value, 'for');
}

/** Generators, `await` and `async for`. */
export const generatorOperations = {
  YIELD: (machine, frame) => {
    const value = frame.pop();
    const handed = machine.suspend(frame, frame.code.isCoroutine ? new AsyncYield(value) : value);
    machine.give(handed.value, handed.mode);
  },
  /** iterator value -> iterator (and the value goes to it), or its result when it has ended */
  DELEGATE: (machine, frame) => {
    const value = frame.pop();
    const iterator = frame.peek();
    if (iterator instanceof PyGenerator) machine.resume(iterator, value, Mode.Delegate);
    else if (iterator instanceof PyIterator && value === null) {
      frame.delegated = null;
      machine.give(iterator.next(), Mode.Delegate);
    } else machine.start(delegateStep(iterator, value, frame), Mode.Delegate);
  },
  GET_YIELD_FROM_ITER: (machine, frame) => {
    machine.start(iterate(frame.pop()));
  },
  GET_AWAITABLE: (machine, frame) => {
    machine.start(awaitable(frame.pop()));
  },
  GET_AITER: (machine, frame) => {
    machine.start(asyncIterator(frame.pop()));
  },
  /** iterator -> iterator awaitable */
  GET_ANEXT: (machine, frame) => {
    machine.start(asyncNext(frame.peek()));
  },
  /** iterator exception -> . Other exceptions than StopAsyncIteration go on. Operand: see END_HANDLER. */
  END_ASYNC_FOR: (machine, frame, operand) => {
    const exception = frame.pop() as PyException;
    if (!isRaised(new Raised(exception), 'StopAsyncIteration')) machine.reraise(exception);
    frame.sp -= 1;
    frame.handled = operand < 0 ? null : (frame.stack[operand] as PyException);
  },
} satisfies Record<string, Operation>;
