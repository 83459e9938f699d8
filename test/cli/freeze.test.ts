import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../../src/cells/output';

const cli = path.resolve(__dirname, '../../dist/cli.cjs');
let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'savepoint-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function savepoint(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr.replace(/^running .*\n/gm, '') };
}

function write(name: string, content: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const sql = (code: string): string => `\`\`\`sql\n${code}\n\`\`\`\n`;
const frozenOf = (out: string): unknown => (JSON.parse(out) as Report).notes.flatMap(({ cells }) => cells.map(({ frozen }) => frozen));

const skew = sql(`-- savepoint: engine=locking level="read committed"
create table doctor (name text primary key, on_call integer not null); insert into doctor values ('Ada', 1), ('Bo', 1);
begin; -- T1
begin; -- T2
select on_call from doctor where name = 'Bo'; -- T1
select on_call from doctor where name = 'Ada'; -- T2
update doctor set on_call = 0 where name = 'Ada'; -- T1
update doctor set on_call = 0 where name = 'Bo'; -- T2
commit; -- T1
commit; -- T2`);

test('freeze writes, check compares, unfreeze takes out', () => {
  const note = `# Note\n\n${sql('select 6 * 7 as answer, now as later from (select null as now);')}\n- item\n  ${sql("select 'in a list' as place").trimEnd().replaceAll('\n', '\n  ')}\n\n> [!note]\n> ${sql("select 'in a callout' as place").trimEnd().replaceAll('\n', '\n> ')}\n\n${sql('-- savepoint: skip\nselect 1')}\nThe end.\n`;
  write('Note.md', note);
  expect(savepoint('freeze', 'Note.md')).toMatchObject({ code: 0, out: 'Note.md: 3 outputs written\n', err: '' });
  const frozen = read('Note.md');
  expect(frozen).toMatch(/```\n\n<!-- savepoint-output source=[0-9a-f]{16} output=([0-9a-f]{16}) -->\n\n\| answer \| later \|\n\| ---: \| --- \|\n\| 42 \| \*NULL\* \|\n\n<!-- \/savepoint-output output=\1 -->\n\n- item/);
  expect(frozen).toContain('\n  | in a list |\n');
  expect(frozen).toContain('\n> | in a callout |\n');
  expect(savepoint('freeze', 'Note.md').out).toBe('Note.md: 0 outputs written\n');

  const checked = savepoint('check', 'Note.md', '--json');
  expect([checked.code, frozenOf(checked.out)]).toEqual([0, ['same', 'same', 'same', null]]);
  expect(savepoint('check', 'Note.md').out).toBe('ok      Note.md\n1 note, 4 cells: 4 as they should be, 0 not\n');

  expect(savepoint('freeze', 'Note.md', '--unfreeze').out).toBe('Note.md: 3 outputs taken out\n');
  expect(read('Note.md')).toBe(note);
});

test('check fails where an output is not the frozen one, and shows what differs; run does not', () => {
  write('Note.md', sql('select 1 as a union all select 2 union all select 3;') + sql("select 'kept' as b;") + sql('select 5 as c;'));
  savepoint('freeze', '.');
  write('Note.md', read('Note.md').replace('| 2 |', '| 7 |').replace("select 'kept' as b", "select  'kept' as b").replace('select 5', 'select 6'));
  const json = savepoint('check', '.', '--json');
  expect([json.code, frozenOf(json.out)]).toEqual([1, ['different', 'stale', 'stale']]);
  const { code, out } = savepoint('check', '.');
  expect(code).toBe(1);
  expect(out).toMatch(/the output differs from the frozen one \(- frozen, \+ now\):\n +\| 1 \|\n +- \| 7 \|\n +\+ \| 2 \|\n +\| 3 \|\n/);
  expect(out).toMatch(/the cell has changed since its output was frozen, and the output differs \(- frozen, \+ now\):\n[^]*- \| 5 \|\n +\+ \| 6 \|/);
  expect(out).not.toContain('kept');
  expect(out).toContain('1 note, 3 cells: 1 as they should be, 2 not; 2 frozen outputs are stale');
  expect(savepoint('run', '.').code).toBe(0);

  savepoint('freeze', '.');
  expect(frozenOf(savepoint('check', '.', '--json').out)).toEqual(['same', 'same', 'same']);
});

test('one cell can be frozen; what failed keeps what is frozen of it', () => {
  write('Note.md', sql('-- savepoint: name=first\nselect 1 as a;') + sql('select 2 as b;'));
  savepoint('freeze', 'Note.md', '--cell', 'first');
  expect(read('Note.md')).toContain('| 1 |');
  expect(read('Note.md')).not.toContain('| 2 |');
  write('Note.md', read('Note.md').replace('select 1 as a', 'select nope'));
  const { code, out, err } = savepoint('freeze', 'Note.md');
  expect([code, out]).toEqual([1, 'Note.md: 1 output written, 1 failed and left as they were\n']);
  expect(err).toContain('savepoint: Note.md: cell 0: OperationalError: no such column: nope');
  expect(read('Note.md')).toContain('| 1 |');
  expect(read('Note.md')).toContain('| 2 |');
});

test('terms link to the vault’s notes, by name or alias, those of the note’s language first', () => {
  write('.obsidian/app.json', '{}');
  write('en/Write skew.md', 'text\n');
  write('ru/Косая запись.md', '---\naliases: [Write skew, 40001]\n---\ntext\n');
  write('en/READ COMMITTED.md', 'text\n');
  write('en/Note.md', skew);
  write('ru/Заметка.md', skew);
  expect(savepoint('freeze', 'en/Note.md', 'ru/Заметка.md').code).toBe(0);
  expect(read('en/Note.md')).toMatch(/\n\[\[READ COMMITTED\]\]: \*\*\[\[Write skew\]\]\*\* \(A5B[^\n]*\n\n\| {2}\| {2}\| Locks \| \[\[READ COMMITTED\]\] \|\n/);
  expect(read('ru/Заметка.md')).toMatch(/\*\*\[\[Косая запись\|Несогласованная запись\]\]\*\* \(A5B/);
  expect(savepoint('check', 'en', 'ru').code).toBe(0);
  expect(savepoint('run', 'en/Note.md').out).toContain('notes: en/Write skew.md, en/READ COMMITTED.md');
  // A vault's notes come and go: that changes links, not what a cell gives.
  rmSync(path.join(folder, 'en/Write skew.md'));
  expect(savepoint('check', 'en').code).toBe(0);
});

test('files keep their mark, breaks and mode, links of the file system stay links, and wrong usage is told', () => {
  write('Real.md', `\uFEFF# Note\r\n\r\n${sql('select 1 as a;').replaceAll('\n', '\r\n')}`);
  chmodSync(path.join(folder, 'Real.md'), 0o640);
  mkdirSync(path.join(folder, 'vault'));
  symlinkSync('../Real.md', path.join(folder, 'vault', 'Linked.md'));
  expect(savepoint('freeze', 'vault/Linked.md').out).toBe('Linked.md: 1 output written\n');
  expect(read('Real.md')).toMatch(/^\uFEFF# Note\r\n\r\n```sql\r\n[^]*\r\n\| 1 \|\r\n/);
  expect(read('Real.md').replaceAll('\r\n', '')).not.toContain('\n');
  expect(statSync(path.join(folder, 'Real.md')).mode & 0o777).toBe(0o640);
  expect(savepoint('freeze')).toMatchObject({ code: 2, err: 'savepoint: freeze takes at least one note or folder\n' });
  expect(savepoint('freez', '.').err).toContain('did you mean freeze?');
  expect(savepoint('freeze', '.', '--unfreeze', '--cell', '0').code).toBe(2);
});

test('what tells nothing by itself is frozen only where its cell is named, or was frozen before', () => {
  write('Note.md', sql('-- savepoint: name=made\ncreate table t (a int); insert into t values (1);') + sql('select a from t;') + sql('-- savepoint: task="Two" check="rows: 2" hint="More."\nselect a from t;'));
  expect(savepoint('freeze', '.').out).toBe('Note.md: 1 output written\n');
  expect(savepoint('freeze', '.', '--cell', 'made').out).toBe('Note.md: 1 output written\n');
  expect(read('Note.md')).toContain('CREATE TABLE · INSERT 0 1');
  write('Note.md', read('Note.md').replace('values (1)', 'values (1), (2)'));
  expect(savepoint('freeze', '.').out).toBe('Note.md: 2 outputs written\n');
  expect(read('Note.md')).toContain('CREATE TABLE · INSERT 0 2');
});

test('what is random is not frozen, and taken out where it is', () => {
  write('Note.md', sql('select 1 as steady;') + sql('select random() as dice;'));
  expect(savepoint('freeze', '.')).toMatchObject({ code: 0, out: 'Note.md: 1 output written\n', err: 'savepoint: Note.md: cell 1 gives something else each time, and is not frozen\n' });
  expect(savepoint('check', '.').code).toBe(0);
  write('Note.md', read('Note.md') + '\n<!-- savepoint-output source=0123456789abcdef output=0123456789abcdef -->\n\n| dice |\n| ---: |\n| 4 |\n\n<!-- /savepoint-output output=0123456789abcdef -->\n');
  expect(savepoint('check', '.').code).toBe(1);
  savepoint('freeze', '.');
  expect(read('Note.md').match(/<!-- savepoint-output/g)).toHaveLength(1);
  expect(savepoint('check', '.').code).toBe(0);
});
