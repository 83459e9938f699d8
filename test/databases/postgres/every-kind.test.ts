import type { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { kinds, preparation } from './kinds-of-statement';
import { openSessions, Schedule } from './sessions';

let database: PostgresDatabase;
let schedule: Schedule;
beforeAll(async () => {
  database = await openSessions();
  schedule = new Schedule(database);
});
afterAll(() => {
  database.close();
});

/** How many really waited, and where both did; a kind that stopped waiting would not test anything any more. */
let waited = 0;
let bothWaited = 0;

test.each(kinds.map(([holder, waiter]) => [waiter.join('; '), holder, waiter] as const))('%s', (_title, holder, waiter) => {
  for (const sql of preparation) schedule.run([['setup', sql]]);
  for (const name of ['B', 'C']) schedule.run([[name, 'set search_path = s']]);
  schedule.run([['A', 'set search_path = s'], ['A', 'begin'], ...holder.map((sql) => ['A', sql] as const)]);

  const queues = new Map(['B', 'C'].map((name) => [name, [...waiter]]));
  const advance = (): void => {
    for (const [name, queue] of queues) {
      while (queue.length > 0 && !schedule.waiting.includes(name)) schedule.step(name, queue.shift() ?? '');
    }
  };
  advance();
  if (schedule.waiting.length > 0) waited++;
  if (schedule.waiting.length > 1) bothWaited++;
  for (const name of ['A', 'B', 'C']) {
    if (schedule.waiting.includes(name)) continue;
    schedule.step(name, 'commit');
    advance();
  }
  for (const name of ['B', 'C']) if (!schedule.waiting.includes(name)) schedule.step(name, 'commit');
  expect(schedule.waiting).toEqual([]);
  expect(database.refusedWaits).toEqual({ count: 0, functions: [] });
  schedule.reset();
});

test('there are a hundred kinds, and in almost all of them two wait', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(100);
  expect(waited).toBeGreaterThan(90);
  expect(bothWaited).toBeGreaterThan(85);
});
