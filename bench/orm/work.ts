import type { PGlite } from '@electric-sql/pglite';
import type { Database as SqlJsDatabase, SqlJsStatic } from 'sql.js';

/** A row to be inserted. */
export interface PersonRow {
  readonly name: string;
  readonly fullname: string;
  readonly age: number;
}

/** A library that writes to one database. */
export interface Writer {
  /** In one transaction. */
  insert(rows: readonly PersonRow[]): Promise<void>;
  /** Reads what an update needs; what is given changes a column of each, in one transaction. */
  update(ids: readonly number[]): Promise<() => Promise<void>>;
}

/** A library at work on one database. A part is null where the library has nothing of the kind. */
export interface Contestant extends Writer {
  /** The same, row by row with the text that SQLAlchemy has for it on SQLite: `INSERT … RETURNING id`. */
  readonly insertReturning?: (rows: readonly PersonRow[]) => Promise<void>;
  /** Every person; gives their number. */
  load(): Promise<number>;
  /** Every parent with its children, by one statement; gives the number of children. */
  joined: (() => Promise<number>) | null;
  /** The same by two statements. */
  selectin: (() => Promise<number>) | null;
  /** Persons one by one by their keys, which nobody has in memory. */
  get(ids: readonly number[]): Promise<void>;
  /** Reads objects; what is given gets them again, from memory. */
  readonly getAgain?: (ids: readonly number[]) => Promise<() => Promise<void>>;
  /** Builds a medium SELECT (a join, two conditions, GROUP BY, ORDER BY, LIMIT) and writes its SQL. */
  readonly compile?: (i: number) => string;
  /** As {@link compile}, where SQL of the same structure was written before. */
  readonly compileAgain?: (i: number) => string;
}

/** A library to compare with, on databases that have the tables. */
export interface Peer {
  readonly name: string;
  onSqlite(database: SqlJsDatabase, driver: SqlJsStatic): Promise<Contestant>;
  onPglite(pglite: PGlite): Promise<Writer>;
}

export const tables = [
  'create table person (id integer primary key, name text not null, fullname text, age integer)',
  'create table parent (id integer primary key, name text not null)',
  'create table child (id integer primary key, title text not null, parent_id integer not null references parent (id))',
  'create index child_parent on child (parent_id)',
];

export const sizes = { people: 10_000, parents: 1_000, childrenOfEach: 10, updated: 1_000 } as const;

/** Parents with their children. */
export const families = [
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sizes.parents}) insert into parent select i, 'parent ' || i from n`,
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sizes.parents * sizes.childrenOfEach}) insert into child select i, 'child ' || i, 1 + i % ${sizes.parents} from n`,
];

export const people: readonly PersonRow[] = Array.from({ length: sizes.people }, (_, i) => ({ name: `name ${i}`, fullname: `full name ${i}`, age: i % 90 }));

/** Keys in an order that is no order. */
export const keys: readonly number[] = Array.from({ length: sizes.people }, (_, i) => 1 + ((i * 7_919) % sizes.people));
