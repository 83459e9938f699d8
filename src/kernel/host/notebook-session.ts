import { plainError } from '../../cells/cell-error';
import type { CellError, CellOutput, CellValue } from '../../cells/output';
import { withoutRun } from '../../cells/without-run';
import type { CellToRun } from '../../cells/runner';
import type { Cell, Notebook } from '../../notebook/cell';
import { isFrozenStale } from '../../notebook/frozen-state';
import { engineOf, notRunnable } from '../../notebook/plan-run';
import { cellToRun, elsewhere, outcomeWithoutKernel, type RunAt, type RunSettings } from './cell-to-run';
import { KernelClient } from './kernel-client';
import type { PartSource, StartKernel } from './kernel-process';
import type { KnownCell } from './known-names';
import { matchCells } from './match-cells';
import { noLinks, RunOrder } from './run-order';
import { forgetfulMemory, isSameTask, rememberSolved, taskOf, type TaskMemory, type TaskState } from './task-memory';
import { TrackedCell, type CellState } from './tracked-cell';

/** What a session needs of its host. */
export interface SessionHost extends RunSettings {
  readonly startKernel: StartKernel;
  readonly parts: PartSource;
  /** The note as it stands now, unsaved edits included. */
  readNotebook(): Promise<Notebook>;
  /** Which exercises were solved; where absent, they are forgotten with the session. */
  readonly tasks?: TaskMemory | undefined;
  /** Told when a kernel ended that nobody had asked to end. */
  readonly onKernelLost: () => void;
}

/** What ran so far of several cells that were asked for together: each runs once. */
type Batch = Map<TrackedCell, CellOutput>;

/** The cells of one note, run in one kernel. Views watch its cells; commands call its verbs. */
export class NotebookSession {
  #cells: TrackedCell[] = [];
  #notebook: Notebook = { cells: [], tables: [], frozen: [], defaults: { engine: null, uses: [], timeoutSeconds: null, showsProgress: false, problems: [] }, environment: {} };
  #client: Promise<KernelClient> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #generation = 0;
  #ordinal = 0;
  readonly #order: RunOrder;
  readonly #tasks: TaskMemory;

