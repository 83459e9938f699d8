import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { exportSite } from '../../src/reader/server/export';
import { startChromium, type TestBrowser } from '../browser/chromium';

const root = path.resolve(__dirname, '../..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-exported-'));
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** A file server as plain as they come: a file's bytes, a type by its extension, nothing else. */
function plainFileServer(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
    if (!existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end();
    else createReadStream(file).pipe(response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' }));
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(server); }); });
}

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
