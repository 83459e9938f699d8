import { nearestName } from '../../src/spelling/nearest-name';

const names = ['engine', 'name', 'level', 'Ware', 'цена'];

test.each([
  ['engin', 'engine'],
  ['ENGINE', 'engine'],
  ['leevl', 'level'],
  ['ware', 'Ware'],
  ['цены', 'цена'],
  ['timeout', null],
  ['x', null],
])('%s stands for %s', (word, meant) => {
  expect(nearestName(word, names)).toBe(meant);
});

test('the nearest of several, and of equals the first', () => {
  expect(nearestName('totl', ['toto', 'total', 'tot'])).toBe('toto');
  expect(nearestName('a', [])).toBeNull();
});
