import fc from 'fast-check';
import { analyse } from '../../src/relations/analyse';
import { RelationNotationError } from '../../src/relations/notation/notation-error';
import { parseRelation } from '../../src/relations/notation/parse-relation';
import { understand, type Relation } from '../../src/relations/notation/understand';
import { dependencyText } from '../../src/relations/schema/names';

function read(code: string): Relation {
  const text = parseRelation(code);
  return understand(text, text.data?.kind === 'table' ? text.data.table : null);
}

function dependencies(code: string): string[] {
  const { dependencies: all, attributes } = read(code);
  return all.map((dependency) => dependencyText(dependency, attributes));
}

function errorOf(code: string): RelationNotationError {
  try {
    read(code);
  } catch (error) {
    if (error instanceof RelationNotationError) return error;
    throw error;
  }
  throw new Error('the cell was read without an error');
}

describe('headings and dependencies', () => {
  test.each([
    ['R(a, b, c)\na -> b', ['a -> b']],
    ['R(a b c)\na b -> c', ['a, b -> c']],
    ['R(a, b, c)\na, b -> c', ['a, b -> c']],
    ['R(a,b,c)\n{a, b} → {c}', ['a, b -> c']],
    ['R(a, b, c)\na ->> b', ['a ->> b']],
    ['R(a, b, c)\na ↠ b', ['a ->> b']],
    ['R(a, b, c)\na ->> b | c', ['a ->> b', 'a ->> c']],
    ['R(a, b, c)\n-> c', ['-> c']],
    ['R(a, b, c)\n∅ -> c', ['-> c']],
    ['R(a, b, c)\n{} -> c', ['-> c']],
    ['R(a, b, c)\n*(a b, b c, c a)', ['*(a b, b c, a c)']],
    ['R(a, b, c)\n⋈({a, b}, {b, c})', ['*(a b, b c)']],
    ['R(a,\n  b,\n  c)\na -> b', ['a -> b']],
    ['# savepoint: name=x\nR(a, b) # the heading\n-- a comment\n// another\na -> b // why', ['a -> b']],
    ['R("student id", "say ""hi""", `c->d`)\n"student id" -> "say ""hi"""', ['"student id" -> "say ""hi"""']],
    ['Курс(Студент, Предмет, Оценка)\nСтудент, Предмет -> Оценка', ['Студент, Предмет -> Оценка']],
    ['選課(学生, 課程)\n学生 → 課程', ['学生 -> 課程']],
    ['قيد(طالب, مادة)\nطالب -> مادة', ['طالب -> مادة']],
    ['a b -> c\nc -> d', ['a, b -> c', 'c -> d']],
  ])('%j', (code, expected) => {
    expect(dependencies(code)).toEqual(expected);
  });

  test('without a heading the dependencies name the attributes', () => {
    expect(read('b a -> c')).toMatchObject({ name: 'R', attributes: ['b', 'a', 'c'] });
  });

  test('any names survive being written and read', () => {
    const name = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text) && text.trim() !== '');
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 5 }), (attributes) => {
      const quoted = attributes.map((text) => `"${text.replaceAll('"', '""')}"`);
      const relation = read(`R(${quoted.join(', ')})\n${quoted[0] ?? ''} -> ${quoted[1] ?? ''}`);
      expect(relation.attributes).toEqual(attributes);
      const [dependency] = relation.dependencies;
      const text = dependency ? dependencyText(dependency, attributes) : '';
      expect(read(`R(${quoted.join(', ')})\n${text}`).dependencies).toEqual(relation.dependencies);
    }));
  });
});

describe('tables', () => {
  test('values are text, an empty cell is NULL, quotes keep blanks', () => {
    const { table, name } = read('Orders\n\n| id | note |\n|---|:--:|\n| 01 | a \\| b |\n| 1 |  |\n| 2 | " x " |\n| 3 | "" |\n| 4 |\n');
    expect(name).toBe('Orders');
    expect(table).toEqual({ columns: ['id', 'note'], rows: [['01', 'a | b'], ['1', null], ['2', ' x '], ['3', ''], ['4', null]] });
  });

  test('a table without outer bars, one column, no rows', () => {
    expect(read('a | b\n--- | ---\n1 | 2').table).toEqual({ columns: ['a', 'b'], rows: [['1', '2']] });
    expect(read('| a |\n|---|\n| 1 |\n| 1 |').table).toEqual({ columns: ['a'], rows: [['1'], ['1']] });
    expect(read('| a | b |\n|---|---|').table).toEqual({ columns: ['a', 'b'], rows: [] });
  });

  test('a heading chooses columns, in its order', () => {
    expect(read('R(c, a)\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |').table).toEqual({ columns: ['c', 'a'], rows: [['3', '1']] });
  });

  test('dependencies may stand before and after a table', () => {
    expect(dependencies('R(a, b)\na -> b\n| a | b |\n|---|---|\n| 1 | 2 |\nb -> a')).toEqual(['a -> b', 'b -> a']);
  });
});

