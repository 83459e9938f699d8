import type { Wait } from '../databases/flow';
import type { Keywords, PyFunction } from './objects/callables';
import type { PyException } from './objects/exception';
import type { PyGenerator } from './objects/generator';
import type { Value } from './objects/object';
import type { CallerFrame } from './runtime';

/**
 * A computation of native code that may call Python, and so may have to wait.
 *
 * It is a generator that yields what it wants to be done and is resumed with the result. The machine runs
 * the request on its own stack, not on JavaScript's: Python may recurse through native code as deep as
 * its recursion limit allows, and everything can be suspended at any point. Use `yield*` with the
 * functions of `protocol/` rather than the requests themselves.
 */
export type Flow<T> = Generator<Request, T, Value | undefined>;

/** What a flow asks the machine to do. */
export type Request = CallRequest | ResumeRequest | RunBodyRequest | CallerRequest | CheckpointRequest | Wait;

/** Call it; resumed with what it returns. */
export class CallRequest {
  constructor(
    readonly callable: Value,
    readonly args: readonly Value[],
    readonly keywords: Keywords | null,
  ) {}
}

/** Continue a generator or coroutine; resumed with what it yields, or undefined when it has ended. */
export class ResumeRequest {
  constructor(
    readonly generator: PyGenerator,
    /** What its `yield` gives... */
    readonly value: Value,
    /** ...unless this is raised there. */
    readonly raise: PyException | null = null,
  ) {}
}

/** See whether the program is to stop. To be yielded now and then by what takes long without calling Python. */
export class CheckpointRequest {
  constructor(readonly steps: number) {}
}

/** Run the body of a class in a namespace. */
export class RunBodyRequest {
  constructor(
    readonly func: PyFunction,
    readonly names: Map<string, Value>,
  ) {}
}

/** Say who called: sets `frame` to the innermost Python frame. */
export class CallerRequest {
  frame: CallerFrame | null = null;
}

/** Waits for a promise and gives what it resolves to. */
export function* waitFor<T>(promise: PromiseLike<T>, reason = 'a promise'): Flow<T> {
  let settled: { readonly value: T } | { readonly error: unknown } | undefined;
  const until = promise.then(
    (value) => {
      settled = { value };
    },
    (error: unknown) => {
      settled = { error };
    },
  );
  while (settled === undefined) yield { reason, until: Promise.resolve(until) };
  if ('error' in settled) throw settled.error;
  return settled.value;
}

/** Runs a computation of the databases, waiting where it waits. */
export function* fromDatabase<T>(flow: Generator<Wait, T, void>): Flow<T> {
  let finished = false;
  try {
    for (;;) {
      const step = flow.next();
      if (step.done) {
        finished = true;
        return step.value;
      }
      yield step.value;
    }
  } finally {
    if (!finished) flow.return(undefined as T);
  }
}
