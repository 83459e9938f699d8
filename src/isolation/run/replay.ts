import { runAsync, type Flow } from '../../databases/flow';
import { interleavings } from '../schedule/interleavings';
import type { Schedule } from '../schedule/schedule';
import type { Outcome, TraceRows } from '../trace';
import type { ScheduleEngine } from './engine';
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
 * versions. Rows are compared as multisets. Orders that begin like one that went wrong are left out.
 * @param open an engine on the state on which the schedule started; called for each order
 * @returns null when there are too many orders to try
 */
export async function replaySerially({ schedule, performed, finalState }: Ran, open: () => Promise<ScheduleEngine>): Promise<SerialReplay | null> {
  const { orders, total } = interleavings([...unitsOf(performed).values()], MOST_ORDERS);
  if (total > orders.length) return null;
  let left: readonly Unit[][] = orders;
  for (let ordersTried = 1; ; ordersTried++) {
    const [order] = left;
    if (!order) return { explained: false, order: null, ordersTried: ordersTried - 1 };
    const engine = await open();
    try {
      const alike = await runAsync(unitsAlike(order, schedule, finalState, engine));
      if (alike === null) return { explained: true, order: order.map(({ session }) => session), ordersTried };
      // Whatever begins like this differs at the same place.
      left = left.slice(1).filter((other) => order.slice(0, alike + 1).some((unit, place) => other[place] !== unit));
    } finally {
      engine.close();
    }
  }
}

/** The first so many transactions give what they gave; null where all do, and leave the same behind. */
function* unitsAlike(order: readonly Unit[], schedule: Schedule, finalState: Ran['finalState'], engine: ScheduleEngine): Flow<number | null> {
  for (const sql of schedule.setup) yield* engine.setup(sql);
  const sessions = new Map<string, (sql: string) => Flow<Outcome | null>>();
  // What a session set up is part of what it performed.
  for (const { name } of schedule.sessions) {
    const session = yield* engine.open(name);
    const run = function* (sql: string): Flow<Outcome | null> {
      const started = yield* session.start(sql, 0);
      return started.kind === 'done' ? started.outcome : null;
    };
    sessions.set(name, run);
  }
  for (const [place, { session, statements }] of order.entries()) {
    for (const { sql, outcome } of statements) {
      const again = yield* (sessions.get(session) as (sql: string) => Flow<Outcome | null>)(sql);
      if (again === null || outcomeKey(again) !== outcomeKey(outcome)) return place;
    }
  }
  for (const [query, rows] of Object.entries(finalState)) {
    if (rowsKey(yield* engine.query(query)) !== rowsKey(rows)) return order.length;
  }
  return null;
}

function outcomeKey(outcome: Outcome): string {
  if (outcome.kind === 'rows') return rowsKey(outcome);
  return JSON.stringify(outcome);
}

function rowsKey({ columns, rows }: TraceRows): string {
  return JSON.stringify([columns, rows.map((row) => JSON.stringify(row)).sort()]);
}
