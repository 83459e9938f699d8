import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asyncpgTextsOf, ROOT, runRecord, type PythonRecord, type RecordRun } from './run-record';

const ids = readdirSync(join(ROOT, 'public'))
  .map((name) => name.replace('.json', ''))
  .sort();

describe('scenarios of SQLAlchemy, as Python programs on SQLite', () => {
  test.each(ids)('%s', async (id) => {
    const { record, asyncpg, ...outcome } = await runRecord(id);
    expect(outcome).toEqual(expectation(record));
    const told = asyncpgTextsOf(record);
    expect(asyncpg.map((one, place) => (told[place] ? one : null))).toEqual(told);
  });
});

/** What a record says of a run. */
function expectation(record: PythonRecord): Omit<RecordRun, 'record' | 'asyncpg'> {
  return {
    error: record.error && { type: record.error.type, message: record.error.message, line: record.error.line },
    stdout: record.stdout,
    statements: record.sql_sqlite.map(([sql, parameters]) => [sql.replace(/\s+/g, ' ').trim(), parameters]),
    warnings: record.warnings,
    echo: record.echo_sqlite,
  };
}
