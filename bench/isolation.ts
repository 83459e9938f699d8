import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { labs } from '../src/cells/schedule/labs';
import type { Connection, Database } from '../src/databases/database';
import { runSync } from '../src/databases/flow';
import type { PartName, Parts } from '../src/databases/parts';
import { openPostgres } from '../src/databases/postgres/postgres-database';
import { provocations, stepsOn } from '../src/isolation/provocations';
import { parseSessionMarks } from '../src/isolation/schedule/session-marks';
import { builtParts } from './built-parts';
import { median, time, type Figure } from './figures';
import { benchOrdinarySql } from './ordinary-sql';

/** Three sessions, twelve steps, a wait, and no serial order but by luck. */
const schedule = parseSessionMarks(`
begin; -- T1
begin; -- T2
begin; -- T3
select pcs from stock where sku = 'nut'; -- T1
select pcs from stock where sku = 'nut'; -- T2
select sum(pcs) from stock; -- T3
update stock set pcs = 7 where sku = 'nut'; -- T1
update stock set pcs = 8 where sku = 'nut'; -- T2, BLOCKS
insert into stock values ('bolt', 3); -- T3
commit; -- T1
commit; -- T2
commit; -- T3`);

/** Several sessions in one PostgreSQL: what they cost, and what is done with them. */
export async function benchIsolation(root: string): Promise<Figure[]> {
  const parts = builtParts(root);
  const notebook = await openPostgres(parts, { onExecuted: () => undefined, interrupted: () => false });
  const [first, second] = [notebook.connect(), notebook.connect()];
  for (const sql of ['create table stock (sku text primary key, pcs int)', "insert into stock values ('nut', 10), ('nail', 20)"]) runSync(first.execute(sql));

  const figures = [
    time('switch of the session', switching(first, second)),
    ...forkingSessions(notebook),
    ...(await forkingDatabases(notebook, first)),
    ...(await runningSchedules(notebook, parts)),
    ...sizes(root),
    ...(await benchOrdinarySql(root, parts)),
  ];
  notebook.close();
  return figures;
}

/** A statement of the other session each time, less one of the same session. */
function switching(a: Connection, b: Connection): number {
  const alternating = (one: Connection, other: Connection): number => clock(() => { for (let i = 0; i < 50; i++) runSync((i % 2 ? one : other).execute('select')); }) / 50;
  return median(Array.from({ length: 9 }, () => alternating(a, b) - alternating(a, a)));
}

function forkingSessions(database: Database): Figure[] {
  const before = process.memoryUsage().arrayBuffers;
  const made = Array.from({ length: 10 }, () => {
    let connection: Connection | undefined;
    const ms = clock(() => { connection = database.connect(); });
    // It takes its own memory when another one comes in its place.
    if (connection) runSync(connection.execute('select'));
    return ms;
  });
  const bytes = (process.memoryUsage().arrayBuffers - before) / made.length;
  return [time('a new session', median(made)), { what: 'memory of a session', value: `${(bytes / 1e6).toFixed(1)} MB`, goal: '', met: null }];
}

async function forkingDatabases(database: Database, connection: Connection): Promise<Figure[]> {
  const measure = async (before: () => void): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      before();
      const started = performance.now();
      const copy = await database.fork?.();
      times.push(performance.now() - started);
      copy?.close();
    }
    return median(times);
  };
  return [
    time('a copy of the database', await measure(() => runSync(connection.execute("update stock set pcs = 10 where sku = 'nut'")))),
    time('another one, when nothing was done since', await measure(() => undefined)),
  ];
}

async function runningSchedules(database: Database, parts: Parts): Promise<Figure[]> {
  const lab = labs.postgres;
  const { levels } = lab;
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const started = performance.now();
    for (const level of levels) await lab.run(schedule, level, database);
    times.push(performance.now() - started);
  }
  const wanted = provocations.flatMap((one) => stepsOn(one, 'postgres') ?? []);
  const empty = await openPostgres(parts, { onExecuted: () => undefined, interrupted: () => false });
  const started = performance.now();
  for (const steps of wanted) for (const level of levels) await lab.run(parseSessionMarks(steps), level, empty);
  const matrix = performance.now() - started;
  empty.close();
  return [
    time('12 steps at all levels, with all serial orders', median(times), 1000),
    time(`${wanted.length} anomalies at ${levels.length} levels, with all serial orders`, matrix, 20_000),
  ];
}

/** What main.js carries: each part packed, in base64. */
function sizes(root: string): Figure[] {
  const carried = (bytes: number): number => Math.ceil(bytes / 3) * 4;
  const packed = (name: PartName): number => carried(readFileSync(path.join(root, 'dist', 'parts', `${name}.gz`)).length);
  const stock = carried(gzipSync(readFileSync(path.join(root, 'node_modules', '@electric-sql', 'pglite', 'dist', 'pglite.wasm')), { level: 9 }).length);
  const main = readFileSync(path.join(root, 'main.js')).length;
  const several = packed('postgres.wasm') - stock + packed('postgres.plpgsql');
  const inspection = packed('postgres.pageinspect');
  const megabytes = (what: string, bytes: number): Figure => ({ what, value: `${(bytes / 1e6).toFixed(2)} MB`, goal: '', met: null });
  return [
    megabytes('main.js', main),
    megabytes('of that, for several sessions', several),
    megabytes('of that, for the inspection of pages', inspection),
    megabytes('main.js without both', main - several - inspection),
  ];
}

function clock(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
