import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { PortInUseError, startServer, type RunningServer } from '../../src/reader/server/serve';

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const temporary = mkdtempSync(path.join(os.tmpdir(), 'savepoint-reader-'));
const vault = path.join(temporary, 'My vault');
const built = path.join(temporary, 'dist');
let server: RunningServer;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(async () => {
  write(path.join(vault, 'Start.md'), 'start');
  write(path.join(vault, 'en', 'Ключи & co.md'), 'keys');
  write(path.join(vault, 'en', 'empty.md'), '');
  write(path.join(vault, 'images', 'er.png'), 'png');
  write(path.join(vault, 'page.html'), '<script>alert(1)</script>');
  write(path.join(vault, 'drawing.svg'), '<svg/>');
  write(path.join(vault, 'paper.pdf'), 'pdf');
  write(path.join(vault, '.obsidian', 'secret.md'), 'secret');
  write(path.join(vault, 'en', '.hidden.md'), 'secret');
  write(path.join(vault, 'node_modules', 'x', 'README.md'), 'secret');
  write(path.join(temporary, 'outside', 'Secret.md'), 'secret');
  symlinkSync(path.join(temporary, 'outside'), path.join(vault, 'way out'));
  symlinkSync(path.join(temporary, 'outside', 'Secret.md'), path.join(vault, 'Looks harmless.md'));
  symlinkSync(path.join(vault, '.obsidian'), path.join(vault, 'way in'));
  symlinkSync(vault, path.join(vault, 'en', 'circle'));
  symlinkSync(path.join(vault, 'images'), path.join(vault, 'pictures'));
  symlinkSync(path.join(vault, 'nowhere'), path.join(vault, 'broken.md'));
  write(path.join(built, 'reader.js'), 'the page');
  write(path.join(built, 'reader.css'), 'its look');
  write(path.join(built, 'parts', 'kernel.js.gz'), 'the kernel');
  write(path.join(temporary, 'styles.css'), 'the look of cells');
  server = await startServer(vault, 0, built, path.join(temporary, 'styles.css'));
});
afterAll(async () => {
  await server.close();
  rmSync(temporary, { recursive: true, force: true });
});

/** Asks for a path exactly as it is written: nothing is tidied on the way. */
function ask(target: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  const { hostname, port, host } = new URL(server.address);
  return new Promise((resolve, reject) => {
    http.request({ hostname, port, path: target, method: options.method ?? 'GET', headers: { host: options.host ?? host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; });
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body }); });
    }).on('error', reject).end();
  });
}

test.each([
  ['/', 'text/html; charset=utf-8', /<script src="reader\.js" defer>/],
  ['/?query=1', 'text/html; charset=utf-8', /reader\.css/],
  ['/reader.js', 'text/javascript; charset=utf-8', /^the page$/],
  ['/reader.css', 'text/css; charset=utf-8', /^its look$/],
  ['/styles.css', 'text/css; charset=utf-8', /^the look of cells$/],
  ['/parts/kernel.js.gz', 'application/gzip', /^the kernel$/],
  ['/notes/Start.md', 'text/markdown; charset=utf-8', /^start$/],
  ['/notes/en/%D0%9A%D0%BB%D1%8E%D1%87%D0%B8%20%26%20co.md', 'text/markdown; charset=utf-8', /^keys$/],
  ['/notes/en/empty.md', 'text/markdown; charset=utf-8', /^$/],
  ['/files/images/er.png', 'image/png', /^png$/],
  ['/files/pictures/er.png', 'image/png', /^png$/],
  ['/files/page.html', 'text/plain; charset=utf-8', /script/],
  ['/files/drawing.svg', 'image/svg+xml', /svg/],
])('%s', async (target, type, body) => {
  const answer = await ask(target);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe(type);
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.body).toMatch(body);
});

test('the vault is listed as it is now, without what is hidden, outside or in circles', async () => {
  const list = async (): Promise<unknown> => JSON.parse((await ask('/vault.json')).body);
  const attachments = ['drawing.svg', 'images/er.png', 'page.html', 'paper.pdf'];
  const notes = [{ path: 'Start.md', title: 'Start' }, { path: 'en/empty.md', title: 'empty' }, { path: 'en/Ключи & co.md', title: 'Ключи & co' }];
  expect(await list()).toEqual({ name: 'My vault', notes, attachments });
  write(path.join(vault, 'New.md'), 'new');
  expect(await list()).toEqual({ name: 'My vault', notes: [{ path: 'New.md', title: 'New' }, ...notes], attachments });
  rmSync(path.join(vault, 'New.md'));
});

