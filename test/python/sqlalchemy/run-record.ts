import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import type { Activity } from '../../../src/orm/engine/activity';
import { Float } from '../../../src/orm/values/exact';
import { PlainDate } from '../../../src/orm/values/temporal';
import { define } from '../../../src/python/native/define';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { masked, runProgram } from '../run-program';
import { AsyncpgTexts } from './asyncpg-texts';

export const ROOT = join(__dirname, '../../oracle/sqlalchemy');

/** One scenario of the oracle; see its README. */
export interface PythonRecord {
  readonly id: string;
  readonly models: readonly string[];
  readonly code: string;
  readonly sql_sqlite: readonly (readonly [string, unknown])[];
  readonly echo_sqlite: readonly string[];
  readonly stdout: string;
  readonly error: { readonly type: string; readonly message: string; readonly line: number } | null;
  readonly warnings: readonly string[];
  readonly sql_postgresql_asyncpg: readonly (readonly [string, unknown] | null)[];
}

export interface RecordRun {
  readonly record: PythonRecord;
  readonly error: { readonly type: string; readonly message: string; readonly line: number | null } | null;
  readonly stdout: string;
  readonly statements: readonly (readonly [string, unknown])[];
  readonly warnings: readonly string[];
  readonly echo: readonly string[];
  /** What asyncpg would have got; null where that is not told. */
  readonly asyncpg: readonly (readonly [string, unknown] | null)[];
}

/** What `fresh()` of a model does is not listed. */
const quietly = `
import _recorder
_fresh = fresh
def fresh(*args, **kwargs):
    _recorder.pause(True)
    try:
        engine = _fresh(*args, **kwargs)
        engine.echo = True
        return engine
    finally:
        _recorder.pause(False)
`;

/** The program with the log of its engines turned on. */
function echoing(code: string): string {
  return code.replace(/\b(create_(?:async_)?engine\("[^"]*")/g, '$1, echo=True');
}

export function recordOf(id: string): PythonRecord {
  return JSON.parse(readFileSync(join(ROOT, 'public', `${id}.json`), 'utf8')) as PythonRecord;
}

/** What asyncpg gets, statement by statement. Savepoints are commands of the connection here, and no statements. */
export function asyncpgTextsOf({ sql_postgresql_asyncpg: texts }: PythonRecord): readonly (readonly [string, unknown] | null)[] {
  const counted = texts.filter((one) => !/^(?:SAVEPOINT|ROLLBACK TO|RELEASE) /.test(one?.[0] ?? ''));
  return counted.map((one) => one && [one[0].replace(/\s+/g, ' ').trim(), one[1]]);
}

/** Runs the program of a record on SQLite. */
export async function runRecord(id: string): Promise<RecordRun> {
  const record = recordOf(id);
  const statements: (readonly [string, unknown])[] = [];
  const echo: string[] = [];
  let paused = false;
  const surroundings = {
    database: () => openSqlite(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }),
    echo: (message: string) => {
      if (!paused) echo.push(message.replace(/^\[(?:generated|cached|no key|caching)[^\]]*\]/, '[...]'));
    },
    onActivity: (activity: Activity) => {
      if (!paused) statements.push(activity.kind === 'statement' ? [activity.sql.replace(/\s+/g, ' ').trim(), plain(activity.parameters)] : [activity.text, null]);
    },
  };
  const recorder = {
    name: '_recorder',
    create: () => ({
      pause: define('pause(on)', (on) => {
        paused = on === true;
        return null;
      }),
    }),
  };
  const asyncpg = new AsyncpgTexts(() => paused);
  const { stdout, log, outcome } = await runProgram(echoing(record.code), {
    modules: [...sqlalchemyModules(surroundings), recorder],
    resolveModule: (name) => (record.models.includes(name) ? { cells: [{ code: readFileSync(join(ROOT, 'models', `${name}.py`), 'utf8') + quietly, fileName: name }] } : null),
  });
  asyncpg.stop();
  const { error } = outcome;
  const warnings = [...masked(log).matchAll(/\b(\w+Warning: .*)$/gm)].map(([, warning = '']) => warning);
  return { record, asyncpg: asyncpg.texts.map((one) => one && ([one[0].replace(/\s+/g, ' ').trim(), plain(one[1])] as const)), echo, error: error && { type: error.type, message: masked(error.message), line: error.line }, stdout, statements, warnings };
}

/** Values as the oracle's JSON has them. */
export function plain(value: unknown): unknown {
  if (value instanceof Float) return value.value;
  if (value instanceof PlainDate) return { $date: value.toString() };
  if (Array.isArray(value)) return value.map(plain);
  return value;
}
