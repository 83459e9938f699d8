import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { nodeParts } from '../../databases/node-parts';
import { elsewhere } from './elsewhere';
import { asyncpgTextsOf, recordOf, ROOT } from './run-record';
import { runOnPostgres } from './run-on-postgres';

const ids = readdirSync(join(ROOT, 'public'))
  .map((name) => name.replace('.json', ''))
  .sort();

let whole: PostgresDatabase;

beforeAll(async () => {
  whole = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
});

afterAll(() => {
  whole.close();
});

describe('scenarios of SQLAlchemy, as Python programs on PostgreSQL', () => {
  test.each(ids)('%s', async (id) => {
    const record = recordOf(id);
    const { printed: [recorded, here] = ['', ''], error, stops } = elsewhere[id] ?? {};
    const told = asyncpgTextsOf(record);
    const run = await runOnPostgres(record, whole);
    expect(run.error?.type ?? null).toBe(error ?? record.error?.type ?? null);
    expect(record.stdout).toContain(recorded);
    if (stops) {
      expect(record.stdout.startsWith(run.stdout) && run.stdout !== record.stdout).toBe(true);
      return;
    }
    expect(run.stdout).toBe(record.stdout.replace(recorded, here));
    if (!error) expect(run.error?.line ?? null).toBe(record.error?.line ?? null);
    expect(run.marks).toEqual(record.sql_sqlite.filter(([, parameters]) => parameters === null).map(([mark]) => mark));
    // What a batch sends is not told, for it depends on the batch.
    expect(run.statements.map((sent, place) => (told[place] === null ? null : sent))).toEqual(told.map((one) => one && [one]));
  });

  test('only records are answered elsewhere', () => {
    expect(ids).toEqual(expect.arrayContaining(Object.keys(elsewhere)));
  });
});
