import type { Instance } from './runtime/instance';

/**
 * Steps of SQLite's virtual machine between two questions whether to go on. Ten thousand take about
 * 0.15 ms, a question well under a microsecond: prompt, and too cheap to measure.
 */
const STEPS = 10_000;

/** Asks whether to go on while statements run, on all connections of an instance. */
export class Watchdog {
  readonly steps = STEPS;
  /** Pointer to the function that SQLite calls. */
  readonly callback: number;
  #failure: { readonly error: unknown } | null = null;

  constructor(instance: Instance, interrupted: () => boolean) {
    this.callback = instance.callback(() => {
      try {
        return interrupted() ? 1 : 0;
      } catch (error) {
        // An exception must not pass through SQLite's own frames: they would not be unwound.
        this.#failure = { error };
        return 1;
      }
    });
  }

  /** What the question itself threw since last asked, if anything. */
  takeFailure(): { readonly error: unknown } | null {
    const failure = this.#failure;
    this.#failure = null;
    return failure;
  }
}
