import { inPython, inTypeScript } from '../cells/orm/library';
import { openPlugin } from './plugin-page';

/** What a person sees of the ORM, in the built plugin. */

const notes: Record<string, string> = {
  'Python.md': [inPython.models, inPython.rows, inPython.fence('session = Session(engine)\nfor user in session.scalars(select(User)):\n    print(user.name, len(user.addresses))\nuser.name = "changed"'), inPython.fence('Base')].join('\n\n'),
  'TypeScript.md': [inTypeScript.models, inTypeScript.rows, inTypeScript.fence('new Session(engine).scalars(select(User))'), '```sql\nselect count(*) from address\n```'].join('\n\n'),
};

const plugin = openPlugin(notes, 'file');

const { cell } = plugin;
const runAll = async (path: string): Promise<void> => {
  await plugin.page.evaluate((name) => window.harness.openReading(name), path);
  await plugin.page.evaluate(() => window.harness.command('run-all'));
  await cell(3).locator('.savepoint-output:not([aria-busy="true"])').waitFor();
};

test('Python: N+1 with its remedy, objects with their changes, the classes drawn', async () => {
  await runAll('Python.md');
  await cell(2).getByRole('tab', { name: 'SQL' }).click();
  expect(await cell(2).locator('.savepoint-cause').allInnerTexts()).toEqual(['lazy load of User.addresses, 3 times']);
  expect(await cell(2).locator('.savepoint-one-by-one').innerText()).toContain('selectinload(User.addresses)');
  await cell(2).getByRole('tab', { name: 'Objects' }).click();
  expect(await cell(2).locator('.savepoint-object').count()).toBe(6);
  expect(await cell(2).locator('.savepoint-change').allInnerTexts()).toEqual(["name 'cy' → 'changed'"]);
  expect(await cell(3).locator('.savepoint-schema-name').allTextContents()).toEqual(['user_account', 'address']);
});

test('TypeScript: a result as a table; the menu of an SQL cell draws what the ORM made', async () => {
  await runAll('TypeScript.md');
  expect((await cell(2).locator('tbody').innerText()).replace(/\s+/g, ' ')).toContain('1 ada NULL 2 bo NULL 3 cy NULL');
  await cell(3).getByRole('button', { name: 'More actions' }).click();
  await plugin.page.getByRole('menuitem', { name: 'Draw the schema' }).click();
  await cell(3).locator('.savepoint-schema').waitFor();
  expect((await cell(3).locator('.savepoint-schema-name').allTextContents()).sort()).toEqual(['address', 'user_account']);
  expect(await cell(3).locator('.savepoint-schema-link').count()).toBe(1);
  await cell(3).getByRole('button', { name: 'Run', exact: true }).click();
  await cell(3).locator('.savepoint-schema').waitFor({ state: 'detached' });
});
