import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

test('every cell of the sample vault does what it should, by the command that the README names', () => {
  const { status, stdout } = spawnSync('npm', ['run', '-s', 'savepoint', '--', 'check', 'vault-sample'], { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/\d+ notes, (\d+) cells: \1 as they should be, 0 not/);
  expect(status).toBe(0);
});
