import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startChromium, type TestBrowser } from './chromium';
import { startHarnessServer } from './harness-server';

const fence = (code: string, language = 'sql'): string => `\`\`\`${language}\n${code}\n\`\`\``;
const endless = 'with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c;';

const notes: Record<string, string> = {
  'Start.md': ['# Accounts', fence('create table account (id integer primary key, owner text not null, balance numeric);\ninsert into account values (1, \'Ines\', 100.5), (2, \'Marko\', null);'), 'Who owns what:', fence('select * from account order by id;'), 'A block of another plugin:', fence('title: Contents', 'table-of-contents'), 'Python:', fence('# savepoint: skip', 'python')].join('\n\n'),
  'Postgres.md': ['---\nsavepoint-engine: postgres\n---', fence('select 1 as one, now()::date is not null as today;'), fence('select 1/0;'), fence(endless)].join('\n\n'),
  'Endless.md': [fence('create table kept (a); insert into kept values (7);'), fence(endless), fence('select a from kept;')].join('\n\n'),
  'Big.md': fence('with recursive c(x) as (select 1 union all select x + 1 from c where x < 100000) select x as id, \'row \' || x as name from c;'),
  'Callout.md': ['> [!note] In a callout', '> Some prose.', ...fence("select 'in a callout' as place;").split('\n').map((line) => `> ${line}`), '> More.', ...fence("select 'second in it' as place;").split('\n').map((line) => `> ${line}`)].join('\n'),
  'Embed.md': '# Host\n\n![[Callout]]\n\ntext',
  'Twins.md': [fence('select random() as r;'), 'and again', fence('select random() as r;')].join('\n\n'),
  'Schedule.md': [fence('create table account (id int primary key, balance int); insert into account values (1, 100);'), fence(`-- savepoint: level=all
begin; -- T1
begin; -- T2
select balance from account where id = 1; -- T1
select balance from account where id = 1; -- T2
update account set balance = 130 where id = 1; -- T1
update account set balance = 90 where id = 1; -- T2, BLOCKS
commit; -- T1. This unblocks T2
commit; -- T2`), fence('select balance from account;')].join('\n\n'),
  'Crash.md': [
    fence('-- savepoint: engine=postgres\ncreate table account (id int primary key, balance int); insert into account values (1, 100), (2, 100);'),
    fence('-- savepoint: engine=postgres crash\nupdate account set balance = 70 where id = 1;\nbegin;\nupdate account set balance = 0;'),
    fence('-- savepoint: engine=postgres\nselect balance from account where id = 1;'),
    fence('begin; -- T2\nupdate account set balance = 0 where id = 2; -- T2\ncrash; -- T1\nselect balance from account where id = 2; -- T1'),
    fence(`-- savepoint: engine=locking matrix
create table seat (no integer primary key, guest text); insert into seat values (1, null);
begin; -- T1
begin; -- T2
select guest from seat where no = 1; -- T1
select guest from seat where no = 1; -- T2
update seat set guest = 'Ines' where no = 1; -- T1
update seat set guest = 'Marko' where no = 1; -- T2
commit; -- T1
commit; -- T2`),
  ].join('\n\n'),
  'Wrong.md': [fence('-- savepoint: engin=sqlite\nselect 1;'), fence('select *\nfrom acount;'), fence('<img src=x onerror="window.hit = 1">'), fence("select '<img src=x onerror=\"window.hit = 1\">' as html;")].join('\n\n'),
};

let browser: TestBrowser;
let server: Awaited<ReturnType<typeof startHarnessServer>>;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  server = await startHarnessServer();
  browser = await startChromium();
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(async () => {
  page = await browser.context.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(server.address);
  await page.evaluate((all) => window.startHarness(all), notes);
});
afterEach(async () => {
  await page.close();
  expect(faults.splice(0)).toEqual([]);
});

