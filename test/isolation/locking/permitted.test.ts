import { detect, type Findings } from '../../../src/isolation/detect/detect';
import { runSync } from '../../../src/databases/flow';
import { LockingEngine } from '../../../src/isolation/locking/locking-engine';
import { lockingLevel } from '../../../src/isolation/locking/levels';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import { database } from '../open';

/** Schedules that provoke a phenomenon, each with the codes that show that it happened. */
const schedules: Readonly<Record<string, { readonly steps: string; readonly codes: readonly string[] }>> = {
  G0: {
    codes: ['G0', 'P0'],
    steps: `update t set v = 11 where id = 1 -- T1
update t set v = 12 where id = 1 -- T2
update t set v = 22 where id = 2 -- T2
commit -- T2
update t set v = 21 where id = 2 -- T1
commit -- T1`,
  },
  G1a: {
    codes: ['G1a'],
    steps: `update t set v = 99 where id = 1 -- T1
select * from t where v > 0 -- T2
rollback -- T1
commit -- T2`,
  },
  G1b: {
    codes: ['G1b'],
    steps: `update t set v = 99 where id = 1 -- T1
select v from t where id = 1 -- T2
update t set v = 11 where id = 1 -- T1
commit -- T1
commit -- T2`,
  },
  G1c: {
    codes: ['G1c'],
    steps: `update t set v = 11 where id = 1 -- T1
update t set v = 22 where id = 2 -- T2
select v from t where id = 2 -- T1
select v from t where id = 1 -- T2
commit -- T1
commit -- T2`,
  },
  OTV: {
    codes: ['OTV'],
    steps: `update t set v = 11 where id = 1 -- T1
update t set v = 19 where id = 2 -- T1
update t set v = 12 where id = 1 -- T2
commit -- T1
select v from t where id = 1 -- T3
select v from t where id = 2 -- T3
update t set v = 18 where id = 2 -- T2
commit -- T2
commit -- T3`,
  },
  P4C: {
    codes: ['P4C'],
    steps: `declare c cursor for select v from t where v < 15; fetch next from c -- T1
update t set v = 12 where id = 1 -- T2
commit -- T2
update t set v = 11 where current of c -- T1
commit -- T1`,
  },
  P4: {
    codes: ['P4'],
    steps: `select v from t where id = 1 -- T1
select v from t where id = 1 -- T2
update t set v = 11 where id = 1 -- T1
update t set v = 12 where id = 1 -- T2
commit -- T1
commit -- T2`,
  },
  P2: {
    codes: ['P2'],
    steps: `select v from t where id = 1 -- T1
update t set v = 11 where id = 1 -- T2
commit -- T2
select v from t where id = 1 -- T1
commit -- T1`,
  },
  A5A: {
    codes: ['A5A'],
    steps: `select v from t where id = 1 -- T1
update t set v = 5 where id = 1 -- T2
update t set v = 25 where id = 2 -- T2
commit -- T2
select v from t where id = 2 -- T1
commit -- T1`,
  },
  A5B: {
    codes: ['A5B'],
    steps: `select sum(v) from t where id in (1, 2) -- T1
select sum(v) from t where id in (1, 2) -- T2
update t set v = -30 where id = 1 -- T1
update t set v = -30 where id = 2 -- T2
commit -- T1
commit -- T2`,
  },
  'P3 by insert': {
    codes: ['P3', 'PMP'],
    steps: `select count(*) from t where v between 5 and 50 -- T1
insert into t values (3, 30) -- T2
commit -- T2
select count(*) from t where v between 5 and 50 -- T1
commit -- T1`,
  },
  'P3 by an unexamined row': {
    codes: ['P3', 'PMP'],
    steps: `select id from t where v = 77 and id > 1 -- T1
update t set id = 9, v = 77 where id = 1 -- T2
commit -- T2
select id from t where v = 77 and id > 1 -- T1
commit -- T1`,
  },
  G2: {
    codes: ['G2'],
    steps: `select count(*) from t where v >= 30 -- T1
select count(*) from t where v >= 30 -- T2
insert into t values (3, 30) -- T1
insert into t values (4, 42) -- T2
commit -- T1
commit -- T2`,
  },
};

