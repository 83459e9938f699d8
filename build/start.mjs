// `npm start`: from a fresh clone to the sample vault in a browser.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildIfStale, installPackages, root } from './setup.mjs';

installPackages();
buildIfStale();
const server = spawn(process.execPath, [path.join(root, 'dist', 'cli.cjs'), 'serve', path.join(root, 'vault-sample'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
