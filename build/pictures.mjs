// Takes the pictures of docs/images: the built plugin on the sample vault, in both views, light, dark and narrow.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale, installPackages, root, run } from './setup.mjs';

installPackages();
buildIfStale();
const esbuild = await import('esbuild');
mkdirSync(path.join(root, '.cache'), { recursive: true });
const bundle = path.join(root, '.cache', 'pictures.cjs');
await esbuild.build({ absWorkingDir: root, entryPoints: ['test/browser/pictures.ts'], bundle: true, outfile: bundle, format: 'cjs', platform: 'node', packages: 'external', logLevel: 'warning' });
run(process.execPath, [bundle, root, ...process.argv.slice(2)]);