/** design/isolation.md, "What each engine must permit and forbid": P permitted, x forbidden. */
const table: Readonly<Record<string, readonly string[]>> = {
  //                          RU   RC   CS   RS   RR   SER
  G0:                        ['x', 'x', 'x', 'x', 'x', 'x'],
  G1a:                       ['P', 'x', 'x', 'x', 'x', 'x'],
  G1b:                       ['P', 'x', 'x', 'x', 'x', 'x'],
  G1c:                       ['P', 'x', 'x', 'x', 'x', 'x'],
  OTV:                       ['P', 'x', 'x', 'x', 'x', 'x'],
  P4C:                       ['P', 'P', 'x', 'x', 'x', 'x'],
  P4:                        ['P', 'P', 'P', 'x', 'x', 'x'],
  P2:                        ['P', 'P', 'P', 'x', 'x', 'x'],
  A5A:                       ['P', 'P', 'P', 'x', 'x', 'x'],
  A5B:                       ['P', 'P', 'P', 'x', 'x', 'x'],
  'P3 by insert':            ['P', 'P', 'P', 'P', 'P', 'x'],
  'P3 by an unexamined row': ['P', 'P', 'P', 'P', 'P', 'x'],
  G2:                        ['P', 'P', 'P', 'P', 'P', 'x'],
};

const levels = ['RU', 'RC', 'CS', 'RS', 'RR', 'SER'];

async function findingsOf(steps: string, levelName: string): Promise<Findings> {
  const level = lockingLevel(levelName);
  if (level === null) throw new Error(levelName);
  const sessions = [...new Set(steps.match(/T\d+$/gm))].sort();
  const code = ['create table t (id int primary key, v int); insert into t values (1, 10), (2, 20);', ...sessions.map((name) => `begin -- ${name}`), steps].join('\n');
  const engine = new LockingEngine(await database(), level);
  const trace = runSync(runSchedule(parseSessionMarks(code, 'sqlite'), engine));
  expect(trace.steps.filter(({ outcome }) => outcome.kind.startsWith('never'))).toEqual([]);
  const findings = detect(runSync(engine.history()));
  engine.close();
  return findings;
}

describe.each(Object.entries(table))('%s', (phenomenon, row) => {
  test.each(levels.map((level, index) => [level, row[index]] as const))('at %s: %s', async (level, expected) => {
    const { steps = '', codes = [] } = schedules[phenomenon] ?? {};
    const findings = await findingsOf(steps, level);
    const found = findings.phenomena.flatMap((one) => one.codes).filter((code) => codes.includes(code));
    expect(found.length > 0 ? 'P' : 'x').toBe(expected);
    if (level === 'SER') expect(findings.serializable).toBe(true);
  });
});

test('cursor stability protects the row of the cursor only while the cursor stands on it', async () => {
  const steps = `declare c cursor for select v from t order by id; fetch c -- T1
fetch c -- T1
update t set v = 11 where id = 1 -- T2
update t set v = 22 where id = 2 -- T2
commit -- T2
commit -- T1`;
  const level = lockingLevel('CS');
  if (level === null) throw new Error('CS');
  const engine = new LockingEngine(await database(), level);
  const code = `create table t (id int primary key, v int); insert into t values (1, 10), (2, 20);\nbegin -- T1\nbegin -- T2\n${steps}`;
  const trace = runSync(runSchedule(parseSessionMarks(code, 'sqlite'), engine));
  engine.close();
  expect(trace.steps.map(({ blocked, resumedAfterStep }) => (blocked ? resumedAfterStep : null)).slice(4, 6)).toEqual([null, 8]);
});
