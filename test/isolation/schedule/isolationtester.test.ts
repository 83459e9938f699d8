import fc from 'fast-check';
import { interleavings } from '../../../src/isolation/schedule/interleavings';
import { parseSpecification } from '../../../src/isolation/schedule/isolationtester';
import { ScheduleError } from '../../../src/isolation/schedule/schedule-error';
import { refusalOf, soup } from './soup';

const specification = `
# Two guests, one seat
setup { CREATE TABLE seat (no int PRIMARY KEY, guest text); }
setup
{
  INSERT INTO seat VALUES (1, NULL);
}
teardown { DROP TABLE seat; }

session one
setup { BEGIN; }
step "take it" { UPDATE seat SET guest = 'Bo'; }
step c1 { COMMIT; }   # done

session s2
step w2 { UPDATE seat SET guest = 'Cy'; }
step c2 { COMMIT; }
teardown { RESET ALL; }

permutation "take it" w2(*) c1 c2 (w2, c1 notices 2)
permutation w2 "take it" c2 c1
`;

test('a specification', () => {
  const { schedules, message } = parseSpecification(specification);
  expect(message).toBeNull();
  expect(schedules).toHaveLength(2);
  const [first] = schedules;
  expect(first?.setup.map((sql) => sql.trim())).toEqual([
    'CREATE TABLE seat (no int PRIMARY KEY, guest text);',
    'INSERT INTO seat VALUES (1, NULL);',
  ]);
  expect(first?.teardown).toEqual([' DROP TABLE seat; ']);
  expect(first?.sessions).toEqual([
    { name: 'one', setup: ' BEGIN; ', teardown: null },
    { name: 's2', setup: null, teardown: ' RESET ALL; ' },
  ]);
  expect(first?.permutation).toEqual(['take it', 'w2', 'c1', 'c2']);
  expect(first?.steps.map(({ session, sql, line, markers }) => [session, sql, line, markers])).toEqual([
    ['one', "UPDATE seat SET guest = 'Bo'", 12, []],
    ['s2', "UPDATE seat SET guest = 'Cy'", 16, [{ kind: 'waits' }]],
    ['one', 'COMMIT', 13, []],
    ['s2', 'COMMIT', 17, [{ kind: 'after', step: 'w2' }, { kind: 'notices', step: 'c1', count: 2 }]],
  ]);
});

test('without permutation all interleavings are run, up to a limit', () => {
  const text = 'session a step a1 {1} step a2 {2} session b step b1 {3}';
  expect(parseSpecification(text).schedules.map(({ permutation }) => permutation?.join(' '))).toEqual(['a1 a2 b1', 'a1 b1 a2', 'b1 a1 a2']);
  expect(parseSpecification(text, 2)).toMatchObject({ schedules: { length: 2 }, message: '3 interleavings are possible; the first 2 were run' });
});

test('interleavings keep each order and are all different', () => {
  const sequences = [['a', 'b', 'c'], ['d', 'e'], ['f']];
  const { orders, total } = interleavings(sequences, Infinity);
  expect([orders.length, total, new Set(orders.map((order) => order.join(''))).size]).toEqual([60, 60, 60]);
  for (const order of orders) for (const sequence of sequences) expect(order.filter((one) => sequence.includes(one))).toEqual(sequence);
});

test.each([
  ['', 'a session is expected', 1, 1],
  ['session a', 'session "a" has no step', 1, 10],
  ['session a step b { select 1', 'this { is never closed', 1, 18],
  ['session a step b {1} step b {2}', 'a second step "b"', 1, 27],
  ['session a step b {1}\npermutation b c', 'no session has a step "c"', 2, 15],
  ['session a step b {1}\npermutation b(d)', 'the marker names the step "d"', 2, 13],
  ['session a step b {1} permutation b(', 'a name is expected', 1, 36],
  ['session "a\nb" step', 'this quoted name has no end', 1, 9],
  ['session a step b {1} ; ', 'unexpected ;', 1, 22],
])('%j is refused: %s', (text, message, line, column) => {
  expect(refusalOf(() => parseSpecification(text))).toMatchObject({ message: expect.stringContaining(message) as string, line, column });
});

test('any text is read, or refused with its place', () => {
  const text = soup('setup', 'teardown', 'session', 'step', 'permutation', '{', '}', '{ select 1 }', 'a', 'b', '"c d"', '"', '(', '*', ')', ',', 'notices', '3', '#');
  fc.assert(
    fc.property(text, (spec) => {
      try {
        parseSpecification(spec);
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError);
      }
    }),
    { numRuns: 3000 },
  );
});
