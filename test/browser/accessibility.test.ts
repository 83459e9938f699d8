import type { Locator } from 'playwright-core';
import { findings } from './axe';
import { notes, placeOf, type ViewName } from './every-view';
import { focusIn, stopsFromHere, tabTo, toTheTop } from './keyboard';
import { openPlugin } from './plugin-page';

/** Every main view of the built plugin: what axe says of it, and whether keys alone do all that a mouse does. */

const plugin = openPlugin(notes, 'file');

const cell = (view: ViewName): Locator => plugin.cell(placeOf(view));
const press = (...keys: string[]): Promise<void> => keys.reduce((before, key) => before.then(() => plugin.page.keyboard.press(key)), Promise.resolve());
const to = (target: Locator): Promise<void> => tabTo(plugin.page, target);
const focused = (target: Locator): Promise<void> => focusIn(plugin.page, target);
const followed = (): Promise<string | undefined> => plugin.page.evaluate(() => window.harness.followed()[0]);

test('the offer of the sample notes', async () => {
  const offer = plugin.page.locator('.notice');
  expect(await findings(plugin.page, offer)).toEqual([]);
  await to(offer.getByRole('button', { name: 'Not now' }));
  await press('Enter');
  expect(await offer.count()).toBe(0);
});

beforeAll(async () => {
  await plugin.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await plugin.page.evaluate(() => window.harness.openReading('Every view.md'));
  await plugin.page.evaluate(() => window.harness.command('run-all'));
  await cell('error').locator('.savepoint-error').waitFor();
  await plugin.page.mouse.move(0, 0);
});

