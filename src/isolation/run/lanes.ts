import type { Flow } from '../../databases/flow';
import { splitStatements } from '../../databases/sql-text/split';
import { isCrash, type ScheduledStep } from '../schedule/schedule';
import { ScheduleError } from '../schedule/schedule-error';
import type { Outcome, Trace } from '../trace';
import type { EngineSession, LockWait, ScheduleEngine } from './engine';
import { rowCountOf, type ExecutedStatement } from './executed';
import { ScheduleSetupError } from './setup-error';

/** What has become of a step so far. */
export interface StepRecord {
  session: string;
  outcome: Outcome;
  blocked: boolean;
  blockedBy: readonly string[];
  waitsOn: string | null;
  resumedAfterStep: number | null;
  queued: boolean;
  ranAfterStep: number | null;
  notices: readonly string[];
}

/** A session with the step that it is at. */
interface Lane {
  readonly session: EngineSession;
  /** The step that is running or waiting, and its statements that are still to come. */
  running: { readonly index: number; readonly statements: readonly string[]; at: number; startedAt: number; wasInTransaction: boolean } | null;
  readonly queue: number[];
}

/** The sessions of a schedule that runs: each takes its steps in order, one at a time. */
export class Lanes {
  readonly records: StepRecord[];
  /** Sessions of which a transaction was committed by a COMMIT, or was rolled back. */
  readonly committed = new Set<string>();
  readonly aborted = new Set<string>();
  readonly #lanes = new Map<string, Lane>();

  constructor(
    readonly engine: ScheduleEngine,
    readonly steps: readonly ScheduledStep[],
    /** Told of every statement that a session ran, when it has ended. */
    readonly onExecuted: (executed: ExecutedStatement) => void = () => undefined,
  ) {
    this.records = steps.map(({ session }) => ({
      session: session ?? '',
      outcome: { kind: 'never_ran' },
      blocked: false,
      blockedBy: [],
      waitsOn: null,
      resumedAfterStep: null,
      queued: false,
      ranAfterStep: null,
      notices: [],
    }));
  }

  /** Opens a session and runs its setup. */
  *open(name: string, setup: string | null): Flow<void> {
    const session = yield* this.engine.open(name);
    this.#lanes.set(name, { session, running: null, queue: [] });
    for (const sql of this.#statements(setup ?? '')) {
      const startedAt = performance.now();
      const started = yield* session.start(sql, 0);
      if (started.kind === 'blocked') throw new ScheduleSetupError(`the setup of session ${name} has to wait`);
      this.#report(name, sql, startedAt, started.outcome);
      if (started.outcome.kind === 'error') throw new ScheduleSetupError(`the setup of session ${name} fails: ${started.outcome.message}`);
    }
  }

  /** Issues a step, or queues it when its session is waiting; then lets go on whoever can. */
  *issue(index: number): Flow<void> {
    const record = this.records[index] as StepRecord;
    const lane = this.#laneFor(this.steps[index]?.session ?? null);
    record.session = lane.session.name;
    if (this.#isCrash(index)) {
      yield* this.#crash(index);
      return;
    }
    if (lane.running) {
      record.queued = true;
      lane.queue.push(index);
    } else {
      this.#begin(lane, index);
      yield* this.#advance(lane, index + 1);
    }
    yield* this.#drain(index + 1);
  }

