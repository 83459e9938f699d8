import type { CellOutput, RelationReport } from '../../src/cells/output';
import type { CellToRun } from '../../src/cells/runner';
import type { EmbeddedEngine } from '../../src/databases/database';
import { dataRecords, sorted, textOf, type DataRecord } from '../relations/oracle-records';
import { KernelInside } from './kernel-inside';

let inside: KernelInside;
beforeEach(() => { inside = new KernelInside(); });

function reportOf({ relation, error }: CellOutput): RelationReport {
  if (!relation) throw new Error(`the cell gave no report: ${error?.message ?? ''}`);
  return relation;
}

/** A record's rows as a Markdown table, and its decompositions. */
function cellOf({ columns, rows, answer }: DataRecord): string {
  const cell = (value: string | null): string => (value === null ? '' : value.trim() === value && value !== '' ? value.replaceAll('|', '\\|') : `"${value}"`);
  const table = [columns, columns.map(() => '---'), ...rows.map((row) => row.map((value) => cell(textOf(value))))].map((row) => `| ${row.join(' | ')} |`);
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' ');
  return [...table, '', ...answer.decompositions.map(({ parts }) => `decompose: ${parts.map(quoted).join('; ')}`)].join('\n');
}

const enrolment = `
| student_id | course_id | course_name | grade |
|---|---|---|---|
| 1 | 101 | Mathematics | 5 |
| 2 | 101 | Mathematics | 4 |
| 1 | 102 | Physics |  |
`;

test('without data no database is asked', async () => {
  const output = await inside.run('Enrolment(student_id, course_id, course_name, grade)\nstudent_id, course_id -> grade\ncourse_id -> course_name', { kind: 'relation', language: 'relation' });
  expect(output).toMatchObject({ status: 'ok', engine: null, statements: [], relation: { name: 'Enrolment', normalForm: '1NF', discovered: false, data: null, candidateKeys: [['student_id', 'course_id']] } });
  expect(reportOf(output).violations[0]).toMatchObject({ form: '2NF', dependency: 'course_id -> course_name', because: '{course_id} is a proper part of the key {student_id, course_id}, and course_name is in no key' });
  expect(reportOf(output).steps).toContain('closure of {course_id} = {course_id, course_name}');
});

test('a malformed line is an error at its place, with its replacement', async () => {
  const output = await inside.run('R(course_id, name)\ncurse_id -> name', { kind: 'relation' });
  expect(output).toMatchObject({ status: 'error', relation: null, error: { type: 'RelationNotationError', line: 2, column: 1, excerpt: 'curse_id -> name', hint: 'did you mean course_id?', fix: { line: 2, from: 1, to: 9, text: 'course_id' } } });
  expect(await inside.run('R(a, b)\na -> c', { kind: 'relation', expect: 'RelationNotationError' })).toMatchObject({ status: 'ok', error: { line: 2 } });
});

