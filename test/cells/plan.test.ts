import { readPlan } from '../../src/cells/sql/plan';
import type { PlanNode } from '../../src/cells/output';

/** A plan as nested lists of titles. */
const outline = (node: PlanNode | null): unknown => node && (node.children.length === 0 ? node.title : [node.title, ...node.children.map(outline)]);
const postgres = (text: string): PlanNode | null => readPlan('EXPLAIN', ['QUERY PLAN'], text.split('\n').map((line) => [line]));

test('PostgreSQL: nodes by their indentation, lines that follow as details', () => {
  const plan = postgres(
    [
      'Hash Join  (cost=1.04..2.10 rows=2 width=8) (actual time=0.05..0.06 rows=2.00 loops=1)',
      '  Hash Cond: (b.author_id = a.id)',
      '  ->  Seq Scan on book b  (cost=0.00..1.02 rows=2 width=8)',
      '        Filter: (pages > 10)',
      '  ->  Hash  (cost=1.02..1.02 rows=2 width=4)',
      '        Buckets: 1024  Batches: 1',
      '        ->  Seq Scan on author a  (cost=0.00..1.02 rows=2 width=4)',
      'Planning Time: 0.1 ms',
      'Execution Time: 0.2 ms',
    ].join('\n'),
  );
  expect(outline(plan)).toEqual(['Hash Join', 'Seq Scan on book b', ['Hash', 'Seq Scan on author a']]);
  expect(plan?.details).toEqual(['(cost=1.04..2.10 rows=2 width=8) (actual time=0.05..0.06 rows=2.00 loops=1)', 'Hash Cond: (b.author_id = a.id)', 'Planning Time: 0.1 ms', 'Execution Time: 0.2 ms']);
  expect(plan?.children[0]?.details).toContain('Filter: (pages > 10)');
});

test('PostgreSQL: common table expressions and subplans are nodes of their own', () => {
  const plan = postgres(
    [
      'CTE Scan on c  (cost=3.00..4.00 rows=31 width=4)',
      '  CTE c',
      '    ->  Recursive Union  (cost=0.00..2.95 rows=31 width=4)',
      '          ->  Result  (cost=0.00..0.01 rows=1 width=4)',
      '          ->  WorkTable Scan on c c_1  (cost=0.00..0.23 rows=3 width=4)',
      '                Filter: (x < 5)',
    ].join('\n'),
  );
  expect(outline(plan)).toEqual(['CTE Scan on c', ['CTE c', ['Recursive Union', 'Result', 'WorkTable Scan on c c_1']]]);
});

test('SQLite: rows with parents', () => {
  const columns = ['id', 'parent', 'notused', 'detail'];
  const plan = readPlan('EXPLAIN', columns, [[3, 0, 0, 'SCAN book'], [7, 0, 0, 'USE TEMP B-TREE FOR ORDER BY'], [9, 3, 0, 'SCALAR SUBQUERY 1']]);
  expect(outline(plan)).toEqual(['QUERY PLAN', ['SCAN book', 'SCALAR SUBQUERY 1'], 'USE TEMP B-TREE FOR ORDER BY']);
});

test('what is no plan stays a table', () => {
  expect(readPlan('SELECT', ['QUERY PLAN'], [['x']])).toBeNull();
  expect(postgres('[\n  {\n    "Plan": {}')).toBeNull();
  expect(readPlan('EXPLAIN', ['addr', 'opcode'], [[0, 'Init']])).toBeNull();
});
