import type { StopSignal } from './interruption';

/**
 * Stop, seen by a worker that never yields.
 *
 * No message reaches a busy worker, and shared memory needs headers that Obsidian does not send. But
 * `importScripts` is synchronous, and loading a blob fails once its URL was revoked: the sandbox's frame
 * holds a URL of an empty script and revokes it when the person presses Stop.
 */
export class BrowserStopSignal implements StopSignal {
  #renewals = 0;
  #renewed: (() => void) | null = null;

  constructor(private flag: string, private readonly load: (url: string) => void) {}

  get past(): number {
    return this.#renewals;
  }

  raised(): boolean {
    try {
      this.load(this.flag);
      return false;
    } catch {
      return true;
    }
  }

  async lowered(stops: number): Promise<void> {
    // The frame sends a fresh flag right after it revoked one. Counting them costs less than trying the flag.
    while (this.#renewals < stops) await new Promise<void>((resolve) => (this.#renewed = resolve));
  }

  /** Takes the flag that follows a raised one. */
  renew(flag: string): void {
    this.flag = flag;
    this.#renewals++;
    this.#renewed?.();
    this.#renewed = null;
  }
}
