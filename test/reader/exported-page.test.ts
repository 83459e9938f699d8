import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { exportSite } from '../../src/reader/server/export';
import { startChromium, type TestBrowser } from '../browser/chromium';
import { plainFileServer } from './plain-file-server';

const root = path.resolve(__dirname, '../..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-exported-'));

const cells: Readonly<Record<string, string>> = {
  SQLite: '```sql\nselect 40 + 2 as answer;\n```',
  PostgreSQL: '```sql\n-- savepoint: engine=postgres\nselect 40 + 2 as answer, version();\n```',
  TypeScript: '```ts\nconst answer = 40 + 2;\nanswer\n```',
  Python: '```python\nprint(40 + 2)\n```',
  relation: '```relation\nR(a, b, c)\na -> b\nb -> c\n```',
  schedule: '```sql\n-- savepoint: level="read committed"\ncreate table t (id int, n int); insert into t values (1, 42);\nbegin; -- T1\nselect n from t; -- T1\ncommit; -- T1\n```',
};

let browser: TestBrowser;
let server: Server;
let address = '';

beforeAll(async () => {
  const vault = path.join(temporary, 'vault');
  mkdirSync(vault);
  for (const [kind, cell] of Object.entries(cells)) writeFileSync(path.join(vault, `${kind}.md`), `# ${kind}\n\n[[SQLite]]\n\n${cell}\n`);
  // The site may lie in any folder of its host.
  await exportSite(vault, path.join(temporary, 'host', 'notes of mine'), { built: path.join(root, 'dist'), styles: path.join(root, 'styles.css') });
  server = await plainFileServer(path.join(temporary, 'host'));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/notes%20of%20mine/`;
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  rmSync(temporary, { recursive: true, force: true });
});

test.each(Object.keys(cells))('%s runs from plain files, and nothing is fetched from elsewhere', async (kind) => {
  const page = await browser.context.newPage();
  const outside: string[] = [];
  const complaints: string[] = [];
  await page.route(() => true, (route) => {
    if (route.request().url().startsWith(address)) return route.continue();
    outside.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => { complaints.push(error.message); });
  await page.goto(`${address}#/${kind}`);
  await page.click('.reader-run-all');
  await page.waitForSelector('.savepoint-output');
  await page.waitForSelector('.reader-run-all:not(.reader-is-busy)');
  expect(await page.locator('.savepoint-error').allTextContents()).toEqual([]);
  expect(await page.locator('.savepoint-output').textContent()).toMatch(kind === 'relation' ? /1NF|2NF/ : /42/);
  expect(outside.filter((url) => !/^(?:blob|data|about):/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});
