import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { clusterFile } from './cluster-file';

test('a cluster made at another time and place has the same bytes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'));
  try {
    const file = join(directory, 'again');
    const script = resolve(__dirname, '../../../build/postgres/write-cluster.mjs');
    const env = { ...process.env, TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8', USER: 'someone', HOME: directory };
    execFileSync(process.execPath, [script, file], { cwd: directory, env });
    expect(readFileSync(file).equals(readFileSync(clusterFile()))).toBe(true);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
