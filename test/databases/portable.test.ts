import type { Connection } from '../../src/databases/database';
import { DatabaseError } from '../../src/databases/errors';
import { runSync } from '../../src/databases/flow';
import { openPostgres } from '../../src/databases/postgres/postgres-database';
import { openSqlite } from '../../src/databases/sqlite/sqlite-database';
import { splitStatements } from '../../src/databases/sql-text/split';
import { toCellRow } from '../../src/cells/sql/cell-values';
import type { CellValue } from '../../src/cells/output';
import { nodeParts } from './node-parts';

/** SQL that means the same on both engines, on this little library. */
const setup = `
create table author (id integer primary key, name varchar(40) not null unique, born integer);
create table book (id integer primary key, title varchar(80) not null, author_id integer references author (id), pages integer check (pages > 0), price double precision);
create table loan (book_id integer not null references book (id), reader varchar(20) not null, day integer not null, primary key (book_id, day));
create index book_author on book (author_id);
insert into author values (1, 'Ada', 1815), (2, 'Edgar', 1923), (3, 'Grace', 1906), (4, 'Nobody', null);
insert into book values (10, 'Notes', 1, 120, 9.5), (11, 'Relations', 2, 300, 30.25), (12, 'Normal forms', 2, 90, 12), (13, 'Compilers', 3, 210, null), (14, 'Orphan', null, 5, 1);
insert into loan values (10, 'Ann', 1), (10, 'Bob', 2), (11, 'Ann', 2), (11, 'Cem', 5), (12, 'Bob', 7), (13, 'Ann', 9);
create view long_book as select id, title, pages from book where pages >= 120;
`;

const queries: readonly string[] = [
  'select 1',
  'select 1 + 1 as two, 7 / 2 as halved, 7 % 4 as rest',
  "select 'a' || 'b' as joined, 'it''s' as quoted",
  'select null as missing',
  'select -5 as negative, abs(-5) as absolute',
  'select * from author order by id',
  'select name from author where born is null',
  'select name from author where born is not null order by born desc',
  "select title from book where title like 'N%' order by title",
  'select title from book where pages between 90 and 210 order by title',
  'select title from book where author_id in (1, 3) order by title',
  'select title from book where author_id not in (1, 3) order by title',
  'select distinct author_id from book where author_id is not null order by author_id',
  'select count(*) from book',
  'select count(author_id) as known, count(distinct author_id) as authors from book',
  'select sum(pages) as pages, min(pages) as least, max(pages) as most from book',
  'select author_id, count(*) as books from book group by author_id having count(*) > 1',
  'select a.name, count(b.id) as books from author a left join book b on b.author_id = a.id group by a.id, a.name order by a.id',
  'select a.name, b.title from author a join book b on b.author_id = a.id order by b.id',
  'select a.name from author a left join book b on b.author_id = a.id where b.id is null',
  'select b.title, a.name from book b left join author a on a.id = b.author_id order by b.id',
  'select a.name, b.title from book b right join author a on a.id = b.author_id order by a.id, b.id',
  'select count(*) from author cross join book',
  'select x.name, y.name as younger from author x join author y on y.born > x.born order by x.id, y.id',
  'select title from book natural join loan where day = 2 order by title limit 0',
  'select title from book order by pages limit 2',
  'select title from book order by pages limit 2 offset 1',
  'select title from book b where exists (select 1 from loan l where l.book_id = b.id and l.reader = \'Ann\') order by b.id',
  'select title from book b where not exists (select 1 from loan l where l.book_id = b.id) order by b.id',
  'select title from book where pages > (select avg(pages) from book) order by id',
  'select title, (select count(*) from loan l where l.book_id = b.id) as loans from book b order by b.id',
  'select reader from loan union select name from author order by 1',
  'select reader from loan union all select reader from loan order by 1 limit 4',
  'select id from author intersect select author_id from book order by 1',
  'select id from author except select author_id from book order by 1',
  "select title, case when pages > 200 then 'long' when pages > 100 then 'middling' else 'short' end as size from book order by id",
  'select coalesce(born, 0) as born, nullif(id, 1) as id from author order by author.id',
  'select cast(pages as text) as pages from book order by id limit 1',
  "select cast('42' as integer) as answer",
  'select upper(name) as upper_name, lower(name) as lower_name, length(name) as size from author order by id',
  "select substr(title, 1, 3) as head, replace(title, 'o', '0') as zeros, trim('  x  ') as bare from book order by id limit 2",
  'select round(2.567, 2) = 2.57 as rounded',
  'select title, row_number() over (order by pages) as place from book order by place',
  'select title, rank() over (partition by author_id order by pages desc) as place from book where author_id is not null order by author_id, place',
  'select title, sum(pages) over (order by id) as running from book order by id',
  'select title, lag(title) over (order by id) as previous from book order by id',
  'with long as (select * from book where pages > 100) select count(*) from long',
  'with recursive n (x) as (select 1 union all select x + 1 from n where x < 5) select x from n order by x',
  "with recursive line (id, path) as (select 1, 'a' union all select id + 1, path || 'b' from line where id < 3) select id, path from line order by id",
  'select * from (values (1, \'one\'), (2, \'two\')) as t order by 1',
  'select * from long_book order by id',
  'select true as yes, false as no, not true as neither',
  'select 1 < 2 as less, null = null as unknown',
  'select count(*) filter (where pages > 100) as long from book',
  'select author_id, max(title) as last from book group by author_id order by author_id nulls first',
  'select name from author order by born nulls last, id',
  'select group_id, n from (select author_id as group_id, count(*) as n from book group by author_id) g where n = 2',
  'select 9007199254740993 as beyond_doubles, 2147483648 as beyond_ints',
  'select "title" from "book" where "id" = 10',
  'select price from book order by id',
  "select 'Москва' as city, '日本' as country, length('😀') as characters",
  'select b.title from book b where (b.author_id, b.pages) = (2, 90)',
  '-- a comment\nselect /* another */ 1 as one -- and a last',
];

