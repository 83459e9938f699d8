import { applyCheck } from '../../../src/cells/check/apply-check';
import type { Condition } from '../../../src/cells/check/condition';
import { plainError } from '../../../src/cells/cell-error';
import type { CellOutput, CellValue, RelationReport, ResultSet, Trace } from '../../../src/cells/output';
import { withoutRun } from '../../../src/cells/without-run';

const blank: CellOutput = { ...withoutRun('skipped', null, null), status: 'ok' };
const result = (...rows: CellValue[][]): ResultSet => ({ command: 'SELECT', tag: '', columns: ['a', 'b'], types: [], rows, rowCount: rows.length, truncated: false, held: rows.length, plan: null });
const done: ResultSet = { ...result(), command: 'INSERT', columns: [] };
const trace = (committed: string[], ...names: string[]): Trace => ({ committed, anomalies: names.map((name) => ({ name, codes: name === 'lost update' ? ['P4'] : [] })) }) as unknown as Trace;
const report = (normalForm: string, parts?: string[], lossless = true, lostDependencies: string[] = []): RelationReport =>
  ({ normalForm, decompositions: parts ? [{ into: 'given', lossless, lostDependencies, parts: parts.map((form, at) => ({ name: `R${String(at + 1)}`, normalForm: form })) }] : [{ into: '3NF', parts: [] }] }) as unknown as RelationReport;
const statements = (...sql: string[]): CellOutput['statements'] => sql.map((text) => ({ sql: text, parameters: [], connection: 1, engine: 'sqlite', durationMs: 0, rowCount: null }));
const rows = (inOrder: boolean, ...wanted: string[][]): Condition => ({ kind: 'rows', rows: wanted, inOrder });

/** What is found instead where a condition is unmet; `met` where it is met. */
const cases: readonly [name: string, output: Partial<CellOutput>, condition: Condition, found: string | null][] = [
  ['rows in any order', { results: [result([2, 'Bo'], [1, 'Ines'])] }, rows(false, ['1', 'Ines'], ['2', 'Bo']), 'met'],
  ['rows in order', { results: [result([2, 'Bo'], [1, 'Ines'])] }, rows(true, ['1', 'Ines'], ['2', 'Bo']), '2, Bo | 1, Ines'],
  ['the last rows count, not what came after without any', { results: [result([9]), result([1]), done] }, rows(false, ['1']), 'met'],
  ['numbers by what they are worth', { results: [result(['100.00', null, true])] }, rows(false, ['100', 'NULL', 'true']), 'met'],
  ['the same row twice is not the same row once', { results: [result([1], [1])] }, rows(false, ['1']), '1 | 1'],
  ['no rows wanted', { results: [result()] }, rows(false), 'met'],
  ['no rows found', { results: [result()] }, rows(false, ['1']), ''],
  ['no result at all', { results: [done] }, rows(false, ['1']), null],
  ['many rows are told in short', { results: [result([1], [2], [3], [4], [5])] }, rows(false, ['1']), '1 | 2 | 3 | … (5)'],
  ['bytes', { results: [result([{ $bytes: 'ff00' }])] }, rows(false, ['\\xff00']), 'met'],
  ['an anomaly by name', { trace: [trace([]), trace([], 'lost update')] }, { kind: 'anomaly', anomaly: 'Lost update' }, 'met'],
  ['an anomaly by code', { trace: [trace([], 'lost update')] }, { kind: 'anomaly', anomaly: 'p4' }, 'met'],
  ['another anomaly', { trace: [trace([], 'phantom', 'phantom')] }, { kind: 'anomaly', anomaly: 'lost update' }, 'phantom'],
  ['no anomaly where one is wanted', { trace: [trace([])] }, { kind: 'anomaly', anomaly: 'lost update' }, null],
  ['no anomaly', { trace: [trace([]), trace([])] }, { kind: 'no anomaly' }, 'met'],
  ['an anomaly where none is wanted', { trace: [trace([]), trace([], 'write skew')] }, { kind: 'no anomaly' }, 'write skew'],
  ['no anomaly in what is no schedule', {}, { kind: 'no anomaly' }, null],
  ['commits at every level', { trace: [trace(['T1', 'T2']), trace(['T1'])] }, { kind: 'commits', least: 2 }, '1'],
  ['enough commits', { trace: [trace(['T1', 'T2'])] }, { kind: 'commits', least: 2 }, 'met'],
  ['a form that is reached', { relation: report('BCNF') }, { kind: 'normal form', form: '3NF' }, 'met'],
  ['a form that is not', { relation: report('2NF') }, { kind: 'normal form', form: '3NF' }, '2NF'],
  ['a decomposition', { relation: report('1NF', ['BCNF', '4NF']) }, { kind: 'normal form', form: 'BCNF' }, 'met'],
  ['a part that is too low', { relation: report('1NF', ['BCNF', '2NF']) }, { kind: 'normal form', form: 'BCNF' }, 'R2: 2NF'],
  ['a decomposition that loses rows', { relation: report('1NF', ['BCNF', 'BCNF'], false) }, { kind: 'normal form', form: 'BCNF' }, 'lossy'],
  ['a dependency that is lost', { relation: report('1NF', ['BCNF'], true, ['a -> b']) }, { kind: 'preserving' }, 'a -> b'],
  ['none lost', { relation: report('1NF', ['BCNF']) }, { kind: 'preserving' }, 'met'],
  ['what is no relation', {}, { kind: 'normal form', form: '1NF' }, null],
  ['printed', { stdout: 'a \nb\n' }, { kind: 'prints', text: 'a\nb' }, 'met'],
  ['printed otherwise', { stdout: 'c\n' }, { kind: 'prints', text: 'a' }, 'c'],
  ['a value', { value: '[1, 2]' }, { kind: 'value', text: '[1, 2]' }, 'met'],
  ['no value', {}, { kind: 'value', text: '1' }, null],
  ['few statements', { statements: statements('BEGIN', 'select 1', 'select 2', 'COMMIT') }, { kind: 'statements', most: 2 }, 'met'],
  ['too many statements', { statements: statements('select 1', 'select 2', 'select 3') }, { kind: 'statements', most: 2 }, '3'],
  ['an error by its code', { status: 'error', error: { ...plainError('IntegrityError', 'twice'), code: '23505' } }, { kind: 'error', error: '23505' }, 'met'],
  ['another error', { status: 'error', error: { ...plainError('IntegrityError', 'twice'), code: '23505' } }, { kind: 'error', error: '40001' }, 'IntegrityError (23505)'],
  ['no error', {}, { kind: 'error', error: '40001' }, null],
  ['an error where rows are wanted', { status: 'error', error: plainError('Error', 'no such table') }, rows(false, ['1']), 'Error: no such table'],
];