  constructor(private readonly host: SessionHost) {
    this.#order = new RunOrder(host.links ?? noLinks, host.defaultEngine);
    this.#tasks = host.tasks ?? forgetfulMemory();
  }

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
    const before = new Map(this.#cells.map((tracked) => [tracked, this.#order.idOf(tracked.cell)]));
    this.#cells = matchCells(this.#cells, notebook.cells, (cell) => new TrackedCell(cell, this.#idle(cell)));
    const now = new Set(this.#cells.map(({ cell }) => this.#order.idOf(cell)));
    this.#markDependants(new Set([...before.values()].filter((id) => !now.has(id))));
    this.applyDefaults();
  }

  /** Marks as stale what came from cells that are no longer as they were, and what came from that. */
  #markDependants(changed: Set<string>): void {
    for (let size = -1; size !== changed.size; ) {
      size = changed.size;
      for (const tracked of this.#cells) {
        if (![...tracked.ranOn].some((id) => changed.has(id))) continue;
        changed.add(this.#order.idOf(tracked.cell));
        if (tracked.get().output && !tracked.get().stale) tracked.set({ ...tracked.get(), stale: true });
      }
    }
  }

  /** Takes over what changed around the note: another default engine, say. */
  applyDefaults(): void {
    for (const tracked of this.#cells) {
      const state = tracked.get();
      const whyNot = this.#whyNot(tracked.cell);
      const engine = state.output?.engine ?? this.#shownEngine(tracked.cell);
      const task = this.#taskOf(tracked.cell);
      const frozen = frozenMark(tracked.cell);
      if (state.whyNot !== whyNot || state.engine !== engine || state.frozen !== frozen || !isSameTask(state.task, task)) tracked.set({ ...state, whyNot, engine, frozen, task });
    }
  }

  /**
   * Runs one cell.
   * @param at for a schedule: where it runs this time, whatever its directive says
   */
  async run(tracked: TrackedCell, at?: RunAt): Promise<CellOutput | null> {
    await this.#refresh();
    return this.#enqueue(tracked, new Map(), at).output;
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

  /**
   * Runs the note's cells, or those that are wanted, in their order, going on after one that failed, as the command line does. One that waits for another
   * session lets the next ones pass; one that still waits after the last is given up.
   * @returns the cells with their outputs; null for one that was dropped
   */
  async runEach(wanted: (cell: Cell) => boolean = () => true): Promise<{ tracked: TrackedCell; output: CellOutput | null }[]> {
    await this.#refresh();
    const batch: Batch = new Map();
    const turns: Promise<{ tracked: TrackedCell; output: CellOutput | null }>[] = [];
    for (const tracked of this.#cells.filter(({ cell }) => wanted(cell))) {
      const { output, passed } = this.#enqueue(tracked, batch);
      turns.push(output.then((given) => ({ tracked, output: given })));
      await passed;
    }
    void this.#client?.then((client) => { client.last(); });
    return Promise.all(turns);
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

  /**
   * Draws the database of an SQL cell, in its turn among the cells, for the cell to show until it is run again.
   * @returns false where there is nothing to draw
   * @throws when no kernel can be started
   */
  async drawSchema(tracked: TrackedCell): Promise<boolean> {
    const { diagram } = await this.runSql(tracked, '', true);
    tracked.set({ ...tracked.get(), drawn: diagram });
    return diagram !== undefined;
  }

  /**
   * Runs SQL that is no cell on the database of one, in its turn among the cells. Its output is the caller's.
   * @param diagram the database is drawn afterwards
   * @throws when no kernel can be started
   */
  runSql({ cell }: TrackedCell, sql: string, diagram = false): Promise<CellOutput> {
    const turn = this.#queue.then(async () => {
      const client = await (this.#client ??= this.#startClient());
      const toRun: CellToRun = { ...await this.#toRun(cell, this.#notebook), kind: 'sql', language: 'sql', code: sql, expect: null, diagram, crash: false, fork: false, check: undefined };
      const { run, output } = await client.run(toRun, { onOpening: () => undefined, onWaiting: () => undefined, onProgress: () => undefined });
      client.release(run);
      return output;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #refresh(): Promise<void> {
    this.update(await this.host.readNotebook());
  }

  async #runInOrder(cells: readonly TrackedCell[]): Promise<void> {
    const generation = this.#generation;
    const waiting = cells.filter((cell) => cell.get().whyNot === null);
    const batch: Batch = new Map();
    for (const cell of waiting) cell.set({ ...cell.get(), phase: 'queued' });
    for (const cell of waiting) {
      const output = generation === this.#generation ? await this.#enqueue(cell, batch).passed : null;
      if (output && output.status !== 'ok') break;
    }
    for (const cell of waiting) if (cell.get().phase === 'queued') cell.set({ ...cell.get(), phase: cell.get().output ? 'done' : 'idle' });
  }

  /** Queues a run; `passed` comes with its output, or with null once it waits for another session. */
  #enqueue(tracked: TrackedCell, batch: Batch = new Map(), at?: RunAt): { output: Promise<CellOutput | null>; passed: Promise<CellOutput | null> } {
    const generation = this.#generation;
    const ran = batch.get(tracked);
    if (ran) return { output: Promise.resolve(ran), passed: Promise.resolve(ran) };
    if (tracked.get().phase === 'idle' || tracked.get().phase === 'done') tracked.set({ ...tracked.get(), phase: 'queued' });
    let pass = (): void => undefined;
    const waits = new Promise<null>((resolve) => { pass = () => { resolve(null); }; });
    const output = this.#queue.then(() => (generation === this.#generation ? this.#runNow(tracked, pass, batch, at) : this.#dropped(tracked)));
    const passed = Promise.race([output, waits]);
    this.#queue = passed.catch(() => undefined);
    return { output, passed };
  }

  #dropped(tracked: TrackedCell): null {
    tracked.set({ ...tracked.get(), phase: tracked.get().output ? 'done' : 'idle' });
    return null;
  }

  /** Runs a cell, and before it those that define what it needs. */
  async #runNow(tracked: TrackedCell, pass: () => void, batch: Batch, at?: RunAt): Promise<CellOutput> {
    const { cell } = tracked;
    const generation = this.#generation;
    const early = outcomeWithoutKernel(cell, this.#notebook, this.host.defaultEngine());
    if (early) return this.#finish(tracked, early, null, cell.hash);
    tracked.set({ ...tracked.get(), phase: this.#client ? 'running' : 'starting', opening: null, startedAt: Date.now(), engine: at?.engine ?? this.#shownEngine(cell) });
    let client: KernelClient;
    try {
      client = await (this.#client ??= this.#startClient());
    } catch (error) {
      this.#client = null;
      return this.#finish(tracked, withoutRun('error', null, plainError('KernelStartError', error instanceof Error ? error.message : String(error))), null, cell.hash);
    }
    const { first, error } = await this.#order.prepare(cell, this.#notebook, client);
    if (error) return this.#finish(tracked, withoutRun('error', null, error), null, cell.hash);
    let log = '';
    for (const known of first) {
      const own = this.#order.isOwn(known) ? this.#cells.find((other) => other.cell.key === known.cell.key) : undefined;
      const label = this.#order.label(known.cell, known.note.path);
      const output = own ? await this.#runAlone(own, client, pass) : await this.#runLinked(known, client);
      if (own) batch.set(own, output);
      if (generation !== this.#generation) return this.#finish(tracked, withoutRun('interrupted', null, plainError('InterruptedError', 'the cell was stopped')), null, cell.hash);
      if (output.status !== 'ok') return this.#finish(tracked, withoutRun('error', null, failedFirst(label, known.name, output)), null, cell.hash);
      log += `ran ${label} first: it defines ${known.name}\n`;
    }
    return this.#runAlone(tracked, client, pass, log, at);
  }

  /** Runs a cell of a note that this one links to: its outcome is seen only where it fails. */
  async #runLinked({ note, cell }: KnownCell, client: KernelClient): Promise<CellOutput> {
    const { output, defined } = await client.run(await this.#toRun(cell, note.notebook, note.path), { onOpening: () => undefined, onWaiting: () => undefined, onProgress: () => undefined });
    this.#order.ran(cell, defined, note.path);
    return output;
  }

  /** @param log what is told above the cell's own log */
  async #runAlone(tracked: TrackedCell, client: KernelClient, pass: () => void, log = '', at?: RunAt): Promise<CellOutput> {
    const { cell } = tracked;
    if (tracked.run !== null) client.release(tracked.run);
    tracked.set({ ...tracked.get(), phase: 'running', startedAt: tracked.get().startedAt ?? Date.now() });
    const { run, output, defined } = await client.run(
      { ...(await this.#toRun(cell, this.#notebook)), ...(at && elsewhere(cell, this.#notebook, this.host.defaultEngine(), at)) },
      {
        onOpening: (opening) => { tracked.set({ ...tracked.get(), phase: 'starting', opening }); },
        onWaiting: (wait) => {
          tracked.set({ ...tracked.get(), phase: wait ? 'waiting' : 'running', wait });
          if (wait) pass();
        },
        onProgress: (progress) => { tracked.set({ ...tracked.get(), phase: 'running', opening: null, progress }); },
      },
    );
    this.#order.ran(cell, defined);
    tracked.ranOn = this.#order.definers(cell);
    return this.#finish(tracked, log === '' ? output : { ...output, log: log + output.log }, run, cell.hash);
  }

  #toRun(cell: Cell, notebook: Notebook, path?: string): Promise<CellToRun> {
    return cellToRun(cell, notebook, this.#order.place(cell, path), path, this.host);
  }

  #finish(tracked: TrackedCell, output: CellOutput, run: number | null, hash: string): CellOutput {
    tracked.run = run;
    rememberSolved(tracked.cell, output, this.#order.path, this.#tasks);
    tracked.set({
      ...tracked.get(),
      drawn: undefined,
      phase: 'done', opening: null, wait: null, progress: null, startedAt: null, output, task: this.#taskOf(tracked.cell),
      engine: output.engine ?? this.#shownEngine(tracked.cell),
      // The cell may have been edited while it ran.
      stale: tracked.cell.hash !== hash,
      ordinal: run === null ? tracked.get().ordinal : ++this.#ordinal,
    });
    return output;
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
    this.#order.forgetRuns();
    for (const tracked of this.#cells) {
      tracked.run = null;
      if (tracked.get().output) tracked.set({ ...tracked.get(), stale: true });
    }
  }

  #idle(cell: Cell): CellState {
    return { phase: 'idle', engine: this.#shownEngine(cell), opening: null, wait: null, progress: null, startedAt: null, output: null, stale: false, whyNot: this.#whyNot(cell), task: this.#taskOf(cell), ordinal: null, frozen: frozenMark(cell) };
  }

  #taskOf(cell: Cell): TaskState | null {
    return taskOf(cell, this.#order.path, this.#tasks);
  }

  /** The engine that a cell would run on; null for one that is not run at all, or on all of them. */
  #shownEngine(cell: Cell): string | null {
    // Code may use none: it shows one that it names, or that it used.
    const isCode = cell.kind === 'typescript' || cell.kind === 'python';
    return this.#whyNot(cell) === null && !cell.options.matrix && (!isCode || cell.options.engine !== null) ? engineOf(cell, this.#notebook, this.host.defaultEngine()) : null;
  }

  #whyNot(cell: Cell): string | null {
    return notRunnable(cell, engineOf(cell, this.#notebook, this.host.defaultEngine()));
  }
}

/** What the note keeps of a cell's output. */
function frozenMark(cell: Cell): CellState['frozen'] {
  return cell.frozen === null ? null : isFrozenStale(cell) ? 'stale' : 'current';
}

/** Why a cell was not run: what it needs could not be defined. */
function failedFirst(label: string, name: string, { error, status, reason }: CellOutput): CellError {
  const why = error ? `${error.type}: ${error.message}` : (reason ?? status);
  return plainError('PrerequisiteError', `${label} defines ${name}, which this cell needs, and it failed: ${why}`);
}
