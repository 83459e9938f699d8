import type { Process } from './process';
import type { Signals } from './signals';
import type { StackGuard } from './stack-guard';
import type { Stage } from './stage';
import type { Suspension } from './suspension';

/** WaitLatch's events, which are also its answers. */
const latchSet = 1;
const timedOut = 8;

/** Classes of waits: the first byte of what WaitLatch is told about its reason. */
const lockClass = 3;
const bufferPinClass = 4;
const ipcClass = 8;

/** A timer that is due so soon is waited for. It is deadlock_timeout's, for which the cluster has a millisecond. */
const soon = 2;

/** Where the parts of a Latch are. */
const maybeSleeping = 4;

/** What is needed to suspend sessions. */
export interface Suspending {
  readonly process: Process;
  readonly suspension: Suspension;
  readonly guard: StackGuard;
}

/** PostgreSQL's WaitLatch(), where all its waiting comes together. */
export class Latches {
  readonly #stage: Stage;
  readonly #signals: Signals;
  #suspending: Suspending | null = null;
  #waits = 0;

  constructor(stage: Stage, signals: Signals) {
    this.#stage = stage;
    this.#signals = signals;
  }

  /** Sessions may now be suspended. */
  equip(suspending: Suspending): void {
    this.#suspending = suspending;
  }

  readonly wait = (latch: number, events: number, timeout: number, reason: number): number => {
    const { current } = this.#stage;
    const process = this.#signals.process;
    if (!process) return timedOut;
    const watched = events & latchSet ? latch : 0;

    if (this.#suspending?.suspension.mode === 'rewinding') {
      this.#suspending.suspension.rewound();
      const late = performance.now() >= (current.wait?.deadline ?? Infinity);
      current.wait = null;
      current.state = 'running';
      // Whoever waits looks again what has happened: a latch that was set too often does no harm.
      return this.#end(process, watched, late && !isSet(process, watched) ? timedOut : latchSet);
    }

    if (isSet(process, watched)) return this.#end(process, watched, latchSet);
    if (watched !== 0) process.setWord(watched + maybeSleeping, 1);
    this.#report(process, reason);
    const deadline = events & timedOut ? performance.now() + timeout : Infinity;

    const waitClass = reason >>> 24;
    // Whoever closes a circle of waits is the one to fail: its timer runs out before anybody else does anything.
    if (waitClass === lockClass && current.alarm - performance.now() < soon) {
      while (performance.now() < current.alarm);
      this.#signals.fireTimer();
      if (isSet(process, watched)) return this.#end(process, watched, latchSet);
    }
    if (waitClass === lockClass || waitClass === bufferPinClass || waitClass === ipcClass) {
      if (this.#suspending && current !== this.#stage.template && this.#suspending.guard.allows()) {
        current.wait = { latch: watched, deadline, order: ++this.#waits };
        current.waited = true;
        this.#suspending.suspension.unwind();
        return 0;
      }
      // Nobody could end this wait.
      this.#signals.cancel(current);
      return this.#end(process, watched, latchSet);
    }
    return this.#end(process, watched, this.#sleep(process, watched, deadline));
  };

  /** Waits for time to pass. Nothing else happens meanwhile: only a session that waits for others is suspended. */
  #sleep(process: Process, latch: number, deadline: number): number {
    for (;;) {
      this.#signals.check();
      if (isSet(process, latch)) return latchSet;
      if (performance.now() >= deadline) return timedOut;
    }
  }

  #end(process: Process, latch: number, answer: number): number {
    if (latch !== 0) process.setWord(latch + maybeSleeping, 0);
    this.#report(process, 0);
    return answer;
  }

  /** Shows others what the session waits for, in pg_stat_activity. */
  #report(process: Process, reason: number): void {
    process.setWord(process.word(process.address('savepoint_my_wait_event_info')), reason);
  }
}

function isSet(process: Process, latch: number): boolean {
  return latch !== 0 && process.word(latch) !== 0;
}
