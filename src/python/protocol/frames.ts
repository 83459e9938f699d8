import { CallerRequest, type Flow } from '../flow';
import { runtimeError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import type { CallerFrame } from '../runtime';

/** The innermost Python frame, which is the one that called. */
export function* callerFrame(): Flow<CallerFrame | null> {
  const request = new CallerRequest();
  yield request;
  return request.frame;
}

/** The class in whose body the calling function stands, and its first argument. @throws Raised RuntimeError */
export function* enclosingMethod(): Flow<{ readonly cls: Value; readonly self: Value }> {
  const frame = yield* callerFrame();
  if (frame === null) throw runtimeError('super(): no arguments');
  const self = frame.firstArgument;
  if (self === undefined) throw runtimeError('super(): no arguments');
  const cls = frame.enclosingClass;
  if (cls === undefined) throw runtimeError('super(): __class__ cell not found');
  return { cls, self };
}
