import type { Flow } from '../../../src/databases/flow';

/** Waits for a promise within a flow. */
export function* settled<T>(promise: Promise<T>): Flow<T> {
  const results: T[] = [];
  const errors: unknown[] = [];
  const until = promise.then(
    (result) => void results.push(result),
    (error: unknown) => void errors.push(error),
  );
  yield { reason: 'waits for the server', until };
  if (errors.length > 0) throw errors[0];
  return results[0] as T;
}
