import { LockingEngine } from '../../src/isolation/locking/locking-engine';
import { engineLabel } from '../../src/view/engines';
import { traceText } from '../../src/view/trace/trace-text';
import { wordsFor } from '../../src/view/words';
import { database, traceOf } from '../isolation/open';

const clean = (text: string): string => text.replaceAll('\u00a0', ' ');

const code = `create table t (id int primary key, v int); insert into t values (1, 1);
begin; select v from t where id = 1 -- T1
begin; select v from t where id = 1 -- T2
update t set v = 2 where id = 1 -- T1, BLOCKS
update t set v = 3 where id = 1 -- T2, unblocks nobody
commit -- T1`;

test('a trace as text: the verdict, every step with its outcome, what is left', async () => {
  const trace = traceOf(code, new LockingEngine(await database(), 'REPEATABLE READ'));
  expect(clean(traceText(trace, wordsFor('en'))).split('\n')).toEqual([
    `${engineLabel('locking')}, REPEATABLE READ`,
    'No anomaly. Only T1 committed.',
    'T2 was stopped: deadlock detected (40P01).',
    '',
    '1. T1: begin; select v from t where id = 1',
    '   reads 1',
    '2. T2: begin; select v from t where id = 1',
    '   reads 1',
    '3. T1: update t set v = 2 where id = 1',
    '   waits for T2 until step 4, then UPDATE 1',
    '   Lock awaited: t:1:exclusive',
    '4. T2: update t set v = 3 where id = 1',
    '   waits for T1, then Error 40P01: deadlock detected',
    '   Lock awaited: t:1:exclusive',
    '5. T1: commit',
    '   COMMIT',
    '',
    'left open: T2',
    'select * from t: (1, 2)',
  ]);
});

test('locks and versions where they are asked for', async () => {
  const trace = traceOf(code, new LockingEngine(await database(), 'REPEATABLE READ'));
  const lines = clean(traceText(trace, wordsFor('en'), { moments: true })).split('\n');
  const from = lines.findIndex((line) => line.startsWith('3. '));
  expect(lines.slice(from, from + 8)).toEqual([
    '3. T1: update t set v = 2 where id = 1',
    '   waits for T2 until step 4, then UPDATE 1',
    '   Lock awaited: t:1:exclusive',
    '   t:1 = 1: committed; Seen by: everyone',
    '   T1 waits for row t:1: exclusive',
    '   T1 holds row t:1: shared',
    '   T2 holds row t:1: shared',
    '4. T2: update t set v = 3 where id = 1',
  ]);
  expect(lines).toContain('   t:1 = 2: uncommitted by T1; Seen by: T1');
});

test('in Russian as well', async () => {
  const trace = traceOf(code, new LockingEngine(await database(), 'REPEATABLE READ'));
  expect(clean(traceText(trace, wordsFor('ru'), { moments: true }))).toContain('T1 ждёт: строка t:1: exclusive');
});

test('an error without a code is told as an error once', async () => {
  const trace = traceOf(code, new LockingEngine(await database(), 'REPEATABLE READ'));
  const steps = trace.steps.map((step) => (step.step === 4 ? { ...step, outcome: { kind: 'error' as const, message: 'the connection was lost' } } : step));
  expect(clean(traceText({ ...trace, steps }, wordsFor('en')))).toContain('\n   waits for T1, then Error: the connection was lost\n');
});
