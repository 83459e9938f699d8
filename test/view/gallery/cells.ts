import type { Trace } from '../../../src/cells/output';
import type { CellState } from '../../../src/view/model';
import { accounts, error, kinds, long, ormStatements, output, plan, result, sessions, statement, tagged, wide } from './outputs';
import { standing } from './moments';
import { heldObjects, shopDiagram } from './orm';
import { contacts, contradicted, courses, enrolment, flights, reportFor } from './relations';
import { deadlock, fiveSessions, lostUpdate, queue, queuedSteps, sixtySteps, writeSkew } from './traces';

/** A cell of the gallery: its code as the note shows it, and its state. */
export interface Example {
  readonly name: string;
  readonly code: string;
  readonly state: Partial<CellState>;
  /** The tab to open, by its place. */
  readonly tab?: number;
  readonly language?: string;
  /** Of a trace: the level to choose, the step to show, whether details are unfolded. */
  readonly level?: number;
  readonly step?: number;
  readonly details?: boolean;
}

const postgres = 'PostgreSQL 18.6';
const ran = { phase: 'done', engine: postgres, ordinal: 1 } as const;
const selectAccounts = 'select id, owner, balance, opened from account order by id;';
/** A schedule as its note has it: every step on its line, with its session. */
function scheduleText([trace]: readonly Trace[]): string {
  return (trace?.steps ?? []).map(({ sql, session, comment }) => `${sql}; -- ${session}${comment === '' ? '' : `, ${comment}`}`).join('\n');
}

function schedule(name: string, trace: readonly Trace[], fields: Partial<Example> = {}): Example {
  return { name, code: scheduleText(trace), state: { ...ran, output: output({ durationMs: 31, trace }) }, ...fields };
}

function relation(name: string, code: string, fields: Partial<Example> = {}): Example {
  return { name, code, state: { ...ran, output: output({ durationMs: 6, relation: reportFor(code) }) }, ...fields };
}

const one = [statement(selectAccounts, { rowCount: 2 })];

