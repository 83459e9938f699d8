import { ResumeRequest, type Flow, type Request } from '../flow';
import { PyAwaitable, PyWait, nativeCoroutineType } from '../objects/awaitable';
import { Raised, type PyException } from '../objects/exception';
import { PyGenerator } from '../objects/generator';
import { callSpecial } from '../protocol/call';
import { next } from '../protocol/iterate';
import type { Value } from '../objects/object';
import { typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';

/** What a native coroutine yields when it hands a value to the event loop. */
class Handed {
  constructor(readonly value: Value) {}
}

/** The body of a native coroutine. */
export type Coroutine<T> = Generator<Request | Handed, T, Value | undefined>;

/** Awaits something within a native coroutine: `yield* awaiting(value)`. */
export type Awaiting = (value: Value) => Coroutine<Value>;

/**
 * A coroutine that is written in TypeScript: the body is a flow that may also `yield* awaiting(something)`.
 */
export function asyncFunction(body: (awaiting: Awaiting) => Coroutine<Value>): PyAwaitable {
  let running: Coroutine<Value> | null = null;
  return new PyAwaitable(nativeCoroutineType, function* (self, value, raise) {
    let step: IteratorResult<Request | Handed, Value>;
    if (running === null) {
      if (raise !== null) throw new Raised(raise);
      running = body(awaiting);
      step = running.next();
    } else step = raise === null ? running.next(value) : running.throw(new Raised(raise));
    for (;;) {
      if (step.done === true) {
        self.result = step.value;
        return undefined;
      }
      if (step.value instanceof Handed) return step.value.value;
      // The event loop lets others go on meanwhile.
      if ('until' in step.value) return new PyWait(step.value.until);
      let answer: Value | undefined;
      try {
        answer = yield step.value;
      } catch (error) {
        step = running.throw(error);
        continue;
      }
      step = running.next(answer);
    }
  });
}

function* awaiting(value: Value): Coroutine<Value> {
  const target = yield* toAwaitable(value);
  let sent: Value = null;
  let raise: PyException | null = null;
  for (;;) {
    const yielded: Value | undefined = yield* resumed(target, sent, raise);
    if (yielded === undefined) return target instanceof PyAwaitable || target instanceof PyGenerator ? target.result : null;
    raise = null;
    try {
      sent = (yield new Handed(yielded)) ?? null;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      raise = error.exception;
    }
  }
}

function* resumed(target: Value, value: Value, raise: PyException | null): Flow<Value | undefined> {
  if (target instanceof PyAwaitable) return yield* target.resume(target, value, raise);
  if (target instanceof PyGenerator) return yield new ResumeRequest(target, value, raise);
  if (raise !== null) throw new Raised(raise);
  return yield* next(target);
}

/** What is driven when a value is awaited. @throws Raised TypeError */
export function* toAwaitable(value: Value): Flow<Value> {
  if (value instanceof PyAwaitable || (value instanceof PyGenerator && value.kind === 'coroutine')) return value;
  const iterator = yield* callSpecial(value, '__await__');
  if (iterator === undefined) throw typeError(`object ${typeOf(value).name} can't be used in 'await' expression`);
  return iterator;
}
