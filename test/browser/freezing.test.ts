import { openPlugin } from './plugin-page';

const fence = (code: string, language = 'sql'): string => `\`\`\`${language}\n${code}\n\`\`\``;
const quoted = (text: string): string => text.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');

const skew = `-- savepoint: engine=locking level="read committed"
create table doctor (name text primary key, on_call integer not null); insert into doctor values ('Ada', 1), ('Bo', 1);
begin; -- T1
begin; -- T2
select on_call from doctor where name = 'Bo'; -- T1
select on_call from doctor where name = 'Ada'; -- T2
update doctor set on_call = 0 where name = 'Ada'; -- T1
update doctor set on_call = 0 where name = 'Bo'; -- T2
commit; -- T1
commit; -- T2`;

const notes: Record<string, string> = {
  'Plain.md': `# Plain\n\n${fence('select 6 * 7 as answer;')}\n\nProse.\n\n${fence('select 1 as one;')}\n`,
  'Callout.md': `> [!note] In a callout\n${quoted(fence("select 'frozen here' as place;"))}\n> More.\n`,
  'en/Skew.md': `${fence(skew)}\n\n${fence('select * from nowhere;')}\n`,
  'en/Косая запись.md': '---\naliases: [Write skew]\n---\nWhat it is.\n',
  'ru/Write skew.md': 'In another language.\n',
  'ProgrammingError.md': 'What it is.\n',
};

const plugin = openPlugin(notes);

const { cell, run, shows } = plugin;
const choose = async (n: number, item: string): Promise<void> => {
  await cell(n).getByRole('button', { name: 'More actions' }).click();
  await cell(n).getByRole('menuitem', { name: item, exact: true }).click();
};
const noteText = (): Promise<string> => plugin.page.evaluate(() => window.harness.editorText());

test('Live Preview: freezing writes below the cell, one undo takes it back, an edit makes it stale', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Plain.md'));
  const before = await noteText();
  await run(0);
  await shows(0, '42');
  await choose(0, 'Freeze output');
  await shows(0, 'frozen');
  const frozen = await noteText();
  expect(frozen).toMatch(/select 6 \* 7 as answer;\n```\n\n<!-- savepoint-output source=\w+ output=\w+ -->\n\n\| answer \|\n\| ---: \|\n\| 42 \|\n\n<!-- \/savepoint-output output=\w+ -->\n\nProse\./);
  // The live output stays, and the frozen text is left to the editor.
  expect(await plugin.page.locator('.savepoint-host').count()).toBe(2);
  await plugin.page.locator('.cm-content').focus();
  await plugin.page.keyboard.press('Control+z');
  expect(await noteText()).toBe(before);
  await plugin.page.keyboard.press('Control+y');
  expect(await noteText()).toBe(frozen);

  await plugin.page.evaluate(() => { window.harness.edit('6 * 7', '6 * 8'); });
  await shows(0, 'frozen output is stale');
  await run(0);
  await shows(0, '48');
  await choose(0, 'Freeze output');
  await cell(0).getByText('frozen', { exact: true }).waitFor();
  expect(await noteText()).toContain('| 48 |');
  expect((await noteText()).match(/<!-- savepoint-output/g)).toHaveLength(1);
  await choose(0, 'Unfreeze output');
  await cell(0).getByText('frozen', { exact: true }).waitFor({ state: 'detached' });
  expect(await noteText()).toBe(before.replace('6 * 7', '6 * 8'));
});

test('all outputs of a note by command, as one edit, and out again', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Plain.md'));
  const before = await noteText();
  await plugin.page.evaluate(() => window.harness.command('freeze-all'));
  expect(await plugin.page.evaluate(() => window.harness.notices()[0])).toBe('There is no output to freeze. Run the cell first.');
  await run(0);
  await shows(0, '42');
  await plugin.page.evaluate(() => window.harness.command('freeze-all'));
  await plugin.page.waitForFunction(() => window.harness.notices()[0]?.startsWith('Froze') === true);
  expect((await plugin.page.evaluate(() => window.harness.notices()[0]))?.replaceAll('\u00a0', ' ')).toBe('Froze 1 output. 1 cell without a fresh output was left alone.');
  await run(1);
  await shows(1, 'one');
  await plugin.page.evaluate(() => window.harness.command('freeze-all'));
  await plugin.page.waitForFunction(() => window.harness.editorText().split('<!-- savepoint-output').length === 3);
  await plugin.page.evaluate(() => window.harness.command('unfreeze-all'));
  await plugin.page.waitForFunction(() => !window.harness.editorText().includes('<!--'));
  expect(await noteText()).toBe(before);
});

test.each([['Plain.md', '42'], ['Callout.md', 'frozen here']])('Reading view of %s: the frozen output gives way to a live one, and is on disk', async (path, value) => {
  await plugin.page.evaluate((note) => window.harness.openReading(note), path);
  await run(0);
  await shows(0, value);
  await choose(0, 'Freeze output');
  await cell(0).getByText('frozen', { exact: true }).waitFor();

  await plugin.page.evaluate((note) => window.harness.openReading(note), path);
  await shows(0, value);
  const table = plugin.page.locator('table', { hasText: value }).and(plugin.page.locator('table:not(.savepoint-host table)'));
  await table.waitFor({ state: 'hidden' });
  expect(await table.count()).toBe(1);

  await plugin.page.evaluate((all) => window.startHarness(all), { ...notes, [path]: await plugin.page.evaluate(async (note) => { await window.harness.openLive(note); return window.harness.editorText(); }, path) });
  await plugin.page.evaluate((note) => window.harness.openReading(note), path);
  await table.waitFor({ state: 'visible' });
  expect(await plugin.page.getByText('savepoint-output').count()).toBe(0);
  expect(await plugin.page.getByText(path === 'Plain.md' ? 'Prose.' : 'More.').isVisible()).toBe(true);
  await run(0);
  await shows(0, value);
  await table.waitFor({ state: 'hidden' });
  expect(await plugin.page.getByText(path === 'Plain.md' ? 'Prose.' : 'More.').isVisible()).toBe(true);
});

test('terms link to the notes that explain them: alias, language folder, click, new tab, preview', async () => {
  await plugin.page.evaluate(() => window.harness.openReading('en/Skew.md'));
  await run(0);
  await shows(0, 'A5B');
  const link = cell(0).locator('a.savepoint-term', { hasText: 'Write skew' }).first();
  expect(await link.getAttribute('data-href')).toBe('Косая запись');
  await link.hover();
  expect(await plugin.page.evaluate(() => window.harness.followed()[0])).toBe('hover-link Косая запись from en/Skew.md');
  await link.click();
  expect(await plugin.page.evaluate(() => window.harness.followed()[0])).toBe('open Косая запись from en/Skew.md');
  await link.click({ modifiers: ['Control'] });
  expect(await plugin.page.evaluate(() => window.harness.followed()[0])).toBe('open Косая запись from en/Skew.md in a tab');
  await run(1);
  await shows(1, 'relation "nowhere" does not exist');
  expect(await cell(1).locator('.savepoint-error-type a').getAttribute('data-href')).toBe('ProgrammingError');
  await choose(0, 'Freeze output');
  await plugin.page.evaluate(() => window.harness.openLive('en/Skew.md'));
  expect(await noteText()).toContain('**[[Косая запись|Write skew]]** (A5B');
});
