import { openPlugin } from './plugin-page';

const fence = (code: string): string => `\`\`\`sql\n${code}\n\`\`\``;

const notes: Record<string, string> = {
  'Two sessions.md': [
    '---\nsavepoint-engine: postgres\n---',
    fence('create table account (id int primary key, balance int); insert into account values (1, 100);'),
    fence('-- savepoint: session=T1\nbegin; update account set balance = 130 where id = 1;'),
    fence('-- savepoint: session=T2\nupdate account set balance = balance - 10 where id = 1;'),
    fence('select balance from account;'),
    fence('-- savepoint: session=T1\ncommit;'),
  ].join('\n\n'),
  'Blocked.md': [
    fence('create table account (id int primary key, balance int); insert into account values (1, 100);'),
    fence(`begin; update account set balance = 1 where id = 1; -- T1
update account set balance = 2 where id = 1; -- T2, BLOCKS
select pg_sleep(60); -- T1
commit; -- T1`),
    fence("select 'rows: ' || count(*) as said from account;"),
  ].join('\n\n'),
  'Neighbour.md': [fence('create table kept (a int); insert into kept values (7);'), fence('select a from kept;')].join('\n\n'),
};

const plugin = openPlugin(notes);

const { cell, run, shows } = plugin;

test.each([['Reading view', 'openReading'], ['Live Preview', 'openLive']] as const)('%s: a session waits while other cells run, and resumes after the commit', async (_, open) => {
  await plugin.page.evaluate(([verb]) => window.harness[verb]('Two sessions.md'), [open] as const);
  await run(0);
  await shows(0, 'INSERT 0 1');
  await run(1);
  await shows(1, 'UPDATE 1');
  await run(2);
  await shows(2, /waits for T1/);
  await run(3);
  await shows(3, '100');
  expect(await cell(2).innerText()).toMatch(/waits for T1/);
  await run(4);
  await shows(4, 'COMMIT');
  await shows(2, 'UPDATE 1');
  await run(3);
  await shows(3, '120');
});

test('a kernel that dies in the middle of a blocked schedule harms neither its note nor another one', async () => {
  await plugin.page.evaluate(() => window.harness.openReading('Neighbour.md'));
  await run(0);
  await shows(0, 'INSERT 0 1');
  await plugin.page.evaluate(() => window.harness.openReading('Blocked.md'));
  await run(0);
  await shows(0, 'INSERT 0 1');
  await run(1);
  await cell(1).getByRole('button', { name: 'Stop' }).waitFor();
  // The schedule is under way: T2 waits for T1, which sleeps.
  await plugin.page.waitForTimeout(3_000);
  const frames = plugin.page.locator('iframe.savepoint-kernel');
  expect(await frames.count()).toBe(2);
  await frames.last().evaluate((frame) => { frame.remove(); });
  await shows(1, 'its frame was removed from the page');
  await run(0);
  await shows(0, 'INSERT 0 1');
  await run(2);
  await shows(2, 'rows: 1');
  expect(await frames.count()).toBe(2);
  await plugin.page.evaluate(() => window.harness.openReading('Neighbour.md'));
  await run(1);
  await shows(1, '7');
});
