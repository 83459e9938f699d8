import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { EngineCrashError } from '../../../src/databases/errors';
import { instantiate } from '../../../src/databases/sqlite/runtime/instance';
import { exportLetters, importLetters, runtimeLetters } from '../../../src/databases/sqlite/runtime/symbols';
import { nodeParts } from '../node-parts';
import { bench, rows } from './open';

const require = createRequire(__filename);
const LIMITS = { heap: 2 ** 28, files: 2 ** 28 };

describe('sqlite.wasm', () => {
  test('calls itself by its version', async () => {
    expect((await bench()).database.version).toBe('SQLite 3.54.1');
  });

  test("has the exports that sql.js's own loader knows under these letters", () => {
    const loader = readFileSync(require.resolve('sql.js/dist/sql-wasm-browser.js'), 'utf8');
    const known = new Map([...loader.matchAll(/\bk\._(\w+)=\s*c\.([\w$]+)/g)].map(([, name, letter]) => [name, letter]));
    expect(Object.entries(exportLetters).map(([name]) => [name, known.get(name)])).toEqual(Object.entries(exportLetters));
  });

  test('has all imports and no others', async () => {
    const module = await nodeParts().module('sqlite.wasm');
    expect(WebAssembly.Module.imports(module).map(({ name }) => name).sort()).toEqual(Object.values(importLetters).sort());
    const exported = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
    for (const letter of Object.values({ ...exportLetters, ...runtimeLetters })) expect(exported).toContain(letter);
  });

  test('of another build is refused', async () => {
    const empty = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    await expect(instantiate(empty, LIMITS)).rejects.toThrow(EngineCrashError);
  });
});

test('the driver runs where there is neither Node nor a browser', async () => {
  const entry = require.resolve('../../../src/databases/sqlite/sqlite-database.ts');
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, write: false, format: 'iife', globalName: 'driver', platform: 'neutral' });
  const context = createContext({ TextEncoder, TextDecoder, performance, module: await nodeParts().module('sqlite.wasm') });
  const code = `${outputFiles[0]?.text}
    (async () => {
      const parts = { module: async () => module };
      const database = await driver.openSqlite(parts, { onExecuted() {}, interrupted: () => false });
      const flow = database.connect().execute('SELECT ?, ?', [1n << 60n, new Uint8Array([1])]);
      const { rows } = flow.next().value;
      return JSON.stringify([database.version, String(rows[0][0]), [...rows[0][1]]]);
    })()`;
  expect(JSON.parse((await runInContext(code, context)) as string)).toEqual(['SQLite 3.54.1', String(2n ** 60n), [1]]);
});

test('300,000 rows stream through without being held by SQLite', async () => {
  const connection = (await bench()).database.connect();
  const count = 300_000;
  const found = rows(connection, "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i, 'row ' || i FROM n", [count]);
  expect(found).toHaveLength(count);
  expect(found[count - 1]).toEqual([count, `row ${count}`]);
});
