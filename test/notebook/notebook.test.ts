import fc from 'fast-check';
import { readBlocks, readNotebook } from '../../src/notebook/notebook';

const codes = (text: string): string[] => readNotebook(text).cells.map((cell) => cell.code);

describe('fences', () => {
  const examples: readonly (readonly [what: string, note: string, code: readonly string[]])[] = [
    ['a plain fence', 'a\n```sql\nselect 1;\n```\nb', ['select 1;']],
    ['any case of the language', '```SQL\nselect 1\n```', ['select 1']],
    ['spaces before the language', '```   sql   \nselect 1\n```', ['select 1']],
    ['an info string after the language', '```sql {run} title="x"\nselect 1\n```', ['select 1']],
    ['no final newline', '```sql\nselect 1\n```', ['select 1']],
    ['CRLF', '```sql\r\nselect 1,\r\n 2\r\n```\r\n', ['select 1,\n 2']],
    ['a byte order mark', '\uFEFF```sql\nselect 1\n```', ['select 1']],
    ['tildes', '~~~sql\nselect 1\n~~~', ['select 1']],
    ['a longer fence that holds a shorter one', '````sql\n```\nselect 1\n```\n````', ['```\nselect 1\n```']],
    ['backticks inside tildes', '~~~sql\n```sql\n~~~', ['```sql']],
    ['an indented fence', '  ```sql\n  select 1\n    , 2\n  ```', ['select 1\n  , 2']],
    ['a list item', '- one\n\n  ```sql\n  select 1\n  ```\n- two', ['select 1']],
    ['a nested list with tabs', '1. one\n\t- two\n\n\t\t```sql\n\t\tselect 1\n\t\t```', ['select 1']],
    ['a quote', '> ```sql\n> select 1\n> ```', ['select 1']],
    ['a callout with two blocks', '> [!note] Title\n> ```sql\n> select 1\n> ```\n> text\n> ```sql\n> select 2\n> ```', ['select 1', 'select 2']],
    ['a callout in a callout', '> [!a]\n> > [!b]\n> > ```sql\n> > select 1\n> > ```', ['select 1']],
    ['an empty block', '```sql\n```', ['']],
    ['blank lines kept', '```sql\n\nselect 1\n\n```', ['\nselect 1\n']],
    ['four spaces are code, not a fence', '    ```sql\n    select 1\n    ```', []],
    ['inline backticks are no fence', 'a ```sql select 1``` b', []],
    ['other languages', '```table-of-contents\ntitle: x\n```\n```mermaid\ngraph\n```\n```\nselect 1\n```', []],
    ['a language that only begins like ours', '```sqlite\nselect 1\n```\n```pythonic\n1\n```', []],
    ['frontmatter that looks like a fence', '---\na: |\n  ```sql\n  select 0\n  ```\n---\n```sql\nselect 1\n```', ['select 1']],
  ];
  test.each(examples)('%s', (_what, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });

  test('kinds by language', () => {
    const kinds = ['sql', 'ts', 'TypeScript', 'js', 'javascript', 'python', 'Py', ' pythonwrap', 'relation', 'isolationtester']
      .map((language) => readNotebook(`\`\`\`${language}\nx\n\`\`\``).cells[0]?.kind);
    expect(kinds).toEqual(['sql', 'typescript', 'typescript', 'typescript', 'typescript', 'python', 'python', 'python', 'relation', 'schedule']);
  });

  test('a session mark after a statement makes a schedule, a lone comment does not', () => {
    const kind = (code: string): string | undefined => readNotebook(`\`\`\`sql\n${code}\n\`\`\``).cells[0]?.kind;
    expect(kind('begin; -- T1\ncommit; -- T1')).toBe('schedule');
    expect(kind('select 1; -- T2, BLOCKS')).toBe('schedule');
    expect(kind('-- T1 reads\nselect 1;')).toBe('sql');
    expect(kind('-- first -- T1\nselect 1;')).toBe('sql');
    expect(kind('select 1; -- T')).toBe('sql');
    expect(kind('select 1; -- either')).toBe('sql');
  });

  test('lines, ends and indentation are those of the note', () => {
    const { cells } = readNotebook('---\ntitle: x\n---\n\n> ```sql\n> select 1\n>   , 2\n> ```\n');
    expect(cells[0]).toMatchObject({ line: 5, endLine: 8, closed: true, indents: [2, 2] });
  });

  test('a fence never closed is a cell with a problem', () => {
    const { cells } = readNotebook('```sql\nselect 1\n\ntext');
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ closed: false, problems: [{ type: 'FenceError', line: 1 }] });
  });

  test('equal cells have keys of their own, and keep them when the note changes elsewhere', () => {
    const note = '```sql\nselect 1\n```\n```sql\nselect 1\n```';
    const keys = readNotebook(note).cells.map((cell) => cell.key);
    expect(new Set(keys).size).toBe(2);
    expect(readNotebook(`new text\n\n${note}`).cells.map((cell) => cell.key)).toEqual(keys);
  });

  test('blocks of other languages are listed as no cells', () => {
    expect(readBlocks('```table-of-contents\nx\n```\n```SQL\nselect 1\n```')).toEqual([
      { line: 1, language: 'table-of-contents', isCell: false },
      { line: 4, language: 'sql', isCell: true },
    ]);
  });
});

