import { attempts, sabotage } from '../cells/typescript/attempts';
import { failingPrograms, programs } from '../cells/typescript/programs';
import { openPlugin } from './plugin-page';

/** TypeScript cells in the built plugin: the same programs as in the confined process, some of them, and what only a browser can show. */

const fence = (code: string, language = 'ts'): string => `\`\`\`${language}\n${code}\n\`\`\``;
/** The language is the same everywhere; each program here takes a kernel of its own. */
const everyNth = <T>(n: number, list: readonly T[]): readonly T[] => list.filter((_, i) => i % n === 0);
const chosen = everyNth(6, programs);
const chosenFailing = everyNth(3, failingPrograms);
const noteOf = (name: string): string => `${name.replace(/[^\p{L}\d ]/gu, '')}.md`;

const notes: Record<string, string> = {
  ...Object.fromEntries([...chosen, ...chosenFailing].map(({ name, cells = [], code }) => [noteOf(name), [...cells, code].map((one) => fence(one)).join('\n\n')])),
  ...Object.fromEntries(Object.entries(attempts).map(([name, code]) => [`try ${noteOf(name)}`, fence(`const outcome = await (async () => { try { return await (async () => { ${code.replace(/;?\s*([^;{}]+)$/, '; return $1')} })() } catch (e: any) { return 'blocked: ' + e } })();\nconsole.log(String(outcome).startsWith('blocked') ? 'nothing' : 'reached ' + String(outcome))`)])),
  ...Object.fromEntries(Object.entries(sabotage).map(([name, code]) => [`change ${noteOf(name)}`, [fence(code), fence('console.log([1, 2].map((n) => n + 1), new Map([["k", "v"]]).get("k"))')].join('\n\n')])),
  'Endless.md': [fence('let kept = 5;'), fence('while (true) { kept++ }'), fence('kept > 5')].join('\n\n'),
  'Endless await.md': [fence('let kept = 7;'), fence('await new Promise(() => {})'), fence('while (true) await null'), fence('const f = () => { try { f() } catch { f() } finally { } }; for (;;) { try { f() } catch {} }'), fence('kept')].join('\n\n'),
  'Deaf.md': [fence('let kept = 9;'), fence('/(x+x+)+y/.test("x".repeat(40))'), fence('kept')].join('\n\n'),
  'Neighbour.md': [fence('let here = 1;'), fence('here + 41')].join('\n\n'),
  'Library.md': ['# Library', fence("const greeting = 'Hello';"), fence('export class Author {\n  constructor(readonly name: string) {}\n  greet() { return `${greeting}, ${this.name}!` }\n}')].join('\n\n'),
  'Mixed.md': [
    fence("import { Author } from '[[Library]]';\nconst me = new Author(people[0].name);\nme.greet()"),
    fence("-- savepoint: name=people\ncreate table person (id integer primary key, name text);\ninsert into person values (1, 'Ines'), (2, 'Marko');\nselect * from person order by id;", 'sql'),
    fence('const rows = await sql`select name, id * 2 as twice from person where id > ${0}`;\nrows'),
    fence('display({ nested: { list: [1, { deep: [true, null] }], map: new Map([["k", new Set([1])]]) } })'),
    fence('function broken(x: number): never {\n  throw new RangeError(`no ${x}`);\n}'),
    fence('const before = 1;\n  broken(before);'),
  ].join('\n\n'),
};

const plugin = openPlugin(notes, 'file');

const { cell, run, ended, stop } = plugin;
const open = (path: string): Promise<void> => plugin.page.evaluate((name) => window.harness.openReading(name), path);
/** What stands in the printed texts of a cell: its output, then its value. */
const printed = async (n: number): Promise<string[]> => { await ended(n); return cell(n).locator('pre.savepoint-text').allInnerTexts(); };

async function runEach(note: string, count: number): Promise<void> {
  await open(note);
  for (let i = 0; i < count; i++) {
    await run(i);
    await ended(i);
  }
}

test.each(chosen.map((program) => [program.name, program] as const))('%s', async (name, { cells = [], value, stdout = '' }) => {
  await runEach(noteOf(name), cells.length + 1);
  const shownValue = value === null || value === undefined || /\n|\[(?:Object|Array)\]/.test(value) ? [] : [value];
  expect(await cell(cells.length).locator('.savepoint-error').count()).toBe(0);
  expect((await printed(cells.length)).slice(0, (stdout === '' ? 0 : 1) + shownValue.length)).toEqual([...(stdout === '' ? [] : [stdout.replace(/\n$/, '')]), ...shownValue]);
});