test('the index tells what notes say and link to, as they are now', async () => {
  const index = async (): Promise<unknown> => JSON.parse((await ask('/index.json')).body);
  const others = [{ path: 'en/empty.md', links: [], text: '', tasks: [] }, { path: 'en/Ключи & co.md', links: [], text: 'keys', tasks: [] }];
  expect(await index()).toEqual({ notes: [{ path: 'Start.md', links: [], text: 'start', tasks: [] }, ...others] });
  write(path.join(vault, 'Start.md'), 'start with [[empty]]');
  expect(await index()).toEqual({ notes: [{ path: 'Start.md', links: ['empty'], text: 'start with empty', tasks: [] }, ...others] });
  write(path.join(vault, 'Start.md'), 'start');
});

test('an edit shows at the next reading', async () => {
  write(path.join(vault, 'Edited.md'), 'one');
  expect((await ask('/notes/Edited.md')).body).toBe('one');
  write(path.join(vault, 'Edited.md'), 'two, longer');
  expect((await ask('/notes/Edited.md')).body).toBe('two, longer');
  rmSync(path.join(vault, 'Edited.md'));
  expect((await ask('/notes/Edited.md')).status).toBe(404);
});

test.each([
  '/notes/../outside/Secret.md', '/notes/en/../../outside/Secret.md', '/notes/%2e%2e/outside/Secret.md', '/notes/..%2foutside%2fSecret.md',
  '/notes/en%2f..%2f..%2foutside%2fSecret.md', '/notes/..%5coutside%5cSecret.md', '/notes//etc/passwd', '/files//etc/passwd', '/files/etc/passwd',
  '/files/../../../../etc/passwd', '/files/%2fetc%2fpasswd', '/files/images%00/er.png', '/notes/Start.md%00.md',
  '/notes/.obsidian/secret.md', '/files/.obsidian/secret.md', '/files/en/.hidden.md', '/notes/node_modules/x/README.md', '/files/./Start.md',
  '/notes/way%20out/Secret.md', '/notes/Looks%20harmless.md', '/files/way%20in/secret.md', '/notes/broken.md', '/files/en', '/files/', '/notes/', '/notes', '/files',
  '/notes/images/er.png', '/notes/Missing.md', '/parts/../reader.js', '/parts/..%2freader.js', '/parts/', '/parts/cli.cjs', '/parts/other.wasm.gz', '/parts/a/b.js.gz',
  '/cli.cjs', '/package.json', '/en/empty.md', '//', '/reader.js/x', '/__proto__', '/constructor',
])('nothing at %s', async (target) => {
  const answer = await ask(target);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('secret');
});

test('a path that is no encoding', async () => {
  expect((await ask('/notes/%E0%A4%A')).status).toBe(400);
});

test.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost', '127.0.0.1:1', '127.0.0.1.evil.example'])('the name "%s" is refused', async (host) => {
  const answer = await ask('/notes/Start.md', { host });
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain('start');
});

test('localhost is this machine too', async () => {
  expect((await ask('/', { host: `localhost:${new URL(server.address).port}` })).status).toBe(200);
});

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not served', async (method) => {
  const answer = await ask('/notes/Start.md', { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD');
});

test('HEAD tells of a file without giving it', async () => {
  for (const target of ['/', '/notes/Start.md', '/notes/Missing.md']) {
    const [head, get] = [await ask(target, { method: 'HEAD' }), await ask(target)];
    expect(head.body).toBe('');
    expect([head.status, head.headers['content-length'], head.headers['content-type']]).toEqual([get.status, get.headers['content-length'], get.headers['content-type']]);
  }
});

test('policies: the page runs its own script, attachments run none, no other site reads or frames any', async () => {
  const page = (await ask('/')).headers;
  expect(page['content-security-policy']).toMatch(/default-src 'none'; script-src 'self' 'sha256-[\w+/=]+' 'wasm-unsafe-eval' blob:;/);
  expect(page['content-security-policy']).not.toContain("'unsafe-inline'");
  expect(page['content-security-policy']).toContain("frame-ancestors 'none'");
  expect((await ask('/files/drawing.svg')).headers['content-security-policy']).toContain('sandbox');
  for (const target of ['/', '/notes/Start.md', '/files/drawing.svg', '/vault.json']) {
    const { headers } = await ask(target);
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('a port that is taken is said to be', async () => {
  const port = Number(new URL(server.address).port);
  await expect(startServer(vault, port, built, '')).rejects.toThrow(PortInUseError);
  await expect(startServer(vault, port, built, '')).rejects.toThrow(`port ${String(port)} is in use`);
});

test('a vault that is not there', async () => {
  await expect(startServer(path.join(temporary, 'missing'), 0, built, '')).rejects.toThrow('ENOENT');
});

test('only this machine is listened to', () => {
  expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});
