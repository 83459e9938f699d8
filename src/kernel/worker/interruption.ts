import { plainError } from '../../cells/cell-error';
import type { CellOutput } from '../../cells/output';

/** How a busy worker learns that a person pressed Stop: by looking, since no message reaches it before it yields. */
export interface StopSignal {
  /** Costly (milliseconds): look only now and then. */
  raised(): boolean;
  /** How often the signal was raised and lowered again. */
  readonly past: number;
  /** Resolves once the signal is down again after having been raised that often. */
  lowered(stops: number): Promise<void>;
}

/** For places where nobody can press Stop but the host can kill the kernel. */
export const noStopSignal: StopSignal = { raised: () => false, past: 0, lowered: () => Promise.resolve() };

/** How often the signal is looked at: often enough for a person, rarely enough to cost a running statement nothing. */
const lookEveryMs = 60;

/** Whether a running cell is to end: by its time limit, by Stop, or because nothing can end what it waits for. */
export class Interruption {
  #cause: 'timeout' | 'stop' | 'unended' | null = null;
  #deadline: number;
  /** What is left of its time while it waits for another session; null while it runs. */
  #left: number | null = null;
  #nextLook: number;

  private constructor(private readonly signal: StopSignal, private readonly timeoutMs: number, private readonly stops: number) {
    const now = performance.now();
    this.#deadline = now + timeoutMs;
    this.#nextLook = now + lookEveryMs;
  }

  /** Starts a cell's time. Waits until a Stop meant for an earlier cell is over. */
  static async begin(signal: StopSignal, timeoutMs: number, stops: number): Promise<Interruption> {
    await signal.lowered(stops);
    return new Interruption(signal, timeoutMs, stops);
  }

  /** Asked often, so cheap. Once true it stays true for the cell. */
  requested(): boolean {
    if (this.#cause !== null) return true;
    const now = performance.now();
    if (now >= this.#deadline) this.#cause = 'timeout';
    else if (now >= this.#nextLook) {
      // While the worker was idle a Stop may have come and gone.
      if (this.signal.past > this.stops || this.signal.raised()) this.#cause = 'stop';
      this.#nextLook = performance.now() + lookEveryMs;
    }
    return this.#cause !== null;
  }

  /** Its time stands still: it waits for a session that a person is to move on. */
  pause(): void {
    this.#left ??= this.#deadline - performance.now();
    this.#deadline = Infinity;
  }

  /** Its time goes on. */
  resume(): void {
    if (this.#left !== null) this.#deadline = performance.now() + this.#left;
    this.#left = null;
  }

  /** Nothing will end its wait. */
  giveUp(): void {
    if (this.#left !== null) this.#cause ??= 'unended';
  }

  /** Words an interrupted cell's error by its cause. */
  explain(output: CellOutput): CellOutput {
    return output.status === 'interrupted' ? { ...output, error: this.#error() } : output;
  }

  #error(): CellOutput['error'] {
    if (this.#cause === 'timeout') return timeoutError(this.timeoutMs);
    if (this.#cause === 'unended') return plainError('InterruptedError', 'the cell still waited for another session when the last cell had run', 'let a later cell end the transaction that it waits for');
    return plainError('InterruptedError', 'the cell was stopped');
  }
}

/** The error of a cell that ran out of time. */
export function timeoutError(timeoutMs: number): ReturnType<typeof plainError> {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return plainError('TimeoutError', `the cell ran for more than ${String(seconds)} s and was stopped`, 'give it more time with timeout=<seconds> in its directive');
}
