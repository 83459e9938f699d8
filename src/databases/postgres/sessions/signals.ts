import type { Backend } from './backend';
import type { Process } from './process';
import type { Stage } from './stage';

/** Numbers of the signals that PostgreSQL's processes send each other, as Emscripten's C library has them. */
const sigint = 2;
const sigusr1 = 10;
const sigterm = 15;
const sigurg = 23;

/** ITIMER_REAL. */
const realTimer = 0;

/**
 * Signals and timers. The program runs in one thread and has neither; what a handler would do is done when the session
 * that it is meant for is in place and calls out, and PostgreSQL acts on it at its own next safe point.
 */
export class Signals {
  readonly #stage: Stage;
  readonly #interrupted: () => boolean;
  /** Null until the program runs. */
  process: Process | null = null;
  #firing = false;

  /** @param interrupted polled often; true ends the running statement */
  constructor(stage: Stage, interrupted: () => boolean) {
    this.#stage = stage;
    this.#interrupted = interrupted;
  }

  /** PostgreSQL's kill(). A negative number means a process and its children, of which there are none. */
  readonly kill = (pid: number, signal: number): number => {
    const number = Math.abs(pid);
    const own = this.#firing && number === this.#stage.template.pid;
    const target = own ? this.#stage.current : this.#stage.byPid(number);
    if (!target) return -1;
    // Zero asks whether there is such a process; SIGURG only wakes, and latches are looked at anyway.
    if (signal === 0 || signal === sigurg) return 0;
    if (signal === sigint && target.state === 'idle') return 0;
    target.signals.add(signal);
    if (target === this.#stage.current) this.deliver();
    return 0;
  };

  /** PostgreSQL's setitimer(). */
  readonly setTimer = (_which: number, milliseconds: number): number => {
    this.#stage.current.alarm = milliseconds > 0 ? performance.now() + milliseconds : Infinity;
    return 0;
  };

  /** Called from within a running statement: does what is due. */
  readonly check = (): void => {
    const { current } = this.#stage;
    if (performance.now() >= current.alarm) this.fireTimer();
    if (current.interruptible && !current.interrupted && this.#interrupted()) {
      current.interrupted = true;
      this.cancel(current);
    }
  };

  /** Ends a session's statement, at once or when the session is in place again. */
  cancel(backend: Backend): void {
    backend.signals.add(sigint);
    if (backend === this.#stage.current) this.deliver();
  }

  /** True when the host was asked to stop what runs. */
  get stopping(): boolean {
    return this.#interrupted();
  }

  /** Does what the handlers of the current session's signals do. */
  deliver(): void {
    const { signals } = this.#stage.current;
    if (signals.size === 0 || !this.process) return;
    const process = this.process;
    for (const signal of signals) {
      if (signal === sigusr1) {
        process.functions.procsignal_sigusr1_handler(sigusr1);
      } else if (signal === sigint || signal === sigterm) {
        // Ending a session ends the statement; the session itself is its connection's, not PostgreSQL's.
        process.set('QueryCancelPending', 1);
        process.set('InterruptPending', 1);
        const latch = process.get('MyLatch');
        if (latch !== 0) process.setWord(latch, 1);
      }
    }
    signals.clear();
  }

  /** An order to end that came too late must not reach the next statement. */
  forgetCancel(): void {
    this.process?.set('QueryCancelPending', 0);
  }

  /** Lets the current session's timer run out. */
  fireTimer(): void {
    const { current, template } = this.#stage;
    current.alarm = Infinity;
    const process = this.process;
    if (!process) return;
    // PostgreSQL's handlers only run in the process that installed them, and getpid() knows one number.
    const pid = process.get('MyProcPid');
    process.set('MyProcPid', template.pid);
    this.#firing = true;
    try {
      process.functions._emscripten_timeout(realTimer, performance.now());
    } finally {
      this.#firing = false;
      process.set('MyProcPid', pid);
    }
  }
}
