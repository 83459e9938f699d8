import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runRecord, type PythonRecord, type RecordRun } from './run-record';

const ids = readdirSync(join(ROOT, 'public'))
  .map((name) => name.replace('.json', ''))
  .sort();

describe('scenarios of SQLAlchemy, as Python programs on SQLite', () => {
  test.each(ids)('%s', async (id) => {
    const { record, asyncpg, ...outcome } = await runRecord(id);
    expect(outcome).toEqual(expectation(record));
    const told = textsOf(record);
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

/** What asyncpg gets, statement by statement. Savepoints are commands of the connection here, and no statements. */
function textsOf({ sql_postgresql_asyncpg: texts }: PythonRecord): readonly (readonly [string, unknown] | null)[] {
  const counted = texts.filter((one) => !/^(?:SAVEPOINT|ROLLBACK TO|RELEASE) /.test(one?.[0] ?? ''));
  return counted.map((one) => one && [one[0].replace(/\s+/g, ' ').trim(), one[1]]);
}
