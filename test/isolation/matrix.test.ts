import { matrixOf, outcomeOf, unfitFor, type Attempt } from '../../src/isolation/matrix';
import { LockingEngine } from '../../src/isolation/locking/locking-engine';
import { lockingLevels } from '../../src/isolation/locking/levels';
import type { Outcome, Trace } from '../../src/isolation/trace';
import { database, traceOf } from './open';

const lostUpdate = `create table t (id int primary key, v int); insert into t values (1, 1);
begin; select v from t where id = 1 -- T1
begin; select v from t where id = 1 -- T2
update t set v = 2 where id = 1 -- T1
update t set v = 3 where id = 1 -- T2
commit -- T1
commit -- T2`;

const levels = lockingLevels.map((level) => ({ engine: 'locking', level }));

async function attempts(code: string): Promise<Attempt[]> {
  return Promise.all(lockingLevels.map(async (level) => ({ traces: [traceOf(code, new LockingEngine(await database(), level))] })));
}

test('level by anomaly: it happened, or what prevented it', async () => {
  const matrix = matrixOf([{ schedule: null, sought: { name: 'lost update', codes: ['P4'] } }], levels, [await attempts(lostUpdate)]);
  expect(matrix.anomalies).toEqual([{ code: 'P4', name: 'lost update', schedule: null }]);
  expect(matrix.squares[0]?.map(({ outcome }) => outcome)).toEqual(['permitted', 'permitted', 'permitted', 'error', 'error', 'error']);
  expect(matrix.squares[0]?.map(({ trace }) => (trace === null ? null : matrix.traces[trace]?.level))).toEqual(lockingLevels);
});

test('a schedule with nothing sought has a row for each anomaly that it shows, and one if it shows none', async () => {
  const dirty = lostUpdate.replace('commit -- T1', 'select v from t where id = 1 -- T3\nrollback -- T1');
  const schedules = [{ schedule: 'dirty', sought: null }, { schedule: 'calm', sought: null }];
  const matrix = matrixOf(schedules, levels, [await attempts(dirty), await attempts('create table t (id int); begin; select * from t; commit; -- T1')]);
  expect(matrix.anomalies.map(({ code, schedule }) => `${code ?? 'none'} ${schedule ?? ''}`)).toEqual(['P1 dirty', 'G1a dirty', 'none calm']);
  expect(matrix.squares.at(-1)?.map(({ outcome }) => outcome)).toEqual(Array.from(levels, () => 'prevented'));
});

test('what was not run is empty, and says why', () => {
  const { squares, traces } = matrixOf([{ schedule: null, sought: null }], levels.slice(0, 2), [[{ reason: 'no such table' }]]);
  expect(squares).toEqual([[{ outcome: 'none', trace: null, reason: 'no such table' }, { outcome: 'none', trace: null, reason: null }]]);
  expect(traces).toEqual([]);
});

const traced = (...outcomes: Outcome[]): Trace => ({ anomalies: [], steps: outcomes.map((outcome) => ({ outcome, blocked: false })) }) as unknown as Trace;
const failed = (facts: object): Outcome => ({ kind: 'error', message: 'no', ...facts });

test.each([
  ['a statement that SQLite does not know', [failed({ sqlite_code: 'SQLITE_ERROR' })], 'no'],
  ['a table that PostgreSQL lacks', [failed({ sqlstate: '42P01' })], 'no'],
  ['a serialization failure', [failed({ sqlstate: '40001' }), failed({ sqlstate: '25P02' })], null],
  ['an error that follows from a conflict', [failed({ sqlite_code: 'SQLITE_BUSY' }), failed({ sqlite_code: 'SQLITE_ERROR' })], null],
  ['no error', [], null],
])('%s', (_what, outcomes, reason) => {
  expect(unfitFor(traced(...outcomes))).toBe(reason);
});

test('of several permutations the one counts in which it happened', () => {
  const shown = { ...traced(), anomalies: [{ codes: ['P4'] }] } as unknown as Trace;
  const { squares, traces } = matrixOf([{ schedule: null, sought: { name: 'lost update', codes: ['P4'] } }], levels.slice(0, 1), [[{ traces: [traced(), shown, traced(failed({}))] }]]);
  expect(squares[0]?.[0]).toEqual({ outcome: 'permitted', trace: 0, reason: null });
  expect(traces).toEqual([shown]);
  expect(outcomeOf(['P4'], traced(failed({})))).toBe('error');
});
