import { POSTGRES_LEVELS } from '../../../src/isolation/postgres/levels';
import { runOnPostgres } from '../../../src/isolation/postgres/run-on-postgres';
import { expected, observed } from './compare';
import { records, scheduleOf } from './records';
import { Server } from './server';

let server: Server;

beforeAll(async () => {
  server = await Server.start();
});

afterAll(async () => {
  await server.stop();
});

describe('the lab tells of a real PostgreSQL server what was recorded on one', () => {
  test.each(records().map((record) => [record.id, record] as const))('%s', async (_id, record) => {
    for (const level of POSTGRES_LEVELS) {
      const recorded = record.levels[level];
      if (!recorded) continue;
      const run = await runOnPostgres(scheduleOf(record, recorded), { level, fork: () => server.lend(), finalQueries: record.final });
      expect({ level, run: observed(record, run) }).toEqual({ level, run: expected(record, recorded) });
    }
  });
});
