import type { Flow } from '../flow';
import { PyObject } from '../objects/object';

/** Runs what may or may not be a flow, and gives its result. */
export function* settle<R>(result: R | Flow<R>): Flow<R> {
  if (typeof result === 'object' && result !== null && !(result instanceof PyObject) && 'next' in result && 'throw' in result) return yield* result;
  return result as R;
}
