import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../src/databases/database';
import type { Activity } from '../../../src/orm/engine/activity';
import { Connection } from '../../../src/orm/engine/connection';
import { define } from '../../../src/python/native/define';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { runProgram } from '../run-program';
import { plain, ROOT, type PythonRecord } from './run-record';
import { SchemaDatabase } from './schema-database';

/** What the program of a record did on PostgreSQL. */
export interface PostgresRun {
  readonly stdout: string;
  /** The class of the exception that left the program, and its line. */
  readonly error: { readonly type: string; readonly line: number | null } | null;
  /** Where transactions began and ended. */
  readonly marks: readonly string[];
  /** What was sent for each statement that the program, or the ORM for it, executed; without questions whether tables are there. */
  readonly statements: readonly (readonly (readonly [string, unknown])[])[];
}

/** `fresh()` gives keys itself: what the database makes is to come after them. What it does is not listed. */
const quietly = `
import _recorder
_fresh = fresh
def fresh(*args, **kwargs):
    _recorder.pause(True)
    try:
        engine = _fresh(*args, **kwargs)
        with engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                if [column.name for column in table.primary_key] == ["id"]:
                    connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}")
        return engine
    finally:
        _recorder.pause(False)
`;

/** The program with its databases in memory put on PostgreSQL. */
function onPostgres(code: string): string {
  return code.replace(/"sqlite(?:\+aiosqlite)?:\/\/"/g, '"postgresql+asyncpg://"');
}

/** Runs the program of a record on PostgreSQL, in schemas of its own of a database. */
export async function runOnPostgres(record: PythonRecord, whole: Database): Promise<PostgresRun> {
  const databases: SchemaDatabase[] = [];
  const statements: (readonly [string, unknown])[][] = [];
  const marks: string[] = [];
  let current: (readonly [string, unknown])[] | null = null;
  let paused = false;
  const surroundings = {
    database: () => {
      const made = new SchemaDatabase(whole, `record_${databases.length}`);
      databases.push(made);
      return Promise.resolve(made);
    },
    echo: () => undefined,
    onActivity: (activity: Activity) => {
      if (activity.kind === 'statement') current?.push([activity.sql.replace(/\s+/g, ' ').trim(), plain(activity.parameters)]);
      else if (!paused) marks.push(activity.text);
    },
  };
  const recorder = { name: '_recorder', create: () => ({ pause: define('pause(on)', (on) => { paused = on === true; return null; }) }) }; // prettier-ignore
  const execute = Object.getOwnPropertyDescriptor(Connection.prototype, 'execute')?.value as Connection['execute'];
  const spy = jest.spyOn(Connection.prototype, 'execute').mockImplementation(function* (this: Connection, ...given) {
    const before = current;
    current = [];
    if (!paused) statements.push(current);
    try {
      return yield* Reflect.apply(execute, this, given);
    } finally {
      current = before;
    }
  });
  try {
    const { stdout, outcome } = await runProgram(onPostgres(record.code), {
      modules: [...sqlalchemyModules(surroundings), recorder],
      resolveModule: (name) => (record.models.includes(name) ? { cells: [{ code: onPostgres(readFileSync(join(ROOT, 'models', `${name}.py`), 'utf8')) + quietly, fileName: name }] } : null),
    });
    const { error } = outcome;
    return { stdout, error: error && { type: error.type, line: error.line }, marks, statements: statements.filter(([first]) => !first?.[0].startsWith('SELECT pg_catalog.')) };
  } finally {
    spy.mockRestore();
    for (const database of databases) database.close();
  }
}
