import { DatabaseError, EngineCrashError, InterruptedError } from '../errors';
import type { Value } from '../result';
import { Handle } from './handle';
import type { Instance } from './runtime/instance';

/**
 * Tries everything that is known about this build of SQLite from the inside (layout.ts), on a
 * database of its own. Takes about a millisecond.
 * @throws EngineCrashError when the build is not the one that Savepoint knows
 */
export function selfCheck(instance: Instance): void {
  const handle = new Handle(instance, ':memory:');
  for (const [what, holds] of Object.entries(CHECKS)) {
    if (!holds(handle, instance)) throw new EngineCrashError(`this build of SQLite is not the one that Savepoint knows: ${what}`);
  }
  handle.close();
}

const WIDE = [2n ** 53n + 1n, -(2n ** 63n)];

const CHECKS: Readonly<Record<string, (handle: Handle, instance: Instance) => boolean>> = {
  'transaction state': (handle) => {
    const states = ['BEGIN', 'COMMIT'].map((sql) => {
      const before = handle.autoCommit;
      handle.run(sql);
      return [before, handle.autoCommit].join();
    });
    return states.join(' ') === 'true,false false,true';
  },
  'declared types': (handle) => {
    handle.run('CREATE TABLE t (a "VARCHAR(7)" PRIMARY KEY, b)');
    const statement = handle.prepare('SELECT b, a, a + 1 FROM t');
    const types = statement?.columns(3).map((column) => column.type);
    statement?.finalize();
    return types?.join() === ',VARCHAR(7),';
  },
  '64-bit parameters': (handle) => {
    const [, first, second] = firstRow(handle, 'SELECT ?1, ?2, ?3, ?2 + 1', [1, ...WIDE]);
    return first === WIDE[0] && second === WIDE[1];
  },
  'extended result codes': (handle) => {
    const error = refusal(() => firstRow(handle, 'INSERT INTO t VALUES (1, 1), (1, 1)', []));
    return error instanceof DatabaseError && error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY' && error.offset === null;
  },
  'offsets of errors': (handle) => {
    const error = refusal(() => firstRow(handle, 'SELECT a, missing FROM t', []));
    return error instanceof DatabaseError && error.code === 'SQLITE_ERROR' && error.offset === 10;
  },
  interruption: (handle, instance) => {
    let questions = 0;
    const callback = instance.callback(() => ((questions += 1) < 3 ? 0 : 1));
    handle.watch(1000, callback);
    const endless = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) FROM n';
    const error = refusal(() => firstRow(handle, endless, []));
    handle.watch(0, 0);
    return error instanceof InterruptedError && questions === 3;
  },
};

function firstRow(handle: Handle, sql: string, parameters: readonly Value[]): Value[] {
  const statement = handle.prepare(sql);
  if (!statement) return [];
  try {
    handle.forgetErrors();
    statement.bind(parameters);
    return statement.step() ? statement.row(statement.columnCount) : [];
  } finally {
    statement.finalize();
  }
}

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}
