/**
 * Prints how long the first result takes: our start against PGlite.create(), each in processes of their own.
 * Usage: node build/postgres/measure-start.mjs [RUNS]
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { makeCluster } from './cluster.mjs';
import { pgliteModule } from './module-source.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite').replace(/index\.cjs$/, '');
const runs = Number(process.argv[2] ?? 5);
const query = 'select count(*) from pg_class';

/** Runs a script that calls `done(phases)`, and gives what it passed. */
function once(script) {
  return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

const scratch = await mkdtemp(join(tmpdir(), 'savepoint-start-'));
try {
  const cluster = join(scratch, 'cluster');
  await writeFile(cluster, await makeCluster());

  const theirs = join(scratch, 'theirs.mjs');
  await writeFile(
    theirs,
    `import { PGlite } from ${JSON.stringify(pathToFileURL(join(pglite, 'index.js')).href)};
    const started = performance.now();
    const pg = await PGlite.create();
    const created = performance.now();
    await pg.query(${JSON.stringify(query)});
    console.log(JSON.stringify({ open: created - started, first: performance.now() - started, rss: process.memoryUsage().rss >> 20 }));
    process.exit();`,
  );

  const ours = join(scratch, 'ours.cjs');
  await build({
    stdin: {
      resolveDir: root,
      loader: 'ts',
      contents: `
        import { readFileSync } from 'node:fs';
        import { runSync } from './src/databases/flow';
        import { openPostgres } from './src/databases/postgres/postgres-database';
        const files = ${JSON.stringify({
          'postgres.wasm': join(pglite, 'pglite.wasm'),
          'postgres.data': join(pglite, 'pglite.data'),
          'postgres.cluster': cluster,
        })};
        const parts = {
          bytes: async (name) => readFileSync(files[name]),
          module: async (name) => WebAssembly.compile(readFileSync(files[name])),
        };
        (async () => {
          const started = performance.now();
          const database = await openPostgres(parts, { onExecuted() {}, interrupted: () => false });
          const created = performance.now();
          runSync(database.connect().execute(${JSON.stringify(query)}));
          console.log(JSON.stringify({ open: created - started, first: performance.now() - started, rss: process.memoryUsage().rss >> 20 }));
          process.exit();
        })();`,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    outfile: ours,
    plugins: [pgliteModule],
    logLevel: 'error',
  });

  const results = { ours: [], theirs: [] };
  for (let run = 0; run < runs; run++) {
    results.theirs.push(once(theirs));
    results.ours.push(once(ours));
  }
  const [a, b] = ['ours', 'theirs'].map((who) => {
    const of = (key) => Math.round(median(results[who].map((result) => result[key])));
    console.log(`${who.padEnd(6)} open ${of('open')} ms, first result ${of('first')} ms, RSS ${of('rss')} MB`);
    return of('first');
  });
  const { length } = await readFile(cluster);
  console.log(`ratio  ${(a / b).toFixed(2)} (cluster ${length} bytes)`);
} finally {
  await rm(scratch, { recursive: true });
}
