import { offsetOfMissingName } from '../../../src/databases/sqlite/missing-name';

test.each([
  ['no such table: acount', 'select *\nfrom acount', 14],
  ['no such table: main.acount', 'select * from main.Acount', 19],
  ['no such table: a b', 'select * from "a b"', 14],
  ['no such table: acount', "select 'acount' from /* acount */ acount", 34],
  ['no such savepoint: s', 'rollback to s', 12],
  ['no such table: hidden', 'select * from view_over_it', null],
  ['near "x": syntax error', 'x', null],
])('%s in %j', (message, sql, offset) => {
  expect(offsetOfMissingName(message, sql)).toBe(offset);
});
