import type { TrackedCell } from '../../src/kernel/host/tracked-cell';
import { openNote } from './open-note';

/** A note of SQL cells on PostgreSQL, each with the session it runs in. */
function open(...cells: readonly (readonly [session: string | null, sql: string])[]) {
  const text = cells
    .map(([session, sql]) => `\`\`\`sql\n-- savepoint: engine=postgres${session === null ? '' : ` session=${session}`}\n${sql}\n\`\`\``)
    .join('\n\n');
  const opened = openNote(text, { engine: 'postgres' });
  const until = (tracked: TrackedCell, phase: string): Promise<void> => new Promise((resolve) => {
    const look = (): void => { if (tracked.get().phase === phase) resolve(); };
    tracked.subscribe(look);
    look();
  });
  return { ...opened, until };
}

const setup = [null, 'create table account (id int primary key, balance int); insert into account values (1, 100), (2, 100);'] as const;

test('a cell waits for another session, other cells run meanwhile, and it goes on after the commit', async () => {
  const { session, cell, until } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'update account set balance = balance + 1 where id = 1; select balance from account where id = 1;'],
    [null, 'select balance from account order by id'],
    ['T1', 'commit'],
  );
  await session.run(cell(0));
  await session.run(cell(1));
  const waiting = session.run(cell(2));
  await until(cell(2), 'waiting');
  expect(cell(2).get().wait).toEqual({ blockedBy: ['T1'], waitsOn: 'transactionid:ShareLock' });
  expect((await session.run(cell(3)))?.results[0]?.rows).toEqual([[100], [100]]);
  expect(cell(2).get().phase).toBe('waiting');
  await session.run(cell(4));
  const output = await waiting;
  expect(output).toMatchObject({ status: 'ok', log: 'waited for T1 (transactionid:ShareLock)\n' });
  expect(output?.results.at(-1)?.rows).toEqual([[2]]);
  expect(output?.statements.map(({ sql }) => sql.split(' ')[0])).toEqual(['update', 'select']);
  expect(cell(3).get().output?.statements).toHaveLength(1);
  expect(cell(2).get()).toMatchObject({ phase: 'done', wait: null });
});

test('run each lets a waiting cell pass, and gives up what nothing ended', async () => {
  const { session } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'update account set balance = balance + 1 where id = 1;'],
    ['T1', 'commit; begin; update account set balance = 7 where id = 2;'],
    ['T3', 'update account set balance = 8 where id = 2;'],
  );
  const ran = await session.runEach();
  expect(ran.map(({ output }) => output?.status)).toEqual(['ok', 'ok', 'ok', 'ok', 'interrupted']);
  expect(ran[4]?.output?.error?.message).toBe('the cell still waited for another session when the last cell had run');
});

test('who closes a circle of waits fails, and the other goes on', async () => {
  const { session } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'begin; update account set balance = 2 where id = 2;'],
    ['T1', 'update account set balance = 1 where id = 2; commit;'],
    ['T2', 'update account set balance = 2 where id = 1;'],
  );
  const ran = await session.runEach();
  expect(ran.map(({ output }) => output?.error?.code ?? output?.status)).toEqual(['ok', 'ok', 'ok', 'ok', '40P01']);
});

test('Stop ends a wait, and the kernel keeps its state', async () => {
  const { session, kernels, cell, until } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'update account set balance = 2 where id = 1;'],
    ['T1', 'select balance from account where id = 1'],
  );
  await session.run(cell(0));
  await session.run(cell(1));
  const waiting = session.run(cell(2));
  await until(cell(2), 'waiting');
  session.stop();
  expect(await waiting).toMatchObject({ status: 'interrupted', error: { type: 'InterruptedError', message: 'the cell was stopped' } });
  expect((await session.run(cell(3)))?.results[0]?.rows).toEqual([[1]]);
  expect(kernels).toMatchObject([{ killed: false }]);
});

test('a session that waits takes no further cell until it goes on', async () => {
  const { session, cell, until } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'update account set balance = 2 where id = 1;'],
    ['T2', 'select 1'],
    ['T1', 'rollback'],
  );
  await session.run(cell(0));
  await session.run(cell(1));
  const waiting = session.run(cell(2));
  await until(cell(2), 'waiting');
  expect((await session.run(cell(3)))?.error).toMatchObject({ message: 'a statement of this connection still waits' });
  await session.run(cell(4));
  expect(await waiting).toMatchObject({ status: 'ok' });
});

test('a kernel that is reset takes what waited with it', async () => {
  const { session, cell, until } = open(
    setup,
    ['T1', 'begin; update account set balance = 1 where id = 1;'],
    ['T2', 'update account set balance = 2 where id = 1;'],
  );
  await session.run(cell(0));
  await session.run(cell(1));
  const waiting = session.run(cell(2));
  await until(cell(2), 'waiting');
  session.reset();
  expect(await waiting).toMatchObject({ status: 'interrupted', error: { message: 'the kernel was reset' } });
  expect(await session.run(cell(0))).toMatchObject({ status: 'ok' });
});

test('power fails while a cell waits: it is told so, and what was committed is there for all', async () => {
  const { session } = open(
    [null, 'create table t (n int); insert into t values (1);'],
    [null, 'begin; update t set n = 2;'],
    ['b', 'update t set n = 3;'],
    ['c crash', 'select 1;'],
    ['b', 'select n from t;'],
  );
  const outputs = (await session.runEach()).map(({ output }) => output);
  expect(outputs.map((output) => output?.status)).toEqual(['ok', 'ok', 'error', 'ok', 'ok']);
  expect(outputs[2]?.error).toMatchObject({ type: 'OperationalError', code: '08006', message: 'the connection was lost: power failed' });
  expect(outputs[3]?.recovery).toMatchObject({ lostTransaction: true, log: expect.arrayContaining([expect.stringContaining('redo done')]) as unknown });
  expect(outputs[4]?.results[0]?.rows).toEqual([[1]]);
});