const changes: readonly string[] = [
  "insert into author (id, name) values (5, 'New')",
  "insert into author (id, name) values (6, 'Two'), (7, 'Three')",
  "update author set born = 2000 where id >= 5",
  'update book set pages = pages + 1',
  'delete from author where id = 7',
  'delete from author where id = 99',
  "insert into author (id, name) values (8, 'Back') returning id, name",
  'update author set born = 1 where id = 8 returning born',
  'delete from author where id = 8 returning name',
  "insert into author (id, name) values (1, 'Ada') on conflict do nothing",
  "insert into author (id, name, born) values (1, 'Ada', 1) on conflict (id) do update set born = excluded.born",
  'update book set price = a.born from author a where a.id = book.author_id',
  'insert into loan select id, \'Dan\', 20 from book where author_id = 2',
  'create table copy as select id, title from book',
  'alter table author add column note text',
  'alter table author rename column note to remark',
  'drop view long_book',
  'begin', 'savepoint a', 'delete from loan', 'rollback to savepoint a', 'release savepoint a', 'commit',
];

/** Statements that both refuse, with the DB-API class by which both call it. */
const refusals: readonly (readonly [sql: string, type: string])[] = [
  ["insert into author (id, name) values (1, 'Ada again')", 'IntegrityError'],
  ["insert into author (id, name) values (9, 'Ada')", 'IntegrityError'],
  ['insert into author (id) values (9)', 'IntegrityError'],
  ["insert into book (id, title, author_id) values (20, 'x', 99)", 'IntegrityError'],
  ["insert into book (id, title, pages) values (20, 'x', 0)", 'IntegrityError'],
  ['delete from author where id = 1', 'IntegrityError'],
];

let sqlite: Connection;
let postgres: Connection;
const surroundings = { onExecuted: () => undefined, interrupted: () => false };

beforeAll(async () => {
  const parts = nodeParts();
  sqlite = (await openSqlite(parts, surroundings)).connect();
  postgres = (await openPostgres(parts, surroundings)).connect();
  for (const [connection, dialect] of [[sqlite, 'sqlite'], [postgres, 'postgres']] as const) {
    for (const { text } of splitStatements(setup, dialect)) runSync(connection.execute(text));
  }
});

/** SQLite has no booleans: there truth is 1. */
const withoutBooleans = (rows: readonly (readonly CellValue[])[]): CellValue[][] => rows.map((row) => row.map((value) => (typeof value === 'boolean' ? Number(value) : value)));

function outcome(connection: Connection, sql: string): { columns: string[]; rows: CellValue[][]; tag: string } {
  const { columns, rows, tag } = runSync(connection.execute(sql));
  return { columns: columns.map((column) => column.name), rows: withoutBooleans(rows.map((row) => toCellRow(row, columns))), tag };
}

/** Names that engines make up for unnamed columns are their own affair; `AS` makes them ours. */
const named = (columns: string[]): string[] => columns.map((column) => (/^\?column\?$|[^\w ]|^\d+$|^count$|^column\d$/.test(column) ? '-' : column));

test('there are at least 60 of them', () => {
  expect(queries.length + changes.length).toBeGreaterThanOrEqual(60);
});

test.each(queries)('%s', (sql) => {
  const [a, b] = [outcome(sqlite, sql), outcome(postgres, sql)];
  expect({ ...a, columns: named(a.columns) }).toEqual({ ...b, columns: named(b.columns) });
});

describe('changes, one after another', () => {
  test.each(changes)('%s', (sql) => {
    const [a, b] = [outcome(sqlite, sql), outcome(postgres, sql)];
    // SQLite does not count the rows of CREATE TABLE AS, nor word its tag so.
    const tag = (text: string): string => (/^create table \w+ as/.test(sql) ? 'either' : text);
    expect({ ...a, tag: tag(a.tag) }).toEqual({ ...b, tag: tag(b.tag) });
    for (const table of ['author', 'book', 'loan']) {
      const rows = `select * from ${table} order by 1, 2, 3`;
      expect(outcome(sqlite, rows).rows).toEqual(outcome(postgres, rows).rows);
    }
  });
});

test.each(refusals)('%s is refused', (sql, type) => {
  for (const connection of [sqlite, postgres]) {
    let refused: unknown = null;
    try { runSync(connection.execute(sql)); } catch (error) { refused = error; }
    expect(refused).toBeInstanceOf(DatabaseError);
    expect((refused as DatabaseError).name).toBe(type);
  }
});