test.each(chosenFailing.map((program) => [program.name, program] as const))('%s fails at its place', async (name, { cells = [], error: [type, message, line, column] }) => {
  await runEach(noteOf(name), cells.length + 1);
  const shown = (await cell(cells.length).locator('.savepoint-error').innerText()).replace(/\u00a0/g, ' ');
  expect(shown).toContain(type);
  if (typeof message === 'string') expect(shown).toContain(message);
  if (line !== null && name !== 'endless recursion') expect(shown).toMatch(new RegExp(`line ${String(line)}\\b.*\\b${String(column)}\\b`, 'i'));
});

test.each(Object.keys(attempts).map((name) => [name]))('no way out: %s', async (name) => {
  await open(`try ${noteOf(name)}`);
  await run(0);
  await ended(0);
  const texts = await printed(0);
  // What cannot even be compiled is blocked as well.
  if (texts.length === 0) expect(await cell(0).locator('.savepoint-error').innerText()).toMatch(/SyntaxError|InterruptedError|KernelDiedError/);
  else expect(texts[0]).toBe('nothing');
});

test.each(Object.keys(sabotage).map((name) => [name]))('the kernel goes on after a cell changes %s', async (name) => {
  await open(`change ${noteOf(name)}`);
  await run(0);
  await ended(0);
  await run(1);
  expect(await printed(1)).toEqual(['[ 2, 3 ] v']);
});

test('Stop ends an endless loop; its kernel and those of other notes go on', async () => {
  const noticesBefore = await plugin.page.evaluate(() => window.harness.notices());
  await open('Neighbour.md');
  await run(0);
  await ended(0);
  await open('Endless.md');
  await run(0);
  await ended(0);
  await run(1);
  await stop(1);
  await run(2);
  expect(await printed(2)).toEqual(['true']);
  await open('Neighbour.md');
  await run(1);
  expect(await printed(1)).toEqual(['42']);
  expect(await plugin.page.evaluate(() => window.harness.notices())).toEqual(noticesBefore);
});

test('Stop ends a wait without end, a loop of awaits, and a cell that catches all it can', async () => {
  await open('Endless await.md');
  await run(0);
  await ended(0);
  for (const n of [1, 2, 3]) {
    await run(n);
    await stop(n);
  }
  await run(4);
  expect(await printed(4)).toEqual(['7']);
});

test('Stop of what cannot look replaces the kernel in half a second, and says that its state is lost', async () => {
  await open('Deaf.md');
  await run(0);
  await ended(0);
  await run(1);
  await stop(1);
  expect(await cell(1).innerText()).toMatch(/databases are gone/);
  // The definition is needed again, so its cell runs again.
  await run(2);
  expect(await printed(2)).toContain('9');
});

describe.each([['Reading view', 'openReading'], ['Live Preview', 'openLive']] as const)('%s', (_name, verb) => {
  test('languages meet: names below their first use, a linked note, rows of SQL, tables, trees', async () => {
    await plugin.page.evaluate(([how]) => window.harness[how]('Mixed.md'), [verb] as const);
    await plugin.page.evaluate(() => window.harness.command('reset'));
    await run(0);
    expect(await printed(0)).toContain("'Hello, Ines!'");
    await cell(0).getByRole('tab', { name: 'Log' }).click();
    expect(await cell(0).innerText()).toMatch(/ran cell 1 of Library first: it defines Author[^]*ran cell 1 first: it defines people/);
    await cell(1).getByText('Marko').first().waitFor();
    await run(2);
    await ended(2);
    expect((await cell(2).innerText()).replace(/\s+/g, ' ')).toMatch(/name.*twice.*Ines 2 Marko 4/);
    await run(3);
    await ended(3);
    const tree = cell(3).getByRole('tree');
    expect(await tree.innerText()).toMatch(/Object[^]*nested: Object[^]*list: Array\(2\)/);
    await tree.getByText('list: Array(2)').click();
    expect(await tree.innerText()).toMatch(/0: 1[^]*1: Object/);
    await run(4);
    await ended(4);
    await run(5);
    await ended(5);
    expect(await cell(5).innerText()).toMatch(/RangeError[^]*no 1[^]*line 2[^]*in broken \(cell 4, line 2, column 9\)/i);
  });
});
