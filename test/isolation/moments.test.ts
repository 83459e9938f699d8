import { LockingEngine } from '../../src/isolation/locking/locking-engine';
import type { LockingLevel } from '../../src/isolation/locking/levels';
import { onlyChanges } from '../../src/isolation/observe/moments';
import type { SqliteMode } from '../../src/isolation/sqlite/modes';
import { SqliteEngine } from '../../src/isolation/sqlite/sqlite-engine';
import type { Trace } from '../../src/isolation/trace';
import { momentsOf, type KnownMoment } from '../../src/view/trace/moments';
import { database, traceOf } from './open';

const setup = 'create table t (id integer primary key, v int); insert into t values (1, 10), (2, 20);\n';

const locksIn = (moment: KnownMoment | undefined): string[] =>
  (moment?.locks ?? []).map(({ session, kind, target, mode, granted }) => `${session} ${granted ? 'holds' : 'awaits'} ${kind} ${target} ${mode}`);
const versionsIn = (moment: KnownMoment | undefined): string[] =>
  (moment?.versions ?? []).map(({ item, values, state, endedBy, seenBy }) => [item, JSON.stringify(values?.['v']), state, endedBy === null ? '' : `ended by ${endedBy}`, ...seenBy].filter((part) => part !== '').join(' '));

function moments(trace: Trace): readonly KnownMoment[] {
  const told = momentsOf(trace);
  if (!told) throw new Error('nothing was told');
  return told;
}

describe('the locking engine', () => {
  const run = async (code: string, level: LockingLevel): Promise<readonly KnownMoment[]> => moments(traceOf(setup + code, new LockingEngine(await database(), level)));

  test('its lock table: rows, ranges, the cursor’s row, and what is awaited', async () => {
    const after = await run(
      `begin -- T1
begin -- T2
select v from t where v > 5 -- T1
update t set v = 0 where id = 1 -- T2, BLOCKS
commit -- T1`,
      'SERIALIZABLE',
    );
    expect(locksIn(after[3])).toEqual(['T1 holds row t:1 shared', 'T1 holds row t:2 shared', 'T1 holds range t where v > 5 shared']);
    expect(locksIn(after[4]).at(-1)).toBe('T2 awaits row t:1 exclusive');
    expect(locksIn(after[5])).toEqual(['T2 holds row t:1 exclusive']);
    const cursor = await run('begin -- T1\ndeclare c cursor for select v from t -- T1\nfetch c -- T1\nfetch c -- T1', 'CURSOR STABILITY');
    expect(locksIn(cursor[3])).toEqual(['T1 holds row t:1 shared, c']);
    expect(locksIn(cursor[4])).toEqual(['T1 holds row t:2 shared, c']);
  });

  test.each([
    ['READ UNCOMMITTED', ['t:1 10 committed ended by T1', 't:1 11 uncommitted T1 T2']],
    ['READ COMMITTED', ['t:1 10 committed ended by T1', 't:1 11 uncommitted T1']],
  ] as const)('one version lies in the table; who reads it without waiting at %s', async (level, versions) => {
    const after = await run('begin -- T1\nupdate t set v = 11 where id = 1 -- T1\nselect 1 -- T2', level);
    expect(versionsIn(after[2])).toEqual(versions);
  });

  test('a row that was deleted is there until its transaction ends', async () => {
    const after = await run('begin -- T1\ndelete from t where id = 1 -- T1\nrollback -- T1\ndelete from t where id = 1 -- T1', 'READ COMMITTED');
    expect(versionsIn(after[2])).toEqual(['t:1 10 committed ended by T1']);
    expect(versionsIn(after[3])).toEqual(['t:1 10 committed T1']);
    expect(versionsIn(after[4])).toEqual([]);
  });
});

describe('SQLite', () => {
  const run = async (code: string, mode: SqliteMode, whenBusy: 'wait' | 'refuse' = 'wait'): Promise<readonly KnownMoment[]> =>
    moments(traceOf(setup + code, new SqliteEngine(await database(), mode, { whenBusy })));

  test('locks on the file: SHARED, RESERVED, PENDING while readers are left', async () => {
    const after = await run(
      `begin -- T1
select v from t -- T1
begin -- T2
update t set v = 0 where id = 1 -- T2
commit -- T2, BLOCKS
commit -- T1`,
      'rollback',
    );
    expect(locksIn(after[1])).toEqual([]);
    expect(locksIn(after[2])).toEqual(['T1 holds database main SHARED']);
    expect(locksIn(after[4])).toEqual(['T1 holds database main SHARED', 'T2 holds database main RESERVED']);
    expect(locksIn(after[5])).toEqual(['T1 holds database main SHARED', 'T2 holds database main PENDING', 'T2 awaits database main EXCLUSIVE']);
    expect(locksIn(after[6])).toEqual([]);
    expect(locksIn((await run('begin exclusive -- T1', 'rollback'))[1])).toEqual(['T1 holds database main EXCLUSIVE']);
  });

  test('WAL: a reader keeps what it found, a writer has its lock', async () => {
    const after = await run(
      `begin -- T1
select v from t where id = 1 -- T1
begin -- T2
update t set v = 0 where id = 1 -- T2
commit -- T2
select v from t where id = 1 -- T1`,
      'wal',
    );
    expect(locksIn(after[4])).toEqual(['T1 holds database main READ', 'T2 holds database main WRITE']);
    expect(versionsIn(after[4])).toEqual(['t:1 10 committed ended by T2 T1', 't:1 0 uncommitted T2']);
    expect(versionsIn(after[5])).toEqual(['t:1 10 replaced ended by T2 T1', 't:1 0 committed T2']);
    expect(after[5]?.snapshots).toEqual([{ session: 'T1', xid: null, taken: { step: 2, keeps: 'transaction', inProgress: [], commits: 0 } }]);
  });

  test('a shared cache: tables are locked, and read_uncommitted looks past it', async () => {
    const code = `begin -- T1
update t set v = 0 where id = 1 -- T1
select 1 -- T2`;
    const shared = await run(code, 'shared', 'refuse');
    expect(locksIn(shared[2])).toEqual(['T1 holds table t WRITE']);
    expect(versionsIn(shared[2])).toEqual(['t:1 10 committed ended by T1', 't:1 0 uncommitted T1']);
    expect(versionsIn((await run(code, 'shared-ru', 'refuse'))[2])).toEqual(['t:1 10 committed ended by T1', 't:1 0 uncommitted T1 T2']);
  });
});

test('what stays as it was is not told again', () => {
  const lock = { session: 'T1', kind: 'row', target: 't:1', mode: 'shared', granted: true };
  const changes = onlyChanges([
    [1, { locks: [], snapshots: [], versions: [] }],
    [2, { locks: [lock], snapshots: [], versions: [] }],
    [3, { locks: [lock], snapshots: [], versions: [] }],
    [4, { locks: [], snapshots: [], versions: [] }],
  ]);
  expect([...changes]).toEqual([[2, { locks: [lock] }], [4, { locks: [] }]]);
});
