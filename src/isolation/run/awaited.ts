import type { Flow } from '../../databases/flow';

/**
 * A promise's value, waited for within a flow.
 * @throws what the promise is rejected with
 */
export function* awaited<T>(promise: Promise<T>, reason: string): Flow<T> {
  const settled: ({ readonly value: T } | { readonly error: unknown })[] = [];
  const until = promise.then(
    (value) => { settled.push({ value }); },
    (error: unknown) => { settled.push({ error }); },
  );
  for (;;) {
    yield { reason, until };
    const [outcome] = settled;
    if (!outcome) continue;
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }
}
