import type { CellEngine } from '../../../src/cells/cell-kind';
import type { Matrix } from '../../../src/cells/output';
import { KernelInside } from '../kernel-inside';

const engines: readonly CellEngine[] = ['postgres', 'sqlite', 'locking'];
let matrix: Matrix;
let took: number;
const inside = new KernelInside();

beforeAll(async () => {
  const output = await inside.run('', { matrix: { engines, schedules: [] }, timeoutMs: 600_000 });
  if (output.status !== 'ok' || output.matrix === null) throw new Error(output.error?.message ?? 'no matrix');
  ({ matrix } = output);
  took = output.durationMs;
}, 600_000);

/** P: it happens; x: it does not. */
function rowOf(engine: string, codes: readonly string[]): string[] {
  return codes.map((code) => {
    const at = matrix.anomalies.findIndex((anomaly) => anomaly.code === code);
    return matrix.levels.flatMap((level, column) => (level.engine === engine ? [letter(matrix.squares[at]?.[column]?.outcome)] : [])).join('');
  });
}

function letter(outcome: string | undefined): string {
  return outcome === 'permitted' ? 'P' : outcome === 'none' || outcome === undefined ? '-' : 'x';
}

const codes = ['P0', 'G1a', 'G1b', 'G1c', 'OTV', 'P4C', 'P4', 'P2', 'A5A', 'P3', 'PMP', 'A5B', 'G2', 'read-only'];

test('one row for each anomaly', () => {
  expect(matrix.anomalies.map(({ code }) => code)).toEqual(codes);
});

test('what the textbook’s locks permit: RU, RC, CS, RS, RR, SER', () => {
  expect(Object.fromEntries(rowOf('locking', codes).map((row, at) => [codes[at], row]))).toEqual({
    P0: 'xxxxxx',
    G1a: 'Pxxxxx', G1b: 'Pxxxxx', G1c: 'Pxxxxx', OTV: 'Pxxxxx',
    P4C: 'PPxxxx',
    P4: 'PPPxxx',
    P2: 'PPPxxx', A5A: 'PPPxxx', A5B: 'PPPxxx',
    P3: 'PPPPPx', PMP: 'PPPPPx', G2: 'PPPPPx',
    'read-only': 'PPPxxx',
  });
});

test('what PostgreSQL permits: RU, RC, RR, SER', () => {
  expect(Object.fromEntries(rowOf('postgres', codes).map((row, at) => [codes[at], row]))).toEqual({
    P0: 'xxxx',
    G1a: 'xxxx', G1b: 'xxxx', G1c: 'xxxx', OTV: 'xxxx',
    P4C: 'PPxx',
    P4: 'PPxx',
    P2: 'PPxx', A5A: 'PPxx',
    P3: 'PPxx', PMP: 'PPxx',
    A5B: 'PPPx', G2: 'PPPx',
    'read-only': 'PPPx',
  });
});

test('what SQLite permits: rollback journal, WAL, shared cache, shared cache with read_uncommitted', () => {
  expect(Object.fromEntries(rowOf('sqlite', codes).map((row, at) => [codes[at], row]))).toEqual({
    P0: 'xxxx',
    G1a: 'xxxP', G1b: 'xxxP', G1c: 'xxxx', OTV: 'xxxx',
    P4C: '----',
    P4: 'xxxx',
    P2: 'xxxP', A5A: 'xxxP',
    P3: 'xxxP', PMP: 'xxxP',
    A5B: 'xxxx', G2: 'xxxx',
    'read-only': 'xxxP',
  });
});

