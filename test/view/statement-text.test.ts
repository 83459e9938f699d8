import { statementsText } from '../../src/view/statement-text';
import { wordsFor } from '../../src/view/words';
import { statement } from './gallery/outputs';

const words = wordsFor('en');
const lazy = (id: number) => statement('SELECT address.id\nFROM address', { parameters: [id], cause: { kind: 'lazy load', text: `lazy load of User.addresses of <User #${String(id)}>`, load: { entity: 'User', attribute: 'addresses', remedy: 'selectinload' } } });

test('statements as text: parameters, repetitions, causes, N+1', () => {
  const statements = [statement('BEGIN'), statement('SELECT 1', { parameters: ['a', null] }), lazy(1), lazy(2), statement('COMMIT')];
  const oneByOne = [{ attribute: 'User.addresses', count: 2, remedy: 'selectinload(User.addresses)', fix: null }];
  expect(statementsText({ statements, oneByOne }, words)).toBe([
    'N+1 User.addresses was read one by one for 2 objects. One statement reads it for all: selectinload(User.addresses)',
    '5 statements:',
    '  BEGIN',
    "  SELECT 1  ['a', NULL]",
    '  SELECT address.id FROM address  × 2  -- lazy load of User.addresses, 2 times',
    '  COMMIT',
  ].join('\n').replaceAll('× 2', words.sql.times(2)).replaceAll('5 statements', words.bar.statements(5)));
});

test('of very many the first are told, the others counted', () => {
  const text = statementsText({ statements: Array.from({ length: 100 }, (_, n) => statement(`SELECT ${String(n)}`)) }, words);
  expect(text.split('\n')).toHaveLength(62);
  expect(text.split('\n').at(-1)).toBe(`  … ${words.bar.statements(40)}`);
});
