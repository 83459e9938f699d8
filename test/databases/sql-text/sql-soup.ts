import fc from 'fast-check';
import type { Dialect } from '../../../src/databases/sql-text/token';

/** Pieces of SQL, whole and broken, that meet in unforeseen ways. */
export const sqlSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...["'", "''", '"', '`', '[', ']', '--', '/*', '*/', '\n', ';', '$$', '$a$', '$1', '?', ':x', '(', ')', '\\', "E'", "x'", "U&'", 'U&"'],
        ...['\u00a0', ' ', 'é', '😀', '\ud800', '\0', '1', '.5e3', '0x1F', '::', '->>', '*', '-', '/', ',', 'BEGIN ATOMIC', 'CASE'],
        ...['END', 'CREATE TRIGGER t', 'CREATE FUNCTION f()', 'SELECT 1', 'WITH a AS (', 'INSERT INTO t', 'EXPLAIN'],
      ),
      fc.string({ maxLength: 5, unit: 'binary' }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

export const dialects: readonly Dialect[] = ['postgres', 'sqlite'];
