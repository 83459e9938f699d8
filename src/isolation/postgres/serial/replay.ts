import { runAsync, type Flow } from '../../../databases/flow';
import { splitStatements } from '../../../databases/sql-text/split';
import type { ScheduleEngine } from '../../run/engine';
import { interleavings } from '../../schedule/interleavings';
import type { Schedule } from '../../schedule/schedule';
import type { Outcome, TraceRows } from '../../trace';
import type { Performed } from './performed';
import { unitsOf, type Unit } from './units';

/** As many orders as four transactions have. */
const MOST_ORDERS = 24;

/** What came of running the committed transactions one after the other. */
export interface SerialReplay {
  /** Whether some order gives the same results and the same final state. */
  readonly explained: boolean;
  /** The sessions in that order, once for each transaction. */
  readonly order: readonly string[] | null;
  readonly ordersTried: number;
}

/** What a serial order has to give. */
export interface Ran {
  readonly schedule: Schedule;
  readonly performed: readonly Performed[];
  readonly finalState: Readonly<Record<string, TraceRows>>;
}

/**
 * Runs the committed transactions of a schedule serially, in every order that keeps each session's
 * own, until one gives what the schedule gave: view serializability by trial, with no regard to
 * versions. Rows are compared as multisets.
 * @param open an engine on the state on which the schedule started; called for each order
 * @returns null when there are too many orders to try
 */
export async function replaySerially({ schedule, performed, finalState }: Ran, open: () => Promise<ScheduleEngine>): Promise<SerialReplay | null> {
  const { orders, total } = interleavings([...unitsOf(performed).values()], MOST_ORDERS);
  if (total > orders.length) return null;
  for (const [index, order] of orders.entries()) {
    const engine = await open();
    try {
      const same = await runAsync(givesTheSame(order, schedule, finalState, engine));
      if (same) return { explained: true, order: order.map(({ session }) => session), ordersTried: index + 1 };
    } finally {
      engine.close();
    }
  }
  return { explained: false, order: null, ordersTried: orders.length };
}

function* givesTheSame(order: readonly Unit[], schedule: Schedule, finalState: Ran['finalState'], engine: ScheduleEngine): Flow<boolean> {
  for (const sql of schedule.setup) yield* engine.setup(sql);
  const sessions = new Map<string, (sql: string) => Flow<Outcome | null>>();
  for (const { name, setup } of schedule.sessions) {
    const session = yield* engine.open(name);
    const run = function* (sql: string): Flow<Outcome | null> {
      const started = yield* session.start(sql, 0);
      return started.kind === 'done' ? started.outcome : null;
    };
    for (const { text } of splitStatements(setup ?? '', engine.dialect)) yield* run(text);
    sessions.set(name, run);
  }
  for (const { session, statements } of order) {
    for (const { sql, outcome } of statements) {
      const again = yield* (sessions.get(session) as (sql: string) => Flow<Outcome | null>)(sql);
      if (again === null || outcomeKey(again) !== outcomeKey(outcome)) return false;
    }
  }
  for (const [query, rows] of Object.entries(finalState)) {
    if (rowsKey(yield* engine.query(query)) !== rowsKey(rows)) return false;
  }
  return true;
}

function outcomeKey(outcome: Outcome): string {
  if (outcome.kind === 'rows') return rowsKey(outcome);
  return JSON.stringify(outcome.kind === 'ok' ? [outcome.tag] : outcome);
}

function rowsKey({ columns, rows }: TraceRows): string {
  return JSON.stringify([columns, rows.map((row) => JSON.stringify(row)).sort()]);
}
