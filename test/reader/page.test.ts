import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { startServer, type RunningServer } from '../../src/reader/server/serve';
import { startChromium, type TestBrowser } from '../browser/chromium';

const root = path.resolve(__dirname, '../..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-reader-page-'));
const vault = path.join(temporary, 'vault');

let browser: TestBrowser;
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(vault);
  server = await startServer(path.join(root, 'vault-sample'), 0, path.join(root, 'dist'), path.join(root, 'styles.css'));
  browser = await startChromium({ width: 1360, height: 960 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(temporary, { recursive: true, force: true });
});

/** A page of the reader; what its console says against it fails the test at its end. */
async function open(hash: string, address = server.address): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.goto(address + hash);
  await page.waitForSelector('.reader-note .reader-prose > *');
  return { page, complaints };
}

async function runAll(page: Page): Promise<void> {
  await page.click('.reader-run-all');
  await page.waitForSelector('.reader-run-all.reader-is-busy');
  await page.waitForSelector('.reader-run-all:not(.reader-is-busy)');
}

test('cells run on both engines; errors that are expected come', async () => {
  const { page, complaints } = await open('#/en/Savepoint');
  await runAll(page);
  expect(await page.locator('.savepoint-output').count()).toBe(await page.locator('.savepoint-host').count());
  const engines = await page.locator('.savepoint-engine').allTextContents();
  expect(engines.some((engine) => engine.startsWith('PostgreSQL 18'))).toBe(true);
  expect(engines.some((engine) => engine.startsWith('SQLite 3'))).toBe(true);
  expect(await page.locator('.savepoint-is-expected').count()).toBe(2);
  expect(await page.locator('.savepoint-error:not(.savepoint-is-expected)').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test('every note of the sample vault is shown, its links lead somewhere', async () => {
  const { page, complaints } = await open('');
  const links = await page.locator('.reader-tree a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(6);
  for (const link of links) {
    await page.evaluate((hash) => { location.hash = hash; }, link);
    await page.waitForSelector(`.reader-tree a[href="${link}"][aria-current="page"]`);
    await page.waitForSelector('.reader-note[aria-busy="false"] .reader-prose > *');
    expect([link, await page.locator('.reader-unresolved').allTextContents()]).toEqual([link, []]);
  }
  expect(complaints).toEqual([]);
  await page.close();
});

// That every cell of the vault does what it should is the command line's to show; here, that cells of each kind do so in a page.
test.each(['Joins', 'Lost update', 'Deadlock', 'READ UNCOMMITTED', '3NF', 'Two sessions by hand', 'Python in a note', 'TypeScript in a note'])('%s does what it says', async (note) => {
  const { page, complaints } = await open(`#/en/${encodeURIComponent(note)}`);
  await runAll(page);
  expect(await page.locator('.savepoint-error:not(.savepoint-is-expected)').allTextContents()).toEqual([]);
  expect(await page.locator('.savepoint-output').count()).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test('outputs survive going to another note and back, and the place is found again', async () => {
  const { page } = await open('#/en/Keys');
  await runAll(page);
  await page.evaluate(() => { window.scrollTo(0, 600); });
  await page.waitForTimeout(400);
  await page.click('.reader-tree a[href="#/en/Joins"]');
  await page.waitForFunction(() => document.title.startsWith('Joins'));
  await page.waitForFunction(() => document.querySelectorAll('.savepoint-output').length === 0 && window.scrollY === 0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await page.goBack();
  await page.waitForFunction(() => document.title.startsWith('Keys') && window.scrollY === 600);
  expect(await page.locator('.savepoint-output').count()).toBe(6);
  await page.close();
});

test('a word of a text is found, and a note tells which ones link to it', async () => {
  const { page } = await open('#/en/Phantom%20read');
  await page.waitForSelector('.reader-back-links a[href="#/en/Anomalies"]');
  expect(await page.locator('.reader-back-links a[href="#/en/Phantom%20read"]').count()).toBe(0);
  await page.fill('.reader-search', 'closes the circle');
  await page.waitForSelector('.reader-found .reader-excerpt');
  expect((await page.locator('.reader-excerpt').first().textContent())?.toLowerCase()).toContain('closes the circle');
  await page.close();
});

test('keys alone: find a note, open it, go to a heading', async () => {
  const { page } = await open('');
  await page.keyboard.press('/');
  await page.keyboard.type('sav');
  await page.waitForSelector('[role="option"][aria-selected="true"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.title.startsWith('Savepoint'));
  expect(await page.inputValue('.reader-search')).toBe('');
  await page.focus('.reader-contents li:last-child a');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#/en/Savepoint#Where%20to%20go%20next' && window.scrollY > 200);
  await page.close();
});

test('an edited note shows its edit when a cell is run, not the text of before', async () => {
  const note = path.join(vault, 'Edited.md');
  writeFileSync(note, '```sql\nselect 1 as one;\n```\n');
  const own = await startServer(vault, 0, path.join(root, 'dist'), path.join(root, 'styles.css'));
  const { page } = await open('#/Edited', own.address);
  writeFileSync(note, 'Now with a text.\n\n```sql\nselect 2 as two;\n```\n');
  await page.click('.savepoint-run');
  await page.waitForSelector('.savepoint-output');
  expect(await page.locator('.reader-prose').textContent()).toContain('Now with a text.');
  expect(await page.locator('.reader-prose pre').textContent()).toBe('select 2 as two;');
  expect(await page.locator('.savepoint-output').textContent()).toContain('two');
  await page.close();
  await own.close();
});

test("what runs in the reader's kernel reaches no network, not even the reader's own server", async () => {
  const attempts: Readonly<Record<string, string>> = {
    fetch: "await fetch(url + 'vault.json')",
    'fetch of nothing': "await fetch(url, { mode: 'no-cors' })",
    XMLHttpRequest: "await new Promise((ok, no) => { const x = new XMLHttpRequest(); x.onload = ok; x.onerror = () => no(new Error('blocked')); x.open('GET', url); x.send() })",
    WebSocket: "await new Promise((ok, no) => { const s = new WebSocket(url.replace('http', 'ws')); s.onopen = ok; s.onerror = () => no(new Error('blocked')) })",
    importScripts: "importScripts(url + 'reader.js')",
    import: "await import(url + 'reader.js')",
    eval: "eval('1')",
  };
  const program = `onmessage = ({ data }) => {
    if (data.type !== 'start') return;
    const url = ${JSON.stringify(server.address)};
    const tries = { ${Object.entries(attempts).map(([name, code]) => `${JSON.stringify(name)}: async () => { ${code} }`).join(', ')} };
    data.port.onmessage = async ({ data: message }) => {
      if (message.type === 'names') data.port.postMessage({ type: 'names', request: message.request, names: message.cells.map(() => ({ defines: [], needs: [] })) });
      if (message.type !== 'run') return;
      let stdout = '';
      for (const [name, attempt] of Object.entries(tries)) {
        try { await attempt(); stdout += name + ': REACHED\\n'; } catch { stdout += name + ': blocked\\n'; }
      }
      data.port.postMessage({ type: 'done', run: message.run, defined: { names: [], tables: [] }, output: { status: 'ok', reason: null, durationMs: 1, engine: 'probe', stdout, log: '', value: null, results: [], statements: [], trace: null, matrix: null, recovery: null, relation: null, error: null } });
    };
  };`;
  const page = await browser.context.newPage();
  await page.route('**/parts/kernel.js.gz', (route) => route.fulfill({ body: gzipSync(program), contentType: 'application/gzip' }));
  await page.goto(server.address);
  await page.click('.savepoint-run');
  const said = await page.locator('.savepoint-text').first().textContent();
  expect(said?.trim().split('\n')).toEqual(Object.keys(attempts).map((name) => `${name}: blocked`));
  await page.close();
});

test('the page itself runs no script but its own', async () => {
  const { page, complaints } = await open('');
  await page.addScriptTag({ content: 'window.planted = true' }).catch(() => undefined);
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.planted = true');
    image.src = 'files/none.png';
    document.body.append(image);
  });
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => 'planted' in window)).toBe(false);
  expect(complaints.join('\n')).toContain('Content Security Policy');
  await page.close();
});

test('narrow: the notes are a drawer that keys open and close', async () => {
  const { page } = await open('#/en/Joins');
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.waitForSelector('.reader-search', { state: 'hidden' });
  await page.focus('.reader-menu');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.className === 'reader-search');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.className === 'reader-menu');
  await page.click('.reader-menu');
  await page.click('.reader-tree a[href="#/en/Keys"]');
  await page.waitForFunction(() => document.title.startsWith('Keys') && getComputedStyle(document.querySelector('#reader-sidebar') as Element).visibility === 'hidden');
  await page.close();
});
