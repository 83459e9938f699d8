import fc from 'fast-check';
import { ScheduleError } from '../../../src/isolation/schedule/schedule-error';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import { refusalOf, soup } from './soup';

const page = `
create table seat (no int primary key, guest text);
insert into seat (no, guest) values
  (1, null), (2, 'Ada; -- T9');

-- T1 and T2 both want seat 1: only prose
begin; set transaction isolation level read committed; -- T1
begin; set transaction isolation level read committed; -- T2
update seat set guest = 'Bo'
  where no = 1; -- T1
   -- T2 has to wait now
update seat set guest = 'Cy' where no = 1; -- T2, BLOCKS
commit; -- T1. This unblocks T2
select * from seat; -- either. Shows 1 => Cy
commit -- T2
`;

test('a page in the shape of Hermitage', () => {
  const { setup, sessions, steps, permutation } = parseSessionMarks(page);
  expect(setup).toEqual([
    'create table seat (no int primary key, guest text)',
    "insert into seat (no, guest) values\n  (1, null), (2, 'Ada; -- T9')",
  ]);
  expect(sessions.map(({ name }) => name)).toEqual(['T1', 'T2']);
  expect(permutation).toBeNull();
  expect(steps.map(({ session, sql, line, comment }) => [session, sql, line, comment])).toEqual([
    ['T1', 'begin; set transaction isolation level read committed', 7, ''],
    ['T2', 'begin; set transaction isolation level read committed', 8, ''],
    ['T1', "update seat set guest = 'Bo'\n  where no = 1", 9, ''],
    ['T2', "update seat set guest = 'Cy' where no = 1", 12, 'BLOCKS'],
    ['T1', 'commit', 13, 'This unblocks T2'],
    [null, 'select * from seat', 14, 'Shows 1 => Cy'],
    ['T2', 'commit', 15, ''],
  ]);
  expect(steps.map(({ claimsToBlock, claimsToUnblock }) => [claimsToBlock, claimsToUnblock]).slice(3, 5)).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('a first step over several lines is no setup', () => {
  const { setup, steps } = parseSessionMarks('create table t (a int);\nselect *\nfrom t; -- T2');
  expect(setup).toEqual(['create table t (a int)']);
  expect(steps).toMatchObject([{ session: 'T2', sql: 'select *\nfrom t', line: 2 }]);
});

test('sessions are ordered by number', () => {
  expect(parseSessionMarks('select 1 -- T10\nselect 1 -- T2').sessions.map(({ name }) => name)).toEqual(['T2', 'T10']);
});

test.each([
  ['select 1;', 'there is no step', 1, 1],
  ['-- T1', 'there is no step', 1, 1],
  ['begin; -- T1\nselect 1;', 'no session issues this statement', 2, 1],
  ['begin; -- T1\n ; -- T2', 'there is no statement', 2, 4],
])('%j is refused: %s', (code, message, line, column) => {
  expect(refusalOf(() => parseSessionMarks(code))).toMatchObject({ message: expect.stringContaining(message) as string, line, column });
});

test('any text is read, or refused with its place', () => {
  fc.assert(
    fc.property(soup('begin;', 'select 1', '-- T1', '-- T2, BLOCKS', '-- either', "'", '"', '$$', '/*', '*/', ';'), (code) => {
      try {
        expect(parseSessionMarks(code).steps.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError);
      }
    }),
    { numRuns: 2000 },
  );
});
