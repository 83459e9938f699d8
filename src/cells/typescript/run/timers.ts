/** The timers of the host, taken before any cell could change them. */
export interface HostTimers {
  set(task: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

interface Timer {
  readonly owner: object;
  handle: unknown;
}

/**
 * `setTimeout` and its kin for cells. Each timer belongs to the run of a cell; a run is over when its timers are, and
 * what a timer's function throws is that run's error.
 */
export class CellTimers {
  readonly #timers = new Map<number, Timer>();
  #next = 1;

  /**
   * @param owner the run at work now
   * @param onError told what a timer's function threw, and whose it was
   * @param onIdle told when the last timer of a run is gone
   */
  constructor(
    private readonly host: HostTimers,
    private readonly owner: () => object,
    private readonly onError: (owner: object, error: unknown) => void,
    private readonly onIdle: (owner: object) => void,
  ) {}

  pending(owner: object): boolean {
    return [...this.#timers.values()].some((timer) => timer.owner === owner);
  }

  /** Ends the timers of a run. */
  clearAll(owner: object): void {
    for (const [id, timer] of [...this.#timers]) if (timer.owner === owner) this.clear(id);
  }

  start(task: unknown, ms: unknown, values: readonly unknown[], again: boolean): number {
    // A text would have to be compiled.
    if (typeof task !== 'function') throw new TypeError('the first argument of a timer is a function');
    const id = this.#next++;
    const timer: Timer = { owner: this.owner(), handle: null };
    const delay = Math.max(again ? 1 : 0, Math.min(Number(ms) || 0, 2 ** 31 - 1));
    const fire = (): void => {
      if (again) timer.handle = this.host.set(fire, delay);
      try {
        Reflect.apply(task, undefined, values);
      } catch (error) {
        this.onError(timer.owner, error);
      } finally {
        if (!again) this.#ended(id);
      }
    };
    timer.handle = this.host.set(fire, delay);
    this.#timers.set(id, timer);
    return id;
  }

  clear(id: unknown): void {
    if (typeof id !== 'number') return;
    const timer = this.#timers.get(id);
    if (!timer) return;
    this.host.clear(timer.handle);
    this.#ended(id);
  }

  #ended(id: number): void {
    const timer = this.#timers.get(id);
    this.#timers.delete(id);
    if (timer && !this.pending(timer.owner)) this.onIdle(timer.owner);
  }
}
