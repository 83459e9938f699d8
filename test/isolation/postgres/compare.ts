import type { PostgresRun } from '../../../src/isolation/postgres/run-on-postgres';
import type { AnomalyCode, Outcome, Trace, TraceRows, TraceStep, TraceValue } from '../../../src/isolation/trace';
import type { OracleRecord, RecordedRun, RecordedStep } from './records';

type Rows = readonly (readonly TraceValue[])[];

/** By what a trace names the anomaly that a record is about. An out-of-order read across tables is read skew (design: isolation, detection, 5). */
const CODES: Readonly<Record<string, readonly AnomalyCode[]>> = { 'out-of-order read': ['out-of-order', 'G-single'] };

/** A run in the shape of what was recorded. Rows are sorted where no order is promised. */
export function observed(record: OracleRecord, { trace, replay }: PostgresRun): unknown {
  const ordered = keepsOrder(record);
  return {
    steps: trace.steps.map((step) => observedStep(step, ordered)),
    end: { still_blocked: trace.end.stillBlocked, open_transactions: trace.end.openTransactions },
    finalState: Object.fromEntries(Object.entries(trace.finalState).map(([query, { rows }]: [string, TraceRows]) => [query, sorted(rows, false)])),
    committed: [...trace.committed].sort(),
    explained: replay?.explained,
    ...(record.anomaly === null ? {} : { [record.anomaly]: names(trace, record.anomaly) }),
  };
}

/** What was recorded, in the same shape. */
export function expected(record: OracleRecord, run: RecordedRun): unknown {
  const ordered = keepsOrder(record);
  return {
    steps: run.steps.map((step) => recordedStep(step, ordered)),
    end: run.end,
    finalState: Object.fromEntries(Object.entries(run.final_state).map(([query, rows]) => [query, sorted(rows, false)])),
    committed: [...run.committed].sort(),
    explained: run.serial?.explained,
    ...(record.anomaly === null ? {} : { [record.anomaly]: run.anomaly_observed }),
  };
}

function names({ anomalies }: Trace, anomaly: string): boolean {
  const codes = CODES[anomaly] ?? [anomaly as AnomalyCode];
  return anomalies.some((one) => one.codes.some((code) => codes.includes(code)));
}

function observedStep(step: TraceStep, ordered: boolean): unknown {
  const { session, sql, outcome, blocked, blockedBy, waitsOn, resumedAfterStep, queued, ranAfterStep, notices } = step;
  return {
    session,
    sql,
    outcome: comparable(outcome.kind === 'ok' ? { ...outcome, tag: recordedTag(outcome.tag) } : outcome, ordered),
    ...(blocked ? { blocked, blocked_by: [...blockedBy].sort(), waits_on: waitsOn, resumed_after_step: resumedAfterStep } : {}),
    ...(queued ? { queued, ran_after_step: ranAfterStep } : {}),
    ...(notices.length > 0 ? { notices } : {}),
  };
}

function recordedStep({ step: _, outcome, ...recorded }: RecordedStep, ordered: boolean): unknown {
  const { session, sql, blocked, blocked_by, waits_on, resumed_after_step, queued, ran_after_step, notices } = recorded;
  return {
    session,
    sql,
    outcome: comparable(outcome as Outcome, ordered),
    ...(blocked ? { blocked, blocked_by: [...(blocked_by ?? [])].sort(), waits_on, resumed_after_step } : {}),
    ...(queued ? { queued, ran_after_step } : {}),
    ...(notices ? { notices } : {}),
  };
}

/** The recorder's client keeps the first word of `CREATE TABLE`, `DECLARE CURSOR`, `TRUNCATE TABLE`; the server says both. */
function recordedTag(tag: string): string {
  return tag.replace(/^([A-Z]+) [A-Z ]+$/, '$1');
}

function comparable(outcome: Outcome, ordered: boolean): unknown {
  return outcome.kind === 'rows' ? { ...outcome, rows: sorted(outcome.rows, ordered) } : outcome;
}

function sorted(rows: Rows, ordered: boolean): Rows {
  return ordered ? rows : [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function keepsOrder({ id }: OracleRecord): boolean {
  return id === 'epq-order-by';
}