const cell = (n: number): Locator => page.locator('.savepoint-host').nth(n);
const run = (n: number): Promise<void> => cell(n).getByRole('button', { name: 'Run', exact: true }).click();
const text = async (n: number): Promise<string> => (await cell(n).innerText()).replace(/\s+/g, ' ');
const done = (n: number, what: string | RegExp): Promise<void> => cell(n).getByText(what).first().waitFor();
const shots = path.resolve(__dirname, '../shots');
const shoot = async (name: string): Promise<void> => {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
};

describe.each([['Reading view', 'openReading'], ['Live Preview', 'openLive']] as const)('%s', (name, open) => {
  test('cells run in order on SQLite and keep their tables; other blocks are left alone', async () => {
    await page.evaluate(([verb]) => window.harness[verb]('Start.md'), [open] as const);
    expect(await page.locator('.savepoint-host').count()).toBe(3);
    await run(0);
    await done(0, 'INSERT 0 2');
    await run(1);
    await done(1, 'Marko');
    expect(await text(1)).toMatch(/Ines.*100\.5.*Marko.*NULL/);
    expect(await cell(2).getByRole('button', { name: 'Run', exact: true }).isDisabled().catch(() => true)).toBe(true);
    if (open === 'openReading') expect(await page.locator('pre code.language-table-of-contents').innerText()).toContain('title: Contents');
    await shoot(`${name} SQLite`);
  });

  test('PostgreSQL by the note\'s property, errors with their SQLSTATE and place', async () => {
    await page.evaluate(([verb]) => window.harness[verb]('Postgres.md'), [open] as const);
    await run(0);
    await done(0, 'PostgreSQL 18');
    expect(await text(0)).toContain('true');
    await run(1);
    await done(1, /division by zero/);
    expect(await text(1)).toContain('22012');
  });
});

test('an edit makes the output stale, the next run takes the text of now, the cursor harms nothing', async () => {
  await page.evaluate(() => window.harness.openLive('Start.md'));
  await run(0);
  await done(0, 'INSERT 0 2');
  await run(1);
  await done(1, 'Marko');
  await page.evaluate(() => { window.harness.cursor('select *'); });
  expect(await text(1)).toContain('Marko');
  await page.evaluate(() => { window.harness.edit('select * from account', 'select owner from account where id = 1 --'); });
  await done(1, 'stale');
  expect(await text(1)).toContain('Marko');
  await run(1);
  await expect_(async () => (await text(1)).includes('Ines') && !(await text(1)).includes('Marko'));
});

test('outputs are those of the note: a run in one view shows in the other', async () => {
  await page.evaluate(() => window.harness.openLive('Start.md'));
  await run(0);
  await done(0, 'INSERT 0 2');
  await page.evaluate(() => window.harness.openReading('Start.md'));
  await done(0, 'INSERT 0 2');
});

test('Stop ends an endless statement on SQLite in half a second and keeps the kernel', async () => {
  await page.evaluate(() => window.harness.openReading('Endless.md'));
  await run(0);
  await done(0, 'INSERT 0 1');
  await run(1);
  const stop = cell(1).getByRole('button', { name: 'Stop' });
  await stop.waitFor();
  await page.waitForTimeout(300);
  await page.evaluate(async () => {
    document.querySelectorAll('.savepoint-host')[1]?.querySelector<HTMLElement>('button')?.click();
    await new Promise<void>((resolve) => {
      const look = (): void => { if (/stopped/i.test(document.querySelectorAll('.savepoint-host')[1]?.textContent ?? '')) resolve(); else setTimeout(look, 10); };
      look();
    });
  });
  await run(2);
  await done(2, '7');
  expect(await page.evaluate(() => window.harness.notices())).toEqual([]);
});

