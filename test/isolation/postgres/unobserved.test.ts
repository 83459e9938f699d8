import fc from 'fast-check';
import { runAsync } from '../../../src/databases/flow';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { EmbeddedSessions } from '../../../src/isolation/postgres/embedded-sessions';
import { POSTGRES_LEVELS, type PostgresLevel } from '../../../src/isolation/postgres/levels';
import { PostgresEngine } from '../../../src/isolation/postgres/postgres-engine';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import type { Schedule } from '../../../src/isolation/schedule/schedule';
import type { Trace } from '../../../src/isolation/trace';
import { nodeParts } from '../../databases/node-parts';
import { lent } from './lent';
import { records, scheduleOf } from './records';

let notebook: PostgresDatabase;

beforeAll(async () => {
  notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
}, 600_000);

afterAll(() => {
  notebook.close();
});

async function run(schedule: Schedule, level: PostgresLevel, observe: boolean, finalQueries: readonly string[]): Promise<Trace> {
  const engine = await runAsync(PostgresEngine.open(new EmbeddedSessions(lent(notebook)), { level, observe }));
  try {
    return await runAsync(runSchedule(schedule, engine, { finalQueries }));
  } finally {
    engine.close();
  }
}

/** All that happened, without what was observed of it. */
function happened({ steps, end, finalState, committed, aborted }: Trace): unknown {
  return withoutNumbers({ steps: steps.map((step) => ({ ...step, reads: [], writes: [], after: null })), end, finalState, committed, aborted });
}

/** SSI's reasons name a transaction by its number, which grows from run to run. */
function withoutNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\bpivot \d+/g, 'pivot'));
}

describe('a schedule does the same whether or not it is observed', () => {
  test.each(records().map((record) => [record.id, record] as const))('%s', async (_id, record) => {
    for (const level of POSTGRES_LEVELS) {
      const recorded = record.levels[level];
      if (!recorded) continue;
      const schedule = scheduleOf(record, recorded);
      const observed = await run(schedule, level, true, record.final);
      expect(observed.steps.some(({ after }) => after !== undefined)).toBe(true);
      expect({ level, ...(happened(observed) as object) }).toEqual({ level, ...(happened(await run(schedule, level, false, record.final)) as object) });
    }
  });
});

const key = fc.integer({ min: 1, max: 400 });
const statement = fc.oneof(
  key.map((id) => `select v from wide where id = ${id}`),
  key.map((id) => `select sum(v) from wide where id between ${id} and ${id + 5}`),
  key.map((id) => `update wide set v = v + 1 where id = ${id}`),
  key.map((id) => `insert into wide values (${id + 400}, 0) on conflict do nothing`),
  key.map((id) => `delete from wide where id = ${id}`),
  fc.constantFrom('select count(*) from wide where v < 0', 'commit', 'begin'),
);
const schedules = fc.array(fc.tuple(fc.constantFrom('T1', 'T2', 'T3'), statement), { minLength: 8, maxLength: 20 });

test('nor does SSI: which transactions fail, of those that share pages and ranges of an index', async () => {
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(schedules, async (steps) => {
      const begins = ['T1', 'T2', 'T3'].map((session) => `begin; -- ${session}`);
      const lines = [...begins, ...steps.map(([session, sql]) => `${sql}; -- ${session}`), ...['T1', 'T2', 'T3'].map((session) => `commit; -- ${session}`)];
      const setup = ['create table wide (id int primary key, v int);', 'insert into wide select g, g from generate_series(1, 400) g;', 'analyze wide;'];
      const schedule = parseSessionMarks([...setup, ...lines].join('\n'));
      const [observed, alone] = [await run(schedule, 'SERIALIZABLE', true, ['select * from wide']), await run(schedule, 'SERIALIZABLE', false, ['select * from wide'])];
      expect(happened(observed)).toEqual(happened(alone));
      failed += alone.steps.filter(({ outcome }) => outcome.kind === 'error' && outcome.sqlstate === '40001').length;
    }),
    { numRuns: Number(process.env['SCHEDULES'] ?? 15) },
  );
  expect(failed).toBeGreaterThan(0);
}, 600_000);
