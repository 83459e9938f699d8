import { runAsync } from '../../../src/databases/flow';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { CrashableEngine } from '../../../src/isolation/postgres/crashable-engine';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import { parseSpecification } from '../../../src/isolation/schedule/isolationtester';
import { isolationtesterOutput, type PermutationRun } from '../../../src/isolation/schedule/isolationtester-output';
import { nodeParts } from '../../databases/node-parts';

let notebook: PostgresDatabase;
beforeAll(async () => { notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }); }, 60_000);
afterAll(() => { notebook.close(); });

/** What isolationtester would print of a specification. */
async function printed(spec: string): Promise<string> {
  const runs: PermutationRun[] = [];
  for (const schedule of parseSpecification(spec).schedules) {
    const engine = await runAsync(CrashableEngine.open(await notebook.fork(), 'READ COMMITTED'));
    runs.push({ schedule, trace: await runAsync(runSchedule(schedule, engine)) });
    engine.close();
  }
  return isolationtesterOutput(runs);
}

const tables = `setup { create table crate (id int primary key, label text, full_ bool); insert into crate values (1, 'nuts', true), (20, null, false); }
teardown { drop table crate; }
`;

test('results as libpq aligns them, waiting and completion, errors', async () => {
  const spec = `${tables}
session a
step ab { BEGIN ISOLATION LEVEL REPEATABLE READ; }
step ar { SELECT * FROM crate ORDER BY id; }
step au { UPDATE crate SET label = 'bolts' WHERE id = 1; }
step ac { COMMIT; }
session b
step bu { UPDATE crate SET label = 'pins' WHERE id = 1; }
`;
  const out = await printed(`${spec}\npermutation ab ar au bu ac\npermutation bu ab ar ac`);
  expect(out).toBe(`Parsed test spec with 2 sessions

starting permutation: ab ar au bu ac
step ab: BEGIN ISOLATION LEVEL REPEATABLE READ;
step ar: SELECT * FROM crate ORDER BY id;
id|label|full_
--+-----+-----
 1|nuts |t    
20|     |f    
(2 rows)

step au: UPDATE crate SET label = 'bolts' WHERE id = 1;
step bu: UPDATE crate SET label = 'pins' WHERE id = 1; <waiting ...>
step ac: COMMIT;
step bu: <... completed>

starting permutation: bu ab ar ac
step bu: UPDATE crate SET label = 'pins' WHERE id = 1;
step ab: BEGIN ISOLATION LEVEL REPEATABLE READ;
step ar: SELECT * FROM crate ORDER BY id;
id|label|full_
--+-----+-----
 1|pins |t    
20|     |f    
(2 rows)

step ac: COMMIT;
`);
});

test('an error has its severity; notices come before their step', async () => {
  const out = await printed(`session one
step n { DO $$ BEGIN RAISE NOTICE 'hello'; END $$; }
step e { SELECT 1/0; }
permutation n e`);
  expect(out).toBe(`Parsed test spec with 1 sessions

starting permutation: n e
one: NOTICE:  hello
step n: DO $$ BEGIN RAISE NOTICE 'hello'; END $$;
step e: SELECT 1/0;
ERROR:  division by zero
`);
});

const waiting = `${tables}
session a
step al { SELECT pg_advisory_lock(7); }
step ar { SELECT pg_advisory_unlock(7); }
step ax { SELECT 1 AS x; }
session b
step bl { SELECT pg_advisory_lock(7); }
step bx { SELECT 2 AS x; }
session c
step cx { SELECT 3 AS x; }
`;
const reports = (out: string): string[] => out.split('\n').filter((line) => line.startsWith('step ')).map((line) => line.replace(/^step /, '').replace(/: SELECT.*; /, ': ').replace(/: SELECT.*;$/, ''));

test('a step marked with an asterisk is told to wait first, even if it does not', async () => {
  expect(reports(await printed(`${waiting}\npermutation ax(*) bx cx`))).toEqual(['ax: <waiting ...>', 'bx', 'ax: <... completed>', 'cx']);
});

test('a step that a marker holds back is told after the one that it names', async () => {
  expect(reports(await printed(`${waiting}\npermutation al bl bx(bl) ar`))).toEqual(['al', 'bl: <waiting ...>', 'ar', 'bl: <... completed>', 'bx']);
  expect(reports(await printed(`${waiting}\npermutation al bl cx(bl) ar`))).toEqual(['al', 'bl: <waiting ...>', 'cx: <waiting ...>', 'ar', 'bl: <... completed>', 'cx: <... completed>']);
});

test('a step that waits for notices is told when they have come', async () => {
  const spec = `session a
step hold { SELECT 1 AS held; }
step more { SELECT 2 AS more; }
session b
step say { DO $$ BEGIN RAISE NOTICE 'one'; RAISE NOTICE 'two'; END $$; }
permutation hold(say notices 2) say more`;
  expect((await printed(spec)).split('\n').filter((line) => /^(step|b:)/.test(line))).toEqual([
    'step hold: SELECT 1 AS held; <waiting ...>',
    'b: NOTICE:  one',
    'b: NOTICE:  two',
    "step say: DO $$ BEGIN RAISE NOTICE 'one'; RAISE NOTICE 'two'; END $$;",
    'step hold: <... completed>',
    'step more: SELECT 2 AS more;',
  ]);
});