test('what prevents: PostgreSQL fails where the textbook waits, and SSI waits no more than a snapshot does', () => {
  const outcome = (engine: string, level: string, code: string): string | undefined =>
    matrix.squares[codes.indexOf(code)]?.[matrix.levels.findIndex((one) => one.engine === engine && one.level === level)]?.outcome;
  expect(outcome('postgres', 'REPEATABLE READ', 'P4')).toBe('error');
  expect(outcome('postgres', 'SERIALIZABLE', 'A5B')).toBe('error');
  expect(outcome('postgres', 'SERIALIZABLE', 'P2')).toBe('prevented');
  expect(outcome('locking', 'REPEATABLE READ', 'P2')).toBe('waits');
  expect(outcome('locking', 'SERIALIZABLE', 'P3')).toBe('waits');
  expect(outcome('sqlite', 'rollback', 'P2')).toBe('waits');
  expect(outcome('sqlite', 'wal', 'P2')).toBe('prevented');
});

test('every square that was run has the trace that it was computed from', () => {
  for (const [row, squares] of matrix.squares.entries()) {
    for (const [column, { outcome, trace, reason }] of squares.entries()) {
      const shown = trace === null ? null : matrix.traces[trace];
      expect([outcome === 'none', reason !== null, shown === null]).toEqual(outcome === 'none' ? [true, true, true] : [false, false, false]);
      if (shown) expect({ engine: shown.engine, level: shown.level }).toEqual(matrix.levels[column]);
      if (outcome === 'permitted') expect(shown?.anomalies.map(({ name }) => name).join()).toMatch(row === 0 ? /./ : new RegExp(matrix.anomalies[row]?.name ?? '-'));
    }
  }
});

test('it tells how far it is, and is done in time', () => {
  const total = codes.length * 14;
  expect(inside.progress.at(0)).toEqual([1, total]);
  expect(inside.progress).toHaveLength(total);
  expect(inside.progress.at(-1)).toEqual([total, total]);
  // 20 s is what a person may wait; a machine under test may be busy with more.
  expect(took).toBeLessThan(60_000);
});

describe('a cell’s own schedule', () => {
  const code = `begin; -- T1
begin; -- T2
select balance from account where id = 1; -- T1
select balance from account where id = 1; -- T2
update account set balance = 130 where id = 1; -- T1
update account set balance = 90 where id = 1; -- T2
commit; -- T1
commit; -- T2`;
  const schedule = { title: null, language: 'sql', code, preparation: ['create table account (id int primary key, balance int); insert into account values (1, 100);'] };

  test('starts on every engine from what the SQL cells above make there', async () => {
    const output = await new KernelInside().run(code, { kind: 'schedule', matrix: { engines, schedules: [schedule] } });
    expect(output).toMatchObject({ status: 'ok', trace: null, statements: [], matrix: { anomalies: [{ code: 'P4', name: 'lost update', schedule: null }] } });
    expect(output.matrix?.squares[0]?.map(({ outcome }) => letter(outcome)).join('')).toBe('PPxxxxxxPPPxxx');
  });

  test('where an engine cannot run it, the squares say why', async () => {
    const onlyPostgres = { ...schedule, preparation: ['create table account (id int generated always as identity, balance money); select now()::date;'] };
    const output = await new KernelInside().run(code, { kind: 'schedule', matrix: { engines: ['sqlite'], schedules: [onlyPostgres] } });
    expect(output.matrix?.squares[0]?.[0]).toEqual({ outcome: 'none', trace: null, reason: expect.stringContaining('syntax error') as unknown });
    const unread = { ...schedule, code: `${code}\nselect 1` };
    const other = await new KernelInside().run(code, { kind: 'schedule', matrix: { engines: ['sqlite'], schedules: [unread] } });
    expect(other.matrix?.squares[0]?.[0]?.reason).toContain('no session issues this statement');
  });

  test('stopped on its way, it shows what it has', async () => {
    const stopped = new KernelInside();
    stopped.interrupted = () => stopped.progress.length >= 3;
    const output = await stopped.run(code, { kind: 'schedule', matrix: { engines: ['locking'], schedules: [schedule] } });
    expect(output.status).toBe('interrupted');
    expect(output.matrix?.squares[0]?.map(({ outcome }) => outcome)).toEqual(['permitted', 'permitted', 'permitted', 'none', 'none', 'none']);
  });
});
