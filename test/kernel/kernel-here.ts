import type { KernelProcess } from '../../src/kernel/host/kernel-process';
import type { FromKernel, ToKernel } from '../../src/kernel/messages';
import { Kernel } from '../../src/kernel/worker/kernel';
import { makeLanguages } from '../../src/kernel/worker/languages';

/** A real kernel in this thread. */
export class KernelHere implements KernelProcess {
  #toHost: (message: FromKernel) => void = () => undefined;
  #toKernel: (message: ToKernel) => void = () => undefined;
  #stops = 0;
  killed = false;

  readonly channel = {
    send: (message: ToKernel) => { setImmediate(() => { this.#toKernel(structuredClone(message)); }); },
    receive: (listener: (message: FromKernel) => void) => { this.#toHost = listener; },
  };

  /** @param load runs a script and gives its value; kernels of a test that runs no code have none */
  constructor(load: (script: string) => unknown = () => { throw new TypeError('no scripts here'); }) {
    const past = (): number => this.#stops;
    new Kernel(
      {
        send: (message) => { setImmediate(() => { if (!this.killed) this.#toHost(structuredClone(message)); }); },
        receive: (listener) => { this.#toKernel = listener; },
      },
      { raised: () => false, get past() { return past(); }, lowered: () => Promise.resolve() },
      {
        load,
        timers: { set: (task, ms) => setTimeout(task, ms), clear: (timer) => { clearTimeout(timer as NodeJS.Timeout); } },
      },
      () => Promise.resolve(makeLanguages),
    );
  }

  stop(): void { this.#stops++; }
  kill(): void {
    this.killed = true;
    // A thread cannot be killed from within: what still runs in it is to end.
    this.#stops++;
  }

  onDeath(): void {
    // It does not die by itself.
  }
}
