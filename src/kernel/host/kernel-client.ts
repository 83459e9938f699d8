import { plainError } from '../../cells/cell-error';
import type { CellNames, CellText } from '../../cells/cell-names';
import type { CellOutput, CellValue } from '../../cells/output';
import { withoutRun } from '../../cells/without-run';
import type { CellToRun, NamedWait } from '../../cells/runner';
import type { EmbeddedEngine } from '../../databases/database';
import type { Defined, FromKernel } from '../messages';
import { timeoutError } from '../worker/interruption';
import type { KernelProcess, PartSource } from './kernel-process';

/** How long a stopped kernel may take to answer before it is killed: a person who pressed Stop waits no longer. */
const stopGraceMs = 200;
/** The same after a time limit, where nobody waits and saving the kernel is worth more. */
const timeoutGraceMs = 2_000;
/** The same for a matrix: it looks after every statement, and what it has drawn so far would be lost with the kernel. */
const matrixStopGraceMs = 3_000;

interface PendingRun {
  readonly resolve: (ended: Ended) => void;
  readonly on: RunListener;
  /** Stops its clock, and starts it anew. */
  readonly clock: { stop(): void; start(): void };
  readonly stopGraceMs: number;
}

/** A run that ended: what it gave, and what later cells may use of it. */
interface Ended {
  readonly output: CellOutput;
  readonly defined: Defined;
}

const nothing: Defined = { names: [], tables: [] };

/** How far a run of many parts has come. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** Who hears of a run on its way. */
export interface RunListener {
  onOpening(engine: EmbeddedEngine): void;
  /** It waits for other sessions, and later cells may run; null once it goes on. */
  onWaiting(wait: NamedWait | null): void;
  /** It has come so far: of so many parts, so many are done. */
  onProgress(progress: Progress): void;
}

/** The host's side of one kernel: asks it to run cells, gives it its parts, notices its death. */
export class KernelClient {
  readonly #runs = new Map<number, PendingRun>();
  readonly #rowRequests = new Map<number, (rows: readonly (readonly CellValue[])[] | null) => void>();
  readonly #nameRequests = new Map<number, (names: readonly CellNames[]) => void>();
  #nextId = 1;
  #stops = 0;
  #dead = false;
  #stopTimer: ReturnType<typeof setTimeout> | undefined;
  /** The runs that were there when Stop was pressed, and have not ended yet. */
  #stopping = new Set<number>();

  /** @param onDeath called once when the kernel is gone, with whatever ran in it lost. */
  constructor(private readonly process: KernelProcess, private readonly parts: PartSource, private readonly onDeath: () => void) {
    process.channel.receive((message) => { this.#take(message); });
    process.onDeath((reason) => { this.#die(() => plainError('KernelDiedError', `the kernel died: ${reason}`, lostHint)); });
  }

  /**
   * Runs a cell; always resolves, also when the kernel dies of it.
   * @returns the output and the number under which its held rows can be asked for.
   */
  async run(cell: CellToRun, on: RunListener): Promise<Ended & { run: number }> {
    const run = this.#nextId++;
    if (this.#dead) return { run, output: withoutRun('interrupted', null, plainError('KernelDiedError', 'the kernel is gone', lostHint)), defined: nothing };
    let guard: ReturnType<typeof setTimeout> | undefined;
    const clock = {
      start: () => { guard = setTimeout(() => { this.#kill(() => ({ ...timeoutError(cell.timeoutMs), hint: lostHint })); }, cell.timeoutMs + timeoutGraceMs); },
      stop: () => { clearTimeout(guard); },
    };
    clock.start();
    try {
      const ended = await new Promise<Ended>((resolve) => {
        this.#runs.set(run, { resolve, on, clock, stopGraceMs: cell.matrix ? matrixStopGraceMs : stopGraceMs });
        this.process.channel.send({ type: 'run', run, cell, stops: this.#stops });
      });
      return { run, ...ended };
    } finally {
      clock.stop();
    }
  }

  /** Tells that no cell will follow that could end a wait. */
  last(): void {
    if (!this.#dead) this.process.channel.send({ type: 'last' });
  }

  /** Stops what runs now: gently where the engine can be interrupted, else by ending the kernel. */
  stop(): void {
    if (this.#runs.size === 0 || this.#stopTimer !== undefined) return;
    this.#stops++;
    this.process.stop();
    this.#stopping = new Set(this.#runs.keys());
    this.#stopTimer = setTimeout(() => {
      this.#kill(() => plainError('InterruptedError', 'the cell was stopped; its kernel had to be replaced', lostHint));
    }, Math.max(...[...this.#runs.values()].map((one) => one.stopGraceMs)));
  }

  /** What cells define and need, in their order; nothing where the kernel is gone. */
  names(cells: readonly CellText[]): Promise<readonly CellNames[]> {
    if (this.#dead || cells.length === 0) return Promise.resolve([]);
    const request = this.#nextId++;
    return new Promise((resolve) => {
      this.#nameRequests.set(request, resolve);
      this.process.channel.send({ type: 'names', request, cells });
    });
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
        this.#runs.get(message.run)?.on.onOpening(message.engine);
        break;
      case 'waiting':
        this.#waits(message.run, message.wait);
        break;
      case 'progress':
        this.#runs.get(message.run)?.on.onProgress({ done: message.done, of: message.of });
        break;
      case 'done':
        this.#settle(message.run, message);
        break;
      case 'names':
        this.#nameRequests.get(message.request)?.(message.names);
        this.#nameRequests.delete(message.request);
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

  /** Who waits for another session waits for a person, and may do so as long as that takes. */
  #waits(run: number, wait: NamedWait | null): void {
    const pending = this.#runs.get(run);
    pending?.clock.stop();
    if (wait === null) pending?.clock.start();
    pending?.on.onWaiting(wait);
  }

  async #givePart(name: Parameters<PartSource['part']>[0]): Promise<void> {
    const data = await this.parts.part(name).catch(() => null);
    if (!this.#dead) this.process.channel.send({ type: 'part', name, data });
  }

  #settle(run: number, { output, defined }: Ended): void {
    this.#stopping.delete(run);
    if (this.#stopping.size === 0) {
      clearTimeout(this.#stopTimer);
      this.#stopTimer = undefined;
    }
    this.#runs.get(run)?.resolve({ output, defined });
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
    for (const run of [...this.#runs.keys()]) this.#settle(run, { output: withoutRun('interrupted', null, why()), defined: nothing });
    for (const resolve of this.#rowRequests.values()) resolve(null);
    for (const resolve of this.#nameRequests.values()) resolve([]);
    this.#nameRequests.clear();
    this.#rowRequests.clear();
    this.onDeath();
  }
}

const lostHint = "the note's databases are gone; run its cells again from the top";
