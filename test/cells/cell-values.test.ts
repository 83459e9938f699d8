import { toCellValue } from '../../src/cells/sql/cell-values';
import { placeOf } from '../../src/cells/cell-error';

test.each([
  [null, '', null],
  [true, 'bool', true],
  [9007199254740991n, 'int8', 9007199254740991],
  [9007199254740993n, 'int8', '9007199254740993'],
  [-9007199254740993n, 'INTEGER', '-9007199254740993'],
  [1.5, 'float8', 1.5],
  [Number.NaN, 'float8', 'NaN'],
  [Number.NEGATIVE_INFINITY, 'float8', '-Infinity'],
  [Uint8Array.of(0, 255), 'bytea', { $bytes: '00ff' }],
  ['2024-03-01 10:00:00', 'timestamp', '2024-03-01T10:00:00'],
  ['2024-03-01 10:00:00.5+00', 'timestamptz', '2024-03-01T10:00:00.5+00:00'],
  ['2024-03-01 10:00:00+05:30', 'timestamptz', '2024-03-01T10:00:00+05:30'],
  ['infinity', 'timestamptz', 'infinity'],
  ['0044-03-15 00:00:00 BC', 'timestamp', '0044-03-15 00:00:00 BC'],
  ['2024-03-01', 'date', '2024-03-01'],
  ['2024-03-01 10:00:00', 'text', '2024-03-01 10:00:00'],
] as const)('%p of type %p is %p', (value, type, expected) => {
  expect(toCellValue(value as never, type)).toEqual(expected);
});

test.each([
  ['abc', 0, 1, 1],
  ['a\nbc', 3, 2, 2],
  ['😀x', 2, 1, 2],
  ['a\n', 2, 2, 1],
  ['', 5, 1, 1],
])('the place of offset %p', (code, offset, line, column) => {
  expect(placeOf(code, offset)).toEqual({ line, column });
});
