/**
 * Counts the steps of a search that may be exponential. Counting steps instead of time makes a partial result the
 * same on every machine.
 */
export class Budget {
  #left: number;

  /** @param steps how many steps may be taken */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** True once the steps are used up: the result is partial. */
  spent(): boolean {
    return this.#left <= 0;
  }

  /** Steps that are left; below zero when the last ones were large. */
  get left(): number {
    return this.#left;
  }

  /** Takes some steps. */
  take(steps = 1): void {
    this.#left -= steps;
  }
}