// In the order of the page: each goes on from where the one before left the focus.
describe('keys alone', () => {
  test('tabs of an output, its menu', async () => {
    await toTheTop(plugin.page);
    await to(cell('tags').getByRole('tab', { name: 'Result' }));
    await press('ArrowRight');
    expect(await cell('tags').getByRole('tabpanel', { name: 'SQL' }).isVisible()).toBe(true);
    await focused(cell('tags').getByRole('tab', { name: 'SQL' }));
    const more = cell('table').getByRole('button', { name: 'More actions' });
    await to(more);
    await press('Enter', 'End', 'Escape');
    expect(await cell('table').getByRole('menu').count()).toBe(0);
    await focused(more);
    await press('ArrowDown', 'c', 'c', 'Enter');
    await plugin.page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.startsWith('id,name,note,share')));
    await focused(more);
  });

  test('a table is sorted; a long value is opened, copied and closed; a long table is scrolled to its end', async () => {
    await to(cell('table').getByRole('button', { name: /^id/ }));
    await press('Enter', 'Enter');
    await cell('table').locator('th[aria-sort="descending"]').waitFor();
    const cut = cell('table').locator('.savepoint-cut');
    await to(cut);
    await press('Enter');
    const pane = cell('table').getByRole('region', { name: 'note, row 1' });
    await focused(pane);
    await press('Shift+Tab', 'Shift+Tab', 'Enter');
    await plugin.page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.endsWith('closes again.')));
    await press('Escape');
    expect(await pane.count()).toBe(0);
    await focused(cut);
    await to(cell('long').getByRole('group', { name: 'Result' }));
    await press('End');
    await cell('long').getByText('row 1000', { exact: true }).waitFor();
  });

  test('a plan opens and closes', async () => {
    await to(cell('plan').getByRole('tab', { name: 'Plan' }));
    const root = cell('plan').getByRole('treeitem').first();
    await to(root);
    await press('ArrowLeft');
    expect(await cell('plan').getByRole('treeitem').count()).toBe(1);
    await press('ArrowRight', 'ArrowRight');
    await focused(cell('plan').getByRole('treeitem').nth(1));
  });

  test('a schedule: its note, another level, a step, the scrubber, details, locks, the text, another engine', async () => {
    const schedule = cell('schedule');
    const other = schedule.getByRole('button', { name: 'REPEATABLE READ' });
    await to(other);
    await press('Enter');
    await other.waitFor({ state: 'detached' });
    await focused(schedule.getByRole('radio', { name: /^REPEATABLE READ/, checked: true }));
    await press('Home');
    await toTheTop(plugin.page);
    await to(schedule.getByRole('link', { name: 'Lost update' }).first());
    await press('Enter');
    expect(await followed()).toBe('open Lost update from Every view.md');
    const engine = schedule.getByRole('combobox', { name: 'Engine' });
    await to(engine);
    // What was pressed goes with the output that it asks to be replaced; the focus must not.
    await press('ArrowDown');
    await schedule.getByRole('radio', { name: /^wal/ }).waitFor();
    await focused(engine);
    await press('ArrowUp');
    const level = (name: string): Locator => schedule.getByRole('radio', { name: new RegExp(`^${name}`) });
    await level('SERIALIZABLE').waitFor();
    await focused(engine);
    await to(schedule.getByRole('radio', { checked: true }));
    await press('ArrowRight');
    await focused(level('READ COMMITTED'));
    await to(schedule.locator('.savepoint-card-head').first());
    await press('ArrowDown', 'Enter');
    await schedule.getByText('Versions read').waitFor();
    const slider = schedule.getByRole('slider');
    await to(slider);
    await press('ArrowLeft', 'ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^step 6 of 8: T2, update/);
    await schedule.getByRole('list', { name: /session/i }).waitFor();
    const play = schedule.getByRole('button', { name: 'play' });
    await to(play);
    await press('Enter');
    await schedule.getByRole('button', { name: 'pause' }).waitFor();
    await press('Enter');
    for (const name of ['Details', 'Locks and versions', 'As text']) {
      await to(schedule.getByRole('button', { name }));
      await press('Enter');
    }
    expect(await schedule.locator('pre').innerText()).toContain('begin');
    await press('Enter');
  });

  test('a square of the matrix opens its trace, and Escape leads back to it', async () => {
    await to(cell('matrix').locator('[data-square="0 0"]'));
    await press('ArrowRight', 'Enter');
    const opened = cell('matrix').getByRole('region', { name: 'Lost update, Locks' });
    await focused(opened);
    await to(opened.getByRole('slider'));
    await press('Escape');
    expect(await opened.count()).toBe(0);
    await focused(cell('matrix').locator('[data-square="0 1"]'));
    await press('Enter');
    await opened.waitFor();
  });

  test('a relation: forms, decompositions, its tables made, its steps unfolded', async () => {
    const relation = cell('relation');
    await to(relation.getByRole('tab', { name: '2NF' }));
    await press('ArrowRight');
    await focused(relation.getByRole('tab', { name: '3NF' }));
    await to(relation.getByRole('radio', { checked: true }));
    await press('ArrowRight');
    await relation.getByText('spurious rows').first().waitFor();
    await press('Home');
    await to(relation.getByRole('button', { name: 'Create these tables' }));
    await press('Enter');
    await relation.getByText('Created ').waitFor();
    for (const summary of await relation.locator('summary').all()) {
      await to(summary);
      await press('Enter');
    }
    expect(await relation.locator('details:not([open])').count()).toBe(0);
  });

  test('statements with their causes, objects, a diagram, a tree, an exercise, an error', async () => {
    const log = cell('one by one');
    await to(log.getByRole('tab', { selected: true }));
    await press('ArrowRight');
    await to(log.getByRole('button', { name: 'Add to the cell' }));
    await to(log.locator('.savepoint-times'));
    await press('Enter');
    expect(await log.locator('.savepoint-execution').count()).toBe(3);
    await to(cell('diagram').getByRole('button', { name: 'Copy as Mermaid' }));
    await press('Enter');
    await cell('diagram').getByText('copied').waitFor();
    await to(cell('tree').getByRole('treeitem').first());
    await press('End', 'ArrowRight', 'ArrowRight');
    await focused(cell('tree').getByRole('treeitem', { name: /title/ }).last());
    await to(cell('task').getByRole('button', { name: /^Hint/ }));
    await press('Enter', 'Enter');
    // The button has gone with the last hint; the focus is on what it gave.
    await focused(cell('task').getByRole('list').last());
    await to(cell('error').locator('.savepoint-excerpt'));
  });

  test('every stop shows that it has the focus; Tab goes through to the end, and Shift and Tab all the way back', async () => {
    await toTheTop(plugin.page);
    const forth = await stopsFromHere(plugin.page);
    expect(forth.filter(({ ring }) => !ring)).toEqual([]);
    expect(forth.length).toBeGreaterThan(80);
    const back = await stopsFromHere(plugin.page, 'Shift+Tab', forth.length);
    expect(back.map(({ what }) => what).reverse()).toEqual(forth.map(({ what }) => what));
  });
});

/** What has to be open, so that it is looked at. */
const unfolded = ['.savepoint-pane', '.savepoint-is-future', '.savepoint-card-detail', '.savepoint-moment', '.savepoint-trace-details', '.savepoint-matrix-opened', '.savepoint-spurious', '.savepoint-reasoning', '.savepoint-executions', '.savepoint-hints', '.savepoint-one-by-one', '.savepoint-recovery', '.savepoint-schema', '.savepoint-plan', '.savepoint-error .savepoint-caret'];

