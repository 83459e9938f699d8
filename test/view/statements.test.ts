import fc from 'fast-check';
import { excerptAround } from '../../src/view/excerpt';
import { sqlTokens } from '../../src/view/sql-tokens';
import { tagLine } from '../../src/view/tags';
import { boundaryOf, groupStatements, parameterSets } from '../../src/view/transactions';
import { ormStatements, sessions, statement } from './gallery/outputs';

describe('transactions', () => {
  test.each([
    ['BEGIN', 'begin'],
    ['  -- why\n/* and */ begin isolation level serializable', 'begin'],
    ['START  TRANSACTION READ ONLY', 'begin'],
    ['COMMIT', 'commit'],
    ['END;', 'commit'],
    ['ROLLBACK', 'rollback'],
    ['rollback work', 'rollback'],
    ['ROLLBACK TO SAVEPOINT a', null],
    ['rollback transaction to a', null],
    ['SAVEPOINT a', null],
    ['ENDING', null],
    ['select 1 -- commit', null],
  ])('%s', (sql, boundary) => {
    expect(boundaryOf(sql)).toBe(boundary);
  });

  test('repeated statements become one run', () => {
    const [group, ...more] = groupStatements(ormStatements);
    expect(more).toEqual([]);
    expect(group).toMatchObject({ transaction: 1, outcome: 'committed' });
    expect(group?.runs.map(({ executions, frame }) => [executions.length, frame])).toEqual([
      [1, true],
      [1, false],
      [3, false],
      [1, false],
      [1, true],
    ]);
  });

  test('sessions keep their own transactions', () => {
    expect(groupStatements(sessions).map(({ transaction, outcome, connection }) => [transaction, outcome, connection])).toEqual([
      [1, 'committed', 1],
      [2, 'rolled back', 2],
      [null, null, 1],
    ]);
  });

  test('statements that commit by themselves, then a transaction that stays open', () => {
    const groups = groupStatements(['select 1', 'select 2', 'begin', 'select 3'].map((sql) => statement(sql)));
    expect(groups.map(({ transaction, outcome, runs }) => [transaction, outcome, runs.length])).toEqual([
      [null, null, 2],
      [1, 'left open', 2],
    ]);
  });

  test('an executemany has several lists of parameters', () => {
    expect(parameterSets(statement('x', { parameters: [1, null] }))).toEqual([[1, null]]);
    expect(parameterSets(statement('x', { parameters: [[1], [2]] }))).toEqual([[1], [2]]);
    expect(parameterSets(statement('x'))).toEqual([[]]);
  });
});

describe('colouring SQL', () => {
  const kinds = (sql: string) => sqlTokens(sql).filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind} ${text}`);

  test('finds keywords, strings, numbers, comments and parameters', () => {
    expect(kinds(`SELECT a1, 'it''s', 1.5e3 FROM "order" WHERE x = $1 AND y = :name -- end`)).toEqual([
      'keyword SELECT', "string 'it''s'", 'number 1.5e3', 'keyword FROM', 'keyword WHERE', 'parameter $1', 'keyword AND',
      'parameter :name', 'comment -- end',
    ]);
    expect(kinds("select 'a'::text, $f$ select $f$")).toEqual(['keyword select', "string 'a'", 'string $f$ select $f$']);
  });

  test('loses nothing, whatever the text', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("'", '"', '--', '/*', '*/', '$$', '$a$', '\n', '?', ':', 'select'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const sql = pieces.join('');
        expect(sqlTokens(sql).map(({ text }) => text).join('')).toBe(sql);
      }),
    );
  });
});

test('tags are counted', () => {
  expect(tagLine(['CREATE TABLE', 'INSERT 0 1', 'INSERT 0 1', 'COMMIT'])).toBe('CREATE TABLE · INSERT 0 1 × 2 · COMMIT');
});

describe('the excerpt', () => {
  test('has its caret below the column', () => {
    expect(excerptAround('select x', 8)).toEqual({ text: 'select x', caret: '       ^' });
    expect(excerptAround('\tselect x', 9)).toEqual({ text: '\tselect x', caret: '\t       ^' });
    expect(excerptAround('select x', null)).toEqual({ text: 'select x', caret: null });
    expect(excerptAround('ab', 99).caret).toBe('  ^');
  });

  test('of a very long line is what surrounds the column', () => {
    const line = `${'a'.repeat(500)}!${'b'.repeat(500)}`;
    const { text, caret } = excerptAround(line, 501);
    expect(text.length).toBeLessThan(200);
    expect(text[(caret ?? '').length - 1]).toBe('!');
  });
});
