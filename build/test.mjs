// `npm test`: everything that must hold, from a fresh clone. Arguments go to jest.
import path from 'node:path';
import { buildIfStale, installPackages, root, run } from './setup.mjs';

const bin = (name) => path.join(root, 'node_modules', '.bin', name);
installPackages();
buildIfStale();
run(bin('tsc'), ['--noEmit', '-p', '.'], 'checking types');
run(bin('eslint'), ['.', '--max-warnings', '0'], 'checking style and walls');
run(bin('jest'), process.argv.slice(2), 'running the tests');