test('a kernel that is killed is replaced, and says so', async () => {
  await page.evaluate(() => window.harness.openReading('Endless.md'));
  await run(0);
  await done(0, 'INSERT 0 1');
  await page.evaluate(() => { document.querySelector<HTMLIFrameElement>('iframe.savepoint-kernel')?.contentWindow?.postMessage({ type: 'nonsense' }, '*'); });
  await run(1);
  await cell(1).getByRole('button', { name: 'Stop' }).waitFor();
  // As when the system takes the worker: the frame is gone.
  await page.evaluate(() => { document.querySelector('iframe.savepoint-kernel')?.remove(); });
  await done(1, 'its frame was removed from the page');
  await run(2);
  // The fresh kernel has no table: the cell that makes it runs again.
  await done(2, '7');
  expect(await page.evaluate(() => window.harness.notices().length)).toBe(1);
  expect(await page.locator('iframe.savepoint-kernel').count()).toBe(1);
});

test('PostgreSQL stopped in mid-statement leaves a note that works', async () => {
  await page.evaluate(() => window.harness.openReading('Postgres.md'));
  await run(0);
  await done(0, 'PostgreSQL 18');
  await run(2);
  await page.waitForTimeout(500);
  await cell(2).getByRole('button', { name: 'Stop' }).click();
  await done(2, /stopped/);
  await run(0);
  await done(0, 'true');
});

test('a result of 100,000 rows scrolls to its end, with few rows in the page', async () => {
  await page.evaluate(() => window.harness.openReading('Big.md'));
  await run(0);
  await done(0, 'row 1');
  const scroller = cell(0).locator('.savepoint-scroller');
  await scroller.evaluate((element) => { element.scrollTop = element.scrollHeight; });
  await done(0, 'row 100000');
  expect(await cell(0).locator('tr').count()).toBeLessThan(120);
  await shoot('Big result');
});

test('the table is copied as Markdown and as CSV', async () => {
  await page.evaluate(() => window.harness.openReading('Start.md'));
  await run(0);
  await done(0, 'INSERT 0 2');
  await run(1);
  await done(1, 'Marko');
  const copy = async (item: string): Promise<string> => {
    await cell(1).getByRole('button', { name: 'More actions' }).click();
    await cell(1).getByRole('menuitem', { name: item }).click();
    await page.waitForTimeout(100);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copy('Copy as Markdown')).toMatch(/\| id +\| owner +\| balance +\|\n\|[-: |]+\|\n\| *1 +\| Ines +\| *100\.5 \|/);
  expect((await copy('Copy as CSV')).replace(/\r/g, '')).toBe('id,owner,balance\n1,Ines,100.5\n2,Marko,\n');
});

test('cells in callouts, every one of them, and in embeds, with the embedded note\'s own kernel', async () => {
  await page.evaluate(() => window.harness.openReading('Callout.md'));
  expect(await page.locator('.callout .savepoint-host').count()).toBe(2);
  await run(1);
  await done(1, 'second in it');
  await page.evaluate(() => window.harness.openReading('Embed.md'));
  await cell(1).waitFor();
  await done(1, 'second in it');
  await run(0);
  await done(0, 'in a callout');
});

test('a schedule runs on real sessions at every level, names its anomaly, and leaves the note\'s database alone', async () => {
  await page.evaluate(() => window.harness.openReading('Schedule.md'));
  await run(0);
  await done(0, 'INSERT 0 1');
  await run(1);
  await cell(1).getByText('Lost update').first().waitFor();
  await shoot('Lost update');
  const levels = cell(1).getByRole('radio').or(cell(1).getByRole('button', { name: /REPEATABLE READ/ }));
  await levels.filter({ hasText: 'REPEATABLE READ' }).or(cell(1).getByText('REPEATABLE READ', { exact: true })).first().click();
  await cell(1).getByText(/40001/).first().waitFor();
  await run(2);
  await done(2, '100');
});

test('a schedule is run again on another engine, from what the cells above make there', async () => {
  await page.evaluate(() => window.harness.openReading('Schedule.md'));
  await page.evaluate(() => window.harness.command('run-all'));
  await cell(1).getByText('Lost update').first().waitFor();
  await cell(1).getByRole('combobox', { name: 'Engine' }).selectOption('SQLite');
  await cell(1).getByRole('radio', { name: /^wal/ }).click();
  await cell(1).getByText(/SQLITE_BUSY/).filter({ visible: true }).first().waitFor();
});

