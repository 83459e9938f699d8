import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { EmbeddedSessions } from '../../../src/isolation/postgres/embedded-sessions';
import { POSTGRES_LEVELS } from '../../../src/isolation/postgres/levels';
import { runOnPostgres } from '../../../src/isolation/postgres/run-on-postgres';
import { nodeParts } from '../../databases/node-parts';
import { expected, observed } from './compare';
import { records, scheduleOf } from './records';

let notebook: PostgresDatabase;

beforeAll(async () => {
  notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
}, 600_000);

afterAll(() => {
  expect(notebook.refusedWaits).toEqual({ count: 0, functions: [] });
  notebook.close();
});

const fork = async (): Promise<EmbeddedSessions> => new EmbeddedSessions(await notebook.fork());

describe('what the embedded PostgreSQL does is what was recorded on a real one', () => {
  test.each(records().map((record) => [record.id, record] as const))('%s', async (_id, record) => {
    for (const level of POSTGRES_LEVELS) {
      const recorded = record.levels[level];
      if (!recorded) continue;
      const run = await runOnPostgres(scheduleOf(record, recorded), { level, fork, finalQueries: record.final });
      expect({ level, run: observed(record, run) }).toEqual({ level, run: expected(record, recorded) });
    }
  });
});
