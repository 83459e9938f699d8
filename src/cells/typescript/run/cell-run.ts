import { InterruptedError } from '../../../databases/errors';
import type { CellValue, ResultSet, ShownTree } from '../../output';
import type { CellToRun, Surroundings } from '../../runner';
import type { HostTimers } from './timers';
import { PrintedText } from '../../printed-text';
import type { Printed } from './cell-console';

/** How often a cell that waits looks whether it is to end. */
const lookEveryMs = 40;
/** Between two looks of a busy cell about so much time passes. */
const lookWithinMs = 4;

/** One run of a cell: what it has shown so far, and whether it is over. */
export class CellRun implements Printed {
  readonly out = new PrintedText();
  readonly log = new PrintedText();
  readonly results: ResultSet[] = [];
  readonly held: (readonly (readonly CellValue[])[])[] = [];
  readonly trees: ShownTree[] = [];
  /** The database that it used, as it names itself. */
  engine: string | null = null;
  /** The value of the last expression, in a box: undefined is a value. */
  value: { readonly value: unknown } | null = null;
  /** What was thrown last that is no Error, with the stack of its throw. */
  lastThrown: { readonly value: unknown; readonly stack: string } | null = null;
  #uncaught: { readonly error: unknown } | null = null;
  #pending = 0;
  #statements: Promise<unknown> = Promise.resolve();
  #turns = 100;
  #lastLook = performance.now();
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(readonly cell: CellToRun, readonly surroundings: Surroundings) {}

  /** Called now and then while code runs: gives the number of turns until the next call. */
  look(): number {
    if (this.#ended || this.surroundings.interrupted()) throw new InterruptedError('the cell was stopped');
    const now = performance.now();
    // As many turns as pass in a few milliseconds, found out as we go.
    if (now - this.#lastLook < lookWithinMs / 2) this.#turns = Math.min(this.#turns * 2, 1_000_000);
    else if (now - this.#lastLook > lookWithinMs) this.#turns = Math.max(this.#turns >> 2, 10);
    this.#lastLook = now;
    return this.#turns;
  }

  /** An error that nothing of the cell can catch any more. */
  fail(error: unknown): void {
    this.#uncaught ??= { error };
    this.#wake();
  }

  /** Waits without calling `then`, which a cell may have changed. */
  async #follow(body: Promise<unknown>, ended: { body: boolean }): Promise<void> {
    try {
      await body;
      ended.body = true;
      this.#wake();
    } catch (error) {
      this.fail(error);
    }
  }

  #failure(): { readonly error: unknown } | null {
    return this.#uncaught;
  }

  /** Runs a statement for the cell: after those that it asked for before, also where it does not wait for each. The cell is not over before it is. */
  async statement<T>(execute: (surroundings: Surroundings) => Promise<T>): Promise<T> {
    this.#pending++;
    const turn = this.#afterOthers(execute, this.#statements);
    this.#statements = turn;
    try {
      return await turn;
    } finally {
      this.#pending--;
      this.#wake();
    }
  }

  /** Something that the cell began and that goes on by itself: the cell is not over before it is. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#pending++;
    try {
      return await work;
    } finally {
      this.#pending--;
      this.#wake();
    }
  }

  async #afterOthers<T>(execute: (surroundings: Surroundings) => Promise<T>, others: Promise<unknown>): Promise<T> {
    try {
      await others;
    } catch {
      // Whoever asked for it is told.
    }
    return execute({
      ...this.surroundings,
      session: async (engine, db, name) => {
        const session = await this.surroundings.session(engine, db, name);
        this.engine = session.database.version;
        return session;
      },
    });
  }

  /** Tells that a timer ended. */
  changed(): void {
    this.#wake();
  }

  /**
   * Waits until the cell's body has ended and all that it began.
   * @throws what the body or a part of it threw; InterruptedError when the cell is to end before
   */
  async until(body: Promise<unknown>, hasTimers: () => boolean, timers: HostTimers): Promise<void> {
    const ended = { body: false };
    void this.#follow(body, ended);
    let alarm: unknown = null;
    try {
      while (!this.#failure() && !(ended.body && this.#pending === 0 && !hasTimers())) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          alarm = timers.set(resolve, lookEveryMs);
        });
        timers.clear(alarm);
        if (this.surroundings.interrupted()) throw new InterruptedError('the cell was stopped');
      }
      // A rejection that nothing takes is told in a task of its own, which is queued only after this one: two turns, for a timer may come before it.
      for (let turn = 0; turn < 2 && !this.#failure(); turn++) await new Promise<void>((resolve) => { alarm = timers.set(resolve, 0); });
    } finally {
      timers.clear(alarm);
      this.#ended = true;
    }
    const failure = this.#failure();
    if (failure) throw failure.error;
  }
}
