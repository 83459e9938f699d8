import { sqlNames } from '../../src/cells/sql/sql-names';
import { sqlSoup } from '../databases/sql-text/sql-soup';
import fc from 'fast-check';

test.each<readonly [string, readonly string[], readonly string[]]>([
  ['create table t (a int)', ['t'], []],
  ['create temp table if not exists main."My T" (a int)', ['my t'], []],
  ['create table if not exists t (a int references other (id))', ['t'], []],
  ['create or replace view v as select * from t join u using (id)', ['v'], ['t', 'u']],
  ['create materialized view v as select 1', ['v'], []],
  ['create virtual table v using fts5(a)', ['v'], []],
  ['create table t as select * from s', ['t'], ['s']],
  ['create table t (a); insert into t values (1); select * from t, u', ['t'], ['u']],
  ['select * from a, b as x, c y, d', [], ['a', 'b', 'c', 'd']],
  ['select * from a x join b on a.id = b.id left join lateral (select * from c) q on true', [], ['a', 'b', 'c']],
  ['select (select max(x) from a) from b where exists (select 1 from c)', [], ['a', 'b', 'c']],
  ['with q as (select * from a), r (x) as not materialized (select 1 from q) select * from q, r, b', [], ['a', 'b']],
  ['with recursive n(i) as (select 1 union all select i + 1 from n) select * from n', [], []],
  ['insert into t (a, b) select a, b from s', [], ['t', 's']],
  ['insert or replace into t values (1)', [], ['t']],
  ['insert into t values (1) on conflict (id) do update set a = 2', [], ['t']],
  ['update only t set a = s.a from s where s.id = t.id', [], ['t', 's']],
  ['delete from t using u where t.id = u.id', [], ['t', 'u']],
  ['merge into t using s on t.id = s.id when matched then delete', [], ['t', 's']],
  ['select extract(year from d), trim(both from x), substring(s from 2) from t', [], ['t']],
  ['select * from t where a is distinct from b', [], ['t']],
  ['select * from generate_series(1, 3) as g, t', [], ['t']],
  ['select * from t for update skip locked', [], ['t']],
  ['alter table t add column b int', [], ['t']],
  ['drop table if exists t', [], []],
  ['truncate t, u', [], ['t']],
  ['create unique index i on t (a)', [], ['t']],
  ['create trigger g after insert on t begin insert into log values (new.id); end', [], ['t', 'log']],
  ["select 'from x', \"from\" from t -- from y", [], ['t']],
  ['begin; commit; select 1', [], []],
  ['', [], []],
])('%s', (sql, defines, uses) => {
  const names = sqlNames(sql, /merge|lateral|only|extract|generate_series|truncate|using u|skip locked/.test(sql) ? 'postgres' : 'sqlite');
  expect([[...names.defines].sort(), [...(names.needsLater ?? [])].sort(), names.needs]).toEqual([[...defines].sort(), [...uses].sort(), []]);
});

test('any text is read to its end', () => {
  fc.assert(fc.property(sqlSoup, (sql) => { sqlNames(sql, 'sqlite'); sqlNames(sql, 'postgres'); }), { numRuns: 1_000 });
});
