import fc from 'fast-check';
import { wordsFor } from '../../src/view/words';
import { matrixSample } from './gallery/matrix';
import { outputAsCsv, outputAsMarkdown } from '../../src/view/copy-output';
import { escapeMarkdown, tableToCsv, tableToMarkdown } from '../../src/view/copy-table';
import { accounts, error, long, longRow, output, result, tagged } from './gallery/outputs';

const none = (): Promise<never> => Promise.reject(new Error('nothing to fetch'));

describe('Markdown', () => {
  test('a table, numbers on the right, NULL empty, bytes in hexadecimal', () => {
    expect(tableToMarkdown(['id', 'data'], [true, false], [[1, { $bytes: '01ff' }], [2, null]])).toBe(
      ['| id | data |', '| ---: | --- |', '| 1 | \\\\x01ff |', '| 2 |  |'].join('\n'),
    );
  });

  test.each([
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['one\r\ntwo\nthree', 'one<br>two<br>three'],
    ['<img src=x>', '\\<img src=x>'],
    ['[[Note]]', '\\[\\[Note\\]\\]'],
    ['author_id', 'author_id'],
    ['_so_', '\\_so\\_'],
    ['__init__', '\\_\\_init\\_\\_'],
    ['==x== %%y%%', '\\=\\=x\\=\\= \\%\\%y\\%\\%'],
    ['#tag # no', '\\#tag # no'],
  ])('%j is escaped', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('no text ends its row or cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const row = tableToMarkdown(['c'], [false], [[text]]).split('\n');
        expect(row).toHaveLength(3);
        expect((row[2] ?? '').replace(/\\[\\|]/g, '').match(/\|/g)).toHaveLength(2);
      }),
    );
  });
});

describe('CSV', () => {
  test('follows RFC 4180', () => {
    expect(tableToCsv(['a', 'b,c'], [['x"y', 'two\nlines'], [null, true]])).toBe(
      'a,"b,c"\r\n"x""y","two\nlines"\r\n,true\r\n',
    );
  });
});

describe('an output', () => {
  test('as Markdown, in order', async () => {
    const text = await outputAsMarkdown(
      output({
        stdout: 'hello\n',
        results: [tagged('CREATE TABLE'), tagged('INSERT 0 1'), tagged('INSERT 0 1'), accounts],
        value: '```',
        error: error({ message: 'no' }),
      }),
      none,
      wordsFor('en'),
    );
    expect(text).toBe(
      [
        '```\nhello\n```',
        '```\nCREATE TABLE · INSERT 0 1 × 2\n```',
        '| id | owner | balance | opened |\n| ---: | --- | ---: | --- |\n| 1 | Ines | 100.00 | 2024-03-01 |\n| 2 | Marko | 80.50 |  |',
        '````\n```\n````',
        '```\nProgrammingError: no\n```\n',
      ].join('\n\n'),
    );
  });

  test('a matrix as one table for each engine; a crash with its log', async () => {
    const text = await outputAsMarkdown(output({ matrix: matrixSample, recovery: { lostTransaction: true, log: ['redo done'] } }), none, wordsFor('en'));
    expect(text).toContain('PostgreSQL\n\n| Anomaly | READ COMMITTED | REPEATABLE READ | SERIALIZABLE |\n| --- | --- | --- | --- |\n| Dirty write, P0 | someone waits | someone waits | someone waits |');
    expect(text).toContain('```\nPower failed.\nredo done\n```');
  });

  test('as CSV, rows that are not here fetched', async () => {
    const fetch = jest.fn((_: number, from: number, to: number) =>
      Promise.resolve(Array.from({ length: to - from }, (_row, at) => longRow(from + at))),
    );
    const text = await outputAsCsv(output({ results: [result(['a int4'], [[1]]), { ...long, held: 2500 }] }), fetch);
    const [first, second] = text.split('\r\n\r\n');
    expect(first).toBe('a\r\n1');
    expect(second?.trim().split('\r\n')).toHaveLength(2501);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledWith(1, 1000, 2500);
  });

  test('rows that are gone fail the copy', async () => {
    await expect(outputAsCsv(output({ results: [long] }), () => Promise.resolve([]))).rejects.toThrow(RangeError);
  });
});