/** Every state that a cell can be in. */
export const examples: readonly Example[] = [
  {
    name: 'Objects',
    code: 'session.add(Address(email="new@example.org", user=bo))',
    tab: 1,
    state: { ...ran, engine: 'SQLite 3.49.1', output: output({ stdout: 'done\n', sessions: heldObjects }) },
  },
  { name: 'An ER diagram', code: 'Base', state: { ...ran, output: output({ value: "<class '__main__.Base'>", diagram: shopDiagram }) } },
  { name: 'Idle', code: 'select 1;', state: { engine: 'SQLite 3.49.1' } },
  {
    name: 'A result',
    code: selectAccounts,
    state: { ...ran, output: output({ results: [accounts], statements: one }) },
  },
  {
    name: 'Starting',
    code: 'create table account (id int primary key);',
    state: { phase: 'starting', engine: postgres, opening: 'postgres', startedAt: Date.now() - 2400 },
  },
  {
    name: 'Running again',
    code: selectAccounts,
    state: {
      phase: 'running',
      engine: postgres,
      startedAt: Date.now() - 12_300,
      ordinal: 3,
      output: output({ results: [accounts], statements: one }),
    },
  },
  {
    name: 'Not yet',
    code: 'Enrolment(student, course, title, grade)',
    state: { whyNot: 'Cells of kind relation cannot be run yet' },
  },
  {
    name: 'Several results, stale',
    code: "create table t (a int);\ninsert into t values (1), (2), (3);\nselect count(*) from t;\nupdate t set a = a + 1 where a > 1 returning a, a * 1.5 as b;\ndrop table t;",
    state: {
      ...ran,
      stale: true,
      ordinal: 12,
      output: output({
        durationMs: 31,
        results: [
          tagged('CREATE TABLE'),
          tagged('INSERT 0 3', 3),
          result(['count int8'], [[3]]),
          result(['a int4', 'b numeric'], [[3, '4.5'], [4, '6.0']], { command: 'UPDATE', tag: 'UPDATE 2' }),
          tagged('DROP TABLE'),
        ],
        statements: ['create table t (a int)', 'insert into t values (1), (2), (3)', 'select count(*) from t', 'update t set a = a + 1 where a > 1 returning a, a * 1.5 as b', 'drop table t'].map((sql) => statement(sql)),
      }),
    },
  },
  {
    name: 'Kinds of values',
    code: 'select * from kinds;',
    state: { ...ran, output: output({ results: [kinds], statements: [statement('select * from kinds')] }) },
  },
  {
    name: 'Long table',
    code: 'select * from customer;',
    state: { ...ran, output: output({ durationMs: 182, results: [long], statements: [statement('select * from customer', { rowCount: 100_000 })] }) },
  },
  {
    name: 'Wide table',
    code: 'select * from measurement;',
    state: { ...ran, output: output({ results: [wide], statements: [statement('select * from measurement')] }) },
  },
  {
    name: 'Error',
    code: `-- accounts by id\n${error().excerpt ?? ''}`,
    state: { ...ran, output: output({ status: 'error', durationMs: 3, statements: one, error: error() }) },
  },
  {
    name: 'Expected error with detail',
    code: '-- savepoint: expect=23505\ninsert into account values (1);',
    state: {
      ...ran,
      output: output({
        error: error({
          type: 'IntegrityError',
          message: 'duplicate key value violates unique constraint "account_pkey"',
          code: '23505',
          line: null,
          column: null,
          excerpt: null,
          hint: null,
          fix: null,
          detail: 'Key (id)=(1) already exists.',
        }),
        statements: [statement('insert into account values (1)')],
      }),
    },
  },
  {
    name: 'Interrupted',
    code: 'select pg_sleep(100);',
    state: { ...ran, output: output({ status: 'interrupted', durationMs: 10_000, reason: 'The time limit of 10 s was reached.' }) },
  },
  {
    name: 'Skipped',
    code: '-- savepoint: skip',
    state: { ...ran, output: output({ status: 'skipped', durationMs: 0, reason: 'The cell says so.' }) },
  },
  {
    name: 'N + 1',
    code: 'for author in session.scalars(select(Author)):\n    print(author.name, len(author.books))',
    state: {
      ...ran,
      engine: 'SQLite 3.49.1',
      output: output({ durationMs: 9, stdout: 'Lem 2\nCamus 1\nWoolf 4\n', log: 'INFO sqlalchemy.engine BEGIN (implicit)\nINFO sqlalchemy.engine COMMIT\n', statements: ormStatements }),
    },
    tab: 1,
  },
  {
    name: 'Printed text',
    code: 'print("hello")',
    state: { ...ran, engine: 'SQLite 3.49.1', output: output({ stdout: 'Lem 2\nCamus 1\nWoolf 4\n', value: '<Author 1>' }) },
  },
  { name: 'Two sessions', code: 'begin; -- T1', state: { ...ran, output: output({ statements: sessions, results: [tagged('BEGIN')] }) }, tab: 1 },
  {
    name: 'Plan',
    code: 'explain select c.name, sum(o.total) from customer c join orders o on o.customer_id = c.id group by c.id order by 2 desc;',
    state: {
      ...ran,
      output: output({
        results: [result(['QUERY_PLAN text'], [['Sort  (cost=92.41..93.03 rows=248 width=44)']], { command: 'EXPLAIN', tag: 'EXPLAIN', plan })],
        statements: [statement('explain select …')],
      }),
    },
  },
  { name: 'No output', code: 'const x = 1;', state: { ...ran, engine: null, output: output({ durationMs: 0.4 }) } },
  {
    name: 'По-русски',
    code: selectAccounts,
    state: { ...ran, output: output({ status: 'error', results: [accounts], statements: ormStatements, error: error({ hint: 'Возможно, имелся в виду столбец "account.balance".' }) }) },
    language: 'ru',
  },
  schedule('Lost update', lostUpdate),
  schedule('Lost update, step 6', lostUpdate, { step: 6 }),
  schedule('Locks and versions', standing, { step: 6 }),
  schedule('Lost update at repeatable read', lostUpdate, { level: 2 }),
  schedule('Write skew, details', writeSkew, { level: 2, details: true }),
  schedule('Deadlock', deadlock),
  schedule('Queue of two', queue),
  schedule('Queued steps', queuedSteps),
  schedule('Five sessions', fiveSessions),
  schedule('Sixty steps', sixtySteps),
  schedule('Потерянное обновление', lostUpdate, { language: 'ru', details: true }),
  relation('Relation', enrolment),
  relation('Relation in BCNF', courses),
  relation('Relation found in rows', contacts, { language: 'ru' }),
  relation('Relation with many attributes', flights),
  relation('Relation contradicted by its rows', contradicted),
];