  /** Ends the schedule: whoever still waits is told so, and what is open is rolled back. */
  *end(teardowns: readonly (string | null)[]): Flow<Trace['end']> {
    const lanes = [...this.#lanes.values()];
    const stillBlocked = lanes.filter((lane) => lane.running !== null).map((lane) => lane.session.name);
    const openTransactions = lanes.filter((lane) => lane.session.inTransaction).map((lane) => lane.session.name);
    for (const lane of lanes) {
      if (!lane.running) continue;
      const outcome = { kind: 'never_resumed' } as const;
      (this.records[lane.running.index] as StepRecord).outcome = outcome;
      this.#report(lane.session.name, lane.running.statements[lane.running.at], lane.running.startedAt, outcome);
    }
    for (const name of openTransactions) this.aborted.add(name);
    // Those that wait first: a rollback elsewhere must not let them go on.
    for (const lane of [...lanes].sort((a, b) => Number(b.running !== null) - Number(a.running !== null))) {
      yield* lane.session.end(this.steps.length);
    }
    for (const sql of teardowns.flatMap((teardown) => this.#statements(teardown ?? ''))) yield* this.engine.setup(sql);
    return { stillBlocked, openTransactions };
  }

  /** `either` (null) is the first session that is not waiting. */
  #laneFor(session: string | null): Lane {
    const lanes = [...this.#lanes.values()];
    const lane = session === null ? (lanes.find(({ running }) => running === null) ?? lanes[0]) : this.#lanes.get(session);
    if (!lane) throw new ScheduleSetupError(`no session ${session ?? ''}`);
    return lane;
  }

  /** A crash waits for no one. */
  #isCrash(index: number): boolean {
    const step = this.steps[index] as ScheduledStep;
    const { line } = step;
    if (!this.#statements(step.sql).some((sql) => isCrash({ ...step, sql }))) return false;
    if (!isCrash(step)) throw new ScheduleError('crash is a step of its own: write nothing else before the mark', line, 1);
    if (!this.engine.crash) throw new ScheduleError(`the engine ${this.engine.name} keeps nothing on a disk from which it could recover: postgres and sqlite do`, line, 1);
    return true;
  }

  /** What waits is cut off, what is queued behind it never runs, and open transactions are gone. */
  *#crash(index: number): Flow<void> {
    const lanes = [...this.#lanes.values()];
    const lost = lanes.filter(({ session }) => session.inTransaction).map(({ session }) => session.name);
    for (const lane of lanes) {
      if (lane.running) {
        const record = this.records[lane.running.index] as StepRecord;
        record.outcome = { kind: 'error', message: 'the connection was lost: power failed' };
        record.resumedAfterStep ??= index + 1;
      }
      lane.running = null;
      lane.queue.length = 0;
    }
    const log = this.engine.crash ? yield* this.engine.crash(index + 1) : [];
    for (const name of lost) this.aborted.add(name);
    (this.records[index] as StepRecord).outcome = { kind: 'crash', lost, log };
  }

  #begin(lane: Lane, index: number): void {
    const sql = this.steps[index]?.sql ?? '';
    lane.running = { index, statements: this.#statements(sql), at: 0, startedAt: 0, wasInTransaction: false };
  }

  /** Runs what a session has to do until it waits or is through. */
  *#advance(lane: Lane, during: number): Flow<void> {
    while (lane.running) {
      const { running } = lane;
      const sql = running.statements[running.at];
      running.wasInTransaction = lane.session.inTransaction;
      running.startedAt = performance.now();
      const started = yield* lane.session.start(sql ?? '', running.index + 1);
      const record = this.records[running.index] as StepRecord;
      if (started.kind === 'blocked') {
        noteWait(record, started.wait);
        return;
      }
      if (started.wait) noteWait(record, started.wait);
      this.#finish(lane, started.outcome, started.notices, during);
    }
  }

  /** A statement ended: the step goes on with its next one, or the session with its next step. */
  #finish(lane: Lane, outcome: Outcome, notices: readonly string[], during: number): void {
    const { running } = lane;
    if (!running) return;
    this.#report(lane.session.name, running.statements[running.at], running.startedAt, outcome);
    this.#noteEnd(lane, outcome, running.wasInTransaction);
    const record = this.records[running.index] as StepRecord;
    record.outcome = outcome;
    record.notices = [...record.notices, ...notices];
    running.at += 1;
    if (outcome.kind !== 'error' && running.at < running.statements.length) return;
    if (record.blocked) record.resumedAfterStep ??= during;
    if (record.queued) record.ranAfterStep ??= during;
    lane.running = null;
    const next = lane.queue.shift();
    if (next !== undefined) this.#begin(lane, next);
  }

  *#drain(during: number): Flow<void> {
    for (;;) {
      const woken = yield* this.engine.wake();
      if (woken.length === 0) return;
      for (const { session, outcome, notices } of woken) {
        const lane = this.#laneFor(session);
        this.#finish(lane, outcome, notices, during);
        yield* this.#advance(lane, during);
      }
    }
  }

  #report(session: string, sql: string | undefined, startedAt: number, outcome: Outcome): void {
    if (sql !== undefined) this.onExecuted({ session, sql, durationMs: performance.now() - startedAt, rowCount: rowCountOf(outcome) });
  }

  #noteEnd({ session }: Lane, outcome: Outcome, wasInTransaction: boolean): void {
    if (!wasInTransaction || session.inTransaction) return;
    if (outcome.kind === 'ok' && outcome.tag === 'COMMIT') this.committed.add(session.name);
    else this.aborted.add(session.name);
  }

  #statements(sql: string): string[] {
    return splitStatements(sql, this.engine.dialect).map(({ text }) => text);
  }
}

function noteWait(record: StepRecord, wait: LockWait): void {
  if (record.blocked) return;
  record.blocked = true;
  record.blockedBy = wait.blockedBy;
  record.waitsOn = wait.waitsOn;
}
