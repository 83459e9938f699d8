import { open } from './open';
import { runSync } from '../../../src/databases/flow';
test('runs', async () => {
  for (let i=0;i<3;i++){
  const t = performance.now();
  const db = await open();
  console.log(performance.now() - t, db.database.version);db.database.close()}
  const db = await open();
  db.run('create table t(id int, x text)');
  console.log(db.failure('copy t from stdin'));
  db.run('begin');
  console.log(db.failure('copy t from stdin').message, db.connection.inTransaction);
  db.run('rollback');
  try { runSync(db.connection.executeMany('copy t from stdin',[[],[]])) } catch (e) { console.log(String(e)) }
  console.log(db.run('select 1').rows, db.executed.at(-2), db.executed.at(-1));
  for (const q of ["select sum(1) from generate_series(1,200000)", "do $$ begin raise notice 'hi %', 1; end $$", "create function f(n int) returns int language plpgsql as $$ begin return f(n+1); end $$", 'select f(1)', 'select 1', 'select '+'('.repeat(3000)+'1'+')'.repeat(3000), 'select '+'1+'.repeat(5000)+'1', 'select 2', 'create function g(n int) returns int language sql as $$ select g(n+1) $$','select g(1)','select 3', "with recursive x as (select 1 as a union all select a+1 from x where a< 5) select * from x", 'select '+'abs('.repeat(5000)+'1'+')'.repeat(5000)]) {
    try { const t=performance.now(); const r=db.run(q);console.log(q.slice(0,100), performance.now()-t, JSON.stringify(r).slice(0,300)); } catch (e) { console.log(q.slice(0,100), String(e).slice(0,500)); }
  }
});
