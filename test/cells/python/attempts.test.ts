import { savepointModule } from '../../../src/cells/python/sql-module';
import { runProgram } from '../../python/run-program';
import { attempts } from './attempts';

const savepoint = savepointModule(() => Promise.reject(new Error('there is no database here')));

test.each(Object.entries(attempts))('no way out: %s', async (_name, [code, expected]) => {
  const { outcome: { error, valueText } } = await runProgram(`from savepoint import sql\n${code}`, { modules: [savepoint] });
  const told = error === null ? (valueText ?? 'None') : `${error.type}: ${error.message.replace(/\. Did you mean: .*$/s, '')}`;
  expect(told).toBe(expected);
});

test('what JavaScript objects have in common is as it was', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype).sort();
  for (const [code] of Object.values(attempts)) await runProgram(`from savepoint import sql\n${code}`, { modules: [savepoint] });
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
  expect(Object.keys({})).toEqual([]);
});
