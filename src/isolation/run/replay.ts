import type { Flow } from '../../databases/flow';
import type { Outcome, Trace, TraceRows, TraceValue } from '../trace';

/** A committed transaction: its steps in the schedule, by index. */
export interface Unit {
  readonly session: string;
  readonly steps: readonly number[];
}

export interface Replay {
  /** Whether some serial order gives the same results and the same final state. */
  readonly explained: boolean;
  /** The sessions of the transactions in that order. */
  readonly order: readonly string[] | null;
  readonly ordersTried: number;
}

const MOST_TRANSACTIONS = 4;

/**
 * Runs the committed transactions of a trace one after the other, in every order that keeps each
 * session's own, until one gives the same results and the same final state. It knows nothing of
 * versions, so that it tells whether the detector was right.
 * @param rerun runs the given steps of the schedule in the given order from the same beginning
 * @returns null when there are more transactions than can be tried
 */
export function* replaySerially(trace: Trace, rerun: (steps: readonly number[]) => Flow<Trace>): Flow<Replay | null> {
  const units = committedUnits(trace);
  if (units.length > MOST_TRANSACTIONS) return null;
  let ordersTried = 0;
  for (const order of orders(units)) {
    ordersTried += 1;
    const steps = order.flatMap((unit) => unit.steps);
    const serial = yield* rerun(steps);
    const sameResults = steps.every((index, at) => sameOutcome(trace.steps[index]?.outcome, serial.steps[at]?.outcome));
    if (sameResults && sameState(trace.finalState, serial.finalState)) return { explained: true, order: order.map(({ session }) => session), ordersTried };
  }
  return { explained: false, order: null, ordersTried };
}

/** The transactions that committed; a statement outside of any is one by itself. */
export function committedUnits(trace: Trace): Unit[] {
  const open = new Map<string, number[]>();
  const units: Unit[] = [];
  // In the order in which they ran: a queued step ran later than it stands.
  const ran = trace.steps.map((step, index) => ({ step, index, at: step.ranAfterStep ?? step.resumedAfterStep ?? step.step }));
  for (const { step, index } of ran.sort((a, b) => a.at - b.at || a.index - b.index)) {
    const { session, outcome, sql } = step;
    // What was refused had no effect; to refuse it was not about data but about the others.
    if (outcome.kind === 'error') continue;
    const steps = open.get(session);
    const statement = sql.trim().toLowerCase();
    if (steps) {
      steps.push(index);
      if (outcome.kind === 'ok' && outcome.tag === 'COMMIT') units.push({ session, steps });
      if (outcome.kind === 'ok' && (outcome.tag === 'COMMIT' || (outcome.tag === 'ROLLBACK' && !/\bto\b/.test(statement)))) open.delete(session);
    } else if (/^(?:begin|start\s+transaction)\b/.test(statement)) {
      const endsToo = /;\s*(?:commit|end)\b[^;]*$/.test(statement);
      if (endsToo) units.push({ session, steps: [index] });
      else open.set(session, [index]);
    } else if (outcome.kind === 'rows' || (outcome.kind === 'ok' && !['COMMIT', 'ROLLBACK'].includes(outcome.tag))) {
      units.push({ session, steps: [index] });
    }
  }
  return units;
}

/** All orders in which each session's transactions follow each other as they did. */
function* orders(units: readonly Unit[]): Generator<Unit[]> {
  if (units.length === 0) yield [];
  const first = new Set<string>();
  for (const [index, unit] of units.entries()) {
    if (first.has(unit.session)) continue;
    first.add(unit.session);
    for (const rest of orders(units.filter((_, other) => other !== index))) yield [unit, ...rest];
  }
}

/** Rows count as a multiset: where there is no ORDER BY, order says nothing. */
function sameOutcome(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (a?.kind === 'rows' && b?.kind === 'rows') return sameRows(a.rows, b.rows);
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameState(a: Readonly<Record<string, TraceRows>>, b: Readonly<Record<string, TraceRows>>): boolean {
  return Object.entries(a).every(([query, { rows }]) => sameRows(rows, b[query]?.rows ?? []));
}

function sameRows(a: readonly (readonly TraceValue[])[], b: readonly (readonly TraceValue[])[]): boolean {
  const sorted = (rows: readonly (readonly TraceValue[])[]): string => rows.map((row) => JSON.stringify(row)).sort().join('\n');
  return sorted(a) === sorted(b);
}
