import { readDirective } from '../../src/notebook/directive';
import { readCheck } from '../../src/notebook/read-check';

test.each<[string, unknown]>([
  ['rows: 1, Ines | 2, Bo', [{ kind: 'rows', rows: [['1', 'Ines'], ['2', 'Bo']], inOrder: false }]],
  ['Rows  in order: 2|1', [{ kind: 'rows', rows: [['2'], ['1']], inOrder: true }]],
  ['rows: none', [{ kind: 'rows', rows: [], inOrder: false }]],
  ['anomaly: Lost update', [{ kind: 'anomaly', anomaly: 'Lost update' }]],
  ['anomaly: A5B', [{ kind: 'anomaly', anomaly: 'A5B' }]],
  ['no anomaly; commits: 2', [{ kind: 'no anomaly' }, { kind: 'commits', least: 2 }]],
  ['normal form: bcnf; preserving', [{ kind: 'normal form', form: 'BCNF' }, { kind: 'preserving' }]],
  ['prints: a\\nb', [{ kind: 'prints', text: 'a\nb' }]],
  ['value: [1, 2]', [{ kind: 'value', text: '[1, 2]' }]],
  ['error: 23505', [{ kind: 'error', error: '23505' }]],
  ['rows: 1; statements: 2', [{ kind: 'rows', rows: [['1']], inOrder: false }, { kind: 'statements', most: 2 }]],
])('%s', (text, value) => {
  expect(readCheck(text)).toEqual({ value });
});

test.each<[string, RegExp, string | null]>([
  ['row: 1', /^"row" is nothing that can be checked/, 'did you mean rows?'],
  ['anomaly: lost updat', /^there is no anomaly/, 'did you mean lost update?'],
  ['normal form: 6NF', /^there is no normal form "6NF"/, 'did you mean 1NF?'],
  ['commits: two', /^"two" is no number/, null],
  ['no anomaly: really', /takes no value/, null],
  ['error:', /^which error/, null],
  [' ; ', /^nothing is checked/, null],
])('%s is refused', (text, message, hint) => {
  expect(readCheck(text)).toMatchObject({ message: expect.stringMatching(message) as string, hint });
});

test('an exercise in a directive; a wrong check is told at its place', () => {
  const { options, problems } = readDirective('-- savepoint: task="Two names" check="rows: 1 | 2" hint="a join" hint="on id"');
  expect(problems).toEqual([]);
  expect(options).toMatchObject({ task: 'Two names', check: [{ kind: 'rows' }], hints: ['a join', 'on id'] });
  expect(readDirective('-- savepoint: check="rowz: 1"').problems).toMatchObject([{ type: 'DirectiveError', line: 1, column: 22, hint: 'did you mean rows?' }]);
});
