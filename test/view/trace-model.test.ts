import { arrowsOf, type CardBox } from '../../src/view/trace/arrows';
import { cycleOf, edgesOf } from '../../src/view/trace/edges';
import { shortSql } from '../../src/view/trace/short-sql';
import { boundaryOf, frameOf, levelAsked, statementsOf } from '../../src/view/trace/statements';
import { timelineOf } from '../../src/view/trace/timeline';
import { fatesOf } from '../../src/view/trace/transaction-ends';
import { versionHistory, type SeenItem } from '../../src/view/trace/versions';
import type { Trace, TraceStep } from '../../src/cells/output';
import { deadlock, fiveSessions, lostUpdate, queuedSteps, sixtySteps } from './gallery/traces';

const first = (traces: readonly Trace[]): Trace => {
  const [trace] = traces;
  if (trace === undefined) throw new Error('no trace');
  return trace;
};
const texts = (items: readonly SeenItem[]): string[] =>
  items.flatMap(({ versions }) => versions.map(({ value, version, state, deleted }) => `${deleted ? 'deleted' : (value ?? version)} ${state}`));

/** A trace of one session out of statements, each of which writes one version of `t:1` unless it is a boundary. */
function alone(...sqls: readonly string[]): Trace {
  const steps = sqls.map((sql, at): TraceStep => {
    const a = /set a = (\d+)/.exec(sql)?.[1];
    const values = a === undefined ? null : { id: 1, a: Number(a) };
    const writes = /^(update|insert|delete)/.test(sql) ? [{ item: 't:1', version: `T1.${at + 1}`, ...(sql.startsWith('insert') ? {} : { values }) }] : [];
    const outcome = sql.includes('/* fails */') ? ({ kind: 'error', message: 'no', sqlstate: '23505' } as const) : ({ kind: 'ok', tag: '' } as const);
    return {
      step: at + 1, session: 'T1', sql, comment: '', line: at + 1, outcome, blocked: false, blockedBy: [], waitsOn: null, resumedAfterStep: null,
      queued: false, ranAfterStep: null, notices: [], reads: [], writes: outcome.kind === 'error' ? [] : writes, claims: null,
    };
  });
  return { ...first(deadlock), sessions: ['T1'], steps, finalState: {}, dependencies: [], anomalies: [] };
}

describe('statements', () => {
  test.each([
    ['begin', 'begin'],
    ['BEGIN ISOLATION LEVEL SERIALIZABLE;', 'begin'],
    ['begin; set transaction isolation level read committed', 'begin'],
    ['start transaction', 'begin'],
    ['end', 'commit'],
    ['rollback -- all of it', 'rollback'],
    ['rollback to s', null],
    ['begin; select 1', null],
    ["select ';commit'", null],
    ['', null],
  ])('%s frames: %s', (sql, frame) => {
    expect(frameOf(sql)).toBe(frame);
  });

  test('are divided outside of strings', () => {
    expect(statementsOf("begin; select ';'; -- ;\ncommit").map(({ verb }) => verb)).toEqual(['begin', 'select', 'commit']);
    expect(statementsOf('rollback to savepoint a').map(boundaryOf)).toEqual([null]);
    expect(levelAsked('begin isolation  level read\ncommitted')).toBe('READ COMMITTED');
  });

  test.each([
    ['select 1', 20, 'select 1'],
    ['select *\n  from t;', 20, 'select * from t'],
    ['update wallet set eur = 100, changed_by = current_user where id = 1', 36, 'update wallet set … where id = 1'],
    ['update wallet set eur = 100 where id = 1', 25, 'update wallet … id = 1'],
    ['x'.repeat(60), 20, `${'x'.repeat(10)} … ${'x'.repeat(7)}`],
  ])('%s within %i letters', (sql, letters, short) => {
    expect(shortSql(sql, { whole: letters, cut: letters })).toBe(short);
  });
});

describe('the timeline', () => {
  test('knows waits, lives and who went on when', () => {
    const { waits, lives, resumed, rows } = timelineOf(first(deadlock));
    expect(waits).toEqual([{ lane: 0, from: 5, to: 6, open: false }, { lane: 1, from: 6, to: 6, open: false }]);
    expect(lives.map(({ from, to, end }) => [from, to, end])).toEqual([[1, 7, 'commit'], [2, 8, 'rollback']]);
    expect([...resumed].map(([step, who]) => [step, who.map((row) => row.step.step)])).toEqual([[6, [5]]]);
    expect(rows.map(({ frame }) => frame)).toEqual(['begin', 'begin', null, null, null, null, 'commit', 'rollback']);
  });

  test('a wait that never ends is open, and so is its transaction', () => {
    const { waits, lives } = timelineOf(first(fiveSessions));
    expect(waits.at(-1)).toEqual({ lane: 2, from: 14, to: 15, open: true });
    expect(lives.filter(({ end }) => end === 'open').map(({ lane }) => lane)).toEqual([0, 2]);
  });
});

