import { errorAt, plainError } from '../../cells/cell-error';
import type { CellOutput, CellValue } from '../../cells/output';
import { withoutRun } from '../../cells/without-run';
import type { RowLimits } from '../../cells/runner';
import type { CellEngine } from '../../cells/cell-kind';
import type { Cell, Notebook } from '../../notebook/cell';
import { engineOf, notRunnable } from '../../notebook/plan-run';
import { KernelClient } from './kernel-client';
import type { PartSource, StartKernel } from './kernel-process';
import { matchCells } from './match-cells';
import { TrackedCell, type CellState } from './tracked-cell';

/** What a session needs of its host. */
export interface SessionHost {
  readonly startKernel: StartKernel;
  readonly parts: PartSource;
  /** The note as it stands now, unsaved edits included. */
  readNotebook(): Promise<Notebook>;
  readonly defaultEngine: () => string;
  readonly timeoutMs: () => number;
  readonly limits: () => RowLimits;
  /** Told when a kernel ended that nobody had asked to end. */
  readonly onKernelLost: () => void;
}

/** The cells of one note, run in one kernel. Views watch its cells; commands call its verbs. */
export class NotebookSession {
  #cells: TrackedCell[] = [];
  #notebook: Notebook = { cells: [], defaults: { engine: null, uses: [], timeoutSeconds: null, problems: [] } };
  #client: Promise<KernelClient> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #generation = 0;
  #ordinal = 0;

  constructor(private readonly host: SessionHost) {}

  /** The note's cells, in its order. */
  get cells(): readonly TrackedCell[] {
    return this.#cells;
  }

  /** True while a kernel holds state of this note. */
  get hasKernel(): boolean {
    return this.#client !== null;
  }

  /** Takes the note as it stands now: cells keep their outputs, edited ones become stale. */
  update(notebook: Notebook): void {
    if (notebook === this.#notebook) return;
    this.#notebook = notebook;
    this.#cells = matchCells(this.#cells, notebook.cells, (cell) => new TrackedCell(cell, this.#idle(cell)));
    this.applyDefaults();
  }

  /** Takes over what changed around the note: another default engine, say. */
  applyDefaults(): void {
    for (const tracked of this.#cells) {
      const state = tracked.get();
      const whyNot = this.#whyNot(tracked.cell);
      const engine = state.output?.engine ?? this.#shownEngine(tracked.cell);
      if (state.whyNot !== whyNot || state.engine !== engine) tracked.set({ ...state, whyNot, engine });
    }
  }

  /** Runs one cell. */
  async run(tracked: TrackedCell): Promise<CellOutput | null> {
    await this.#refresh();
    return this.#enqueue(tracked);
  }

  /** Runs the cells above one, and it, top-down; stops at the first that does not do what it should. */
  async runAbove(tracked: TrackedCell): Promise<void> {
    await this.#refresh();
    await this.#runInOrder(this.#cells.slice(0, this.#cells.indexOf(tracked) + 1));
  }

  /** Runs every cell of the note, top-down; stops at the first that does not do what it should. */
  async runAll(): Promise<void> {
    await this.#refresh();
    await this.#runInOrder(this.#cells);
  }

  /** Runs every cell of the note, top-down, going on after one that failed, as the command line does. */
  async runEach(onOutput: (output: CellOutput) => void): Promise<void> {
    await this.#refresh();
    for (const tracked of this.#cells) {
      const output = await this.#enqueue(tracked);
      if (output) onOutput(output);
    }
  }

  /** Stops the running cell and drops the queued ones. */
  stop(): void {
    this.#generation++;
    void this.#client?.then((client) => { client.stop(); });
  }

  /** Ends the kernel; the next run gets a fresh one. Outputs stay, stale. */
  reset(): void {
    this.#generation++;
    const client = this.#client;
    this.#client = null;
    this.#forgetRuns();
    void client?.then((c) => { c.close(); });
  }

  /** Rows that the kernel holds for a cell's shown output; null when they are gone. */
  async rows(tracked: TrackedCell, result: number, from: number, to: number): Promise<readonly (readonly CellValue[])[] | null> {
    const client = await this.#client;
    return client && tracked.run !== null ? client.rows(tracked.run, result, from, to) : null;
  }

  async #refresh(): Promise<void> {
    this.update(await this.host.readNotebook());
  }