describe('directives', () => {
  test.each([
    ['data: ^rows', { kind: 'link', link: '^rows' }],
    ['data: [[Note#^rows]]', { kind: 'link', link: '[[Note#^rows]]' }],
    ['data: select * from t;', { kind: 'query', sql: 'select * from t' }],
    ['data: with x as (select 1 as a)\n  select *\n  from x\n', { kind: 'query', sql: 'with x as (select 1 as a)\n  select *\n  from x' }],
  ])('%j', (code, data) => {
    expect(parseRelation(code).data).toMatchObject(data);
  });

  test('several decompositions stay in order, parts may have names', () => {
    const { decompositions } = read('R(a, b, c)\ndecompose: a b; b c\ndecompose: First(a, c); Second(b, c)');
    expect(decompositions.map(({ parts }) => parts)).toEqual([
      [{ name: null, attributes: 3n }, { name: null, attributes: 6n }],
      [{ name: 'First', attributes: 5n }, { name: 'Second', attributes: 6n }],
    ]);
  });

  test('a table of the database', () => {
    expect(parseRelation('table: main.enrolment').table).toMatchObject({ text: 'main.enrolment', line: 1, column: 8 });
  });
});

describe('errors have a place', () => {
  test.each([
    ['', 1, 1, 'there is no relation here'],
    ['R(a, b)\na -> c', 2, 6, 'R has no attribute c'],
    ['R(a, b)\na ->', 2, 3, 'nothing stands behind the arrow'],
    ['R(a, b)\na -> b -> a', 2, 8, 'a dependency has one arrow'],
    ['R(a, b', 1, 2, 'the heading\'s bracket is never closed'],
    ['R(a, a)', 1, 6, 'the attribute a stands twice'],
    ['R()', 1, 2, 'a relation needs an attribute'],
    ['R(a, "b)', 1, 6, 'this quote is never closed'],
    ['R(a, "")', 1, 6, 'a name cannot be empty'],
    ['R(a, b)\nS(c, d)', 2, 1, 'a cell holds one relation'],
    ['R(a, b)\na b', 2, 3, 'a dependency needs an arrow'],
    ['R(a, b)\na -> b | a', 2, 8, 'a functional dependency has no blocks'],
    ['R(a, b)\n*(a b)', 2, 2, 'a join dependency has two parts or more'],
    ['R(a, b, c)\n*(a b, b)', 2, 1, 'the parts leave out c'],
    ['R(a, b, c)\ndecompose: a b; b', 2, 12, 'the parts leave out c'],
    ['R(a, b)\ndecompse: a; b', 2, 1, 'there is no "decompse:"; there are class:, data:, decompose: and table:'],
    ['R(a, b)\ndata: rows', 2, 7, 'data: takes a link to a table in a note or a query'],
    ['R(a, b)\ndata:', 2, 6, 'data: needs a value'],
    ['table: a b', 1, 8, '"a b" is no name of a table'],
    ['| a | a |\n|---|---|', 1, 6, 'the column a stands twice'],
    ['| a |  |\n|---|---|', 1, 6, 'this column has no name'],
    ['| a | b |\n|---|---|\n| 1 | 2 | 3 |', 3, 10, 'this row has 3 cells, the table has 2 columns'],
    ['R(a, x)\n| a | b |\n|---|---|\n| 1 | 2 |', 1, 6, 'the data has no column x'],
    ['| a |\n|---|\n| 1 |\n\n| b |\n|---|', 5, 1, 'a relation has one source of data'],
    ['R(é, ü, b)\né ü -> 💾', 2, 8, 'R has no attribute 💾'],
  ])('%j', (code, line, column, message) => {
    expect(errorOf(code)).toMatchObject({ line, column, message });
  });

  test('a near name is suggested', () => {
    expect(errorOf('R(course_id, name)\ncurse_id -> name')).toMatchObject({ hint: 'did you mean course_id?', replacement: { length: 8, text: 'course_id' } });
    expect(errorOf('R(Id, name)\nid -> name').replacement).toEqual({ length: 2, text: 'Id' });
  });

  test('any text is read or refused at a place in it', () => {
    const piece = fc.constantFrom('R(a, b)', 'a -> b', '->>', '*(a b, b a)', '| a | b |', '|---|---|', '| 1 | 2 |', 'decompose:', 'data:', ';', '"', '`', '(', ')', '{', '\n', '\n', ' ', ',', '#', '--', '→', 'é', '💾', '\\|', 'table: t', '\t');
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }), (pieces) => {
      const code = pieces.join('');
      try {
        read(code);
      } catch (error) {
        expect(error).toBeInstanceOf(RelationNotationError);
        if (!(error instanceof RelationNotationError)) return;
        const lines = code.split('\n');
        expect(error.line).toBeGreaterThanOrEqual(1);
        expect(error.line).toBeLessThanOrEqual(lines.length);
        expect(error.column).toBeGreaterThanOrEqual(1);
        expect(error.column).toBeLessThanOrEqual([...(lines[error.line - 1] ?? '')].length + 1);
      }
    }), { numRuns: 1_000 });
  });
});

describe('sizes', () => {
  test('a relation with 1,000 attributes', () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `a${i}`);
    const analysis = analyse(read(`R(${names.join(', ')})\na0 -> ${names.slice(1, 500).join(', ')}\na999 -> a998`));
    expect(analysis.facts.keys.sets).toHaveLength(1);
    expect(analysis.judgement).toMatchObject({ normalForm: '1NF', doubts: [] });
    expect(analysis.decompositions[1]?.lossless).toBe(true);
  });

  test('more keys than can be listed: a partial result that says so', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `a${i} -> b${i}\nb${i} -> a${i}`);
    const analysis = analyse(read(lines.join('\n')));
    expect(analysis.facts.keys.complete).toBe(false);
    expect(analysis.facts.keys.sets.length).toBeGreaterThan(100);
    expect(analysis.judgement.doubts).toContain('keys');
  });
});
