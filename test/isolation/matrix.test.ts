import { runSync } from '../../src/databases/flow';
import { LockingEngine } from '../../src/isolation/locking/locking-engine';
import { lockingLevels } from '../../src/isolation/locking/levels';
import { isolationMatrix } from '../../src/isolation/matrix';
import { parseSessionMarks } from '../../src/isolation/schedule/session-marks';
import { database } from './open';

test('level by anomaly: permitted, or prevented and how', async () => {
  const schedule = parseSessionMarks(
    `create table t (id int primary key, v int); insert into t values (1, 1);
begin; select v from t where id = 1 -- T1
begin; select v from t where id = 1 -- T2
update t set v = 2 where id = 1 -- T1
update t set v = 3 where id = 1 -- T2
commit -- T1
commit -- T2`,
    'sqlite',
  );
  const fresh = await Promise.all(lockingLevels.map(() => database()));
  const columns = lockingLevels.map((level, index) => ({
    engine: 'locking',
    level,
    // eslint-disable-next-line require-yield -- The databases are open already.
    *open() {
      const own = fresh[index];
      if (!own) throw new Error('no database');
      return new LockingEngine(own, level);
    },
  }));
  const cells = runSync(isolationMatrix([{ code: 'P4', schedule }], columns));
  expect(cells.map(({ level, square }) => `${level}: ${square}`)).toEqual([
    'READ UNCOMMITTED: permitted',
    'READ COMMITTED: permitted',
    'CURSOR STABILITY: permitted',
    'READ STABILITY: prevented by error',
    'REPEATABLE READ: prevented by error',
    'SERIALIZABLE: prevented by error',
  ]);
});
