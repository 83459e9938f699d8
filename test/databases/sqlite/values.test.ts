import fc from 'fast-check';
import type { Value } from '../../../src/databases/result';
import type { SqliteConnection } from '../../../src/databases/sqlite/sqlite-connection';
import { bench, refusal, rows, run } from './open';

let connection: SqliteConnection;
beforeAll(async () => {
  connection = (await bench()).database.connect();
});

/** What SQLite got: its type and its text. */
const received = (value: Value): readonly Value[] | undefined => rows(connection, 'SELECT typeof(?1), CAST(?1 AS TEXT)', [value])[0];

describe('parameters', () => {
  test.each<[Value, string, string | null]>([
    [null, 'null', null],
    [0, 'integer', '0'],
    [-1, 'integer', '-1'],
    [2 ** 31 - 1, 'integer', '2147483647'],
    [2 ** 31, 'integer', '2147483648'],
    [-(2 ** 31) - 1, 'integer', '-2147483649'],
    [2 ** 53 - 1, 'integer', '9007199254740991'],
    [2n ** 53n + 1n, 'integer', '9007199254740993'],
    [2n ** 63n - 1n, 'integer', '9223372036854775807'],
    [-(2n ** 63n), 'integer', '-9223372036854775808'],
    [7n, 'integer', '7'],
    [1.5, 'real', '1.5'],
    [1e300, 'real', '1.0e+300'],
    [Infinity, 'real', 'Inf'],
    [NaN, 'null', null],
    [true, 'integer', '1'],
    [false, 'integer', '0'],
    ['', 'text', ''],
    ['Zoë 😀', 'text', 'Zoë 😀'],
    ['12', 'text', '12'],
    [Uint8Array.of(), 'blob', ''],
    [Uint8Array.of(0x61, 0x62), 'blob', 'ab'],
  ])('%p arrives as %s %p', (value, type, text) => {
    expect(received(value)).toEqual([type, text]);
  });

  test('a 64-bit integer is one to indexes and comparisons', () => {
    run(connection, 'CREATE TABLE wide (id INTEGER PRIMARY KEY, n)');
    run(connection, 'INSERT INTO wide VALUES (?, ?)', [2n ** 60n + 1n, 3]);
    expect(rows(connection, 'SELECT n FROM wide WHERE id = ?', [2n ** 60n + 1n])).toEqual([[3]]);
    expect(rows(connection, 'SELECT n FROM wide WHERE id = ?', [2n ** 60n])).toEqual([]);
    expect(rows(connection, 'SELECT ?2 + ?1', [2n ** 40n, 2n ** 41n])).toEqual([[2 ** 40 + 2 ** 41]]);
  });

  test('beyond 64 bits is a DataError', () => {
    for (const value of [2n ** 63n, -(2n ** 63n) - 1n]) expect(refusal(connection, 'SELECT ?', [value])).toMatchObject({ name: 'DataError' });
  });

  test('of another kind are refused', () => {
    const undefinedValue = undefined as unknown as Value;
    expect(refusal(connection, 'SELECT ?', [undefinedValue])).toMatchObject({ name: 'ProgrammingError' });
  });

  test('in other numbers than the statement has are refused in the words of Python', () => {
    expect(refusal(connection, 'SELECT ?, ?', [1])).toMatchObject({
      name: 'ProgrammingError',
      message: 'Incorrect number of bindings supplied. The current statement uses 2, and there are 1 supplied.',
    });
    expect(refusal(connection, 'SELECT 1', [1]).message).toContain('uses 0, and there are 1');
  });

  test('long texts and blobs go through', () => {
    const text = 'é'.repeat(100_000);
    const blob = new Uint8Array(300_000).fill(7);
    expect(rows(connection, 'SELECT length(?1), ?1, ?2', [text, blob])).toEqual([[100_000, text, blob]]);
  });
});

describe('values', () => {
  test('come back as they were', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
      fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
      fc.double({ noNaN: true }),
      fc.maxSafeInteger(),
      fc.uint8Array(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const [row] = rows(connection, `SELECT ${values.map(() => '?').join()}`, values);
        // Integers are bigint only where they must; -0 is the integer 0.
        const expected = values.map((one) => {
          if (typeof one === 'bigint' && Number.isSafeInteger(Number(one))) return Number(one);
          return Object.is(one, -0) ? 0 : one;
        });
        expect(row).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('integers are numbers where that is exact, else bigint', () => {
    expect(rows(connection, 'SELECT 9007199254740991, 9007199254740992, 9007199254740993, -9007199254740993, -9223372036854775808')).toEqual([
      [9007199254740991, 9007199254740992n, 9007199254740993n, -9007199254740993n, -(2n ** 63n)],
    ]);
  });

  test('a text keeps zero characters and a leading byte order mark', () => {
    expect(rows(connection, "SELECT 'a' || char(0) || 'b', char(65279) || 'x'")).toEqual([['a\0b', '\ufeffx']]);
  });

  test('a blob is a copy', () => {
    const [row] = rows(connection, "SELECT x'0102', zeroblob(0)");
    rows(connection, "SELECT x'ffff'");
    expect(row).toEqual([Uint8Array.of(1, 2), Uint8Array.of()]);
  });
});

describe('columns', () => {
  test('have their declared type, else that of their first value', () => {
    run(connection, 'CREATE TABLE typed (a INTEGER PRIMARY KEY, b varchar(30), c DECIMAL(10, 2), d, e)');
    run(connection, "INSERT INTO typed VALUES (1, 'x', 1.0, null, null), (2, 'y', 2.5, x'00', null)");
    const { columns, rows: found } = run(connection, 'SELECT *, a + 1 AS f, c * 1.5, upper(b) FROM typed');
    expect(columns).toEqual([
      { name: 'a', type: 'INTEGER' },
      { name: 'b', type: 'varchar(30)' },
      { name: 'c', type: 'DECIMAL(10, 2)' },
      { name: 'd', type: 'BLOB' },
      { name: 'e', type: '' },
      { name: 'f', type: 'INTEGER' },
      { name: 'c * 1.5', type: 'REAL' },
      { name: 'upper(b)', type: 'TEXT' },
    ]);
    expect(found[0]).toEqual([1, 'x', 1, null, null, 2, 1.5, 'X']);
  });

  test('of one name are all there', () => {
    const result = run(connection, 'SELECT 1 AS id, 2 AS id, 3 AS "Id"');
    expect(result.columns.map((column) => column.name)).toEqual(['id', 'id', 'Id']);
    expect(result.rows).toEqual([[1, 2, 3]]);
  });

  test('follow a table that changes under a statement already known', () => {
    run(connection, 'CREATE TABLE changing (a INTEGER)');
    run(connection, 'INSERT INTO changing VALUES (1)');
    expect(run(connection, 'SELECT * FROM changing').columns).toHaveLength(1);
    run(connection, "ALTER TABLE changing ADD COLUMN b TEXT DEFAULT 'new'");
    const { columns, rows: found } = run(connection, 'SELECT * FROM changing');
    expect(columns).toEqual([{ name: 'a', type: 'INTEGER' }, { name: 'b', type: 'TEXT' }]);
    expect(found).toEqual([[1, 'new']]);
  });

  test('are known without rows', () => {
    expect(run(connection, 'SELECT a, 1 FROM typed WHERE 0')).toMatchObject({
      columns: [{ name: 'a', type: 'INTEGER' }, { name: '1', type: '' }],
      rows: [],
      rowCount: 0,
    });
  });
});