test.each(cases)('%s', (_, output, condition, found) => {
  const { check } = applyCheck({ ...blank, ...output }, { conditions: [condition], isTask: true });
  expect(check).toEqual({ isTask: true, unmet: found === 'met' ? [] : [{ condition, found }] });
});

test('an exercise that is not solved is no error; a check that fails is one', () => {
  const wrong = { ...blank, results: [result([2])] };
  expect(applyCheck(wrong, { conditions: [rows(false, ['1'])], isTask: true })).toMatchObject({ status: 'ok', error: null });
  expect(applyCheck(wrong, { conditions: [rows(false, ['1']), { kind: 'statements', most: 5 }], isTask: false })).toMatchObject({
    status: 'error', error: { type: 'CheckError', message: 'wanted the rows 1; found 2' },
  });
  expect(applyCheck({ ...blank, results: [result([1])] }, { conditions: [rows(false, ['1'])], isTask: false })).toMatchObject({ status: 'ok', check: { unmet: [] } });
});

test('an error that is wanted makes the cell what it should be', () => {
  const failed: CellOutput = { ...blank, status: 'error', error: { ...plainError('IntegrityError', 'twice'), code: '23505' } };
  expect(applyCheck(failed, { conditions: [{ kind: 'error', error: 'IntegrityError' }], isTask: true })).toMatchObject({ status: 'ok', error: { code: '23505' }, check: { unmet: [] } });
  expect(applyCheck(failed, { conditions: [rows(false, ['1'])], isTask: true })).toMatchObject({ status: 'error', check: { unmet: [{ found: 'IntegrityError: twice' }] } });
});

test('what was stopped is not judged', () => {
  expect(applyCheck({ ...blank, status: 'interrupted' }, { conditions: [rows(false)], isTask: true }).check).toBeUndefined();
});
