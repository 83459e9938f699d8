import type { AnomalyCode } from './trace';

/** A schedule that provokes an anomaly, written for each engine that can run it. */
export interface StandardProvocation {
  /** The anomaly's name, as traces name it. */
  readonly name: string;
  /** Codes that each say that it happened; the first is the one by which it is known. */
  readonly codes: readonly [AnomalyCode, ...AnomalyCode[]];
  /** The steps with their sessions' marks, to be run on an empty database. */
  readonly code: string;
  /** Steps for engines that need others; null where an engine has no means to try. */
  readonly on?: Readonly<Partial<Record<string, string | null>>>;
}

const twoRows = `create table test (id int primary key, value int);
insert into test values (1, 10), (2, 20);
`;

/** FETCH and WHERE CURRENT OF: SQLite has no cursors in SQL. */
const throughCursor = `${twoRows}begin; -- T1
declare c cursor for select id, value from test where id = 1; -- T1
fetch next from c; -- T1
update test set value = 12 where id = 1; -- T2
update test set value = 11 where current of c; -- T1
commit; -- T1`;

/**
 * One schedule for each anomaly of the matrix, from those that only careless engines let through to
 * those that only SERIALIZABLE prevents. Transactions that take part begin before the first
 * conflict, so that an engine has the choice to make one wait.
 *
 * Berenson et al. 1995 (P0 to P4, P4C, A5A, A5B), Adya 1999 (G0 to G2), Bailis et al. 2013 (OTV, PMP),
 * Fekete, O'Neil, O'Neil 2004 (the read-only transaction anomaly).
 */
export const provocations: readonly StandardProvocation[] = [
  {
    name: 'dirty write',
    codes: ['P0', 'G0'],
    code: `${twoRows}begin; -- T1
begin; -- T2
update test set value = 11 where id = 1; -- T1
update test set value = 12 where id = 1; -- T2
update test set value = 21 where id = 2; -- T1
commit; -- T1
update test set value = 22 where id = 2; -- T2
commit; -- T2`,
  },
  {
    name: 'aborted read',
    codes: ['G1a'],
    code: `${twoRows}begin; -- T1
begin; -- T2
update test set value = 99 where id = 1; -- T1
select value from test where id = 1; -- T2
rollback; -- T1
commit; -- T2`,
  },
  {
    name: 'intermediate read',
    codes: ['G1b'],
    code: `${twoRows}begin; -- T1
begin; -- T2
update test set value = 99 where id = 1; -- T1
select value from test where id = 1; -- T2
update test set value = 11 where id = 1; -- T1
commit; -- T1
commit; -- T2`,
  },
  {
    name: 'circular information flow',
    codes: ['G1c'],
    // SQLite locks tables at most, so that a table for each is the best chance that there is.
    code: `create table left_side (id int primary key, value int);
create table right_side (id int primary key, value int);
insert into left_side values (1, 10);
insert into right_side values (1, 20);
begin; -- T1
begin; -- T2
update left_side set value = 11 where id = 1; -- T1
update right_side set value = 22 where id = 1; -- T2
select value from right_side where id = 1; -- T1
select value from left_side where id = 1; -- T2
commit; -- T1
commit; -- T2`,
  },
  {
    name: 'observed transaction vanishes',
    codes: ['OTV'],
    code: `${twoRows}begin; -- T1
begin; -- T2
begin; -- T3
update test set value = 11 where id = 1; -- T1
update test set value = 19 where id = 2; -- T1
update test set value = 12 where id = 1; -- T2
commit; -- T1
select value from test where id = 1; -- T3
select value from test where id = 2; -- T3
update test set value = 18 where id = 2; -- T2
commit; -- T2
commit; -- T3`,
  },
  { name: 'cursor lost update', codes: ['P4C'], code: throughCursor, on: { sqlite: null } },
  {
    name: 'lost update',
    codes: ['P4'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select value from test where id = 1; -- T1
select value from test where id = 1; -- T2
update test set value = 11 where id = 1; -- T1
update test set value = 12 where id = 1; -- T2
commit; -- T1
commit; -- T2`,
  },
  {
    name: 'non-repeatable read',
    codes: ['P2'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select value from test where id = 1; -- T1
update test set value = 11 where id = 1; -- T2
commit; -- T2
select value from test where id = 1; -- T1
commit; -- T1`,
  },
  {
    name: 'read skew',
    codes: ['A5A'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select value from test where id = 1; -- T1
update test set value = 5 where id = 1; -- T2
update test set value = 25 where id = 2; -- T2
commit; -- T2
select value from test where id = 2; -- T1
commit; -- T1`,
  },
  {
    name: 'phantom',
    codes: ['P3'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select count(*) from test where value between 5 and 50; -- T1
insert into test values (3, 30); -- T2
commit; -- T2
select count(*) from test where value between 5 and 50; -- T1
commit; -- T1`,
  },
  {
    name: 'predicate-many-preceders',
    codes: ['PMP'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select id from test where value = 30; -- T1
insert into test values (3, 30); -- T2
commit; -- T2
select id from test where value % 3 = 0; -- T1
commit; -- T1`,
  },
  {
    name: 'write skew',
    codes: ['A5B'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select sum(value) from test where id in (1, 2); -- T1
select sum(value) from test where id in (1, 2); -- T2
update test set value = -15 where id = 1; -- T1
update test set value = -15 where id = 2; -- T2
commit; -- T1
commit; -- T2`,
  },
  {
    name: 'predicate write skew',
    codes: ['G2'],
    code: `${twoRows}begin; -- T1
begin; -- T2
select count(*) from test where value >= 30; -- T1
select count(*) from test where value >= 30; -- T2
insert into test values (3, 30); -- T1
insert into test values (4, 42); -- T2
commit; -- T1
commit; -- T2`,
  },
  {
    name: 'read-only transaction anomaly',
    codes: ['read-only'],
    code: `create table batch (id int primary key, day int);
create table receipt (id int primary key, day int, amount int);
insert into batch values (1, 1);
insert into receipt values (1, 1, 5);
begin; -- T1
begin; -- T2
begin; -- T3
select day from batch where id = 1; -- T1
update batch set day = 2 where id = 1; -- T2
commit; -- T2
select day from batch where id = 1; -- T3
select sum(amount) from receipt where day = 1; -- T3
commit; -- T3
insert into receipt values (2, 1, 7); -- T1
commit; -- T1`,
  },
];

/** The steps of a provocation for an engine; null where it cannot be tried there. */
export function stepsOn({ code, on }: StandardProvocation, engine: string): string | null {
  const own = on?.[engine];
  return own === undefined ? code : own;
}
