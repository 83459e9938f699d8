// `npm run bench`: every measurement side by side, as ratios where there is something to compare with.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale, installPackages, root, run } from '../build/setup.mjs';

installPackages();
buildIfStale();
const esbuild = await import('esbuild');
const { pgliteModule } = await import('../build/postgres/module-source.mjs');
mkdirSync(path.join(root, '.cache'), { recursive: true });
const bundle = path.join(root, '.cache', 'bench.cjs');
await esbuild.build({ absWorkingDir: root, entryPoints: ['bench/main.ts'], bundle: true, outfile: bundle, format: 'cjs', platform: 'node', packages: 'external', plugins: [pgliteModule], logLevel: 'warning' });
run(process.execPath, [bundle, root, ...process.argv.slice(2)]);
