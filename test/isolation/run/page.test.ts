import { runSync } from '../../../src/databases/flow';
import { LockingEngine } from '../../../src/isolation/locking/locking-engine';
import { ScheduleSetupError } from '../../../src/isolation/run/setup-error';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import { parseSpecification } from '../../../src/isolation/schedule/isolationtester';
import { SqliteEngine } from '../../../src/isolation/sqlite/sqlite-engine';
import { database, traceOf } from '../open';

const page = `create table seat (no int primary key, guest text);
insert into seat values (1, null), (2, null);

-- Two guests look for a free seat, and find the same one
begin; set transaction isolation level read committed; -- T1
begin; set transaction isolation level read committed; -- T2
select no from seat where guest is null order by no limit 1; -- T1. Shows 1
select no from seat where guest is null order by no limit 1; -- T2. Shows 1
update seat set guest = 'Ada' where no = 1; -- T1
update seat set guest = 'Bo' where no = 1; -- T2, BLOCKS
commit; -- T1. This unblocks T2
select * from seat; -- either. Shows 1 => Ada
commit; -- T2`;

test('a page in the shape of Hermitage', async () => {
  const trace = traceOf(page, new LockingEngine(await database(), 'SERIALIZABLE'));
  expect(trace).toMatchObject({ engine: 'locking', level: 'SERIALIZABLE', sessions: ['T1', 'T2'], committed: ['T1', 'T2'], aborted: [], serialOrder: null, permutation: null });
  expect(trace.steps[5]).toMatchObject({
    step: 6, session: 'T2', line: 10, blocked: true, blockedBy: ['T1'], waitsOn: 'seat:1:exclusive', resumedAfterStep: 7, claims: { blocks: true, unblocks: null },
    outcome: { kind: 'ok', tag: 'UPDATE 1' }, writes: [{ item: 'seat:1', version: 'T2.1' }],
  });
  expect(trace.steps[6]?.claims).toEqual({ blocks: null, unblocks: true });
  expect(trace.finalState).toEqual({ 'select * from seat': { columns: ['no', 'guest'], rows: [[1, 'Bo'], [2, null]] } });
  expect(trace.anomalies.find(({ codes }) => codes.includes('P4'))).toMatchObject({
    name: 'lost update', codes: ['P4', 'G-single'], sessions: ['T1', 'T2'], items: ['seat:1'],
    explanation: "T1 < T2, because T2 overwrote T1's version of seat:1; but T2 < T1, because T2 had read the version of seat:1 before T1's",
  });
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
});

test('a specification runs once for each permutation', async () => {
  const { schedules } = parseSpecification(`setup { create table t (id integer primary key, v int); insert into t values (1, 1); }
teardown { drop table t; }
session a setup { begin; } step r { select v from t; } step c { commit; }
session b step w { update t set v = v + 1; }
permutation r w c
permutation w r c`);
  const engine = new SqliteEngine(await database(), 'rollback', { whenBusy: 'wait' });
  const outcomes = schedules.map((schedule) => {
    const { permutation, steps } = runSync(runSchedule(schedule, engine, { finalQueries: [] }));
    return [permutation?.join(' '), steps.map(({ outcome, blocked }) => (outcome.kind === 'rows' ? outcome.rows[0]?.[0] : blocked))];
  });
  engine.close();
  expect(outcomes[0]).toEqual(['r w c', [1, true, false]]);
});

test('setup that fails is no step', async () => {
  const { schedules } = parseSpecification('session a setup { select * from missing } step b { select 1 }');
  const engine = new LockingEngine(await database(), 'READ COMMITTED');
  expect(() => schedules.map((schedule) => runSync(runSchedule(schedule, engine)))).toThrow(ScheduleSetupError);
  engine.close();
});

test('savepoints take back what came after them, in rows and in the history', async () => {
  const code = `create table t (id int primary key, v int); insert into t values (1, 1), (2, 2);
begin; update t set v = 10 where id = 1; savepoint s; update t set v = 20 where id = 2; delete from t where id = 1 -- T1
rollback to s -- T1
select * from t -- T1
commit -- T1`;
  for (const engine of [new LockingEngine(await database(), 'SERIALIZABLE'), new SqliteEngine(await database(), 'wal')]) {
    const trace = traceOf(code, engine);
    expect(trace.steps[2]?.outcome).toMatchObject({ rows: [[1, 10], [2, 2]] });
    expect(trace.steps.flatMap(({ writes }) => writes)).toEqual([{ item: 't:1', version: 'T1.1', values: { id: 1, v: 10 } }]);
    expect(trace.steps[2]?.reads).toEqual([{ item: 't:1', version: 'T1.1', values: { id: 1, v: 10 } }, { item: 't:2', version: 'init', values: { id: 2, v: 2 } }]);
  }
});

test('a statement that fails leaves the transaction open, and one victim of a deadlock is rolled back', async () => {
  const code = `create table t (id int primary key, v int); insert into t values (1, 1), (2, 2);
begin; insert into t values (1, 5) -- T1
insert into t values (3, 3) -- T1
begin; insert into t values (3, 4) -- T2
rollback -- T1
commit -- T2`;
  const trace = traceOf(code, new LockingEngine(await database(), 'READ COMMITTED'));
  expect(trace.steps[0]?.outcome).toMatchObject({ kind: 'error', sqlite_code: 'SQLITE_CONSTRAINT_PRIMARYKEY', sqlite_errorcode: 1555 });
  // The duplicate is not committed yet: it is waited for, and then it is none.
  expect(trace.steps[2]).toMatchObject({ blocked: true, blockedBy: ['T1'], resumedAfterStep: 4, outcome: { kind: 'ok', tag: 'INSERT 0 1' } });
  expect(trace.finalState['select * from t']?.rows).toEqual([[1, 1], [2, 2], [3, 4]]);
});
