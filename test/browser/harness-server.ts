import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';


const html = `<!doctype html><meta charset="utf-8"><title>Savepoint in a page</title>
<link rel="stylesheet" href="theme.css"><link rel="stylesheet" href="styles.css">
<body class="theme-light"><main id="root"></main><script src="page.js"></script></body>`;

/**
 * Serves the built plugin and a page that hosts it, on loopback, and PGlite as it comes for comparison.
 * Counts what is asked for, so that tests see any leak.
 */
export async function startHarnessServer(root = path.resolve(__dirname, '../..')): Promise<{ address: string; requests: string[]; close: () => void }> {
  const file = (...names: string[]): Buffer => readFileSync(path.join(root, ...names));
  const bundle = await build({ entryPoints: [path.join(root, 'test/browser/page.ts')], bundle: true, write: false, format: 'iife', target: 'chrome120', logLevel: 'error' });
  const files = new Map<string, [type: string, content: () => Uint8Array | string]>([
    ['/', ['text/html; charset=utf-8', () => html]],
    ['/page.js', ['text/javascript; charset=utf-8', () => bundle.outputFiles[0]?.contents ?? '']],
    ['/main.js', ['text/javascript', () => file('main.js')]],
    ['/manifest.json', ['application/json', () => file('manifest.json')]],
    ['/styles.css', ['text/css; charset=utf-8', () => file('styles.css')]],
    ['/theme.css', ['text/css; charset=utf-8', () => Buffer.concat([file('test', 'view', 'gallery', 'theme.css'), file('test', 'browser', 'theme.css')])]],
    ['/favicon.ico', ['image/x-icon', () => '']],
  ]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const found = files.get(request.url ?? '') ?? pgliteFile(root, request.url ?? '');
    response.writeHead(found ? 200 : 404, { 'content-type': found?.[0] ?? 'text/plain' });
    response.end(found?.[1]() ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, requests, close: () => { server.close(); } };
}

/** A file of PGlite's package, for measuring it beside us. */
function pgliteFile(root: string, url: string): [type: string, content: () => Uint8Array] | undefined {
  const name = /^\/pglite\/([\w.-]+)$/.exec(url)?.[1];
  if (name === undefined) return undefined;
  const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
  return [type, () => readFileSync(path.join(root, 'node_modules/@electric-sql/pglite/dist', name))];
}
