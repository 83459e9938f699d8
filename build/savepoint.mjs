// `npm run -s savepoint -- <arguments>`: the command line, set up and built where it is not yet.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfStale, installPackages, root } from './setup.mjs';

installPackages();
buildIfStale();
// npm starts scripts in the project's folder; paths are meant from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...process.argv.slice(2)], { stdio: 'inherit', cwd });
process.exit(status ?? 1);
