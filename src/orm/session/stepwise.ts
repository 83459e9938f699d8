import type { Flow, Wait } from '../flow';

/**
 * Runs a flow with something done around each of its steps, but not while it waits: other flows may run then.
 * @param around calls its argument, which goes on to the next wait or to the end
 */
export function* stepwise<T>(flow: Flow<T>, around: (step: () => IteratorResult<Wait, T>) => IteratorResult<Wait, T>): Flow<T> {
  try {
    for (;;) {
      const step = around(() => flow.next());
      if (step.done) return step.value;
      yield step.value;
    }
  } finally {
    flow.return(undefined as never);
  }
}
