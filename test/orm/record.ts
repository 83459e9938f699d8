import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../oracle/sqlalchemy');

/** One scenario of the oracle; see its README. */
export interface OracleRecord {
  readonly id: string;
  readonly sql_sqlite: readonly (readonly [string, unknown])[];
  readonly echo_sqlite: readonly string[];
  readonly stdout: string;
  readonly warnings: readonly unknown[];
  readonly sql_postgresql: readonly (string | null)[];
  readonly sql_postgresql_psycopg2: readonly (string | null)[];
  readonly sql_postgresql_asyncpg: readonly (readonly [string, unknown] | null)[];
}

export function oracleRecord(id: string): OracleRecord {
  return JSON.parse(readFileSync(join(ROOT, 'public', `${id}.json`), 'utf8')) as OracleRecord;
}

/** What each model's `fresh()` emits, by dialect. */
export function oracleSetup(model: string): { readonly sqlite: readonly (readonly [string, unknown])[]; readonly postgresql: readonly (readonly [string, unknown])[] } {
  const all = JSON.parse(readFileSync(join(ROOT, 'models/setup.json'), 'utf8')) as Record<string, ReturnType<typeof oracleSetup>>;
  const setup = all[model];
  if (!setup) throw new Error(`no model ${model}`);
  return setup;
}

/** A column of a table of a test. */
export function col<C>(table: { readonly c: { get(key: string): C | undefined } }, key: string): C {
  const column = table.c.get(key);
  if (!column) throw new Error(`no column ${key}`);
  return column;
}
