import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { adaptModule, modulePath, pgliteModule } from '../../../build/postgres/module-source.mjs';
import { nodeParts } from '../node-parts';

const root = resolve(__dirname, '../../..');

/** The bundle that a kernel would load, reduced to the database. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { openPostgres } from './src/databases/postgres/postgres-database';
        export { runSync } from './src/databases/flow';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'postgres',
    minify: true,
    plugins: [pgliteModule],
  });
  return outputFiles[0]?.text ?? '';
}

test('runs where there is nothing but the language and WebAssembly', async () => {
  const source = await bundle();
  expect(source).not.toMatch(/\beval\(|\bimport\(|import\.meta|new Function|node:(fs|crypto|module|path|url)/);

  const parts = nodeParts();
  const names = ['postgres.wasm', 'postgres.plpgsql', 'postgres.pageinspect', 'postgres.data', 'postgres.cluster'] as const;
  const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await parts.bytes(name)] as const)));
  // The context has a WebAssembly of its own, as it has an Array.
  const context = vm.createContext(
    { TextEncoder, TextDecoder, performance, setTimeout, clearTimeout, queueMicrotask, crypto, files },
    { codeGeneration: { strings: false } },
  );
  vm.runInContext(source, context);
  const seen: unknown = await vm.runInContext(
    `(async () => {
      const parts = { bytes: async (name) => files[name], module: (name) => WebAssembly.compile(files[name]) };
      const executed = [];
      const database = await postgres.openPostgres(parts, { onExecuted: (one) => executed.push(one.sql), interrupted: () => false });
      const connection = database.connect();
      const run = (sql) => postgres.runSync(connection.execute(sql)).rows;
      run('create table t (x int)');
      run('do $$ begin insert into t values (1), (2); end $$');
      const rows = run('select sum(x), gen_random_uuid() is not null from t');
      database.close();
      return JSON.stringify({ version: database.version, rows, executed, globals: typeof process + typeof fetch });
    })()`,
    context,
  );
  expect(JSON.parse(String(seen))).toMatchObject({
    version: expect.stringMatching(/^PostgreSQL 18\./) as string,
    rows: [[3, true]],
    globals: 'undefinedundefined',
  });
});

test('a module that is not the one we know is refused', async () => {
  const source = await readFile(modulePath, 'utf8');
  expect(() => adaptModule(source.replace('eval(func)', 'other(func)'))).toThrow(/has changed/);
});
