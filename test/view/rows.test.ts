import type { CellValue } from '../../src/cells/output';
import { columnsOf } from '../../src/view/columns';
import { compareNumbers, nextSort, sortedOrder } from '../../src/view/row-order';
import { RowPages } from '../../src/view/row-pages';
import { laidOut, oneLine, valueText } from '../../src/view/value-text';
import { kinds, result } from './gallery/outputs';

const order = (values: readonly CellValue[], numeric: boolean, direction: 'ascending' | 'descending' = 'ascending') =>
  sortedOrder(values.map((value) => [value]), { column: 0, direction }, numeric, 'en').map((at) => values[at]);

describe('sorting', () => {
  test('a header goes through ascending, descending and as it came', () => {
    const first = nextSort(null, 1);
    expect(first).toEqual({ column: 1, direction: 'ascending' });
    const second = nextSort(first, 1);
    expect(second).toEqual({ column: 1, direction: 'descending' });
    expect(nextSort(second, 1)).toBeNull();
    expect(nextSort(second, 0)).toEqual({ column: 0, direction: 'ascending' });
  });

  test('decimals to any length', () => {
    const values = ['10', '9.5', '-3', '9007199254740993', '9007199254740992', '9.50', 'NaN', 'Infinity'];
    expect(order(values, true)).toEqual(['-3', '9.5', '9.50', '10', '9007199254740992', '9007199254740993', 'Infinity', 'NaN']);
    expect(compareNumbers('-9007199254740993', '-9007199254740992')).toBe(-1);
    expect(compareNumbers('0.10000000000000000001', '0.1')).toBe(1);
    expect(compareNumbers('x', '1')).toBeNull();
  });

  test('NULL last either way, equal rows as they came', () => {
    expect(order(['b', null, 'a'], false)).toEqual(['a', 'b', null]);
    expect(order(['b', null, 'a'], false, 'descending')).toEqual(['b', 'a', null]);
    expect(sortedOrder([[1, 'x'], [1, 'y'], [0, 'z']], { column: 0, direction: 'descending' }, true, 'en')).toEqual([0, 1, 2]);
  });

  test('numbers before text before bytes, as SQLite has it', () => {
    expect(order([{ $bytes: '00' }, 'a', 2, true], false)).toEqual([true, 2, 'a', { $bytes: '00' }]);
  });
});

describe('pages', () => {
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => [from + at]);

  test('fetches what comes into view, once, and not what was passed', async () => {
    const answers: (() => void)[] = [];
    const fetch = jest.fn((from: number, to: number) => new Promise<number[][]>((done) => answers.push(() => { done(rows(from, to)); })));
    const pages = new RowPages(rows(0, 100), 10_000, fetch);
    pages.want(0, 50);
    expect(fetch).not.toHaveBeenCalled();
    pages.want(90, 120);
    pages.want(3000, 3020);
    pages.want(9000, 9020);
    expect(fetch.mock.calls).toEqual([[0, 200]]);
    answers.shift()?.();
    await new Promise(setImmediate);
    expect(fetch.mock.calls).toEqual([[0, 200], [9000, 9200]]);
    expect(pages.row(150)).toEqual([150]);
    expect(pages.row(9000)).toBeUndefined();
  });

  test('a failure is told and can be tried again', async () => {
    let broken = true;
    const pages = new RowPages(rows(0, 1), 10, (from, to) => (broken ? Promise.reject(new Error('gone')) : Promise.resolve(rows(from, to))));
    const told = jest.fn();
    pages.subscribe(told);
    pages.want(0, 10);
    await new Promise(setImmediate);
    expect(pages.failed).toBe(true);
    expect(told).toHaveBeenCalled();
    broken = false;
    pages.retry();
    await new Promise(setImmediate);
    expect(pages.failed).toBe(false);
    expect(pages.have).toBe(10);
  });

  test('gathers all rows', async () => {
    const fetch = jest.fn((from: number, to: number) => Promise.resolve(rows(from, to)));
    const pages = new RowPages(rows(0, 100), 12_000, fetch);
    const all = await pages.all();
    expect(all).toHaveLength(12_000);
    expect(all.at(-1)).toEqual([11_999]);
    expect(fetch.mock.calls).toEqual([[100, 5000], [5000, 10_000], [10_000, 12_000]]);
  });

  test('an answer that is too short is a failure', async () => {
    await expect(new RowPages([], 10, () => Promise.resolve([[1]])).all()).rejects.toThrow(RangeError);
  });
});

describe('values', () => {
  test('are spelled as PostgreSQL spells them', () => {
    expect([null, true, 1.5, 'x', { $bytes: 'ff' }].map(valueText)).toEqual(['NULL', 'true', '1.5', 'x', '\\xff']);
  });

  test('fit one line', () => {
    expect(oneLine('abc', 3)).toEqual({ text: 'abc', cut: false });
    expect(oneLine('abcd', 3)).toEqual({ text: 'ab…', cut: true });
    expect(oneLine('a\nb', 9)).toEqual({ text: 'a⏎b', cut: true });
    expect(oneLine('a😀bc', 3)).toEqual({ text: 'a…', cut: true });
  });

  test('JSON is laid out, other text is not', () => {
    expect(laidOut('{"a":1}', 'jsonb')).toBe('{\n  "a": 1\n}');
    expect(laidOut('{"a":1}', 'text')).toBe('{"a":1}');
    expect(laidOut('{', 'json')).toBe('{');
  });

  test('columns know what they hold', () => {
    expect(columnsOf(kinds).map(({ numeric, mono }) => [numeric, mono])).toEqual([
      [true, false],
      [false, false],
      [false, true],
      [false, true],
      [false, false],
    ]);
    const types = ['DECIMAL(10,2)', 'timestamp with time zone', 'interval', 'int4[]', 'point', ''];
    const columns = columnsOf(result(types.map((type, at) => `c${at} ${type}`), [[1, 'x', 'x', 'x', 'x', 2]]));
    expect(columns.map(({ numeric }) => numeric)).toEqual([true, false, false, false, false, true]);
    expect(columns[1]?.type).toBe('timestamptz');
  });
});
