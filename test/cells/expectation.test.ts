import { applyExpectation } from '../../src/cells/expectation';
import { plainError } from '../../src/cells/cell-error';
import { withoutRun } from '../../src/cells/without-run';
import type { CellOutput } from '../../src/cells/output';

const failed = (type: string, code: string | null): CellOutput => withoutRun('error', null, { ...plainError(type, 'no'), code });
const fine: CellOutput = { ...withoutRun('skipped', null, null), status: 'ok' };

test.each([
  ['error', failed('IntegrityError', '23505')],
  ['23505', failed('IntegrityError', '23505')],
  ['integrityerror', failed('IntegrityError', '23505')],
  ['SQLITE_CONSTRAINT', failed('IntegrityError', 'SQLITE_CONSTRAINT_UNIQUE')],
  ['sqlite_constraint_unique', failed('IntegrityError', 'SQLITE_CONSTRAINT_UNIQUE')],
])('expect=%s is met', (expect_, output) => {
  expect(applyExpectation(output, expect_)).toMatchObject({ status: 'ok', error: { message: 'no' } });
});

test.each([
  ['23505', failed('IntegrityError', '23503'), 'expected 23505, got IntegrityError (23503): no'],
  ['2350', failed('IntegrityError', '23505'), 'expected 2350'],
  ['SQLITE_CONSTRAINT_UNI', failed('IntegrityError', 'SQLITE_CONSTRAINT_UNIQUE'), 'expected SQLITE_CONSTRAINT_UNI'],
  ['error', fine, 'expected an error, but the cell ran without an error'],
])('expect=%s is not met', (expect_, output, message) => {
  const judged = applyExpectation(output, expect_);
  expect(judged).toMatchObject({ status: 'error', error: { type: 'ExpectedError' } });
  expect(judged.error?.message).toContain(message);
});

test('an interrupted cell did not do what it should, whatever was expected', () => {
  expect(applyExpectation(withoutRun('interrupted', null, plainError('TimeoutError', 'x')), 'error').status).toBe('interrupted');
});