describe('directives', () => {
  const first = (line: string): ReturnType<typeof readNotebook>['cells'][number] => {
    const cell = readNotebook(`\`\`\`sql\n${line}\nselect 1\n\`\`\``).cells[0];
    if (!cell) throw new Error('no cell');
    return cell;
  };

  test('every option', () => {
    const cell = first('-- savepoint: engine=postgres db=shop name=schema expect=23505 level="read committed, serializable" timeout=2.5 skip hide=code setup matrix diagram plot=bar print=isolationtester session=b crash fork task check="rows: 1" hint=one hint="two words"');
    expect(cell.problems).toEqual([]);
    expect(cell.options).toEqual({
      engine: 'postgres', db: 'shop', name: 'schema', expect: '23505', levels: ['read committed', 'serializable'], timeoutSeconds: 2.5, skip: true,
      hideCode: true, setup: true, matrix: true, diagram: true, plot: 'bar', print: 'isolationtester', session: 'b', crash: true, fork: true, task: '', check: [{ kind: 'rows', rows: [['1']], inOrder: false }], hints: ['one', 'two words'],
    });
  });

  test.each(['-- savepoint: skip', '# savepoint: skip', '// savepoint: skip', '  --savepoint:skip', '-- Savepoint: skip'])('%s', (line) => {
    expect(first(line)).toMatchObject({ problems: [], options: { skip: true } });
  });

  test.each([
    ['-- savepoint: engin=sqlite', 'unknown option "engin"', 'did you mean engine?', 15, { length: 5, text: 'engine' }],
    ['-- savepoint: engine=postgress', 'there is no engine "postgress"', 'did you mean postgres?', 22, { length: 9, text: 'postgres' }],
    ['-- savepoint: engine=mysql', 'there is no engine "mysql"', null, 22, null],
    ['-- savepoint: engine=PostgreSQL', 'there is no engine', 'did you mean postgres?', 22, { length: 10, text: 'postgres' }],
    ['-- savepoint: timeout=soon', '"soon" is no number of seconds', null, 23, null],
    ['-- savepoint: name="a b', 'lacks its closing quote', null, 15, null],
    ['-- savepoint: skip=yes', 'takes no value', 'write skip alone', 15, null],
    ['-- savepoint: name', 'needs a value', 'write name=…', 15, null],
    ['-- savepoint: plot=pie', 'there is no plot "pie"', null, 20, null],
    ['-- savepoint: = =', '"=" is no option', null, 15, null],
    ['-- savepoint: skip skip', 'stands twice', null, 20, null],
    ['-- savepoint engine=sqlite', 'the colon after savepoint is missing', 'write savepoint: before the options', 13, { length: 0, text: ':' }],
    ['-- savepoint: constructor=1', 'unknown option "constructor"', null, 15, null],
  ] as const)('%s', (line, message, hint, column, replacement) => {
    const problem = first(line).problems[0];
    expect(problem?.message).toContain(message);
    if (hint !== null) expect(problem?.hint).toBe(hint);
    expect(problem).toMatchObject({ type: 'DirectiveError', line: 1, column, replacement });
  });

  test.each(['-- savepoints are cheap', '-- a savepoint: no', 'savepoint: a', '-- savepoint a is set here'])('%s is prose', (line) => {
    expect(first(line)).toMatchObject({ problems: [], options: { skip: false, engine: null } });
  });
});

describe('properties', () => {
  const defaults = (yaml: string): ReturnType<typeof readNotebook>['defaults'] => readNotebook(`---\n${yaml}\n---\ntext`).defaults;

  test('engine, uses and timeout', () => {
    expect(defaults('savepoint-engine: postgres\nsavepoint-uses: "[[Shop schema]]"\nsavepoint-timeout: 5')).toEqual({
      engine: 'postgres', uses: ['Shop schema'], timeoutSeconds: 5, showsProgress: false, problems: [],
    });
    expect(defaults('savepoint-uses:\n  - "[[A|alias]]"\n  - "[[B#Heading]]"\n  - [[C]]').uses).toEqual(['A', 'B', 'C']);
  });
  test.each([
    ['savepoint-engine: oracle', 'there is no engine "oracle"'],
    ['savepoint-timeout: never', '"never" is no number of seconds'],
    ['savepoint-uses: {a: b}', 'is no link to a note'],
    ['savepoint-engine: [', 'not valid YAML'],
  ])('%s', (yaml, message) => {
    expect(defaults(yaml).problems[0]).toMatchObject({ type: 'PropertyError' });
    expect(defaults(yaml).problems[0]?.message).toContain(message);
  });
  test('other properties are not ours', () => {
    expect(defaults('tags: [a]\n: : :').problems).toEqual([]);
  });
});

test('any text is a note, and every cell lies where it says', () => {
  const piece = fc.constantFrom('```', '````', '~~~', 'sql', '\n', '> ', '- ', '  ', '\t', '\r\n', '---', 'savepoint: ', '-- ', 'engine=', 'x', '"', '; -- T1', '\u00A0', '[!note]', '1. ');
  fc.assert(
    fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')), fc.string({ maxLength: 200 })), (note) => {
      const lines = note.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
      for (const cell of readNotebook(note).cells) {
        expect(cell.line).toBeGreaterThanOrEqual(1);
        expect(cell.endLine).toBeLessThanOrEqual(lines.length);
        cell.code.split('\n').forEach((text, i) => {
          const rest = (lines[cell.line + i] ?? '').slice(cell.indents[i] ?? 0);
          if (cell.code !== '') expect(rest.trimStart()).toBe(text.trimStart());
        });
      }
    }),
    { numRuns: 2000 },
  );
});
