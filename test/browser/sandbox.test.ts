import { build } from 'esbuild';
import path from 'node:path';
import { startChromium, type TestBrowser } from './chromium';
import { startHarnessServer } from './harness-server';

/**
 * What code in the kernel's sandbox can reach. The program below takes the kernel's place, in the very frame
 * and worker where kernels live, and tries to get out by every way it knows.
 */
const attempts: Readonly<Record<string, string>> = {
  fetch: `await fetch(url)`,
  'fetch of a data: address': `await fetch('data:text/plain,x')`,
  XMLHttpRequest: `await new Promise((ok, no) => { const x = new XMLHttpRequest(); x.onload = ok; x.onerror = () => no(new Error('blocked')); x.open('GET', url); x.send() })`,
  WebSocket: `await new Promise((ok, no) => { const s = new WebSocket(url.replace('http', 'ws')); s.onopen = ok; s.onerror = () => no(new Error('blocked')) })`,
  EventSource: `await new Promise((ok, no) => { const s = new EventSource(url); s.onopen = ok; s.onerror = () => { s.close(); no(new Error('blocked')) } })`,
  WebTransport: `await new WebTransport(url.replace('http:', 'https:')).ready`,
  importScripts: `importScripts(url + 'page.js')`,
  'import of http': `await import(url + 'page.js')`,
  'import of data:': `await import('data:text/javascript,export default 1')`,
  sendBeacon: `if (!navigator.sendBeacon(url)) throw new Error('refused')`,
  eval: `eval('1')`,
  'new Function': `new Function('return 1')()`,
  'a timer of text': `await new Promise((ok, no) => { self.hit = ok; setTimeout('self.hit()', 0); setTimeout(() => no(new Error('blocked')), 200) })`,
  indexedDB: `await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = () => no(r.error) })`,
  caches: `await caches.open('x')`,
  'storage of the origin': `await navigator.storage.getDirectory()`,
  'a nested worker of http': `await new Promise((ok, no) => { const w = new Worker(url + 'page.js'); w.onmessage = ok; w.onerror = () => no(new Error('blocked')); setTimeout(() => no(new Error('blocked')), 500) })`,
  'a nested worker that fetches': `await new Promise((ok, no) => { const w = new Worker(URL.createObjectURL(new Blob(['fetch("' + url + '").then(() => postMessage(1), () => close())']))); w.onmessage = ok; setTimeout(() => no(new Error('blocked')), 500) })`,
  BroadcastChannel: `await new Promise((ok, no) => { const c = new BroadcastChannel('savepoint'); c.onmessage = ok; c.postMessage(1); setTimeout(() => no(new Error('nobody')), 300) })`,
};

/** Names that must not exist in the worker at all. */
const absent = ['window', 'document', 'parent', 'top', 'frames', 'process', 'require', 'Buffer', 'module', 'localStorage', 'sessionStorage', 'app'];

const program = `
const tries = { ${Object.entries(attempts).map(([name, code]) => `${JSON.stringify(name)}: async (url) => { ${code} }`).join(',\n')} };
onmessage = async ({ data }) => {
  if (data.type !== 'start') return;
  const { port } = data;
  port.onmessage = async ({ data: url }) => {
    const results = {};
    for (const [name, attempt] of Object.entries(tries)) {
      const late = new Promise((_, no) => setTimeout(() => no(new Error('no answer')), 1500));
      try { await Promise.race([attempt(url), late]); results[name] = 'REACHED'; } catch (error) { results[name] = 'blocked: ' + (error && error.message); }
    }
    const present = ${JSON.stringify(absent)}.filter((name) => typeof self[name] !== 'undefined');
    port.postMessage({ results, present, origin: self.origin, shared: typeof SharedArrayBuffer });
  };
};`;

let browser: TestBrowser;
let server: Awaited<ReturnType<typeof startHarnessServer>>;
beforeAll(async () => {
  server = await startHarnessServer();
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

interface Escape {
  results: Record<string, string>;
  present: string[];
  origin: string;
}

test('no way out of the sandbox: network, DOM, storage, Node, code from text', async () => {
  const bundled = await build({ entryPoints: [path.join(__dirname, '../../src/kernel/host/browser-sandbox.ts')], bundle: true, write: false, format: 'iife', globalName: 'sandbox' });
  const page = await browser.context.newPage();
  await page.goto(server.address);
  await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? '' });
  const before = server.requests.length;
  const { results, present, origin } = await page.evaluate(async ([source, url]) => {
    const { startSandbox } = (window as unknown as { sandbox: typeof import('../../src/kernel/host/browser-sandbox') }).sandbox;
    const kernel = await startSandbox(document, source);
    const answer = new Promise<unknown>((resolve) => { kernel.channel.receive(resolve); });
    kernel.channel.send(url as never);
    return (await answer) as Escape;
  }, [program, server.address] as const);

  expect(present).toEqual([]);
  expect(origin).toBe('null');
  expect(Object.entries(results).filter(([, result]) => result === 'REACHED').map(([name]) => name)).toEqual([]);
  expect(Object.keys(results)).toEqual(Object.keys(attempts));
  // Nothing arrived where it was sent, whatever the sandbox believes.
  expect(server.requests.slice(before).filter((url) => url !== '/favicon.ico')).toEqual([]);
});

test("the frame cannot reach the page, nor the page's storage", async () => {
  const bundled = await build({ entryPoints: [path.join(__dirname, '../../src/kernel/host/browser-sandbox.ts')], bundle: true, write: false, format: 'iife', globalName: 'sandbox' });
  const page = await browser.context.newPage();
  await page.goto(server.address);
  await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? '' });
  await page.evaluate(async (source) => {
    const { startSandbox } = (window as unknown as { sandbox: typeof import('../../src/kernel/host/browser-sandbox') }).sandbox;
    await startSandbox(document, source);
  }, program);
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  const reached = await frame?.evaluate(() => {
    const reach = (what: () => unknown): string => {
      try { what(); return 'REACHED'; } catch (error) { return (error as Error).name; }
    };
    return [reach(() => parent.document), reach(() => localStorage), reach(() => document.cookie), reach(() => (parent as unknown as { app: unknown }).app)];
  });
  expect(reached).toEqual(['SecurityError', 'SecurityError', 'SecurityError', 'SecurityError']);
});
