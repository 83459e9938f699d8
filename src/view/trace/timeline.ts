import type { Trace, TraceStep } from '../../cells/output';
import { boundaryOf, frameOf, statementsOf, type Boundary } from './statements';

/** A step in the diagram. */
export interface TimelineRow {
  readonly step: TraceStep;
  /** Its session's place, from 0. */
  readonly lane: number;
  /** `begin`, `commit` or `rollback` where the step is nothing else and went well; such a step has no card. */
  readonly frame: Boundary;
  /** The step after which its outcome was there; Infinity where it never was. */
  readonly endedAt: number;
}

/** A stretch of a lane, by the rows from which and to which it goes. */
export interface Stretch {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

/** A wait; `open` where it never ended. */
export interface Wait extends Stretch {
  readonly open: boolean;
}

/** A transaction from its begin to its end. */
export interface Life extends Stretch {
  readonly end: 'commit' | 'rollback' | 'open';
}

/** The trace as the diagram draws it. */
export interface Timeline {
  readonly rows: readonly TimelineRow[];
  readonly waits: readonly Wait[];
  readonly lives: readonly Life[];
  /** Steps that went on after a wait, by the step of another session during which they did. */
  readonly resumed: ReadonlyMap<number, readonly TimelineRow[]>;
}

/** Lays a trace out in lanes and rows. */
export function timelineOf(trace: Trace): Timeline {
  const rows = trace.steps.map((step) => rowOf(step, trace));
  const waits = rows.flatMap((row) => waitOf(row, rows));
  const resumed = new Map<number, TimelineRow[]>();
  for (const row of rows) {
    const during = row.step.resumedAfterStep;
    if (during === null || !resumesElsewhere(row, rows)) continue;
    resumed.set(during, [...(resumed.get(during) ?? []), row]);
  }
  return { rows, waits, lives: livesOf(rows, trace.sessions.length), resumed };
}

/** The step after which a step's outcome was there. */
export function endOf({ step, outcome, resumedAfterStep, ranAfterStep }: TraceStep): number {
  if (outcome.kind === 'never_ran' || outcome.kind === 'never_resumed') return Infinity;
  return Math.max(step, resumedAfterStep ?? 0, ranAfterStep ?? 0);
}

/** True where a step's wait ended in a row of another session, in which its own lane is free to say so. */
function resumesElsewhere({ step, lane }: TimelineRow, rows: readonly TimelineRow[]): boolean {
  if (!step.blocked || step.resumedAfterStep === null || step.resumedAfterStep <= step.step) return false;
  return rows.some((row) => row.step.step === step.resumedAfterStep && row.lane !== lane);
}

function rowOf(step: TraceStep, trace: Trace): TimelineRow {
  return { step, lane: Math.max(0, trace.sessions.indexOf(step.session)), frame: plainFrame(step), endedAt: endOf(step) };
}

/** A frame with anything to tell is drawn as a card. */
function plainFrame({ sql, outcome, blocked, notices, claims }: TraceStep): Boundary {
  const frame = frameOf(sql);
  const warned = claims !== null && (claims.blocks === false || claims.unblocks === false);
  if (outcome.kind !== 'ok' || blocked || notices.length > 0 || warned) return null;
  // PostgreSQL answers ROLLBACK to the COMMIT of a transaction that has failed.
  return frame === 'commit' && outcome.tag === 'ROLLBACK' ? 'rollback' : frame;
}

function waitOf(row: TimelineRow, rows: readonly TimelineRow[]): readonly Wait[] {
  const { step, lane } = row;
  if (!step.blocked) return [];
  // A queued step begins to wait when the one before it has ended.
  const before = rows.filter((other) => other.lane === lane && other.step.step < step.step).map(({ endedAt }) => endedAt);
  const from = step.queued ? Math.min(Math.max(step.step, ...before), rows.length) : step.step;
  return [{ lane, from, to: Math.min(row.endedAt, rows.length), open: row.endedAt > rows.length }];
}

function livesOf(rows: readonly TimelineRow[], lanes: number): readonly Life[] {
  return Array.from({ length: lanes }, (_, lane) => lane).flatMap((lane) => {
    const lives: Life[] = [];
    let from: number | null = null;
    for (const { step, lane: own } of rows) {
      // Power failed for all.
      if (step.outcome.kind === 'crash' && from !== null) {
        lives.push({ lane, from, to: step.step, end: 'rollback' });
        from = null;
      }
      if (own !== lane) continue;
      for (const statement of statementsOf(step.sql)) {
        const boundary = boundaryOf(statement);
        if (boundary === 'begin') from ??= step.step;
        else if (boundary !== null && from !== null && step.outcome.kind !== 'never_ran') {
          const kept = boundary === 'commit' && step.outcome.kind !== 'error' && !(step.outcome.kind === 'ok' && step.outcome.tag === 'ROLLBACK');
          lives.push({ lane, from, to: step.step, end: kept ? 'commit' : 'rollback' });
          from = null;
        }
      }
    }
    if (from !== null) lives.push({ lane, from, to: rows.length, end: 'open' });
    return lives;
  });
}
