import { ResumeRequest, type Flow } from '../flow';
import { PyAwaitable, PyWait } from '../objects/awaitable';
import { Raised } from '../objects/exception';
import { runtimeError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import type { Value } from '../objects/object';
import { repr } from '../protocol/text';
import type { Runtime } from '../runtime';
import { PyFuture, PyTask, cancelledErrorType } from './future';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Runs coroutines in turns, on the machine. Where all wait, the machine waits. */
export class EventLoop {
  readonly tasks = new Set<PyTask>();
  current: PyTask | null = null;
  closed = false;
  running = false;
  readonly #ready: ((() => void) | PyTask)[] = [];
  #timers: Timer[] = [];
  #order = 0;
  #taskCount = 0;
  /** Settles when something outside has happened. */
  #outside: { readonly happened: Promise<void>; readonly wake: () => void } | null = null;
  #pendingOutside = 0;

  constructor(readonly runtime: Runtime) {}

  /** Seconds, growing. */
  get time(): number {
    return this.runtime.now() / 1000;
  }

  soon(run: () => void): void {
    this.#ready.push(run);
  }

  /** Runs something after a delay in seconds. Gives what takes it back. */
  later(delay: number, run: () => void): () => void {
    const timer = { at: this.time + Math.max(0, delay), order: this.#order++, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  task(coroutine: PyGenerator | PyAwaitable, name: string | null = null): PyTask {
    this.#taskCount += 1;
    const task = new PyTask(this, coroutine, name ?? `Task-${this.#taskCount}`);
    this.tasks.add(task);
    this.#ready.push(task);
    return task;
  }

  /** A future that is finished when a promise is. */
  outside(until: Promise<void>): PyFuture {
    const future = new PyFuture(this);
    this.#pendingOutside += 1;
    const settle = (): void => {
      this.#pendingOutside -= 1;
      if (!future.done) future.finish(null);
      this.#outside?.wake();
    };
    until.then(settle, settle);
    return future;
  }

  /** Runs until a future is done. */
  *runUntil(future: PyFuture): Flow<Value> {
    if (this.running) throw runtimeError('This event loop is already running');
    this.running = true;
    try {
      while (!future.done) yield* this.#turn();
    } finally {
      this.running = false;
    }
    return future.take();
  }

  /** Cancels what still runs and lets it end. */
  *shutDown(): Flow<void> {
    const left = [...this.tasks].filter((task) => !task.done);
    for (const task of left) task.cancel();
    this.running = true;
    try {
      while (left.some((task) => !task.done)) yield* this.#turn();
    } finally {
      this.running = false;
      this.closed = true;
    }
  }

  *#turn(): Flow<void> {
    this.#fireTimers();
    if (this.#ready.length === 0) {
      yield* this.#idle();
      return;
    }
    for (const next of this.#ready.splice(0)) {
      if (next instanceof PyTask) yield* this.#step(next);
      else next();
    }
  }

  #fireTimers(): void {
    const now = this.time;
    const due = this.#timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at || a.order - b.order);
    if (due.length === 0) return;
    this.#timers = this.#timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.run();
  }

  *#idle(): Flow<void> {
    const next = Math.min(...this.#timers.map((timer) => timer.at));
    if (next === Infinity && this.#pendingOutside === 0) throw runtimeError('deadlock: every task waits for another one');
    const waits: Promise<void>[] = [];
    if (next !== Infinity) waits.push(this.runtime.sleep(Math.max(0, (next - this.time) * 1000)));
    if (this.#pendingOutside > 0) {
      let wake = (): void => undefined;
      const happened = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#outside = { happened, wake };
      waits.push(happened);
    }
    yield { reason: 'the event loop', until: Promise.race(waits) };
  }

  *#step(task: PyTask): Flow<void> {
    if (task.done) return;
    const raise = task.cancelRequested;
    task.cancelRequested = null;
    task.waitsFor = null;
    this.current = task;
    try {
      const { coroutine } = task;
      const yielded = coroutine instanceof PyGenerator ? yield new ResumeRequest(coroutine, null, raise) : yield* coroutine.resume(coroutine, null, raise);
      if (yielded === undefined) this.#end(task, () => { task.finish(coroutine.result); });
      else if (yielded === null) this.#ready.push(task);
      else if (yielded instanceof PyFuture) this.#waitFor(task, yielded);
      else if (yielded instanceof PyWait) this.#waitFor(task, this.outside(yielded.until));
      else throw runtimeError(`Task got bad yield: ${yield* repr(yielded)}`);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      this.#end(task, () => { this.#fail(task, error); });
    } finally {
      this.current = null;
    }
  }

  #waitFor(task: PyTask, future: PyFuture): void {
    task.waitsFor = future;
    future.whenDone(() => { this.#ready.push(task); });
    if (task.cancelRequested !== null && future.cancel()) task.cancelRequested = null;
  }

  #fail(task: PyTask, error: Raised): void {
    if (error.exception.cls.isSubclassOf(cancelledErrorType)) PyFuture.prototype.cancel.call(task, error.exception.args.items[0] ?? null);
    else task.fail(error.exception);
  }

  #end(task: PyTask, settle: () => void): void {
    this.tasks.delete(task);
    settle();
  }
}
