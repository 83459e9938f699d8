import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Connection } from '../../../src/databases/database';
import { runSync } from '../../../src/databases/flow';
import { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { checkSessions } from '../../../src/databases/postgres/sessions/self-check';
import { nodeParts } from '../node-parts';

const parts = nodeParts();
const surroundings = { onExecuted: () => {}, interrupted: () => false };
const one = (connection: Connection): unknown => runSync(connection.execute('select 1')).rows[0]?.[0];

test('two sessions are tried before the second is given away, once for a database and its copies', async () => {
  const check = jest.fn(checkSessions);
  const database = await PostgresDatabase.open({ parts, surroundings, trust: { given: false, check } });
  const first = database.connect();
  expect(check).not.toHaveBeenCalled();
  runSync(first.execute('begin'));
  runSync(first.execute('create table kept (n int)'));
  database.connect();
  database.connect();
  const copy = await database.fork();
  copy.connect();
  copy.connect();
  expect(check).toHaveBeenCalledTimes(1);
  expect(runSync(first.execute('select count(*) from kept')).rows).toEqual([[0]]);
});

test('where sessions cannot be trusted the first goes on alone', async () => {
  const check = (): never => {
    throw new Error('a circle of waits: blocked instead of 40P01');
  };
  const database = await PostgresDatabase.open({ parts, surroundings, trust: { given: false, check } });
  const first = database.connect();
  expect(() => database.connect()).toThrow('has one session, and a connection uses it (a circle of waits: blocked instead of 40P01)');
  expect([database.sessions, database.reason]).toEqual(['one', 'a circle of waits: blocked instead of 40P01']);
  expect(one(first)).toBe(1);
  first.close();
  expect(one(database.connect())).toBe(1);
});

test('a PostgreSQL that was not built for several sessions has one', async () => {
  const stock = path.join(path.dirname(createRequire(__filename).resolve('@electric-sql/pglite')), 'pglite.wasm');
  const module = await WebAssembly.compile(readFileSync(stock));
  const withStock = { bytes: parts.bytes.bind(parts), module: () => Promise.resolve(module) };
  const database = await PostgresDatabase.open({ parts: withStock, surroundings, trust: { given: false, check: checkSessions } });
  expect(database.sessions).toBe('one');
  const first = database.connect();
  expect(one(first)).toBe(1);
  expect(() => database.connect()).toThrow('was not built for several sessions');
});