describe('versions', () => {
  test('of a lost update: committed, uncommitted, replaced', () => {
    const { after, changedBy } = versionHistory(first(lostUpdate));
    expect(texts(after(1))).toEqual(['10 committed']);
    expect(texts(after(5))).toEqual(['7 uncommitted', '10 committed']);
    expect(texts(after(7))).toEqual(['8 uncommitted', '7 committed', '10 replaced']);
    expect(texts(after(8))).toEqual(['8 committed', '7 replaced', '10 replaced']);
    expect([1, 2, 3, 4, 5, 6, 7, 8].filter((step) => changedBy(step).length > 0)).toEqual([1, 5, 7, 8]);
  });

  test('a deadlock’s victim loses its versions with the error', () => {
    const { after } = versionHistory(first(deadlock));
    expect(texts(after(6).filter(({ item }) => item === 'wallet:2'))).toEqual(['110 uncommitted', '80 rolled back', 'init committed']);
  });

  test('queued steps write when they run', () => {
    const { after } = versionHistory(first(queuedSteps));
    const second = (step: number): string[] => texts(after(step).filter(({ item }) => item === 'wallet:2'));
    expect(second(6)).toEqual(['100 committed']);
    expect(second(7)).toEqual(['2 uncommitted', '100 committed']);
  });

  test('savepoints, autocommit, deletion and rewriting', () => {
    expect(texts(versionHistory(alone('update t set a = 1', 'delete from t')).after(2))).toEqual(['deleted committed', '1 replaced', 'init replaced']);
    const saved = versionHistory(alone('begin', 'update t set a = 1', 'savepoint s', 'update t set a = 2', 'rollback to s', 'commit'));
    expect(texts(saved.after(4))).toEqual(['2 uncommitted', '1 replaced', 'init committed']);
    expect(texts(saved.after(6))).toEqual(['2 rolled back', '1 committed', 'init replaced']);
    expect(texts(versionHistory(alone('insert into t values (1)')).after(1))).toEqual(['T1.1 committed']);
  });

  test('an error is the end of a transaction of PostgreSQL, not of SQLite', () => {
    const steps = ['begin', 'update t set a = 1', 'insert into t values (1) /* fails */', 'rollback'];
    expect(fatesOf(alone(...steps)).get(2)).toEqual({ kept: false, at: 3 });
    expect(fatesOf({ ...alone(...steps), engine: 'sqlite' }).get(2)).toEqual({ kept: false, at: 4 });
  });

  test('of many steps are followed in time', () => {
    const { after } = versionHistory(first(sixtySteps));
    expect(after(60).map(({ item }) => item).sort()).toEqual(['wallet:1', 'wallet:2', 'wallet:3', 'wallet:4']);
    expect(texts(after(60).slice(0, 1))).toEqual(['eur 130, changed_by T2 committed', 'eur 120, changed_by T2 replaced', 'eur 110, changed_by T2 replaced', '100 replaced']);
  });
});

describe('edges and arrows', () => {
  const trace = first(lostUpdate);
  const anomaly = trace.anomalies[0] ?? null;

  test('the cycle of the anomaly is marked and closed', () => {
    expect(edgesOf(trace, anomaly).map(({ key, anti, inCycle }) => [key, anti, inCycle])).toEqual([['5-6-ww', false, true], ['4-5-rw', true, true]]);
    expect(edgesOf(trace, null).some(({ inCycle }) => inCycle)).toBe(false);
    expect(anomaly && cycleOf(anomaly, trace).map(({ from, to }) => `${from}${to}`)).toEqual(['T1T2', 'T2T1']);
  });

  const box = (lane: number, top: number): CardBox => ({ lane, left: 60 + lane * 200, right: 220 + lane * 200, top, bottom: top + 50 });
  const edge = (from: number, to: number, label: 'ww' | 'wr' | 'rw' = 'ww') => ({ key: `${from}-${to}-${label}`, from, to, label, anti: false, inCycle: false });

  test('join the sides that face each other', () => {
    const boxes = new Map([[1, box(0, 0)], [2, box(1, 100)]]);
    const [there] = arrowsOf([edge(1, 2)], boxes, 40);
    expect(there?.line).toMatch(/^M 220 25 C /);
    expect(there?.head).toMatch(/^M 260 125 /);
    const [back] = arrowsOf([edge(2, 1)], boxes, 40);
    expect(back?.line).toMatch(/^M 260 125 C /);
    expect(back?.head).toMatch(/^M 220 25 /);
  });

  test('run along their own row past lanes between', () => {
    const boxes = new Map([[1, box(0, 0)], [2, box(2, 100)]]);
    expect(arrowsOf([edge(1, 2)], boxes, 40)[0]?.line).toMatch(/^M 220 25 H 420 C /);
  });

  test('several at one side are spread in the order of where they lead; labels keep apart', () => {
    const boxes = new Map([[1, box(0, 100)], [2, box(1, 0)], [3, box(1, 200)]]);
    const arrows = arrowsOf([edge(1, 3), edge(1, 2), edge(1, 3, 'wr')], boxes, 40);
    const starts = arrows.map(({ line }) => Number(line.split(' ')[2]));
    expect(starts[1]).toBeLessThan(starts[0] ?? 0);
    expect(new Set(starts).size).toBe(3);
    expect(new Set(arrows.map(({ label }) => label.y)).size).toBe(3);
  });

  test('what has no card, or the same lane, is not drawn', () => {
    expect(arrowsOf([edge(1, 2), edge(1, 9)], new Map([[1, box(0, 0)], [2, box(0, 100)]]), 40)).toEqual([]);
  });
});
