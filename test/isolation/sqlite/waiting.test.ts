import { SqliteEngine } from '../../../src/isolation/sqlite/sqlite-engine';
import type { Trace } from '../../../src/isolation/trace';
import { database, traceOf } from '../open';

const accounts = 'create table account (id integer primary key, balance int); insert into account values (1, 100), (2, 100);\n';

const brief = (trace: Trace): unknown[] =>
  trace.steps.map(({ session, outcome, blocked, blockedBy, resumedAfterStep, queued, ranAfterStep }) => [
    session,
    outcome.kind === 'ok' ? outcome.tag : outcome.kind === 'error' ? outcome.sqlite_code : outcome.kind,
    ...(blocked ? [`waits for ${blockedBy.join()} until ${resumedAfterStep ?? 'the end'}`] : []),
    ...(queued ? [`ran during ${ranAfterStep ?? 'none'}`] : []),
  ]);

test('a second writer waits, and its later steps with it', async () => {
  const code = `${accounts}begin -- T1
begin immediate -- T2
update account set balance = 0 where id = 1 -- T1, BLOCKS
commit -- T1
update account set balance = 5 where id = 2 -- T2
commit -- T2. This unblocks T1
select * from account -- either`;
  const trace = traceOf(code, new SqliteEngine(await database(), 'rollback', { whenBusy: 'wait' }));
  expect(brief(trace)).toEqual([
    ['T1', 'BEGIN'],
    ['T2', 'BEGIN'],
    ['T1', 'UPDATE', 'waits for T2 until 6'],
    ['T1', 'COMMIT', 'ran during 6'],
    ['T2', 'UPDATE'],
    ['T2', 'COMMIT'],
    ['T1', 'rows'],
  ]);
  expect(trace.steps[2]).toMatchObject({ claims: { blocks: true, unblocks: null }, waitsOn: 'SQLITE_BUSY', comment: 'BLOCKS' });
  expect(trace.steps[5]).toMatchObject({ claims: { blocks: null, unblocks: true } });
  expect(trace).toMatchObject({ committed: ['T1', 'T2'], aborted: [], anomalies: [], finalState: { 'select * from account': { columns: ['id', 'balance'], rows: [[1, 0], [2, 5]] } } });
});

test('a COMMIT waits for readers; who has read and then wants to write is refused at once', async () => {
  const code = `${accounts}begin -- T1
begin -- T2
select balance from account where id = 1 -- T1
select balance from account where id = 1 -- T2
update account set balance = 70 where id = 1 -- T1
commit -- T1
update account set balance = 80 where id = 1 -- T2
rollback -- T2`;
  expect(brief(traceOf(code, new SqliteEngine(await database(), 'rollback', { whenBusy: 'wait' }))).slice(4)).toEqual([
    ['T1', 'UPDATE'],
    ['T1', 'COMMIT', 'waits for T2 until 8'],
    ['T2', 'SQLITE_BUSY'],
    ['T2', 'ROLLBACK'],
  ]);
});

test('of two that wait for each other the one that closes the cycle is refused', async () => {
  const code = `attach '/other.db' as other; create table other.rate (id integer primary key, percent int); -- T1
attach '/other.db' as other; -- T2
${accounts.replaceAll(';', '; -- T1\n')}begin; update account set balance = 70 where id = 1; -- T1
begin; insert into other.rate values (1, 3); -- T2
insert into other.rate values (2, 4); -- T1
update account set balance = 80 where id = 1; -- T2
rollback; -- T2
commit; -- T1`;
  expect(brief(traceOf(code, new SqliteEngine(await database(), 'rollback', { whenBusy: 'wait' }))).slice(4)).toEqual([
    ['T1', 'UPDATE'],
    ['T2', 'INSERT'],
    ['T1', 'INSERT', 'waits for T2 until 9'],
    ['T2', 'SQLITE_BUSY', 'waits for T1 until 8'],
    ['T2', 'ROLLBACK'],
    ['T1', 'COMMIT'],
  ]);
});

test('a session that has set a busy timeout waits, until it sets it to 0', async () => {
  const code = `${accounts}pragma busy_timeout = 5000; -- T1
begin; update account set balance = 1 where id = 1; -- T2
update account set balance = 2 where id = 2; -- T1
commit; -- T2
pragma busy_timeout = 0; -- T1
begin; update account set balance = 3 where id = 1; -- T2
update account set balance = 4 where id = 2; -- T1
commit; -- T2`;
  expect(brief(traceOf(code, new SqliteEngine(await database(), 'wal')))).toEqual([
    ['T1', 'rows'],
    ['T2', 'UPDATE'],
    ['T1', 'UPDATE', 'waits for T2 until 4'],
    ['T2', 'COMMIT'],
    ['T1', 'rows'],
    ['T2', 'UPDATE'],
    ['T1', 'SQLITE_BUSY'],
    ['T2', 'COMMIT'],
  ]);
});

test('a snapshot out of date is refused at once', async () => {
  const code = `${accounts}begin; select * from account; -- T1
begin; update account set balance = 1 where id = 1; -- T2
update account set balance = 2 where id = 2; -- T1
commit; -- T2
update account set balance = 3 where id = 2; -- T1`;
  const trace = traceOf(code, new SqliteEngine(await database(), 'wal', { whenBusy: 'wait' }));
  expect(brief(trace)).toEqual([
    ['T1', 'rows'],
    ['T2', 'UPDATE'],
    ['T1', 'SQLITE_BUSY'],
    ['T2', 'COMMIT'],
    ['T1', 'SQLITE_BUSY_SNAPSHOT'],
  ]);
  expect(trace).toMatchObject({ end: { stillBlocked: [], openTransactions: ['T1'] }, committed: ['T2'], aborted: ['T1'] });
});

test('locks within a shared cache are not waited for', async () => {
  const code = `${accounts}begin; update account set balance = 1 where id = 1; -- T1
select balance from account where id = 1; -- T2
commit; -- T1`;
  expect(brief(traceOf(code, new SqliteEngine(await database(), 'shared', { whenBusy: 'wait' }))).slice(1)).toEqual([
    ['T2', 'SQLITE_LOCKED_SHAREDCACHE'],
    ['T1', 'COMMIT'],
  ]);
});

test('who is still waiting at the end is told so', async () => {
  const code = `${accounts}begin immediate -- T1\nbegin immediate -- T2\ncommit -- T2`;
  const trace = traceOf(code, new SqliteEngine(await database(), 'rollback', { whenBusy: 'wait' }));
  expect(trace.steps.map(({ outcome }) => outcome.kind)).toEqual(['ok', 'never_resumed', 'never_ran']);
  expect(trace.end).toEqual({ stillBlocked: ['T2'], openTransactions: ['T1'] });
});

test('a real dirty read, of what was never committed', async () => {
  const code = `${accounts}begin; update account set balance = 1 where id = 1; -- T1
select balance from account where id = 1; -- T2
rollback; -- T1`;
  const trace = traceOf(code, new SqliteEngine(await database(), 'shared-ru'));
  expect(trace.anomalies.map(({ codes, sessions, items, steps }) => [codes, sessions, items, steps])).toEqual([
    [['P1'], ['T1', 'T2'], ['account:1'], [1, 2]],
    [['G1a'], ['T1', 'T2'], ['account:1'], [1, 2]],
  ]);
  expect(trace.serialOrder).toBeNull();
});