test('power fails: what was committed is there, in a cell and in a schedule', async () => {
  await page.evaluate(() => window.harness.openReading('Crash.md'));
  await page.evaluate(() => window.harness.command('run-all'));
  await done(1, 'Power failed.');
  await cell(1).getByText(/redo done at/).waitFor();
  await done(2, '70');
  await cell(3).locator('.savepoint-crash-band').getByText('Open and gone: T2.').waitFor();
  await shoot('Crash');
});

test('the isolation matrix: a command draws it without a note, tells how far it is, and can be stopped', async () => {
  await page.evaluate(() => window.harness.command('draw-matrix'));
  const pane = page.locator('section').last();
  await pane.getByText(/\d+ of 196/).first().waitFor();
  await pane.getByRole('button', { name: 'Stop' }).click();
  await pane.getByRole('grid').waitFor();
  await pane.getByText('not run').first().waitFor();
  expect(await page.evaluate(() => window.harness.notices())).toEqual([]);
  await page.evaluate(() => window.harness.command('draw-matrix'));
  await pane.getByText(/192.schedules run/).waitFor();
  await pane.getByTitle('Write skew at REPEATABLE READ, PostgreSQL: happens', { exact: true }).click();
  await pane.getByText('Write skew.').filter({ visible: true }).first().waitFor();
  await pane.getByRole('radio', { name: /SERIALIZABLE/ }).click();
  await pane.getByText(/40001/).filter({ visible: true }).first().waitFor();
  await shoot('Matrix');
});

test('equal cells are two cells', async () => {
  await page.evaluate(() => window.harness.openReading('Twins.md'));
  await run(1);
  await done(1, 'fresh');
  expect(await text(0)).not.toContain('fresh');
});

test('errors are shown at their place, a fix is one click and one undoable edit, and nothing of a note is HTML', async () => {
  await page.evaluate(() => window.harness.openLive('Wrong.md'));
  await run(0);
  await done(0, 'unknown option "engin"');
  await cell(0).getByRole('button', { name: /Apply/ }).click();
  expect(await page.evaluate(() => window.harness.editorText())).toContain('-- savepoint: engine=sqlite');
  await run(1);
  await done(1, 'no such table: acount');
  for (const n of [2, 3]) {
    await run(n);
    await done(n, /fresh|failed/);
  }
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(await page.locator('.savepoint-host img').count()).toBe(0);
  await shoot('Errors');
});

test('commands: run all, go to next, reset, switch engine, insert cell', async () => {
  await page.evaluate(() => window.harness.openLive('Start.md'));
  await page.evaluate(() => window.harness.command('run-all'));
  await done(1, 'Marko');
  await page.evaluate(() => window.harness.command('reset'));
  await done(1, 'stale');
  await page.evaluate(() => { window.harness.cursor('create table'); });
  await page.evaluate(() => window.harness.command('switch-engine'));
  await done(0, 'PostgreSQL 18');
  expect(await page.evaluate(() => window.harness.editorText())).toContain('```sql\n-- savepoint: engine=postgres\ncreate table');
  await page.evaluate(() => { window.harness.cursor('Who owns'); });
  await page.evaluate(() => window.harness.command('insert-cell'));
  expect(await page.locator('.savepoint-host').count()).toBe(4);
});

test('onload starts nothing; a run starts one kernel; unloading ends all', async () => {
  expect(await page.locator('iframe').count()).toBe(0);
  await page.evaluate(() => window.harness.openReading('Start.md'));
  expect(await page.locator('iframe').count()).toBe(0);
  await run(0);
  await done(0, 'INSERT 0 2');
  expect(await page.locator('iframe').count()).toBe(1);
  await page.evaluate(() => { window.harness.unload(); });
  await expect_(async () => (await page.locator('iframe').count()) === 0);
});