describe.each<EmbeddedEngine>(['sqlite', 'postgres'])('on %s', (engine) => {
  const run = (code: string, options: Partial<CellToRun> = {}): Promise<CellOutput> => inside.run(code, { kind: 'relation', language: 'relation', engine, ...options });
  const sql = (code: string): Promise<CellOutput> => inside.run(code, { engine });

  // Nothing of a cell stays, so that one kernel does for all of them.
  let lasting: KernelInside;
  beforeAll(() => { lasting = new KernelInside(); });

  test.each(dataRecords.map((record) => [record.id, record] as const))('rows of %s', async (_, record) => {
    const output = await lasting.run(cellOf(record), { kind: 'relation', language: 'relation', engine });
    const report = reportOf(output);
    const { answer } = record;
    expect(report).toMatchObject({ discovered: true, normalForm: answer.normal_form_of_this_instance, data: { rows: answer.rows, distinctRows: answer.distinct_rows } });
    expect(sorted(report.candidateKeys)).toEqual(sorted(answer.minimal_unique_column_sets));
    const given = report.decompositions.filter(({ into }) => into === 'given');
    expect(given).toHaveLength(answer.decompositions.length);
    for (const [i, expected] of answer.decompositions.entries()) {
      expect(given[i]).toMatchObject({ lossless: expected.lossless_on_this_data, spuriousRows: expected.spurious_rows });
      expect(given[i]?.parts.map(({ rowCount }) => rowCount)).toEqual(expected.part_rows);
      for (const row of expected.first_spurious) expect(given[i]?.spurious).toContainEqual(row.map(textOf));
    }
  });

  test('the split, the join and the checks are statements, and nothing of them stays', async () => {
    await sql('create table "Enrolment" (kept int); insert into "Enrolment" values (1);');
    const output = await run(`Enrolment(student_id, course_id, course_name, grade)\nstudent_id, course_id -> grade\ncourse_id -> course_name\n${enrolment}\ndecompose: student_id course_id; course_id course_name grade`);
    const statements = output.statements.map((statement) => statement.sql.split('\n')[0]);
    expect(statements[0]).toBe('begin');
    expect(statements.at(-1)).toBe('rollback');
    expect(statements).toContain('create temporary table course as select distinct course_id, course_name from "Enrolment_rows"');
    expect(output.statements.map((statement) => statement.sql).join('\n')).toContain('group by course_id having count(*) > 1');
    const { decompositions, data } = reportOf(output);
    expect(decompositions.map(({ into, lossless, spuriousRows }) => [into, lossless, spuriousRows])).toEqual([['3NF', true, 0], ['BCNF', true, 0], ['4NF', true, 0], ['given', false, 2]]);
    expect(decompositions[3]).toMatchObject({ firstSpurious: ['1', '101', 'Mathematics', '4'], lostDependencies: ['student_id, course_id -> grade'] });
    expect(data?.holds).toEqual([
      { dependency: 'student_id, course_id -> grade', holds: true, counterexample: null, missing: null },
      { dependency: 'course_id -> course_name', holds: true, counterexample: null, missing: null },
    ]);
    expect((await sql('select * from "Enrolment"')).results[0]?.rows).toEqual([[1]]);
    expect((await sql('select * from course')).status).toBe('error');
  });

  test('rows that contradict a declared dependency are shown', async () => {
    const output = await run('R(a, b, c)\na -> b\na ->> c\n*(a b, b c)\n| a | b | c |\n|---|---|---|\n| 1 | x | 1 |\n| 1 | y | 2 |\n');
    expect(reportOf(output).data?.holds).toEqual([
      { dependency: 'a -> b', holds: false, counterexample: [['1', 'x', '1'], ['1', 'y', '2']], missing: null },
      { dependency: 'a ->> c', holds: false, counterexample: [['1', 'x', '1'], ['1', 'y', '2']], missing: ['1', 'y', '1'] },
      { dependency: '*(a b, b c)', holds: true, counterexample: null, missing: null },
    ]);
  });

  test('NULL equals NULL in splits and joins', async () => {
    const output = await run('R(a, b, c)\nb -> c\n| a | b | c |\n|---|---|---|\n| 1 |  | x |\n| 2 |  | x |\n| 3 | q |  |\n');
    expect(reportOf(output)).toMatchObject({ data: { holds: [{ holds: true }] }, decompositions: [{ spuriousRows: 0 }, { spuriousRows: 0 }, { spuriousRows: 0 }] });
    expect(output.statements.map((statement) => statement.sql).join('\n')).toContain('is not distinct from');
  });

  test('rows of a query, compared as text; its errors have their place', async () => {
    await sql("create table person (id int primary key, city text, country text); insert into person values (1, 'Riga', 'Latvia'), (2, 'Riga', 'Latvia'), (3, null, null);");
    const output = await run('City(id, city, country)\nid -> city\ncity -> country\ndata: select *, 1 as one\n  from person');
    expect(reportOf(output)).toMatchObject({ normalForm: '2NF', data: { rows: 3, sample: [['1', 'Riga', 'Latvia'], ['2', 'Riga', 'Latvia'], ['3', null, null]], holds: [{ holds: true }, { holds: true }] } });
    expect(reportOf(output).decompositions[0]?.sql).toContain('select distinct city, country from (select *, 1 as one\n  from person) as source');
    const wrong = await run('R(id)\ndata: select nope,\n  id\n  from person');
    expect(wrong).toMatchObject({ status: 'error', error: { line: 2, column: 14 } });
    // SQLite gives the second one another name.
    if (engine === 'postgres') expect(await run('data: select 1 as a, 2 as a')).toMatchObject({ status: 'error', error: { type: 'RelationDataError', line: 1, column: 7 } });
    // A query that fails leaves the session usable.
    expect((await sql('select count(*) from person')).results[0]?.rows).toEqual([[3]]);
  });

  test('inside a transaction of the note it leaves that as it is', async () => {
    await sql('create table t (a int, b int); begin; insert into t values (1, 2);');
    expect(await run('data: select * from t')).toMatchObject({ status: 'ok', relation: { data: { rows: 1 } } });
    expect((await sql('select * from t')).results[0]?.rows).toEqual([[1, 2]]);
    expect(await run('data: select nope from t')).toMatchObject({ status: 'error' });
    await sql('insert into t values (3, 4); commit');
    expect((await sql('select count(*) from t')).results[0]?.rows).toEqual([[2]]);
  });

  test('an SQL table brings its keys', async () => {
    await sql(`create table "Seat" (hall int not null, row_no int not null, place int not null, code text unique, price int, primary key (hall, row_no, place), unique (code, price));
      create unique index seat_price on "Seat" (price) where price > 100; create unique index seat_lower on "Seat" (lower(code));
      insert into "Seat" values (1, 1, 1, 'a', 5), (1, 1, 2, 'b', 5);`);
    const output = await run('table: "Seat"');
    expect(reportOf(output)).toMatchObject({ name: 'Seat', discovered: false, candidateKeys: [['hall', 'row_no', 'place'], ['code']], normalForm: '5NF', data: { rows: 2 } });
    expect(output.statements.some((statement) => /pg_index|pragma_/.test(statement.sql))).toBe(false);
    expect(reportOf(await run('table: "Seat"\nrow_no -> price')).normalForm).toBe('1NF');
    expect(await run('table: nowhere')).toMatchObject({ status: 'error', error: { line: 1, column: 8 } });
  });

  test('a table of a note', async () => {
    const table = { markdown: '| a | b |\n|---|---|\n| 1 | x |\n| 2 | x |', problem: null };
    expect(reportOf(await run('a -> b\ndata: ^rows', { table }))).toMatchObject({ attributes: ['a', 'b'], data: { rows: 2, holds: [{ holds: true }] } });
    expect(await run('a -> b\ndata: ^rows', { table: { markdown: null, problem: 'this note has no table with the block id ^rows' } })).toMatchObject({
      status: 'error', error: { type: 'RelationNotationError', message: 'this note has no table with the block id ^rows', line: 2, column: 7 },
    });
  });

  test('the statements of a decomposition run as they are', async () => {
    const output = await run(`Enrolment(student_id, course_id, course_name, grade)\nstudent_id, course_id -> grade\ncourse_id -> course_name\n${enrolment}`);
    const made = await sql(reportOf(output).decompositions[0]?.sql ?? '');
    expect(made).toMatchObject({ status: 'ok', error: null });
    expect((await sql('select course_id, course_name from course order by course_id')).results[0]?.rows).toEqual([[101, 'Mathematics'], [102, 'Physics']]);
    expect((await sql('select count(*) from "Enrolment"')).results[0]?.rows).toEqual([[3]]);
    expect((await sql('select * from "Enrolment_rows"')).status).toBe('error');
    expect((await sql('insert into "Enrolment" values (9, 999, null)')).status).toBe('error');
  });

  test('names that differ by case, long names, words of SQL, other scripts', async () => {
    const long = 'ж'.repeat(70);
    const output = await run(`R("Id", id, "select", "a ""b""", ${long}1, ${long}2, 列)\nid -> "select", 列\n| Id | id | select | a "b" | ${long}1 | ${long}2 | 列 |\n|---|---|---|---|---|---|---|\n| 1 | 1 | 2 | 3 | 4 | 5 | 6 |\n`);
    expect(output).toMatchObject({ status: 'ok', error: null, relation: { decompositions: [{ spuriousRows: 0 }, {}, {}] } });
    expect(await sql(reportOf(output).decompositions[0]?.sql ?? '')).toMatchObject({ status: 'ok' });
  });

  test('no rows, one column, repeated rows', async () => {
    expect(reportOf(await run('| a | b |\n|---|---|'))).toMatchObject({ candidateKeys: [[]], normalForm: '5NF', data: { rows: 0, distinctRows: 0 } });
    expect(reportOf(await run('| a |\n|---|\n| 1 |\n| 1 |\n| 2 |'))).toMatchObject({ candidateKeys: [['a']], normalForm: '5NF', data: { rows: 3, distinctRows: 2 } });
    expect(reportOf(await run('| a | b |\n|---|---|\n| 1 | 2 |'))).toMatchObject({ candidateKeys: [[]] });
  });

  test('a table of 1,000 columns', async () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `c${String(i)}`);
    const row = (values: readonly (string | number)[]): string => `| ${values.join(' | ')} |`;
    const output = await run(`Wide(${names.join(', ')})\nc0 -> c1, c2\nc3 -> c4\n\n${[row(names), row(names.map(() => '---')), row(names.map((_, i) => i)), row(names.map((_, i) => i % 7))].join('\n')}`, { timeoutMs: 60_000 });
    expect(output).toMatchObject({ status: 'ok', error: null, relation: { normalForm: '1NF', data: { rows: 2 } } });
    expect(reportOf(output).decompositions.map(({ spuriousRows }) => spuriousRows)).toEqual([0, 0, 0]);
  });
});

test('both engines say the same', async () => {
  const cell = `R(a, b, c)\na -> b\n| a | b | c |\n|---|---|---|\n| 1 | é | Z |\n| 2 | e | a |\n| 1 |  | ä |\n| 2 | é | 10 |\n| 3 | 9 |  |\ndecompose: a b; b c\ndecompose: a; b; c`;
  const [lite, postgres] = [await inside.run(cell, { kind: 'relation' }), await inside.run(cell, { kind: 'relation', engine: 'postgres' })];
  expect(lite.relation).toEqual(postgres.relation);
  expect(lite.relation?.decompositions[4]?.spurious).toHaveLength(20);
});
