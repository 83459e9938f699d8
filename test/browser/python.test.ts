import { attempts } from '../cells/python/attempts';
import { openPlugin } from './plugin-page';

/** Python cells in the built plugin: what only a browser can show. */

const fence = (code: string, language = 'python'): string => `\`\`\`${language}\n${code}\n\`\`\``;
const attemptNote = (name: string): string => `try ${name.replace(/[^\p{L}\d ]/gu, '')}.md`;

const notes: Record<string, string> = {
  ...Object.fromEntries(Object.entries(attempts).map(([name, [code]]) => [attemptNote(name), [fence(code), fence("'still ' + 'here'")].join('\n\n')])),
  'Mixed.md': [
    fence("from Library import Author\nme = Author(people[0].name)\nprint('read', len(people), 'rows')\nme.greet()"),
    fence("-- savepoint: name=people\ncreate table person (id integer primary key, name text);\ninsert into person values (1, 'Ines'), (2, 'Marko');\nselect * from person order by id;", 'sql'),
    fence("sql('select name, id * 2 as twice from person where id > ?', [0])"),
    fence('me.name + "!"'),
    fence('def broken(n):\n    raise ValueError(f"no {n}")'),
    fence('before = 1\nbroken(before)'),
  ].join('\n\n'),
  'Library.md': ['# Library', fence("greeting = 'Hello'"), fence('class Author:\n    def __init__(self, name):\n        self.name = name\n\n    def greet(self):\n        return f"{greeting}, {self.name}!"')].join('\n\n'),
  'Wrong.md': [fence('total = 3\nprint(totl)'), fence('if total > 2\n    print("more")')].join('\n\n'),
  'Endless.md': [
    fence('kept = 5'),
    fence('while True: pass'),
    fence('while True:\n    try:\n        kept += 1\n    except BaseException:\n        pass'),
    fence('import asyncio\nasyncio.run(asyncio.sleep(60))'),
    fence('sum(range(10 ** 12))'),
    fence('def f(n):\n    try:\n        return f(n + 1)\n    finally:\n        f(n + 1)\nf(0)'),
    fence('kept >= 5'),
  ].join('\n\n'),
  'Neighbour.md': [fence('here = 1'), fence('here + 41')].join('\n\n'),
};

const plugin = openPlugin(notes, 'file');

const { cell, run, ended, stop } = plugin;
const open = (path: string): Promise<void> => plugin.page.evaluate((name) => window.harness.openReading(name), path);
const runToEnd = async (n: number): Promise<void> => { await run(n); await ended(n); };
/** What stands in the printed texts of a cell: its output, then its value. */
const printed = (n: number): Promise<string[]> => cell(n).locator('pre.savepoint-text').allInnerTexts();
/** The text of a cell, with ordinary blanks. */
const shown = async (n: number): Promise<string> => (await cell(n).innerText()).replace(/\u00a0/g, ' ');

describe.each([['Reading view', 'openReading'], ['Live Preview', 'openLive']] as const)('%s', (_name, verb) => {
  test('languages meet: a linked note, rows of SQL, shared variables, prints, values, tables, errors', async () => {
    await plugin.page.evaluate(([how]) => window.harness[how]('Mixed.md'), [verb] as const);
    await plugin.page.evaluate(() => window.harness.command('reset'));
    await runToEnd(0);
    expect(await printed(0)).toEqual(['read 2 rows', "'Hello, Ines!'"]);
    await runToEnd(2);
    expect((await shown(2)).replace(/\s+/g, ' ')).toMatch(/name.*twice.*Ines 2 Marko 4/);
    await runToEnd(3);
    expect(await printed(3)).toEqual(["'Ines!'"]);
    await runToEnd(4);
    await runToEnd(5);
    expect(await shown(5)).toMatch(/ValueError[^]*no 1[^]*line 2[^]*Traceback[^]*in broken/i);
  });
});

test('an error shows its line with a caret, and is mended by one click', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Wrong.md'));
  await runToEnd(0);
  expect(await shown(0)).toMatch(/NameError[^]*line 2[^]*print\(totl\)\n {6}\^[^]*did you mean total\?/i);
  await cell(0).getByRole('button', { name: 'Apply: write total' }).click();
  expect(await plugin.page.evaluate(() => window.harness.editorText())).toContain('print(total)');
  await runToEnd(0);
  expect(await printed(0)).toEqual(['3']);
  await runToEnd(1);
  expect(await shown(1)).toMatch(/SyntaxError[^]*expected ':'[^]*write a colon here/);
  await cell(1).getByRole('button', { name: 'Apply: write :' }).click();
  await runToEnd(1);
  expect(await printed(1)).toEqual(['more']);
});

test.each([
  ['an endless loop', 1],
  ['a loop that catches all it can', 2],
  ['a sleep', 3],
  ['a built-in that takes for ever', 4],
  ['recursion without end', 5],
])('Stop ends %s; its variables stay, and so do those of another note', async (_name, n) => {
  const noticesBefore = await plugin.page.evaluate(() => window.harness.notices());
  await open('Neighbour.md');
  await runToEnd(0);
  await open('Endless.md');
  await runToEnd(0);
  await run(n);
  await stop(n);
  await runToEnd(6);
  expect(await printed(6)).toEqual(['True']);
  await open('Neighbour.md');
  await runToEnd(1);
  expect(await printed(1)).toEqual(['42']);
  expect(await plugin.page.evaluate(() => window.harness.notices())).toEqual(noticesBefore);
});

test.each(Object.entries(attempts))('no way out: %s', async (name, [, expected]) => {
  await open(attemptNote(name));
  await runToEnd(0);
  const [, type, message] = /^(\w+Error): (.*)$/s.exec(expected) ?? [];
  if (type === undefined || message === undefined) expect(await printed(0)).toEqual(expected === 'None' ? [] : [expected]);
  else {
    const told = await shown(0);
    expect(told).toContain(type);
    expect(told).toContain(message);
  }
  await runToEnd(1);
  expect(await printed(1)).toEqual(["'still here'"]);
});
