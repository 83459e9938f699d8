import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, type SqliteDatabase } from '../../../src/databases/sqlite/sqlite-database';
import { sqlalchemyModules } from '../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../databases/node-parts';
import { masked, runProgram } from '../run-program';

export const FOLDER = join(__dirname, 'programs');

/** What a program did; see record.py. */
export interface Recorded {
  readonly stdout: string;
  /** What the engines log: statements, their parameters, marks of transactions. */
  readonly log: readonly string[];
  readonly warnings: readonly string[];
  readonly error: { readonly type: string; readonly message: string; readonly line: number | null } | null;
}

/** The programs of a group: what all of them begin with, and the code of each by its title. */
export function programsOf(group: string): { readonly prelude: string; readonly programs: ReadonlyMap<string, string> } {
  const [prelude = '', ...rest] = readFileSync(join(FOLDER, `${group}.py`), 'utf8').split(/^#: (.*)\n/m);
  const programs = new Map<string, string>();
  for (let at = 0; at + 1 < rest.length; at += 2) programs.set(rest[at] ?? '', rest[at + 1] ?? '');
  return { prelude, programs };
}

/** What SQLAlchemy made of the programs of a group, by their titles. */
export function recordsOf(group: string): Readonly<Record<string, Recorded>> {
  return JSON.parse(readFileSync(join(FOLDER, `${group}.json`), 'utf8')) as Readonly<Record<string, Recorded>>;
}

/** Engines of the program log, as the recorder has them do. */
function echoing(code: string): string {
  return code.replace(/\b(create_(?:async_)?engine\("[^"]*")(?![^)\n]*echo)/g, '$1, echo=True');
}

const parts = nodeParts();

/** Runs a program on SQLite. */
export async function runRecorded(prelude: string, code: string): Promise<Recorded> {
  const log: string[] = [];
  const opened: SqliteDatabase[] = [];
  const surroundings = {
    database: async () => {
      const database = await openSqlite(parts, { onExecuted: () => undefined, interrupted: () => false });
      opened.push(database);
      return database;
    },
    echo: (message: string) => { log.push(masked(message.replace(/^\[(?:generated|cached|no key|caching)[^\]]*\]/, '[...]'))); },
  };
  const { stdout, log: told, outcome } = await runProgram(`import warnings; warnings.simplefilter("always"); ${echoing(prelude + code)}`, { modules: sqlalchemyModules(surroundings) });
  for (const database of opened) database.close();
  const { error } = outcome;
  const warnings = [...masked(told).matchAll(/^\S.*?:\d+: (\w+Warning: [\s\S]*?)\n {2}/gm)].map(([, warning = '']) => warning);
  const above = prelude.split('\n').length - 1;
  return { stdout, log, warnings, error: error && { type: error.type, message: masked(error.message), line: error.line === null ? null : error.line - above } };
}
