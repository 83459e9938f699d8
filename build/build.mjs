// Builds everything: main.js for Obsidian, and in dist/ the command line, the reader and the parts they load.
// Reads nothing but this repository and its packages, and writes the same bytes every time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { packedCatalogue } from './packed-cyrillic.mjs';
import { languagesEntry, languagesOptions } from './languages.mjs';
import { pack, payloadComment } from './payload.mjs';
import { makeCluster } from './postgres/cluster.mjs';
import { pgliteModule } from './postgres/module-source.mjs';
import { sampleNotes } from './sample-notes.mjs';
import { sessionFiles } from './postgres/sessions/make-sessions.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (...names) => path.join(root, ...names);
const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8'));
const step = (what) => process.stderr.write(`build: ${what}\n`);

/** What all our bundles have in common. */
const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  charset: 'ascii',
  legalComments: 'none',
  target: ['chrome120', 'safari16.4'],
  logLevel: 'warning',
  define: { SAVEPOINT_VERSION: JSON.stringify(manifest.version), 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  plugins: [packedCatalogue],
};

async function bundle(entry, options) {
  const result = await esbuild.build({ ...common, entryPoints: [entry], ...options });
  return result.outputFiles[0].contents;
}

const kernelOptions = {
  format: 'iife',
  platform: 'browser',
  plugins: [pgliteModule],
};

/** esbuild escapes all but what stands in regular expressions; there an escape means the same. */
const escapeRest = (program) => Buffer.from(program).toString().replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export async function build() {
  mkdirSync(at('dist', 'parts'), { recursive: true });
  const write = (name, contents) => writeFileSync(at(name), contents);

  step('the kernel');
  const kernel = await bundle('src/kernel/worker/browser-main.ts', kernelOptions);
  const confined = await bundle('src/kernel/confined/confined-main.ts', kernelOptions);
  write('dist/confined-kernel.js', `(function (savepointBridge, savepointConfined) {\n${Buffer.from(confined).toString()}\n})`);

  step('the languages');
  const languages = await bundle(languagesEntry, languagesOptions);

  step('PostgreSQL for several sessions');
  const sessions = await sessionFiles(() => {
    step('  not in .cache yet: Binaryen needs some two minutes for it');
  });

  step("PostgreSQL's data directory (initdb, so that no user waits for it)");
  const parts = {
    'sqlite.wasm': readFileSync(require.resolve('sql.js/dist/sql-wasm-browser.wasm')),
    'postgres.wasm': readFileSync(sessions['postgres.wasm']),
    'postgres.plpgsql': readFileSync(sessions['postgres.plpgsql']),
    'postgres.pageinspect': readFileSync(sessions['postgres.pageinspect']),
    'postgres.data': readFileSync(at('node_modules/@electric-sql/pglite/dist/pglite.data')),
    'postgres.cluster': await makeCluster(),
  };

  step('packing the parts');
  const packed = { 'kernel.js': pack(kernel), 'languages.js': pack(languages), 'sample-notes.json': pack(sampleNotes(at('vault-sample'))) };
  for (const [name, bytes] of Object.entries(parts)) packed[name] = pack(bytes);
  for (const [name, bytes] of Object.entries(packed)) write(`dist/parts/${name}.gz`, bytes);

  step('main.js');
  const plugin = await bundle('src/main.ts', { format: 'cjs', platform: 'browser', external: ['obsidian', 'electron', '@codemirror/*', '@lezer/*'] });
  write('main.js', Buffer.concat([Buffer.from(escapeRest(plugin)), Buffer.from(payloadComment(packed))]));

  step('the reader and the command line');
  write('dist/reader.js', await bundle('src/reader/page/reader-main.ts', { format: 'iife', platform: 'browser' }));
  write('dist/reader.css', await bundle('src/reader/page/reader.css', {}));
  const node = { format: 'cjs', platform: 'node', target: 'node20' };
  write('dist/cli.cjs', await bundle('src/cli/main.ts', node));
  write('dist/kernel-process.cjs', await bundle('src/kernel/confined/process-main.ts', node));

  const built = readFileSync(at('main.js'));
  step(`main.js ${(built.length / 1e6).toFixed(2)} MB (program ${(plugin.length / 1e3).toFixed(0)} kB), sha256 ${createHash('sha256').update(built).digest('hex').slice(0, 16)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--clean') && existsSync(at('dist'))) rmSync(at('dist'), { recursive: true });
  await build();
}
