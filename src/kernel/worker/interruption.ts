import { plainError } from '../../cells/cell-error';
import type { CellOutput } from '../../cells/output';

/** How a busy worker learns that a person pressed Stop: by looking, since no message reaches it before it yields. */
export interface StopSignal {
  /** Costly (milliseconds): look only now and then. */
  raised(): boolean;
  /** Resolves once the signal is down again after having been raised that often. */
  lowered(stops: number): Promise<void>;
}

/** For places where nobody can press Stop but the host can kill the kernel. */
export const noStopSignal: StopSignal = { raised: () => false, lowered: () => Promise.resolve() };

/** How often the signal is looked at: often enough for a person, rarely enough to cost a running statement nothing. */
const lookEveryMs = 60;

/** Whether the running cell is to end: by its time limit or by Stop. */
export class Interruption {
  #cause: 'timeout' | 'stop' | null = null;
  #deadline = Infinity;
  #timeoutMs = Infinity;
  #nextLook = 0;

  constructor(private readonly signal: StopSignal) {}

  /** Starts a cell's time. Waits until a Stop meant for an earlier cell is over. */
  async begin(timeoutMs: number, stops: number): Promise<void> {
    await this.signal.lowered(stops);
    const now = performance.now();
    this.#cause = null;
    this.#timeoutMs = timeoutMs;
    this.#deadline = now + timeoutMs;
    this.#nextLook = now + lookEveryMs;
  }

  /** Asked often, so cheap. Once true it stays true for the cell. */
  requested(): boolean {
    if (this.#cause !== null) return true;
    const now = performance.now();
    if (now >= this.#deadline) this.#cause = 'timeout';
    else if (now >= this.#nextLook) {
      if (this.signal.raised()) this.#cause = 'stop';
      this.#nextLook = performance.now() + lookEveryMs;
    }
    return this.#cause !== null;
  }

  /** Words an interrupted cell's error by its cause. */
  explain(output: CellOutput): CellOutput {
    if (output.status !== 'interrupted') return output;
    return { ...output, error: this.#cause === 'timeout' ? timeoutError(this.#timeoutMs) : plainError('InterruptedError', 'the cell was stopped') };
  }
}

/** The error of a cell that ran out of time. */
export function timeoutError(timeoutMs: number): ReturnType<typeof plainError> {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return plainError('TimeoutError', `the cell ran for more than ${String(seconds)} s and was stopped`, 'give it more time with timeout=<seconds> in its directive');
}