test('the settings are declared, checked, kept, and act at once', async () => {
  await page.evaluate(() => window.harness.openReading('Start.md'));
  const definitions = await page.evaluate(() => window.harness.settings());
  expect(definitions.map(({ name }) => name)).toEqual(['Default engine', 'Time limit', 'Rows fetched']);
  await page.evaluate(() => window.harness.set('defaultEngine', 'postgres'));
  await done(0, 'PostgreSQL');
  await page.evaluate(() => window.harness.set('timeLimit', -5));
  expect((await page.evaluate(() => window.harness.settings())).map(({ value }) => value)).toEqual(['postgres', 30, 1000]);
});

test('in Russian, in words and in plurals', async () => {
  const other = await browser.context.newPage();
  await other.goto(server.address);
  await other.evaluate((all) => window.startHarness(all, 'ru'), notes);
  await other.evaluate(() => window.harness.openReading('Start.md'));
  await other.locator('.savepoint-host').nth(0).getByRole('button', { name: 'Запустить' }).click();
  await other.locator('.savepoint-host').nth(0).getByText('2 запроса').first().waitFor();
  expect(await other.locator('.savepoint-host').nth(0).getByRole('button', { name: /действия/i }).count()).toBeGreaterThan(0);
  await other.close();
});

test('a pane of its own, and a window of its own, show the same cell', async () => {
  await page.evaluate(() => window.harness.openReading('Start.md'));
  await run(0);
  await done(0, 'INSERT 0 2');
  await cell(0).getByRole('button', { name: 'More actions' }).click();
  await cell(0).getByRole('menuitem', { name: 'Open in new pane' }).click();
  const pane = page.locator('section').last();
  await pane.getByText('INSERT 0 2').first().waitFor();
  // Moved into another window, as a pop-out is: it goes on, with that window's keyboard and clipboard.
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => {
    const other = window.open('about:blank', '', 'width=500,height=400');
    const section = [...document.querySelectorAll('section')].at(-1);
    if (other && section) {
      for (const link of document.querySelectorAll('link')) other.document.head.append(other.document.importNode(link));
      other.document.body.className = 'theme-light';
      other.document.body.append(section);
    }
  })]);
  await popup.getByRole('button', { name: 'More actions' }).click();
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Escape');
  await popup.getByRole('button', { name: 'Run', exact: true }).click();
  await popup.getByText(/already exists/).first().waitFor();
  await popup.close();
});

test('no serious finding of axe in light and dark, with the menu open', async () => {
  await page.addScriptTag({ path: require.resolve('axe-core') });
  await page.evaluate(() => window.harness.openReading('Start.md'));
  await run(0);
  await done(0, 'INSERT 0 2');
  await run(1);
  await done(1, 'Marko');
  await cell(1).getByRole('button', { name: 'More actions' }).click();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
    const findings = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(where: string): Promise<{ violations: { id: string; impact: string }[] }> } };
      return (await axe.run('.savepoint-cell')).violations.map(({ id, impact }) => `${impact}: ${id}`);
    });
    expect(findings).toEqual([]);
  }
});

/** Waits until a condition holds. */
async function expect_(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`it does not come to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('no serious finding of axe in a matrix with a square opened, and in a crash', async () => {
  await page.addScriptTag({ path: require.resolve('axe-core') });
  await page.evaluate(() => window.harness.openReading('Crash.md'));
  await page.evaluate(() => window.harness.command('run-all'));
  await cell(3).locator('.savepoint-crash-band').waitFor();
  await run(4);
  await cell(4).getByTitle('Lost update at SERIALIZABLE, Locks: someone fails').click();
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
    const findings = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(where: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run('.savepoint-cell')).violations.map(({ id, impact, nodes }) => `${impact}: ${id}, ${nodes[0]?.html ?? ''}`);
    });
    expect(findings).toEqual([]);
  }
});
