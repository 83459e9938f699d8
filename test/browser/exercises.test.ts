import { openPlugin } from './plugin-page';

const notes: Record<string, string> = {
  'Start.md': ['---\nsavepoint-progress: true\n---\n# Start', 'Try [[Tasks]], then read [[Text]].'].join('\n\n'),
  'Text.md': 'See [[Tasks]].',
  'Tasks.md': [
    '```sql\n-- savepoint: task="The answer" check="rows: 42" hint="six times nine" hint="or seven times six"\nselect 41;\n```',
    '```sql\n-- savepoint: task check="rows: 1 | 2"\nselect 1 union select 2;\n```',
  ].join('\n\n'),
};

const plugin = openPlugin(notes);

const { cell, run, ended } = plugin;
const tried = async (n: number): Promise<void> => {
  await run(n);
  await ended(n);
};
const state = (n: number): Promise<string | null> => cell(n).locator('.savepoint-task-state').textContent();

test('an exercise tells what is not there yet, gives hints, and is solved by an edit', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Tasks.md'));
  expect(await state(0)).toBe('not tried yet');
  await tried(0);
  expect(await state(0)).toBe('not there yet');
  expect(await cell(0).locator('.savepoint-unmet').textContent()).toBe('Wanted: the rows 42. Found: 41.');
  await cell(0).getByRole('button', { name: 'Hint 1 of 2' }).click();
  await cell(0).getByRole('button', { name: 'Hint 2 of 2' }).click();
  expect(await cell(0).locator('.savepoint-hints li').allTextContents()).toEqual(['six times nine', 'or seven times six']);
  await plugin.page.evaluate(() => { window.harness.edit('select 41', 'select 42'); });
  await cell(0).getByRole('button', { name: 'Run', exact: true }).click();
  await cell(0).locator('.savepoint-is-solved').waitFor();
  expect(await state(0)).toBe('solved');
  await plugin.page.addScriptTag({ path: require.resolve('axe-core') });
  const serious = await plugin.page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (what: string) => Promise<{ violations: { impact: string; id: string }[] }> } };
    return (await axe.run('.savepoint-host')).violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id }) => id);
  });
  expect(serious).toEqual([]);
});

test('the start note counts what is solved, as it happens; other notes do not', async () => {
  await plugin.page.evaluate(() => window.harness.openReading('Start.md'));
  await plugin.page.locator('.savepoint-progress-badge').waitFor();
  expect(await plugin.page.locator('.savepoint-progress-badge').allTextContents()).toEqual(['0 of 2 solved']);
  await plugin.page.evaluate(() => window.harness.openReading('Tasks.md'));
  await tried(1);
  expect(await state(1)).toBe('solved');
  await plugin.page.evaluate(() => window.harness.openReading('Start.md'));
  await plugin.page.locator('.savepoint-progress-badge').waitFor();
  expect(await plugin.page.locator('.savepoint-progress-badge').allTextContents()).toEqual(['1 of 2 solved']);
  await plugin.page.evaluate(() => window.harness.openReading('Text.md'));
  await plugin.page.waitForTimeout(100);
  expect(await plugin.page.locator('.savepoint-progress-badge').count()).toBe(0);
});

test('the sample notes are offered once, copied only when asked for, and never over a note that is there', async () => {
  const offer = plugin.page.locator('.notice');
  expect(await offer.textContent()).toContain('Copy them into the folder “Savepoint”');
  expect(await plugin.page.evaluate(() => window.harness.noteExists('Savepoint/en/Start here.md'))).toBe(false);
  await offer.getByRole('button', { name: 'Not now' }).click();
  expect(await offer.count()).toBe(0);
  // The command asks again, since the notes are not there.
  await plugin.page.evaluate(() => window.harness.command('open-welcome'));
  await offer.getByRole('button', { name: 'Copy the notes' }).click();
  await plugin.page.locator('[data-file="Savepoint/en/Start here.md"][data-mode="preview"]').waitFor({ state: 'attached' });
  expect(await plugin.page.evaluate(() => window.harness.noteExists('Savepoint/ru/Начните здесь.md'))).toBe(true);
  const [said] = await plugin.page.evaluate(() => window.harness.notices());
  expect(said).toMatch(/^\d+ notes were copied into the folder “Savepoint”$/);
  await plugin.page.evaluate(() => window.harness.command('open-welcome'));
  await plugin.page.locator('[data-file="Savepoint/en/Start here.md"]').nth(1).waitFor({ state: 'attached' });
  expect(await offer.count()).toBe(0);
});
