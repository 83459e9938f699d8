import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { exportSite } from '../../src/reader/server/export';
import { startServer, type RunningServer } from '../../src/reader/server/serve';
import { findings } from '../browser/axe';
import { startChromium, type TestBrowser } from '../browser/chromium';
import { notes } from '../browser/every-view';
import { focusIn, stopsFromHere, tabTo, toTheTop } from '../browser/keyboard';
import { plainFileServer } from './plain-file-server';

/** The reader's page, as it is served and as it is exported: what axe says of it, and whether keys alone do all that a mouse does. */

const root = path.resolve(__dirname, '../..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-reader-access-'));

let browser: TestBrowser;
let served: RunningServer;
let site: Server;
let page: Page;

beforeAll(async () => {
  const vault = path.join(temporary, 'vault');
  for (const [name, text] of Object.entries(notes)) {
    mkdirSync(path.dirname(path.join(vault, name)), { recursive: true });
    writeFileSync(path.join(vault, name), text);
  }
  const built = path.join(root, 'dist');
  const styles = path.join(root, 'styles.css');
  served = await startServer(vault, 0, built, styles);
  await exportSite(vault, path.join(temporary, 'site'), { built, styles });
  site = await plainFileServer(path.join(temporary, 'site'));
  browser = await startChromium({ width: 1360, height: 960 });
  page = await browser.context.newPage();
});
afterAll(async () => {
  await browser.close();
  await served.close();
  await new Promise((resolve) => { site.close(resolve); site.closeAllConnections(); });
  rmSync(temporary, { recursive: true, force: true });
});

const press = (key: string): Promise<void> => page.keyboard.press(key);
const focused = (selector: string): Promise<void> => focusIn(page, page.locator(selector).first());
const to = (selector: string): Promise<void> => tabTo(page, page.locator(selector));
const titled = (title: string): Promise<unknown> => page.waitForFunction((begins) => document.title.startsWith(begins), title);
/** Opens the note, and waits for what comes after its text: the notes that link to it, the one that it embeds. */
async function openLostUpdate(): Promise<void> {
  await page.evaluate(() => { location.hash = '#/Lost%20update'; });
  await page.waitForSelector('.reader-back-links a[href="#/Every%20view"]');
  await page.waitForSelector('.reader-embed .savepoint-run', { state: 'attached' });
}

const choose = (theme: 'light' | 'dark'): Promise<void> => page.locator('.reader-theme').getByText(theme === 'light' ? 'Light' : 'Dark').click();

describe.each(['served', 'exported'])('%s', (how) => {
  test('keys alone: skip, find, follow links, choose colours, run a note', async () => {
    await page.setViewportSize({ width: 1360, height: 960 });
    await page.goto(`${how === 'served' ? served.address : `http://127.0.0.1:${String((site.address() as AddressInfo).port)}/`}#/Endless`);
    await page.waitForSelector('.reader-prose pre');
    await to('.reader-skip');
    await press('Enter');
    await focused('.reader-note h1');
    await toTheTop(page);
    await to('.reader-search');
    await page.keyboard.type('lost');
    await press('ArrowDown');
    await press('ArrowUp');
    await press('Enter');
    await titled('Lost update');
    await focused('.reader-note h1');
    await to('.reader-prose summary');
    await press('Enter');
    await page.getByText('Take the row').waitFor();
    await to('.reader-embed .savepoint-run');
    await press('Enter');
    await page.locator('.reader-embed .savepoint-output').getByText('SELECT 1').waitFor();
    await to('.reader-back-links a');
    await to('.reader-contents li:last-child a');
    await press('Enter');
    await page.waitForFunction(() => location.hash.endsWith('#Why'));
    await toTheTop(page);
    await to('.reader-tree .reader-folder');
    await press('Enter');
    expect(await page.getByRole('link', { name: 'Joins' }).count()).toBe(1);
    await press('Enter');
    await to('.reader-theme :checked');
    await press('ArrowLeft');
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await to('.reader-prose a[href="#/Every%20view#schedule"]');
    await press('Enter');
    await titled('Every view');
    await press('Shift+Tab');
    await to('.reader-run-all');
  });

  test('every stop shows that it has the focus; Tab goes through to the end, and Shift and Tab all the way back', async () => {
    await openLostUpdate();
    await toTheTop(page);
    const forth = await stopsFromHere(page);
    expect(forth.filter(({ ring }) => !ring)).toEqual([]);
    expect(forth.length).toBeGreaterThan(15);
    const back = await stopsFromHere(page, 'Shift+Tab', forth.length);
    expect(back.map(({ what }) => what).reverse()).toEqual(forth.map(({ what }) => what));
  });

  test.each([['wide', 1360], ['narrow', 390]] as const)('axe finds nothing, %s: a note, a search, one without a find, no note', async (_name, width) => {
    const narrow = width === 390;
    await page.setViewportSize({ width, height: 960 });
    for (const theme of ['light', 'dark'] as const) {
      await openLostUpdate();
      if (narrow) await page.locator('.reader-menu').press('Enter');
      await choose(theme);
      expect(await page.getByRole('heading', { level: 1, name: /^Lost update/ }).count()).toBe(1);
      for (const words of ['', 'lost', 'zzz']) {
        await page.locator('.reader-search').fill(words);
        expect([words, await findings(page)]).toEqual([words, []]);
      }
      await page.locator('.reader-search').press('Escape');
      if (narrow) await press('Escape');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.evaluate(() => { location.hash = '#/Nowhere'; });
      await page.getByText('There is no note').waitFor();
      expect(await findings(page)).toEqual([]);
    }
  });
});

test('axe finds nothing in a note that has run, light and dark', async () => {
  await page.setViewportSize({ width: 1360, height: 960 });
  await page.evaluate(() => { location.hash = '#/Every%20view'; });
  await titled('Every view');
  await page.locator('.reader-run-all').press('Enter');
  await page.locator('.savepoint-error:not(.savepoint-is-expected)').waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await choose(theme);
    expect(await findings(page)).toEqual([]);
  }
});
