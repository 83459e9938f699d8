import type { CellOutput } from '../../../src/cells/output';
import { openNote } from '../../kernel/open-note';

const python = (...cells: readonly string[]): string => cells.map((code) => `\`\`\`python\n${code}\n\`\`\``).join('\n\n');

async function outputs(vault: Readonly<Record<string, string>> | string, engine?: string): Promise<(CellOutput | null)[]> {
  const ran = await openNote(vault, engine === undefined ? {} : { engine }).session.runEach();
  return ran.map(({ output }) => output);
}

test('what is printed, what is logged, and the last value', async () => {
  const [one, two] = await outputs(python("import logging\nprint('one', 2)\nlogging.warning('careful')\n[1, 'a']", 'None'));
  expect(one).toMatchObject({ status: 'ok', stdout: 'one 2\n', log: 'WARNING:root:careful\n', value: "[1, 'a']" });
  expect(two).toMatchObject({ status: 'ok', stdout: '', value: null });
});

test('cells of a note share their variables', async () => {
  const [, two] = await outputs(python('class Point:\n    def __init__(self, x):\n        self.x = x', 'Point(3).x + 1'));
  expect(two).toMatchObject({ status: 'ok', value: '4' });
});

test('a definition that stands below its use runs first', async () => {
  const { session } = openNote(python('double(21)', 'def double(n):\n    return 2 * n'));
  const [first] = session.cells;
  if (!first) throw new Error('no cell');
  expect(await session.run(first)).toMatchObject({ status: 'ok', value: '42' });
});

test('an error has the type, the words and the place of CPython', async () => {
  const [one] = await outputs(python("numbers = [1, 2]\ndef pick(i):\n    return numbers[i]\npick(7)"));
  expect(one?.error).toMatchObject({ type: 'IndexError', message: 'list index out of range', line: 3 });
  expect(one?.error?.detail).toContain('Traceback (most recent call last):\n  File "');
});

test('a wrong name comes with the one that was meant, and with its replacement', async () => {
  const [one] = await outputs(python('total = 3\nprint(totl)'));
  expect(one?.error).toMatchObject({ type: 'NameError', hint: 'did you mean total?', fix: { line: 2, from: 7, to: 11, text: 'total' } });
});

test('a syntax error is told before anything runs', async () => {
  const [one] = await outputs(python("print('never')\nif True\n    pass"));
  expect(one).toMatchObject({ stdout: '', error: { type: 'SyntaxError', message: "expected ':'", line: 2, column: 8 } });
});

test('a missing module is named, with those that there are', async () => {
  const [one] = await outputs(python('import numpy'));
  expect(one?.error).toMatchObject({ type: 'ModuleNotFoundError', message: "No module named 'numpy'", line: 1 });
  expect(one?.error?.hint).toContain('collections, ');
});

test('notes are modules: only what is needed of them runs, in a namespace of its own', async () => {
  const library = python("count = 10\nclass Author:\n    def __repr__(self):\n        return 'Author'", "print('not needed')\nunused = 1");
  const [one] = await outputs({ 'Note.md': python('from Library import Author\ncount = 1\nAuthor()'), 'Library.md': library });
  expect(one).toMatchObject({ status: 'ok', stdout: '', value: 'Author' });
  const [two] = await outputs({ 'Note.md': python('import app.config\napp.config.url'), 'app/config.md': python("url = 'sqlite://'") });
  expect(two).toMatchObject({ status: 'ok', value: "'sqlite://'" });
});

test('definitions of a note in savepoint-uses are at hand without an import', async () => {
  const [one] = await outputs({ 'Note.md': `---\nsavepoint-uses: "[[Library]]"\n---\n\n${python('price * 2')}`, 'Library.md': python('price = 21') });
  expect(one).toMatchObject({ status: 'ok', value: '42' });
});

describe.each(['sqlite', 'postgres'])('SQL on %s', (engine) => {
  const table = "```sql\ncreate table account (id int primary key, owner text, balance numeric(10, 2));\ninsert into account values (1, 'Ines', 100.50), (2, 'Marko', null);\n```\n\n";

  test('a statement gives rows, by place, by name and by column', async () => {
    const [, one] = await outputs(`${table}${python("rows = sql('select id, owner from account order by id')\nprint(rows[0].owner, rows[1]['id'], rows[0][0], len(rows), rows[0]._fields)\nrows")}`, engine);
    expect(one).toMatchObject({ status: 'ok', stdout: "Ines 2 1 2 ('id', 'owner')\n", value: "[Row(id=1, owner='Ines'), Row(id=2, owner='Marko')]" });
    expect(one?.results[0]).toMatchObject({ columns: ['id', 'owner'], rows: [[1, 'Ines'], [2, 'Marko']] });
    expect(one?.statements.map(({ sql }) => sql)).toEqual(['select id, owner from account order by id']);
  });

  test('parameters', async () => {
    const marker = engine === 'postgres' ? '$1' : '?';
    const [, one] = await outputs(`${table}${python(`sql('select owner from account where id = ${marker}', [2])[0].owner`)}`, engine);
    expect(one).toMatchObject({ status: 'ok', value: "'Marko'" });
  });

  test('the rows of a named cell', async () => {
    const [, , one] = await outputs(`${table}\`\`\`sql\n-- savepoint: name=accounts\nselect * from account order by id\n\`\`\`\n\n${python('[row.owner for row in accounts]')}`, engine);
    expect(one).toMatchObject({ status: 'ok', value: "['Ines', 'Marko']" });
  });

  test('an error of the database can be caught, and is told with its code', async () => {
    const code = engine === 'postgres' ? '23505' : 'SQLITE_CONSTRAINT_PRIMARYKEY';
    const [, one, two] = await outputs(`${table}${python("from savepoint import IntegrityError\ntry:\n    sql(\"insert into account values (1, 'twice', 0)\")\nexcept IntegrityError as error:\n    print(error.code)", "x = 1\nsql(\"insert into account values (1, 'twice', 0)\")")}`, engine);
    expect(one).toMatchObject({ status: 'ok', stdout: `${code}\n` });
    expect(two?.error).toMatchObject({ type: 'IntegrityError', code, line: 2 });
  });
});

test("PostgreSQL's types are Python's", async () => {
  const [one] = await outputs(python("row = sql(\"select 1.50::numeric as n, 2::float8 as f, date '2026-11-22' as d, timestamptz '2026-11-22 10:00:00+00' as t, true as b, null as z, '\\\\x00ff'::bytea as y, '{\\\"a\\\": [1]}'::jsonb as j\")[0]\nfor value in row:\n    print(repr(value))"), 'postgres');
  expect(one?.error).toBeNull();
  expect(one?.stdout).toBe("Decimal('1.50')\n2.0\ndatetime.date(2026, 11, 22)\ndatetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.timezone.utc)\nTrue\nNone\nb'\\x00\\xff'\n{'a': [1]}\n");
});

test('code that waits is stopped, and what it had made stays', async () => {
  const { session } = openNote(python('import asyncio\nkept = 1\nasyncio.run(asyncio.sleep(60))', 'kept'));
  const [sleeping, after] = session.cells;
  if (!sleeping || !after) throw new Error('no cells');
  const running = session.run(sleeping);
  setTimeout(() => { session.stop(); }, 300);
  expect(await running).toMatchObject({ status: 'interrupted', error: { message: 'the cell was stopped' } });
  expect(await session.run(after)).toMatchObject({ status: 'ok', value: '1' });
});
