import { POSTGRES_LEVELS } from '../../../src/isolation/postgres/levels';
import { runOnPostgres } from '../../../src/isolation/postgres/run-on-postgres';
import { expected, observed } from './compare';
import { records, scheduleOf, type OracleRecord } from './records';
import { Server } from './server';

/** Most of a run is waiting, to see that a session waits. Servers, not databases: a snapshot that waits to be safe waits for all of them. */
const SERVERS = 4;

let servers: Server[] = [];
const free: Server[] = [];
const waiting: ((server: Server) => void)[] = [];

beforeAll(async () => {
  servers = await Promise.all(Array.from({ length: SERVERS }, () => Server.start()));
  for (const server of servers) give(server);
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

function give(server: Server): void {
  const next = waiting.shift();
  if (next) next(server);
  else free.push(server);
}

async function take(): Promise<Server> {
  return free.pop() ?? new Promise((resolve) => { waiting.push(resolve); });
}

/** What a server does at every level that was recorded, and what was recorded. */
async function runsOf(record: OracleRecord): Promise<{ was: unknown[]; is: unknown[] }> {
  const server = await take();
  const [was, is]: [unknown[], unknown[]] = [[], []];
  try {
    for (const level of POSTGRES_LEVELS) {
      const recorded = record.levels[level];
      if (!recorded) continue;
      const run = await runOnPostgres(scheduleOf(record, recorded), { level, fork: () => server.lend(), finalQueries: record.final });
      is.push({ level, run: observed(record, run) });
      was.push({ level, run: expected(record, recorded) });
    }
    return { was, is };
  } finally {
    give(server);
  }
}

describe('the lab tells of a real PostgreSQL server what was recorded on one', () => {
  const runs = new Map<string, ReturnType<typeof runsOf>>();

  beforeAll(() => {
    for (const record of records()) {
      const run = runsOf(record);
      // A test of its own tells of it.
      run.catch(() => undefined);
      runs.set(record.id, run);
    }
  });

  test.each(records().map(({ id }) => [id]))('%s', async (id) => {
    const run = await runs.get(id);
    expect(run?.is).toEqual(run?.was);
    expect(run?.was).not.toHaveLength(0);
  });
});
