import { plainError } from '../../cells/cell-error';
import type { CellOutput, CellValue } from '../../cells/output';
import { withoutRun } from '../../cells/without-run';
import type { CellToRun } from '../../cells/runner';
import type { EmbeddedEngine } from '../../databases/database';
import type { FromKernel } from '../messages';
import { timeoutError } from '../worker/interruption';
import type { KernelProcess, PartSource } from './kernel-process';

/** How long a stopped kernel may take to answer before it is killed: a person who pressed Stop waits no longer. */
const stopGraceMs = 200;
/** The same after a time limit, where nobody waits and saving the kernel is worth more. */
const timeoutGraceMs = 2_000;

interface PendingRun {
  readonly resolve: (output: CellOutput) => void;
  readonly onOpening: (engine: EmbeddedEngine) => void;
}

/** The host's side of one kernel: asks it to run cells, gives it its parts, notices its death. */
export class KernelClient {
  readonly #runs = new Map<number, PendingRun>();
  readonly #rowRequests = new Map<number, (rows: readonly (readonly CellValue[])[] | null) => void>();
  #nextId = 1;
  #stops = 0;
  #dead = false;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param onDeath called once when the kernel is gone, with whatever ran in it lost. */
  constructor(private readonly process: KernelProcess, private readonly parts: PartSource, private readonly onDeath: () => void) {
    process.channel.receive((message) => { this.#take(message); });
    process.onDeath((reason) => { this.#die(() => plainError('KernelDiedError', `the kernel died: ${reason}`, lostHint)); });
  }

  /**
   * Runs a cell; always resolves, also when the kernel dies of it.
   * @returns the output and the number under which its held rows can be asked for.
   */
  async run(cell: CellToRun, onOpening: (engine: EmbeddedEngine) => void): Promise<{ run: number; output: CellOutput }> {
    const run = this.#nextId++;
    if (this.#dead) return { run, output: withoutRun('interrupted', null, plainError('KernelDiedError', 'the kernel is gone', lostHint)) };
    const guard = setTimeout(() => {
      this.#kill(() => ({ ...timeoutError(cell.timeoutMs), hint: lostHint }));
    }, cell.timeoutMs + timeoutGraceMs);
    try {
      const output = await new Promise<CellOutput>((resolve) => {
        this.#runs.set(run, { resolve, onOpening });
        this.process.channel.send({ type: 'run', run, cell, stops: this.#stops });
      });
      return { run, output };
    } finally {
      clearTimeout(guard);
    }
  }

  /** Stops what runs now: gently where the engine can be interrupted, else by ending the kernel. */
  stop(): void {
    if (this.#runs.size === 0 || this.#stopTimer !== undefined) return;
    this.#stops++;
    this.process.stop();
    this.#stopTimer = setTimeout(() => {
      this.#kill(() => plainError('InterruptedError', 'the cell was stopped; its kernel had to be replaced', lostHint));
    }, stopGraceMs);
  }

  /** Rows that the kernel holds for a run; null when they are gone. */
  rows(run: number, result: number, from: number, to: number): Promise<readonly (readonly CellValue[])[] | null> {
    if (this.#dead) return Promise.resolve(null);
    const request = this.#nextId++;
    return new Promise((resolve) => {
      this.#rowRequests.set(request, resolve);
      this.process.channel.send({ type: 'rows', request, run, result, from, to });
    });
  }

  /** Lets the kernel forget the rows of a run. */
  release(run: number): void {
    if (!this.#dead) this.process.channel.send({ type: 'release', run });
  }

  /** Ends the kernel; what runs is interrupted. */
  close(): void {
    this.#kill(() => plainError('InterruptedError', 'the kernel was reset'));
  }

  #take(message: FromKernel): void {
    switch (message.type) {
      case 'ready':
        break;
      case 'need':
        void this.#givePart(message.part);
        break;
      case 'opening':
        this.#runs.get(message.run)?.onOpening(message.engine);
        break;
      case 'done':
        this.#settle(message.run, message.output);
        break;
      case 'rows':
        this.#rowRequests.get(message.request)?.(message.rows);
        this.#rowRequests.delete(message.request);
        break;
      case 'broken':
        this.#kill(() => plainError('KernelDiedError', `the kernel failed: ${message.message}`, lostHint));
        break;
    }
  }

  async #givePart(name: Parameters<PartSource['part']>[0]): Promise<void> {
    const data = await this.parts.part(name).catch(() => null);
    if (!this.#dead) this.process.channel.send({ type: 'part', name, data });
  }

  #settle(run: number, output: CellOutput): void {
    clearTimeout(this.#stopTimer);
    this.#stopTimer = undefined;
    this.#runs.get(run)?.resolve(output);
    this.#runs.delete(run);
  }

  #kill(why: () => CellOutput['error']): void {
    if (this.#dead) return;
    this.process.kill();
    this.#die(why);
  }

  #die(why: () => CellOutput['error']): void {
    if (this.#dead) return;
    this.#dead = true;
    for (const run of [...this.#runs.keys()]) this.#settle(run, withoutRun('interrupted', null, why()));
    for (const resolve of this.#rowRequests.values()) resolve(null);
    this.#rowRequests.clear();
    this.onDeath();
  }
}

const lostHint = "the note's databases are gone; run its cells again from the top";
