import path from 'node:path';
import { startConfinedProcess } from '../../src/kernel/host/confined-process';

/**
 * What code in the command line's kernel can reach. The program below takes the kernel's place in the confined
 * process. Each attempt must throw, or come back with nothing of the world outside.
 */
const attempts: Readonly<Record<string, string>> = {
  process: `return process`,
  require: `return require('fs')`,
  fetch: `return fetch('http://127.0.0.1')`,
  WebSocket: `return new WebSocket('ws://127.0.0.1')`,
  eval: `return eval('1')`,
  'new Function': `return new Function('return 1')()`,
  'the Function of a function': `return (() => 1).constructor('return process')()`,
  'import of a module': `return import('node:fs')`,
  'a data: module importing node:fs': `return import('data:text/javascript,import fs from "node:fs"; export default fs')`,
  "the constructor of the host's error": `try { await import('node:fs') } catch (error) { return error.constructor.constructor('return process')() }`,
  "the prototype of the host's error": `try { await import('node:fs') } catch (error) { return Object.getPrototypeOf(Object.getPrototypeOf(error)).constructor.constructor('return globalThis')() }`,
  'the constructor of a decoded text': `return new TextDecoder().decode(new TextEncoder().encode('x')).constructor.constructor('return process')()`,
  'the constructor of encoded bytes': `return new TextEncoder().encode('x').constructor.constructor('return process')()`,
  'the constructor of a timer': `return setTimeout(() => 0, 1).constructor.constructor('return process')()`,
  'the constructor of a decoding error': `try { new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(255)) } catch (error) { return error.constructor.constructor('return process')() }`,
  'the constructor of performance': `return performance.now.constructor('return process')()`,
  'a constructor by wasm': `return WebAssembly.Module.constructor('return process')()`,
  'the caller of a timer': `const found = await new Promise((done) => setTimeout(Object.assign(function task() { try { done(task.caller.constructor('return process')()) } catch { done(null) } }), 1)); if (!found) throw new Error('no caller'); return found`,
  'frames of a stack': `Error.prepareStackTrace = (_, frames) => frames; const frames = new Error().stack; const self = frames.map((f) => f.getThis && f.getThis()).find((t) => t && t.process); if (!self) throw new Error('nothing'); return self.process`,
  'a patched array under the host': `let seen; const set = Uint8Array.prototype.set; Uint8Array.prototype.set = function (...values) { seen = values[0]; return set.apply(this, values) }; new TextEncoder().encode('x'); if (!seen) throw new Error('nothing'); return seen.constructor.constructor('return process')()`,
};

const program = `(function (bridge, out) {
  'use strict';
  let fire = () => {};
  const timers = new Map(); let next = 1;
  globalThis.setTimeout = (task, ms) => { timers.set(next, task); bridge.setTimer(next, ms); return next++; };
  globalThis.performance = { now: () => bridge.now() };
  globalThis.TextEncoder = class { encode(text) { const b = new Uint8Array(bridge.utf8Length(text)); bridge.encodeUtf8(text, b); return b } };
  globalThis.TextDecoder = class { decode(bytes) { const t = bridge.decodeUtf8(bytes, true, false); if (t === null) throw new TypeError('bad'); return t } };
  const tries = { ${Object.entries(attempts).map(([name, code]) => `${JSON.stringify(name)}: async function () { ${code} }`).join(',\n')} };
  out.set({ fire: (id) => timers.get(id)(), deliver: async () => {
    const results = {};
    for (const [name, attempt] of Object.entries(tries)) {
      try { const value = await attempt(); results[name] = 'REACHED ' + typeof value; } catch (error) { results[name] = 'blocked: ' + error.message; }
    }
    bridge.send(JSON.stringify({ results, globals: Object.getOwnPropertyNames(globalThis) }));
  } });
})`;

test('no way out of the confined process by the ways we know', async () => {
  const kernel = await startConfinedProcess(path.resolve(__dirname, '../../dist/kernel-process.cjs'), program);
  try {
    const answer = new Promise<{ results: Record<string, string>; globals: string[] }>((resolve, reject) => {
      kernel.channel.receive((message) => { resolve(message as never); });
      kernel.onDeath((reason) => { reject(new Error(reason)); });
    });
    kernel.channel.send({ type: 'release', run: 0 });
    const { results, globals } = await answer;
    expect(Object.entries(results).filter(([, result]) => result.startsWith('REACHED'))).toEqual([]);
    expect(Object.keys(results)).toEqual(Object.keys(attempts));
    expect(globals).not.toEqual(expect.arrayContaining(['process']));
    for (const name of ['process', 'require', 'module', 'Buffer', 'fetch', 'global', 'setImmediate', 'structuredClone']) expect(globals).not.toContain(name);
  } finally {
    kernel.kill();
  }
});

test("a kernel's death is told with its reason", async () => {
  const kernel = await startConfinedProcess(path.resolve(__dirname, '../../dist/kernel-process.cjs'), `(function (bridge, out) { throw new TypeError('gone') })`);
  const reason = await new Promise((resolve) => { kernel.onDeath(resolve); });
  expect(reason).toBe('TypeError: gone');
});