  async #runInOrder(cells: readonly TrackedCell[]): Promise<void> {
    const generation = this.#generation;
    const waiting = cells.filter((cell) => cell.get().whyNot === null);
    for (const cell of waiting) cell.set({ ...cell.get(), phase: 'queued' });
    for (const cell of waiting) {
      const output = generation === this.#generation ? await this.#enqueue(cell) : null;
      if (output && output.status !== 'ok') break;
    }
    for (const cell of waiting) if (cell.get().phase === 'queued') cell.set({ ...cell.get(), phase: cell.get().output ? 'done' : 'idle' });
  }

  #enqueue(tracked: TrackedCell): Promise<CellOutput | null> {
    const generation = this.#generation;
    if (tracked.get().phase === 'idle' || tracked.get().phase === 'done') tracked.set({ ...tracked.get(), phase: 'queued' });
    const turn = this.#queue.then(() => (generation === this.#generation ? this.#runNow(tracked) : this.#dropped(tracked)));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #dropped(tracked: TrackedCell): null {
    tracked.set({ ...tracked.get(), phase: tracked.get().output ? 'done' : 'idle' });
    return null;
  }

  async #runNow(tracked: TrackedCell): Promise<CellOutput> {
    const { cell } = tracked;
    const engine = this.#engine(cell);
    const early = this.#withoutKernel(cell);
    if (early) return this.#finish(tracked, early, null, cell.hash);
    tracked.set({ ...tracked.get(), phase: this.#client ? 'running' : 'starting', opening: null, startedAt: Date.now(), engine });
    let client: KernelClient;
    try {
      client = await (this.#client ??= this.#startClient());
    } catch (error) {
      this.#client = null;
      return this.#finish(tracked, withoutRun('error', null, plainError('KernelStartError', error instanceof Error ? error.message : String(error))), null, cell.hash);
    }
    if (tracked.run !== null) client.release(tracked.run);
    tracked.set({ ...tracked.get(), phase: 'running' });
    const { run, output } = await client.run(
      {
        kind: cell.kind,
        code: cell.code,
        language: cell.language,
        engine: engine as CellEngine,
        levels: cell.options.levels,
        db: cell.options.db,
        expect: cell.options.expect,
        timeoutMs: this.#timeoutMs(cell),
        limits: this.host.limits(),
      },
      (opening) => { tracked.set({ ...tracked.get(), phase: 'starting', opening }); },
    );
    return this.#finish(tracked, output, run, cell.hash);
  }

  #finish(tracked: TrackedCell, output: CellOutput, run: number | null, hash: string): CellOutput {
    tracked.run = run;
    tracked.set({
      ...tracked.get(),
      phase: 'done', opening: null, startedAt: null, output,
      engine: output.engine ?? this.#shownEngine(tracked.cell),
      // The cell may have been edited while it ran.
      stale: tracked.cell.hash !== hash,
      ordinal: run === null ? tracked.get().ordinal : ++this.#ordinal,
    });
    return output;
  }

  /** The outcome of a cell that needs no kernel to be told: skipped, or written wrongly. */
  #withoutKernel(cell: Cell): CellOutput | null {
    const whyNot = this.#whyNot(cell);
    if (whyNot !== null) return withoutRun('skipped', whyNot, null);
    const [problem] = [...this.#notebook.defaults.problems, ...cell.problems];
    if (!problem) return null;
    const fix = problem.replacement && { line: problem.line, from: problem.column, to: problem.column + problem.replacement.length, text: problem.replacement.text };
    const error = problem.type === 'PropertyError'
      ? plainError(problem.type, problem.message, problem.hint)
      : errorAt(cell.code, problem.line, problem.column, problem.type, problem.message, problem.hint, fix);
    return withoutRun('error', null, error);
  }

  #startClient(): Promise<KernelClient> {
    const starting: Promise<KernelClient> = this.host.startKernel().then((process) => new KernelClient(process, this.host.parts, () => {
      // A kernel that this session let go of on purpose is no loss.
      if (this.#client !== starting) return;
      this.#client = null;
      this.#forgetRuns();
      this.host.onKernelLost();
    }));
    return starting;
  }

  /** What ran in a kernel that is gone: shown still, but on nothing that exists. */
  #forgetRuns(): void {
    this.#ordinal = 0;
    for (const tracked of this.#cells) {
      tracked.run = null;
      if (tracked.get().output) tracked.set({ ...tracked.get(), stale: true });
    }
  }

  #idle(cell: Cell): CellState {
    return { phase: 'idle', engine: this.#shownEngine(cell), opening: null, startedAt: null, output: null, stale: false, whyNot: this.#whyNot(cell), ordinal: null };
  }

  #engine(cell: Cell): string {
    return engineOf(cell, this.#notebook, this.host.defaultEngine());
  }

  /** The engine that a cell would run on; null for one that is not run at all. */
  #shownEngine(cell: Cell): string | null {
    return this.#whyNot(cell) === null ? this.#engine(cell) : null;
  }

  #whyNot(cell: Cell): string | null {
    return notRunnable(cell, this.#engine(cell));
  }

  #timeoutMs(cell: Cell): number {
    const seconds = cell.options.timeoutSeconds ?? this.#notebook.defaults.timeoutSeconds;
    return seconds === null ? this.host.timeoutMs() : seconds * 1000;
  }
}
