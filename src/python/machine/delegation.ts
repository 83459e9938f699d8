import { ResumeRequest, type Flow } from '../flow';
import { PyAwaitable } from '../objects/awaitable';
import { Raised, type PyException } from '../objects/exception';
import { builtinException, isRaised, makeException, runtimeError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import type { Value } from '../objects/object';
import { attributeOrUndefined } from '../protocol/attributes';
import { call, callSpecial } from '../protocol/call';
import { next } from '../protocol/iterate';
import type { Frame } from './frame';

/** One step of an iterator that a frame delegates to: what it yields, or undefined when `frame.delegated` holds its result. */
export function* delegateStep(iterator: Value, value: Value, frame: Frame): Flow<Value | undefined> {
  if (iterator instanceof PyAwaitable) return yield* awaitableStep(iterator, value, null, frame);
  try {
    if (value !== null) return yield* call((yield* attributeOrUndefined(iterator, 'send')) ?? null, [value]);
    const native = yield* callSpecialNext(iterator);
    if (native !== undefined) return native;
    frame.delegated = null;
    return undefined;
  } catch (error) {
    stopped(error, frame);
    return undefined;
  }
}

/** Calls `__next__` so that a StopIteration with a value stays one. */
function* callSpecialNext(iterator: Value): Flow<Value | undefined> {
  const item = yield* callSpecial(iterator, '__next__');
  return item === undefined ? yield* next(iterator) : item;
}

/** Takes the result of an iterator that has ended. @throws what else it was */
function stopped(error: unknown, frame: Frame): void {
  if (!isRaised(error, 'StopIteration')) throw error;
  frame.delegated = error.exception.args.items[0] ?? null;
}

function* awaitableStep(awaitable: PyAwaitable, value: Value, raise: PyException | null, frame: Frame): Flow<Value | undefined> {
  const yielded = yield* awaitable.resume(awaitable, value, raise);
  if (yielded === undefined) frame.delegated = awaitable.result;
  return yielded;
}

/** Raises an exception in an iterator that a frame delegates to. */
export function* throwInto(iterator: Value, raise: PyException, frame: Frame): Flow<Value | undefined> {
  if (iterator instanceof PyAwaitable) return yield* awaitableStep(iterator, null, raise, frame);
  const method = yield* attributeOrUndefined(iterator, 'throw');
  if (method === undefined) throw new Raised(raise);
  try {
    return yield* call(method, [raise]);
  } catch (error) {
    stopped(error, frame);
    return undefined;
  }
}

/** Closes an iterator that a frame delegates to, then raises the exception in the frame. */
export function* closeIterator(iterator: Value, raise: PyException): Flow<Value> {
  if (iterator instanceof PyGenerator) yield* closeGenerator(iterator);
  else {
    const method = yield* attributeOrUndefined(iterator, 'close');
    if (method !== undefined) yield* call(method);
  }
  throw new Raised(raise);
}

/** `generator.close()` */
export function* closeGenerator(generator: PyGenerator): Flow<void> {
  if (generator.frame === null) return;
  if (!generator.started) {
    generator.frame = null;
    return;
  }
  try {
    const yielded = yield new ResumeRequest(generator, null, makeException(builtinException('GeneratorExit')));
    if (yielded !== undefined) throw runtimeError(`${generator.kind} ignored GeneratorExit`);
  } catch (error) {
    if (!isRaised(error, 'GeneratorExit') && !isRaised(error, 'StopIteration')) throw error;
  }
}
