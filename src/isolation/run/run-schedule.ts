import type { Flow } from '../../databases/flow';
import { detect } from '../detect/detect';
import type { History, ItemEvent } from '../history/history';
import { serialOrder } from '../history/serial-order';
import { sessionOf } from '../history/transaction-name';
import type { Moment } from '../moment';
import type { Schedule } from '../schedule/schedule';
import type { Trace, TraceRows, TraceStep, VersionOfItem } from '../trace';
import { traceAnomalies, traceDependencies } from './trace-findings';
import type { ScheduleEngine } from './engine';
import type { ExecutedStatement } from './executed';
import { Lanes, type StepRecord } from './lanes';

export interface RunOptions {
  /** Queries for the final state; every table that the schedule touched, where none are given. */
  readonly finalQueries?: readonly string[];
  /** Told of every statement of the schedule when it has ended; not of what observes it. */
  readonly onExecuted?: (executed: ExecutedStatement) => void;
}

/**
 * Runs a schedule on an engine, step by step in the order written, and tells what happened.
 *
 * A step whose session is waiting is queued and runs as soon as that session wakes; after each
 * step all sessions that can go on do, before the next step starts.
 * @throws ScheduleSetupError when SQL before the first step fails
 */
export function* runSchedule(schedule: Schedule, engine: ScheduleEngine, options: RunOptions = {}): Flow<Trace> {
  const { onExecuted = () => undefined } = options;
  const setup = function* (statements: readonly string[]): Flow<void> {
    for (const sql of statements) {
      const startedAt = performance.now();
      yield* engine.setup(sql);
      onExecuted({ session: null, sql, durationMs: performance.now() - startedAt, rowCount: null });
    }
  };
  yield* setup(schedule.setup);
  const lanes = new Lanes(engine, schedule.steps, onExecuted);
  for (const session of schedule.sessions) yield* lanes.open(session.name, session.setup);
  for (const index of schedule.steps.keys()) {
    yield* lanes.issue(index);
    if (engine.look) yield* engine.look(index + 1);
  }
  const end = yield* lanes.end(schedule.sessions.map(({ teardown }) => teardown));

  const history = yield* engine.history();
  const moments = engine.moments?.() ?? new Map<number, Moment>();
  const finalState: Record<string, TraceRows> = {};
  const queries = options.finalQueries ?? (yield* engine.touchedTables()).map((table) => `select * from ${table}`);
  for (const query of queries) finalState[query] = yield* engine.query(query);
  yield* setup(schedule.teardown);

  const findings = history && detect(history);
  const sessions = schedule.sessions.map(({ name }) => name);
  return {
    engine: engine.name,
    level: engine.level,
    permutation: schedule.permutation,
    sessions,
    steps: lanes.records.map((record, index) => traceStep(record, schedule, index, { all: lanes.records, history, moments })),
    end,
    finalState,
    committed: sessions.filter((name) => lanes.committed.has(name)),
    aborted: sessions.filter((name) => lanes.aborted.has(name)),
    anomalies: findings ? traceAnomalies(findings) : [],
    dependencies: findings ? traceDependencies(findings) : [],
    serialOrder: history && findings?.serializable ? effectiveOrder(history, findings.dependencies) : null,
    remarks: history ? (history.gaps ?? []) : ['reads and writes could not be observed: no anomalies were looked for'],
  };
}

/** The serial order by sessions, of transactions that read or wrote something. */
function effectiveOrder(history: History, dependencies: readonly { readonly from: string; readonly to: string }[]): string[] | null {
  const ended = history.events.flatMap((event) => (event.kind === 'commit' ? event.transaction : []));
  const order = serialOrder(new Set(ended), dependencies, ended);
  return order?.map(sessionOf) ?? null;
}

/** What is known of the run as a whole. */
interface Whole {
  readonly all: readonly StepRecord[];
  readonly history: History | null;
  readonly moments: ReadonlyMap<number, Moment>;
}

function traceStep(record: StepRecord, schedule: Schedule, index: number, { all, history, moments }: Whole): TraceStep {
  const scheduled = schedule.steps[index];
  const step = index + 1;
  const versions = (kind: 'read' | 'write'): VersionOfItem[] =>
    history?.events.flatMap((event) => (event.kind === kind && event.step === step ? versionOfItem(event, history) : [])) ?? [];
  const after = moments.get(step);
  const { claimsToBlock = false, claimsToUnblock = false } = scheduled ?? {};
  const unblocked = all.some((other) => other !== record && other.blocked && other.resumedAfterStep === step);
  return {
    step,
    session: record.session,
    sql: scheduled?.sql ?? '',
    comment: scheduled?.comment ?? '',
    line: scheduled?.line ?? 1,
    outcome: record.outcome,
    blocked: record.blocked,
    blockedBy: record.blockedBy,
    waitsOn: record.waitsOn,
    resumedAfterStep: record.resumedAfterStep,
    queued: record.queued,
    ranAfterStep: record.ranAfterStep,
    notices: record.notices,
    reads: versions('read'),
    writes: versions('write'),
    claims: claimsToBlock || claimsToUnblock ? { blocks: claimsToBlock ? record.blocked : null, unblocks: claimsToUnblock ? unblocked : null } : null,
    ...(after === undefined ? {} : { after }),
  };
}

function versionOfItem({ item, version }: ItemEvent, { valuesOf }: History): VersionOfItem {
  return { item, version, ...(valuesOf ? { values: valuesOf(item, version) } : {}) };
}
