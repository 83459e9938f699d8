import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packagedFile } from '../build/postgres/sessions/side-module.mjs';
import type { Connection, Database } from '../src/databases/database';
import { runSync } from '../src/databases/flow';
import type { Parts } from '../src/databases/parts';
import { openPostgres } from '../src/databases/postgres/postgres-database';
import { median, ratio, type Figure } from './figures';

const rounds = 9;
/** Until the engine has compiled what is used often. */
const warming = 4;

/** What a measurement needs, what is measured, and what is left for the next round. */
const work: readonly (readonly [what: string, prepare: string, run: string, times: number])[] = [
  ['insert 20,000 rows', 'truncate t', "insert into t select g, g % 100, 'row ' || g from generate_series(1, 20000) g", 1],
  ['group by over 20,000 rows', '', 'select grp, count(*), sum(id), max(name) from t group by grp', 5],
  ['join of 20,000 rows', '', 'select count(*) from t a join t b on a.id = b.id + 1', 5],
  ['sort of 20,000 rows', '', 'select count(*) from (select * from t order by name desc offset 0) s', 2],
  ['update 20,000 rows', '', 'update t set grp = grp + 1', 1],
  ['PL/pgSQL loop of 100,000', '', 'do $$ declare s int8 := 0; begin for i in 1..100000 loop s := s + i % 7; end loop; end $$', 1],
  ['expressions over 20,000 rows', '', "select sum(case when id % 3 = 0 then length(upper(name)) + abs(id - 5) * 2 else id / 3 end) from t where name like 'row%' and id between 10 and 19000", 5],
  ['200 selects of a row', '', 'select * from t where id = 77', 200],
];

/** Speed of one session against PGlite's own program, whose functions cannot be left in the middle. */
export async function benchOrdinarySql(root: string, parts: Parts): Promise<Figure[]> {
  const [ours, stock] = [await prepared(parts), await prepared(await stockParts(root, parts))];
  const ratios = work.map(([what, prepare, run, times]) => {
    const measured = Array.from({ length: rounds + warming }, (_, round) => {
      // Whoever comes first has the colder caches.
      const first = round % 2 === 0 ? ours : stock;
      const one = time(first, prepare, run, times);
      const other = time(first === ours ? stock : ours, prepare, run, times);
      return first === ours ? [one, other] : [other, one];
    }).slice(warming);
    return { what, value: median(measured.map(([a = 0]) => a)) / median(measured.map(([, b = 1]) => b)) };
  });
  const mean = Math.exp(ratios.reduce((sum, { value }) => sum + Math.log(value), 0) / ratios.length);
  return [...ratios.map(({ what, value }) => ratio(what, value, 1.4)), ratio('geometric mean', mean, 1.15)];
}

async function prepared(parts: Parts): Promise<Connection> {
  const database: Database = await openPostgres(parts, { onExecuted: () => undefined, interrupted: () => false });
  const connection = database.connect();
  for (const sql of ['create table t (id int primary key, grp int, name text)', work[0]?.[2] ?? '']) runSync(connection.execute(sql));
  return connection;
}

/** Processor time, in microseconds: other programs do not count. */
function time(connection: Connection, prepare: string, run: string, times: number): number {
  if (prepare !== '') runSync(connection.execute(prepare));
  const started = process.cpuUsage();
  for (let i = 0; i < times; i++) runSync(connection.execute(run));
  const { user, system } = process.cpuUsage(started);
  return user + system;
}

/** The same with PGlite's own program and its own PL/pgSQL. */
async function stockParts(root: string, parts: Parts): Promise<Parts> {
  const dist = path.join(root, 'node_modules', '@electric-sql', 'pglite', 'dist');
  const program = await WebAssembly.compile(readFileSync(path.join(dist, 'pglite.wasm')));
  const language = packagedFile(readFileSync(path.join(dist, 'pglite.js'), 'utf8'), await parts.bytes('postgres.data'), '/pglite/lib/postgresql/plpgsql.so');
  return {
    module: () => Promise.resolve(program),
    bytes: (name) => (name === 'postgres.plpgsql' ? Promise.resolve(language) : parts.bytes(name)),
  };
}
