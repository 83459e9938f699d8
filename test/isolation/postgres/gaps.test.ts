import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { EmbeddedSessions } from '../../../src/isolation/postgres/embedded-sessions';
import { runOnPostgres } from '../../../src/isolation/postgres/run-on-postgres';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import { nodeParts } from '../../databases/node-parts';
import { lent } from './lent';

let notebook: PostgresDatabase;

beforeAll(async () => {
  notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
}, 600_000);

afterAll(() => {
  notebook.close();
});

// [what, schedule after its setup, what the trace says of it]
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['simple statements', 'select v from t where id = 1; -- T1\nupdate t set v = 2; -- T1', []],
  ['a limit over rows with their key', 'select * from t order by v limit 1; -- T1', []],
  ['a limit over rows without', 'select v from t order by v limit 1; -- T1', ['what these steps read and wrote is known in part only: 1']],
  ['a block of code', 'do $$ begin perform * from t; end $$; -- T1\nselect 1; -- T1\ncall nothing(); -- T1', ['what these steps read and wrote is known in part only: 1, 3']],
  ['a table of the schedule’s own', 'begin; create table own (id int); -- T1\ninsert into own select id from t; -- T1', ['what these steps read and wrote is known in part only: 2']],
  ['a table that is emptied at once', 'truncate t; -- T1', ['reads and writes of t could not be observed']],
  ['a table with too many rows', 'select count(*) from large; -- T1', ['reads and writes of large could not be observed']],
];

test.each(cases)('%s', async (_what, code, remarks) => {
  const setup = [
    'create table t (id int primary key, v int);', 'insert into t values (1, 1), (2, 2);', 'create procedure nothing() language sql as $$ select 1 $$;',
    ...(code.includes('large') ? ['create table large as select g from generate_series(1, 10001) g;'] : []),
  ];
  const schedule = parseSessionMarks([...setup, code].join('\n'));
  const { trace } = await runOnPostgres(schedule, { level: 'READ COMMITTED', fork: () => Promise.resolve(new EmbeddedSessions(lent(notebook))) });
  expect(trace.steps.map(({ outcome }) => outcome.kind)).not.toContain('error');
  expect(trace.remarks).toEqual(remarks);
});