/** Opens whatever opens, and stands in the middle of the schedule. */
async function unfoldAll(): Promise<void> {
  // Below the arrows, which are drawn over all of them, axe does not see the cards.
  await plugin.page.addStyleTag({ content: '.savepoint-arrows { display: none; }' });
  await cell('one by one').getByRole('tab', { name: 'SQL' }).click();
  await cell('plan').getByRole('tab', { name: 'Plan' }).click();
  await cell('relation').getByRole('radio', { name: 'yours' }).click();
  const schedule = cell('schedule');
  await schedule.getByRole('slider').fill('6');
  const closed = plugin.page.locator('.savepoint-host').locator('details:not([open]) > summary').or(cell('one by one').locator('.savepoint-times[aria-expanded="false"]')).or(schedule.locator('.savepoint-unfold[aria-expanded="false"]')).or(cell('table').locator('.savepoint-cut[aria-expanded="false"]'));
  while ((await closed.count()) > 0) await closed.first().click();
  await schedule.locator('.savepoint-card-head[aria-expanded="false"]').first().click();
  await cell('matrix').locator('[data-square="0 1"]').click();
  const hint = cell('task').locator('.savepoint-next-hint');
  while ((await hint.count()) > 0) await hint.click();
  for (const part of unfolded) expect([part, await plugin.page.locator(part).first().isVisible()]).toEqual([part, true]);
}

describe.each([['wide', 820], ['narrow', 390]] as const)('%s', (_name, width) => {
  test.each(['light', 'dark'] as const)('axe finds nothing in any view, %s, and nothing runs out of the page', async (theme) => {
    const { page } = plugin;
    await page.setViewportSize({ width, height: 1000 });
    await page.evaluate((chosen) => { window.harness.theme(chosen); }, theme);
    await unfoldAll();
    expect(await findings(page, page.locator('#root'))).toEqual([]);
    await cell('one by one').getByRole('tab', { name: 'Objects' }).click();
    expect(await findings(page, cell('one by one'))).toEqual([]);
    await cell('tags').getByRole('button', { name: 'More actions' }).click();
    expect(await findings(page, cell('tags'))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.keyboard.press('Escape');
  });
});

test('a pane of its own', async () => {
  await plugin.page.setViewportSize({ width: 820, height: 1000 });
  await cell('table').getByRole('button', { name: 'More actions' }).press('ArrowDown');
  await press('o', 'Enter');
  const pane = plugin.page.locator('#root > section').last();
  await to(pane.getByRole('button', { name: 'Run', exact: true }));
  expect(await findings(plugin.page, pane)).toEqual([]);
});

test('a cell is run and stopped', async () => {
  await plugin.page.evaluate(() => window.harness.openReading('Endless.md'));
  await toTheTop(plugin.page);
  await to(plugin.cell(0).getByRole('button', { name: 'Run' }));
  await press('Enter');
  const stop = plugin.cell(0).getByRole('button', { name: 'Stop' });
  await stop.waitFor();
  await plugin.cell(0).getByRole('progressbar').waitFor();
  expect(await findings(plugin.page, plugin.cell(0))).toEqual([]);
  await press('Enter');
  await plugin.shows(0, /stopped/i);
  await focused(plugin.cell(0).getByRole('button', { name: 'Run' }));
});

test('Live Preview: a command leads from the code to its output, Escape back to the code', async () => {
  const typed = async (text: string): Promise<string> => {
    await plugin.page.keyboard.type(text);
    return plugin.page.evaluate(() => window.harness.editorText());
  };
  await plugin.page.evaluate(() => window.harness.openLive('Every view.md'));
  await plugin.page.evaluate(() => { window.harness.cursor('id, name, note'); });
  await plugin.page.evaluate(() => window.harness.command('go-to-output'));
  const bar = plugin.page.getByRole('group', { name: 'Cell' });
  await plugin.page.waitForFunction(() => document.activeElement?.classList.contains('savepoint-run'));
  await focused(bar.nth(placeOf('table')));
  expect(await findings(plugin.page, plugin.page.locator('.savepoint-host').filter({ has: plugin.page.locator(':focus') }))).toEqual([]);
  await to(bar.nth(placeOf('table')).getByRole('button', { name: 'More actions' }));
  // The menu's Escape is the menu's alone.
  await press('Enter', 'Escape');
  await focused(bar.nth(placeOf('table')));
  await press('Escape');
  expect(await typed('/* back */ ')).toContain('select /* back */ id, name, note');
  // From a cell in which the cursor is not, it goes to the end of that cell's code.
  await plugin.page.evaluate(() => window.harness.command('go-to-output'));
  await plugin.page.waitForFunction(() => document.activeElement?.classList.contains('savepoint-run'));
  await to(bar.nth(placeOf('long')).getByRole('button', { name: 'Run' }));
  await press('Escape');
  expect(await typed(' -- end')).toContain("as name from c; -- end\n```");
});
