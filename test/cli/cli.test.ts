import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../../src/cells/output';

const cli = path.resolve(__dirname, '../../dist/cli.cjs');
let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function savepoint(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function write(name: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

/** Lines of stderr that complain, progress left out. */
const complaints = (err: string): string[] => err.split('\n').filter((line) => line.startsWith('savepoint: '));
const sql = (code: string): string => `\`\`\`sql\n${code}\n\`\`\`\n`;

describe('run', () => {
  test('TypeScript cells: values, names below their first use, other notes, rows of SQL cells', () => {
    const ts = (code: string): string => `\`\`\`ts\n${code}\n\`\`\`\n`;
    write('.obsidian/app.json', '{}');
    write('lib/Library.md', ts('export class Author { constructor(readonly name: string) {} }') + ts('const unused = 1;'));
    write('Note.md', ts("import { Author } from '[[Library]]';\nshow(new Author(people[0].name))") + ts('const show = (author: { name: string }) => author.name.toUpperCase();') + sql("-- savepoint: name=people\nselect 'Ines' as name") + ts('display({ a: [1] });\npeople') + ts('\n  show(null)'));
    const { code, out } = savepoint('run', 'Note.md', '--json');
    const cells = (JSON.parse(out) as Report).notes[0]?.cells ?? [];
    expect(code).toBe(1);
    expect(cells.map(({ index, status, value }) => [index, status, value])).toEqual([[0, 'ok', "'INES'"], [1, 'ok', null], [2, 'ok', null], [3, 'ok', "[ { name: 'Ines' } ]"], [4, 'error', null]]);
    expect(cells[0]?.log).toBe('ran cell 0 of Library first: it defines Author\nran cell 1 first: it defines show\nran cell 2 first: it defines people\n');
    expect(cells[3]).toMatchObject({ results: [{ command: 'VALUE', rows: [['Ines']] }], trees: [{ of: 'display' }] });
    expect(cells[4]?.error).toMatchObject({ type: 'TypeError', line: 2, column: 3 });
    expect(cells[4]?.error?.detail).toBe('in show (cell 1, line 1, column 51)\ncalled from cell 4, line 2, column 3');
    const text = savepoint('run', 'Note.md').out;
    expect(text).toContain("    'INES'\n");
    expect(text).toMatch(/Object\n +a: Array\(1\)\n +0: 1\n/);
  });

  test('a schedule waits for a timer of the engine that is nearly due', () => {
    write('Note.md', sql("-- savepoint: engine=postgres\ncreate table t (a int); insert into t values (1);\nbegin; -- T1\nupdate t set a = 2; -- T1\nset lock_timeout = '100ms'; -- T2\nupdate t set a = 3; -- T2, BLOCKS\ncommit; -- T1"));
    const { code, out } = savepoint('run', 'Note.md');
    expect(code).toBe(0);
    expect(out).toContain('Error 55P03: canceling statement due to lock timeout');
  });

  test('--json prints the report and nothing else', () => {
    write('Note.md', `# Note\n\n${sql('-- savepoint: name=first\ncreate table t(a int, b text); insert into t values (1, null);\nselect * from t;')}\n\`\`\`python\nprint(1)\n\`\`\`\n`);
    const { code, out } = savepoint('run', 'Note.md', '--json');
    const report = JSON.parse(out) as Report;
    expect(code).toBe(0);
    expect(report.savepoint).toMatch(/^\d+\.\d+\.\d+$/);
    expect(report.notes.map((note) => note.path)).toEqual(['Note.md']);
    const [first, second] = report.notes[0]?.cells ?? [];
    expect(first).toMatchObject({
      index: 0, line: 3, language: 'sql', kind: 'sql', name: 'first', status: 'ok', reason: null, stdout: '', log: '', value: null,
      trace: null, matrix: null, recovery: null, relation: null, error: null, frozen: null,
    });
    expect(first?.results.at(-1)).toMatchObject({ command: 'SELECT', columns: ['a', 'b'], rows: [[1, null]], rowCount: 1, truncated: false });
    expect(first?.statements.map(({ sql: text, parameters, connection, engine }) => ({ text, parameters, connection, engine }))).toEqual([
      { text: 'create table t(a int, b text)', parameters: [], connection: 1, engine: 'sqlite' },
      { text: 'insert into t values (1, null)', parameters: [], connection: 1, engine: 'sqlite' },
      { text: 'select * from t', parameters: [], connection: 1, engine: 'sqlite' },
    ]);
    expect(second).toMatchObject({ index: 1, kind: 'python', status: 'ok', reason: null, stdout: '1\n', results: [], statements: [], error: null });
  });

  test('goes on after a cell that failed, and exits 1', () => {
    write('Note.md', sql('select nope') + sql('select 2'));
    const { code, out } = savepoint('run', 'Note.md', '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as Report).notes[0]?.cells.map((cell) => cell.status)).toEqual(['error', 'ok']);
  });

  test('names every block, cell or not, and says why it was not run', () => {
    write('Note.md', '```table-of-contents\ntitle: x\n```\n```python\n# savepoint: skip\n```\n```\nplain\n```\n');
    const { code, out } = savepoint('run', 'Note.md');
    expect(code).toBe(0);
    expect(out).toContain('line 1: table-of-contents, no cell: left alone');
    expect(out).toContain('(python, line 4): skipped: its directive says skip');
    expect(out).toContain('line 7: a block without a language, no cell: left alone');
  });

  test('a block of another plugin is no cell', () => {
    write('Note.md', '```table-of-contents\ntitle: x\n```\n');
    expect((JSON.parse(savepoint('run', 'Note.md', '--json').out) as Report).notes[0]?.cells).toEqual([]);
  });

  test('a vault: every note, sorted, paths relative to the folder that holds .obsidian; hidden folders left out', () => {
    write('.obsidian/app.json', '{}');
    write('b/Two.md', sql('select 2'));
    write('a/One.md', sql('select 1'));
    write('.trash/Gone.md', sql('select 3'));
    const report = JSON.parse(savepoint('run', 'b', 'a/One.md', '--json').out) as Report;
    expect(report.notes.map((note) => note.path)).toEqual(['a/One.md', 'b/Two.md']);
  });

  test('--engine changes the default, not what a note says', () => {
    write('Note.md', sql('select version()') + sql('-- savepoint: engine=sqlite\nselect sqlite_version()'));
    const report = JSON.parse(savepoint('run', 'Note.md', '--engine', 'postgres', '--json').out) as Report;
    expect(report.notes[0]?.cells.map((cell) => [cell.status, cell.engine?.split(' ')[0]])).toEqual([['ok', 'PostgreSQL'], ['ok', 'SQLite']]);
  });

  test('--cell takes a name or an index', () => {
    write('Note.md', sql('select 1') + sql('-- savepoint: name=second\nselect 2'));
    const values = (wanted: string): unknown => (JSON.parse(savepoint('run', 'Note.md', '--cell', wanted, '--json').out) as Report).notes[0]?.cells.map((cell) => cell.results[0]?.rows[0]?.[0]);
    expect(values('second')).toEqual([2]);
    expect(values('0')).toEqual([1]);
    expect(savepoint('run', 'Note.md', '--cell', 'secnd')).toMatchObject({ code: 2, err: expect.stringContaining('did you mean second?') as string });
  });

  test('a cell out of time is interrupted; on SQLite the kernel and its tables live on', () => {
    write('Note.md', sql('create table t(a)') + sql('with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c') + sql('select count(*) from t'));
    const { code, out } = savepoint('run', 'Note.md', '--timeout', '0.5', '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as Report).notes[0]?.cells.map((cell) => [cell.status, cell.error?.type ?? null])).toEqual([['ok', null], ['interrupted', 'TimeoutError'], ['ok', null]]);
  });

  test('db= names a second database; each note has databases of its own', () => {
    write('A.md', sql('create table t(a)') + sql('-- savepoint: db=other\nselect * from t'));
    write('B.md', sql('select * from t'));
    const report = JSON.parse(savepoint('run', '.', '--json').out) as Report;
    expect(report.notes.map((note) => note.cells.map((cell) => cell.error?.message ?? null))).toEqual([[null, 'no such table: t'], ['no such table: t']]);
  });
});

describe('matrix', () => {
  test('draws the standard set, of one engine if asked', () => {
    const { code, out } = savepoint('matrix', '--engine', 'locking');
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Locks');
    expect(lines[1]).toMatch(/^Anomaly +READ UNCOMMITTED +READ COMMITTED +CURSOR STABILITY +READ STABILITY +REPEATABLE READ +SERIALIZABLE$/);
    expect(lines.find((line) => line.startsWith('Lost update, P4'))?.split(/ {2,}/)).toEqual(['Lost update, P4', 'happens', 'happens', 'happens', 'someone fails', 'someone fails', 'someone fails']);
  });

  test('--json prints the report, with a trace for each square', () => {
    const { code, out } = savepoint('matrix', '--engine', 'sqlite', '--json');
    expect(code).toBe(0);
    const matrix = (JSON.parse(out) as Report).notes[0]?.cells[0]?.matrix;
    expect(matrix?.levels).toEqual(['rollback', 'wal', 'shared', 'shared-ru'].map((level) => ({ engine: 'sqlite', level })));
    expect(matrix?.squares.flat().filter(({ trace }) => trace !== null)).toHaveLength(matrix?.traces.length ?? -1);
  });

  test('a cell of a note draws its schedule', () => {
    write('Note.md', sql('-- savepoint: engine=sqlite matrix\ncreate table t (n int); insert into t values (1);\nbegin; update t set n = 2; -- T1\nselect n from t; -- T2\nrollback; -- T1'));
    const { code, out } = savepoint('run', 'Note.md');
    expect(code).toBe(0);
    expect(out).toMatch(/Dirty read, P1 +does not happen +does not happen +someone fails +happens/);
  });

  test.each([[['matrix', 'Note.md'], 'matrix takes no note'], [['matrix', '--engine', 'mysql'], 'there is no engine "mysql"; there are postgres, sqlite, locking']])('%j is wrong usage', (args, message) => {
    const { code, err } = savepoint(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('crash and fork', () => {
  test('what recovery gave is told, in text and in JSON', () => {
    write('Note.md', [
      sql('create table t (n int); insert into t values (1);'),
      sql('-- savepoint: crash\nbegin; delete from t;'),
      sql('-- savepoint: fork\ndelete from t;'),
      sql('select * from t;'),
    ].join('\n'));
    const { code, out } = savepoint('run', 'Note.md');
    expect(code).toBe(0);
    expect(out).toContain('Power failed. The open transaction is gone; what was committed is there.');
    expect(out).toContain('integrity check: ok');
    const report = JSON.parse(savepoint('run', 'Note.md', '--json').out) as Report;
    expect(report.notes[0]?.cells.map(({ recovery }) => recovery?.lostTransaction)).toEqual([undefined, true, undefined, undefined]);
    expect(report.notes[0]?.cells[3]?.results[0]?.rows).toEqual([[1]]);
  });
});

describe('check', () => {
  test('exits 0 where every cell does what it should, expected errors included', () => {
    write('Note.md', sql('create table t(a int primary key); insert into t values (1)') + sql('-- savepoint: expect=SQLITE_CONSTRAINT\ninsert into t values (1)'));
    const { code, out } = savepoint('check', '.');
    expect(code).toBe(0);
    expect(out).toContain('ok      Note.md');
  });
  test('exits 1 and shows the cell where an expected error does not come', () => {
    write('Note.md', sql('-- savepoint: expect=error\nselect 1'));
    const { code, out } = savepoint('check', '.');
    expect(code).toBe(1);
    expect(out).toContain('failed  Note.md');
    expect(out).toContain('ExpectedError: expected an error, but the cell ran without an error');
  });
});

describe('bad input is told in one clear line', () => {
  const bad: readonly (readonly [what: string, prepare: () => string, code: number, line: RegExp])[] = [
    ['a folder without notes', () => { mkdirSync(path.join(folder, 'empty')); return 'empty'; }, 2, /empty: no notes in this folder/],
    ['a missing file', () => 'nothing.md', 2, /nothing\.md: no such file or folder/],
    ['a file that is no note', () => { write('a.txt', 'x'); return 'a.txt'; }, 2, /a\.txt: not a note/],
    ['binary junk named .md', () => { write('junk.md', Uint8Array.of(0x89, 0x50, 10, 0, 1, 2)); return 'junk.md'; }, 2, /junk\.md:2: not a text file/],
    ['invalid UTF-8', () => { write('latin.md', Buffer.from('# ok\n\ncaf\xe9\n', 'latin1')); return 'latin.md'; }, 2, /latin\.md:3: not valid UTF-8/],
    ['a note of 50 MB', () => { write('big.md', Buffer.alloc(50 * 1024 * 1024, 'text\n')); return 'big.md'; }, 2, /big\.md: 50 MB is too large for a note/],
  ];
  test.each(bad)('%s', (_what, prepare, code, line) => {
    const result = savepoint('run', prepare(), '--json');
    expect(result.code).toBe(code);
    expect(complaints(result.err)).toEqual([expect.stringMatching(line)]);
  });

  test('an unreadable file', () => {
    write('closed.md', 'x');
    chmodSync(path.join(folder, 'closed.md'), 0);
    // Permissions do not stop root, as whom containers run: a folder in a file's place cannot be read by anybody.
    if (process.getuid?.() === 0) {
      rmSync(path.join(folder, 'closed.md'));
      mkdirSync(path.join(folder, 'closed.md'));
      const result = savepoint('run', 'closed.md');
      expect(result).toMatchObject({ code: 2 });
      expect(complaints(result.err)).toHaveLength(1);
      return;
    }
    const result = savepoint('run', 'closed.md');
    expect(result.code).toBe(2);
    expect(complaints(result.err)).toEqual([expect.stringMatching(/closed\.md: cannot be read \(permission denied\)/)]);
  });

  test('one unreadable note does not keep the others from running', () => {
    write('a.md', sql('select 1'));
    write('b.md', Uint8Array.of(0));
    const { code, out, err } = savepoint('run', '.', '--json');
    expect(code).toBe(2);
    expect((JSON.parse(out) as Report).notes.map((note) => note.path)).toEqual(['a.md']);
    expect(complaints(err)).toHaveLength(1);
  });

  test('a fence never closed, a directive with nonsense: errors of their cells, the others run', () => {
    write('Note.md', `${sql('-- savepoint: engine=oracle\nselect 1')}${sql('select 2')}\`\`\`sql\nselect 3\n`);
    const { code, out } = savepoint('run', 'Note.md', '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as Report).notes[0]?.cells.map((cell) => [cell.status, cell.error?.type ?? null, cell.error?.line ?? null])).toEqual([
      ['error', 'DirectiveError', 1], ['ok', null, null], ['error', 'FenceError', 1],
    ]);
  });

  test.each([
    [['runn', '.'], /there is no command "runn"; did you mean run\?/],
    [['run'], /run takes at least one note or folder/],
    [['run', '.', '--jsn'], /there is no option --jsn; did you mean --json\?/],
    [['run', '.', '--engine', 'oracle'], /there is no engine "oracle"/],
    [['run', '.', '--timeout', 'soon'], /"soon" is no number of seconds/],
    [['serve', '.', '--port', '99999'], /"99999" is no port/],
    [['install', 'nowhere'], /nowhere: no such folder/],
    [['serve', '.', '--export', '.'], /lies in the vault/],
    [['serve', '.', '--export', 'site', '--port', '80'], /--port and --export exclude each other/],
  ])('%j', (args, line) => {
    write('a.md', 'x');
    const { code, out, err } = savepoint(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(complaints(err)).toEqual([expect.stringMatching(line)]);
  });
});

describe('install', () => {
  const list = (): string => path.join(folder, '.obsidian', 'community-plugins.json');

  test('copies the plugin and enables it beside the others', () => {
    write('.obsidian/community-plugins.json', '["other"]');
    expect(savepoint('install', folder).code).toBe(0);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual(['other', 'savepoint']);
    for (const name of ['main.js', 'manifest.json', 'styles.css']) expect(existsSync(path.join(folder, '.obsidian/plugins/savepoint', name))).toBe(true);
    expect(savepoint('install', folder).code).toBe(0);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toEqual(['other', 'savepoint']);
  });

  test('with the sample notes where they are asked for, but over none that is there', () => {
    write('Savepoint/en/Start here.md', 'my own');
    const { code, out } = savepoint('install', folder, '--notes');
    expect(code).toBe(0);
    expect(out).toMatch(/sample notes were copied into .*Savepoint; begin with en\/Start here\.md/);
    expect(readFileSync(path.join(folder, 'Savepoint/en/Start here.md'), 'utf8')).toBe('my own');
    expect(existsSync(path.join(folder, 'Savepoint/ru/Начните здесь.md'))).toBe(true);
    expect(savepoint('install', folder).out).not.toContain('sample notes');
  });

  test('changes nothing where the list of plugins is broken', () => {
    write('.obsidian/community-plugins.json', '{oops');
    expect(savepoint('install', folder).code).toBe(2);
    expect(readFileSync(list(), 'utf8')).toBe('{oops');
    expect(existsSync(path.join(folder, '.obsidian/plugins'))).toBe(false);
  });
});
