import { openPlugin } from './plugin-page';

const orders = ['# Orders', '| id | city | country |\n|---|---|---|\n| 1 | Riga | Latvia |\n| 2 | Riga | Latvia |\n| 3 | Bonn | Germany |', 'The end.'].join('\n\n');
const notes: Record<string, string> = {
  'Orders.md': orders,
  'Rule.md': ['```relation\nOrders(id, city, country)\nid -> city\ncity -> country\ndata: [[Orders]]\n```', '```sql\nselect city, country from city order by city;\n```'].join('\n\n'),
};

const plugin = openPlugin(notes);

const { cell } = plugin;

test('the table at the cursor is analysed by a cell below it, which is one edit', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Orders.md'));
  await plugin.page.evaluate(() => { window.harness.cursor('Bonn'); });
  await plugin.page.evaluate(() => window.harness.command('analyse-table'));
  await cell(0).getByText('In these 3 rows:').waitFor();
  expect(await plugin.page.evaluate(() => window.harness.editorText())).toBe(orders.replace('Germany |', 'Germany |\n\n^table-1\n\n```relation\ndata: ^table-1\n```'));
  await plugin.page.keyboard.press('Control+z');
  expect(await plugin.page.evaluate(() => window.harness.editorText())).toBe(orders);
});

test('away from a table the command says so', async () => {
  await plugin.page.evaluate(() => window.harness.openLive('Orders.md'));
  await plugin.page.evaluate(() => { window.harness.cursor('The end'); });
  await plugin.page.evaluate(() => window.harness.command('analyse-table'));
  await plugin.page.waitForFunction(() => window.harness.notices().length > 0);
  expect(await plugin.page.evaluate(() => window.harness.notices())).toEqual(['There is no table at the cursor.']);
});

test('rows of another note; the tables are made on the database of the notebook; no serious finding of axe', async () => {
  await plugin.page.evaluate(() => window.harness.openReading('Rule.md'));
  await cell(0).getByRole('button', { name: 'Run', exact: true }).click();
  await cell(0).getByText('2NF only.').waitFor();
  await cell(0).getByRole('button', { name: 'Create these tables' }).click();
  await cell(0).getByText('Created Orders, city').waitFor();
  await cell(1).getByRole('button', { name: 'Run', exact: true }).click();
  await cell(1).getByText('Germany').waitFor();
  await plugin.page.addScriptTag({ path: require.resolve('axe-core') });
  for (const summary of await cell(0).locator('summary').all()) await summary.click();
  for (const theme of ['light', 'dark'] as const) {
    await plugin.page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
    const findings = await plugin.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(where: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run('.savepoint-cell')).violations.map(({ id, impact, nodes }) => `${impact}: ${id}, ${nodes[0]?.html ?? ''}`);
    });
    expect(findings).toEqual([]);
  }
});
